"""kg build as a process that is killed: the old graph or the new one stands, and the next run goes on."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from kg import store
from tests.grow.corpus import PROVINCES, TEXTS, contents, corpus
from tests.grow.killing import STAGES, Watched, code, killed_at, start

ROOT = Path(__file__).parent.parent.parent
KILLS = int(os.environ.get("KG_KILLS", "3"))
SEED = int(os.environ.get("KG_SEED", str(KILLS)))
KEPT = ["inputs.json", "lock", "manifest.json", "runs", "shards", "shuffle", "sums"]
STEP = max(1, 30 // KILLS)


def larger(folder: Path) -> Path:
    """The corpus, and documents enough for several chunks."""
    more = {f"more/{n:03}": TEXTS[f"news/{n % 12:02}"].replace(PROVINCES[n % 3], f"云岭{n}省") * 2 for n in range(40)}
    return corpus(corpus(folder), more)


def state(folder: Path) -> dict[str, bytes]:
    """The files of an output, which must be whole: each of the hash that the report gives it, with a store to ask."""
    found = contents(folder)
    hashes = json.loads(found["report.json"])["files"]
    assert {name: hashlib.sha256(found[name]).hexdigest() for name in hashes} == hashes
    assert len(list(store.open(folder).quads_for_pattern(None, None, None, None))) > 0
    return found


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def place(folder: Path, *, like: Path) -> None:
    """The output and what is kept for it, as they are below `like`. Workers whose master was killed may still finish
    what they were at, so that a folder comes back for a moment."""
    while folder.exists():
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(like, folder, dirs_exist_ok=True)


def test_killed_and_resumed_the_bytes_are_the_same(tmp_path: Path) -> None:
    """KG_KILLS says how often, stage by stage; `make kills` does it three hundred times. What a kill leaves is killed
    again, thrown away, or built to its end, as it comes."""
    texts, first, now = larger(tmp_path / "in"), tmp_path / "first", tmp_path / "now"
    assert code(start("build", corpus(tmp_path / "few"), "-o", first / "out", "-j", 2)) == 0
    assert code(start("build", texts, "-o", tmp_path / "fresh", "-j", 4)) == 0
    old, new = state(first / "out"), state(tmp_path / "fresh")
    place(now, like=first)
    builds = Watched(texts, now / "out", fresh=tmp_path / "fresh")
    chance, killed, others, after = random.Random(SEED), Counter[str](), Counter[str](), "thrown away"
    while killed.total() < KILLS:
        if after == "thrown away":
            place(now, like=first)
        allowed = (old, new) if state(now / "out") == old else (new,)
        stage = builds.kill((killed.total() + len(STAGES) - 1) % len(STAGES), chance)
        (killed if stage else others)[stage or "ended before"] += 1
        assert state(now / "out") in allowed, (killed, others)
        if (after := chance.choice(("killed again", "thrown away", "killed again", "built"))) == "built":
            assert code(start("build", texts, "-o", now / "out", "-j", 2)) == 0
            assert state(now / "out") == new
            assert names(now / ".out.work") == KEPT
            others["built to the end"], after = others["built to the end"] + 1, "thrown away"
        print(killed.total(), dict(killed), dict(others), flush=True)
    assert code(start("build", texts, "-o", now / "out", "-j", 2)) == 0
    assert state(now / "out") == new


def test_killed_before_each_change_of_its_files_the_next_build_goes_on(tmp_path: Path) -> None:
    """Every tenth here, each by `make kills`."""
    first, now, texts = tmp_path / "first", tmp_path / "now", corpus(tmp_path / "in")
    few = corpus(tmp_path / "few", {"news/00": TEXTS["news/00"]})
    assert code(start("build", few, "-o", first / "out", "-j", 1)) == 0
    assert code(start("build", texts, "-o", tmp_path / "fresh", "-j", 1)) == 0
    old, new = state(first / "out"), state(tmp_path / "fresh")
    met = []
    for write in itertools.count(KILLS % STEP, STEP):
        place(now, like=first)
        if (ended := killed_at(write, "build", texts, "-o", now / "out", "-j", 1)) == 0:
            break
        assert ended == -signal.SIGKILL
        met.append(state(now / "out"))
        assert met[-1] in (old, new)
        assert code(start("build", texts, "-o", now / "out", "-j", 1)) == 0
        assert state(now / "out") == new
        assert names(now) == [".out.work", "out"]
        assert names(now / ".out.work") == KEPT
    print(f"{len(met)} writes, {met.count(new)} of them after the exchange")
    assert old in met
    assert new in met


def command(*arguments: object) -> subprocess.Popen[bytes]:
    """kg, whose messages are kept."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "kg", *map(str, arguments)], env=environment, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip


def test_a_second_build_is_refused_at_once_and_names_the_first(tmp_path: Path) -> None:
    first = command("build", larger(tmp_path / "in"), "-o", tmp_path / "out", "-j", 1)
    lock = tmp_path / ".out.work/lock"
    while not (lock.exists() and lock.read_bytes()):
        time.sleep(0.01)
    second = command("build", tmp_path / "in", "-o", tmp_path / "out")
    _, said = second.communicate()
    assert second.returncode == 2
    assert f"another build is writing {tmp_path / 'out'} (process {first.pid} on".encode() in said
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate()
    after = command("build", corpus(tmp_path / "few"), "-o", tmp_path / "out", "-j", 1)
    after.communicate()
    assert after.returncode == 0, "a stale lock is none"
