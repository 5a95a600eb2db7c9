"""Names that end in a telling head noun: 云岭省政务服务数据管理局, 城市运行调度平台, 第二届青江数字治理论坛.

The head is found first; `borders` tells how far the name reaches to the left; then it must name one thing, not a kind
of thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg import lexicon
from kg.model import Mention
from kg.recognise import glued, legal, programmes, tables
from kg.recognise.borders import left_border
from kg.recognise.line import Line
from kg.segment import Word

_SEVERAL = re.compile(r"数?[0-9一二三四五六七八九十百千两]+(?:多|余)?[场个家项批款座套]|.*各级")
_POINTED_AT = re.compile(r"(?:(?<![基资样版成文日脚标课译副])本|该|此|上述|前述)\Z")
_NAMING_REACH = 3  # characters of a word of naming that may stand before the name
_COUNT = re.compile(r"[0-9一二三四五六七八九十两]+[大个]?")


def find(
    text: str,
    words: Sequence[Word],
    fixed: Sequence[Mention],
    titles: Sequence[tuple[int, int]],
    days: Sequence[Mention] = (),
) -> Iterator[Mention]:
    """Candidates by head noun. `fixed` are places and well-known names found before; `titles` ranges of post words;
    `days` dates, which no name reaches into unless they are years."""
    line = Line(text, words, fixed, titles, days)
    for end, head in sorted(_heads(text).items()):
        start = end - len(head.word)
        ends = end in line.post_starts or _ends_here(line, end)
        if start in line.posts or not ends or tables.by_chance(text, end, head):
            continue
        first = left_border(line, start, head)
        if head.cls == "Concept":
            first = programmes.opening(text, first)
        if head.word in tables.word_list("legal_forms"):
            first = legal.opening(line, first, start)
        first = _behind_naming(text, first, start)
        first = min(start, glued.opening(text, _behind_bracket(text, first, start), end))
        if _names(line, first, start, head):
            score = 0.9 if first in line.place_starts or end - first > 5 else 0.75
            last = _closing(text, first, end)
            yield _named(Mention(first, last, text[first:last], head.cls, score, "head noun", head.kind), text, head)


def _closing(text: str, first: int, end: int) -> int:
    """Where the name from `first` ends: behind the mark that closes a quotation within it (企业上市“青松行动”)."""
    return end + (text.startswith("”", end) and text.rfind("“", first + 1, end) > text.rfind("”", first, end))


def _behind_bracket(text: str, first: int, start: int) -> int:
    """（快讯）青江市数据局: what stands in brackets before a name is no part of it."""
    closing = text.find("）", first, start) if text.startswith("（", first) else -1
    return closing + 1 if closing >= 0 else first


def _behind_naming(text: str, first: int, start: int) -> int:
    """原名|青江市大数据局, 以下简称|市数据局: the word of naming is no part of the name."""
    found = list(_naming().finditer(text, max(0, first - _NAMING_REACH), start))
    return max(first, found[-1].end()) if found else first


def _named(mention: Mention, text: str, head: tables.Head) -> Mention:
    """The mention with its name: an opening is one of the event itself, a joint conference that is held is an event."""
    name = mention.text
    whole = name.removesuffix(head.word) if head.word in tables.word_list("ceremonies") else ""
    if any(ending.cls == "Event" for ending in tables.endings(whole)):
        return replace(mention, name=whole, aliases=(name,))
    if head.word == "联席会议" and text.endswith(tuple(tables.word_list("holding_verbs")), 0, mention.start):
        return replace(mention, cls="Event", kind="Meeting", name=name)
    return replace(mention, name=name)


def _heads(text: str) -> dict[int, tables.Head]:
    """The longest head noun that ends at each offset."""
    automaton, table = _automaton()
    longest: dict[int, tables.Head] = {}
    for index, _, end in automaton.find_matches_as_indexes(text, overlapping=True):
        if end not in longest or len(table[index].word) > len(longest[end].word):
            longest[end] = table[index]
    return longest


def _ends_here(line: Line, end: int) -> bool:
    """Does a name end at `end`? At a word border, or where what follows cannot continue the word."""
    after = line.text[end : end + 1]
    return end in line.ends or not ("\u4e00" <= after <= "\u9fff") or after in tables.word_list("continuations")


def _names(line: Line, first: int, start: int, head: tables.Head) -> bool:
    """Is [first, head end) the name of one thing, not of a kind of thing?"""
    modifier = line.text[first:start]
    if modifier and _is_told_of(line, first, start, head):
        return False
    if not _heavy_enough(line, modifier, head) or (head.bare and not _bare_names(line, first, start, head)):
        return False
    several = _SEVERAL.match(modifier) or _counted(line.text, first)
    if several or modifier.startswith(tuple(tables.word_list("generic_modifiers"))):
        return False
    if head.kind == "Government" and head.word.endswith("政府"):
        if modifier.endswith("数字"):
            return False
        if first not in line.place_starts:
            level = modifier if head.word == "人民政府" else modifier + head.word[0]
            return level in tables.word_list("governed_levels")
    if not modifier:
        return head.word in tables.complete_heads() or (
            head.word[0] in tables.word_list("own_levels") and len(head.word) > 1
        )
    if modifier in tables.word_list("own_levels"):
        local = head.cls in ("Organization", "Platform") and len(head.word) > 1
        return local and head.word not in tables.word_list("level_generic")
    counted = _COUNT.fullmatch(modifier) and head.word not in tables.word_list("counted")
    empty = modifier in tables.word_list("empty_modifiers") and head.word not in tables.complete_heads()
    return not counted and not empty


def _is_told_of(line: Line, first: int, start: int, head: tables.Head) -> bool:
    """Is the head no part of a name here: pointed at (单位有|本条例), what a thing is for (视频会议|系统), a
    verb (向教育厅|报告), a system of machines or of people (防空|系统), where a body publishes
    (市数据局|官网|发布), what it is to another (甲集团|子公司)?"""
    text, end = line.text, start + len(head.word)
    if head.cls == "Document" and len(head.word) > 1 and _POINTED_AT.search(text, first, start):
        return True
    if head.cls == "Event" and text.startswith(tuple(tables.word_list("of_meetings")), end):
        return True
    if posted(text, end) or text.endswith("子公司", 0, end):
        return True
    if head.word == "报告":
        addressed = text.endswith("向", 0, first) and not text.endswith("面向", 0, first)
        return addressed or text.startswith(tuple(tables.word_list("reported")), end)
    return head.word == "系统" and _other_systems().search(text[first:start]) is not None


def posted(text: str, end: int) -> bool:
    """市数据局官网发布: does an official site end at `end` on which its body publishes?"""
    sites, posting = (tuple(sorted(tables.word_list(key))) for key in ("official_sites", "posting"))
    return text.startswith(posting, end) and text.endswith(sites, 0, end)


def _counted(text: str, first: int) -> bool:
    """Does 大 at `first` only follow a number (3大工程)?"""
    return text.startswith("大", first) and text[first - 1 : first] in tuple("0123456789两三四五六七八九十")


def _heavy_enough(line: Line, modifier: str, head: tables.Head) -> bool:
    """Is there enough before the head? A common word (布局, 结局) ends in a head of one character by chance."""
    if len(head.word) == 1 and modifier + head.word in line.common:
        return False
    least = 3 if head.word == "中心" else 2 if head.cls == "Place" else 0
    return len(modifier) >= least


def _bare_names(line: Line, first: int, start: int, head: tables.Head) -> bool:
    """Does a bare head name something here? With a place, a quotation, a level, or as a party's short name."""
    modifier = line.text[first:start]
    if head.word in tables.word_list("inner_units"):
        return _holds_body(modifier)
    end = start + len(head.word)
    goes_on = head.word in tables.word_list("adjectives_too") and "\u4e00" <= line.text[end : end + 1] <= "\u9fff"
    if goes_on and not line.text.startswith(tuple(tables.word_list("after_companies")), end):
        return False
    if head.cls == "Concept":
        return "“" in modifier
    if head.cls == "Place":
        return first in line.place_starts and not set(modifier) & set("“”的")
    placed = first in line.place_starts or "“" in modifier
    return placed or _opened(modifier, head) or _company(line, first, start)


