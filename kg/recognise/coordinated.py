"""Bodies and platforms that stand side by side.

Those that share their last words (云岭省、松河省和青江省数据局联合印发 names three of them), and those of a list of
firms or platforms that nobody knows (海东集团、云杉通信等企业; “岭里办”、岭政钉等平台).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from kg.model import Mention
from kg.recognise import tables
from kg.segment import Word

_AND = ("、", "和", "与", "及")
_NAME = "[A-Za-z0-9\u4e00-\u548b\u548d-\u9fff]"  # without 和, or a row of them can be parted in too many ways
_ITEMS = f"((?:{_NAME}{{2,14}}[、和]){{1,12}}{_NAME}{{2,14}}?)"
_COMMON = ("n", "vn", "v", "an", "a", "b", "l", "i", "j", "ns")
"""Tags of words of the dictionary that are no names by themselves."""
_ITEM = re.compile(r"(?<![^、和由，。；\n])[^、和由]+")
_LATIN = re.compile("(?<![A-Za-z0-9\u4e00-\u9fff])[A-Z][A-Za-z0-9]{1,13}(?=[、和等])")
"""An item of a list of firms that can be nothing else, wherever it stands (Yunling、Qingjiang等企业)."""
_SHORT = 5
"""How many characters the name of a platform has at most that a list shows to be one."""
_NO_ITEM = re.compile(
    "[各本该其的了在由与及]|方面|部门|单位|企业|机构|主体|行业|领域|产业|项目|产品|业务|市场|收入"
    "|牵头|负责|建设|承建|开发|运[营维]|参与"
)


def find(text: str, places: Sequence[Mention], bodies: Sequence[Mention]) -> Iterator[Mention]:
    """The bodies of the places before a body, where all are of one level and what follows says that several act."""
    starts, ends = {place.start: place for place in places}, {place.end: place for place in places}
    for body in bodies:
        own = starts.get(body.start) if body.cls == "Organization" else None
        if own and own.end < body.end and _together().match(text, body.end):
            for place in _before(text, own, ends):
                name = place.name + text[own.end : body.end]
                yield Mention(place.start, place.end, place.text, "Organization", 0.95, "coordinated", body.kind, name)


def listed(
    text: str, words: Sequence[Word], known: Sequence[Mention], posts: Sequence[tuple[int, int]]
) -> Iterator[Mention]:
    """The items that nobody knows of a list of firms of which another is known: 甲集团、乙通信等企业 names 乙通信.

    The first item is none, unless it stands after 由: what stands before it may belong to the clause. Firms that build
    (由甲、乙等公司承建) need none that is known, and are none of what else is seen there. `posts` are the ranges of
    post words.
    """
    starts, people = {mention.start for mention in known}, {m.start for m in known if m.cls == "Person"}
    bodies = {mention.start: mention.end for mention in known if mention.cls == "Organization"}
    common = {word.text for word in words if word.tag in _COMMON}
    for run in _listed().finditer(text):
        firms = _of_firms().match(text, run.end(1)) is not None
        first = run.start(1) if firms and run.start(1) in people else _first(text, *run.span(1))
        if bodies.keys().isdisjoint(range(*run.span(1))) and not (firms and text[first - 1] == "由"):
            continue
        for item in _ITEM.finditer(text, first, run.end(1)):
            titled = any(item.start() <= start < item.end() for start, _ in posts)
            seen = bodies.get(item.start(), 0) >= item.end() if firms else item.start() in starts
            if not (titled or seen or item[0] in common or _NO_ITEM.search(item[0])):
                yield Mention(*item.span(), item[0], "Organization", 0.6, "list", "Company", item[0])


def platforms(text: str, words: Sequence[Word], known: Sequence[Mention]) -> Iterator[Mention]:
    """The items that nobody knows of a list of platforms of which another is known; they are short, and no words of the
    dictionary."""
    starts = {mention.start for mention in known if mention.cls == "Platform"}
    taken = {at for mention in known for at in range(mention.start, mention.end)}
    ends = {word.start: word.end for word in words if word.tag in _COMMON and len(word.text) > 1}
    for run in _of_platforms().finditer(text):
        if starts.isdisjoint(range(*run.span(1))):
            continue
        for item in _ITEM.finditer(text, run.start(1), run.end(1)):
            other = len(item[0]) > _SHORT or _NO_ITEM.search(item[0]) or _are_words(*item.span(), ends)
            if item.start() > run.start(1) and not other and taken.isdisjoint(range(*item.span())):
                yield Mention(*item.span(), item[0], "Platform", 0.9, "list", None, item[0])


def _are_words(start: int, end: int, ends: Mapping[int, int]) -> bool:
    """Do words of the dictionary, whose ends are given by their starts, fill [start, end)?"""
    while start < end:
        start = ends.get(start, end + 1)
    return start == end


@cache
def _of_platforms() -> re.Pattern[str]:
    """A list with quotation marks or without that says that its items are platforms."""
    kinds = tables.alternation(tables.word_list("kinds_of_platforms"))
    item = f"“?{_NAME}{{2,14}}”?"
    return re.compile(
        rf"((?:{item}(?:[、和]|(?<=”)(?=“))){{1,12}}{item}?)(?=等[0-9一二三四五六七八九十]*[个款大]?[\u4e00-\u9fff]{{0,4}}?{kinds})"
    )


def _first(text: str, start: int, end: int) -> int:
    """Where the items begin of which one can tell where they begin: after 由, else after the first joiner."""
    agent = text.rfind("由", start, end) + 1 or (start if text[start - 1 : start] == "由" else 0)
    return agent or min(text.find(mark, start, end) % len(text) for mark in "、和") + 1


@cache
def _listed() -> re.Pattern[str]:
    """A list that says what it lists (等三家企业), or whose members do something together (先后参与)."""
    number = "(?:[0-9一二三四五六七八九十多两]+余?[家个]|一批|多家)?"
    counted = rf"(?:等{number}|[两三四五六七八九十]家)[\u4e00-\u9fff]{{0,4}}?(?:企业|公司|运营商|厂商)"
    return re.compile(rf"{_ITEMS}(?={counted}|{tables.alternation(tables.word_list('done_together'))})")


@cache
def _of_firms() -> re.Pattern[str]:
    """What follows a list of firms that build something (等企业承建, 共同开发)."""
    built = tables.alternation(tables.word_list("building_verbs"))
    counted = "(?:等|[两三四五六七八九十]家)[^，。；]{0,6}?(?:企业|公司|运营商|厂商)(?!代表|负责人|家)"
    return re.compile(rf"{counted}|(?:共同|联合|携手){built}")


def _before(text: str, place: Mention, ends: dict[int, Mention]) -> Iterator[Mention]:
    """The places joined to `place` from the left, each with the same last character."""
    while text[place.start - 1 : place.start] in _AND and (other := ends.get(place.start - 1)):
        if other.text[-1] != place.text[-1] or place.text[-1] not in tables.word_list("levels"):
            return
        yield other
        place = other


@cache
def _together() -> re.Pattern[str]:
    return re.compile(tables.alternation(tables.word_list("together")))
