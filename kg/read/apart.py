"""Extraction in a process of its own: what loops, crashes or fills the memory there is one document lost and named.

The libraries that take apart PDF, Word and HTML are large, and their input comes from anybody. They run in a child that
has a limit of time for each document and of memory for all, and that is started anew after it was ended. It is told
what to do by one line of JSON and the bytes, and answers with one line of JSON.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

from kg.errors import InputError
from kg.read.limits import Limits

_START = "import sys; sys.path[:] = {path!r}; from kg.read.apart import serve; serve({memory})"
_lock = threading.Lock()
_children: dict[tuple[int, int], subprocess.Popen[bytes]] = {}  # by process and limit of memory

Extracted = dict[str, Any]


def extract(module: str, raw: bytes, place: str, limits: Limits) -> Extracted:
    """What `kg.read.MODULE.extract(raw)` gives. Raises InputError, naming `place`, with the reason that it gave, or
    where it took longer than `limits.seconds`, or ended its process."""
    with _lock:
        child, late = _child(limits.memory), threading.Event()

        def end() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(limits.seconds, end)
        timer.start()
        try:
            answer = _ask(child, module, raw)
        finally:
            timer.cancel()
        if answer is None:
            close()
    if answer is None:
        reason = f"takes longer than {limits.seconds:g} seconds" if late.is_set() else "crashes what reads it"
        remedy = ", or allow more: --limit seconds=N" if late.is_set() else ""
        raise InputError(f"{place}: {reason}; save it as plain text{remedy}")
    if "refused" in answer:
        raise InputError(f"{place}: {answer['refused']}")
    return answer


def _ask(child: subprocess.Popen[bytes], module: str, raw: bytes) -> Extracted | None:
    """The answer of the child, None if it ended without one."""
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        child.stdin.write(json.dumps([module, len(raw)]).encode() + b"\n" + raw)
        child.stdin.flush()
        line = child.stdout.readline()
    except (BrokenPipeError, OSError):
        return None
    return json.loads(line) if line.endswith(b"\n") else None


def _child(memory: int) -> subprocess.Popen[bytes]:
    """The child of this process; after a fork each starts its own."""
    key = (os.getpid(), memory)
    if key not in _children:
        command = [sys.executable, "-c", _START.format(path=sys.path, memory=memory)]
        _children[key] = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    return _children[key]


@atexit.register
def close() -> None:
    """End the children of this process; the next document starts another."""
    for key in [key for key in _children if key[0] == os.getpid()]:
        child = _children.pop(key)
        child.kill()
        child.communicate()


def serve(memory: int) -> None:
    """The child: answer until standard input ends."""
    _limit(memory)
    socket.has_ipv6 = False  # a library would bind a socket to try it
    sys.addaudithook(_no_network)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no answer
    while line := sys.stdin.buffer.readline():
        module, size = json.loads(line)
        answers.write(json.dumps(_answer(module, sys.stdin.buffer.read(size))).encode() + b"\n")
        answers.flush()


def _answer(module: str, raw: bytes) -> Extracted:
    try:
        found: Extracted = _extractor(module)(raw)
        return found
    except InputError as error:
        return {"refused": str(error)}
    except ModuleNotFoundError as error:
        return {"refused": f"needs {error.name}; install it with: pip install 'kg[docs]'"}
    except MemoryError:
        return {"refused": "needs more memory than a document may take; save it as plain text"}
    except Exception as error:  # whatever a parser raises on hostile bytes: the document is refused, the reason kept
        return {"refused": f"cannot be taken apart ({type(error).__name__}: {str(error)[:200]}); save it as plain text"}


def _extractor(module: str) -> Callable[[bytes], Extracted]:
    found: Callable[[bytes], Extracted] = importlib.import_module(f"kg.read.{module}").extract
    return found


def _no_network(event: str, _: object) -> None:
    """Whatever a document says, nothing is fetched (audit events: Python's library reference, appendix)."""
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"):
        raise InputError("would be fetched from the network; save it as plain text")


def _limit(memory: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # not every system has such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


