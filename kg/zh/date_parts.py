"""What the parts of a date expression add up to: a point or a period within a year or a month."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from kg.zh import calendar as cal
from kg.zh.calendar import Stamp
from kg.zh.date_grammar import WORDS
from kg.zh.feasts import feast
from kg.zh.narrative import Narrative
from kg.zh.numerals import parse


@dataclass(frozen=True, slots=True)
class Reading:
    """What a date expression means: a point, or an interval from `first` to `last`."""

    first: Stamp
    last: Stamp | None = None
    relative: bool = False
    approximate: bool = False
    duration: bool = False


def number(written: str) -> int:
    """The whole number that a matched numeral writes; 元 is one (元月, 民国元年)."""
    value = parse(written) if written != "元" else None
    return 1 if value is None else int(value)


def within_year(match: re.Match[str], year: int, told: Narrative, *, relative: bool = False) -> Reading | None:
    """The part of `year` that the groups of the match name; the whole year if they name none or only an edge of it."""
    parts = match.groupdict()
    if not cal.valid((year,)):
        return None
    if month := parts.get("month"):
        return within_month(match, (year, _month_number(month, told)), relative=relative)
    if span := _part_months(parts):
        last = cal.plus_months((year, 1), span[1] - 1)
        return Reading((year, span[0]), last if span[1] > span[0] else None, relative)
    if counted := _counted(year, parts):
        return replace(counted, relative=relative)
    if parts.get("feast"):
        stamp = feast(year, parts["feast"])
        return Reading(stamp, relative=relative) if stamp else None
    return Reading((year,), relative=relative)


def _month_number(written: str, told: Narrative) -> int:
    """去年本月 is the month of publication, 去年同月 the month last named."""
    if written == "本":
        return (*(told.anchor or ()), 1, 1)[1]
    if written == "同":
        return (*(told.last or told.anchor or ()), 1, 1)[1]
    return number(written)


def _counted(year: int, parts: dict[str, str | None]) -> Reading | None:
    """The week of a year (ISO 8601, as in GB/T 7408) or its day by number."""
    try:
        if week := parts.get("week"):
            first = cal.stamp_of(date.fromisocalendar(year, number(week), 1))
            return Reading(first, cal.plus_days(first, 6))
    except ValueError:
        return None
    if nth := parts.get("nth_day"):
        stamp = cal.plus_days((year,), number(nth) - 1)
        return Reading(stamp) if stamp[0] == year else None
    return None


def _part_months(parts: dict[str, str | None]) -> tuple[int, int] | None:
    """The first and the last month, counted from January of the year: a winter ends in the 14th."""
    if parts.get("half"):
        return (1, 6) if parts["half"] == "上半年" else (7, 12)
    if month := parts.get("first_month") or parts.get("nth_month"):
        return (1, 1) if month == "月" else (number(month), number(month))
    if count := parts.get("last_months"):
        return 13 - number(count), 12
    if holiday := parts.get("holiday"):
        first, last = WORDS["holidays"][holiday]
        return first, last
    if parts.get("first"):
        return 1, 3
    for name, months in (("quarters", 3), ("months", 1)):
        if count := parts.get(name):
            return 1, number(count) * months
    if quarter := parts.get("quarter"):
        first, last = number(quarter) * 3 - 2, number(quarter) * 3
        return {"初": (first, first), "末": (last, last)}.get(parts.get("quarter_edge") or "", (first, last))
    if season := parts.get("season") or parts.get("spell"):
        start = {"春": 3, "夏": 6, "秋": 9, "冬": 12}[season]
        return start, start + 2
    return None


def within_month(match: re.Match[str], month: Stamp, *, relative: bool = False) -> Reading | None:
    """The day or the ten days that the match names in `month`, the months up to `until`, or the month itself."""
    parts = match.groupdict()
    if until := parts.get("until"):
        last = number(until)
        return Reading(month, (month[0] + (last < month[1]), last), relative) if last != month[1] else None
    if parts["nth"] or parts["nth_last"]:
        return _week_of_month(match, month)
    if day := parts["day"] or parts["listed"] or parts["unmarked"]:
        stamp = (*month, number(day))
        return Reading(stamp, relative=relative) if cal.valid(stamp) else None
    if count := parts["first_days"] or parts["last_days"]:
        length = cal.last_day(month).day
        first = 1 if parts["first_days"] else length + 1 - number(count)
        return Reading((*month, first), (*month, min(length, first - 1 + number(count))), relative)
    if tenth := parts["tenth"]:
        first = "上中下".index(tenth[0]) * 10 + 1
        last = first + 9 if first < 21 else cal.last_day(month).day
        return Reading((*month, first), (*month, last), relative)
    return Reading(month, relative=relative)


def _week_of_month(match: re.Match[str], month: Stamp) -> Reading | None:
    """十月的第一周 begins with the first Monday of the month; 最后一个星期五 is a day."""
    weekday = WORDS["weekdays"][match["weekday"]] if match["weekday"] else 0
    days = [day for day in range(1, cal.last_day(month).day + 1) if cal.first_day((*month, day)).weekday() == weekday]
    nth = number(match["nth"]) - 1 if match["nth"] else len(days) - 1
    if nth >= len(days):
        return None
    first = (*month, days[nth])
    return Reading(first, None if match["weekday"] else cal.plus_days(first, 6))


def month_and_day(match: re.Match[str]) -> Stamp:
    """The month, or the month and day, that the match names."""
    day = match["day"] or match["listed"] or match["unmarked"]
    return (number(match["month"]), number(day)) if day else (number(match["month"]),)
