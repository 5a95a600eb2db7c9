"""One task done beside what its giver does: by a process of its own where there are several."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import time
from pathlib import Path

import pytest

from kg.grow.workers import Here, Pool, Workers

# Workers import nothing of the tests, so that they are given functions of Python's own.
_ONCE_SLOWLY = "echo begun >> {0}; [ $(wc -l < {0}) -gt 1 ] || sleep 5"


@pytest.mark.parametrize("workers", [Here(), Pool(2)], ids=["here", "pool"])
def test_it_is_done_when_the_block_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: Workers) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "below").mkdir()
    with workers.beside(os.mkdir, str(tmp_path / "done")), workers.beside(os.chdir, "below"):  # type: ignore[arg-type]
        pass
    assert (tmp_path / "done").is_dir()
    assert (Path.cwd() == tmp_path) is isinstance(workers, Pool)


@pytest.mark.parametrize("workers", [Here(), Pool(2)], ids=["here", "pool"])
def test_what_it_raises_its_giver_hears(tmp_path: Path, workers: Workers) -> None:
    with pytest.raises(FileNotFoundError), workers.beside(os.rmdir, str(tmp_path / "none")):  # type: ignore[arg-type]
        pass


def test_it_is_done_here_where_the_process_dies(tmp_path: Path) -> None:
    noted = tmp_path / "noted"
    with Pool(2).beside(subprocess.check_call, ["sh", "-c", _ONCE_SLOWLY.format(noted)]):  # type: ignore[arg-type]
        while not noted.exists():
            time.sleep(0.01)
        for child in multiprocessing.active_children():
            child.kill()
    assert noted.read_text("utf-8") == "begun\nbegun\n"


def test_it_is_ended_where_the_block_fails() -> None:
    with pytest.raises(KeyError), Pool(2).beside(time.sleep, 60):  # type: ignore[arg-type]
        raise KeyError
    assert not multiprocessing.active_children()
