"""What a build kept and something damaged since is noticed, made again, said; the graph is that of a whole build."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.build import build
from kg.errors import OutputError
from kg.grow import shards
from tests.grow.corpus import contents, corpus


def flip(path: Path) -> None:
    """A bit, and the times as they were: what a disk does."""
    was, content = path.stat(), bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))


def other(path: Path) -> None:
    path.write_bytes(max(path.parent.glob(f"*{path.suffix}"), key=lambda each: each != path).read_bytes() + b"\n")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a bit": flip,
    "cut off": lambda path: os.truncate(path, path.stat().st_size // 2),
    "emptied": lambda path: os.truncate(path, 0),
    "another": other,
    "gone": lambda path: path.unlink(),
    "a folder": lambda path: (path.unlink(), path.mkdir(), (path / "x").touch()),
    "a link": lambda path: (path.rename(path.with_name(".x")), path.symlink_to(path.with_name(".x"))),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    build([corpus(folder / "in")], out=folder / "out")
    return folder


@pytest.fixture
def place(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "place")


def kept(place: Path) -> list[Path]:
    return sorted(path for kind in ("shards", "runs", "shuffle") for path in (place / ".out.work" / kind).iterdir())


@pytest.mark.parametrize("damage", DAMAGES)
def test_whatever_is_damaged_is_made_again(place: Path, damage: str) -> None:
    """Each file for itself; a document comes, so that there is something to do."""
    whole, names = place.with_name("whole"), [path.relative_to(place / ".out.work") for path in kept(place)]
    more = corpus(place / "in", {"more/00": "2021年3月5日，云岭省数据局印发《云岭省数据条例》。"})
    build([more], out=whole)
    for name in names[:: 1 if damage == "a bit" else 5]:
        now = shutil.copytree(place, place.with_name("now"))
        DAMAGES[damage](now / ".out.work" / name)
        graph = build([more], out=now / "out")
        assert name.as_posix() in graph.remade
        assert contents(now / "out") == contents(whole), name
        shutil.rmtree(now)


def test_all_that_is_damaged_at_once_is_made_again(place: Path) -> None:
    before = contents(place / "out")
    for path in kept(place):
        flip(path)
    assert len(build([place / "in"], out=place / "out").remade) == len(kept(place))
    assert contents(place / "out") == before
    assert build([place / "in"], out=place / "out").remade == ()


def test_what_a_build_that_was_broken_off_left_is_looked_at_too(place: Path) -> None:
    """Nothing but the list tells of it."""
    before = contents(place / "out")
    (place / ".out.work/manifest.json").unlink()
    for path in kept(place)[::2]:
        flip(path)
    build([place / "in"], out=place / "out")
    assert contents(place / "out") == before


@pytest.mark.parametrize("name", ["sums", "manifest.json", "inputs.json"])
def test_where_the_lists_are_damaged_the_graph_is_the_same(place: Path, name: str) -> None:
    before, path = contents(place / "out"), place / ".out.work" / name
    content = path.read_bytes()
    for at in range(0, len(content), max(1, len(content) // 12)):
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        build([place / "in"], out=place / "out")
        assert contents(place / "out") == before, at


def test_a_shard_that_is_damaged_while_it_is_used_is_named(place: Path) -> None:
    path = next((place / ".out.work/shards").iterdir())
    os.truncate(path, 20)
    with pytest.raises(OutputError, match=f"{path.name}: what was kept of an earlier build is damaged"):
        shards.head(str(path))
