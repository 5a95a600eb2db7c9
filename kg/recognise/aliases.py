"""Aliases that a text marks: 甲（以下简称“乙”）, 甲又称乙, 甲，英文名Yi.

Each alias is then recognised wherever it recurs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ahocorasick_rs import AhoCorasick

from kg.model import Alias, Mention
from kg.recognise import tables
from kg.recognise.merge import preference
from kg.segment import LONGEST

NAMED = frozenset(["Organization", "Platform", "Document", "Event", "Concept", "Place"])
_OWNERS = NAMED | {"Person"}
_MARKED, _LATIN, _PLAIN = 1, 2, 3
_SENTENCE_ENDS = "。！？；\n"
_CLOSING = (*"，。；：、）\n", "")
_LONGEST_RUN = 12
"""Characters of an alias without marks that reaches to the end of its clause."""
_BRACKET_REACH = 60  # characters from an opening bracket to the word of naming inside it


def find(text: str, mentions: Sequence[Mention], forms: Sequence[str]) -> list[Alias]:
    """Marked aliases; `forms` are the lexicon's words of naming (简称, 又称 …)."""
    by_end = {m.end: m for m in mentions if m.cls in _OWNERS and m.found_by != "anaphora"}
    by_start = {m.start: m for m in reversed(mentions) if m.cls in NAMED}
    named = sorted((m for m in mentions if m.cls in NAMED and (m.name or _described(m))), key=_start)
    found = []
    for match in re.finditer(tables.alternation(forms), text):
        owner = _owner(text, match.start(), by_end, named)
        alias = _alias_at(text, match.end(), by_start)
        if owner is None or alias is None or text.startswith(_of_tables(), match.end()):
            continue
        start, word = alias
        if len(word) > 1 and word != owner.name:
            found.append(Alias(owner, _as_alias(owner, start, word)))
    return found


def settled(marked: Sequence[Alias], mentions: Sequence[Mention]) -> list[Alias]:
    """The aliases of what a description stands for (公司原名乙), once `mentions` are resolved."""
    resolved = {(m.start, m.end): m for m in mentions if m.found_by == "anaphora" or _described(m)}
    things = (resolved.get((alias.thing.start, alias.thing.end), alias.thing) for alias in marked)
    return [
        replace(alias, thing=thing) for alias, thing in zip(marked, things, strict=True)
        if thing.name and thing.name != alias.alias.name and thing.cls == alias.thing.cls
    ]  # fmt: skip


def _described(mention: Mention) -> bool:
    """Is it a description (公司, 该局), which has no name yet?"""
    return mention.found_by == "anaphora" and mention.cls in ("Organization", "Platform")


def recurrences(text: str, marked: Sequence[Alias]) -> Iterator[Mention]:
    """Every further place where an alias stands, quotation marks included, as a mention of the thing."""
    called: dict[str, Mention] = {}  # of several things of one name, the one that is preferred wherever it stands
    for alias in marked:
        owner, name = alias.thing, alias.alias.text
        if not owner.name:
            continue
        again = Mention(0, 0, name, owner.cls, 0.95, alias.alias.found_by, owner.kind, owner.name)
        again = replace(again, aliases=(name, *owner.aliases))
        if name not in called or preference(again) < preference(called[name]):
            called[name] = again
    for name, start, end in _places(text, [*called]):
        if start > 0 and text[start - 1] in "“《‘" and text[end : end + 1] in tuple("”》’"):
            start, end = start - 1, end + 1
        yield replace(called[name], start=start, end=end, text=text[start:end])


def _places(text: str, names: list[str]) -> Iterator[tuple[str, int, int]]:
    """Where each name stands, in one walk through the text, however many there are; no name overlaps itself."""
    ends = dict.fromkeys(names, 0)
    for at, start, end in AhoCorasick(names).find_matches_as_indexes(text, overlapping=True) if names else ():
        if start >= ends[names[at]]:
            ends[names[at]] = end
            yield names[at], start, end


def _as_alias(owner: Mention, start: int, word: str) -> Mention:
    return replace(owner, start=start, end=start + len(word), text=word, name=word, found_by="alias", aliases=())


def _alias_at(text: str, offset: int, by_start: dict[int, Mention]) -> tuple[int, str] | None:
    """The alias after a word of naming that ends at `offset`, and where it starts.

    It is what is marked or in Latin letters, else the mention there, or the characters up to a particle where these
    are more and end the clause (简称青江一中，).
    """
    match = _alias().match(text, offset)
    if match is None:
        return None
    group = next(group for group in (_MARKED, _LATIN, _PLAIN) if match[group])
    start, word = match.start(group), match[group]
    if group != _PLAIN:
        return start, word
    whole, run = by_start.get(start), _particles().split(word)[0]
    closed = len(run) <= _LONGEST_RUN and text[start + len(run) : start + len(run) + 1] in _CLOSING
    return start, run if whole is None or (closed and len(run) > len(whole.text)) else whole.text


def _owner(text: str, start: int, by_end: dict[int, Mention], named: Sequence[Mention]) -> Mention | None:
    """The thing named: right before the bracket or comma that holds the word, else the subject of the sentence."""
    opening = text.rfind("（", max(0, start - _BRACKET_REACH), start)
    if opening >= 0 and "）" not in text[opening:start]:
        return by_end.get(opening) or (by_end.get(opening - 1) if text[opening - 1].isdigit() else None)  # a footnote
    links = tables.word_list("naming_links")
    for end in range(start, start - 4, -1):
        if end in by_end and links.issuperset(text[end:start]):
            return by_end[end]
    return _subject(text, start, named)


def _subject(text: str, offset: int, named: Sequence[Mention]) -> Mention | None:
    """The last named thing of the clause before `offset`, else the first of the sentence; `named` are in text order."""
    reach = max(0, offset - LONGEST)
    begin = max(max(text.rfind(mark, reach, offset) for mark in _SENTENCE_ENDS) + 1, reach)
    clause = max(text.rfind("，", begin, offset), begin)
    here = named[bisect_left(named, begin, key=_start) : bisect_left(named, offset, key=_start)]
    near = here[bisect_left(here, clause, key=_start) :]
    return near[-1] if near else next(iter(here), None)


def _start(mention: Mention) -> int:
    return mention.start


@cache
def _of_tables() -> tuple[str, ...]:
    """What follows a word of naming that names nothing (简称对照表)."""
    return tuple(sorted(tables.word_list("tables_of_names")))


@cache
def _alias() -> re.Pattern[str]:
    filler = tables.alternation(tables.word_list("naming_fillers"))
    marked, latin = r"[“《‘]([^”》’\n]{2,30})[”》’]", r"([A-Za-z][A-Za-z0-9 .&-]{1,40}[A-Za-z0-9])"
    return re.compile(rf"{filler}?+(?:{marked}|{latin}|([\u4e00-\u9fffA-Za-z0-9·]{{2,24}}))")


@cache
def _particles() -> re.Pattern[str]:
    return re.compile(tables.alternation(tables.word_list("alias_ends")))
