"""The language half is a well-formed spaCy pipeline, and its offsets hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import pipeline
from kg.clean import clean
from kg.model import Article, Reading

PIECES = [
    "2019年1月",
    "，",
    "。",
    "青江市数据局",
    "成立",
    "由",
    "云岭省政府",
    "推出",
    "“云岭通”",
    "平台",
    "注册用户",
    "500万",
    "《数据条例》",
    "印发",
    "（以下简称",
    "该局",
    "的",
    "和",
    "、",
    "\n",
    "未",
    "将",
    "A",
    " ",
]


def read(text: str, published: str | None = "2024-05-06") -> Reading:
    """The reading of one text."""
    (reading,) = pipeline.read([clean(Article("a", text, published=published))])
    return reading


def test_components_declare_what_they_take_and_give() -> None:
    problems = pipeline.load().analyze_pipes(pretty=False)["problems"]
    assert {name: found for name, found in problems.items() if found} == {}


def test_doc_text_is_the_reading_text() -> None:
    text = "a b，云岭省 数据局。\n\n  2019年１月 成立"
    assert pipeline.load().make_doc(text).text == text


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_evidence_is_the_slice_of_the_original(text: str) -> None:
    reading = read(text)
    for claim in reading.claims:
        assert claim.evidence.quote == text[claim.evidence.start : claim.evidence.end] != ""
        assert claim.subject.name
        assert claim.object.name
    for mention in reading.mentions:
        assert reading.clean.text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "。", "《", "“", "（", "成立成立成立", "第一，第二，第三", "由由由", "的" * 50]
)
def test_odd_texts_are_read(text: str) -> None:
    assert read(text).claims == ()


def test_the_same_text_gives_the_same_claims() -> None:
    text = "2016年，云岭省推出“云岭通”平台，注册用户突破500万。" * 3
    assert read(text).claims == read(text).claims
