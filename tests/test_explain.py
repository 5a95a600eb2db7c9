"""A fact explained: labels, qualifiers, and the sentence with the run that states it marked."""

from __future__ import annotations

import pyoxigraph
import pytest

from kg.errors import QueryError
from kg.explain import explain, render
from kg.model import Fact
from tests.more_knowledge import KNOWLEDGE, QUADS

FACTS = {(fact.property, fact.modality): fact for fact in KNOWLEDGE.facts}
TEXTS = {article.id: article.text for article in KNOWLEDGE.articles}


@pytest.fixture(scope="module")
def store() -> pyoxigraph.Store:
    filled = pyoxigraph.Store()
    filled.extend(QUADS)
    return filled


def test_a_fact_is_told_in_labels_with_its_qualifiers(store: pyoxigraph.Store) -> None:
    told = explain(store, FACTS["indicator", "planned"].iri)
    assert (told.subject, told.predicate, told.object, told.modality) == ("云州市", "indicator", "500", "Planned")
    assert told.attributed_to == "云州行动方案"
    assert told.qualifiers == (("date", "2025"), ("metric", "上云企业"), ("unit", "家"), ("responsible", "青禾集团"))


def test_the_sentence_is_whole_and_the_run_is_marked(store: pyoxigraph.Store) -> None:
    shown = render(explain(store, FACTS["indicator", "planned"].iri))
    assert "    根据《云州行动方案》，【到2025年，云州市上云企业达到500家】（责任单位：青禾集团）。\n" in shown
    assert "计划 / planned" in shown
    assert "云州市 ── 指标值 / indicator → 500\n" in shown


@pytest.mark.parametrize("fact", KNOWLEDGE.facts, ids=lambda fact: fact.property)
def test_every_passage_is_a_slice_of_its_text(store: pyoxigraph.Store, fact: Fact) -> None:
    told = explain(store, fact.iri)
    places = [(place.article_id, place.start, place.end) for place in fact.evidence]
    assert [(passage.document, passage.start, passage.end) for passage in told.evidence] == places
    for passage in told.evidence:
        text = TEXTS[passage.document]
        assert text[passage.start : passage.end] == passage.exact
        assert passage.before.strip("…") + passage.exact + passage.after.strip("…") in text


def test_all_the_places_that_state_a_fact_are_shown(store: pyoxigraph.Store) -> None:
    told = explain(store, FACTS["established", "actual"].iri)
    assert [passage.document for passage in told.evidence] == ["a-001", "a-002"]


def test_a_fact_is_found_by_the_start_of_its_hash_and_in_angle_brackets(store: pyoxigraph.Store) -> None:
    iri = FACTS["partOf", "actual"].iri
    assert explain(store, iri.rpartition("/")[2][:8]) == explain(store, f"<{iri}>") == explain(store, iri)


@pytest.mark.parametrize(
    "given", ["", "abc", "ffffffffffffffff", "https://kg.example/id/place/990100", "no fact", "a b:c"]
)
def test_what_is_no_fact_is_refused_with_the_way_to_one(store: pyoxigraph.Store, given: str) -> None:
    with pytest.raises(QueryError, match="kg query evidence"):
        explain(store, given)


def test_an_ambiguous_hash_lists_its_facts() -> None:
    one, other = (quad for quad in QUADS if quad.object.value.endswith("#Fact")), pyoxigraph.Store()
    for digest in ("abcd000000000000", "abcd000000000001"):
        fact = pyoxigraph.NamedNode(f"https://kg.example/id/fact/{digest}")
        quad = next(one)
        other.add(pyoxigraph.Quad(fact, quad.predicate, quad.object, quad.graph_name))
    with pytest.raises(QueryError, match="begins 2 facts"):
        explain(other, "ABCD")


def test_control_characters_of_a_document_reach_no_terminal(store: pyoxigraph.Store) -> None:
    hostile = pyoxigraph.Store()
    for quad in QUADS:
        value = quad.object
        if isinstance(value, pyoxigraph.Literal) and value.language:
            value = pyoxigraph.Literal(value.value + "\x1b[2J\u202e", language=value.language)
        hostile.add(pyoxigraph.Quad(quad.subject, quad.predicate, value, quad.graph_name))
    shown = render(explain(hostile, FACTS["partOf", "actual"].iri))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert r"\x1b[2J" in shown
