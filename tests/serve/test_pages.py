"""Pages and data of the graph's IRIs: what is negotiated, what leads where, and that nothing in a name is markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
import rdflib

from kg import graph, iris, schema, store
from kg.model import Article, Entity, Evidence, Fact, Knowledge, Value
from kg.serve.vocabulary import examples
from tests.serve.conftest import Server

HOSTILE = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "' onmouseover='alert(3) {{ 7*7 }} {% raw %}",
    "\u202e反\u2066写",
)
BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def hostile_folder(folder: Path) -> Path:
    """A graph whose every name is an attack."""
    text = "。".join(HOSTILE) + "。"
    article = Article("a", text, title=HOSTILE[0], publisher=HOSTILE[1])
    places = [Evidence("a", text.index(name), text.index(name) + len(name), name, HOSTILE[0]) for name in HOSTILE]
    things = [
        Entity(iris.entity(iris.DEFAULT_BASE, "Concept", name), "Concept", name, None, None, HOSTILE, (place,))
        for name, place in zip(HOSTILE, places, strict=True)
    ]
    facts = [
        Fact(iris.fact(iris.DEFAULT_BASE, n), things[0].iri, "implements", thing.iri, (places[n],),
             (("role", Value(HOSTILE[1], "text")),), attributed_to=things[1].iri)
        for n, thing in enumerate(things[1:])
    ]  # fmt: skip
    known = Knowledge((article,), tuple(things), tuple(facts))
    store.write(folder, {"report.json": b'{"generator": "kg"}'}, graph.to_quads(known, schema.load()))
    return folder


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(hostile_folder(tmp_path_factory.mktemp("hostile") / "out"), "--workers", 1)
    yield server
    server.stop()


def iris_of(server: Server, cls: str) -> list[str]:
    return server.ask(f"SELECT DISTINCT ?x {{ ?x a {cls} }} ORDER BY ?x", accept="text/csv").text.split()[1:]


@pytest.mark.parametrize(
    ("accept", "place"),
    [
        (BROWSER["accept"], "page"),
        ("text/turtle", "data"),
        ("application/ld+json, text/html;q=0.5", "data"),
        ("", "data"),
    ],
)
def test_an_iri_leads_to_its_page_or_to_its_data(accept: str, place: str, reading: Server) -> None:
    [text] = iris_of(reading, "kg:SourceText")
    path = text.removeprefix("https://kg.example/id/")
    answer = reading.client.get(f"/id/{path}", headers={"accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/{place}/{path}")
    assert answer.headers["vary"] == "Accept"
    assert reading.client.get(answer.headers["location"], headers={"accept": accept}).status_code == 200


@pytest.mark.parametrize(
    ("suffix", "type_", "format"),
    [
        ("ttl", "text/turtle; charset=utf-8", "turtle"),
        ("nt", "application/n-triples", "nt"),
        ("jsonld", "application/ld+json", "json-ld"),
    ],
)
def test_the_data_of_a_fact_holds_its_evidence(suffix: str, type_: str, format: str, reading: Server) -> None:
    fact = iris_of(reading, "kg:Fact")[0]
    answer = reading.client.get(f"/data/{fact.removeprefix('https://kg.example/id/')}.{suffix}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, type_)
    read = rdflib.Graph().parse(data=answer.text, format=format)
    [exact] = read.query(f"SELECT ?t {{ <{fact}> kg:evidence/oa:hasSelector/oa:exact ?t }}", initNs=iris.PREFIXES)
    assert str(exact[0]) in (Path(__file__).parents[2] / "seeds" / "000_d6231bf73f17a2ed.txt").read_text("utf-8")


@pytest.mark.parametrize("cls", ["kg:Fact", "kg:SourceText", "kg:Evidence", "kg:Place"])
def test_every_kind_has_a_page_whose_links_lead_somewhere(cls: str, reading: Server) -> None:
    answer = reading.client.get("/page", params={"iri": iris_of(reading, cls)[0]}, headers=BROWSER)
    assert answer.status_code == 200
    for link in set(re.findall(r'href="([^"]+)"', answer.text)) - {"#content", "data:,"}:
        followed = reading.client.get(urljoin(str(answer.url), html.unescape(link)), headers=BROWSER)
        assert followed.status_code == 200, link
    reading.client.cookies.clear()


def test_a_fact_page_shows_the_sentence_with_its_words_marked(reading: Server) -> None:
    for fact in iris_of(reading, "kg:Fact"):
        said = reading.client.get("/api/look", params={"iri": fact}).json()
        page = reading.client.get("/page", params={"iri": fact}).text
        for place in said["evidence"]:
            assert f"<mark>{place['exact']}</mark>" in html.unescape(page)
            assert f"[{place['start']}, {place['end']})" in page


def test_what_is_unknown_is_404_in_the_readers_language(reading: Server) -> None:
    for path in ("/page/place/none", "/page?iri=no+iri", "/page"):
        answer = reading.client.get(path, headers={"accept-language": "en-GB"})
        assert answer.status_code == 404
        assert "The graph has no such thing." in answer.text
    assert reading.client.get("/data/place/none").status_code == 404


def test_the_language_is_that_of_the_address_then_of_the_last_choice_then_of_the_browser(reading: Server) -> None:
    reading.client.cookies.clear()
    assert 'lang="zh-Hans"' in reading.client.get("/").text
    assert '<html lang="en"' in reading.client.get("/", headers={"accept-language": "en-US,zh;q=0.5"}).text
    assert '<html lang="en"' in reading.client.get("/?lang=en").text
    assert '<html lang="en"' in reading.client.get("/").text  # remembered
    assert 'lang="zh-Hans"' in reading.client.get("/?lang=zh").text
    reading.client.cookies.clear()


def test_nothing_in_a_name_is_markup(hostile: Server) -> None:
    for cls in ("kg:Fact", "kg:SourceText", "kg:Evidence", "kg:Concept"):
        for iri in iris_of(hostile, cls):
            page = hostile.client.get("/page", params={"iri": iri}, headers=BROWSER).text
            assert not re.search(r"<(script|img)(?![^>]*src=\"/static/)", page)
            assert not re.search(r"<[^>]*\son\w+=", page)
            assert (
                "49" not in re.sub(r"[0-9a-f]{16}", "", page).replace("[49", "").replace("49)", "")
                or "{{ 7*7 }}" in page
            )


@pytest.mark.parametrize("attack", HOSTILE)
def test_nothing_in_an_address_is_markup(attack: str, reading: Server) -> None:
    for path, name in (("/", "q"), ("/", "node"), ("/page", "iri"), ("/query", "x"), ("/", "lang")):
        answer = reading.client.get(path, params={name: attack})
        assert "<script>alert" not in answer.text
        assert "<img" not in answer.text
        assert not re.search(r"<[^>]*\sonmouseover='", answer.text)


def test_pages_allow_no_inline_script_and_load_nothing_from_elsewhere(reading: Server) -> None:
    for path in ("/", "/query", "/page/place/none"):
        answer = reading.client.get(path, headers=BROWSER)
        policy = answer.headers["content-security-policy"]
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy.replace("style-src-attr 'unsafe-inline'", "" if path == "/query" else "unsafe")
        assert not re.search(r"<script(?! src=\"/static/| type=\"application/json\")", answer.text)
        assert not re.search(r'(src|href)="(https?:)?//', answer.text)


def test_static_files_are_told_from_known_ones(reading: Server) -> None:
    first = reading.client.get("/static/explore.js")
    again = reading.client.get("/static/explore.js", headers={"if-none-match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    for path in ("../app.py", "..%2fapp.py", "explore/../../app.py", "vendor", ""):
        assert reading.client.get(f"/static/{path}").status_code == 404


@pytest.mark.parametrize("query", ["习近平", "习", "xjp", "xijinping"])
def test_search_finds_names_however_they_are_typed(query: str, reading: Server) -> None:
    found = reading.client.get("/api/search", params={"q": query}).json()["found"]
    assert found[0]["label"] == "习近平"
    assert found[0]["degree"] > 0


def test_search_of_nothing_is_400_and_of_the_unknown_is_empty(reading: Server) -> None:
    assert reading.client.get("/api/search", params={"q": " "}).status_code == 400
    assert reading.client.get("/api/search", params={"q": "没有这样的名称"}).json() == {"found": []}


def test_a_question_is_answered_with_its_facts(reading: Server) -> None:
    [answer] = reading.client.get("/api/ask", params={"q": "中国排名第几？"}).json()["answers"]
    assert answer["sort"] in ("values", "nothing", "unclear")
    if answer["facts"]:
        assert reading.client.get("/api/look", params={"iri": answer["facts"][0]["fact"]}).json()["sort"] == "fact"


def test_every_example_of_the_editor_runs(reading: Server) -> None:
    for example in examples():
        answer = reading.ask(example["text"])
        assert answer.status_code == 200, f"{example['name']}: {answer.text}"
        assert answer.content
