"""Aliases that a text marks: 甲（以下简称“乙”）, 甲又称乙, 甲，英文名Yi. Each alias is then recognised wherever it recurs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Alias, Mention

_BRACKET = re.compile(r"（([^（）\n]{2,60})）")
_NAME = re.compile(
    r"[“《‘]([^”》’\n]{2,30})[”》’]|([A-Za-z][A-Za-z0-9 .&-]{1,40}[A-Za-z0-9])|([\u4e00-\u9fffA-Za-z0-9·]{2,24})"
)
_FILLER = re.compile(r"(?:为|是|作|做|：|:)?")

NAMED = frozenset(["Organization", "Platform", "Document", "Event", "Concept", "Place"])


def find(text: str, mentions: Sequence[Mention], forms: Sequence[str]) -> list[Alias]:
    """Marked aliases; `forms` are the lexicon's words of naming (简称, 又称 …)."""
    pattern = re.compile("|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form))))
    by_end = {m.end: m for m in mentions if m.cls in NAMED and m.found_by != "anaphora"}
    found = []
    for match in pattern.finditer(text):
        owner = _owner(text, match.start(), by_end, mentions)
        alias = _NAME.match(text, _FILLER.match(text, match.end()).end())  # type: ignore[union-attr]
        if owner is None or alias is None:
            continue
        group = next(i for i in (1, 2, 3) if alias[i])
        start, end, word = alias.start(group), alias.end(group), alias[group]
        if group == 3 and (whole := next((m for m in mentions if m.start == alias.start() and m.cls in NAMED), None)):
            end, word = whole.end, whole.text
        elif group == 3:
            word = re.split(r"[由于在将已为是的和与]", word)[0]
            end = start + len(word)
        if len(word) > 1 and word != owner.name:
            found.append(
                Alias(owner, replace(owner, start=start, end=end, text=word, name=word, found_by="alias", aliases=()))
            )
    return found


def _owner(text: str, start: int, by_end: dict[int, Mention], mentions: Sequence[Mention]) -> Mention | None:
    """The thing named: right before the bracket or comma that holds the word, else the subject of the sentence."""
    opening = text.rfind("（", max(0, start - 60), start)
    if opening >= 0 and "）" not in text[opening:start]:
        return by_end.get(opening)
    for gap in range(0, 4):
        if start - gap in by_end and text[start - gap : start].strip("，对外也又或的") == "":
            return by_end[start - gap]
    begin = max(text.rfind(mark, 0, start) for mark in "。！？；\n") + 1
    inside = [m for m in mentions if begin <= m.start < start and m.cls in NAMED and m.name]
    clause = max(text.rfind("，", begin, start), begin)
    last = [m for m in inside if m.start >= clause]
    return last[-1] if last else next(iter(inside), None)


def recurrences(text: str, marked: Sequence[Alias]) -> Iterator[Mention]:
    """Every further place where an alias stands, as a mention of the thing."""
    for alias in marked:
        owner, name = alias.thing, alias.alias.text
        for match in re.finditer(re.escape(name), text):
            start, end = match.span()
            if text[start - 1 : start] in "“《‘" and text[end : end + 1] in "”》’" and start > 0:
                start, end = start - 1, end + 1
            yield Mention(
                start,
                end,
                text[start:end],
                owner.cls,
                0.95,
                "alias",
                owner.kind,
                owner.name,
                aliases=(name, *owner.aliases),
            )
