"""A store elsewhere that is not ours: the server of the Oxigraph project, a process of its own.

It comes with requirements-dev.txt; where it is not there the tests skip, unless KG_REQUIRE_STORE=1 asks for it.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg.build
from kg import query, store
from kg.errors import OutputError
from kg.store import remote
from kg.store.remote import Endpoint
from tests.grow.corpus import corpus
from tests.store.test_remote import expected, held

build = kg.build.build
GRAPH = "https://kg.example/id/a?b=ä&c"
ONE, TWO = (f'<urn:s> <urn:p> "{value}" .\n'.encode() for value in ("一", "二"))


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("oxigraph")
    options = ("--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}", "--union-default-graph")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([program(), "serve", *options], stdout=log, stderr=log)
    try:
        wait_for(process, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def program() -> str:
    beside = str(Path(sys.executable).parent)
    if found := shutil.which("oxigraph") or shutil.which("oxigraph", path=beside):
        return found
    reason = "no Oxigraph server found: pip install oxigraph"
    if os.environ.get("KG_REQUIRE_STORE") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    while process.poll() is None:
        with socket.socket() as client:
            if not client.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.05)
    pytest.fail(f"oxigraph ended with exit code {process.returncode}")


@pytest.fixture(params=["update", "graphs"])
def endpoint(url: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Endpoint:
    """Filled by INSERT DATA, and by the Graph Store Protocol."""
    monkeypatch.delenv("KG_TOKEN", raising=False)
    monkeypatch.setattr(remote, "_BATCH", 700)
    found = Endpoint.at(f"{url}/query", graphs_url=f"{url}/store" if request.param == "graphs" else None)
    found.update("CLEAR ALL")
    return found


def test_it_is_filled_and_then_gets_what_changed(endpoint: Endpoint, tmp_path: Path) -> None:
    build([corpus(tmp_path / "in")], out=tmp_path / "out", endpoint=endpoint)
    assert held(endpoint) == expected(tmp_path / "out")
    (tmp_path / "in/news/03.txt").unlink()
    corpus(tmp_path / "in", {"news/99": "2021年7月，海东省大数据管理局推出“海东通”平台。"})
    build([tmp_path / "in"], out=tmp_path / "out", endpoint=endpoint)
    assert held(endpoint) == expected(tmp_path / "out")


def test_every_question_gets_the_rows_of_the_folder(endpoint: Endpoint, tmp_path: Path) -> None:
    build([corpus(tmp_path / "in")], out=tmp_path / "out", endpoint=endpoint)
    opened = store.open(tmp_path / "out")
    for question in query.questions():
        assert query.run_at(endpoint.query, question.name).rows == query.run(opened, question.name).rows, question.name


@pytest.mark.parametrize("name", [GRAPH, None])
def test_graphs_are_put_added_to_read_and_deleted(url: str, name: str | None) -> None:
    graphs = Endpoint.at(f"{url}/query", graphs_url=f"{url}/store")
    graphs.put(name, TWO)
    graphs.put(name, ONE)
    assert graphs.graph(name) == ONE
    graphs.post(name, TWO)
    graphs.post(name, TWO)
    assert sorted(graphs.graph(name).splitlines(keepends=True)) == sorted([ONE, TWO])
    graphs.delete(name)
    if name is None:
        assert graphs.graph(name) == b""  # the default graph is always there
    else:
        with pytest.raises(OutputError, match="answers 404"):
            graphs.graph(name)


def test_what_it_does_not_take_is_said(url: str) -> None:
    graphs = Endpoint.at(f"{url}/query", graphs_url=f"{url}/store")
    with pytest.raises(OutputError, match=r"/store\?graph=.* answers 400"):
        graphs.put(GRAPH, b"<urn:s> <urn:p>")
    with pytest.raises(OutputError, match="/update answers 400"):
        graphs.update("INSERT DATA {")
