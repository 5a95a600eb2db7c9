"""A process of a pool: it is given one task at a time, tells where it is, and answers.

Master and worker share a pipe and nothing else: whichever of them ends, however that happens, the other reads the end
of it. That is why this is no `concurrent.futures`, which cannot say over which task a process died.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from kg.grow import collecting

Task = TypeVar("Task")
_SAFE = "PYTHONSAFEPATH"
_master: Connection[Any, Any] | None = None  # in a worker: who gave it the task


class Answer(NamedTuple):
    """The path of what a task wrote, or what it raised."""

    path: str
    error: Exception | None = None


class Hand(Generic[Task]):
    """A process and the task that it was given; `deaths` of its forerunners over it, what it `told` last."""

    task: Task
    deaths: int
    told: str

    def __init__(self, context: Any) -> None:
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with _no_modules_of_the_folder():  # a system without fork starts it by `python -c` too
            self._process.start()
        theirs.close()

    def give(self, function: Callable[[Task], str], task: Task, *, deaths: int = 0) -> None:
        """Have it do the task."""
        self.task, self.deaths, self.told = task, deaths, ""
        with suppress(BrokenPipeError, ConnectionResetError):  # it has died meanwhile, which `hear` will say
            self.pipe.send((function, task))

    def hear(self) -> Answer | None:
        """Its answer; None if it only told where it is. Raises EOFError if it died."""
        try:
            message = self.pipe.recv()
        except ConnectionResetError as error:
            raise EOFError from error
        if isinstance(message, Answer):
            return message
        self.told = message
        return None

    def stop(self) -> None:
        """Whatever it does, it does no longer."""
        self._process.kill()

    def end(self) -> None:
        """Stop it, and wait until it is gone."""
        self.stop()
        self._process.join()
        self.pipe.close()


@contextmanager
def doing(where: str, *, seconds: float) -> Iterator[None]:
    """Do a part of a task. A master, if there is one, is told which, and the part ends this process if it takes more
    than so many seconds of its processor: what waits, or is stopped by Ctrl-Z, takes none."""
    if _master is None:
        yield
        return
    _tell(_master, where)
    _allow(seconds)
    try:
        yield
    finally:
        _allow(0)
        _tell(_master, "")


def _tell(master: Connection[Any, Any], where: str) -> None:
    """Where this process is. It ends if the master has: a broken pipe is no fault of the document, and what would be
    written of it would be taken by the next build."""
    try:
        master.send(where)
    except (BrokenPipeError, ConnectionResetError):
        sys.exit(1)


def _allow(seconds: float) -> None:
    """Have the system end this process (SIGPROF) after so many seconds of its processor; 0: no more."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def start_server() -> None:
    """Start the process that workers are forked from, with SIGINT blocked in all of them: a terminal sends it to each,
    and it is the master who ends them."""
    if os.name != "posix":
        return
    with _no_modules_of_the_folder():
        resource_tracker.ensure_running()  # before the signal is blocked: it would unblock it
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            forkserver.ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _no_modules_of_the_folder() -> Iterator[None]:
    """What is started meanwhile takes no module from the working folder, which holds other people's documents:
    `python -c`, which is how multiprocessing starts, looks there first (Python's documentation, PYTHONSAFEPATH). Unless
    kg itself is taken from there (`python -m kg` in a checkout), for then another kg might work for this one."""
    if _is_of_the_folder():
        yield
        return
    before = os.environ.get(_SAFE)
    os.environ[_SAFE] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SAFE]
        else:
            os.environ[_SAFE] = before


def _is_of_the_folder() -> bool:
    try:
        return Path(__file__).parents[2] == Path.cwd()
    except OSError:  # the working folder is gone
        return False


def _serve(master: Connection[Any, Any]) -> None:
    """The worker: do what comes until the master is gone."""
    global _master
    _master = master
    with collecting.seldom(), suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            function, task = master.recv()
            master.send(_answer(function, task))


def _answer(function: Callable[[Task], str], task: Task) -> Answer:
    try:
        return Answer(function(task))
    except Exception as error:
        error.add_note(f"in a worker:\n{traceback.format_exc()}")
        return Answer("", error)
