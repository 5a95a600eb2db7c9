"""Names of persons: names that occur, words that only look like names, and the order of plausibility."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.zh.names import is_person, surname

SPEC = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SPEC["names"])
def test_names(name: str) -> None:
    assert is_person(name) >= 0.5


@pytest.mark.parametrize("word", SPEC["words"])
def test_words_that_are_no_names(word: str) -> None:
    assert is_person(word) < 0.5


@pytest.mark.parametrize(
    ("likelier", "less"),
    [("王伟强", "王区际"), ("欧阳明华", "于指标"), ("陈建国", "全流程"), ("李晓梅", "向群众")],
)
def test_order(likelier: str, less: str) -> None:
    assert is_person(likelier) > is_person(less)


@pytest.mark.parametrize(
    ("text", "family"), [("欧阳修", "欧阳"), ("高尚", "高"), ("的士", None), ("", None), ("骆飞", "骆")]
)
def test_surname(text: str, family: str | None) -> None:
    assert surname(text) == family


@given(st.text(max_size=12))
def test_plausibility_is_a_share(text: str) -> None:
    assert 0.0 <= is_person(text) <= 1.0
