"""A join in parts gives what one in memory does, whatever people know and decide; one that broke off goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import kg.build
from kg import schema
from kg.errors import OutputError
from kg.grow import chunks, joined, joins, sections, things
from kg.grow.workers import Here, Without
from kg.resolve import Curated, blocks
from kg.resolve.blocks import Hearsay, Resolved, Sheet
from kg.resolve.curated import NOTHING, Known
from kg.review import Decision, Replay
from tests.grow.corpus import TEXTS, contents, corpus

build = kg.build.build
TOLD = TEXTS | {
    "more/0": "云岭省数据智能发展局简称云智局，于2015年5月成立。2019年5月，第5届云州论坛在云岭省举行。",
    "more/1": "云智局推出“云岭通”平台。云岭省数据智能发展局成立于2016年9月。第五届云州论坛于2019年举行。",
    "more/2": "王立新任云岭省省长。省数智局推出“数岭通”平台，用户达12万人。广东省与华夏数科有限公司签署战略合作协议。",
    "more/3": "王立新任海东省省长。广东推出“粤岭通”平台。省数智局发布《云岭省数据条例》。",
    "more/4": "国家发展改革委发布《数据规划》。国家发展和改革委员会印发《数据规划》。王立新出席紧急会议。",
}
KNOWN = (
    Known("Organization", "华夏数科有限公司", ("云智局",), ("海东省大数据管理局",)),
    Known("Event", "第5届云州论坛", (), ("第五届云州论坛",)),
)
CURATED = {
    "nothing": NOTHING,
    "known": Curated(KNOWN),
    "merged": Curated((), (("云岭通", "数岭通"),)),
    "split": Curated((), (), (("云岭通", "more/1", "云岭通第二版"),)),
}


class Noting(Here):
    """One process that does the tasks, and notes what they are."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def map(
        self, function: Callable[[Any], str], tasks: Iterable[Any], without: Without[Any] | None = None
    ) -> Iterator[str]:
        for task in tasks:
            self.done.append(function.__name__)
            yield function(task)


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "CHARACTERS", 100)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus(tmp_path_factory.mktemp("in"), TOLD)


@pytest.mark.parametrize("known", CURATED)
def test_the_graph_is_that_of_a_join_in_memory(known: str, texts: Path, tmp_path: Path) -> None:
    noting, curated, nothing = Noting(), CURATED[known], Replay((), schema.load())
    whole = build([texts], curated=curated)
    build([texts], out=tmp_path / "parts", curated=curated, workers=noting)
    build([texts], out=tmp_path / "decided", curated=curated, revise=nothing)  # one process merges all of it
    assert (tmp_path / "parts/graph.nq").read_bytes() == whole.nquads
    assert contents(tmp_path / "parts") == contents(tmp_path / "decided")
    assert {"enter_shard", "resolve_part", "say_shard", "merge_part"} <= {*noting.done}


def test_what_people_decided_is_replayed(texts: Path, tmp_path: Path) -> None:
    """A decision may make a fact one of another subject, of which other parts tell."""
    facts = build([texts]).facts
    founded, launched = ([f.iri for f in facts if f.property == each] for each in ("established", "launched"))
    decisions = [Decision("correct", launched[0], to_subject="云岭省"), Decision("reject", founded[0])]
    whole = build([texts], revise=Replay(decisions, schema.load()))
    build([texts], out=tmp_path / "out", revise=Replay(decisions, schema.load()))
    assert (tmp_path / "out/graph.nq").read_bytes() == whole.nquads


def test_blocks_are_both_closed_and_open(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The corpus of these tests has people whose blocks are done apart, and bodies that are brought together."""
    told: list[Resolved] = []
    resolved = blocks.resolved
    monkeypatch.setattr(blocks, "resolved", lambda *given, **more: told.append(resolved(*given, **more)) or told[-1])
    build([texts], out=tmp_path / "out")
    assert len(told) > 1
    assert "Person" in {thing.cls for part in told for thing in part.things}
    assert {"Organization", "Place"} <= {entry.node[0] for part in told for entry in part.open}
    assert "Person" not in {entry.node[0] for part in told for entry in part.open}


def test_a_build_that_broke_off_goes_on_with_what_was_shuffled(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(task: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(joins, "merge_part", broken)
        with pytest.raises(KeyboardInterrupt):
            build([texts], out=tmp_path / "out", workers=Noting())
    again = Noting()
    build([texts], out=tmp_path / "out", workers=again)
    assert {*again.done} & {"read_chunk", "enter_shard", "resolve_part", "say_shard"} == set()
    build([texts], out=tmp_path / "fresh")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_a_section_is_read_without_the_others(tmp_path: Path) -> None:
    path = str(tmp_path / "file")
    told = {at: Sheet((), (Hearsay("Place", "云岭" * at, (str(at),), is_alias=True),)) for at in (7, 2, 0)}
    sections.write(path, told)
    assert {at: sections.read(path, at, Sheet) for at in told} == told
    assert sections.read(path, 1, Sheet) is None
    assert dict(sections.Table(path)) == {at: sections.digest(path, at) for at in told}
    assert {sections.digest(path, at) for at in (-1, 1, 8)} == {None}


def test_a_damaged_file_of_the_join_is_named(tmp_path: Path) -> None:
    """A build holds files against their sums first (test_kept); this is for damage that comes while it is at work."""
    path = tmp_path / "shuffle/file"
    sections.write(str(path), {at: ("云岭" * at,) for at in range(9)})
    whole = path.read_bytes()
    for damaged in (whole[:-20] + b"?" * 20, whole[:-1], whole[:30], b""):
        path.write_bytes(damaged)
        with pytest.raises(OutputError, match="what was kept of an earlier build is damaged"):
            sections.read(str(path), 8, tuple[str, ...])
    with pytest.raises(OutputError, match="what was kept of an earlier build is damaged"):
        sections.Table(str(path))


def test_many_shards_are_looked_up_some_at_a_time(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build([texts], out=tmp_path / "at once")
    monkeypatch.setattr(joined, "_MANY", 1)
    monkeypatch.setattr(things, "_MANY", 1)
    again = Noting()
    build([texts], out=tmp_path / "at once", workers=again)
    assert again.done == []
    build([texts], out=tmp_path / "one by one")
    assert contents(tmp_path / "at once") == contents(tmp_path / "one by one")
