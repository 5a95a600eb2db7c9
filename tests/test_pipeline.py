"""The language half is a well-formed spaCy pipeline, and its offsets hold."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.zh import Chinese

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


STEPS = ("kg_segment", "kg_model", "kg_recognise", "kg_merge", "kg_aliases", "kg_coreference", "kg_relate")
SENTENCE = "2019年3月1日，云岭省青江市数据局揭牌成立，局长林远上线“青江通”平台。"


def test_the_steps_that_recognise_work_in_a_pipeline_of_someone_else() -> None:
    nlp = spacy.blank("zh")
    for step in STEPS[:4]:
        nlp.add_pipe(step)
    doc = nlp(SENTENCE)
    found = {(span.text, span.label_) for span in doc.spans["mentions"]}
    assert {("云岭省青江市数据局", "Organization"), ("林远", "Person"), ("“青江通”平台", "Platform")} <= found
    assert [sentence.text for sentence in doc.sents] == [SENTENCE]


@pytest.mark.parametrize("step", STEPS)
def test_every_step_stands_being_alone(step: str) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe(step)
    assert nlp(SENTENCE).text == SENTENCE


def test_all_steps_in_a_pipeline_of_someone_else_read_what_ours_reads() -> None:
    nlp = spacy.blank("zh")
    for step in STEPS:
        nlp.add_pipe(step)
    quotes = [claim.evidence.quote for claim in nlp(SENTENCE)._.claims]
    assert quotes == [claim.evidence.quote for claim in read(SENTENCE).claims]
    assert len(quotes) >= 2


@pytest.mark.parametrize("text", ["", " ", "海岭 市", "  海\n\n岭\u3000 a b  ", "😀\t1 ", "\u00a0海\x85"])
def test_tokens_are_those_of_spacy(text: str) -> None:
    ours, theirs = pipeline.load().make_doc(text), Chinese().make_doc(text)
    assert [(t.text, t.whitespace_, t.idx) for t in ours] == [(t.text, t.whitespace_, t.idx) for t in theirs]
