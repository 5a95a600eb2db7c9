"""Questions in all their forms against a graph: the table is questions.toml, the graph town.toml and the seed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import query, schema
from kg.ask import Asker
from kg.ask.render import excuse, render
from kg.ask.understand import readings
from kg.result import Graph
from tests.ask import town

TABLE = tomllib.loads((Path(__file__).parent / "questions.toml").read_text(encoding="utf-8"))
ASKER = Asker(town.store())


def cases(sort: str) -> list[tuple[str, list[str]]]:
    rows = [[row] if isinstance(row, str) else row for row in TABLE["town"][sort]]
    return [pytest.param(question, wanted, id=question) for question, *wanted in rows]


@pytest.mark.parametrize(("question", "wanted"), cases("values"))
def test_a_question_has_its_values_and_each_fact_its_sentence(question: str, wanted: list[str]) -> None:
    answer = ASKER.ask(question)
    assert (answer.sort, sorted(answer.values)) == ("values", sorted(wanted)), answer.understood
    shown = render(answer, ASKER.store)
    assert all(value in shown for value in wanted)
    assert not answer.facts or "【" in shown


@pytest.mark.parametrize(("question", "wanted"), cases("count"))
def test_how_many_is_a_count_with_what_was_counted(question: str, wanted: list[int]) -> None:
    answer = ASKER.ask(question)
    assert (answer.sort, len(answer.values)) == ("count", wanted[0])


@pytest.mark.parametrize("sort", ["yes", "no", "unclear", "nothing"])
def test_yes_no_or_an_honest_excuse(sort: str) -> None:
    assert {question: ASKER.ask(question).sort for question in TABLE["town"][sort]} == dict.fromkeys(
        TABLE["town"][sort], sort
    )


@pytest.mark.parametrize(("question", "wanted"), cases("relations"))
def test_what_two_things_or_one_have_to_do_with_others(question: str, wanted: list[str]) -> None:
    assert {fact.predicate for fact in ASKER.ask(question).facts} == set(wanted)


@pytest.mark.parametrize(("question", "wanted"), cases("parts"))
def test_two_questions_in_one(question: str, wanted: list[str]) -> None:
    assert [value for answer in ASKER.answers(question) for value in answer.values] == wanted


@pytest.mark.parametrize("row", TABLE["seed"]["values"], ids=lambda row: row[0])
def test_the_seed_answers(row: list[str], seed_graph: Graph) -> None:
    assert sorted(Asker(seed_graph.store).ask(row[0]).values) == sorted(row[1:])


def test_the_seed_denies_and_does_not_guess(seed_graph: Graph) -> None:
    asker = Asker(seed_graph.store)
    assert [asker.ask(question).sort for question in TABLE["seed"]["no"]] == ["no"]
    assert [asker.ask(question).sort for question in TABLE["seed"]["unclear"]] == ["unclear"]


def test_every_relation_is_asked() -> None:
    asked = {fact.predicate for row in TABLE["town"]["values"] for fact in ASKER.ask(row[0]).facts}
    assert asked == {name for name, relation in schema.load().relations.items() if not relation.group}
    assert sum(len(TABLE["town"][sort]) for sort in TABLE["town"]) >= 60


def test_the_query_that_is_shown_gives_the_facts_that_are_shown() -> None:
    answer = ASKER.ask("云溪市推出了什么平台")
    result = query.run(ASKER.store, answer.sparql, parameters=answer.parameters[0])
    assert {row[0] for row in result.rows} >= {fact.fact for fact in answer.facts}


def test_what_is_named_is_bound_and_never_in_the_query() -> None:
    for row in TABLE["town"]["values"]:
        answer = ASKER.ask(row[0])
        assert answer.sparql.replace("又查", "").isascii(), row[0]


def test_an_unknown_name_is_named_and_near_ones_are_offered() -> None:
    answer = ASKER.ask("云溪市数据资源厅是什么时候成立的？")
    assert answer.sort in ("unclear", "nothing") or answer.values == ("2019-03-18",)
    answer = ASKER.ask("月溪市数据资源局是什么时候成立的？")
    assert not answer
    assert "云溪市数据资源局" in excuse(answer)


def test_a_value_is_shown_with_what_else_it_is_called() -> None:
    answer = ASKER.ask("云溪办由谁承建？")
    assert answer.also == {"云溪数字科技有限公司": ("云溪数科",)}
    assert render(answer, ASKER.store).startswith("云溪数字科技有限公司（又作 / also 云溪数科）\n")


def test_what_is_planned_is_called_planned() -> None:
    assert "计划 / planned" in render(ASKER.ask("云溪市计划推出什么平台？"), ASKER.store)


@given(
    st.text(
        alphabet="谁什么时候哪多少是的了《》“”云溪市数据局推出成立吗？在由被0123456789年 ab<>{}\"'\\?\n", max_size=40
    )
)
def test_no_question_is_too_strange(question: str) -> None:
    for answer in ASKER.answers(question):
        assert answer.sort in ("values", "count", "yes", "no", "nothing", "unclear")


def test_a_question_of_many_names_and_one_without_end_are_answered_in_time() -> None:
    many = "和".join(thing.label for thing in ASKER.names.things.values())
    assert ASKER.ask(f"{many[:280]}谁推出的？").sort in ("unclear", "nothing", "values")
    assert ASKER.ask("谁推出了云溪办" * 100).sort == "unclear"


def test_readings_come_likeliest_first() -> None:
    from kg.ask.clause import clause
    from kg.ask.parse import parse

    scores = [r.score for r in readings(clause(parse("谁推出了云溪办", ASKER.names)), ASKER.names)]
    assert scores == sorted(scores, reverse=True)
