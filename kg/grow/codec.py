"""Dataclasses of kg.model ↔ JSON, by their declared types: what a work folder holds can be read without running it."""

from __future__ import annotations

import json
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Any, TypeVar

T = TypeVar("T")
Decoder = Callable[[Any], Any]


def encode(content: object) -> bytes:
    """JSON on one line; a dataclass is the list of its fields."""
    written = json.dumps(content, default=_row, ensure_ascii=False, separators=(",", ":"))
    return written.encode("utf-8", "surrogatepass")


def decode(content: bytes, cls: type[T]) -> T:
    """The `cls` that `encode` wrote."""
    return decoded(json.loads(content.decode("utf-8", "surrogatepass")), cls)


def decoded(content: Any, cls: type[T]) -> T:
    """The `cls` that was written as what JSON made `content` of."""
    found: T = _decoder(cls)(content)  # type: ignore[arg-type]
    return found


def _row(thing: object) -> object:
    return _fields(type(thing))(thing)  # type: ignore[arg-type]


@cache
def _fields(cls: type) -> Callable[[object], object]:
    """All fields as a tuple; `attrgetter` of one name would give the bare value."""
    names = [field.name for field in fields(cls)]
    return attrgetter(*names) if len(names) > 1 else lambda thing: (getattr(thing, names[0]),)


@cache
def _decoder(kind: Any) -> Decoder:
    """How to read a value of the type `kind` from what JSON made of it."""
    if is_dataclass(kind) and isinstance(kind, type):
        return _of_class(kind)
    parts = typing.get_args(kind)
    if typing.get_origin(kind) is tuple:
        return _of_tuple(parts)
    if typing.get_origin(kind) in (typing.Union, UnionType):
        return _of_union(parts)
    return _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _of_class(cls: type) -> Decoder:
    hints = typing.get_type_hints(cls)
    decoders = [_decoder(hints[field.name]) for field in fields(cls)]
    changing = [(at, decoder) for at, decoder in enumerate(decoders) if decoder is not _as_it_is]

    def read(row: list[Any]) -> Any:
        for at, decoder in changing:
            row[at] = decoder(row[at])
        return cls(*row)

    return read


def _of_tuple(parts: tuple[Any, ...]) -> Decoder:
    if len(parts) == 2 and parts[1] is Ellipsis:
        one = _decoder(parts[0])
        return tuple if one is _as_it_is else lambda row: tuple(map(one, row))
    decoders = [_decoder(part) for part in parts]
    if all(decoder is _as_it_is for decoder in decoders):
        return tuple
    return lambda row: tuple(decoder(value) for decoder, value in zip(decoders, row, strict=True))


def _of_union(parts: tuple[Any, ...]) -> Decoder:
    """One of the members at most is no plain value of JSON; it alone is written as a list."""
    structured = [decoder for decoder in map(_decoder, parts) if decoder is not _as_it_is]
    if not structured:
        return _as_it_is
    (decoder,) = structured
    return lambda value: decoder(value) if isinstance(value, list) else value
