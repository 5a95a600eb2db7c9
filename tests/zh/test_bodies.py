"""Names of bodies: full and short forms have one form, other bodies have another."""

from __future__ import annotations

import pytest

from kg.zh.bodies import parse, short_of
from kg.zh.companies import short_names

KNOWN = {"云岭": "云岭省"}


@pytest.mark.parametrize(
    "names",
    [
        ("佛山市发展和改革局", "佛山市发展改革局", "佛山市发改局", "广东省佛山市发改局", "佛山发改局"),
        ("云岭省人力资源和社会保障厅", "云岭省人社厅", "云岭人社厅"),
        ("中国共产党广东省委员会", "中共广东省委", "广东省委"),
        ("中国人民政治协商会议云岭省委员会", "政协云岭省委员会", "云岭省政协"),
        ("广东省人民政府办公厅", "广东省政府办公厅"),
        ("中国人民银行", "央行", "人民银行"),
        ("中国移动通信集团广东有限公司", "广东移动", "移动广东公司", "中国移动广东分公司"),
        ("中国移动通信集团广东有限公司佛山分公司", "佛山移动"),
        ("国网浙江省电力有限公司", "国网浙江电力"),
        ("云岭移动", "中国移动云岭公司"),
    ],
)  # fmt: skip
def test_forms_of_one_name_are_one(names):
    whole = {(b.sort, b.region, b.core, b.head) for b in (parse(name, KNOWN) for name in names)}
    assert len(whole) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("佛山市发改局", "中山市发改局"), ("佛山市数据局", "佛山市数据中心"), ("市监局", "市场局"),
        ("云岭省人社厅", "人社厅"), ("中国移动通信集团有限公司", "中国移动通信集团广东有限公司"),
        ("青禾股份有限公司", "青禾有限公司"), ("青禾科技（海州）有限公司", "青禾科技有限公司"),
        ("广东省委", "广东省纪委"), ("国家监委", "中央监委"), ("全国重点实验室", "国家重点实验室"),
    ],
)  # fmt: skip
def test_other_bodies_have_other_forms(one, other):
    assert parse(one, KNOWN) != parse(other, KNOWN)


@pytest.mark.parametrize(
    ("name", "region", "level"),
    [("省大数据局", "", "省"), ("市场监管局", "", ""), ("市市场监管局", "", "市"), ("市政府", "", "市"),
     ("市政工程局", "", ""), ("国家数据局", "CN", ""), ("区块链中心", "", ""), ("云岭省大数据局", "云岭省", ""),
     ("云岭大数据局", "云岭省", "")],
)  # fmt: skip
def test_the_place_of_a_name(name, region, level):
    body = parse(name, KNOWN)
    assert (body.region, body.level) == (region, level)


def test_the_short_name_of_a_place_is_longer_than_a_character():
    assert (short_of("云岭省"), short_of("澜江自治县"), short_of("单县")) == ("云岭", "澜江", "")


def test_a_trade_is_a_name_only_of_a_company_with_a_place():
    assert "时代" in short_names("时代新能源科技", placed=True)
    assert "时代" not in short_names("时代新能源科技")
