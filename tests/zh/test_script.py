"""Script: width keeps every offset, fold is what names are compared by."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.zh.script import fold, width


@pytest.mark.parametrize(
    ("text", "narrow"),
    [
        ("２０１６年１月", "2016年1月"),
        ("Ａ股涨１．５％", "A股涨1.5%"),
        ("（互联网＋政务）", "（互联网+政务）"),
        ("，。：；！？", "，。：；！？"),
        ("全角\u3000空格", "全角 空格"),
        ("５Ｇ／６Ｇ", "5G/6G"),
    ],
)
def test_width(text: str, narrow: str) -> None:
    assert width(text) == narrow


@given(st.text(max_size=60))
def test_width_keeps_offsets_and_is_idempotent(text: str) -> None:
    assert len(width(text)) == len(text)
    assert width(width(text)) == width(text)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("“互联网＋政务服务”", "互联网+政务服务"),
        ("《数字 政府》", "数字政府"),
        ("「粤省事」", "粤省事"),
        ("iOS", "ＩＯＳ"),
        ("\"A\" 'B'", "ab"),
        ("『甲』〈乙〉", "甲乙"),
    ],
)
def test_fold_makes_names_equal(name: str, other: str) -> None:
    assert fold(name) == fold(other)


@pytest.mark.parametrize(
    ("name", "other"), [("甲+乙", "甲乙"), ("甲（乙）", "甲乙"), ("甲、乙", "甲乙"), ("甲-乙", "甲乙")]
)
def test_fold_keeps_what_tells_names_apart(name: str, other: str) -> None:
    assert fold(name) != fold(other)


@given(st.text(max_size=60))
def test_fold_is_idempotent_on_composed_text(text: str) -> None:
    once = fold(unicodedata.normalize("NFKC", text))
    assert fold(once) == once or once != once.casefold() or unicodedata.normalize("NFKC", once) != once
