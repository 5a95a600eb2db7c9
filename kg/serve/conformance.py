"""Does an endpoint keep the SPARQL 1.1 Protocol and Service Description? The W3C's tests, sent to a running server.

    KG_TOKEN=… python -m kg.serve.conformance http://localhost:7878/sparql > earl.ttl

The tests empty the store that they are run on. The report is in EARL (W3C Evaluation and Report Language), in Turtle.
"""

from __future__ import annotations

import http.client
import os
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from pyoxigraph import NamedNode, QueryBoolean, RdfFormat, Triple, parse, parse_query_results, serialize

from kg.iris import PREFIXES
from kg.serve.negotiation import BOOLEANS, GRAPHS, TABLES

_SUITES = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11"
_SD, _RDF = "http://www.w3.org/ns/sparql-service-description#", PREFIXES["rdf"]
_WORDS = {f"d{n}": f"http://kasei.us/2009/09/sparql/data/data{n}.rdf" for n in range(4)} | {
    "foaf": "http://xmlns.com/foaf/0.1/",
    "dc": PREFIXES["dcterms"],
}
_TYPES = {"query": "application/sparql-query", "update": "application/sparql-update",
          "form": "application/x-www-form-urlencoded"}  # fmt: skip
_ADMITTED = {
    "supportedLanguage": {f"{_SD}SPARQL10Query", f"{_SD}SPARQL11Query", f"{_SD}SPARQL11Update"},
    "feature": {f"{_SD}{name}" for name in
                ("DereferencesURIs", "UnionDefaultGraph", "RequiresDataset", "EmptyGraphs", "BasicFederatedQuery")},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one test: its suite and name, and what was wrong ("" if nothing was)."""

    suite: str
    name: str
    fault: str


class Endpoint:
    """A SPARQL endpoint, and the token for its updates."""

    def __init__(self, address: str, token: str) -> None:
        self.address, self._token, self._place = address, token, urlsplit(address)

    def send(self, method: str, params: Sequence[tuple[str, str]] = (), body: bytes | None = None,
             headers: Mapping[str, str] | None = None) -> tuple[int, str, bytes]:  # fmt: skip
        """Status, media type and body of the answer."""
        line = http.client.HTTPConnection(self._place.netloc, timeout=60)
        query = f"?{urlencode(params)}" if params else ""
        authorization = {"Authorization": f"Bearer {self._token}"}
        line.request(method, self._place.path + query, body, {**authorization, **(headers or {})})
        answer = line.getresponse()
        content, media = answer.read(), (answer.getheader("Content-Type") or "").partition(";")[0]
        line.close()
        return answer.status, media, content


def outcomes(endpoint: Endpoint) -> Iterator[Outcome]:
    """Run every test, in order."""
    table = tomllib.loads((Path(__file__).parent / "conformance.toml").read_text("utf-8"))
    for test in table["test"]:
        fill(endpoint)
        words = _WORDS | {"t": f"http://example.org/{test['name']}/", "data": _data()}
        faults = (fault for step in test["steps"] if (fault := _fault(endpoint, step, words)))
        yield Outcome("protocol", test["name"], next(faults, ""))
    for name, fault in _described(endpoint).items():
        yield Outcome("service-description", name, fault)


def fill(endpoint: Endpoint) -> None:
    """The data that the tests are asked of: three graphs, each of one triple, and nothing else."""
    update = f"DROP ALL ; INSERT DATA {{ {_data()} }}".encode()
    endpoint.send("POST", body=update, headers={"Content-Type": _TYPES["update"]})


def _data() -> str:
    documents = [_WORDS[name] for name in ("d1", "d2", "d3")]
    return " ".join(f"GRAPH <{iri}> {{ <{iri}> a <{_WORDS['foaf']}Document> }}" for iri in documents)


def _filled(text: str, words: Mapping[str, str]) -> str:
    for name, word in words.items():
        text = text.replace(f"{{{name}}}", word)
    return text


def _fault(endpoint: Endpoint, step: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """What is wrong with the answer to one request; "" if nothing is."""
    params = [(name, _filled(value, words)) for name, value in step.get("params", ())]
    form, kind, charset = step.get("form"), step.get("type", ""), step.get("charset", "")
    body = urlencode([tuple(pair) for pair in form]) if form else _filled(step.get("body", ""), words)
    type_ = _TYPES["form"] if form else _TYPES.get(kind, kind) + (f"; charset={charset}" if charset else "")
    encoded = body.encode(charset or "utf-8") if body else None
    status, media, content = endpoint.send(step["method"], params, encoded, {"Content-Type": type_} if type_ else {})
    wanted = step["expect"] if step["expect"] in ("2xx", "4xx") else "2xx"
    if status // 100 != int(wanted[0]):
        return f"{wanted} expected, {status} came"
    return "" if wanted == step["expect"] else _misshapen(step["expect"], media, content)


def _misshapen(expect: str, media: str, content: bytes) -> str:
    if media not in {"table": set(TABLES), "graph": set(GRAPHS)}.get(expect, set(BOOLEANS)):
        return f"{expect} expected, {media} came"
    if expect == "true":
        said = parse_query_results(content, format=BOOLEANS[media])
        return "" if isinstance(said, QueryBoolean) and bool(said) else "true expected, something else came"
    return ""


def _described(endpoint: Endpoint) -> dict[str, str]:
    """What is wrong with the service description, by test."""
    status, media, content = endpoint.send("GET", headers={"Accept": "text/turtle, application/n-triples;q=0.5"})
    try:
        triples = [quad.triple for quad in parse(content, format=RdfFormat.from_media_type(media))]
    except (SyntaxError, ValueError):
        triples = []
    ends = [t for t in triples if t.predicate.value == f"{_SD}endpoint"]
    here = any(isinstance(t.object, NamedNode) and t.object.value == endpoint.address for t in ends)
    return {
        "returns-rdf": "" if status == 200 and triples else f"no RDF came: {status} {media}",
        "has-endpoint-triple": "" if here else f"no sd:endpoint <{endpoint.address}>",
        "conforms-to-schema": "; ".join(_breaches(triples)),
    }


def _breaches(triples: Sequence[Triple]) -> Iterator[str]:
    """Where a description departs from the vocabulary of SPARQL 1.1 Service Description, section 3."""
    service = NamedNode(f"{_SD}Service")
    typed = {str(t.subject) for t in triples if t.predicate.value == f"{_RDF}type" and t.object == service}
    if not typed:
        yield "nothing is a sd:Service"
    for name, admitted in _ADMITTED.items():
        said = {t.object.value for t in triples if t.predicate.value == _SD + name and isinstance(t.object, NamedNode)}
        if said - admitted:
            yield f"sd:{name} names {', '.join(sorted(said - admitted))}"
    for name in ("endpoint", "supportedLanguage", "resultFormat", "inputFormat", "feature", "defaultDataset"):
        if any(str(t.subject) not in typed for t in triples if t.predicate.value == _SD + name):
            yield f"sd:{name} is said of what is no sd:Service"


def report(found: Sequence[Outcome]) -> bytes:
    """The EARL report, in Turtle, one assertion a test."""
    earl, doap, kg = (
        "http://www.w3.org/ns/earl#",
        "http://usefulinc.com/ns/doap#",
        NamedNode("https://kg.example/project"),
    )
    triples = []

    def say(subject: NamedNode, predicate: str, target: NamedNode) -> None:
        triples.append(Triple(subject, NamedNode(predicate), target))

    say(kg, f"{_RDF}type", NamedNode(f"{doap}Project"))
    say(kg, f"{_RDF}type", NamedNode(f"{earl}Software"))
    for outcome in found:
        test = NamedNode(f"{_SUITES}/{outcome.suite}/manifest#{outcome.name}")
        this = NamedNode(f"https://kg.example/project/{outcome.suite}/{outcome.name}")
        result = NamedNode(f"{this.value}/result")
        say(this, f"{_RDF}type", NamedNode(f"{earl}Assertion"))
        say(this, f"{earl}subject", kg)
        say(this, f"{earl}test", test)
        say(this, f"{earl}mode", NamedNode(f"{earl}automatic"))
        say(this, f"{earl}result", result)
        say(result, f"{_RDF}type", NamedNode(f"{earl}TestResult"))
        say(result, f"{earl}outcome", NamedNode(f"{earl}{'failed' if outcome.fault else 'passed'}"))
    return serialize(triples, format=RdfFormat.TURTLE) or b""


def main() -> int:
    """Run the tests on the endpoint of the command line, and print the report; faults go to standard error."""
    if len(sys.argv) != 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    found = list(outcomes(Endpoint(sys.argv[1], os.environ.get("KG_TOKEN", ""))))
    sys.stdout.buffer.write(report(found))
    for outcome in found:
        if outcome.fault:
            sys.stderr.write(f"{outcome.suite} {outcome.name}: {outcome.fault}\n")
    failed = sum(bool(outcome.fault) for outcome in found)
    sys.stderr.write(f"{len(found) - failed} of {len(found)} tests passed\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
