"""A graph grows: whatever the order, the workers and the history, the same documents give the same bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

import kg.build
from kg import pipeline, records, store
from kg.errors import OutputError
from kg.grow import chunks, excerpt, output, quads, stages, workshop
from kg.grow.workers import Here, Pool
from kg.model import Clean, Evidence, Knowledge, Reading
from kg.validate import validate
from kg.view import excerpt as in_memory
from tests.grow.corpus import TEXTS, contents, corpus, lines

build = kg.build.build


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "CHARACTERS", 300)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a fresh build of all documents writes."""
    folder = tmp_path_factory.mktemp("whole")
    build([corpus(folder / "in")], out=folder / "out")
    return contents(folder / "out")


@pytest.fixture
def texts_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the documents that the language half reads from now on."""
    read, ids = pipeline.read, list[str]()

    def noting(texts: Iterator[Clean]) -> Iterator[Reading]:
        for reading in read(texts):
            ids.append(reading.clean.article.id)
            yield reading

    monkeypatch.setattr(pipeline, "read", noting)
    return ids


def test_a_folder_holds_the_graph_that_a_build_in_memory_gives(tmp_path: Path, whole: dict[str, bytes]) -> None:
    graph = build([corpus(tmp_path)])
    assert whole["graph.nq"] == graph.nquads
    assert {name: whole[name] for name in graph.forms()} == graph.forms()
    assert graph.facts


@pytest.mark.parametrize("size", [1, 10_000_000])
def test_the_cut_into_chunks_does_not_matter(
    size: int, tmp_path: Path, whole: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "CHARACTERS", size)
    build([corpus(tmp_path / "in")], out=tmp_path / "out")
    assert contents(tmp_path / "out") == whole


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_the_order_of_documents_and_the_number_of_workers_do_not_matter(
    jobs: int, tmp_path: Path, whole: dict[str, bytes]
) -> None:
    shuffled = Random(jobs).sample(sorted(TEXTS), len(TEXTS))
    build([lines(tmp_path / "a.jsonl", shuffled)], out=tmp_path / "out", workers=Pool(jobs))
    assert contents(tmp_path / "out") == whole


def test_long_parts_are_given_out_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[int] = []

    class Listing(Here):
        def map(self, function: Any, tasks: Any, without: Any = None) -> Iterator[str]:
            for task in tasks:
                given.append(task.chunk.characters if isinstance(task, stages.Reading) else 0)
                yield function(task)

    build([corpus(tmp_path / "in")], out=tmp_path / "out", workers=Listing())
    read = [characters for characters in given if characters]
    assert len(set(read)) > 2
    assert read == sorted(read, reverse=True)


def test_a_second_build_reads_nothing_again(tmp_path: Path, texts_read: list[str]) -> None:
    build([corpus(tmp_path / "in")], out=tmp_path / "out")
    assert sorted(texts_read) == sorted(TEXTS)
    before = contents(tmp_path / "out")
    texts_read.clear()
    build([tmp_path / "in"], out=tmp_path / "out")
    assert texts_read == []
    assert contents(tmp_path / "out") == before


def added(folder: Path) -> None:
    corpus(folder, {"news/05b": "2020年，青原省大数据管理局推出“青原通”平台。"})


def removed(folder: Path) -> None:
    (folder / "news/03.txt").unlink()


def changed(folder: Path) -> None:
    corpus(folder, {"news/07": TEXTS["news/07"].replace("华夏数科", "青禾数科")})


@pytest.mark.parametrize(("change", "read"), [(added, ["news/05b"]), (removed, []), (changed, ["news/07"])])
def test_only_what_changed_is_read_and_the_bytes_are_those_of_a_build_from_nothing(
    change: Callable[[Path], None], read: list[str], tmp_path: Path, texts_read: list[str]
) -> None:
    build([corpus(tmp_path / "in")], out=tmp_path / "out")
    change(tmp_path / "in")
    texts_read.clear()
    build([tmp_path / "in"], out=tmp_path / "out")
    assert texts_read == read
    build([tmp_path / "in"], out=tmp_path / "fresh")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")
    named = {quad for quad in store.open(tmp_path / "out") if str(quad.graph_name) != "DEFAULT"}
    assert named == {quad for quad in store.open(tmp_path / "fresh") if str(quad.graph_name) != "DEFAULT"}
    assert {*store.open(tmp_path / "out")} == {*store.open(tmp_path / "fresh")}


ALIASES = (
    "云岭省大数据管理局（以下简称云数局）发布通知。云数局局长林远出席。",
    "2019年，云岭省大数据管理局更名为云岭省数据局。",
    "海东省大数据管理局与青禾数科有限公司签署协议。青禾数科推出“海东办”平台。",
    "林远任海东省大数据管理局局长。林远0任青原省大数据管理局局长。",
    "2015年3月2日，云岭省大数据管理局揭牌成立。",
)


def step(chance: Random, folder: Path) -> None:
    """Add, edit, remove, rename or exchange documents."""
    files = sorted(folder.rglob("*.txt"))
    path, other = chance.sample(files, 2)
    match chance.choice(("add", "add", "edit", "edit", "remove", "rename", "exchange")):
        case "add":
            corpus(folder, {f"news/{chance.randrange(100):02}x": chance.choice((*ALIASES, *TEXTS.values()))})
        case "edit":
            path.write_text(chance.choice(ALIASES) + path.read_text("utf-8"), encoding="utf-8")
        case "remove":
            path.unlink()
        case "rename":
            path.rename(path.with_name(f"{chance.randrange(100):02}y.txt"))
        case _:
            here, there = path.read_bytes(), other.read_bytes()
            path.write_bytes(there)
            other.write_bytes(here)


@pytest.mark.parametrize(("seed", "jobs"), [(1, 1), (2, 1), (3, 2)])
def test_whatever_happened_before_the_bytes_are_those_of_a_build_from_nothing(
    seed: int, jobs: int, tmp_path: Path
) -> None:
    chance, workers = Random(seed), Pool(jobs) if jobs > 1 else Here()
    build([corpus(tmp_path / "in")], out=tmp_path / "out")
    for turn in range(4):
        for _ in range(chance.randint(1, 3)):
            step(chance, tmp_path / "in")
        build([tmp_path / "in"], out=tmp_path / "out", workers=workers)
        build([tmp_path / "in"], out=tmp_path / f"fresh{turn}")
        assert contents(tmp_path / "out") == contents(tmp_path / f"fresh{turn}")
        assert quads_of(tmp_path / "out") == quads_of(tmp_path / f"fresh{turn}")


def quads_of(folder: Path) -> set[Quad]:
    return set(store.open(folder))


class Noting(Here):
    """One process that does the tasks, and counts them by what they do."""

    def __init__(self) -> None:
        self.done: Counter[str] = Counter()

    def map(self, function: Any, tasks: Any, without: Any = None) -> Iterator[str]:
        for task in tasks:
            self.done[type(task).__name__] += 1
            yield function(task)


def test_a_document_more_has_little_joined_and_stated_again(tmp_path: Path) -> None:
    first, second = Noting(), Noting()
    build([corpus(tmp_path / "in")], out=tmp_path / "out", workers=first)
    added(tmp_path / "in")
    build([tmp_path / "in"], out=tmp_path / "out", workers=second)
    assert first.done.keys() >= {"Entering", "Resolving", "Saying", "Merging", "Describing", "Stating"}
    for name in ("Entering", "Saying", "Stating"):
        assert 0 < second.done[name] <= 2 < first.done[name], name
    for name in ("Resolving", "Merging", "Describing"):
        assert 0 < second.done[name] < first.done[name], name


def test_a_build_that_is_broken_off_leaves_the_old_graph_and_the_next_goes_on(
    tmp_path: Path, texts_read: list[str], monkeypatch: pytest.MonkeyPatch, whole: dict[str, bytes]
) -> None:
    build([corpus(tmp_path / "in", {"news/00": TEXTS["news/00"]})], out=tmp_path / "out")
    before = contents(tmp_path / "out")
    corpus(tmp_path / "in")

    def broken(self: object, draft: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(output._Output, "records", broken)
        with pytest.raises(KeyboardInterrupt):
            build([tmp_path / "in"], out=tmp_path / "out")
    assert contents(tmp_path / "out") == before
    texts_read.clear()
    build([tmp_path / "in"], out=tmp_path / "out")
    assert texts_read == []
    assert contents(tmp_path / "out") == whole
    assert sorted(path.name for path in tmp_path.iterdir()) == [".out.work", "in", "out"]
    left = sorted(path.name for path in (tmp_path / ".out.work").iterdir())
    assert left == ["inputs.json", "lock", "manifest.json", "runs", "shards", "shuffle", "sums"]


def test_a_document_that_breaks_a_step_is_set_aside_and_the_others_are_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = pipeline.read

    def breaking(texts: Iterator[Clean]) -> Iterator[Reading]:
        for text in texts:
            if text.article.id == "news/04":
                raise RecursionError("too deep")
            yield from read([text])

    monkeypatch.setattr(pipeline, "read", breaking)
    told = build([corpus(tmp_path / "in")], out=tmp_path / "out").report()
    assert [(failure["id"], failure["error"]) for failure in told["quarantined"]] == [
        ("news/04", "RecursionError: too deep")
    ]
    assert len(told["articles"]) == len(TEXTS) - 1
    monkeypatch.setattr(pipeline, "read", read)
    corpus(tmp_path / "less", {name: text for name, text in TEXTS.items() if name != "news/04"})
    build([tmp_path / "less"], out=tmp_path / "fresh")
    assert contents(tmp_path / "out")["graph.nq"] == contents(tmp_path / "fresh")["graph.nq"]


def test_a_large_graph_shows_its_best_connected_part_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: dict[str, bytes]
) -> None:
    monkeypatch.setattr(output, "WHOLE", 10)
    graph = build([corpus(tmp_path / "in")], out=tmp_path / "out")
    told = graph.report()
    assert "best connected part" in told["partial"]["graph.html"]
    assert sorted(told["files"]) == ["facts.jsonl", "graph.html", "graph.nq"]
    assert contents(tmp_path / "out")["graph.nq"] == whole["graph.nq"]
    assert '"left_out":{"things":' in graph.to_html().decode()


def test_the_best_connected_part_is_that_of_a_graph_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 12 documents cut into many parts and put together again, however often each says a thing."""
    drawn: list[excerpt.Drawing] = []
    for name, number in (("THINGS", 6), ("FACTS", 5), ("PLACES", 100)):
        monkeypatch.setattr(excerpt, name, number)
    monkeypatch.setattr(output, "WHOLE", 10)
    monkeypatch.setattr(output, "draw", lambda task: drawn.append(task) or excerpt.draw(task))
    repeated = {f"{name}/{n}": text for name, text in TEXTS.items() for n in range(1 + int(name[-2:]) % 3)}
    build([corpus(tmp_path / "in", repeated)], out=tmp_path / "out")
    known = build([tmp_path / "in"]).knowledge
    places: dict[str, list[Evidence]] = {}
    for fact, place in records.stated(known):  # one place a document
        places.setdefault(fact.iri, []).append(place)
    facts = tuple(replace(fact, evidence=tuple(places[fact.iri])) for fact in known.facts)
    entities = tuple(replace(entity, mentions=()) for entity in known.entities)
    part, left_out = in_memory.excerpt(Knowledge((), entities, facts), things=6, facts=5)
    found = excerpt.best_connected(drawn[0])
    missing = drawn[0].counted[0] - len(found.entities), drawn[0].counted[1] - len(found.facts)
    assert (missing, found.entities) == (left_out, part.entities)
    assert {*found.facts} == {*part.facts}


