"""What many documents call their things, added up: one walk through outlines, of which no document stays."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable

from kg.model import Outline, Thing, Value
from kg.resolve.clusters import Node
from kg.resolve.joining import Seen
from kg.zh.script import fold


class Called:
    """What documents call the things of one node: names in full and subclasses with how often, every further name."""

    __slots__ = ("aliases", "heads", "kinds")

    def __init__(self) -> None:
        self.heads: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.aliases: set[str] = set()

    def add(self, thing: Thing) -> None:
        """Add what one document calls it."""
        for name, count in thing.heads:
            self.heads[name] += count
        for kind, count in thing.kinds:
            self.kinds[kind] += count
        self.aliases.update(thing.aliases)

    def take(self, other: Called) -> None:
        """Add what other documents call it."""
        self.heads.update(other.heads)
        self.kinds.update(other.kinds)
        self.aliases |= other.aliases


class Names:
    """The names of many documents, in their contexts."""

    def __init__(self) -> None:
        self.of: dict[str, tuple[Node, ...]] = {}
        """By the id of an article the node of each of its things."""
        self.called: defaultdict[tuple[Node, str], Called] = defaultdict(Called)
        """By node, and the id of an article that is kept apart, else ""."""
        self.aliases: set[tuple[Node, str]] = set()
        """What texts mark as an alias of a node, folded."""

    def walk(
        self, outlines: Iterable[Outline], nodes: Callable[[Outline], list[Node]], *, apart: Collection[str] = ()
    ) -> Names:
        """Add up what documents call their things. What the documents `apart` call a thing is kept by itself, since a
        person may have said that it is another thing there."""
        one: dict[Node, Node] = {}
        for outline in outlines:
            told = tuple(one.setdefault(node, node) for node in nodes(outline))
            self.of[outline.article_id] = told
            place = outline.article_id if outline.article_id in apart else ""
            for node, thing in zip(told, outline.things, strict=True):
                self.called[node, place].add(thing)
            for said in outline.statements:
                if said.property == "alsoKnownAs" and isinstance(said.object, Value):
                    self.aliases.add((told[said.subject], fold(said.object.lexical)))
        return self

    def seen(self, known: Iterable[Node]) -> Seen:
        """All nodes, and those `known` without a text, with their commonest subclass; the aliases that texts mark."""
        kinds: dict[Node, Counter[str]] = {}
        for (node, _), called in self.called.items():
            kinds[node] = kinds[node] + called.kinds if node in kinds else called.kinds
        kinds.update({node: Counter() for node in known if node not in kinds})
        commonest = {n: min(seen, key=lambda kind: (-seen[kind], kind), default="") for n, seen in kinds.items()}
        return Seen(commonest, frozenset(self.aliases))
