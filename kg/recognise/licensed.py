"""Parties that the frame of a verb shows, whatever their names look like: 与云杉互动签署协议, 运营方为云杉互动.

The lexicon says which argument of a word can be nothing but a party; where that argument stands, as its frame has it
(由…承建, 与…签署, 承建方为…), the members of the list there are names, if they are no description of a party.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from kg import lexicon, schema
from kg.model import Mention
from kg.recognise import tables
from kg.recognise.suggestions import is_generic
from kg.segment import Word, is_word

_SCORE = 0.6
_REACH, _LONGEST, _SHORT, _STEM = 60, 8, 4, 3
_NAME = r"[\u4e00-\u9fffA-Za-z0-9]{2,10}?"
_MEMBER = re.compile(r"[^、和与及]+")
_LIST = rf"({_NAME}(?:[、和与及]{_NAME}){{0,8}}?)"
_WHEN = r"(?:于|在)?(?:[0-9]{4}年|[去今明当同]年)?(?:[上下]半年)?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}[日号])?"
_HOW = (
    r"(?:负责|独家|具体|全程|牵头|自主|正式|成功|日前|近日|已|又|将|曾|还|也|分别|联合|共同"
    r"|就[^，。；]{2,16}?|在[^，。；]{2,8}?)"
)
_SIDES = {
    "TransitiveFrame": re.compile(rf"(?:^|[^自理缘事])由{_LIST}{_WHEN}{_HOW}{{0,2}}$"),
    "ReciprocalFrame": re.compile(rf"(?:与|同|和|跟|携手|联手){_LIST}{_WHEN}{_HOW}{{0,2}}$"),
    "RoleNounFrame": re.compile(rf"(?:分别|均|都|仍|则|也|主要)?(?:为|是|系|：|:){_LIST}(?=等|[，。；;\n）)]|$)"),
}
"""Frame → how a list of parties stands beside its word: before it, or after it where the word is a noun."""
_LEFT = ("TransitiveFrame", "ReciprocalFrame")
_PARTIES = ("agent", "counterparty")


def find(text: str, words: Sequence[Word]) -> Iterator[Mention]:
    """Unknown names in the places of parties. `words` are those of `text`, the forms of the lexicon uncut."""
    tags = {word.text: word.tag for word in words}
    for low, high in sorted(set(_slots(text, words))):
        members = [(start, end) for start, end in _members(text, low, high) if _may_name(text[start:end])]
        sure = [(start, end) for start, end in members if _is_brand(text[start:end], tags)]
        beside = [span for span in members if span not in sure and _may_join(text[slice(*span)], tags)]
        for start, end in [*sure, *(beside if sure else ())]:
            name = text[start:end]
            yield Mention(start, end, name, "Organization", _SCORE, "licensed", "Company", name)


def _slots(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where the lists of parties stand around the words of the lexicon."""
    for word in words:
        for frame in _licences().get(word.text, ()):
            side = _SIDES[frame]
            clause = text[max(0, word.start - _REACH) : word.start]
            match = side.search(clause) if frame in _LEFT else side.match(text, word.end, word.end + _REACH)
            if match:
                moved = word.start - len(clause) if frame in _LEFT else 0
                yield match.start(1) + moved, match.end(1) + moved
    for match in _listed().finditer(text):
        yield match.span(1)


def _members(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The places of the members of the list [low, high)."""
    for match in _MEMBER.finditer(text, low, high):
        yield match.span()


def _may_name(run: str) -> bool:
    """May `run` be a name: no description of a party, no kind of body, nothing that ends in a head noun?"""
    headed = any(not head.bare and len(head.word) > 1 for head in tables.endings(run))
    return 2 < len(run) <= _LONGEST and not headed and not is_generic(run) and not _description().search(run)


def _is_brand(run: str, tags: Mapping[str, str]) -> bool:
    """Does `run` look like a company: well known, or a word of trade after what is no common word?"""
    if run in tables.known_names():
        return tables.known_names()[run].cls == "Organization"
    stem = _trade().sub("", run)
    return 2 <= len(stem) <= _STEM and len(stem) < len(run) and not _is_common(stem, tags)


def _may_join(run: str, tags: Mapping[str, str]) -> bool:
    """May `run` be a company because those beside it are?"""
    return len(run) <= _SHORT and not _is_common(run, tags) and not _is_common(run[-2:], tags)


def _is_common(run: str, tags: Mapping[str, str]) -> bool:
    """Is `run` a word of the dictionary and not tagged as a name?"""
    return is_word(run) and not tags.get(run, "n").startswith(("nr", "nt", "nz", "ns"))


@cache
def _licences() -> dict[str, tuple[str, ...]]:
    """Form → the frames in which it shows a party: of what a sense takes there, only places are known otherwise."""
    relations, found = schema.load().relations, dict[str, set[str]]()
    for entry in lexicon.load().entries:
        ranges = (relations[s.property].range for s in entry.senses if s.object in _PARTIES)
        if entry.frame in _SIDES and any(taken - {"Place"} == {"Organization"} for taken in ranges):
            for form in entry.forms:
                found.setdefault(form, set()).add(entry.frame)
    return {form: tuple(sorted(frames)) for form, frames in found.items()}


@cache
def _listed() -> re.Pattern[str]:
    """甲、乙等企业."""
    bodies = tables.alternation(tables.word_list("listed_bodies"))
    return re.compile(rf"{_LIST}等[0-9一二三四五六七八九十多余]*[家个]?{bodies}")


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(tables.alternation(tables.word_list("trades")) + "$")


@cache
def _description() -> re.Pattern[str]:
    return re.compile(tables.alternation(tables.word_list("no_agents") - {"中国", "区", "市", "和"}))
