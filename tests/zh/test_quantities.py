"""Quantities: hand-picked phrases (quantities.tsv), and every way to write a number with every unit."""

from __future__ import annotations

import itertools
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.zh.numerals import write
from kg.zh.quantities import Quantity, find

SPEC = Path(__file__).parent / "quantities.tsv"


def hand_picked() -> list[tuple[str, str]]:
    lines = SPEC.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]  # type: ignore[misc]


def shown(text: str, found: Quantity) -> str:
    marks = "~" * found.approximate + {"least": ">", "most": "<", None: ""}[found.bound]
    shape = f"{text[found.start : found.end]}={found.value} {found.unit or '-'} {found.kind}"
    return " ".join(filter(None, [shape, marks, f"..{found.upper}" if found.upper else ""]))


@pytest.mark.parametrize(("text", "expected"), hand_picked())
def test_hand_picked(text: str, expected: str) -> None:
    assert " | ".join(shown(text, found) for found in find(text)) == ("" if expected == "-" else expected)


WRITTEN = {
    "7": 7, "38": 38, "160": 160, "1,250": 1250, "20000": 20000, "3万": 30000, "4.9万": 49000, "12.5万": 125000,
    "680万": 6800000, "3000万": 30000000, "1.2亿": 120000000, "236亿": 23600000000, "3188亿": 318800000000,
    "2.5万亿": 2500000000000, "二十": 20, "一百零五": 105, "三千五百": 3500, "一万二千": 12000, "四十二万": 420000,
    "一千三百万": 13000000, "三点五亿": 350000000, "一百一十八亿": 11800000000, "三千四百亿": 340000000000,
}  # fmt: skip
UNITS = {
    "个": "count", "项": "count", "家": "count", "件": "count", "人次": "count", "元": "money", "美元": "money",
    "吨": "measure",
}  # fmt: skip
AROUND = {
    "共{}，": "", "达到{}。": "", "超过{}，": "~>", "约{}，": "~", "{}左右": "~", "{}以上": "~>", "不足{}，": "~<",
}  # fmt: skip


@pytest.mark.parametrize(("number", "unit", "around"), list(itertools.product(WRITTEN, UNITS, AROUND)))
def test_every_number_with_every_unit(number: str, unit: str, around: str) -> None:
    text = around.format(number + unit)
    expected = f"{number}{unit}={WRITTEN[number]} {unit} {UNITS[unit]} {AROUND[around]}".strip()
    assert [shown(text, found) for found in find(text)] == [expected]


@pytest.mark.parametrize("number", ["0.5", "8", "35", "56.99", "98.1", "100", "120"])
@pytest.mark.parametrize("sign", ["%", "％", "个百分点"])
def test_percentages(number: str, sign: str) -> None:
    unit = "个百分点" if sign == "个百分点" else "%"
    (found,) = find(f"提高{number}{sign}，")
    assert (found.value, found.unit, found.kind) == (number, unit, "percent")


@pytest.mark.parametrize("rank", [1, 2, 9, 10, 12, 44, 103])
@pytest.mark.parametrize("form", ["排名第{}位", "列全省第{}名", "居全国第{}，", "升至第{}位"])
@pytest.mark.parametrize("chinese", [True, False])
def test_ranks(rank: int, form: str, chinese: bool) -> None:
    text = form.format(write(rank) if chinese else rank)
    assert [(found.value, found.kind) for found in find(text)] == [(str(rank), "rank")]


def test_spans_to_skip_hold_no_quantity() -> None:
    text = "2019年3月完成40个，5月完成50个"
    assert [found.value for found in find(text, skip=[(0, 7), (17, 20)])] == ["40"]
    assert [found.value for found in find(text, start=12)] == ["50"]
    assert [found.value for found in find(text, end=12)] == ["40"]


SIGNS = "0123456789.,%％第一二三四百千万亿两半余多几成个名位家元次至-—、约近超〔〕号年月日 "
PIECES = st.sampled_from([*SIGNS, "分之", "左右", "以上", "GB", "A4"])


@given(st.lists(PIECES, max_size=24).map("".join))
def test_never_raises_and_every_value_is_a_number(text: str) -> None:
    end = 0
    for found in find(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end
        assert "E" not in found.value
        assert Decimal(found.value).is_finite()


@given(st.integers(1, 10**12))
def test_any_count_is_read_back(number: int) -> None:
    assert [found.value for found in find(f"共{number}个")] == [str(number)]


@pytest.mark.parametrize("run", ["1", "一", "百", "1,000,", "第一、", "1.", "十余", "3至", "千分之", "A1"])
def test_long_runs_are_read_in_one_pass(run: str) -> None:
    """No pattern backtracks over the whole run: a run of 60,000 characters ends."""
    assert isinstance(find(run * (60_000 // len(run))), list)
