"""Who does the work: this process, a pool of processes, or (kg.grow.cluster) the workers of a dask scheduler.

A worker is sent a function of the package and a task that says it all, and answers with the path of what it wrote; so
a task that was lost with its worker is simply done again.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import chain, islice
from multiprocessing.connection import wait
from typing import Any, Protocol, TypeVar

from kg.errors import KgError
from kg.grow.hand import Answer, Hand, start_server
from kg.grow.threads import one_each

Task = TypeVar("Task")
Without = Callable[[Task, str], Task]
"""A task without the part over which its worker died; the part is what the worker told last (kg.grow.hand.doing)."""
_LIVES = 3  # workers that one task may cost
_SUSPECT = 2  # of them, before the part that it was at is left out


class WorkerError(KgError):
    """Workers die over some task, whatever is tried."""


class Workers(Protocol):
    """Those who do tasks; `here` are those of them, or others, who can reach every file of this machine."""

    @property
    def here(self) -> Workers: ...

    def map(
        self, function: Callable[[Task], str], tasks: Iterable[Task], without: Without[Task] | None = None
    ) -> Iterator[str]:
        """The answers, as they come, in no order. Where a part of a task ends the process that does it, `without` makes
        the task that is done in its place, as far as these workers outlive it."""
        ...

    def beside(self, function: Callable[[Task], str], task: Task) -> AbstractContextManager[list[str]]:
        """Have one task done while the caller does something else. It is done when the block ends: then the answer
        stands in the list."""
        ...


class Here:
    """This process does it, one task after the other."""

    @property
    def here(self) -> Workers:
        return self

    def map(
        self, function: Callable[[Task], str], tasks: Iterable[Task], without: Without[Task] | None = None
    ) -> Iterator[str]:
        return map(function, tasks)

    @contextmanager
    def beside(self, function: Callable[[Task], str], task: Task) -> Iterator[list[str]]:
        """The task is done first."""
        yield [function(task)]


class Pool:
    """`jobs` processes do it. They start from a clean one, which begins at once to load what all of them need."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._context = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
        if os.name == "posix":
            self._context.set_forkserver_preload(["kg.grow.warm"])
        start_server()

    @property
    def here(self) -> Workers:
        return self

    def map(
        self, function: Callable[[Task], str], tasks: Iterable[Task], without: Without[Task] | None = None
    ) -> Iterator[str]:
        """A single task without parts is done here. Raises WorkerError if processes die over one task again and again;
        whatever ends the work ends the processes."""
        coming = iter(tasks)
        first = list(islice(coming, 2))
        if not first or (len(first) == 1 and without is None):
            yield from map(function, first)
            return
        start_server()  # again if it has ended
        hands: list[Hand[Task]] = []
        try:
            yield from self._done(function, chain(first, coming), without, hands)
        finally:
            for hand in hands:
                hand.stop()
            for hand in hands:
                hand.end()

    @contextmanager
    def beside(self, function: Callable[[Task], str], task: Task) -> Iterator[list[str]]:
        """The task is done by a process of its own, or here if that dies."""
        start_server()
        answers: list[str] = []
        hand: Hand[Task] = Hand(self._context)
        try:
            hand.give(function, task)
            yield answers
            try:
                while (answer := hand.hear()) is None:
                    pass
            except EOFError:
                answer = Answer(function(task))
            if answer.error is not None:
                raise answer.error
            answers.append(answer.path)
        finally:
            hand.end()

    def _done(
        self, function: Callable[[Task], str], tasks: Iterator[Task], without: Without[Task] | None,
        hands: list[Hand[Task]],
    ) -> Iterator[str]:  # fmt: skip
        """Keep all `hands` busy, with one task at a time: it may be large."""
        busy: dict[Any, Hand[Task]] = {}
        while True:
            for task in islice(tasks, self._jobs - len(busy)):
                hand = next((hand for hand in hands if hand.pipe not in busy), None) or self._another(hands)
                busy[hand.pipe] = hand
                hand.give(function, task)
            if not busy:
                return
            for pipe in wait([*busy]):
                try:
                    answer = busy[pipe].hear()
                except EOFError:
                    dead, hand = busy.pop(pipe), self._another(hands)
                    busy[hand.pipe] = hand
                    hands.remove(dead)
                    dead.end()
                    task, deaths = _again(dead, without)
                    hand.give(function, task, deaths=deaths)
                    continue
                if answer is not None:
                    del busy[pipe]
                    if answer.error is not None:
                        raise answer.error
                    yield answer.path

    def _another(self, hands: list[Hand[Task]]) -> Hand[Task]:
        hands.append(Hand(self._context))
        return hands[-1]


def _again(dead: Hand[Task], without: Without[Task] | None) -> tuple[Task, int]:
    """What is to be done in place of the task of a process that died, and how many died over it. Raises WorkerError."""
    if without is not None and dead.told and dead.deaths + 1 == _SUSPECT:
        return without(dead.task, dead.told), 0
    if dead.deaths + 1 == _LIVES:
        raise WorkerError(f"workers died {_LIVES} times over one task; try --jobs 1, or more memory")
    return dead.task, dead.deaths + 1


def crew(jobs: int | None = None) -> Workers:
    """`jobs` workers on this machine (default: one a processor that this process may use).

    Best called before numpy is imported: see kg.grow.threads.
    """
    one_each()
    count = jobs or _processors()
    return Pool(count) if count > 1 else Here()


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
