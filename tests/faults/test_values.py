"""Fault table, values: days that are none, codes that cannot be, texts that want to be IRIs, formulas in names."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pytest

from kg import graph, iris, schema
from kg.build import build
from kg.errors import InputError, OutputError
from kg.export import export
from kg.model import Article, Entity, Evidence, Fact, Knowledge, Value
from kg.read import read
from kg.zh import dates
from tests.read.made import page, put

HOSTILE = ('<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "=cmd|'/c calc'!A1", "' } LOAD <file:///x> {",
           "javascript:alert(1)", "甲 乙\n丙", "\u202e\x00\x1b[2J", "../../etc", "%00", "`${7*7}`", "{{7*7}}",
           "\ufffe")  # fmt: skip
NO_DAYS = ["2024-02-30", "2023-02-29", "2024-13-01", "2024-00-10", "0000-01-01", "20240230", "昨天", "-2024"]
NO_IRIS = ["http://a.example/x y", "http://a.example/\n", "http://a.example/é", "<http://a.example/>", "x"]
NO_ADDRESSES = ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://a.example/\n\"> .", "  "]


@pytest.mark.parametrize("day", NO_DAYS)
def test_a_day_that_is_none_is_refused_where_a_person_wrote_it(day: str, tmp_path: Path) -> None:
    put(tmp_path / "a.toml", f'published = "{day}"')
    for path in (put(tmp_path / "a.txt", "文"), put(tmp_path / "b.jsonl", json.dumps({"text": "文", "date": day}))):
        with pytest.raises(InputError, match=r"is not a date; write it as 2019-03-05"):
            list(read([path]))
    with pytest.raises(InputError, match="is not a date"):
        list(read([tmp_path / "a.txt"], published=day))


def test_a_day_that_is_none_is_left_out_where_a_program_wrote_it(tmp_path: Path) -> None:
    [article] = read([put(tmp_path / "a.html", page('<meta name="PubDate" content="2024-02-30">'))])
    assert article.published is None


@pytest.mark.parametrize("text", ["2024年2月30日成立", "2023年13月1日成立", "2月30日成立", "2024年0月成立"])
def test_a_day_that_is_none_in_a_text_never_becomes_one(text: str) -> None:
    for found in dates.find(text, anchor="2024-06-01"):
        for part in found.value.split("/"):
            assert [*map(int, part.split("-"))][1:2] in ([], *[[month] for month in range(1, 13)])
            assert part[5:] != "02-30"


@pytest.mark.parametrize("code", ["４４０６００", "44 600", "440600\n", "../440600", ""])
def test_a_code_that_cannot_be_is_never_a_name_of_a_place(code: str) -> None:
    iri = iris.entity(iris.DEFAULT_BASE, "Place", "佛山市", code)
    assert "place/4" not in iri or len(iri.rpartition("/")[2]) == 16
    assert iris.checked(iri) == iri


@pytest.mark.parametrize("iri", NO_IRIS)
def test_what_is_no_iri_is_refused_as_a_base(iri: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is not an ASCII IRI; give one like"):
        iris.checked_base(iri)


@pytest.mark.parametrize("url", NO_ADDRESSES)
def test_an_address_of_a_document_is_text_or_left_out(url: str, tmp_path: Path) -> None:
    lines = put(tmp_path / "a.jsonl", json.dumps({"text": "2017年12月16日，佛山市数据局揭牌成立。", "url": url}))
    told = build([lines]).nquads.decode()
    assert "javascript:" not in told
    assert "file:" not in told
    assert len(list(graph_lines(told))) == told.count("\n")


def graph_lines(nquads: str) -> list[object]:
    import pyoxigraph

    return list(pyoxigraph.parse(input=nquads.encode(), format=pyoxigraph.RdfFormat.N_QUADS))


def knowledge(name: str) -> Knowledge:
    text = f"甲市推出{name}平台。"
    place = Evidence("甲", 0, len(text), text, "rule")
    things = (Entity("https://kg.example/id/a", "Organization", name, aliases=(name + "办",), mentions=(place,)),
              Entity("https://kg.example/id/b", "Platform", name + "通", mentions=(place,)))  # fmt: skip
    facts = (Fact("https://kg.example/id/f", things[0].iri, "launched", things[1].iri, (place,)),
             Fact("https://kg.example/id/g", things[0].iri, "established", Value("2024-05", "date"),
                  (place,)))  # fmt: skip
    return Knowledge((Article("甲", text, title=name, publisher=name),), things, facts)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_a_literal_that_reads_back(name: str) -> None:
    told = graph.canonical(graph.to_quads(knowledge(name), schema.load()))
    names = {quad.object.value for quad in graph_lines(told.decode()) if quad.predicate.value.endswith("prefLabel")}  # type: ignore[attr-defined]
    assert name in names
    assert not any(name in str(quad.subject.value) for quad in graph_lines(told.decode()))  # type: ignore[attr-defined]


def network(name: str) -> nx.MultiDiGraph:
    from kg.view.network import network as drawn

    return drawn(knowledge(name), schema.load())


@pytest.mark.parametrize("name", HOSTILE)
def test_a_table_is_exact_by_default_and_safe_for_spreadsheets_on_request(name: str) -> None:
    for form in ("csv", "csv-nodes"):
        exact, safe = (export(network(name), form, spreadsheet=spreadsheet).decode() for spreadsheet in (False, True))
        cells = [cell for row in csv.reader(io.StringIO(exact, newline="")) for cell in row]
        assert name in cells
        for row in csv.reader(io.StringIO(safe, newline="")):
            assert not [cell for cell in row if cell[:1] in ("=", "+", "@", "\t", "\r")]


def test_numbers_stay_numbers_in_a_spreadsheet() -> None:
    from kg.export import harmless

    cells = ("-1.5", "12", "=1+1", "-x", "甲", "")
    assert [harmless(cell) for cell in cells] == ["-1.5", "12", "'=1+1", "'-x", "甲", ""]
