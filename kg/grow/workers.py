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
from itertools import chain, islice
from typing import Protocol, TypeVar

from kg.errors import KgError

Task = TypeVar("Task")
_LIVES = 3  # how often a pool may die over the same tasks


class WorkerError(KgError):
    """Workers die over some task, whatever is tried."""


class Workers(Protocol):
    """Those who do tasks; `here` are those of them, or others, who can reach every file of this machine."""

    @property
    def here(self) -> Workers: ...

    def map(self, function: Callable[[Task], str], tasks: Iterable[Task]) -> Iterator[str]:
        """The answers, as they come, in no order."""
        ...


class Here:
    """This process does it, one task after the other."""

    @property
    def here(self) -> Workers:
        return self

    def map(self, function: Callable[[Task], str], tasks: Iterable[Task]) -> Iterator[str]:
        return map(function, tasks)


class Pool:
    """`jobs` processes do it. They start from a clean one that has loaded the pipeline once for all."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._context = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
        if os.name == "posix":
            self._context.set_forkserver_preload(["kg.grow.warm"])

    @property
    def here(self) -> Workers:
        return self

    def map(self, function: Callable[[Task], str], tasks: Iterable[Task]) -> Iterator[str]:
        """A single task is done here. Raises WorkerError if processes die over the same tasks again and again."""
        coming = iter(tasks)
        first = list(islice(coming, 2))
        if len(first) < 2:
            yield from map(function, first)
            return
        coming = chain(first, coming)
        in_hand: dict[Future[str] | None, Task] = {}
        for _ in range(_LIVES):
            lost, in_hand = [*in_hand.values()], {}
            with ProcessPoolExecutor(self._jobs, mp_context=self._context) as pool:
                try:
                    yield from self._done(pool, function, chain(lost, coming), in_hand)
                    return
                except BrokenProcessPool:
                    continue
        raise WorkerError(f"workers died {_LIVES} times over one of {len(in_hand)} tasks; try --jobs 1, or more memory")

    def _done(
        self, pool: ProcessPoolExecutor, function: Callable[[Task], str], tasks: Iterator[Task],
        in_hand: dict[Future[str] | None, Task],
    ) -> Iterator[str]:  # fmt: skip
        """Keep two tasks a process in hand, no more: a task may be large."""
        while True:
            for task in islice(tasks, 2 * self._jobs - len(in_hand)):
                in_hand[None] = task  # also in hand if the pool breaks before it takes it
                future = pool.submit(function, task)
                in_hand[future] = in_hand.pop(None)
            if not in_hand:
                return
            for future in wait([f for f in in_hand if f], return_when=FIRST_COMPLETED).done:
                answer = future.result()
                del in_hand[future]
                yield answer


def crew(jobs: int | None = None) -> Workers:
    """`jobs` workers on this machine (default: one a processor that this process may use)."""
    count = jobs or _processors()
    return Pool(count) if count > 1 else Here()


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
