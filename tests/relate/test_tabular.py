"""The figures of tables: each cell is told by the head of its column and by what its row names."""

from __future__ import annotations

import pytest

from kg.clean import clean
from kg.model import Article
from tests.relate.reading import qualifiers, said, statement

HEAD = "| 排名 | 城市 | 总分 | 用户（万人） | 序号 |\n| --- | --- | --- | --- | --- |\n"

TABLES = [
    (
        HEAD + "| 1 | 松河市 | 91.20 | 320 | 7 |\n",
        [
            ("松河市 | ranked | 1", {}),
            ("松河市 | indicator | 91.2", {"metric": "总分"}),
            ("松河市 | indicator | 3200000", {"metric": "用户", "unit": "人"}),
        ],
    ),
    (HEAD + "| 1 | 很热 | 91.20 | 320 | 7 |\n", []),  # the row names nothing
    (HEAD + "| 1 | 松河市 | 暂无 | — | 7 |\n", [("松河市 | ranked | 1", {})]),
    (HEAD + "| 1 | 松河市 |\n", []),  # no row of this table
    ("| 1 | 松河市 | 91.20 |\n", []),  # a head and nothing below
    (
        "地区|2019年网办率（%）|用户\n松河市|95.5|12万人\n",
        [
            ("松河市 | indicator | 95.5", {"metric": "网办率", "unit": "%", "date": "2019"}),
            ("松河市 | indicator | 120000", {"metric": "用户", "unit": "人"}),
        ],
    ),
]


@pytest.mark.parametrize(("text", "told"), TABLES)
def test_cells_are_told_by_their_heads(text: str, told: list[tuple[str, dict[str, str]]]) -> None:
    text = f"昨天很冷。\n{text}昨天很热。"
    claims = [claim for claim in said(text) if claim.property in ("ranked", "indicator")]
    assert [(statement(claim), qualifiers(claim)) for claim in claims] == told


def test_a_bar_in_prose_makes_no_table() -> None:
    text = "观察 | 松河市接入系统12个。\n昨天 | 松河市接入系统12个。\n"
    assert {qualifiers(claim)["metric"] for claim in said(text)} == {"接入系统"}


def test_the_rows_of_a_table_are_never_joined() -> None:
    text = "排名\t城市\t用户（万人）\n1\t松河市\t320\n"
    assert clean(Article("table", text)).text.splitlines() == text.strip().replace("\t", "|").splitlines()
