"""Where a name begins: the walk from its head noun to the left, over words that may stand inside a name.

It stops at a place that opens the name, a verb that governs it, a preposition, a pronoun, an adverb, punctuation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from kg import lexicon
from kg.model import Mention
from kg.recognise import tables
from kg.recognise.joints import conjunct, joined
from kg.recognise.line import Line
from kg.segment import Word

_AGENT = 20  # characters before a verb within which 由 marks its agent
_LONGEST = 40  # characters from the head noun to the left
_AGENT_MARKS = ("由", "据")  # in this order; each may stand up to three characters inside what the walk reached
_ORDINAL = re.compile(
    r"第[0-9一二三四五六七八九十百]+[届次期]|[0-9]{4}年?|[0-9]{4,6}|三年|三大|四大|[一二三四五六七八九十]大|[0-9]+人|全国性"
)
_EDITION = re.compile(
    r"(?:(?:[0-9]{4}年?)?（?(?:第[0-9一二三四五六七八九十百]+[届次]|首届)）?|(?<![0-9])[0-9]{4}年?)?\Z"
)
_NEXT = re.compile("[下上]一?届")
_COUNTED = re.compile("[0-9一二三四五六七八九十两]+[个场家项]")
_YEAR = re.compile(r"[0-9]{4}年(?:度)?\Z")
_BYLINE = "[^（）]{0,5}(?:记者|通讯员)"
_BRACKET = re.compile(rf"（(?![0-9一二三四五六七八九十]+）|以?下?简?称|英文|{_BYLINE})[^（）\n]{{1,10}}）$")
_UNIFIED = ("一体化", "统一")
_FOR_ALL = ("中台", "平台", "底座", "云", "库", "链")
"""Ends of names of what there is one of for all of a division."""
_QUOTE = re.compile(r"[“‘][^“”‘’\n]{1,20}[”’]$")


def left_border(line: Line, start: int, head: tables.Head) -> int:
    """The left border of the name whose head begins at `start`."""
    first = start
    while first > 0 and start - first < _LONGEST:
        if first in line.place_starts and (brand := _brand_before(line, first)):
            return first - len(brand)
        place = line.places.get(first) or _place_across(line, first, start, head)
        if place is None:
            step = _step(line, first, head)
            if step is None:
                break
            first = step
            continue
        first = line.chain_start(place)
        if (company := line.known.get(first)) and company.kind == head.kind == "Company":
            return company.start
        if head.cls == "Event":
            if (word := line.word_before(first)) and word.text in tables.word_list("before_places"):
                first = word.start
            return first - _length(_EDITION, line.text[max(0, first - 16) : first])
        if place.text.endswith(tuple(tables.word_list("levels"))) or not _opens_before_place(line, first):
            break
    if head.word == "政府工作报告" and first not in line.place_starts:
        return start - _length(_YEAR, line.text[max(0, start - 8) : start])
    if head.cls == "Event" and _NEXT.match(line.text, first - 1):
        return first - 1
    return _over_all(line, _without_particles(line, _without_borders(line, first, start), start, head), start, head)


def _over_all(line: Line, first: int, start: int, head: tables.Head) -> int:
    """全省 of 全省一体化政务平台, 全省数据中台 belongs to the name: 数据 tells what sort of platform, not which."""
    bare = line.text[first:start] in tables.word_list("empty_modifiers") | {""} and start + len(head.word) > first + 2
    empty = bare and head.word.endswith(_FOR_ALL) and head.word not in tables.word_list("level_generic")
    sort = head.cls == "Platform" and (empty or line.text.startswith(_UNIFIED, first))
    word = line.word_before(first) if sort else None
    return word.start if word is not None and word.text in tables.word_list("wholes") else first


def _place_across(line: Line, first: int, start: int, head: tables.Head) -> Mention | None:
    """青江市 before the head 市政府, where both hold the level."""
    return line.places.get(first + 1) if first == start and head.word[0] in tables.word_list("head_levels") else None


def _brand_before(line: Line, offset: int) -> str | None:
    """云上 of 云上青江公司, which ends at `offset`."""
    return next((brand for brand in tables.word_list("brands") if line.text.endswith(brand, 0, offset)), None)


def _opens_before_place(line: Line, offset: int) -> bool:
    """数字 in 数字青江公司, 中国移动 in 中国移动青江分公司: part of the name although a place follows."""
    word = line.word_before(offset)
    opens = word is not None and word.text in tables.word_list("before_places")
    return opens or offset in line.known or _brand_before(line, offset) is not None


def _step(line: Line, first: int, head: tables.Head) -> int | None:
    """One word, bracket or known body further to the left, or None at a border."""
    if first in line.days or first - 1 in line.posts or _is_predicated(line, first):
        return None
    before = line.text[max(0, first - 24) : first]
    if group := _group_length(before, head):
        return first - group
    body = line.known.get(first)
    if body is not None and head.cls == "Organization" and body.kind not in ("Government", "PartyBody"):
        return body.start
    word = line.word_before(first)
    if word is None or "\n" in word.text or _COUNTED.match(line.text, word.start):
        return None
    if word.text[:-1] in tables.word_list("borders") and word.text[-1] in tables.word_list("own_levels"):
        return word.end - 1  # 另据|市 in one word
    if word.text in tables.word_list("joined_places") and any(len(h.word) > 1 for h in line.heads_before(word.start)):
        return word.end - 1  # 中心和|县 in one word
    if head.cls in ("Document", "Event") and (year := _length(_YEAR, before)):
        return first - year
    if word.text in tables.word_list("appointing_openings") or _describes(line, word, first, head):
        return None
    if head.cls == "Concept" and word.text == "推进" and not line.text.startswith(head.word, first):
        return None  # 推进跨域通办改革, but 推进机制
    if word.text in tables.word_list("joiners"):
        if head.kind == "Company":
            return None
        return word.start if head.cls == "Event" and conjunct(line, word.start) else joined(line, word.start)
    return word.start if _inside(word, head) and not _is_built(line, word, head) else None


def _is_predicated(line: Line, first: int) -> bool:
    """青江市是|云岭研究院: does what a copula says of a place begin at `first`?"""
    return line.text[first - 1] in tables.word_list("short_copulas") and first - 1 in line.places


def _describes(line: Line, word: Word, first: int, head: tables.Head) -> bool:
    """民营企业|甲公司: does `word` only say what sort of party the company is whose name goes on at `first`?"""
    said = head.kind == "Company" and word.text.endswith(tuple(tables.word_list("descriptions")))
    inside = line.text.startswith((*tables.word_list("after_descriptions"), head.word), first)
    return said and not inside


def _is_built(line: Line, word: Word, head: tables.Head) -> bool:
    """由甲中心建设乙平台: is `word` what a body does to the platform named by the head?"""
    if head.cls != "Platform" or word.text not in tables.word_list("building_verbs"):
        return False
    body = next((h for h in line.heads_before(word.start) if h.cls == "Organization" and not h.bare), None)
    return body is not None and "由" in line.text[max(0, word.start - _AGENT) : word.start]


def _group_length(before: str, head: tables.Head) -> int:
    """The length of the bracket or, unless a body is named, of the quotation in which `before` ends."""
    if before[-1] == "）":
        return _length(_BRACKET, before)  # none where it only counts: （一）
    return _length(_QUOTE, before) if before[-1] in "”’" and head.cls != "Organization" else 0


def _inside(word: Word, head: tables.Head) -> bool:
    """May `word` stand inside a name with this head?"""
    if word.text in tables.word_list("openers") or word.text in tables.word_list("nominal_verbs"):
        return True
    if word.text in tables.word_list("counted_openings"):
        return head.word == "运营商"
    if word.text in tables.word_list("borders") or word.text in tables.word_list("governing_verbs"):
        return False
    if word.text in lexicon.load().by_form or _governs(word.text):
        return False
    if head.cls == "Event" and word.text in tables.word_list("event_borders"):
        return False
    if word.tag in ("m", "t"):
        return _number_inside(word, head)
    if word.tag == "x":
        return word.text.isascii() and word.text.isalnum()
    return word.tag in tables.word_list("nominal_tags")


def _governs(word: str) -> bool:
    """Is `word` an adverb with a verb that governs what follows (坚决贯彻, 充分发挥)?"""
    verb = word[2:] if len(word) == 4 else ""
    return verb in tables.word_list("governing_verbs") and verb not in tables.word_list("nominal_verbs")


def _number_inside(word: Word, head: tables.Head) -> bool:
    """May a number or time stand inside a name with this head? In a body's name an ordinal only, or 三大 of 运营商."""
    if head.cls == "Event":
        return word.tag == "m"
    if head.cls == "Organization":
        counted = head.word == "运营商" and (word.text.endswith("大") or word.text in ("三", "四"))
        return counted or word.text.startswith("第")
    if head.cls == "Platform" and word.text.endswith("大"):
        return False
    return bool(_ORDINAL.fullmatch(word.text))


