"""Who does the work: this process, a pool of processes, or (kg.grow.cluster) the workers of a dask scheduler.

A worker is sent a function of the package and a task that says it all, and answers with the path of what it wrote; so
a task that was lost with its worker is simply done again.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Protocol, TypeVar

from kg.errors import KgError

Task = TypeVar("Task")
_LIVES = 3  # how often a pool may die over the same tasks


class WorkerError(KgError):
    """Workers die over some task, whatever is tried."""


class Workers(Protocol):
    """Those who do tasks."""

    def map(self, function: Callable[[Task], str], tasks: Iterable[Task]) -> Iterator[str]:
        """The answers, as they come, in no order."""
        ...


class Here:
    """This process does it, one task after the other."""

    def map(self, function: Callable[[Task], str], tasks: Iterable[Task]) -> Iterator[str]:
        return map(function, tasks)


class Pool:
    """`jobs` processes do it. They start from a clean one that has loaded the pipeline once for all."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._context = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
        if os.name == "posix":
            self._context.set_forkserver_preload(["kg.grow.warm"])

    def map(self, function: Callable[[Task], str], tasks: Iterable[Task]) -> Iterator[str]:
        """Raises WorkerError if the processes die over the same tasks again and again."""
        coming, lost = iter(tasks), list[Task]()
        for _ in range(_LIVES):
            under_way: dict[Future[str], Task] = {}
            with ProcessPoolExecutor(self._jobs, mp_context=self._context) as pool:
                try:
                    yield from self._done(pool, function, _chained(lost, coming), under_way)
                    return
                except BrokenProcessPool:
                    lost = list(under_way.values())
        raise WorkerError(f"a worker died {_LIVES} times over one of {len(lost)} tasks; is there too little memory? Use --jobs 1")

    def _done(
        self, pool: ProcessPoolExecutor, function: Callable[[Task], str], tasks: Iterator[Task],
        under_way: dict[Future[str], Task],
    ) -> Iterator[str]:  # fmt: skip
        """Keep two tasks a process in hand, no more: a task may be large."""
        while True:
            for task in islice(tasks, 2 * self._jobs - len(under_way)):
                under_way[pool.submit(function, task)] = task
            if not under_way:
                return
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                answer = future.result()
                del under_way[future]
                yield answer


def _chained(lost: list[Task], coming: Iterator[Task]) -> Iterator[Task]:
    """The lost ones first; a generator of its own, so that `coming` outlives it."""
    yield from lost
    for task in coming:
        yield task


def available() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
