"""What is one fact: which claims say the same, in whatever order they come."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from kg.errors import InputError, OntologyError, OutputError
from kg.model import Knowledge, Reading, Value
from kg.resolve import resolve
from tests.knowledge import FIRST, KNOWLEDGE, READINGS, SCHEMA, at, clean, read, solved


def test_claims_that_say_the_same_are_one_fact_with_all_their_evidence_and_the_best_score():
    fact = next(f for f in KNOWLEDGE.facts if f.property == "established")
    assert [e.article_id for e in fact.evidence] == ["a-001", "a-002"]
    assert fact.evidence[1].quote.endswith("成破")
    attended = next(f for f in KNOWLEDGE.facts if f.property == "attended")
    assert attended.score == 1.0


def test_a_vaguer_claim_joins_the_fuller_one():
    (fact,) = (f for f in KNOWLEDGE.facts if f.property == "attended")
    assert fact.qualifiers == (("role", Value("chair", "text")),)


def test_different_qualifiers_are_different_facts():
    text = "林远 论坛"
    person, forum = at(text, "林远", "Person"), at(text, "论坛", "Event")
    reading = read(text, (person, "attended", forum))
    roles = [replace(reading.claims[0], qualifiers=(("role", Value(r, "text")),)) for r in ("chair", "speaker")]
    knowledge = solved(replace(reading, claims=(*reading.claims, *roles)))
    assert len(knowledge.facts) == 2


@pytest.mark.parametrize("change", [{"modality": "planned"}, {"modality": "negated"}, {"attributed_to": True}])
def test_modality_and_source_tell_facts_apart(change):
    text = "甲局 乙市 《报告》"
    reading = read(text, (at(text, "甲局"), "locatedIn", at(text, "乙市", "Place")))
    if "attributed_to" in change:
        change = {"attributed_to": at(text, "报告", "Document")}
    knowledge = solved(replace(reading, claims=(*reading.claims, replace(reading.claims[0], **change))))
    assert len(knowledge.facts) == 2


def test_a_symmetric_relation_is_one_fact_whichever_side_comes_first():
    (fact,) = (f for f in KNOWLEDGE.facts if f.property == "cooperatesWith")
    assert fact.subject < fact.object
    assert fact.qualifiers == (("date", Value("2020", "date")),)


def test_nothing_is_related_to_itself():
    text = "甲局 甲局"
    assert solved(read(text, (at(text, "甲局"), "partOf", at(text, "甲局", nth=1)))).facts == ()


def test_approximate_tells_no_two_values_apart():
    text = "甲市 3 3"
    city = at(text, "甲市", "Place")
    values = [at(text, "3", "Quantity", nth=n, value=Value("3", "quantity", None, bool(n))) for n in (0, 1)]
    assert len(solved(read(text, *((city, "ranked", value) for value in values))).facts) == 1


# ── Order, errors ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_documents_mentions_and_claims_does_not_matter(seed):
    shuffle = random.Random(seed)
    readings = [replace(r, mentions=tuple(shuffle.sample(r.mentions, len(r.mentions))),
                        claims=tuple(shuffle.sample(r.claims, len(r.claims)))) for r in READINGS]
    shuffle.shuffle(readings)
    assert resolve(readings, schema=SCHEMA) == KNOWLEDGE


def test_the_same_article_twice_is_one_and_two_texts_of_one_id_are_refused():
    assert resolve((*READINGS, READINGS[0]), schema=SCHEMA) == KNOWLEDGE
    other = Reading(clean(replace(FIRST, text="别的文章")), (), ())
    with pytest.raises(InputError, match=r"'a-001'.*rename one"):
        resolve((*READINGS, other), schema=SCHEMA)


def test_an_undeclared_property_is_refused():
    text = "甲局 乙市"
    with pytest.raises(OntologyError, match=r"uses locatedAt.*locatedIn"):
        solved(read(text, (at(text, "甲局"), "locatedAt", at(text, "乙市", "Place"))))


def test_a_base_that_is_no_iri_is_refused():
    with pytest.raises(OutputError, match="not an ASCII IRI"):
        resolve(READINGS, schema=SCHEMA, base="https://例.example/")


def test_everything_is_named_under_the_base():
    knowledge = resolve(READINGS, schema=SCHEMA, base="http://localhost/x#")
    assert all(thing.iri.startswith("http://localhost/x#") for thing in (*knowledge.entities, *knowledge.facts))


def test_no_readings_are_no_knowledge():
    assert resolve((), schema=SCHEMA) == Knowledge((), (), ())
