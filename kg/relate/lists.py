"""Frames whose arguments are lists or free noun phrases: parts of a whole, fields one leads in, parties to an agreement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Mention
from kg.relate import arguments
from kg.relate.arguments import Group
from kg.relate.frames import Binding, Site, transitive, unnamed_party
from kg.relate.sentence import Sentence, Token

_COUNTER = re.compile(
    r"(?:等)?[0-9一二三四五六七八九十两几多]+[余多]?[大个项方部维门种类层板家张条]*(?:个|项|方面|部分|维度|板块|环节|渠道|栏目|模块|分论坛|指标|工程|一级指标|层次|领域|内容|体系|类别|阶段|层面|场所|平台)*.*$"
)
_TAIL = re.compile(r"(?:等|“?三位一体).*$")
_TRIM = " “”‘’、和与及的了"
_LONGEST_ITEM = 18
_WITH = frozenset("与 和 同 跟".split())
_FIELD_END = frozenset("方面 领域 上 中 工作 过程 水平".split())
PART_CLASS = {
    "Platform": "Platform",
    "Event": "Event",
    "Concept": "Concept",
    "Document": "Concept",
    "Organization": "Organization",
}


def enumeration(site: Site) -> Iterator[Binding]:
    """整体包括甲、乙和丙；整体由甲、乙组成。"""
    word, tokens = site.sentence.tokens[site.index].text, site.sentence.tokens
    if word == "由":
        return
    if word in ("组成", "构成"):
        marker = arguments.agent_marker(site.sentence, site.index) or _plain_marker(site)
        if marker is None:
            return
        wholes, span = site.subject("whole", before=marker), (marker + 1, site.index)
    else:
        _, high = site.sentence.clause(site.index)
        wholes, span = _just_before(site) or site.subject("whole"), (site.index + 1, high)
    if len(wholes) != 1:
        return
    parts = [part for item in _items(site.sentence, *span) if (part := _part(site, item, wholes[0]))]
    if len(parts) >= 2 or (
        len(parts) == 1
        and parts[0].start >= 0
        and tokens[site.index].text not in ("设", "设有", "即", "覆盖", "下设", "内设")
    ):
        yield Binding({"whole": wholes, "part": parts})


_UNIT = re.compile(r"[\u4e00-\u9fff]{1,10}(?:科|处|室|部|办|站|队|中心|公司|集团|科技|软件|研究院|分局|支队)")


def possession(site: Site) -> Iterator[Binding]:
    """甲下设乙、丙；甲旗下拥有乙: units that no list knows are taken by their last character."""
    plain = list(transitive(site))
    if plain:
        yield from plain
        return
    _, high = site.sentence.clause(site.index)
    units = []
    for item in _items(site.sentence, site.index + 1, high):
        name = _TAIL.sub("", "".join(t.text for t in item).rstrip("。；，")).strip(_TRIM)
        if _UNIT.fullmatch(name):
            units.append(
                Mention(item[0].start, item[0].start + len(name), name, "Organization", 0.6, "list item", None, name)
            )
    owners = site.subject("agent") if units else []
    if owners:
        yield Binding({"agent": owners[:1], "theme": units})


def _plain_marker(site: Site) -> int | None:
    low, _ = site.sentence.clause(site.index)
    return next((at for at in range(site.index - 1, low - 1, -1) if site.text_at(at) == "由"), None)


def _just_before(site: Site) -> Group:
    """The thing named right before “，包括……”: the list explains it."""
    at = site.index - 1
    if site.text_at(at) == "，" and at > 0:
        mention = site.sentence.tokens[at - 1].mention
        whole = site.fits("whole", mention) if mention else None
        return [whole] if whole else []
    return []


def _items(sentence: Sentence, low: int, high: int) -> list[list[Token]]:
    """Token runs between 、 和 与 及, up to the end of the clause."""
    items: list[list[Token]] = [[]]
    for token in sentence.tokens[low:high]:
        closing = items[-1] and items[-1][-1].text[-1:] in "”’" and token.text[:1] in "“‘"
        if (token.mention is None and token.text in arguments.JOINERS) or closing:
            items.append([])
        if not (token.mention is None and token.text in arguments.JOINERS):
            items[-1].append(token)
    return [item for item in items if item]


def _part(site: Site, item: list[Token], whole: Mention) -> Mention | None:
    """A part as a mention: the one that fills the item, else the item itself as a noun phrase of the whole's class."""
    cls = PART_CLASS.get(whole.cls)
    mentions = [token.mention for token in item if token.mention and token.mention.cls not in ("Date", "Quantity")]
    if (
        mentions
        and item[0].mention is mentions[0]
        and (
            len(item) == 1
            or item[1].mention
            or item[1].tag in ("m", "u", "uj", "q", "x")
            or item[1].text in arguments.LIST_TAILS
        )
    ):
        return mentions[0] if site.fits("part", mentions[0]) else None
    text = "".join(token.text for token in item)
    name = _TAIL.sub("", _COUNTER.sub("", text.rstrip("。；，：！？\n"))).strip(_TRIM)
    start = item[0].start + max(0, text.find(name))
    if cls is None or not 1 < len(name) <= _LONGEST_ITEM or "，" in name or "（" in name:
        return None
    return Mention(start, start + len(name), name, cls, 0.7, "list item", None, name)


