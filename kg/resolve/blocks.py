"""The names of many documents by blocks, so that many processes can tell which are one.

A block is closed if nothing in it leads to another: no code, no alias that a text marks, nothing that a person said;
its things are then the same whatever else there is. All other names stay open until all blocks are there: bodies, whose
short forms lead from any to any (省发改委, 发改委, 云岭发改委), documents, places with a code, what bears or gives an
alias. What is closed are people, events, posts, concepts, platforms: most of what documents name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from kg.model import Outline
from kg.resolve.clusters import Node
from kg.resolve.curated import Curated
from kg.resolve.identity import Identities
from kg.resolve.joining import NAMESAKES, TOGETHER, Block, block_of
from kg.resolve.likeness import Around
from kg.resolve.minted import Kept
from kg.resolve.naming import Called, Names
from kg.resolve.nodes import Codes, coded, codes_of_names, contexts
from kg.zh.script import fold

Row = tuple[str, str, str, str, str]
"""A node, as it is written down."""
Counted = tuple[tuple[str, int], ...]
Way = tuple[Row, str, str]
"""A context, the id of the article that is kept apart in it or "", and the IRI of the thing."""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """What some documents call a thing in one context, the node `context`, whose `node` is known once all codes are;
    `article` is the id of a document that is kept apart, else ""; `marked` are aliases that texts mark."""

    context: Row
    node: Row
    article: str
    heads: Counted
    kinds: Counted
    aliases: tuple[str, ...]
    marked: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Hearsay:
    """What some documents say of a name: the codes that they know for it, whether it is an alias of something."""

    cls: str
    key: str
    codes: tuple[str, ...] = ()
    is_alias: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What some documents call the things of some blocks."""

    entries: tuple[Entry, ...]
    hearsay: tuple[Hearsay, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """A thing of a closed block."""

    iri: str
    cls: str
    key: str
    heads: Counted
    kinds: Counted
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """What became of some blocks: of the closed ones the things, what nearly was one, and the IRI of each context; of
    the open ones all entries."""

    things: tuple[Closed, ...]
    near: tuple[tuple[str, str, str, str], ...]
    iris: tuple[Way, ...]
    open: tuple[Entry, ...]


def sheets(outlines: Collection[Outline], part: Callable[[Block], int], *, apart: Collection[str]) -> dict[int, Sheet]:
    """The names of some documents by the part that `part` gives their block."""
    names = Names().walk(outlines, contexts, apart=apart)
    entries: defaultdict[int, list[Entry]] = defaultdict(list)
    hearsay: defaultdict[int, list[Hearsay]] = defaultdict(list)
    for entry in _entries(names):
        entries[part(_place_of(*entry.context[:2]))].append(entry)
    for said in _hearsay(names, codes_of_names(outlines)):
        hearsay[part(_place_of(said.cls, said.key))].append(said)
    return {
        each: Sheet(tuple(sorted(entries[each])), tuple(sorted(hearsay[each]))) for each in {*entries, *hearsay}
    }  # fmt: skip


def resolved(told: Iterable[Sheet], *, base: str, curated: Curated) -> Resolved:
    """The things of some blocks, of which `told` holds all that is said in any document."""
    found = list(told)
    entries = _with_codes(found)
    is_open = _openness(found, entries, curated)
    still_open = tuple(entry for entry in entries if is_open(entry))
    closed = [entry for entry in entries if not is_open(entry)]
    identities = Identities(names_of(closed), base=base)
    iris = tuple((e.context, e.article, identities.iri_of(Node(*e.node))) for e in closed)
    near = tuple((near.name, near.other, near.cls, near.reason) for near in identities.near)
    return Resolved(tuple(map(_closed, identities.things)), near, iris, still_open)


def names_of(entries: Iterable[Entry]) -> Names:
    """The names of entries, added up."""
    names = Names()
    for entry in entries:
        node = Node(*entry.node)
        names.called[node, entry.article].take(_called(entry.heads, entry.kinds, entry.aliases))
        names.aliases.update((node, alias) for alias in entry.marked)
    return names


def together(
    entries: Collection[Entry], *, base: str, curated: Curated, around: Around | None = None
) -> tuple[Identities, list[Way]]:
    """The things of the open blocks, and the way to each from a context; `entries` are those of all parts, or those
    from which no link leads to others (kg.resolve.links), `around` what these others tell."""
    identities = Identities(names_of(entries), base=base, curated=curated, around=around)
    iris = [(e.context, e.article, identities.iri_of(Node(*e.node), e.article)) for e in entries]
    return identities, iris


def kept(part: Resolved) -> Iterator[Kept]:
    """The things of the closed blocks of a part."""
    return map(_kept, part.things)


def _entries(names: Names) -> Iterator[Entry]:
    marked: defaultdict[Node, set[str]] = defaultdict(set)
    for node, alias in names.aliases:
        marked[node].add(alias)
    for (node, article), called in names.called.items():
        yield Entry(node, node, article, *_counted(called), tuple(sorted(marked[node])))


def _hearsay(names: Names, codes: Codes) -> Iterator[Hearsay]:
    for (cls, key), known in codes.items():
        yield Hearsay(cls, key, tuple(sorted(known)))
    for cls, alias in {(node.cls, alias) for node, alias in names.aliases}:
        yield Hearsay(cls, alias, is_alias=True)


def _with_codes(told: Iterable[Sheet]) -> list[Entry]:
    """All entries, one a context, with the node of each."""
    codes: Codes = defaultdict(set)
    for said in (said for sheet in told for said in sheet.hearsay):
        codes[said.cls, said.key].update(said.codes)
    names = names_of(entry for sheet in told for entry in sheet.entries)
    return [replace(entry, node=coded(Node(*entry.context), codes)) for entry in _entries(names)]


def _openness(told: Iterable[Sheet], entries: Iterable[Entry], curated: Curated) -> Callable[[Entry], bool]:
    """Is the block of an entry open?"""
    if curated.merged or curated.split:  # by names or IRIs, which may be those of anything
        return lambda entry: True
    names = {(said.cls, said.key) for sheet in told for said in sheet.hearsay if said.is_alias}
    for entry in entries:
        node = Node(*entry.node)
        if node.code or node.cls in TOGETHER or (entry.marked and node.cls not in NAMESAKES):
            names.add((node.cls, node.key))
    for known in curated.known:
        names.update((known.cls, fold(name)) for name in (known.name, *known.names, *known.others))
    blocks = {block_of(*name) for name in names}
    return lambda entry: block_of(*entry.context[:2]) in blocks


def _place_of(cls: str, key: str) -> Block:
    """The block of a name; what is open by its class, name by name, since no block of it is resolved apart."""
    return (cls, key) if cls in TOGETHER else block_of(cls, key)


def _counted(called: Called) -> tuple[Counted, Counted, tuple[str, ...]]:
    return tuple(sorted(called.heads.items())), tuple(sorted(called.kinds.items())), tuple(sorted(called.aliases))


def _called(heads: Counted, kinds: Counted, aliases: Iterable[str]) -> Called:
    called = Called()
    called.heads.update(dict(heads))
    called.kinds.update(dict(kinds))
    called.aliases.update(aliases)
    return called


def _closed(kept: Kept) -> Closed:
    return Closed(kept.iri, kept.cls, kept.key, *_counted(kept))


def _kept(closed: Closed) -> Kept:
    kept = Kept(closed.iri, closed.cls, closed.key, "", "")
    kept.take(_called(closed.heads, closed.kinds, closed.aliases))
    return kept
