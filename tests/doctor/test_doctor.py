"""kg doctor: each kind of damage gives its line and its remedy, and nothing else becomes a fault."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import kg.build
from kg.doctor import machine, package

Run = Callable[..., Any]
TEXT = "2017年12月16日，广东省佛山市数字政府建设管理局揭牌成立。"


class Place(NamedTuple):
    """A graph, what is kept beside it, and the text it was built from."""

    out: Path
    work: Path
    source: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("doctor")
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(TEXT, "utf-8")
    kg.build.build([folder / "in"], out=folder / "out")
    return folder


@pytest.fixture
def place(built: Path, tmp_path: Path) -> Place:
    shutil.copytree(built, tmp_path / "kg")
    return Place(tmp_path / "kg/out", tmp_path / "kg/.out.work", tmp_path / "kg/in/a.txt")


def flip(path: Path, at: int = -20) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def shard(place: Place) -> Path:
    return next((place.work / "shards").iterdir())


def of_another_build(place: Place) -> None:
    other = place.source.with_name("b.txt")
    other.write_text("2018年10月26日，广东省政务服务数据管理局挂牌成立。", "utf-8")
    kg.build.build([other], out=place.out.with_name("other"))
    shutil.rmtree(place.out / "store")
    shutil.copytree(place.out.with_name("other") / "store", place.out / "store")


def reported(place: Place, **changed: Any) -> None:
    path = place.out / "report.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | changed), "utf-8")


def table(place: Place) -> Path:
    return max((place.out / "store").glob("*.sst"), key=lambda path: path.stat().st_size)


DAMAGE: dict[str, tuple[Callable[[Place], object], str, str]] = {
    "truncated graph.nq": (lambda p: os.truncate(p.out / "graph.nq", 5000), "hash-differs", "kg build INPUT"),
    "flipped byte in the page": (lambda p: flip(p.out / "graph.html"), "hash-differs", "kg build INPUT"),
    "missing page": (lambda p: (p.out / "graph.html").unlink(), "absent", "kg build INPUT"),
    "missing facts": (lambda p: (p.out / "facts.jsonl").unlink(), "absent", "kg build INPUT"),
    "flipped byte in a shard": (lambda p: flip(shard(p)), "kept-damaged", "build again"),
    "edited source": (lambda p: p.source.write_text("。" + TEXT, "utf-8"), "quoted-not", "kg build INPUT"),
    "source gone": (lambda p: p.source.rename(p.source.with_name("z.txt")), "source-gone", "name all originals"),
    "store of another build": (of_another_build, "store-other", "delete "),
    "no store": (lambda p: shutil.rmtree(p.out / "store"), "store-broken", "build again"),
    "cut table of the store": (lambda p: os.truncate(table(p), 100), "store-broken", "build again"),
    "a report that leads out": (lambda p: reported(p, files={"../in/a.txt": "0"}), "name-strange", "do not trust"),
}
NOTES: dict[str, tuple[Callable[[Place], object], str]] = {
    "shard lost": (lambda p: shard(p).unlink(), "kept-lost"),
    "nothing kept": (lambda p: shutil.rmtree(p.work), "kept-not"),
    "manifest broken": (lambda p: (p.work / "manifest.json").write_text("{"), "manifest-broken"),
    "another version": (lambda p: reported(p, version="0.0.1"), "version-other"),
    "broken off": (lambda p: (p.work / "draft1").mkdir(), "broken-off"),
}


def records(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_nothing_is_wrong_with_what_was_just_built(run: Run, place: Place) -> None:
    code, out, err = run("doctor", place.out, "--input", place.source.parent, "--json")
    told = {record["check"]: record for record in records(out)}
    assert (code, [r for r in records(out) if r["state"] == "fault"]) == (0, []), err
    assert {"hash", "store", "kept", "quoted", "shapes", "files", "library", "disk"} <= {*told}
    assert not told["quoted"]["said"]["en"].startswith("0 ")


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_has_its_line_and_its_remedy(run: Run, place: Place, kind: str) -> None:
    damage, check, remedy = DAMAGE[kind]
    damage(place)
    code, out, _ = run("doctor", place.out, "--input", place.source.parent, "--json")
    found = [record for record in records(out) if record["check"] == check]
    assert code == 1
    assert found, out
    assert remedy in found[0]["remedy"]["en"]
    assert found[0]["remedy"]["zh"]


@pytest.mark.parametrize("kind", NOTES)
def test_what_only_costs_time_is_a_note(run: Run, place: Place, kind: str) -> None:
    damage, check = NOTES[kind]
    damage(place)
    code, out, _ = run("doctor", place.out, "--json")
    assert check in {record["check"] for record in records(out) if record["state"] == "note"}, out
    assert code == 0


def test_a_lock_is_stale_or_held(run: Run, place: Place) -> None:
    import fcntl

    (place.work / "lock").write_text("process 1 on \x1b[2Jhost")
    _, out, _ = run("doctor", place.out)
    assert "process 1 on \\x1b[2Jhost is stale" in out
    assert "\x1b" not in out
    with (place.work / "lock").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert "a build is at work: process 1" in run("doctor", place.out)[1]


def test_a_full_disk_an_old_library_and_a_damaged_model(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    required = ["rdflib>=99", "no-such-library>=1", "no-such-extra>=1; extra == 'docs'", "no-such-tool; extra == 'dev'"]
    listed = package.listed()
    model = next(name for name in listed if name.endswith(".npz"))
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(100, 99, 1))  # type: ignore[attr-defined]
    monkeypatch.setattr(metadata, "requires", lambda name: required)
    monkeypatch.setattr(package, "listed", lambda: listed | {model: "0", "gone.npz": "0"})
    monkeypatch.setattr(machine, "_has_chinese_font", lambda: False)
    monkeypatch.setattr(machine, "_SQUATTED", "rdflib")
    code, out, _ = run("doctor", "--json")
    told = {(record["check"], record["subject"]): record for record in records(out)}
    faults = {check for (check, _), record in told.items() if record["state"] == "fault"}
    notes = {check for (check, _), record in told.items() if record["state"] == "note"}
    assert faults == {"disk-full", "library-other", "library-missing", "file-damaged", "file-missing", "squatted"}
    assert {"extra-missing", "font-missing"} <= notes
    assert told["library-other", "rdflib"]["remedy"]["en"] == "pip install 'rdflib>=99'"
    assert ("library-missing", "no-such-tool") not in told
    assert code == 1


def test_what_is_no_graph_and_wrong_usage_are_errors(run: Run, tmp_path: Path) -> None:
    assert run("doctor", tmp_path)[0] == 2
    assert run("doctor", "--input", tmp_path)[0] == 2
    assert run("doctor", "--nonsense")[0] == 2