def adjective(site: Site) -> Iterator[Binding]:
    """甲在乙方面领先；甲的乙走在前列。"""
    span = _field_span(site)
    if span is not None:
        field = _phrase(site.sentence, *span)
        themes = [
            t
            for t in (
                site.left("theme")
                or arguments.carried_subject(site.sentence, site.index, site.filler("theme"), site.previous)
            )
        ]
        themes = [t for t in themes if not span[0] <= _position(site.sentence, t) < span[1]] or site.left(
            "theme", before=span[0]
        )
    else:
        field, themes = _possessed(site)
    if field is not None and themes:
        yield Binding({"theme": themes, "field": [field]})


def _field_span(site: Site) -> tuple[int, int] | None:
    """The tokens of 乙 in 在乙方面, in this clause or the one before it."""
    tokens = site.sentence.tokens
    low, _ = site.sentence.clause(site.index)
    if low > 0:
        low, _ = (
            site.sentence.clause(low - 1) if not any(t.text == "在" for t in tokens[low : site.index]) else (low, 0)
        )
    opening = next(
        (i for i in range(site.index - 1, low - 1, -1) if tokens[i].mention is None and tokens[i].text == "在"), None
    )
    if opening is None:
        return None
    closing = next(
        (i for i in range(opening + 1, site.index) if tokens[i].mention is None and tokens[i].text in _FIELD_END), None
    )
    return (opening + 1, closing) if closing is not None and closing > opening + 1 else None


def _position(sentence: Sentence, mention: Mention) -> int:
    return next((i for i, token in enumerate(sentence.tokens) if token.start <= mention.start < token.end), -1)


def _phrase(sentence: Sentence, low: int, high: int) -> Mention | None:
    """The noun phrase of a token range as a Concept; without 发展 or 建设 at its end it is the same concept."""
    start, end = sentence.tokens[low].start, sentence.tokens[high - 1].end
    name = sentence.text[start - sentence.start : end - sentence.start]
    if not name or len(name) > 30 or "，" in name:
        return None
    shorter = re.sub(r"(?:发展|建设|工作|改革)$", "", name)
    return Mention(
        start,
        end,
        name,
        "Concept",
        0.8,
        "noun phrase",
        "Field",
        name,
        aliases=(shorter,) if len(shorter) > 1 and shorter != name else (),
    )


def _possessed(site: Site) -> tuple[Mention | None, Group]:
    """甲的乙: 中国的在线服务走在前列."""
    low, _ = site.sentence.clause(site.index)
    for at in range(site.index - 2, low - 1, -1):
        owner, field = (
            site.sentence.tokens[at].mention,
            site.sentence.tokens[at + 2].mention if at + 2 < site.index else None,
        )
        if owner and site.text_at(at + 1) == "的" and field and site.fits("theme", owner) and field.cls == "Concept":
            return field, [owner]
    return None, []


def reciprocal(site: Site) -> Iterator[Binding]:
    """甲与乙V；甲分别与乙、丙V；甲、乙、丙三方V；由甲与乙联合开发。"""
    low, _ = site.sentence.clause(site.index)
    marker = arguments.agent_marker(site.sentence, site.index)
    low = low if marker is None else marker + 1
    parties = [(i, m) for i in range(low, site.index) if (m := _free_party(site, i))]
    if any(m.cls == "Organization" for _, m in parties):
        parties = [
            (i, m)
            for i, m in parties
            if m.cls == "Organization" or site.text_at(i + 1) in _WITH or site.text_at(i - 1) in _WITH
        ]
    divider = next(
        (
            i
            for i in range(site.index - 1, low - 1, -1)
            if site.sentence.tokens[i].mention is None and site.text_at(i) in _WITH
        ),
        None,
    )
    if divider is not None and not any(j > divider for j, _ in parties):
        parties += [(divider + 1, party) for party in unnamed_party(site, divider + 1, site.index)]
        divider = divider if parties and parties[-1][0] > divider else None
    if divider is None:
        if len(parties) > 1:
            yield from _pairs([m for _, m in parties])
        return
    left, right = [m for i, m in parties if i < divider], [m for i, m in parties if i > divider]
    left = left or site.subject("party", before=divider)
    if left and right:
        yield Binding({"party": left, "counterparty": right})


def _free_party(site: Site, at: int) -> Mention | None:
    mention = site.sentence.tokens[at].mention
    if mention is None or site.sentence.tokens[at].depth > site.sentence.tokens[site.index].depth:
        return None
    governed = site.text_at(at - 1) in arguments.PREPOSITIONS - _WITH
    return None if governed or site.text_at(at + 1) in ("的", "上", "中") else site.fits("party", mention)


def _pairs(parties: Group) -> Iterator[Binding]:
    for position, party in enumerate(parties[:-1]):
        yield Binding({"party": [party], "counterparty": parties[position + 1 :]})
