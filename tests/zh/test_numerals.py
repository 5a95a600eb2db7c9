"""Numerals: what is written, what it is worth, and the way back."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.zh.numerals import parse, plain, write
from kg.zh.script import width

WORTH = {
    "零": "0", "〇": "0", "两": "2", "十": "10", "十五": "15", "二十": "20", "廿": "20", "廿五": "25", "卅": "30",
    "一百": "100",
    "一百零五": "105", "一百十": "110", "一百一十": "110", "二百五": "250", "两千四百五": "2450", "三千零五": "3005",
    "一万": "10000", "一万二": "12000", "一万二千": "12000", "一万零五": "10005",
    "十二万": "120000", "一百二十六万": "1260000",
    "四万亿": "4000000000000", "千亿": "100000000000", "一百一十八亿": "11800000000", "三千四百亿": "340000000000",
    "一亿二千万": "120000000", "三点五亿": "350000000", "十二点五": "12.5", "零点零八": "0.08", "二〇一九": "2019",
    "一九四九": "1949",
    "1.2亿": "120000000", "4.9万": "49000", "12.5万": "125000", "1亿2000万": "120000000",
    "3千": "3000", "3千万": "30000000",
    "1,234,567.8": "1234567.8", "2.5万亿": "2500000000000", "负三十二": "-32", "-5": "-5", "肆佰陸拾": "460",
    "壹佰伍拾": "150",
    "百分之九十六点五": "0.965", "百分之百": "1", "百分之零": "0", "96.5%": "0.965", "3‰": "0.003", "八成": "0.8",
    "八成五": "0.85", "九成半": "0.95",
    "半": "0.5", "四分之三": "0.75", "三又二分之一": "3.5", "负一又二分之一": "-1.5", "一 千": "1000",
}  # fmt: skip
NO_NUMERALS = ["", " ", "-", "--1", "1" * 60, "一" * 60, "%", "成"]
NO_NUMERALS += ["abc", "一网", "第一", "三个", "十十", "百千", "一二百", "点五", "一点", "分之一"]


@pytest.mark.parametrize(("written", "worth"), list(WORTH.items()))
def test_worth(written: str, worth: str) -> None:
    assert parse(written) == Decimal(worth)


def spec() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "numerals.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")]  # type: ignore[misc]


@pytest.mark.parametrize(("written", "worth"), spec())
def test_cases_of_recognizers_text(written: str, worth: str) -> None:
    value = parse(width(written))
    assert value is not None
    assert abs(value - Decimal(worth)) <= abs(Decimal(worth)) * Decimal("1e-13")


@pytest.mark.parametrize("written", NO_NUMERALS)
def test_what_is_no_numeral(written: str) -> None:
    assert parse(written) is None


@given(st.integers(-(10**16) + 1, 10**16 - 1))
def test_whole_numbers_survive_the_round_trip(number: int) -> None:
    assert parse(write(number)) == number


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, "零"), (10, "十"), (11, "十一"), (20, "二十"), (101, "一百零一"), (110, "一百一十"), (1010, "一千零一十"),
     (10005, "一万零五"), (100000, "十万"), (10**8, "一亿"), (10**8 + 1, "一亿零一"), (-3, "负三")],
)  # fmt: skip
def test_written(number: int, written: str) -> None:
    assert write(number) == written


def test_beyond_settled_usage() -> None:
    with pytest.raises(ValueError, match="below 10"):
        write(10**16)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_plain_keeps_the_number(value: Decimal) -> None:
    assert plain(value) == value
    assert "E" not in str(plain(value))


@given(st.text("0123456789.,万亿千百十零〇一二两三点分之成半%负- ", max_size=60))
def test_never_raises(written: str) -> None:
    value = parse(written)
    assert value is None or value.is_finite()
