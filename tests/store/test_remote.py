"""A store elsewhere: a server process of its own is loaded, kept up to date and asked over the SPARQL 1.1 Protocol."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import DefaultGraph

import kg.build
from kg import query, store
from kg.errors import OutputError
from kg.query.question import read_term
from kg.query.scan import tokens
from kg.query.values import with_values
from kg.store import remote, wire
from kg.store.remote import Endpoint
from tests.grow.corpus import contents, corpus
from tests.serve.conftest import TOKEN, Server

build = kg.build.build
COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    started = Server(tmp_path_factory.mktemp("served") / "new", "--allow-update", "--workers", 1)
    yield started
    started.stop()


@pytest.fixture
def endpoint(server: Server, monkeypatch: pytest.MonkeyPatch) -> Endpoint:
    monkeypatch.setenv("KG_TOKEN", TOKEN)
    monkeypatch.setattr(remote, "_BATCH", 700)
    found = Endpoint.at(f"{server.url}/sparql", union=True)
    found.update("CLEAR ALL")
    return found


def held(endpoint: Endpoint) -> set[str]:
    """Every statement of the named graphs, and those of the default graph."""
    named = query.run_at(endpoint.query, "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }")
    union = query.run_at(endpoint.query, "SELECT ?s ?p ?o { ?s ?p ?o }")
    return {" ".join(map(str, row)) for row in (*named.terms, *union.terms)}


def expected(folder: Path) -> set[str]:
    rows = (
        (*(() if quad.graph_name == DefaultGraph() else (quad.graph_name,)), quad.subject, quad.predicate, quad.object)
        for quad in store.open(folder)
    )
    return {" ".join(map(str, row)) for row in rows}


def test_a_store_is_filled_and_then_gets_what_changed(endpoint: Endpoint, tmp_path: Path) -> None:
    build([corpus(tmp_path / "in")], out=tmp_path / "out", endpoint=endpoint)
    assert held(endpoint) == expected(tmp_path / "out")
    (tmp_path / "in/news/03.txt").unlink()
    corpus(tmp_path / "in", {"news/99": "2021年7月，海东省大数据管理局推出“海东通”平台。"})
    updates: list[str] = []
    sent = Endpoint.update

    def noting(self: Endpoint, text: str) -> None:
        updates.append(text)
        sent(self, text)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Endpoint, "update", noting)
        build([tmp_path / "in"], out=tmp_path / "out", endpoint=endpoint)
    assert held(endpoint) == expected(tmp_path / "out")
    assert sum(text.count(" .\n") for text in updates) < len(contents(tmp_path / "out")["graph.nq"].splitlines())


def test_a_question_by_name_is_answered_as_by_the_folder(endpoint: Endpoint, tmp_path: Path) -> None:
    build([corpus(tmp_path / "in")], out=tmp_path / "out", endpoint=endpoint)
    parameters = {"name": "云岭省大数据管理局"}
    here = query.run(store.open(tmp_path / "out"), "when-established", parameters=parameters)
    assert query.run_at(endpoint.query, "when-established", parameters=parameters).rows == here.rows != ()
    assert query.run_at(endpoint.query, "ASK { ?s a kg:Fact }")
    assert query.run_at(endpoint.query, "CONSTRUCT { ?s a kg:Fact } WHERE { ?s a kg:Fact }").rows


def test_the_command_line_reaches_it(endpoint: Endpoint, tmp_path: Path, run: Callable[..., Any]) -> None:
    texts, out = corpus(tmp_path / "in"), tmp_path / "out"
    code, _, err = run("build", texts, "-o", out, "--store", endpoint.url, "--store-union")
    assert code == 0, err
    code, said, _ = run("query", "-", "--store", endpoint.url, "-f", "csv", stdin=COUNT)
    assert (code, said.split()) == (0, ["n", str(len(contents(out)["graph.nq"].splitlines()))])


@pytest.mark.parametrize(
    ("text", "expected"),
    [("SELECT ?s { ?s ?p ?o }", "SELECT ?s { VALUES (?s) { (<urn:a>) }  ?s ?p ?o }"),
     ("CONSTRUCT { ?s a ?o } WHERE { ?s ?p ?o }",
      "CONSTRUCT { ?s a ?o } WHERE { VALUES (?s) { (<urn:a>) }  ?s ?p ?o }"),
     ("CONSTRUCT { ?s a ?o } { ?s ?p ?o }", "CONSTRUCT { ?s a ?o } { VALUES (?s) { (<urn:a>) }  ?s ?p ?o }"),
     ("CONSTRUCT WHERE { ?s a ?o } # all", "CONSTRUCT WHERE { ?s a ?o } # all\nVALUES (?s) { (<urn:a>) }"),
     ("SELECT (EXISTS { ?s a ?x } AS ?b) { ?s ?p ?o }",
      "SELECT (EXISTS { ?s a ?x } AS ?b) { VALUES (?s) { (<urn:a>) }  ?s ?p ?o }"),
     ("# {\nASK WHERE { {} }", "# {\nASK WHERE { VALUES (?s) { (<urn:a>) }  {} }")],
)
def test_values_stand_at_the_head_of_the_pattern(text: str, expected: str) -> None:
    from pyoxigraph import Variable

    assert with_values(text, tuple(tokens(text)), {Variable("s"): read_term("<urn:a>")}) == expected


class Failing(BaseHTTPRequestHandler):
    """Answers 503 so many times, then with an empty page."""

    left = 0
    seen = 0

    def do_POST(self) -> None:
        type(self).seen += 1
        type(self).left -= 1
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(503 if self.left >= 0 else 204)
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        pass


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    served = HTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{served.server_port}/query"
    finally:
        served.shutdown()
        served.server_close()


@pytest.fixture
def failing() -> Iterator[str]:
    with serving(Failing) as url:
        yield url


class Moved(BaseHTTPRequestHandler):
    """Sends every change elsewhere, and says what it was given to identify who asks."""

    authorization: str | None = None

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        type(self).authorization = self.headers["Authorization"]
        self.send_response(301)
        self.send_header("Location", "http://elsewhere.example/update")
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        pass


def test_a_change_that_is_sent_elsewhere_is_not_lost_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_TOKEN", raising=False)
    with serving(Moved) as url, pytest.raises(OutputError, match="has moved to 'http://elsewhere"):
        Endpoint.at(url).update("CLEAR ALL")


@pytest.mark.parametrize(
    ("user", "token", "expected"),
    [("a:b@", "t", "Basic YTpi"), ("", "t", "Bearer t"), ("", None, "Basic bTpu")],
)
def test_who_asks_is_known_by_the_address_or_a_token_or_netrc(
    user: str, token: str | None, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login m password n\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.delenv("KG_TOKEN", raising=False)
    if token:
        monkeypatch.setenv("KG_TOKEN", token)
    with serving(Moved) as url, pytest.raises(OutputError) as raised:
        Endpoint.at(url.replace("//", f"//{user}")).update("CLEAR ALL")
    assert Moved.authorization == expected
    assert "a:b" not in str(raised.value)


def test_a_netrc_that_is_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "netrc").write_text("machine\nlogin\n{}")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.delenv("KG_TOKEN", raising=False)
    with pytest.raises(OutputError, match="netrc, line"):
        Endpoint.at("http://127.0.0.1:9/").update("CLEAR ALL")


def test_a_busy_store_is_asked_again_and_a_dead_one_is_named(failing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "_PAUSE", 0.0)
    Failing.left, Failing.seen = 2, 0
    Endpoint.at(failing).update("CLEAR ALL")
    assert Failing.seen == 3
    Failing.left = 99
    with pytest.raises(OutputError, match=r"/update answers 503"):
        Endpoint.at(failing).update("CLEAR ALL")
    with pytest.raises(OutputError, match=r"127\.0\.0\.1:9/ cannot be reached .*is the store running"):
        Endpoint.at("http://user:secret@127.0.0.1:9/").update("CLEAR ALL")


NONE = [
    "file:///etc/passwd", "ftp://a.example/", "nonsense", "http://", "http://[::1", "http://a b/", "http://a.example:0/",
    "http://a.example:99999/", "http://u:secret@a.example/x\ny", "http://<a>/",
]  # fmt: skip


@pytest.mark.parametrize("address", NONE)
def test_what_is_no_address_of_a_store_is_said(address: str) -> None:
    with pytest.raises(OutputError, match="is no address of a store; give one like") as raised:
        Endpoint.at(address)
    assert "secret" not in str(raised.value)


class Other(BaseHTTPRequestHandler):
    """Answers `told` as it is."""

    told = b""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.wfile.write(self.told)
        self.close_connection = True

    def log_message(self, *arguments: object) -> None:
        pass


OK = b"HTTP/1.0 200 OK\r\n"
OTHERS = {
    "a page": (OK + b"Content-Type: text/html\r\n\r\n<html>hello", "neither SPARQL JSON nor N-Triples"),
    "other JSON": (OK + b'\r\n{"error": "no"}', "neither SPARQL JSON nor N-Triples"),
    "half of JSON": (OK + b'\r\n{"head": {"vars": ["n"]}, "results": {"bind', "neither SPARQL JSON nor N-Triples"),
    "what is no text": (OK + b"\r\n\xff\xfe\x00", "neither SPARQL JSON nor N-Triples"),
    "less than it says": (OK + b"Content-Length: 100\r\n\r\n{", "cannot be reached"),
    "another protocol": (b"SSH-2.0-x\r\n", "cannot be reached"),
    "nothing": (b"", "cannot be reached"),
}


def test_a_graph_is_not_sent_to_what_is_no_store(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("2021年7月，海东省大数据管理局推出“海东通”平台。", "utf-8")
    Other.told = OTHERS["a page"][0]
    with serving(Other) as url:
        done = run("build", tmp_path / "a.txt", "-o", tmp_path / "out", "--store", url)
    assert (done.code, f"{url} answers no SPARQL; give the address of a store" in done.err) == (2, True), done.err


@pytest.mark.parametrize("answer", OTHERS)
def test_an_answer_that_is_none_is_said(answer: str, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "_PAUSE", 0.0)
    Other.told, said = OTHERS[answer]
    with serving(Other) as url:
        done = run("query", "-", "--store", url, stdin=COUNT)
    assert (done.code, done.out, said in done.err, len(done.err.splitlines())) == (2, "", True, 1), done.err
