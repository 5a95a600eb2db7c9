"""One worker: opens the store, gives up what it does not need, and answers the server until that hangs up.

Called as `python -m kg.serve.worker STORE read|write MEMORY SECONDS`; standard input is the line to the server.
"""

from __future__ import annotations

import socket
import sys
import traceback
from collections.abc import Callable, Mapping
from typing import IO, Any, cast

from pyoxigraph import Store

from kg.errors import KgError
from kg.serve import answering, asking, confine, describing, finding, graphs, looking, updating
from kg.serve.answering import Answer
from kg.serve.refusal import Refusal
from kg.serve.wire import CHUNK, packed, received

Operation = Callable[[Store, Mapping[str, Any], bytes], Answer]
READING: dict[str, Operation] = {
    "query": answering.query,
    "graph": graphs.read_graph,
    "look": looking.look,
    "search": finding.search,
    "ask": asking.ask,
    "describe": describing.describe,
}
WRITING: dict[str, Operation] = {
    "update": updating.update,
    "put": graphs.put_graph,
    "add": graphs.add_to_graph,
    "drop": graphs.drop_graph,
}


class Sender:
    """The file that an answer is written into: it goes out in pieces, the head with the first of them."""

    def __init__(self, line: socket.socket) -> None:
        self._line, self._held, self._head = line, bytearray(), dict[str, Any]()
        self.begun = False

    def answer(self, answer: Answer) -> None:
        """Send the whole of it."""
        self._head = {"status": answer.status, "type": answer.type, "headers": dict(answer.headers)}
        answer.write(cast(IO[bytes], self))
        more = self.begun
        self._send(more=False)
        if more:
            self._line.sendall(packed(None))

    def fail(self, status: int, message: str) -> None:
        """Say instead, or in the middle of it, that there is no answer."""
        self._line.sendall(packed({"error": status, "message": message}))

    def write(self, piece: bytes) -> int:
        self._held += piece
        if len(self._held) >= CHUNK:
            self._send(more=True)
        return len(piece)

    def flush(self) -> None:
        """Nothing: small pieces wait for their neighbours."""

    def _send(self, *, more: bool) -> None:
        if self._held or not self.begun:
            self._line.sendall(packed(None if self.begun else {**self._head, "more": more}, bytes(self._held)))
        self._held.clear()
        self.begun = True


def serve(line: socket.socket, store: Store, operations: Mapping[str, Operation], *, seconds: float) -> None:
    """Answer until the server hangs up; the kernel ends this process if one answer takes longer than `seconds`."""
    while (message := received(line)) is not None:
        head, body = message
        sender = Sender(line)
        with confine.ended_after(seconds):
            try:
                sender.answer(operations[head["op"]](store, head, body))
                if head["op"] in WRITING:
                    finding.forget()
                    asking.forget()
            except Refusal as refusal:
                sender.fail(refusal.status, refusal.message)
            except KgError as error:
                sender.fail(400, str(error))
            except MemoryError:
                sender.fail(503, "the answer takes more memory than is allowed; ask for less")
            except Exception:  # whatever it was, it ends here: the server hears of it, and the next question comes
                traceback.print_exc()
                sender.fail(500, "the worker failed; the log of the server says why")


def main(path: str, mode: str, memory: str, seconds: str) -> None:
    """Open the store, confine this process, say so, and serve."""
    line = socket.socket(fileno=0)
    try:
        store = Store(path) if mode == "write" else Store.read_only(path)
    except OSError as error:
        line.sendall(packed({"error": 500, "message": f"{path} cannot be opened: {error}"}))
        return
    confine.limit_memory(int(memory))
    confine.deny_network()
    line.sendall(packed({"ready": True}))
    serve(line, store, READING | WRITING if mode == "write" else READING, seconds=float(seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
