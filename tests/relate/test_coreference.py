"""Descriptions, pronouns, short names and local bodies: what they stand for."""

import pytest

from tests.relate.reading import statements

STANDS_FOR = [
    ("松河市数据局成立于2018年。该局印发《数据条例》。", "松河市数据局 | published | 数据条例"),
    (
        "松河数字产业集团有限公司成立于2018年，由松河市国资委与梅川集团共同出资设立。该集团承建“青云办”平台。",
        "青云办 | operatedBy | 松河数字产业集团有限公司",
    ),
    ("松河市数据局和梅川市税务局都参会。该局成立于2018年。", "梅川市税务局 | established | 2018"),
    ("青衡软件有限公司成立于2012年。公司推出“青云办”平台。", "青衡软件有限公司 | launched | 青云办"),
    ("青衡软件有限公司推出“青云办”平台。该公司位于松河市。", "青衡软件有限公司 | locatedIn | 松河市"),
    ("松河市推出“松河办”平台。平台由青衡软件有限公司承建。", "松河办 | operatedBy | 青衡软件有限公司"),
    ("松河市推出“松河办”平台。该平台由青衡软件有限公司承建。", "松河办 | operatedBy | 青衡软件有限公司"),
    ("松河市和梅川市都在建平台。前者推出“松河办”平台。", "松河市 | launched | 松河办"),
    ("松河市和梅川市都在建平台。后者推出“梅川通”平台。", "梅川市 | launched | 梅川通"),
    ("松河市数据局印发《数据条例》。我局建设“松河办”平台。", "松河办 | operatedBy | 松河市数据局"),
    ("松河市数据局成立于2018年。我市推出“松河办”平台。", "松河市 | launched | 松河办"),
    ("我国推出“松河办”平台。", "中国 | launched | 松河办"),
    ("云南省推出“松河办”平台。该省印发《数据条例》。", "云南省 | published | 数据条例"),
    ("云南省推出“松河办”平台。全省注册用户达300万人。", "云南省 | indicator | 3000000"),
    ("松河市推出“松河办”平台。全市注册用户达300万人。", "松河市 | indicator | 3000000"),
    ("我市推出“松河办”平台。——松河市政府工作报告", "松河市 | launched | 松河办"),
    ("云南省推出“松河办”平台。省数据局成立于2018年。", "云南省数据局 | established | 2018"),
    ("云南省推出“松河办”平台。省政府印发《数据条例》。", "云南省政府 | published | 数据条例"),
    ("松河市推出“松河办”平台。市政府印发《数据条例》。", "松河市政府 | published | 数据条例"),
    ("第二届松河数据大会在松河市举行。本届大会由松河大学承办。", "第二届松河数据大会 | organizedBy | 松河大学"),
    ("秦岚任松河市数据局局长。她出席第二届松河数据大会。", "秦岚 | attended | 第二届松河数据大会"),
    (
        "青衡软件有限公司（简称“青衡软件”）成立于2012年。青衡软件推出“青云办”平台。",
        "青衡软件有限公司 | launched | 青云办",
    ),
]


@pytest.mark.parametrize(("text", "states"), STANDS_FOR)
def test_stands_for(text: str, states: str) -> None:
    assert states in statements(text)


@pytest.mark.parametrize("text", ["该公司推出“青云办”平台。", "该局印发《数据条例》。", "省政府印发《数据条例》。"])
def test_what_nothing_was_named_for_makes_no_claim_about_another_thing(text: str) -> None:
    assert {line.split(" | ")[0] for line in statements(text)} <= {"省政府"}


def test_school() -> None:
    assert "松河大学 | locatedIn | 松河市" in statements("松河大学成立于1950年。该校位于松河市。")


def test_its_across_sentences() -> None:
    assert "松河办 | indicator | 3000000" in statements("松河市推出“松河办”平台。其注册用户达300万人。")
