"""The head noun of a description, and the names that it may stand for."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Mention
from kg.relate.markers import affixes

MIXED = frozenset(["Organization", "Platform"])
"""Classes whose things a text calls by the same nouns."""
_MIXES = (MIXED, frozenset(["Document", "Concept"]))
_FIRM = re.compile("(?:成立于[^，。]{1,12})?(?:，|是|系|，是)?(?:一家|公司|企业|集团|科技|品牌)")
_OF_YEAR = re.compile("([\u4e00-\u9fff]{4,24}?)(?:关于)?(?:[0-9]{4}|二〇[一二三四五六七八九〇]{2})年")
_FOUNDED = re.compile(r"(?:成立|注册|创立|创办|创业)[^，。；]{0,16}的\Z")
_LONGER = {"校": affixes("schools"), "集团": affixes("groups"), "会议": affixes("meetings")}
"""Head nouns that also stand for others → these."""
_REACH_OF_FOUNDING = 24
"""How many characters before its name the words may stand that tell when a firm was founded."""


def comparable(mention: Mention, earlier: Mention, head: str) -> bool:
    """May a description stand for the earlier mention, by their classes?"""
    if earlier.cls == mention.cls or (mention.cls == "Platform" and earlier.found_by == "quoted"):
        return True
    mixed = any({earlier.cls, mention.cls} <= mix for mix in _MIXES)
    return mixed and len(head) > 1 and earlier.name.endswith(head)


def ends_in(mention: Mention, head: str) -> bool:
    """Does a name of the mention end in the head noun, or what it shortens (该校: 大学; 会议: 推进会)?"""
    return any(name.endswith((head, *_LONGER.get(head, ()))) for name in (mention.name, *mention.aliases))


def may_be_company(body: Mention) -> bool:
    """Is it a body of no known kind (蓝鲸数据), as companies with a name of their own are?"""
    return body.cls == "Organization" and body.kind is None and not body.name.endswith(affixes("party_bodies"))


def is_called_a_firm(text: str, quoted: Mention) -> bool:
    """“甲”是一家……, 企业“甲”, 注册刚满一年的“甲”: do the words beside the quotation make it a firm?"""
    described = text.endswith(affixes("descriptions"), 0, quoted.start)
    founded = _FOUNDED.search(text, max(0, quoted.start - _REACH_OF_FOUNDING), quoted.start)
    return bool(described or founded or _FIRM.match(text, quoted.end))


def body_of(post: Mention, body: str) -> Mention:
    """The organisation that opens the name of a post."""
    end = post.start + len(body)
    return replace(post, end=end, text=body, name=body, cls="Organization", found_by="body", body=None, aliases=())


def reporter(report: Mention) -> Mention | None:
    """青江市民生服务中心 of 青江市民生服务中心2019年度工作报告, a title without book marks: the body that reports."""
    title = _OF_YEAR.match(report.name) if report.cls == "Document" and report.found_by == "head noun" else None
    if title is None or not title[1].endswith(affixes("body_heads")):
        return None
    return replace(body_of(report, title[1]), aliases=())


def standing_for(mention: Mention, other: Mention) -> Mention:
    found_by = mention.found_by if other.found_by != "quoted" or other.cls != "Concept" else "quoted"
    return replace(
        mention,
        name=other.name,
        kind=other.kind,
        code=other.code,
        cls=other.cls,
        aliases=other.aliases,
        found_by=found_by,
    )
