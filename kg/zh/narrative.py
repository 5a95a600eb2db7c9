"""What a text has said about time so far: what relative dates (同年, 次日, 6月25日, 当天) are read against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kg.zh.calendar import Stamp, first_day, plus_months, valid

_SENTENCE_END = re.compile(r"[。！？!?\n]")
_AHEAD = re.compile(r"将|拟|计划|预计|定于|力争|推迟|届时|即将|截止|争取|有望|要在|改期|请|须")
_NEAR, _MONTH_HOLDS = 150, 250
"""Characters: how far 次年 and 当年 reach back, and how far 当天 reaches back to a month without a day."""
_JUST_NOW, _SOON, _FAR_BACK = 45, 60, 150
"""Days: what news has just told, what it announces, and how far back a date without its year may lie."""


@dataclass(slots=True)
class Narrative:
    """`anchor` is the day of publication (or its month or year); `last` the point last named, ending at `last_end`."""

    text: str
    anchor: Stamp | None = None
    last: Stamp | None = None
    last_end: int = 0
    last_fine: Stamp | None = None
    last_fine_end: int = 0
    topic: int | None = None

    def name(self, stamp: Stamp, end: int, *, stated: bool = True) -> None:
        """The text has just named this point.

        `last_fine` is the last one at least as precise as a month; `topic` the year that the text tells about: one
        that it stated in figures, as long as no other year is named.
        """
        self.last, self.last_end = stamp, end
        if len(stamp) > 1 and not self._is_plan_beside_a_day(stamp):
            self.last_fine, self.last_fine_end = stamp, end
        if len(stamp) == 1 or stamp[0] != self.topic:
            self.topic = stamp[0] if len(stamp) == 1 and stated else None

    def _is_plan_beside_a_day(self, stamp: Stamp) -> bool:
        """Is it a month to come, where 当天 still means the day told (28日启用；明年6月推出；当天签约)?"""
        told = self.last_fine is not None and len(self.last_fine) == 3
        return told and len(stamp) == 2 and self.anchor is not None and stamp > self.anchor[:2]

    def in_sentence(self, start: int) -> bool:
        """Whether the point last named stands in the sentence that goes on at `start`."""
        return self.last is not None and not _SENTENCE_END.search(self.text, self.last_end, start)

    def near(self, start: int) -> bool:
        """Whether the point last named stands close enough before `start` for 次年 or 当年 to mean it."""
        return self.last is not None and start - self.last_end <= _NEAR

    def day_told(self, start: int) -> Stamp | None:
        """The day that 当天 goes back to, or the month if no day but a month was named not far before."""
        if self.last_fine is None or (len(self.last_fine) == 2 and start - self.last_fine_end > _MONTH_HOLDS):
            return self.anchor
        return self.last_fine

    def nearest_year(self, days: dict[int, Stamp], start: int) -> Stamp | None:
        """Of a feast's days by year, that of the year named in the sentence, else the nearest to the anchor."""
        year = self.year(start)
        if self.anchor is None or len(self.anchor) < 3 or not days:
            return days.get(year) if year else None
        today = first_day(self.anchor)
        news = self.last is not None and len(self.last) == 3 and abs((first_day(self.last) - today).days) <= _SOON
        if self.in_sentence(start) and not news:
            return days.get(year) if year else None
        return min(days.values(), key=lambda day: abs((first_day(day) - today).days))

    def year(self, start: int) -> int | None:
        """The year meant by 年底, 上半年 or 三季度: the one named in the same sentence, else that of the anchor."""
        if self.last is not None and (self.anchor is None or self.in_sentence(start)):
            return self.last[0]
        return self.anchor[0] if self.anchor else None

    def is_still_ahead(self, month: Stamp, start: int, end: int) -> bool:
        """Whether a review that appears in January or February, and announces nothing, must mean last year's months."""
        if self.anchor is None or len(self.anchor) < 2 or self.anchor[1] > 2 or self._ahead(start, end):
            return False
        return month[0] == self.anchor[0] and month[:2] > self.anchor[:2]

    def dated(self, tail: Stamp, start: int, end: int) -> Stamp | None:
        """The month, or month and day, `tail` with its year."""
        if self.anchor is None:
            return (self.last[0], *tail) if self.last else None
        if self.last and self.in_sentence(start) and (told := self._of_sentence(tail, start, end)):
            return told
        near = (self.anchor[0], *tail)
        if tail == (2, 29) and not valid(near):
            return next((year, 2, 29) for year in _years_from(self.anchor[0]) if valid((year, 2, 29)))
        if len(self.anchor) < 3 or self._ahead(start, end):
            return near
        if told := self._of_topic(tail, near, start):
            return told
        return self._nearest([(self.anchor[0] + years, *tail) for years in (-1, 0)]) or near

    def day(self, day: int, start: int, end: int) -> Stamp | None:
        """This day of the month named in the same sentence, else of the month of the anchor or the one before."""
        if self.last is not None and len(self.last) > 1 and (self.anchor is None or self.in_sentence(start)):
            return self.last[0], self.last[1], day
        if self.anchor is None or len(self.anchor) < 2:
            return None
        near = (*self.anchor[:2], day)
        before = len(self.anchor) == 3 and day > self.anchor[2] and not self._ahead(start, end)
        if before or not valid(near):
            return *plus_months(self.anchor, -1), day
        return near

    def _of_sentence(self, tail: Stamp, start: int, end: int) -> Stamp | None:
        """The day in the year named before in the sentence; None if only the year of the anchor makes sense.

        That is so for what lies ahead (去年否决，拟于2月再议), for 截至 and a day since, and for a far day to come.
        """
        assert self.anchor is not None
        assert self.last is not None
        there, here = (self.last[0], *tail), (self.anchor[0], *tail)
        if len(self.anchor) < 3 or not valid(there) or not valid(here):
            return there
        today = first_day(self.anchor)
        offset, offset_here = (first_day(there) - today).days, (first_day(here) - today).days
        announced = offset < 0 <= offset_here and _AHEAD.search(self.text, max(0, start - 10), start)
        up_to_now = offset < offset_here <= 0 and self._up_to(start)
        far_off = len(self.last) == 1 and offset > _SOON and not self._ahead(start, end)
        return None if announced or up_to_now or far_off else there

    def _of_topic(self, tail: Stamp, near: Stamp, start: int) -> Stamp | None:
        """The day in the year that the paragraph tells about, unless the day just before publication is meant."""
        assert self.anchor is not None
        if self.topic is None or self.topic >= self.anchor[0] or "\n" in self.text[self.last_end : start]:
            return None
        ago = (first_day(self.anchor) - first_day(near)).days if valid(near) else -1
        just_now = len(tail) == 2 and 0 <= ago <= _JUST_NOW
        stamp = (self.topic, *tail)
        return stamp if valid(stamp) and not just_now and not self._up_to(start) else None

    def _up_to(self, start: int) -> bool:
        return self.text[max(0, start - 2) : start] in ("截至", "截止")

    def _ahead(self, start: int, end: int) -> bool:
        return bool(_AHEAD.search(self.text, max(0, start - 10), start) or _AHEAD.search(self.text, end, end + 8))

    def _nearest(self, candidates: list[Stamp]) -> Stamp | None:
        """Last year's day only if it is near and this year's is far ahead; news speaks of what has just happened."""
        assert self.anchor is not None
        back, near = candidates
        if not valid(back) or not valid(near):
            return near if valid(near) else back
        today = first_day(self.anchor)
        ahead, behind = (first_day(near) - today).days, (today - _end(back)).days
        return back if ahead > 31 and behind <= _FAR_BACK and behind * 2 < ahead else near


def _years_from(year: int) -> Iterator[int]:
    for distance in range(9):
        yield from (year - distance, year + distance)


def _end(stamp: Stamp) -> date:
    return first_day((*stamp, 28)[:3])
