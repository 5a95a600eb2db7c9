"""Bodies that no list knows, where only a body can stand: 巨木教育成立于2011年, 青禾软创董事长."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from kg import lexicon
from kg.model import Mention
from kg.recognise import glued, tables
from kg.recognise.line import Line
from kg.recognise.suggestions import is_generic
from kg.segment import Word

_LONGEST = 20
_SCORE = 0.6
_SINCE = re.compile(r"(?:是|系)?[自于在]\s?\Z")
_NAMED = re.compile(r"[0-9]?（(?:以下)?(?:简称|英文名|英文缩写|缩写|下称)")
_JOINTLY = re.compile(r"(?:联合|携手|会同|联手|牵手)\Z")
_BRACKET = re.compile(r"（[^（）\n]{1,20}）\Z")
_RUN = re.compile(r"(?:[\u4e00-\u9fffA-Za-z0-9·&]|（[\u4e00-\u9fff]{2,6}）)*\Z")
_SHORT = 8
"""Up to how many characters what fills its clause is a name even with a verb in it (青|达|智能)."""
_ENDS = ("p", "c", "u", "r", "d", "t", "y", "e", "q", "w")
"""First letters of the tags of words before which no name goes on."""
_COMMON = ("n", "vn", "v", "an", "a", "b", "l", "i", "s", "g", "ng", "m", "f", "j", "nr", "ns")
"""Tags of a single word of the dictionary that is no name by itself."""


def find(
    text: str,
    words: Sequence[Word],
    known: Sequence[Mention],
    posts: Sequence[tuple[int, int]],
    days: Sequence[Mention],
) -> Iterator[Mention]:
    """Candidates. `known` are places, bodies and persons found before, `posts` ranges of post words, `days` dates."""
    line = Line(text, words, [m for m in known if m.cls == "Place"], posts, days)
    named = {m.end: m for m in sorted(known, key=lambda m: -m.start) if m.cls in ("Organization", "Person")}
    line.days.update(day.end for day in days)
    for end, found_by in sorted({*_places(text, posts, days), *_partners(text, known)}):
        end = _before_bracket(text, end)
        start = _start(line, end, named)
        if start is not None and _names(line, start, end, named):
            name = text[start:end]
            yield Mention(start, end, name, "Organization", _SCORE, found_by, None, name)


def _places(text: str, posts: Sequence[tuple[int, int]], days: Sequence[Mention]) -> Iterator[tuple[int, str]]:
    """Where a body's name ends, and what shows it."""
    starts = {day.start for day in days}
    for match in _founded().finditer(text):
        if match.end() in starts:
            yield match.start(), "founded"
    for day in days:
        before = _SINCE.search(text, max(0, day.start - 4), day.start)
        if _then().match(text, day.end):
            yield before.start() if before else day.start, "founded"
    for start, end in posts:
        if text.endswith(tables.posts("of_companies"), start, end):
            yield start, "chaired"
    for match in _founder().finditer(text):
        yield match.start(), "founded"
    for match in _NAMED.finditer(text):
        yield match.start(), "named"


def _partners(text: str, known: Sequence[Mention]) -> Iterator[tuple[int, str]]:
    """Where 甲 ends in 甲联合乙研究院发布……, which opens its clause."""
    for body in known:
        joint = _JOINTLY.search(text, max(0, body.start - 2), body.start) if body.cls == "Organization" else None
        if joint:
            yield joint.start(), "partner"


def _before_bracket(text: str, end: int) -> int:
    """The end of 甲 in 甲（乙）, which ends at `end`."""
    bracket = _BRACKET.search(text, 0, end)
    return bracket.start() if bracket else end


def _start(line: Line, end: int, named: Mapping[int, Mention]) -> int | None:
    """Where the name begins that ends at `end`: where its clause does, if nothing in this is no part of a name."""
    run = _RUN.search(line.text, max(0, end - _LONGEST), end)
    if run is None:
        return None
    low = glued.opening(line.text, run.start(), end)
    if end - low <= _SHORT and _walk(line, low, end, named, verbs=True) == low:
        return low
    return glued.opening(line.text, _walk(line, low, end, named), end)


def _walk(line: Line, low: int, end: int, named: Mapping[int, Mention], *, verbs: bool = False) -> int:
    first = end
    while first > low and (word := line.word_before(first)) is not None and _inside(line, word, first, verbs):
        if first < end and first in named and named[first].cls == "Person":
            break
        first = max(word.start, low)
    return first


def _inside(line: Line, word: Word, end: int, verbs: bool) -> bool:
    """May `word` stand inside the name? A verb of the language at large only if `verbs`."""
    text = word.text
    if text in ("（", "）"):
        return True
    barred = tables.word_list("borders") | tables.word_list("joiners") | tables.word_list("governing_verbs")
    if text in barred or text in lexicon.load().by_form or text in tables.word_list("appointing_openings"):
        return False
    if end - 1 in line.posts or end in line.days or text[0] == "第" or text[0].isdigit():
        return False
    verbal = word.tag.startswith("v") and word.tag != "vn"
    return not word.tag.startswith(_ENDS) and (verbs or not verbal)


def _names(line: Line, start: int, end: int, named: Mapping[int, Mention]) -> bool:
    """Is [start, end) the name of one body that is not found yet, no common noun, no place and no person?"""
    name, known = line.text[start:end], named.get(end)
    if known is not None and (known.cls == "Person" or known.start <= start or known.start in line.place_starts):
        return False
    if len(name) < 2 or is_generic(name) or name in tables.anaphora().classes:
        return False
    if name.endswith((*tables.posts("no_bodies"), *tables.posts("addressing"), *tables.word_list("legal_forms"))):
        return False
    if end in line.places and line.chain_start(line.places[end]) <= start:
        return False
    inside = [word for word in line.words if start <= word.start and word.end <= end]
    return not (len(inside) == 1 and inside[0].tag in _COMMON)


@cache
def _founded() -> re.Pattern[str]:
    verbs = tables.alternation(tables.word_list("founding_verbs"))
    return re.compile(rf"(?:正式|最早|初|注册|登记|发起|自)?{verbs}(?:[于於]|时间[为：:]?)?")


@cache
def _founder() -> re.Pattern[str]:
    verbs = tables.alternation(tables.word_list("founding_verbs"))
    jointly = "(?:[12][0-9]{3}年|同年|当年|次年|共同|联合|出资|投资)"
    return re.compile(rf"[是系]?由[^，。；、]{{2,24}}?{jointly}{verbs}|的(?:创始人|创办人|创办者)")


@cache
def _then() -> re.Pattern[str]:
    verbs = tables.alternation(tables.word_list("founding_verbs"))
    return re.compile(rf"(?:在[^，。；、]{{2,24}}?)?(?:正式|注册|登记|宣布|挂牌)?{verbs}(?![\u4e00-\u9fff])")

