"""The dates that belong to a word: its own, those of the clause before, none after 随后."""

import pytest

from tests.relate.reading import qualifiers, said

DATES = [
    ("2019年3月，松河市推出“松河办”平台。", {"launched": "2019-03"}),
    ("松河市于2019年3月推出“松河办”平台。", {"launched": "2019-03"}),
    ("去年，松河市推出“松河办”平台。", {"launched": "2019"}),
    ("松河市推出“松河办”平台。", {"launched": None}),
    (
        "2019年3月，松河市推出“松河办”平台，印发《数据条例》。",
        {"launched": "2019-03", "published": "2019-03"},
    ),
    (
        "2019年3月，松河市推出“松河办”平台，随后印发《数据条例》。",
        {"launched": "2019-03", "published": None},
    ),
    (
        "松河市推出“松河办”平台，2019年印发《数据条例》。",
        {"launched": None, "published": "2019"},
    ),
    (
        "2019年3月，松河市推出“松河办”平台。松河市印发《数据条例》。",
        {"launched": "2019-03", "published": None},
    ),
    ("2020年3月，秦岚任松河市数据局局长。", {"holdsPosition": "2020-03"}),
    ("松河市数据局成立于2019年3月。", {"established": None}),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_date_of_a_claim(text: str, expected: dict[str, str | None]) -> None:
    assert {claim.property: qualifiers(claim).get("date") for claim in said(text)} == expected


def test_date_of_another_event_is_not_inherited() -> None:
    (claim,) = said("松河大学成立于1950年，与青衡软件有限公司签署合作协议。")[1:]
    assert qualifiers(claim) == {}


EVENTS = [
    ("松河市数据局成立于2019年3月。", "established", "2019-03"),
    ("第二届松河数据大会于2019年5月6日在松河市举行。", "heldOn", "2019-05-06"),
    ("2019年5月6日至8日，第二届松河数据大会在松河市举行。", "heldOn", "2019-05-06/2019-05-08"),
    ("第二届松河数据大会推迟至2019年5月6日举行。", "heldOn", "2019-05-06"),
    ("第二届松河数据大会2019年3月延期至2019年5月6日。", "heldOn", "2019-05-06"),
]


@pytest.mark.parametrize(("text", "property", "date"), EVENTS)
def test_date_as_object(text: str, property: str, date: str) -> None:
    assert [claim.object.name for claim in said(text) if claim.property == property] == [date]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2019年5月6日，第二届松河数据大会在松河市举行。会上，松河市政府与松河大学签署合作协议。", "2019-05-06"),
        ("第二届松河数据大会于2019年5月6日至8日举行。大会期间，松河市政府与松河大学签署合作协议。", "2019-05"),
        ("第二届松河数据大会于2019年5月6日举行。松河市政府与松河大学签署合作协议。", None),
    ],
)
def test_what_is_done_at_an_event_has_its_date(text: str, date: str | None) -> None:
    (claim,) = [c for c in said(text) if c.property == "cooperatesWith"]
    assert qualifiers(claim).get("date") == date
