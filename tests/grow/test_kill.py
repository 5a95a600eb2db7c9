"""kg build as a process that is killed: the old graph or the new one stands, and the next run goes on."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from kg import store
from tests.grow.corpus import PROVINCES, TEXTS, contents, corpus

ROOT = Path(__file__).parent.parent.parent
KILLS = int(os.environ.get("KG_KILLS", "2"))


def larger(folder: Path) -> Path:
    """The corpus, and documents enough for several chunks."""
    more = {f"more/{n:03}": TEXTS[f"news/{n % 12:02}"].replace(PROVINCES[n % 3], f"云岭{n}省") * 6 for n in range(60)}
    return corpus(corpus(folder), more)


def start(*arguments: object) -> subprocess.Popen[bytes]:
    """kg in a process group of its own, so that a kill takes its workers too."""
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, start_new_session=True
    )


def state(folder: Path) -> dict[str, bytes]:
    """The files of an output, which must be whole: each of the hash that the report gives it, with a store to ask."""
    found = contents(folder)
    hashes = json.loads(found["report.json"])["files"]
    assert {name: hashlib.sha256(found[name]).hexdigest() for name in hashes} == hashes
    assert len(list(store.open(folder).quads_for_pattern(None, None, None, None))) > 0
    return found


def test_killed_and_resumed_the_bytes_are_the_same(tmp_path: Path) -> None:
    """KG_KILLS says how often; `make kills` does it fifty times."""
    texts, out = larger(tmp_path / "in"), tmp_path / "out"
    assert start("build", corpus(tmp_path / "first"), "-o", out, "-j", 2).wait() == 0
    old = state(out)
    began = time.monotonic()
    assert start("build", texts, "-o", tmp_path / "fresh", "-j", 4).wait() == 0
    new, lasts = state(tmp_path / "fresh"), time.monotonic() - began
    chance = random.Random(7)
    for _ in range(KILLS):
        running = start("build", texts, "-o", out, "-j", chance.choice((1, 2)))
        time.sleep(chance.uniform(0.0, lasts))
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        assert state(out) in (old, new)
    assert start("build", texts, "-o", out, "-j", 2).wait() == 0
    assert state(out) == new
    left = sorted(path.name for path in (tmp_path / ".out.work").iterdir())
    assert left == ["lock", "manifest.json", "runs", "shards"]


def test_a_second_build_is_refused_at_once_and_names_the_first(tmp_path: Path) -> None:
    first = start("build", larger(tmp_path / "in"), "-o", tmp_path / "out", "-j", 1)
    lock = tmp_path / ".out.work/lock"
    while not (lock.exists() and lock.read_bytes()):
        time.sleep(0.01)
    second = start("build", tmp_path / "in", "-o", tmp_path / "out")
    _, said = second.communicate()
    assert second.returncode == 2
    assert f"another build is writing {tmp_path / 'out'} (process {first.pid} on".encode() in said
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate()
    assert start("build", corpus(tmp_path / "few"), "-o", tmp_path / "out", "-j", 1).wait() == 0, "a stale lock is none"
