"""A join that workers share gives the facts of one process, whatever people know and decide; one resumes another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import kg.build
from kg import schema
from kg.grow import chunks, joins, sections, shuffle
from kg.grow.workers import Here, Without
from kg.resolve import Curated
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


class Sharing(Here):
    """One process that does what workers would, and notes what."""

    share_join = True

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
def test_the_bytes_are_those_of_one_process(known: str, texts: Path, tmp_path: Path) -> None:
    sharing, curated = Sharing(), CURATED[known]
    build([texts], out=tmp_path / "one", curated=curated)
    nothing = Replay((), schema.load())
    build([texts], out=tmp_path / "shared", curated=curated, revise=nothing, workers=sharing)
    assert contents(tmp_path / "one") == contents(tmp_path / "shared")
    assert {"enter_shard", "resolve_part", "say_shard", "merge_part"} <= {*sharing.done}
    assert not (tmp_path / ".shared.work/shuffle").exists()


def test_what_people_decided_is_replayed(texts: Path, tmp_path: Path) -> None:
    """A decision may make a fact one of another subject, of which other parts tell."""
    facts = build([texts]).facts
    founded, launched = ([f.iri for f in facts if f.property == each] for each in ("established", "launched"))
    decisions = [Decision("correct", launched[0], to_subject="云岭省"), Decision("reject", founded[0])]
    for folder, workers in (("one", Here()), ("shared", Sharing())):
        build([texts], out=tmp_path / folder, revise=Replay(decisions, schema.load()), workers=workers)
    assert contents(tmp_path / "one") == contents(tmp_path / "shared")


def test_blocks_are_both_closed_and_open(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The corpus of these tests has people whose blocks are done apart, and bodies that are brought together."""
    told: list[Resolved] = []
    together = shuffle.together
    monkeypatch.setattr(
        shuffle, "together", lambda parts, **more: together(told.extend(parts) or told, **more)  # type: ignore[func-returns-value]
    )  # fmt: skip
    build([texts], out=tmp_path / "out", workers=Sharing())
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
            build([texts], out=tmp_path / "out", workers=Sharing())
    again = Sharing()
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
