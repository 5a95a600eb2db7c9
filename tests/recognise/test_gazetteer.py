"""Names known beforehand, their branches, and the places that a text makes known."""

import pytest

from kg.recognise import gazetteer


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("浪潮云承建", ["浪潮云"]),
        ("华为软件承建", ["华为软件"]),
        ("华为软件平台上线", ["华为"]),
        ("浪潮集团有限公司", ["浪潮集团"]),
        ("腾讯云和阿里云", ["腾讯云", "阿里云"]),
        ("国务院办公厅印发", ["国务院办公厅"]),
        ("发展数字经济", ["数字经济"]),
        ("青江市成立", []),
    ],
)
def test_well_known_names_with_their_branches(text: str, names: list[str]) -> None:
    assert [mention.name for mention in gazetteer.known(text)] == names


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("广东省佛山市", [("广东省佛山市", "City", "440600")]),
        ("法国", [("法国", "Country", "FR")]),
        ("桐屏县成立，桐屏推出平台", [("桐屏县", "County", None), ("桐屏县", "County", None)]),
        ("澜江区成立，澜江推出", []),
        ("柏宁、曲岩两市签约", [("柏宁", "City", None), ("曲岩", "City", None)]),
        ("在柏宁、曲岩两市签约", [("柏宁", "City", None), ("曲岩", "City", None)]),
        ("柏宁、曲岩和东川三县", [("柏宁", "County", None), ("曲岩", "County", None), ("东川", "County", None)]),
        ("柏宁和曲岩三省长", []),
    ],
)
def test_places_in_full_short_and_in_lists(text: str, places: list[tuple[str, str, str | None]]) -> None:
    assert [(mention.name, mention.kind, mention.code) for mention in gazetteer.divisions(text)] == places


def test_a_short_form_is_an_alias_at_its_own_place() -> None:
    *_, short = gazetteer.divisions("桐屏县成立，桐屏推出平台")
    assert (short.start, short.end, short.text, short.aliases) == (6, 8, "桐屏", ("桐屏",))
