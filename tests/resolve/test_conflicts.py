"""Facts that cannot all be true: which they are, which is best supported, and what the graph says of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg import schema
from kg.graph import to_quads
from kg.load import knowledge as loaded
from kg.model import Fact, Knowledge, Mention, Reading, Value
from kg.validate import validate
from tests.knowledge import SCHEMA, at, read, solved


def says(doc: str, prop: str, value: str, published: str = "", **claim: object) -> Reading:
    """甲局 (or 甲市, for a figure) in relation `prop` with a value or place."""
    subject, cls = ("甲市", "Place") if prop in ("ranked", "indicator") else ("甲局", "Organization")
    text = f"{subject} {value} 某榜"
    reading = read(text, (at(text, subject, cls), prop, _object(text, prop, value)), doc=doc)
    listed = at(text, "某榜", "Document")
    told = tuple((name, listed if name == "in" else Value(str(of), "date" if name == "date" else "text"))
                 for name, of in claim.pop("qualifiers", {}).items())  # fmt: skip
    claims = tuple(replace(c, qualifiers=told, **claim) for c in reading.claims)
    article = replace(reading.clean.article, published=published or None)
    return replace(reading, clean=replace(reading.clean, article=article), claims=claims)


def _object(text: str, prop: str, value: str) -> Mention:
    codes = {"佛山市": "440600", "广州市": "440100", "广东省": "440000"}
    if value in codes:
        return at(text, value, "Place", code=codes[value])
    kind = "date" if prop == "established" else "quantity"
    return at(text, value, "Date" if kind == "date" else "Quantity", value=Value(value, kind))


def conflicting(knowledge: Knowledge) -> list[tuple[str, int]]:
    facts = (fact for fact in knowledge.facts if fact.conflicts)
    return sorted(((_told(fact), fact.support) for fact in facts), key=lambda told: told[1])


def _told(fact: Fact) -> str:
    return fact.object.lexical if isinstance(fact.object, Value) else fact.modality


IN = {"in": "某榜", "date": "2020"}
OF = {"metric": "用户", "date": "2020"}
BEFORE, AFTER = "2020-07-01", "2021-02-01"


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (says("1", "established", "2017"), says("2", "established", "2018"), True),
        (says("1", "established", "2017"), says("2", "established", "2017-05-01"), False),  # one is more precise
        (says("1", "established", "2017"), says("2", "established", "2018", modality="planned"), False),
        (says("1", "ranked", "3", qualifiers=IN), says("2", "ranked", "5", qualifiers=IN), True),
        (says("1", "ranked", "3", qualifiers=IN), says("2", "ranked", "5", qualifiers={**IN, "date": "2021"}), False),
        (says("1", "ranked", "3"), says("2", "ranked", "5"), False),  # in which list?
        (says("1", "indicator", "3", qualifiers=OF), says("2", "indicator", "5", qualifiers=OF), True),
        (says("1", "indicator", "3.0", qualifiers=OF), says("2", "indicator", "3", qualifiers=OF), False),
        (says("1", "indicator", "38000", qualifiers=OF), says("2", "indicator", "37814", qualifiers=OF), False),
        (says("1", "indicator", "66.2", qualifiers=OF), says("2", "indicator", "66.16", qualifiers=OF), False),
        (says("1", "indicator", "36000", qualifiers=OF), says("2", "indicator", "37814", qualifiers=OF), True),
        (says("1", "indicator", "3", BEFORE, qualifiers=OF), says("2", "indicator", "5", AFTER, qualifiers=OF), False),
        (says("1", "indicator", "3", AFTER, qualifiers=OF), says("2", "indicator", "5", AFTER, qualifiers=OF), True),
        (says("1", "indicator", "3", qualifiers={**OF, "metric": "比上年增长"}),
         says("2", "indicator", "5", qualifiers={**OF, "metric": "比上年增长"}), False),  # of what?
        (says("1", "locatedIn", "佛山市"), says("2", "locatedIn", "广州市"), True),
        (says("1", "locatedIn", "佛山市"), says("2", "locatedIn", "广东省"), False),  # one lies in the other
        (says("1", "locatedIn", "佛山市"), says("2", "locatedIn", "佛山市", modality="negated"), True),
    ],
)  # fmt: skip
def test_what_cannot_both_be_true_is_a_conflict(one, other, wanted):
    knowledge = solved(one, other)
    assert bool(conflicting(knowledge)) is wanted
    assert len(knowledge.facts) == 2 - (_told(knowledge.facts[0]) == _told(knowledge.facts[-1]) == "3")


@pytest.mark.parametrize(
    ("readings", "order"),
    [
        ([says("1", "established", "2017"), says("2", "established", "2018"), says("3", "established", "2018")],
         ["2018", "2017"]),
        ([says("1", "established", "2017"), says("2", "established", "2018-03")], ["2018-03", "2017"]),
        ([says("1", "established", "2017", score=0.9), says("2", "established", "2018")], ["2018", "2017"]),
        ([says("1", "established", "2017", "2021-01-01"), says("2", "established", "2018", "2020-01-01")],
         ["2017", "2018"]),
        ([says("1", "established", "2017"), says("2", "established", "2018"), says("4", "established", "2018"),
          says("3", "established", "2019", score=0.5)], ["2018", "2017", "2019"]),
    ],
)  # fmt: skip
def test_documents_precision_score_and_recency_rank_what_conflicts(readings, order):
    assert conflicting(solved(*readings)) == [(value, rank) for rank, value in enumerate(order, 1)]
    assert conflicting(solved(*reversed(readings))) == [(value, rank) for rank, value in enumerate(order, 1)]


def test_what_a_text_says_in_one_breath_is_no_conflict():
    text = "甲市 8 12"
    city, values = at(text, "甲市", "Place"), [at(text, v, "Quantity", value=Value(v, "quantity")) for v in ("8", "12")]
    reading = read(text, *((city, "indicator", value) for value in values))
    told = (("metric", Value("中心", "text")), ("date", Value("2020", "date")))
    claims = tuple(replace(claim, qualifiers=told) for claim in reading.claims)
    assert conflicting(solved(replace(reading, claims=claims))) == []


def held(doc: str, name: str, day: str) -> Reading:
    text = f"{name} {day}"
    return read(text, (at(text, name, "Event"), "heldOn", at(text, day, "Date", value=Value(day, "date"))), doc=doc)


@pytest.mark.parametrize(
    ("name", "one", "other", "wanted"),
    [
        ("第三届云岭论坛", "2020-05-03", "2020-09-03", True),
        ("第三届云岭论坛", "2020-05-03", "2020-05-06", False),  # it opens on one day and closes on the other
        ("云岭论坛", "2020-05-03", "2020-09-03", False),  # it may be held again
    ],
)
def test_an_event_goes_on_and_comes_again(name, one, other, wanted):
    assert bool(conflicting(solved(held("1", name, one), held("2", name, other)))) is wanted


def test_words_that_stand_for_two_figures_in_one_text_are_no_measure():
    text = "甲市 8 9。甲市 12 13"
    given = [at(text, v, "Quantity", value=Value(v, "quantity")) for v in ("8", "12")]
    city, again = at(text, "甲市", "Place"), replace(at(text, "甲市", "Place"), start=7, end=9)
    reading = read(text, (city, "indicator", given[0]), (again, "indicator", given[1]))
    told = (("metric", Value("总投资", "text")), ("date", Value("2020", "date")))
    claims = tuple(replace(claim, qualifiers=told) for claim in reading.claims)
    assert conflicting(solved(replace(reading, claims=claims))) == []


def test_a_number_that_is_denied_of_something_else_is_no_conflict():
    one, other = says("1", "indicator", "3", qualifiers=OF), {**OF, "metric": "网点"}
    assert conflicting(solved(one, says("2", "indicator", "3", modality="negated", qualifiers=other))) == []
    assert conflicting(solved(one, says("2", "indicator", "3", modality="negated", qualifiers=OF)))


def test_who_no_longer_holds_a_post_has_held_it():
    text = "林远 甲局局长"
    claim = (at(text, "林远", "Person"), "holdsPosition", at(text, "甲局局长", "Position"))
    one, other = read(text, claim, doc="1"), read(text, claim, doc="2")
    denied = replace(other, claims=tuple(replace(claim, modality="negated") for claim in other.claims))
    assert conflicting(solved(one, denied)) == []


def test_the_graph_links_conflicts_and_warns_of_them():
    knowledge = solved(says("1", "established", "2017"), says("2", "established", "2018-03"))
    quads = list(to_quads(knowledge, SCHEMA))
    assert [(f.conflicts, f.support) for f in loaded(quads, SCHEMA).facts] == [
        (f.conflicts, f.support) for f in sorted(knowledge.facts, key=lambda fact: fact.iri)
    ]
    found = validate(iter(quads))
    assert {(v.severity, v.path) for v in found} == {("Warning", f"{schema.KG}between")}
    assert {v.value for v in found} == {fact.iri for fact in knowledge.facts}
