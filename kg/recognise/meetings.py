"""Meetings without a telling head noun: party congresses by number, study sessions by topic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Mention

_NUMBER = "[一二三四五六七八九十]"
_CONGRESS = re.compile(
    rf"(?:党的|中共)?(?:{_NUMBER}{{1,3}}大|{_NUMBER}{{1,3}}届{_NUMBER}{{1,2}}中全会)(报告|决定|公报)?"
)
# 二十届二中、三中全会: the first of them is named by its number alone.
_PLENUMS = re.compile(rf"({_NUMBER}{{1,3}}届)({_NUMBER}{{1,2}}中)(?:全会)?[、和]({_NUMBER}{{1,2}}中全会)")
# 第五届数服会: short names of meetings that come round again.
_ROUND = re.compile(rf"第(?:[0-9]+|{_NUMBER}+)届[\u4e00-\u9fff]{{1,3}}?[^\W事员常董监协学全]会(?![员长议])")
# 第十五届云岭航展, 第十八届云岭国际动漫节: what is held by number is an event whatever it is called.
_HELD_BY_NUMBER = re.compile(
    rf"(?:[12][0-9]{{3}}年?)?(?:首届|第(?:[0-9]+|{_NUMBER}+)届)[\u4e00-\u9fffA-Za-z0-9（）·—-]{{2,24}}?[会展节赛周季月坛典博](?:总决赛|决赛)?"
    r"(?=今[天日年]|昨[天日]|[0-9]{1,4}[年月日]|将|拟|定于|于|在|由|以|就此|正式|隆重|盛大|圆满|顺利|成功|如期|期间|上|的"
    r"|开幕|闭幕|启幕|落幕|揭幕|举行|举办|召开|开赛|开馆|移师|[，。；：]|$)",
    re.MULTILINE,
)
_NO_EVENT = re.compile(
    r"(?:委员|理事|常委|董事|监事|协|学|商|联合|研究|基金|促进|政协|人大)会$|[会展节赛](?:在|于)|[的了是将]|[开发拓进扩]展$"
    r"|(?:大会|论坛|峰会|博览会|年会|大赛|交易会|洽谈会|会议).{3,}$"
)
# 召开全省安全防范工作会: a meeting of the whole country or division.
_CONVENED = re.compile(
    r"(?:召开|举行|举办)了?((?:[12][0-9]{3}年)?全[国省市区县州][\u4e00-\u9fffA-Za-z0-9]{2,20}?"
    r"(?:(?:工作|推进|现场|部署|动员|座谈)会议?|电视电话会议|大会|论坛|培训班))(?=[，。；：\n]|$)",
    re.MULTILINE,
)
_SESSION = re.compile(
    r"就[^，。；\n]{2,30}?(?:进行|举行|开展|组织)?(?:的)?(第[0-9一二三四五六七八九十百]+次)?(集体学习|专题学习)"
)


def congresses(text: str) -> Iterator[Mention]:
    """Party congresses and plenums by number (党的二十大, 十九届四中全会) and the documents named after them."""
    for match in _CONGRESS.finditer(text):
        if match[0].startswith(("党", "中共")) or "中全会" in match[0] or match[1]:
            cls, kind = ("Document", "Report") if match[1] else ("Event", "Meeting")
            short = match[0].removeprefix("党的").removeprefix("中共")
            yield Mention(*match.span(), match[0], cls, 0.95, "congress", kind, match[0], aliases=(short,))
    for match in _ROUND.finditer(text):
        yield Mention(*match.span(), match[0], "Event", 0.7, "round", "Meeting", match[0])
    for match in _HELD_BY_NUMBER.finditer(text):
        if not _NO_EVENT.search(match[0]):
            yield Mention(*match.span(), match[0], "Event", 0.7, "round", None, match[0])
    for match in _CONVENED.finditer(text):
        yield Mention(*match.span(1), match[1], "Event", 0.7, "round", "Meeting", match[1])
    for match in _PLENUMS.finditer(text):
        for group, name in ((2, f"{match[1]}{match[2]}全会"), (3, match[1] + match[3])):
            start, end = match.start(1 if group == 2 else 3), match.end(group)
            yield Mention(start, end, text[start:end], "Event", 0.96, "congress", "Meeting", name)


def sessions(text: str, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """A body's study session, named by its topic: 某党组就……进行第二次集体学习."""
    for body in bodies:
        match = _SESSION.match(text, body.end) if body.cls == "Organization" else None
        if match:
            name = text[body.start : match.end()]
            short = (match[1] or "") + match[2]
            found = Mention(body.start, match.end(), name, "Event", 0.9, "own meeting", "StudySession", name)
            yield replace(found, aliases=(body.name + short, short), body=body.name)
