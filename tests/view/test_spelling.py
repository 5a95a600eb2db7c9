"""How names are typed: initials and pinyin."""

from __future__ import annotations

import pytest

from kg.view.spelling import spellings


@pytest.mark.parametrize(
    ("names", "spelt"),
    [
        (["佛山市"], "fss foshanshi"),
        (["重庆市"], "cqs chongqingshi"),
        (["银行行长"], "yhhz yinhanghangzhang"),
        (["一网通办", "一网通"], "ywtb yiwangtongban ywt yiwangtong"),
        (["2020年报告"], "2020nbg 2020nianbaogao"),
        (["iCloud"], "icloud"),
        (["《互联网+政务》"], "hlwzw hulianwangzhengwu"),
        (["", "，。"], ""),
        (["佛山", "佛山"], "fs foshan"),
    ],
)
def test_a_name_is_spelt_by_initials_and_in_full(names: list[str], spelt: str) -> None:
    assert spellings(names) == spelt
