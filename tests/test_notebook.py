"""The example notebook runs from its first cell to its last, and a graph shows itself in one."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest

from kg import schema
from kg.model import Entity, Evidence, Fact, Knowledge
from kg.result import Graph
from kg.view import notebook

ROOT = Path(__file__).parent.parent
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"


def read() -> Any:
    nbformat = pytest.importorskip("nbformat")
    return nbformat.read(NOTEBOOK, as_version=4)


def test_what_is_committed_holds_no_output() -> None:
    for cell in read().cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


def test_every_cell_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    nbclient = pytest.importorskip("nbclient")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    ran = nbclient.NotebookClient(
        read(), timeout=300, kernel_name="python3", resources={"metadata": {"path": ROOT / "docs"}}
    )
    cells = [cell for cell in ran.execute().cells if cell.cell_type == "code"]
    shown = cells[0].outputs[-1].data
    assert shown["text/plain"].startswith("<kg.Graph: 1 articles")
    assert "srcdoc" in shown["text/html"]
    said = "".join(output.get("text", "") for cell in cells for output in cell.outputs)
    for wanted in ("2017-12-16", "早稻田大学", "数字经济", "?fact rdf:subject ?s", "2021-06"):
        assert wanted in said


def test_a_graph_is_a_frame_and_tables(seed_graph: Graph) -> None:
    bundle = seed_graph._repr_mimebundle_()
    assert bundle["text/plain"] == repr(seed_graph)
    shown = bundle["text/html"]
    assert shown.count("<iframe") == 1
    assert 'sandbox="allow-scripts' in shown
    assert "组织机构 Organization" in shown
    assert "<td>贵州省</td>" in shown
    framed = re.search(r'srcdoc="([^"]*)"', shown)
    assert framed is not None
    assert html.unescape(framed[1]).encode() == seed_graph.to_html()


def test_hostile_names_are_text_in_the_tables() -> None:
    name = "</td><script>alert(1)</script>\"'"
    entities = (Entity("urn:a", "Person", name), Entity("urn:b", "Position", name))
    facts = (Fact("urn:f", "urn:a", "holdsPosition", "urn:b", (Evidence("x", 0, 1, name, "r"),)),)
    shown = Graph(Knowledge((), entities, facts))._repr_mimebundle_()["text/html"]
    assert "<script" not in shown
    assert shown.count('"', shown.index("srcdoc=")) >= 2
    assert html.escape(name) in shown


def test_a_large_graph_shows_its_best_connected_part() -> None:
    size = notebook.THINGS + 500
    entities = tuple(Entity(f"urn:{n}", "Place", f"地方{n}") for n in range(size))
    facts = tuple(
        Fact(f"urn:f{n}", "urn:0", "comprises", f"urn:{n}", (Evidence("x", 0, 1, "甲", "r"),)) for n in range(1, size)
    )
    page, network = Graph(Knowledge((), entities, facts))._page(notebook.THINGS, notebook.FACTS)
    assert len(network) == notebook.THINGS
    assert b'"left_out":{"things":500' in page
    assert "…" in notebook.notebook(page, network, schema=schema.load(), summary="x")


def test_a_graph_answers_questions(seed_graph: Graph) -> None:
    assert str(seed_graph.ask("谁推出了云上贵州？")) == "贵州省"
    assert str(seed_graph.ask("上海市推出一网通办了吗？")) == "否、一网通办"
    assert str(seed_graph.ask("为什么？")) == "（图谱中没有）"
