"""The W3C's protocol and service description tests, each sent to a real server; docs/earl.ttl is their report."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.serve.conformance import Endpoint, Outcome, outcomes, report
from tests.serve.conftest import TOKEN, Server

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def found(writing: Server) -> dict[str, Outcome]:
    return {outcome.name: outcome for outcome in outcomes(Endpoint(f"{writing.url}/sparql", TOKEN))}


def test_every_test_of_both_suites_passes(found: dict[str, Outcome]) -> None:
    assert {name: outcome.fault for name, outcome in found.items() if outcome.fault} == {}
    suites = [outcome.suite for outcome in found.values()]
    assert (suites.count("protocol"), suites.count("service-description")) == (34, 3)


def test_the_report_in_docs_is_that_of_this_server(found: dict[str, Outcome]) -> None:
    assert (ROOT / "docs" / "earl.ttl").read_bytes() == report(list(found.values()))


def test_an_endpoint_that_says_yes_to_everything_fails(found: dict[str, Outcome]) -> None:
    class Yes(Endpoint):
        def send(self, *_: object, **__: object) -> tuple[int, str, bytes]:
            return 200, "application/sparql-results+json", b'{"head":{},"boolean":true}'

    failed = {outcome.name for outcome in outcomes(Yes("http://localhost:1/sparql", "")) if outcome.fault}
    assert {name for name in found if name.startswith("bad_")} < failed
    assert {"query_content_type_construct", "has-endpoint-triple", "returns-rdf"} < failed