def test_what_a_build_finds_part_by_part_is_what_breaks_the_shapes_of_the_whole(
    tmp_path: Path,
) -> None:
    """A shape may look at a node and what it names; one that compared facts of several texts would fail here."""
    graph = build([corpus(tmp_path / "in")], out=tmp_path / "out")
    assert graph.report()["violations"] == [asdict(violation) for violation in validate(graph.quads)]
    assert graph.validate() == validate(graph.quads)


def test_two_builds_in_one_folder_and_the_second_names_the_first(tmp_path: Path) -> None:
    with workshop.opened(tmp_path / "out"), pytest.raises(OutputError, match=r"another build is writing .*process"):
        build([corpus(tmp_path / "in")], out=tmp_path / "out")
    build([tmp_path / "in"], out=tmp_path / "out")


def test_a_small_change_is_made_in_the_files_of_the_last_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build([corpus(tmp_path / "in")], out=tmp_path / "out")
    added(tmp_path / "in")
    build([tmp_path / "in"], out=tmp_path / "fresh")
    with monkeypatch.context() as patched:
        patched.setattr(quads, "merge", None)
        patched.setattr(quads, "_LITTLE", 1.0)
        build([tmp_path / "in"], out=tmp_path / "out")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")
    assert {*store.open(tmp_path / "out")} == {*store.open(tmp_path / "fresh")}


def test_an_output_that_others_changed_is_written_anew(tmp_path: Path, whole: dict[str, bytes]) -> None:
    build([corpus(tmp_path / "in")], out=tmp_path / "out")
    for spoil in (lambda: (tmp_path / "out/graph.nq").write_bytes(b""), lambda: _add_a_quad(tmp_path / "out/store")):
        spoil()
        build([tmp_path / "in"], out=tmp_path / "out")
        assert contents(tmp_path / "out") == whole
        opened = store.open(tmp_path / "out")
        assert sum(1 for quad in opened if quad.graph_name != DefaultGraph()) == len(whole["graph.nq"].splitlines())


def _add_a_quad(folder: Path) -> None:
    kg = NamedNode("https://kg.example/x")
    written = Store(str(folder))
    written.add(Quad(kg, kg, kg, kg))
    written.flush()
