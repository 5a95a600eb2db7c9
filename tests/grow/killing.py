"""A build of kg as a process that is watched from outside, by the files it leaves, and killed in a stage of its own.

Most of a build's time goes into reading, so that moments drawn evenly would hardly ever meet the rest: the stage is
drawn first, then a moment in the time that this stage took when the build was watched.
"""

from __future__ import annotations

import itertools
import json
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random

from kg.grow.workshop import beside

STAGES = ("starting", "reading", "joining", "stating", "loading", "describing", "swapping")
"""From the start of the process; from its lock; from the last shard; the first run; the draft; its facts.jsonl; its
report.json, to the end of the process."""

_CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "tempfile.mkstemp", "tempfile.mkdtemp"}


def start(*arguments: object, warm: bool = True) -> ForkServerProcess:
    """kg in a process group of its own. A `warm` one comes, with its workers, from a process that has loaded the
    libraries; else it is the command, whose workers are of its group."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["kg.grow.warm", "kg.build", "kg.cli"])
    running = context.Process(target=_kg if warm else _command, args=(*map(str, arguments),))
    running.start()
    return running


def code(running: ForkServerProcess) -> int | None:
    """The exit code of a process that is waited for."""
    running.join()
    return running.exitcode


def _kg(*arguments: str) -> None:
    from kg.cli import main

    os.setsid()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    sys.argv = ["kg", *arguments]
    main()


def _command(*arguments: str) -> None:
    os.setsid()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    os.execv(sys.executable, [sys.executable, "-m", "kg", *arguments])


def killed_at(write: int, *arguments: object) -> int | None:
    """The exit code of a build in one process that the system kills before it changes its files for the `write`th
    time (opens one to write, renames, removes, makes a folder; the exchange of two folders counts as a rename)."""
    context = multiprocessing.get_context("forkserver")
    running = context.Process(target=_until, args=(write, *map(str, arguments)))
    running.start()
    return code(running)


def _until(write: int, *arguments: str) -> None:
    writes = itertools.count()
    sys.dont_write_bytecode = True

    def watch(event: str, given: tuple[object, ...]) -> None:
        opens = event == "open" and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        exchanges = event == "ctypes.dlsym" and given[1] == "renameat2"
        if (opens or exchanges or event in _CHANGES) and next(writes) == write:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    _kg(*arguments)


class Watched:
    """Builds of `texts` into `out`, all like one that was let go to its end in the folder `fresh`."""

    def __init__(self, texts: Path, out: Path, *, fresh: Path) -> None:
        manifest = json.loads((beside(fresh) / "manifest.json").read_text())
        self._shards, self._runs = manifest["shards"], manifest["runs"][:-1]  # the last is written with the draft
        self._texts, self._out, self._work = texts, out, beside(out)
        begun = self._begun()
        self._lengths = [later - start for start, later in pairwise(begun)]

    def _begun(self) -> list[float]:
        """When each stage began, and the end."""
        running, begun = start("build", self._texts, "-o", self._out, "-j", 2), [time.monotonic()]
        for reached in self._stages(running):
            begun += [time.monotonic()] * (reached + 1 - len(begun))
        assert code(running) == 0
        return begun + [time.monotonic()] * (len(STAGES) + 1 - len(begun))

    def kill(self, stage: int, chance: Random) -> str:
        """Start a build and kill it at some moment of `stage`, or later if that is over already; the stage it was at,
        nothing if it was done before. A warm one is killed alone, a command with its workers."""
        warm, reached, moment = chance.random() < 0.75, 0, float("inf")
        wait = chance.uniform(0.0, self._lengths[stage])
        running = start("build", self._texts, "-o", self._out, "-j", chance.choice((1, 2)), warm=warm)
        for reached in self._stages(running):
            moment = min(moment, time.monotonic() + wait) if reached >= stage else moment
            if time.monotonic() >= moment:
                break
        with suppress(ProcessLookupError):
            (os.kill if warm else os.killpg)(running.pid, signal.SIGKILL)
        return STAGES[reached] if code(running) == -signal.SIGKILL else ""

    def _stages(self, running: ForkServerProcess) -> Iterator[int]:
        """How far it has come, again and again until it ends."""
        reached = 0
        while running.is_alive():
            reached = max(reached, self._stage(running.pid))
            yield reached
            time.sleep(0.002)

    def _stage(self, pid: int | None) -> int:
        try:
            if f"process {pid} on ".encode() not in (self._work / "lock").read_bytes():
                return 0
        except OSError:
            return 0
        places = [*self._work.glob(f".{self._out.name}.*")]
        draft = {path.name for place in places for path in place.glob(f"{self._out.name}/*")}
        if places:
            return 6 if "report.json" in draft else 5 if "facts.jsonl" in draft else 4
        if any((self._work / "runs" / name).exists() for name in self._runs):
            return 3
        return 2 if all((self._work / "shards" / name).exists() for name in self._shards) else 1
