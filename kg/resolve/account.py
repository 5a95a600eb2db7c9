"""Reading → Account: what one document says, told of its things instead of its mentions.

Within a document an alias joins two names of one class, if it is the alias of one thing only. A different class or a
different code never joins. A position is known by its name alone (局长 is the short form of many posts).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from kg.errors import OntologyError
from kg.model import Account, Claim, Clean, Evidence, Mention, Outline, Reading, Statement, Thing, Value
from kg.resolve.clusters import Clusters, Node
from kg.resolve.groups import Groups, Name
from kg.resolve.likeness import join_bodies
from kg.resolve.nodes import in_context
from kg.schema import VALUE_CLASSES, Property, Schema
from kg.zh.script import fold

Item = TypeVar("Item")
_ANAPHORA = "anaphora"  # what it finds is a pronoun or a description (公司, 会议), which is no alias
_SHORT_FORM_OF_MANY = frozenset({"Position"})
_MARKED = re.compile(r"[“‘《「『]([^“”‘’《》「」『』]+)[”’》」』]")
# 该局, 这家公司, 我省, 本公司 point at a thing, they do not name it; 本溪, 我爱我家 are names.
_POINTING = re.compile(
    r"(?:该|这|此|上述|前述).+"
    r"|(?:本|我|全|其)(?:[国省市县区州旗镇乡村局院所校厅部委办]|公司|集团|企业|机构|平台|单位|中心)"
    r"|公司|集团|企业"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """One mention, at original offsets, with all the names that it gives its thing."""

    name: Name
    written: str
    kind: str | None
    aliases: tuple[str, ...]
    place: Evidence


def account(reading: Reading, *, schema: Schema) -> Account:
    """What a document says and where. Raises OntologyError on a claim whose property is not declared."""
    things = [_Described(namings) for namings in _grouped(reading, schema)]
    told = _Told({naming.name: at for at, thing in enumerate(things) for naming in thing.namings}, schema)
    claims = _in_order(reading.claims, _position)
    statements = tuple(told.statement(claim) for claim in claims)
    article = reading.clean.article
    outline = in_context(Outline(article.id, tuple(t.thing for t in things), statements, article.published))
    return Account(article, outline, tuple(thing.places for thing in things), tuple(c.evidence for c in claims))


class _Described:
    """The namings of one thing, and the thing that they make."""

    def __init__(self, namings: list[Naming]) -> None:
        self.namings = namings

    @property
    def places(self) -> tuple[Evidence, ...]:
        return tuple(sorted({n.place for n in self.namings}, key=lambda e: (e.start, e.end, e.rule)))

    @property
    def thing(self) -> Thing:
        cls, heads = self.namings[0].name.cls, _heads(self.namings)
        best = min(heads, key=lambda name: (-heads[name], -len(name), name))
        kinds = Counter(n.kind for n in self.namings if n.kind and n.kind != cls)
        codes = {(n.name.key, n.name.code) for n in self.namings if n.name.code}
        aliases = {alias for n in self.namings for alias in (n.written, *n.aliases)}
        counted = tuple(sorted(heads.items())), tuple(sorted(kinds.items()))
        return Thing(cls, fold(best), *counted, tuple(sorted(codes)), tuple(sorted(aliases)))


class _Told:
    """Claims about mentions → statements about things."""

    def __init__(self, position: dict[Name, int], schema: Schema) -> None:
        self._position, self._schema = position, schema

    def statement(self, claim: Claim) -> Statement:
        prop = _property(claim.property, self._schema.relations)
        text = prop.range == {"Text"}
        named = (claim.subject.name or claim.subject.text) if prop.name == "alsoKnownAs" else ""
        target = Value(claim.object.name or claim.object.text, "text") if text else self._part(claim.object, prop)
        qualifiers = {(n, self._part(v, _property(n, self._schema.qualifiers))) for n, v in claim.qualifiers}
        return Statement(
            self._thing(claim.subject), prop.name, target, tuple(sorted(qualifiers, key=repr)), claim.modality,
            self._thing(claim.attributed_to) if claim.attributed_to else None, claim.score, named,
            claim.evidence.start,
        )  # fmt: skip

    def _thing(self, mention: Mention) -> int:
        return self._position[_name(mention, self._schema)]

    def _part(self, part: Value | Mention, prop: Property) -> int | Value:
        """The thing or value that stands for `part`; `approximate` tells no two values apart."""
        if isinstance(part, Mention):
            if prop.range and prop.range.isdisjoint(VALUE_CLASSES):
                return self._thing(part)
            part = part.value or Value(part.name or part.text, "text")
        return Value(part.lexical, part.datatype, part.unit)


def _property(name: str, declared: dict[str, Property]) -> Property:
    if name not in declared:
        raise OntologyError(f"a claim uses {name}; kg.ttl declares {', '.join(declared)}: add it there or rename it")
    return declared[name]


def _position(claim: Claim) -> tuple[int, int, str]:
    return claim.evidence.start, claim.evidence.end, claim.evidence.rule


def _in_order(items: Iterable[Item], key: Callable[[Item], Any]) -> list[Item]:
    """Sorted by `key`; the few that it does not tell apart by all that they are, which takes long to write down."""
    ties = (list(tied) for _, tied in groupby(sorted(items, key=key), key))
    return [item for tied in ties for item in (sorted(tied, key=repr) if len(tied) > 1 else tied)]


def _grouped(reading: Reading, schema: Schema) -> Iterator[list[Naming]]:
    """The namings of one article, grouped by the thing that they name."""
    stated = _stated_aliases(reading.claims)
    mentions = (mention for mention in _mentions(reading) if mention.cls not in VALUE_CLASSES)
    namings = [_naming(reading.clean, mention, schema, stated) for mention in mentions]
    groups = Groups({n.name for n in namings})
    groups.join_coded()
    groups.join_aliases(_claimants(namings))
    _join_short_forms(groups, {naming.name for naming in namings if naming.name.cls == "Organization"})
    members: defaultdict[Name, list[Naming]] = defaultdict(list)
    for naming in namings:
        members[groups.find(naming.name)].append(naming)
    yield from (members[name] for name in sorted(members))


def _join_short_forms(groups: Groups, names: set[Name]) -> None:
    """Join the full and short names of bodies: 大数据局 is 云岭省大数据发展管理局 in a text that knows no other."""
    by_node = {Node(name.cls, name.key, name.code): name for name in names}
    clusters = Clusters(by_node)
    join_bodies(clusters, by_node, supported=True)
    for members in clusters.sets():
        for node in members[1:]:
            groups.join(by_node[members[0]], by_node[node])


def _naming(clean: Clean, mention: Mention, schema: Schema, stated: dict[Mention, set[str]]) -> Naming:
    start, end = clean.locate(mention.start, mention.end)
    name = _name(mention, schema)
    place = Evidence(clean.article.id, start, end, clean.article.text[start:end], mention.found_by)
    surface = () if mention.found_by == _ANAPHORA else (mention.text, place.quote)
    aliases = _names_only(name, (*surface, *mention.aliases, *stated.get(mention, ())))
    kind = mention.kind or (mention.cls if mention.cls != name.cls else None)
    return Naming(name, mention.name or mention.text, kind, aliases, place)


def _name(mention: Mention, schema: Schema) -> Name:
    return Name(schema.top(mention.cls), fold(mention.name or mention.text), mention.code or "")


def _mentions(reading: Reading) -> list[Mention]:
    """Every mention of a reading once, those that only claims hold included, in the order of the text."""
    found = dict.fromkeys(m for m in reading.mentions if m.name or m.found_by != _ANAPHORA)
    for claim in reading.claims:
        parts = (claim.subject, claim.object, claim.attributed_to, *(value for _, value in claim.qualifiers))
        found.update(dict.fromkeys(part for part in parts if isinstance(part, Mention)))
    return _in_order(found, lambda m: (m.start, m.end, m.cls, m.name, m.text))


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


def _heads(namings: list[Naming]) -> Counter[str]:
    """The names of a thing that are not short for another of its names, with their frequency."""
    short = {(fold(a), n.name.key) for n in namings for a in n.aliases}
    keys = {n.name.key for n in namings}
    heads = {key for key in keys if not any((key, other) in short for other in keys - {key})} or keys
    return Counter(n.written for n in namings if n.name.key in heads)