def _holds_body(modifier: str) -> bool:
    """Does the name of a body open `modifier`, before what its unit does (财政部 in 财政部国库司)?"""
    inner = (head for size in range(2, len(modifier) - 1) for head in tables.endings(modifier[:size]))
    return any(head.cls == "Organization" and not head.bare for head in inner)


def _opened(modifier: str, head: tables.Head) -> bool:
    """市数据资产评估中心: opened by the level of the body."""
    opened = modifier.startswith(tuple(tables.word_list("level_openings")))
    return opened and head.kind == "PublicInstitution" and len(modifier) > 2


def _company(line: Line, first: int, start: int) -> bool:
    """云杉软件 between a word that wants a party and the end of a phrase."""
    cued = first > 0 and line.text[first - 1] in tables.word_list("company_cues")
    return cued and 2 <= start - first <= 4 and "\u4e00" <= line.text[first] <= "\u9fff"


@cache
def _naming() -> re.Pattern[str]:
    forms = (form for entry in lexicon.load().entries if entry.frame == "NamingFrame" for form in entry.forms)
    return re.compile(tables.alternation(form for form in forms if len(form) > 1))


@cache
def _other_systems() -> re.Pattern[str]:
    machines, trades = (tables.alternation(tables.word_list(key)) for key in ("machines", "trades"))
    return re.compile(rf"{machines}$|^(?:全.|各级|地方|[\u4e00-\u9fff]{{1,6}}[国省市区县州])?{trades}$")


@cache
def _automaton() -> tuple[AhoCorasick, tuple[tables.Head, ...]]:
    table = tables.heads()
    words = sorted(table)
    return AhoCorasick(words, matchkind=MatchKind.Standard), tuple(table[word] for word in words)
