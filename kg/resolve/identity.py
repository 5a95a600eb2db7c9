"""Which things of many documents are one: names and codes join across documents, aliases never do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

from kg import iris
from kg.model import Entity, Outline, Thing
from kg.zh.script import fold


class Identities:
    """The things that a set of documents names, and the way from a thing of a document to its entity.

    `outlines` is walked through more than once. What is kept is one record a thing of the world and one IRI a thing of
    a document; no text and no place.
    """

    def __init__(self, outlines: Iterable[Outline], *, base: str) -> None:
        self._base = base
        self._kept: dict[str, _Kept] = {}
        self._codes = _codes_of_names(outlines)
        self._iris = {o.article_id: tuple(self._add(thing) for thing in o.things) for o in outlines}

    def iri(self, article_id: str, thing: int) -> str:
        """The IRI of the thing at that position of that article's outline."""
        return self._iris[article_id][thing]

    def written(self, iri: str) -> str:
        """The name that the thing is given: the commonest in full, then the longest, then the first by code points."""
        heads = self._kept[iri].heads
        return min(heads, key=lambda name: (-heads[name], -len(name), name))

    def named(self, name: str) -> tuple[str, ...]:
        """The IRIs of the things that some text calls so, or the IRI itself if it is that of one."""
        return (name,) if name in self._kept else self._by_name.get(fold(name), ())

    def entity(self, iri: str) -> Entity:
        """The entity without its mentions."""
        kept, name = self._kept[iri], self.written(iri)
        kind = min(kept.kinds, key=lambda k: (-kept.kinds[k], k), default=None)
        return Entity(iri, kept.cls, name, kind, kept.code or None, _distinct(kept.aliases, name))

    @cached_property
    def _by_name(self) -> dict[str, tuple[str, ...]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for iri, kept in sorted(self._kept.items()):
            for name in {fold(name) for name in (*kept.heads, *kept.aliases)}:
                found[name].append(iri)
        return {name: tuple(those) for name, those in found.items()}

    def _add(self, thing: Thing) -> str:
        """Give a thing of one article the IRI that other articles give it too."""
        known = {code for _, code in thing.codes} or self._codes.get((thing.cls, thing.key), set())
        code = min(known) if len(known) == 1 else ""
        iri = iris.entity(self._base, thing.cls, "" if code else thing.key, code)
        kept = self._kept.setdefault(iri, _Kept(thing.cls, code))
        kept.heads.update(dict(thing.heads))
        kept.kinds.update(dict(thing.kinds))
        kept.aliases.update(thing.aliases)
        return kept.iri or kept.called(iri)


class _Kept:
    """What is known of one entity so far."""

    __slots__ = ("aliases", "cls", "code", "heads", "iri", "kinds")

    def __init__(self, cls: str, code: str) -> None:
        self.cls, self.code, self.iri = cls, code, ""
        self.heads: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.aliases: set[str] = set()

    def called(self, iri: str) -> str:
        """The IRI, held once however many documents name the thing."""
        self.iri = iri
        return iri


def _codes_of_names(outlines: Iterable[Outline]) -> dict[tuple[str, str], set[str]]:
    codes: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for outline in outlines:
        for thing in outline.things:
            for key, code in thing.codes:
                codes[thing.cls, key].add(code)
    return codes


def _distinct(names: Iterable[str], apart_from: str) -> tuple[str, ...]:
    """The names without those that only differ in width, spaces, case or quotation marks."""
    kept: dict[str, str] = {fold(apart_from): apart_from}
    for name in sorted(set(names)):
        kept.setdefault(fold(name), name)
    return tuple(sorted(name for name in kept.values() if name != apart_from))
