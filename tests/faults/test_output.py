"""Fault table, output: a disk that is full, broken or closed to us, at each point where a build writes."""

from __future__ import annotations

import errno
import itertools
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kg.build
from kg import store
from kg.errors import OutputError
from tests.grow.corpus import TEXTS, contents, corpus

ROOT = Path(__file__).parents[2]


def failing(call: Callable[..., Any], at: int, code: int) -> Callable[..., Any]:
    """The call, which fails the `at`th time."""
    times = itertools.count()

    def fails(*arguments: Any, **options: Any) -> Any:
        if next(times) == at:
            raise OSError(code, os.strerror(code))
        return call(*arguments, **options)

    return fails


def lasting(folder: Path) -> dict[str, bytes]:
    """An output whose files and store can be read."""
    assert len(store.open(folder)) > 0
    return contents(folder)


def built(texts: Path, out: Path) -> str:
    """What a build of the texts says that failed; nothing of one that did not."""
    try:
        kg.build.build([texts], out=out)
    except OutputError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(("owner", "name"), [(os, "fsync"), (os, "replace"), (Path, "rename"), (Path, "write_bytes")])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_an_error_at_any_point_leaves_the_old_graph_and_the_next_build_goes_on(
    owner: Any, name: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    kg.build.build([corpus(tmp_path / "few", {"news/00": TEXTS["news/00"]})], out=out)
    old, failures = lasting(out), 0
    corpus(tmp_path / "in")
    kg.build.build([tmp_path / "in"], out=tmp_path / "fresh")
    for at in range(0, 60, 3):
        with monkeypatch.context() as patched:
            patched.setattr(owner, name, failing(getattr(owner, name), at, code))
            said = built(tmp_path / "in", out)
        if not said:
            break
        failures += 1
        assert f"{out} cannot be written ({os.strerror(code)}); " in said
        assert lasting(out) in (old, contents(tmp_path / "fresh"))
    assert failures or name == "rename"  # the folders are exchanged where the system can
    kg.build.build([tmp_path / "in"], out=out)
    assert lasting(out) == contents(tmp_path / "fresh")
    left = [path for path in tmp_path.rglob(".*") if path.name not in (".out.work", ".fresh.work")]
    assert left == []


@pytest.mark.parametrize(("size", "jobs"), [(0, 1), (1_000, 1), (6_000, 1), (30_000, 1), (100_000, 1), (1_000, 2)])
def test_a_write_that_the_system_refuses_ends_in_one_line(size: int, jobs: int, tmp_path: Path) -> None:
    """A limit of the size of files fails each write, of the store's engine and of workers too, as a full disk does."""
    corpus(tmp_path / "in", {name: text * 4 for name, text in TEXTS.items()})
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))"
    code = f"{limit}; from kg.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-B", "-c", code, "build", "in", "-o", "out", "--jobs", str(jobs)], cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    assert "cannot be written" in done.stderr
    assert not (tmp_path / "out").exists()
    assert {path.name for path in tmp_path.iterdir()} <= {"in", ".out.work"}