def _without_borders(line: Line, first: int, start: int) -> int:
    """Drop the words from the left end of the name that govern or merely border it."""
    index = bisect_right(line.starts, first) - 1
    if index < 0 or line.words[index].start < first:
        return first
    while index < len(line.words) and line.words[index].start < start and _borders(line, line.words[index]):
        first = line.words[index].end
        index += 1
    return first


def _borders(line: Line, word: Word) -> bool:
    """Can `word` not be the first of a name?"""
    if word.text in tables.word_list("kept_openings") or word.text in tables.word_list("brands"):
        return False
    if word.text in tables.word_list("governing_verbs") or word.text in tables.word_list("borders"):
        return True
    if word.text in tables.word_list("bare_owners"):
        return True
    suffix = word.tag in tables.word_list("suffix_tags") and word.text not in tables.word_list("directions")
    return suffix and word.end not in line.place_starts


def _without_particles(line: Line, first: int, start: int, head: tables.Head) -> int:
    """Drop the characters that the word cutter glued to the left end of the name."""
    if predicated := list(_predicated().finditer(line.text, first, start)):
        first = predicated[-1].end()
    for mark in _AGENT_MARKS:
        at = line.text.find(mark, first, min(first + 3, start))
        if at >= 0 and _placed(line, at + 1):
            first = at + 1
    if line.text.startswith("由", first) and first + 2 < start and head.kind == "Company":
        return first + 1
    while first < start and (
        line.text[first] in tables.word_list("joiners")
        or line.text[first] == "、"
        or (line.text[first] in _opening_characters() and _placed(line, first + 1))
    ):
        first += 1
    return first


@cache
def _predicated() -> re.Pattern[str]:
    """公司系 of 甲公司系|乙集团子公司."""
    forms, copulas = (tables.alternation(tables.word_list(key)) for key in ("company_forms", "short_copulas"))
    return re.compile(forms + copulas)


@cache
def _opening_characters() -> frozenset[str]:
    """Single characters that open no name: prepositions, and verbs of having (有|市信息中心)."""
    return tables.word_list("prepositions") | tables.word_list("verbs_of_having")


def _placed(line: Line, offset: int) -> bool:
    """Does a place, a well-known body or a level begin at `offset`?"""
    named = offset in line.place_starts or offset in line.known_starts
    return named or line.text[offset] in tables.word_list("level_characters")


def _length(pattern: re.Pattern[str], before: str) -> int:
    """How many characters the match of `pattern` at the end of `before` has; 0 if there is none."""
    match = pattern.search(before)
    return len(match[0]) if match else 0
