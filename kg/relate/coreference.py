"""该局, 本届峰会, 全省, 《规划》, 省政府: which named thing they stand for.

A description takes the nearest earlier mention of its class that ends in its head noun (该局 → …局), a geographic one the
nearest place of its level, a short title the nearest longer one that contains it. What finds nothing stays unresolved and
makes no claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Mention

_LEVELS = {"省": ("省", "自治区"), "市": ("市",), "县": ("县",), "区": ("区",), "州": ("州",), "自治区": ("自治区",)}
_COMPANY_HEADS = ("公司", "集团", "企业")
_LOCAL = ("省", "市", "县", "区", "州", "自治区")


def resolve(mentions: Sequence[Mention], places: Sequence[Mention]) -> list[Mention]:
    """Mentions with the canonical `name` of what they stand for. `places` are all places named, inside names too."""
    known: list[Mention] = []
    result = []
    for mention in mentions:
        resolved = _one(mention, known, places)
        result.append(resolved)
        if resolved.name and resolved.cls not in ("Date", "Quantity"):
            known.append(resolved)
    return result


def _one(mention: Mention, known: Sequence[Mention], places: Sequence[Mention]) -> Mention:
    if mention.found_by == "anaphora":
        antecedent = _place(mention, places) if mention.cls == "Place" else _antecedent(mention, known)
        return _standing_for(mention, antecedent) if antecedent else replace(mention, name="")
    if mention.cls == "Organization" and mention.text.startswith(_LOCAL) and not mention.text.startswith(("市场", "区块", "州际", "区域")):
        return _local_body(mention, known, places)
    if mention.cls in ("Document", "Platform", "Event", "Organization"):
        return _short_name(mention, known)
    return mention


def _standing_for(mention: Mention, other: Mention) -> Mention:
    return replace(mention, name=other.name, kind=other.kind, code=other.code, cls=other.cls, aliases=other.aliases)


def _antecedent(mention: Mention, known: Sequence[Mention]) -> Mention | None:
    """The nearest earlier mention of the class; one that ends in the description's head noun wins."""
    same = [m for m in reversed(known) if m.cls == mention.cls]
    if mention.cls == "Person":
        return same[0] if same else None
    head = mention.text.lstrip("该本此新我这一份项").removeprefix("届").removeprefix("次")
    if head in _COMPANY_HEADS:
        return next((m for m in same if m.kind == "Company" or m.name.endswith(_COMPANY_HEADS)), None)
    matching = next((m for m in same if m.name.endswith(head) or head in m.name[-8:] or any(a.endswith(head) for a in m.aliases)), None)
    if matching is None and mention.cls in ("Platform", "Event", "Document", "Concept") and mention.text not in ("会议", "系统", "指数", "通知", "意见", "标准"):
        return same[0] if same and mention.cls != "Concept" else None
    return matching


def _place(mention: Mention, places: Sequence[Mention]) -> Mention | None:
    if mention.text in ("我国", "全国"):
        return replace(mention, name="中国", text="中国", kind="Country", code="CN") if mention.text == "我国" else None
    level = "自治区" if mention.text == "自治区" else mention.text[-1]
    earlier = [p for p in reversed(places) if p.start < mention.start]
    found = next((p for p in earlier if _at_level(p, level)), None)
    return found


def _at_level(place: Mention, level: str) -> bool:
    kinds = {"省": "Province", "自治区": "Province", "市": "City", "县": "County", "区": "County", "州": "City"}
    return place.name.endswith(_LEVELS.get(level, (level,))) or place.kind == kinds.get(level) or (level == "市" and place.text in ("北京", "上海", "天津", "重庆"))


def _local_body(mention: Mention, known: Sequence[Mention], places: Sequence[Mention]) -> Mention:
    """省政府 → 山东省政府: the nearest earlier place of the level is put before the name."""
    level = next(word for word in ("自治区", *_LOCAL) if mention.text.startswith(word))
    anchor = Mention(mention.start, mention.end, level if level == "自治区" else "该" + level, "Place")
    place = _place(anchor, places)
    if place is None:
        return mention
    rest = mention.text.removeprefix(level)
    base = place.name if place.name.endswith(level) else place.name + level
    full = base + rest
    earlier = next((m for m in reversed(known) if m.cls == "Organization" and m.name.endswith(rest) and m.name.startswith(place.name[:2])), None)
    return replace(mention, name=earlier.name if earlier else full, aliases=(mention.text, full))


def _short_name(mention: Mention, known: Sequence[Mention]) -> Mention:
    """《指导意见》 after 《关于……的指导意见》; 数字广东 after 数字广东网络建设有限公司."""
    for other in reversed(known):
        if other.cls != mention.cls or other.name == mention.name:
            continue
        if mention.name in other.aliases:
            return _standing_for(mention, other)
        if mention.cls == "Document" and mention.text.startswith("《") and len(mention.name) <= 6 and other.name.split("（")[0].endswith(mention.name):
            return _standing_for(mention, other)
        if mention.cls == "Platform" and mention.name in other.name and 2 * len(mention.name) > len(other.name):
            return _standing_for(mention, other)
    return mention
