"""Which mentions name the same thing.

Within a document an alias joins two names of one class, if it is the alias of one thing only; across documents only
names and codes join. A different class or a different code never does. A position is known by its name alone (局长 is
the short form of many posts).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg import iris
from kg.model import Claim, Clean, Entity, Evidence, Fact, Mention, Reading
from kg.resolve.groups import Groups, Name
from kg.schema import VALUE_CLASSES, Schema
from kg.zh.script import fold

_ANAPHORA = "anaphora"  # what it finds is a pronoun or a description (公司, 会议), which is no alias
_SHORT_FORM_OF_MANY = frozenset({"Position"})
_MARKED = re.compile(r"[“‘《「『]([^“”‘’《》「」『』]+)[”’》」』]")
# 该局, 这家公司, 我省, 本公司 point at a thing, they do not name it; 本溪, 我爱我家 are names.
_POINTING = re.compile(
    r"(?:该|这|此|上述|前述).+"
    r"|(?:本|我|全|其)(?:[国省市县区州旗镇乡村局院所校厅部委办]|公司|集团|企业|机构|平台|单位|中心)"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """One mention, at original offsets, with all the names that it gives its thing."""

    name: Name
    written: str
    kind: str | None
    aliases: tuple[str, ...]
    place: Evidence


class Identities:
    """The things that a set of readings names, and the way from a mention to its thing."""

    def __init__(self, readings: Iterable[Reading], *, schema: Schema, base: str) -> None:
        self._schema, self._base = schema, base
        self._iri: dict[tuple[str, Name], str] = {}
        self._namings: defaultdict[str, list[Naming]] = defaultdict(list)
        self._heads: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._identity: dict[str, Name] = {}
        things = [thing for reading in readings for thing in self._things(reading)]
        codes = _codes_of_names(things)
        for thing in things:
            self._add(thing, codes)

    def iri(self, mention: Mention, article_id: str) -> str:
        """The IRI of what `mention` names in that article; it must be a mention of one of the readings."""
        return self._iri[article_id, self._name(mention)]

    def written(self, iri: str) -> str:
        """The name that the thing is given: the commonest in full, then the longest, then the first by code points."""
        counts = self._heads[iri]
        return min(counts, key=lambda name: (-counts[name], -len(name), name))

    def taking_part(self, facts: Iterable[Fact]) -> tuple[Entity, ...]:
        """The entities that a fact names as subject, object, source or qualifier, in the order of their IRIs."""
        named = {iri for fact in facts for iri in _named_in(fact)}
        return tuple(self._entity(iri) for iri in sorted(named))

    def _entity(self, iri: str) -> Entity:
        namings, identity, name = self._namings[iri], self._identity[iri], self.written(iri)
        kinds = Counter(n.kind for n in namings if n.kind and n.kind != identity.cls)
        kind = min(kinds, key=lambda k: (-kinds[k], k), default=None)
        aliases = _distinct((alias for n in namings for alias in (n.written, *n.aliases)), name)
        places = tuple(sorted({n.place for n in namings}, key=lambda e: (e.article_id, e.start, e.end, e.rule)))
        return Entity(iri, identity.cls, name, kind, identity.code or None, aliases, places)

    def _things(self, reading: Reading) -> Iterator[list[Naming]]:
        """The namings of one article, grouped by the thing that they name."""
        aliases = _stated_aliases(reading.claims)
        namings = [self._naming(reading.clean, m, aliases) for m in _mentions(reading) if m.cls not in VALUE_CLASSES]
        groups = Groups({n.name for n in namings})
        groups.join_coded()
        groups.join_aliases(_claimants(namings))
        members: defaultdict[Name, list[Naming]] = defaultdict(list)
        for naming in namings:
            members[groups.find(naming.name)].append(naming)
        yield from members.values()

    def _name(self, mention: Mention) -> Name:
        return Name(self._schema.top(mention.cls), fold(mention.name or mention.text), mention.code or "")

    def _naming(self, clean: Clean, mention: Mention, stated: dict[Mention, set[str]]) -> Naming:
        start, end = clean.locate(mention.start, mention.end)
        place = Evidence(clean.article.id, start, end, clean.article.text[start:end], mention.found_by)
        surface = () if mention.found_by == _ANAPHORA else (mention.text, place.quote)
        aliases = _names_only(self._name(mention), (*surface, *mention.aliases, *stated.get(mention, ())))
        kind = mention.kind or (mention.cls if mention.cls != self._schema.top(mention.cls) else None)
        return Naming(self._name(mention), mention.name or mention.text, kind, aliases, place)

    def _add(self, thing: list[Naming], codes: dict[tuple[str, str], set[str]]) -> None:
        """Give the namings of one thing of one article the IRI that other articles give it too."""
        heads = _heads(thing)
        best = min(heads, key=lambda name: (-heads[name], -len(name), name))
        cls, key = thing[0].name.cls, fold(best)
        known = {n.name.code for n in thing if n.name.code} or codes.get((cls, key), set())
        code = min(known) if len(known) == 1 else ""
        iri = iris.entity(self._base, cls, "" if code else key, code)
        self._identity[iri] = Name(cls, key, code)
        self._heads[iri].update(heads)
        self._namings[iri] += thing
        self._iri.update({(n.place.article_id, n.name): iri for n in thing})


def _mentions(reading: Reading) -> list[Mention]:
    """Every mention of a reading once, those that only claims hold included, in the order of the text."""
    found = dict.fromkeys(m for m in reading.mentions if m.name or m.found_by != _ANAPHORA)
    for claim in reading.claims:
        parts = (claim.subject, claim.object, claim.attributed_to, *(value for _, value in claim.qualifiers))
        found.update(dict.fromkeys(part for part in parts if isinstance(part, Mention)))
    return sorted(found, key=lambda m: (m.start, m.end, m.cls, m.name, m.text, repr(m)))


def _names_only(name: Name, aliases: Iterable[str]) -> tuple[str, ...]:
    """The aliases that name the thing: no pointing words, no marks around the whole, no bare 局长 for 甲局局长."""
    bare = {_MARKED.sub(r"\1", alias) if _MARKED.fullmatch(alias) else alias for alias in aliases}
    short = name.key if name.cls in _SHORT_FORM_OF_MANY else ""
    keys = ((fold(alias), alias) for alias in bare)
    kept = (a for key, a in keys if key and not _POINTING.fullmatch(key) and (key == short or not short.endswith(key)))
    return tuple(sorted(kept))


def _stated_aliases(claims: Iterable[Claim]) -> dict[Mention, set[str]]:
    stated: defaultdict[Mention, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.property == "alsoKnownAs":
            stated[claim.subject].add(claim.object.name or claim.object.text)
    return stated


def _claimants(namings: Iterable[Naming]) -> dict[tuple[str, str], set[Name]]:
    """Class and folded alias → the names whose things are said to bear it."""
    claimants: defaultdict[tuple[str, str], set[Name]] = defaultdict(set)
    for naming in namings:
        if naming.name.cls not in _SHORT_FORM_OF_MANY:
            for key in {fold(alias) for alias in naming.aliases} - {naming.name.key}:
                claimants[naming.name.cls, key].add(naming.name)
    return claimants


def _heads(thing: Iterable[Naming]) -> Counter[str]:
    """The names of a thing that are not short for another of its names, with their frequency."""
    namings = list(thing)
    short = {(fold(a), n.name.key) for n in namings for a in n.aliases}
    keys = {n.name.key for n in namings}
    heads = {key for key in keys if not any((key, other) in short for other in keys - {key})} or keys
    return Counter(n.written for n in namings if n.name.key in heads)


def _codes_of_names(things: Iterable[list[Naming]]) -> dict[tuple[str, str], set[str]]:
    codes: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for thing in things:
        for naming in thing:
            if naming.name.code:
                codes[naming.name.cls, naming.name.key].add(naming.name.code)
    return codes


def _distinct(names: Iterable[str], apart_from: str) -> tuple[str, ...]:
    """The names without those that only differ in width, spaces, case or quotation marks."""
    kept: dict[str, str] = {fold(apart_from): apart_from}
    for name in sorted(set(names)):
        kept.setdefault(fold(name), name)
    return tuple(sorted(name for name in kept.values() if name != apart_from))


def _named_in(fact: Fact) -> Iterator[str]:
    yield fact.subject
    for part in (fact.object, fact.attributed_to, *(value for _, value in fact.qualifiers)):
        if isinstance(part, str):
            yield part
