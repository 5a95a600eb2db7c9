"""Between the server and a worker: messages of a JSON head and a body, with the length of each before them.

A question is one message. An answer is one message whose head has `more` set if bodies without a head follow; then an
empty one ends it. A head with `error` (an HTTP status) and `message` says why there is no answer, or no more of it.
"""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from collections.abc import Mapping
from typing import Any

_LENGTHS = struct.Struct(">II")
CHUNK = 1 << 16
Message = tuple[dict[str, Any], bytes]


def packed(head: Mapping[str, Any] | None, body: bytes = b"") -> bytes:
    """The bytes of a message."""
    told = json.dumps(head).encode() if head else b""
    return _LENGTHS.pack(len(told), len(body)) + told + body


def received(line: socket.socket) -> Message | None:
    """The next message, or None where the other end has closed the line."""
    lengths = _exactly(line, _LENGTHS.size)
    if lengths is None:
        return None
    told, size = _LENGTHS.unpack(lengths)
    head, body = _exactly(line, told), _exactly(line, size)
    return None if head is None or body is None else (json.loads(head or b"{}"), body)


async def awaited(reader: asyncio.StreamReader) -> Message:
    """The next message. Raises IncompleteReadError or ConnectionError where the worker has died."""
    told, size = _LENGTHS.unpack(await reader.readexactly(_LENGTHS.size))
    head = json.loads(await reader.readexactly(told)) if told else {}
    return head, await reader.readexactly(size) if size else b""


def _exactly(line: socket.socket, size: int) -> bytes | None:
    pieces = bytearray()
    while len(pieces) < size:
        piece = line.recv(size - len(pieces))
        if not piece:
            return None
        pieces += piece
    return bytes(pieces)
