"""Running SPARQL: what is refused, where a mistake is, how parameters are bound, and what answers look like."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import query
from kg.errors import QueryError
from kg.query import question, scan
from kg.terminal import printable, width
from tests.knowledge import QUADS

SERVICE = "SERVICE <http://127.0.0.1:9/> { ?q ?w ?e }"


@pytest.fixture(scope="module")
def store() -> pyoxigraph.Store:
    filled = pyoxigraph.Store()
    filled.extend(QUADS)
    return filled


def error(store: pyoxigraph.Store, text: str, **parameters: str) -> str:
    with pytest.raises(QueryError) as raised:
        query.run(store, text, parameters=parameters)
    return str(raised.value)


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        (f"SELECT * {{ {SERVICE} }}", "1:12", "SERVICE is refused"),
        ("SELECT * { service silent <a:b> {} }", "1:12", "SERVICE is refused"),
        ("SELECT *\nFROM <file:///etc/passwd> {}", "2:1", "FROM is refused"),
        ("SELECT * FROM NAMED <http://x.example/> {}", "1:10", "FROM is refused"),
        ("LOAD <file:///etc/passwd>", "1:1", "LOAD is refused"),
        ("PREFIX a: <b:c> INSERT DATA { a:b a:c a:d }", "1:17", "INSERT is refused"),
        ("DELETE WHERE { ?s ?p ?o }", "1:1", "DELETE is refused"),
        ("CLEAR ALL", "1:1", "CLEAR is refused"),
        ("SELECT * " + "{" * 3000 + "}" * 3000, "1:110", "nested deeper than 100"),
        ("SELECT * { FILTER(" + "str(" * 3000 + "1" + ")" * 3001 + "}", "1:414", "nested deeper than 100"),
        ("SELECT * { FILTER(" + "!" * 30000 + "1) }", "1:2014", "more than 2000"),
        ("SELECT * { " + "BIND(1 AS ?x) " * 9000 + "}", "1:", "more than 2000"),
    ],
)
def test_what_may_not_run_is_refused_with_its_place(store: pyoxigraph.Store, text: str, place: str, said: str) -> None:
    message = error(store, text)
    assert f":{place}" in message
    assert said in message


# How a call to another server might be hidden from the scan: after each of these the engine would read a keyword.
@pytest.mark.parametrize(
    "before",
    ["kg:a 1.", "kg:a 1", "kg:a ?x.", "kg:a ?x·.", "kg:a 'x'@zh.", "kg:a kg:.", "kg:a true.", "kg:a 1e5.", "kg:a .5.",
     "kg:a '\\'#'.", "kg:a '''a'#'''.", "kg:a '''a''#\\''''.", "kg:a \"\"\"#\"\"\" .", "kg:a kg:b#\r", "kg:a kg:b#\n",
     "kg:a <http://x/#y>.", "kg:a <http://x/\xa0#y>.", "kg:a <http://x/\\u0041#y>.", "kg:a kg:a\\#.\n",
     "?b ?c filter(?c<?b#>\n)"],
)
def test_no_spelling_hides_a_service_call(store: pyoxigraph.Store, before: str) -> None:
    message = error(store, f"SELECT * {{ ?a {before}{SERVICE} }}")
    assert "SERVICE is refused" in message or "not SPARQL" in message


@pytest.mark.parametrize(
    "text",
    ["SELECT ?service { ?service a kg:Fact }", "SELECT * { ?s ?p 'SERVICE FROM LOAD {{{{' } # SERVICE { {",
     "SELECT * { ?s ?p <http://x.example/SERVICE/#FROM> }",
     "PREFIX load: <a:b#> SELECT * { ?s load:SERVICE load:from }",
     "SELECT * { ?s ?p \"\"\"it's \"SERVICE\" \\\" {\"\"\" }", "SELECT $from { $from ?p _:load }"],
)
def test_a_word_that_is_no_keyword_is_let_through(store: pyoxigraph.Store, text: str) -> None:
    assert query.run(store, text).kind == "select"


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("SELECT * WHERE { ?a ?b }", "1:24", "unexpected '}' after '?b'"),
        ("\n\nSELECT * WHERE { ?a foo:x ?b }", "3:21", "the prefix foo: is not declared"),
        ("SELECT * { ?s rdfs:label '佛山市' ! }", "1:32", "unexpected '!'"),
        ("SELECT * { ?s ?p ?o", "1:20", "ends too early"),
        ("selct * { ?s ?p ?o }", "1:1", "unexpected 'selct'"),
        ("SELECT * { ?s ?p ?o .\n  optoinal { ?s ?p ?x } }", "2:3", "unexpected 'optoinal'"),
        ("# 注释 {\nSELECT ?s { ?s ?p ?o } ORDER ?s", "2:30", "unexpected '?s' after 'ORDER'"),
        ("SELECT * WHERE { ?s a ?n } GROUP BY ?s", "1:", "SELECT * is not authorized with GROUP BY"),
        (" ", "1:1", "ends too early"),
        ("}", "1:1", "unexpected '}'"),
    ],
)
def test_a_mistake_is_shown_at_its_place(store: pyoxigraph.Store, text: str, place: str, said: str) -> None:
    message = error(store, text)
    assert message.startswith(f"query:{place}")
    assert said in message


def test_the_caret_stands_under_the_mistake_even_after_wide_characters(store: pyoxigraph.Store) -> None:
    _, line, marker, remedy = error(store, "SELECT * { ?s rdfs:label '佛山市' ! }").splitlines()
    assert width(line[: line.index("!")]) == marker.index("^")
    assert "section 19.8" in remedy


@given(st.text(alphabet="{}()<>?$:#'\"\\.;,!^|/*+-= \n\r\tabcSELECTWHEREFROM市1@_", max_size=60))
def test_any_text_gives_an_answer_or_an_error_that_names_its_place(text: str) -> None:
    said = "query:1:1: none"
    try:
        query.run(pyoxigraph.Store(), f"SELECT * {{ {text} }}")
    except QueryError as refused:
        said = str(refused)
    assert re.match(r"query:\d+:\d+: ", said)


@given(st.text(alphabet="{}()<>?:#'\"\\. \nabSERVIC市", max_size=80))
def test_the_tokens_and_the_gaps_between_them_are_the_text(text: str) -> None:
    for token in scan.tokens(text):
        assert text[token.start : token.start + len(token.text)] == token.text


# ── parameters


def test_a_parameter_is_bound_and_never_pasted(store: pyoxigraph.Store) -> None:
    hostile = '云"@zh } # \\ ?x { SERVICE'
    assert query.run(store, "when-established", parameters={"name": hostile}).rows == ()
    assert query.run(store, "when-established", parameters={"name": "云州市数据局"}).rows[0][2] == "2019-03-01"


def test_a_name_may_differ_in_width_and_quotation_marks(store: pyoxigraph.Store) -> None:
    assert query.run(store, "posts-of", parameters={"name": "“林 远”"}).rows[0][:2] == ("林远", "林远")


@pytest.mark.parametrize(
    ("given", "found"),
    [("数据资源管理局", 1), ("资源管理局", 0), ("云州市人民政府", 0), ("管理局", 0), ("云州市数据资源", 0)],
)
def test_a_name_may_lack_the_division_before_it(store: pyoxigraph.Store, given: str, found: int) -> None:
    assert len(query.run(store, "when-established", parameters={"name": given}).rows) == found


def test_any_variable_of_an_ad_hoc_query_can_be_bound(store: pyoxigraph.Store) -> None:
    text = "SELECT DISTINCT ?f ?e { ?f kg:earliest ?e }"
    assert len(query.run(store, text, parameters={"e": '"2019-03-01"^^xsd:date'}).rows) == 1
    assert "no parameter is called 'g'" in error(store, text, g="1")
    assert "must be among what SELECT names" in error(store, "SELECT ?f { ?f kg:earliest ?e }", e="1")


def test_a_variable_that_the_query_computes_can_be_bound(store: pyoxigraph.Store) -> None:
    text = "SELECT ?year { ?fact kg:earliest ?day BIND(YEAR(?day) AS ?year) }"
    found = query.run(store, text, parameters={"year": "2019"})
    assert set(found.rows) == {("2019",)}


@pytest.mark.parametrize(
    ("default", "value", "term"),
    [
        ("2017", "2020", '"2020"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("佛山市", "12345", '"12345"@en'),
        ("佛山市", "上海市", '"上海市"@zh-hans'),
        ("kg:launched", "published", "<https://kg.example/ontology#published>"),
        ("kg:launched", "http://x.example/p", "<http://x.example/p>"),
        ("kg:", "launched", "<https://kg.example/ontology#launched>"),
        ("", "kg:launched", "<https://kg.example/ontology#launched>"),
        ("", "<a:b>", "<a:b>"),
        ("", '"x"@EN', '"x"@en'),
        ("", "a:b", '"a:b"@en'),
        ("", '"x"', '"x"'),
    ],
)
def test_a_value_is_read_as_the_default_is(default: str, value: str, term: str) -> None:
    assert str(query.Parameter("p", default, "a thing").term(value)) == term


@pytest.mark.parametrize(("default", "value"), [("2017", "last year"), ("kg:launched", "a b"), ("", '"x"^^day')])
def test_a_value_of_another_sort_is_refused(default: str, value: str) -> None:
    with pytest.raises(QueryError, match="give one like"):
        query.Parameter("p", default, "a thing").term(value)


def test_an_unknown_question_or_parameter_is_told_its_neighbour(store: pyoxigraph.Store) -> None:
    assert "did you mean when-established?" in error(store, "when-establishd")
    assert "did you mean name?" in error(store, "when-established", nam="云州市")
    assert "it takes none" in error(store, "ASK {}", x="1")


def test_a_broken_question_names_its_file(
    store: pyoxigraph.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "queries"
    folder.mkdir()
    head = "# zh: 何时？\n# en: When?\n"
    (folder / "broken.rq").write_text(f"{head}SELECT * {{ ?a ?b }}", encoding="utf-8")
    (folder / "headless.rq").write_text("ASK {}", encoding="utf-8")
    (folder / "vague.rq").write_text(f"{head}# param name: 云州市\nASK {{}}", encoding="utf-8")
    (folder / "binary.rq").write_bytes(b"\xff\xfe")
    monkeypatch.setattr(question, "ontology_folder", lambda: tmp_path)
    assert error(store, "broken").startswith(f"{folder / 'broken.rq'}:3:18: ")
    for name, said in (("headless", "no line `# zh: …`"), ("vague", "default — description"), ("binary", "UTF-8")):
        assert f"{name}.rq" in error(store, name)
        assert said in error(store, name)


# ── answers


@pytest.fixture(scope="module")
def popular() -> pyoxigraph.Store:
    """The same facts stated by fifty texts."""
    filled = pyoxigraph.Store()
    for i in range(50):
        graph = pyoxigraph.NamedNode(f"https://kg.example/id/text/{i}")
        filled.extend(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in QUADS)
    return filled


@pytest.mark.parametrize(
    ("name", "parameters"),
    [("facts-by-modality", {}), ("facts-about", {"name": "云州市"}), ("neighbours-of", {"name": "云州市"}),
     ("several-evidences", {}), ("evidence", {"predicate": "launched"}), ("timeline", {})],
)
def test_a_fact_counts_once_however_many_texts_state_it(
    store: pyoxigraph.Store, popular: pyoxigraph.Store, name: str, parameters: dict[str, str]
) -> None:
    once = query.run(store, name, parameters=parameters).rows
    assert once
    assert query.run(popular, name, parameters=parameters).rows == once
    assert query.run(query.united(popular), name, parameters=parameters).rows == once


def test_counting_without_distinct_is_right_too(store: pyoxigraph.Store, popular: pyoxigraph.Store) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?f a kg:Fact }"
    assert query.run(popular, count).rows == query.run(store, count).rows == (("13",),)
    assert query.run(store, "SELECT ?g { GRAPH ?g { ?t a kg:SourceText } }").rows != ()


def test_a_table_aligns_wide_characters(store: pyoxigraph.Store) -> None:
    text = r"SELECT ?a ?b { VALUES (?a ?b) { ('云州' 'x') ('abc' '\u001b[2J') } } ORDER BY ?a"
    table = "a     b\n────  ───────\nabc   \\x1b[2J\n云州  x\n"
    assert query.serialise(query.run(store, text), "table") == table


@pytest.mark.parametrize(
    ("text", "format", "written"),
    [
        ("SELECT ?x { VALUES ?x { '云,州'@zh-hans } }", "csv", 'x\r\n"云,州"\r\n'),
        ("SELECT ?x { VALUES ?x { '云州'@zh-hans } }", "tsv", '?x\n"云州"@zh-hans\n'),
        ("ASK {}", "table", "true\n"),
        ("ASK { FILTER(false) }", "json", '{"head":{},"boolean":false}'),
    ],
)
def test_answers_are_written_in_the_usual_forms(store: pyoxigraph.Store, text: str, format: str, written: str) -> None:
    assert query.serialise(query.run(store, text), format) == written


def test_json_keeps_language_and_datatype(store: pyoxigraph.Store) -> None:
    result = query.run(store, "SELECT ?x { VALUES ?x { '云州'@zh-hans 44 <a:b> UNDEF } }")
    bindings = json.loads(query.serialise(result, "json"))["results"]["bindings"]
    assert [row["x"].get("xml:lang", row["x"]["type"]) for row in bindings[:3]] == ["zh-hans", "literal", "uri"]
    assert bindings[3] == {}
    assert result.rows == (("云州",), ("44",), ("a:b",), ("",))
    assert result.terms[3] == (None,)
    assert "<binding" in query.serialise(result, "xml")


def test_constructed_triples_are_sorted_turtle(store: pyoxigraph.Store) -> None:
    result = query.run(store, "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s rdfs:label ?l }")
    turtle = query.serialise(result, "ttl")
    prefixes = [line for line in turtle.splitlines() if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)
    assert result.terms == tuple(sorted(set(result.terms)))
    with pytest.raises(QueryError, match="table, ttl"):
        query.serialise(result, "json")


def test_characters_that_steer_a_terminal_are_escaped() -> None:
    assert printable("a\x1b]0;x\x07\u202e\nb\t云") == r"a\x1b]0;x\x07\u202e\nb 云"


@given(st.text(st.characters(codec="utf-8"), max_size=12))
def test_a_value_comes_back_as_it_is(text: str) -> None:
    quoted = pyoxigraph.Triple(pyoxigraph.NamedNode("urn:a"), pyoxigraph.NamedNode("urn:b"), pyoxigraph.Literal(text))
    for value, plain in ((pyoxigraph.Literal(text), text), (quoted, str(quoted))):
        held = pyoxigraph.Store()
        held.add(pyoxigraph.Quad(pyoxigraph.NamedNode("urn:s"), pyoxigraph.NamedNode("urn:p"), value))
        found = query.run(held, "SELECT ?s ?o ?none { ?s ?p ?o }")
        assert found.rows == (("urn:s", plain, ""),)
        assert found.terms == (("<urn:s>", str(value), None),)
