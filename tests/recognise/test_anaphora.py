"""Definite descriptions point by themselves; bare nouns only where nothing modifies them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.recognise import anaphora


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("该局表示", [("该局", "Organization")]),
        ("这款小程序", [("这款小程序", "Platform")]),
        ("该条例施行", [("该条例", "Document")]),
        ("本届峰会由青江主办", [("本届峰会", "Event")]),
        ("我市推出", [("我市", "Place")]),
        ("他指出", [("他", "Person")]),
        ("前者", [("前者", "Organization")]),
        ("公司成立", [("公司", "Organization")]),
        ("由公司承建", [("公司", "Organization")]),
        ("按照方案", [("方案", "Document")]),
        ("今日，平台上线", [("平台", "Platform")]),
        ("云杉公司成立", []),
        ("政务平台上线", []),
        ("公司员工", []),
        ("中心城区", []),
        ("这座产业园", []),
    ],
)
def test_descriptions(text: str, found: list[tuple[str, str]]) -> None:
    assert [(mention.text, mention.cls) for mention in anaphora.find(text)] == found


def test_what_points_is_surer_than_a_bare_noun() -> None:
    pointed, bare = anaphora.find("该平台，平台")
    assert pointed.score > bare.score


@given(st.text(alphabet="该这款平台公司员，由我市局他", max_size=20))
def test_a_description_has_no_name_and_is_the_slice_of_its_offsets(text: str) -> None:
    for mention in anaphora.find(text):
        assert (mention.text, mention.name) == (text[mention.start : mention.end], "")
