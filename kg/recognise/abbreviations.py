"""Short forms in a bare bracket after a body's name: 云岭省旅游发展局（旅发局）, 国际数据协会（IDA）.

The text does not call them so (ruling 20 of the guidelines): they are further names of the body, no facts. After
Schwartz and Hearst, A simple algorithm for identifying abbreviation definitions in biomedical text (PSB 2003).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Alias, Mention
from kg.recognise import tables

_BRACKET = re.compile(r"（([^（）\n]{2,90})）")
_LATIN = re.compile(r"(?:.*[,，、;；]\s*|[Tt]he )?([A-Z][A-Za-z0-9&.-]{1,9})")
_REVERSED = re.compile(r"(?<![A-Za-z0-9])([A-Z][A-Z0-9&.-]{1,9})（([^（）\n]{3,40})）")
_CODE = re.compile(r"[0-9]{3}|\.(?:SH|SZ|HK)\Z")
_CAPITALS = 2
_LONGEST = 8
"""Characters of a Chinese short form."""


def find(text: str, mentions: Sequence[Mention]) -> Iterator[Alias]:
    """The bodies among the mentions with the short form in the bracket after each, or before the bracket around it."""
    by_end = {m.end: m for m in mentions if m.cls == "Organization" and m.name and m.found_by != "anaphora"}
    for match in _BRACKET.finditer(text):
        owner = by_end.get(match.start())
        span = _short_form(owner.name, match) if owner else None
        if owner and span:
            yield _alias(owner, text, *span)
    named = {(m.start, m.end): m for m in by_end.values()}
    for match in _REVERSED.finditer(text):
        if owner := named.get(match.span(2)):
            yield _alias(owner, text, *match.span(1))


def _alias(owner: Mention, text: str, start: int, end: int) -> Alias:
    name = text[start:end]
    return Alias(
        owner, replace(owner, start=start, end=end, text=name, name=name, found_by="abbreviation", aliases=())
    )


def _short_form(name: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Where the short form of `name` stands in a bracket: an acronym, or some of the name's characters in order."""
    inner, start = match[1].strip("“”\"‘’"), match.start(1)
    start += match[1].find(inner)
    if latin := _LATIN.fullmatch(inner):
        acronym = latin[1]
        told = sum(letter.isupper() for letter in acronym) >= _CAPITALS and not _CODE.search(acronym)
        return (start + latin.start(1), start + latin.end(1)) if told else None
    shortens = 2 <= len(inner) <= min(_LONGEST, len(name) - 1) and _in_order(inner, name)
    return (start, start + len(inner)) if shortens and inner not in tables.word_list("groups") else None


def _in_order(short: str, name: str) -> bool:
    """Has `name` all characters of `short`, in their order?"""
    rest = iter(name)
    return all(character in rest for character in short)
