"""The output folder: whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from kg import load, query, schema, store
from kg.errors import OutputError
from kg.explain import explain
from kg.graph import canonical
from kg.query import answer
from kg.store import folder as folders
from kg.validate import validate
from tests.knowledge import QUADS

REPORT = b'{"generator": "kg"}'
FILES = {"report.json": REPORT, "graph.nq": b"first\n"}


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def is_named(quad: Quad) -> bool:
    return isinstance(quad.graph_name, NamedNode)


def told(quads: Iterable[Quad]) -> bytes:
    """The named graphs as Oxigraph keeps them: it knows one sort of integer."""
    return canonical(filter(is_named, quads)).replace(b"nonNegativeInteger", b"integer")


def failing(quads: tuple[Quad, ...]):
    yield quads[0]
    raise OSError(28, os.strerror(28))


def test_a_folder_holds_the_files_and_a_store_that_can_be_asked(tmp_path):
    folder = tmp_path / "deep" / "out"
    store.write(folder, FILES, QUADS)
    assert held(folder) == FILES
    opened = store.open(folder)
    assert told(opened) == told(QUADS)
    with pytest.raises(RuntimeError, match="read-write"):
        opened.add(QUADS[0])
    assert [path.name for path in folder.parent.iterdir()] == ["out"]


def test_the_default_graph_of_a_store_is_the_union_of_all_texts(tmp_path, monkeypatch):
    text = NamedNode("https://kg.example/id/text/other")
    other = (Quad(quad.subject, quad.predicate, quad.object, text) for quad in QUADS)
    store.write(tmp_path / "out", FILES, (*QUADS, *other))
    opened = store.open(tmp_path / "out")
    union = list(opened.quads_for_pattern(None, None, None, DefaultGraph()))
    stated = {Triple(quad.subject, quad.predicate, quad.object) for quad in QUADS}
    assert len(union) == len(stated)
    monkeypatch.setattr(answer, "united", None)  # it need not be made anew for a question
    assert query.run(opened, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows == ((str(len(stated)),),)


def test_every_reader_sees_a_triple_once_although_two_graphs_hold_it(tmp_path):
    store.write(tmp_path / "out", FILES, QUADS)
    opened, known = store.open(tmp_path / "out"), schema.load()
    assert load.knowledge(opened, known) == load.knowledge((quad for quad in opened if is_named(quad)), known)
    assert validate(iter(opened)) == validate(QUADS)
    named = Store()
    named.extend(QUADS)
    for fact in load.knowledge(QUADS, known).facts:
        assert explain(opened, fact.iri) == explain(named, fact.iri)


def test_what_kg_wrote_is_replaced_and_what_others_added_stays(tmp_path):
    store.write(tmp_path / "out", {**FILES, "graph.ttl": b"old"}, QUADS)
    (tmp_path / "out" / "notes.txt").write_text("mine")
    reader = store.open(tmp_path / "out")
    store.write(tmp_path / "out", {**FILES, "graph.nq": b"second\n"}, QUADS[:1])
    assert held(tmp_path / "out")["graph.nq"] == b"second\n"
    assert held(tmp_path / "out")["notes.txt"] == b"mine"
    assert told(store.open(tmp_path / "out")) == told(QUADS[:1])
    assert told(reader) == told(QUADS)


def test_an_empty_folder_may_be_filled(tmp_path):
    (tmp_path / "out").mkdir()
    store.write(tmp_path / "out", FILES, ())
    assert held(tmp_path / "out") == FILES


def test_a_failure_leaves_the_previous_output_untouched_and_nothing_beside_it(tmp_path):
    store.write(tmp_path / "out", FILES, QUADS)
    with pytest.raises(OutputError, match=r"out cannot be written \(No space left on device\)"):
        store.write(tmp_path / "out", {**FILES, "graph.nq": b"second\n"}, failing(QUADS))
    assert held(tmp_path / "out") == FILES
    assert told(store.open(tmp_path / "out")) == told(QUADS)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_where_names_cannot_be_exchanged_they_are_moved_and_moved_back_on_failure(tmp_path, monkeypatch):
    monkeypatch.setattr(folders.ctypes, "CDLL", lambda name: object())
    store.write(tmp_path / "out", FILES, QUADS)
    store.write(tmp_path / "out", {**FILES, "graph.nq": b"second\n"}, QUADS)
    assert held(tmp_path / "out")["graph.nq"] == b"second\n"
    rename = Path.rename

    def refuse_the_draft(self, target):
        if self.parent.name.startswith(".out.") and target.parent == tmp_path and "previous" not in self.name:
            raise PermissionError(13, os.strerror(13))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse_the_draft)
    with pytest.raises(OutputError, match="Permission denied"):
        store.write(tmp_path / "out", FILES, QUADS)
    assert held(tmp_path / "out")["graph.nq"] == b"second\n"


@pytest.mark.parametrize("report", [None, b"", b"[]", b'{"generator": "other"}', b"\xff"])
def test_a_folder_of_others_is_refused_and_left_alone(tmp_path, report):
    (tmp_path / "thesis.txt").write_text("mine")
    if report is not None:
        (tmp_path / "report.json").write_bytes(report)
    before = held(tmp_path)
    with pytest.raises(OutputError, match=r"files that kg did not write; name another folder"):
        store.write(tmp_path, FILES, QUADS)
    assert held(tmp_path) == before


def test_a_file_in_the_way_is_refused(tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(OutputError, match="is a file; name a folder"):
        store.write(tmp_path / "out", FILES, QUADS)
    with pytest.raises(OutputError, match="cannot be written"):
        store.write(tmp_path / "out" / "below", FILES, QUADS)


def test_a_place_that_cannot_be_written_is_named():
    with pytest.raises(OutputError, match="/proc/kg/out cannot be written"):
        store.write(Path("/proc/kg/out"), FILES, QUADS)


def test_a_report_without_the_mark_is_a_mistake_of_the_caller(tmp_path):
    with pytest.raises(ValueError, match=r"report\.json must be"):
        store.write(tmp_path / "out", {"report.json": b"{}"}, QUADS)


def test_opening_what_is_no_output_says_how_to_make_one(tmp_path):
    with pytest.raises(OutputError, match="kg build INPUT -o"):
        store.open(tmp_path)
    (tmp_path / "store").mkdir()
    with pytest.raises(OutputError, match=r"cannot be opened.*build again: kg build INPUT"):
        store.open(tmp_path)


def test_a_copy_goes_although_its_engine_writes_while_the_folder_is_emptied(tmp_path, monkeypatch):
    store.write(tmp_path / "out", FILES, QUADS)
    emptied, late = os.rmdir, []

    def rmdir(path, **where):
        if not late:
            late.append(path)
            raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY))
        emptied(path, **where)

    monkeypatch.setattr(os, "rmdir", rmdir)
    with store.copied(tmp_path / "out") as copy:
        assert len(copy)
    assert late
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_store_is_loaded_while_its_caller_goes_on_and_what_fails_there_is_raised(tmp_path):
    (tmp_path / "good").write_bytes(canonical(QUADS))
    (tmp_path / "bad").write_bytes(b"no quad\n")
    with store.loading(tmp_path, [str(tmp_path / "good")], []):
        (tmp_path / "meanwhile").touch()
    assert told(store.open(tmp_path)) == told(QUADS)
    (tmp_path / "other").mkdir()
    with pytest.raises(SyntaxError), store.loading(tmp_path / "other", [str(tmp_path / "bad")], []):
        pass
