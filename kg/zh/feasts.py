"""Feasts and lunar days as days of the solar calendar (data/lunar.csv, data/calendar.toml)."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from functools import cache

from kg.zh import calendar as cal
from kg.zh.calendar import DATA, Stamp


@cache
def _lunar_years() -> dict[int, tuple[date, int, str]]:
    with (DATA / "lunar.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return {int(row["year"]): (date.fromisoformat(row["first"]), int(row["leap"]), row["months"]) for row in rows}


def lunar(year: int, month: int, day: int) -> Stamp | None:
    """The solar day of a lunar one (never of a leap month), or None if there is none in the table.

    >>> lunar(2024, 1, 1), lunar(2023, 8, 15)
    ((2024, 2, 10), (2023, 9, 29))
    """
    days = lunar_month(year, month)
    if days is None or day < 1:
        return None
    stamp = cal.plus_days(days[0], day - 1)
    return stamp if stamp <= days[1] else None


def lunar_month(year: int, month: int, *, leap: bool = False) -> tuple[Stamp, Stamp] | None:
    """The first and the last solar day of a lunar month, or None if there is none in the table.

    >>> lunar_month(2020, 4, leap=True)
    ((2020, 5, 23), (2020, 6, 20))
    """
    known = _lunar_years().get(year)
    if known is None or not 1 <= month <= 12 or (leap and known[1] != month):
        return None
    first, leap_month, months = known
    place = month - 1 + (leap or 0 < leap_month < month)
    lengths = [29 + int(long) for long in months]
    start = first + timedelta(days=sum(lengths[:place]))
    return cal.stamp_of(start), cal.stamp_of(start + timedelta(days=lengths[place] - 1))


def feast(year: int, name: str) -> Stamp | None:
    """The day of a feast in a year, or None if it moves and the tables do not reach that year.

    >>> feast(2024, "春节"), feast(2006, "元旦"), feast(2021, "清明节"), feast(2017, "母亲节")
    ((2024, 2, 10), (2006, 1, 1), (2021, 4, 4), (2017, 5, 14))
    """
    words = cal.words()
    if fixed := words["feasts"].get(name):
        month, day = fixed.split("-")
        return year, int(month), int(day)
    if moving := words["lunar_feasts"].get(name):
        month, day = moving.split("-")
        return lunar(year, int(month), int(day))
    if nth := words["weekday_feasts"].get(name):
        return _nth_weekday(year, *nth)
    if name in ("除夕", "大年三十", "年三十"):
        spring = lunar(year, 1, 1)
        return cal.plus_days(spring, -1) if spring else None
    return _clear_and_bright(year) if name.startswith("清明") else None


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> Stamp:
    first = date(year, month, 1)
    return cal.stamp_of(first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1)))


def _clear_and_bright(year: int) -> Stamp | None:
    """清明, by the usual formula for the two centuries that it holds for."""
    if not 1900 < year < 2100:
        return None
    offset, of_century = (5.59, year - 1900) if year < 2000 else (4.81, year - 2000)
    return year, 4, int(of_century * 0.2422 + offset) - of_century // 4
