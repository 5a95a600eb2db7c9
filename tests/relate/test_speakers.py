"""Whose deed it is where the clause names nobody: the body of who speaks, and partners of the subject carried over."""

import pytest

from tests.relate.reading import statements

SPOKEN = [
    ("松河市数据局局长秦岚表示，今年将推出“松河办”平台。", {"松河市数据局 | launched | 松河办 | planned"}),
    ("据松河市数据局介绍，今年将推出“松河办”平台。", {"松河市数据局 | launched | 松河办 | planned"}),
    ("记者从松河市数据局获悉，今年将推出“松河办”平台。", {"松河市数据局 | launched | 松河办 | planned"}),
    ("据松河市统计局统计，今年已推出“松河办”平台。", set()),  # it only counts
    ("松河市市委书记秦岚强调，推出“松河办”平台。", set()),  # he exhorts
    ("松河市数据局局长秦岚表示，梅川市将推出“松河办”平台。", {"梅川市 | launched | 松河办 | planned"}),
]


@pytest.mark.parametrize(("text", "states"), SPOKEN)
def test_who_speaks_without_a_subject_speaks_of_his_own_body(text: str, states: set[str]) -> None:
    assert {statement for statement in statements(text) if "launched" in statement} == states


PARTNERS = [
    ("松河市数据局成立于2018年，并与梅川大学共同开发“松河办”平台。", {"松河市数据局", "梅川大学"}),
    ("松河市数据局成立于2018年，联合梅川大学研发“松河办”平台。", {"松河市数据局", "梅川大学"}),
    ("松河市数据局成立于2018年，与梅川大学相邻，开发“松河办”平台。", {"松河市数据局"}),
]


@pytest.mark.parametrize(("text", "makers"), PARTNERS)
def test_partners_share_the_deed_of_the_subject_carried_over(text: str, makers: set[str]) -> None:
    assert {said.split(" | ")[2] for said in statements(text) if "operatedBy" in said} == makers


def test_partner_of_a_plan_ends_no_plan() -> None:
    stated = statements("松河市数据局将推出“松河办”平台，并与梅川大学签署协议。")
    assert "松河市数据局 | cooperatesWith | 梅川大学 | planned" in stated
