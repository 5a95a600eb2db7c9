"""Names of companies by their legal form: 深圳市立体互联文化传媒科技有限公司, whatever words stand inside.

A registered name is 行政区划 + 字号 + 行业 + 组织形式 (企业名称登记管理规定, article 6): it begins with a place, or
where the phrase begins. Its brand (字号) may be any word, a verb or one of no dictionary.
"""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon
from kg.recognise import glued, tables
from kg.recognise.line import Line
from kg.segment import Word

_LONGEST = 30
"""Characters of the name before its legal form."""
_UNPLACED = 14
"""The same where no place opens it."""
_WRITTEN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·&（）]*\Z")
_RUN = re.compile(r"(?:[\u4e00-\u9fffA-Za-z0-9·&]|（[\u4e00-\u9fff]{2,6}）)+\Z")
_BRAND = 3
"""How many characters from its beginning a brand may leave the place (云润青江药业有限公司)."""
_NOMINAL = ("n", "j", "b", "x")
"""First letters of the tags of words that may be such a brand."""
_OTHER_BODIES = frozenset(["Government", "GovernmentAgency", "PartyBody", "School", "Association"])
"""Kinds of bodies of which no company name is made."""
_NO_PART = ("p", "c", "u", "r", "d", "t", "y", "x", "w")
"""First letters of the tags of words that end a name to the left."""


def opening(line: Line, first: int, start: int) -> int:
    """Where the name opens of which [first, legal form at `start`) is known: at a place, or after what governs it."""
    if (whole := _whole_phrase(line, start)) is not None:
        return whole
    if first in line.place_starts:
        return _of_group(line, first)
    # A verb may be part of the brand (互联) where a place opens the name; else it governs the name.
    cut, at, plain = _written_from(line.text, start), first, first
    while at > cut and (word := line.word_before(at)) is not None and _inside(line, word, at):
        at = max(word.start, cut)
        if at in line.place_starts:
            return _of_group(line, at)
        if plain == word.end and word.tag[0] != "v":
            plain = at
    return plain if start - plain <= _UNPLACED else first


def _whole_phrase(line: Line, start: int) -> int | None:
    """Where the phrase begins that ends in the legal form at `start`, if a place opens it or stands in brackets in it.

    All of it is the name then, whatever words the cutter saw in the brand (青江|高|达|软件|有限公司).
    """
    low = max(0, start - _LONGEST)
    run = _RUN.search(line.text, low, start)
    if run is None or run.start() == low > 0:
        return None
    parted = [parting.end() for parting in _partings().finditer(line.text, run.start(), start)]
    first = glued.opening(line.text, parted[-1] if parted else run.start(), start)
    inner = range(first + 1, start)
    bodies = any(head.kind in _OTHER_BODIES for end in inner for head in line.heads_before(end))
    if bodies or not line.posts.isdisjoint(inner) or not line.days.isdisjoint(inner):
        return None
    return first if _placed(line, first, start) else None


def _placed(line: Line, first: int, start: int) -> bool:
    """Does a place open [first, start), behind a short brand at most, or stand in brackets there?"""
    if first in line.place_starts or any(line.text[at - 1] == "（" for at in line.place_starts if first < at < start):
        return True
    place = next((at for at in range(first + 1, min(first + _BRAND, start)) if at in line.place_starts), None)
    word = line.word_before(place) if place is not None else None
    return word is not None and word.start <= first and word.tag[0] in _NOMINAL


def _of_group(line: Line, place: int) -> int:
    """甲集团 before 广东有限公司, whose place begins at `place`: the group opens the names of its companies."""
    for group in tables.word_list("groups"):
        if line.text.endswith(group, 0, place):
            return opening(line, place - len(group), place - len(group))
    return place


def _written_from(text: str, start: int) -> int:
    """Where the run of characters begins that a name before `start` can consist of."""
    run = _WRITTEN.search(text, max(0, start - _LONGEST), start)
    cut = run.start() if run else start
    opened = text.rfind("（", cut, start)
    return opened + 1 if opened >= cut and "）" not in text[opened:start] else cut


def _inside(line: Line, word: Word, end: int) -> bool:
    """May the word that ends at `end` stand inside the name?"""
    text = word.text
    if text in ("（", "）") or text.isascii():
        return text.isalnum() or text in ("（", "）")
    if text in tables.word_list("kept_openings"):
        return True
    if text in tables.word_list("borders") or text in tables.word_list("governing_verbs"):
        return False
    governed = text in lexicon.load().by_form or end - 1 in line.posts or end in line.days
    bodies = any(head.kind in _OTHER_BODIES for head in line.heads_before(end))
    return not (governed or bodies or text in tables.word_list("joiners") or word.tag[0] in _NO_PART)



@cache
def _partings() -> re.Pattern[str]:
    """What stands before the name of one company: what parts two things, and the name of another."""
    return re.compile(tables.alternation([*tables.word_list("partings"), *tables.word_list("legal_forms")]))
