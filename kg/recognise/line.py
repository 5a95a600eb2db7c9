"""A text with the words and names known in it, as the walk from a head noun to the left looks them up."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from kg.model import Mention
from kg.recognise import tables
from kg.segment import Word

_YEAR = re.compile(r"[0-9]{4}年度?")


class Line:
    """The words of a text with the lookups that the walk needs.

    `fixed` are places and well-known names found before; `titles` ranges of post words; `days` dates, which no name
    reaches into unless they are years. All offsets are reading offsets.
    """

    def __init__(
        self,
        text: str,
        words: Sequence[Word],
        fixed: Sequence[Mention],
        titles: Sequence[tuple[int, int]],
        days: Sequence[Mention],
    ) -> None:
        self.text, self.words = text, words
        self.starts = [word.start for word in words]
        self.ends = {word.end for word in words}
        self.common = {word.text for word in words if word.tag.startswith(("v", "d"))}
        self.places = {m.end: m for m in fixed if m.cls == "Place"}
        self.place_starts = {m.start for m in self.places.values()}
        self.known = {m.end: m for m in fixed if m.cls == "Organization"}
        self.known_starts = {m.start for m in self.known.values()}
        self.posts = {offset for start, end in titles for offset in range(start, end)}
        self.post_starts = {start for start, _ in titles}
        self.days = {day.end for day in days if not _YEAR.fullmatch(day.text) and not day.text.isdigit()}

    def word_before(self, offset: int) -> Word | None:
        """The word (cut at `offset`) that ends at `offset`."""
        index = bisect_right(self.starts, offset - 1) - 1
        if index < 0 or self.words[index].end == offset:
            return self.words[index] if index >= 0 else None
        start, end, _, tag = self.words[index]
        return Word(start, offset, self.text[start:offset], tag if end - offset < 2 else "n")

    def chain_start(self, place: Mention) -> int:
        """The start of the chain of places (云岭省青江市, 云岭—青江) that ends with `place`."""
        while before := self.places.get(place.start) or self.places.get(self._dash_before(place.start)):
            place = before
        return place.start

    def _dash_before(self, offset: int) -> int:
        """The start of the dash that ends at `offset`; -1 if there is none."""
        before = self.text[max(0, offset - 2) : offset]
        dashes = len(before) - len(before.rstrip("—－-"))
        return offset - dashes if dashes else -1

    def heads_before(self, offset: int) -> list[tables.Head]:
        """The head nouns that end at `offset`, the longest first."""
        return tables.endings(self.text[max(0, offset - 16) : offset])

    def chinese_before(self, offset: int) -> bool:
        """Does a Chinese character stand before `offset`?"""
        return offset > 0 and "\u4e00" <= self.text[offset - 1] <= "\u9fff"
