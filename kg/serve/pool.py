"""The workers: processes that are started beforehand, used again and again, and replaced when one has died."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import kg
from kg.errors import OutputError
from kg.serve.refusal import Refusal
from kg.serve.wire import awaited, packed

QUEUE, PATIENCE = 128, 20.0  # so many questions may wait for a worker, and for so many seconds
_DIED = (asyncio.IncompleteReadError, ConnectionError)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may take: seconds of the clock, bytes of address space of its worker."""

    seconds: float = 30.0
    memory: int = 2 << 30


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its first piece, and the others, if any. Whoever has them reads them to the end, or closes them."""

    status: int
    type: str
    headers: Mapping[str, str]
    body: bytes
    rest: Rest | None


class Worker:
    """One process, and the line to it."""

    def __init__(self, process: subprocess.Popen[bytes], edition: int) -> None:
        self.process, self.edition = process, edition

    @classmethod
    async def start(cls, store: Path, limits: Limits, *, writable: bool) -> Worker:
        """A worker that has opened `store`. Raises OutputError if it could not."""
        ours, theirs = socket.socketpair()
        edition = edition_of(store)
        mode, module = "write" if writable else "read", "kg.serve.worker"
        command = [sys.executable, "-P", "-m", module, str(store), mode, str(limits.memory), str(limits.seconds)]
        paths = (str(Path(kg.__file__).parent.parent), os.environ.get("PYTHONPATH", ""))
        env = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
        process = await asyncio.to_thread(
            subprocess.Popen, command, stdin=theirs.fileno(), stdout=subprocess.DEVNULL, env=env, start_new_session=True
        )
        theirs.close()
        worker = cls(process, edition)
        worker.reader, worker.writer = await asyncio.open_connection(sock=ours)
        try:
            head, _ = await awaited(worker.reader)
        except _DIED:
            raise OutputError(f"{store}: the worker died at its start, with code {process.wait()}") from None
        if "error" in head:
            worker.end()
            raise OutputError(f"{head['message']}; build the graph again, or end the program that writes to it")
        return worker

    async def ask(self, head: Mapping[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        """The first message of the answer."""
        self.writer.write(packed(head, body))
        return await awaited(self.reader)

    def end(self) -> int:
        """Kill the process, and return how it ended: its exit code, or minus the signal if it was dead already."""
        self.writer.close()
        self.process.kill()
        return self.process.wait()

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


class Rest:
    """The further pieces of an answer; `done` gets the worker back, and whether it has said all."""

    def __init__(self, worker: Worker, done: Callable[[Worker, bool], None]) -> None:
        self._worker: Worker | None = worker
        self._done = done

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Raises Refusal when the worker fails: the client must not take a part for the whole."""
        while self._worker:
            try:
                head, piece = await awaited(self._worker.reader)
            except _DIED:
                self.close()
                raise Refusal(504, "cut off") from None
            if head or not piece:
                self.close(whole=True)
            if head:
                raise Refusal(head["error"], head["message"])
            if piece:
                yield piece

    def close(self, *, whole: bool = False) -> None:
        """Give the worker back. Once is enough."""
        worker, self._worker = self._worker, None
        if worker:
            self._done(worker, whole)


def edition_of(store: Path) -> int:
    """What tells a store from the one that `kg build` puts in its place."""
    try:
        return store.stat().st_ino
    except FileNotFoundError:  # for the moment between two renames
        return 0


class Pool:
    """`size` workers on one store. With `writable` there is one, since the engine lets one process write."""

    def __init__(self, store: Path, *, size: int, limits: Limits, writable: bool = False) -> None:
        self.store, self.limits, self.writable = store, limits, writable
        self.size = 1 if writable else size
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        self._waiting, self._workers, self._starting = 0, set[Worker](), set[asyncio.Task[None]]()

    async def open(self) -> None:
        """Start all workers. Raises OutputError if the store cannot be opened."""
        await asyncio.gather(*(self._add() for _ in range(self.size)))

    def close(self) -> None:
        """End all workers."""
        for task in self._starting:
            task.cancel()
        for worker in self._workers:
            worker.end()

    async def ask(self, head: Mapping[str, Any], body: bytes = b"") -> Reply:
        """The answer of the next free worker. Raises Refusal: its own, 503 (none gets free), 504 (too slow)."""
        worker = await self._free()
        try:
            said, piece = await worker.ask(head, body)
        except _DIED:
            raise self._post_mortem(worker) from None
        except BaseException:
            self._replace(worker)  # the answer to a question that nobody waits for any more
            raise
        if "error" in said:
            self._idle.put_nowait(worker)
            raise Refusal(said["error"], said["message"])
        rest = Rest(worker, self._done) if said["more"] else None
        if rest is None:
            self._idle.put_nowait(worker)
        return Reply(said["status"], said["type"], said["headers"], piece, rest)

    def _done(self, worker: Worker, whole: bool) -> None:
        """Take a worker back; one that has not said all is of no use any more."""
        if whole:
            self._idle.put_nowait(worker)
        else:
            self._replace(worker)

    async def _free(self) -> Worker:
        """A worker that has the store open which is there now: `kg build` puts a new one in its place."""
        while (worker := await self._next()).edition != edition_of(self.store):
            self._replace(worker)
        return worker

    async def _next(self) -> Worker:
        if not self._idle.empty():
            return self._idle.get_nowait()
        if self._waiting >= QUEUE:
            raise Refusal(503, "too many questions at once; ask again in a moment", {"Retry-After": "2"})
        self._waiting += 1
        try:
            return await asyncio.wait_for(self._idle.get(), PATIENCE)
        except TimeoutError:
            raise Refusal(503, "all workers are busy; ask again in a moment", {"Retry-After": "5"}) from None
        finally:
            self._waiting -= 1

    async def _add(self) -> None:
        worker = await Worker.start(self.store, self.limits, writable=self.writable)
        self._workers.add(worker)
        self._idle.put_nowait(worker)

    async def _refill(self) -> None:
        """Add a worker, as soon as there is a store that it can open."""
        while True:
            try:
                return await self._add()
            except OutputError:
                await asyncio.sleep(0.5)

    def _replace(self, worker: Worker) -> int:
        self._workers.discard(worker)
        code = worker.end()
        task = asyncio.get_running_loop().create_task(self._refill())
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)
        return code

    def _post_mortem(self, worker: Worker) -> Refusal:
        """Why there is no answer, by how the worker ended."""
        if self._replace(worker) == -signal.SIGALRM:
            return Refusal(504, f"no answer in {self.limits.seconds:g} s; ask for less")
        memory = f"{self.limits.memory >> 20} MiB of memory"
        return Refusal(503, f"the question ended its worker, most likely beyond {memory}; ask for less")
