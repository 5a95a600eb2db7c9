"""By what a name may meet others of its thing: where no chain of links leads, names are told apart by themselves.

A link is a key that two names share wherever `kg.resolve.joining` would look at both: all that it does with a set of
names, it does if it is given the set alone. One link too many does no harm. With some keys one side asks (发改委 for
the nation's body of that name, which asks for none): these lead from one to another only where somebody asks.

What names tell of each other without meeting, `Around` holds: places of no list, and blocks too long to be compared.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.resolve.clusters import Node
from kg.resolve.curated import Curated, Known
from kg.resolve.joining import BRACKETS, ISSUER, TOGETHER, block_of
from kg.resolve.likeness import OF_THE_NATION, Around, body_of, crowd, form
from kg.zh import companies
from kg.zh.bodies import AGENCY, COMPANY, NATION, NONE, Body, plain
from kg.zh.script import fold


class Link(NamedTuple):
    """What stands for a key, an integer of 64 bits; whether it is asked for or only borne; and if it leads nowhere
    where too many names are of one block, that block (`likeness.crowd`)."""

    key: int
    asks: bool
    crowd: str


class Links:
    """The links of names, given what people know and the `places` of no list (kg.resolve.likeness)."""

    def __init__(self, curated: Curated, places: Mapping[str, str] = NONE) -> None:
        self._around = Around(places)
        self._is_one = bool(curated.merged or curated.split)  # by names or IRIs, which may be those of anything
        self._known = {name for known in curated.known for name in _names(known)}
        opening = "|".join(sorted({re.escape(short[:2]) for short in places}))
        self._opens = re.compile(opening or r"(?!)").search

    def depend(self, node: Node) -> bool:
        """May the places of no list have a part in the links of a name?"""
        return node.cls == "Organization" and bool(self._opens(plain(node.key)))

    def of(self, node: Node, marked: Iterable[str]) -> list[Link]:
        """Those of a name, in their order; `marked` are aliases that texts mark."""
        return sorted({*self._of(node, marked)})

    def _of(self, node: Node, marked: Iterable[str]) -> Iterator[Link]:
        if self._is_one:
            yield _link("one")
        yield _link("name", node.cls, node.key)
        for alias in marked:
            yield _link("name", node.cls, alias)
        if node.code:
            yield _link("code", node.cls, node.code)
        if node.key in self._known:
            yield _link("known", node.key)
        if node.cls not in TOGETHER:
            yield _link("block", *block_of(node.cls, node.key))
        elif node.cls == "Document":
            yield from _of_document(node.key)
        else:
            yield from self._of_body(body_of(node, self._around))

    def of_known(self, known: Known) -> Iterator[Link]:
        """Those of a thing that people know."""
        yield from self.of(node_of(known), ())
        yield from (_link("known", name) for name in _names(known))

    def _of_body(self, body: Body) -> Iterator[Link]:
        yield _link("form", *form(body))
        if body.sort != AGENCY:
            yield _link("company", body.core)
            if body.sort == COMPANY and body.head not in companies.BARE:
                for name in companies.short_names(body.core, placed=bool(body.region)):
                    yield _link("company", name, asks=False)
            return
        yield _link("short", crowd(body), body.written[:1], crowd=crowd(body))
        if not body.region:
            yield _link("nation", body.core, body.head)
        elif body.region == NATION and body.head in OF_THE_NATION:
            yield _link("nation", body.core, body.head, asks=False)


def node_of(known: Known) -> Node:
    """The node of a thing that people know, of which no text need speak."""
    return Node(known.cls, fold(known.name), known.code)


def _of_document(key: str) -> Iterator[Link]:
    yield _link("title", key.translate(BRACKETS))
    yield _link("issued", key)
    if match := ISSUER.fullmatch(key):
        yield _link("issued", match[2], asks=False)


def _names(known: Known) -> Iterator[str]:
    return map(fold, (known.name, *known.names))


def _link(*parts: str, asks: bool = True, crowd: str = "") -> Link:
    digest = hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8)
    return Link(int.from_bytes(digest.digest(), signed=True), asks, crowd)
