"""Feasts and lunar days as days of the solar calendar (data/lunar.csv, data/calendar.toml)."""

from __future__ import annotations

import csv
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache
from math import radians, sin

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
    if name in words["moving_feasts"]:
        spring = lunar(year, 1, 1)
        return cal.plus_days(spring, -1) if spring else None
    longitude = words["solar_terms"].get(name)
    return solar_term(year, longitude) if longitude is not None and MINYEAR < year < MAXYEAR else None


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> Stamp:
    first = date(year, month, 1)
    return cal.stamp_of(first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1)))


def solar_term(year: int, longitude: int) -> Stamp:
    """The day, in China, on which the sun reaches the longitude: 冬至 (270 degrees) of 2024 is December 21.

    >>> solar_term(2024, 270), solar_term(2021, 15)
    ((2024, 12, 21), (2021, 4, 4))
    """
    after_equinox = (longitude if longitude < 285 else longitude - 360) / 360 * 365.2422
    day = date(year, 3, 20) + timedelta(days=int(after_equinox) - 3)
    while (_sun(day + timedelta(days=1)) - longitude) % 360 > 180:
        day += timedelta(days=1)
    return cal.stamp_of(day)


def _sun(day: date) -> float:
    """Apparent longitude of the sun, in degrees, at the midnight in China with which the day begins.

    J. Meeus, Astronomical Algorithms, chapter 25, low accuracy: 0.01 degrees, a quarter of an hour.
    """
    century = ((day - date(2000, 1, 1)).days - 0.5 - 8 / 24) / 36525
    mean = 280.46646 + 36000.76983 * century
    anomaly = radians(357.52911 + 35999.05029 * century)
    centre = (1.914602 - 0.004817 * century) * sin(anomaly) + 0.019993 * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
    return mean + centre - 0.00569 - 0.00478 * sin(radians(125.04 - 1934.136 * century))
