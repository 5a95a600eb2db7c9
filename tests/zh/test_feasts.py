"""Feasts and lunar days against dates that are known."""

from __future__ import annotations

import pytest

from kg.zh.feasts import feast, lunar, lunar_month

SPRING = {
    1950: (2, 17), 1978: (2, 7), 1990: (1, 27), 2000: (2, 5), 2008: (2, 7), 2012: (1, 23), 2016: (2, 8), 2017: (1, 28),
    2018: (2, 16), 2019: (2, 5), 2020: (1, 25), 2021: (2, 12), 2022: (2, 1), 2023: (1, 22), 2024: (2, 10),
    2025: (1, 29),
}  # fmt: skip
MIDAUTUMN = {2017: (10, 4), 2019: (9, 13), 2020: (10, 1), 2021: (9, 21), 2022: (9, 10), 2023: (9, 29), 2024: (9, 17)}
DRAGON_BOAT = {2018: (6, 18), 2019: (6, 7), 2020: (6, 25), 2021: (6, 14), 2022: (6, 3), 2023: (6, 22), 2024: (6, 10)}
CLEAR = {
    2017: (4, 4), 2018: (4, 5), 2019: (4, 5), 2020: (4, 4), 2021: (4, 4), 2022: (4, 5), 2023: (4, 5), 2024: (4, 4),
}  # fmt: skip
KNOWN = [
    (name, year, day)
    for name, table in {"春节": SPRING, "中秋节": MIDAUTUMN, "端午节": DRAGON_BOAT, "清明节": CLEAR}.items()
    for year, day in table.items()
]


@pytest.mark.parametrize(("name", "year", "day"), KNOWN)
def test_known_feasts(name: str, year: int, day: tuple[int, int]) -> None:
    assert feast(year, name) == (year, *day)


@pytest.mark.parametrize(
    ("name", "day"),
    [("立春", (2017, 2, 3)), ("立春", (2021, 2, 3)), ("立春", (2024, 2, 4)), ("春分", (2020, 3, 20)),
     ("谷雨", (2023, 4, 20)), ("立夏", (2021, 5, 5)), ("夏至", (2020, 6, 21)), ("立秋", (2022, 8, 7)),
     ("秋分", (2024, 9, 22)), ("霜降", (2018, 10, 23)), ("冬至", (2021, 12, 21)), ("冬至", (2023, 12, 22)),
     ("小寒", (2021, 1, 5)), ("大寒", (2023, 1, 20))],
)  # fmt: skip
def test_known_solar_terms(name: str, day: tuple[int, int, int]) -> None:
    assert feast(day[0], name) == day


def test_beyond_the_tables() -> None:
    assert feast(1800, "春节") is None
    assert feast(2020, "没有的节") is None
    assert lunar(2020, 13, 1) is None
    assert lunar(2020, 1, 31) is None
    assert lunar_month(2021, 4, leap=True) is None


def test_leap_months() -> None:
    assert lunar_month(2020, 4, leap=True) == ((2020, 5, 23), (2020, 6, 20))
    assert lunar_month(2020, 4) == ((2020, 4, 23), (2020, 5, 22))
    assert lunar_month(2020, 5) == ((2020, 6, 21), (2020, 7, 20))
