"""Calendar arithmetic on dates of different precision, and the words of the calendar (data/calendar.toml).

A *stamp* is a tuple (year,), (year, month) or (year, month, day): a date at the precision stated.
"""

from __future__ import annotations

import calendar
import tomllib
from datetime import MAXYEAR, MINYEAR, date
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import InputError

Stamp = tuple[int, ...]

DATA = Path(__file__).parent / "data"


@cache
def words() -> dict[str, dict[str, Any]]:
    """The tables of data/calendar.toml."""
    return tomllib.loads((DATA / "calendar.toml").read_text(encoding="utf-8"))


def valid(stamp: Stamp) -> bool:
    """Whether such a day exists in the Gregorian calendar."""
    year, month, day = (*stamp, 1, 1)[:3]
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def iso(stamp: Stamp) -> str:
    """ISO 8601 at the precision of the stamp: 2017, 2017-12 or 2017-12-16."""
    return "-".join(f"{part:0{4 if place == 0 else 2}d}" for place, part in enumerate(stamp))


def first_day(stamp: Stamp) -> date:
    """The earliest day that the stamp can mean."""
    year, month, day = (*stamp, 1, 1)[:3]
    return date(year, month, day)


def last_day(stamp: Stamp) -> date:
    """The latest day that the stamp can mean."""
    year, month = (*stamp, 12)[:2]
    return date(year, month, stamp[2] if len(stamp) == 3 else calendar.monthrange(year, month)[1])


def plus_months(stamp: Stamp, months: int) -> Stamp:
    """The month (year, month) that lies so many months after that of the stamp, at most the end of the calendar."""
    year, month = divmod(stamp[0] * 12 + stamp[1] - 1 + months, 12)
    return min(max(year, MINYEAR), MAXYEAR), month + 1


def plus_days(stamp: Stamp, days: int) -> Stamp:
    """The day that lies so many days after the first day of the stamp, at most the end of the calendar."""
    return stamp_of(date.fromordinal(min(max(first_day(stamp).toordinal() + days, 1), date.max.toordinal())))


def stamp_of(day: date) -> Stamp:
    return day.year, day.month, day.day


def read_iso(value: str) -> Stamp:
    """The stamp of an ISO 8601 date. Raises InputError if it is none."""
    try:
        stamp = tuple(int(part) for part in value[:10].split("-"))
    except ValueError:
        stamp = ()
    if not 1 <= len(stamp) <= 3 or not valid(stamp):
        raise InputError(f"{value!r} is no date: give YYYY, YYYY-MM or YYYY-MM-DD")
    return stamp


def bounds(value: str) -> tuple[date, date]:
    """The earliest and the latest day, both inclusive, of an ISO 8601 date or of an interval start/end.

    Raises InputError if `value` is neither.

    >>> bounds("2020-02"), bounds("2016/2020")[1].isoformat()
    ((datetime.date(2020, 2, 1), datetime.date(2020, 2, 29)), '2020-12-31')
    """
    start, _, end = value.partition("/")
    return first_day(read_iso(start)), last_day(read_iso(end or start))
