"""Names in a question → things of the graph: by label, alias, short form, or near enough."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick
from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg import iris, schema
from kg.zh.gazetteer import gazetteer
from kg.zh.script import fold

LABEL, ALIAS, SHORT = 0, 1, 2
"""How a form names a thing: as the graph's label, as an alias of it, as a short form of either."""
_RDF, _RDFS, _SKOS = iris.PREFIXES["rdf"], iris.PREFIXES["rdfs"], iris.PREFIXES["skos"]
_KG = iris.PREFIXES["kg"]
_BRACKETED = re.compile(r"[(（\[〔][^)）\]〕]*[)）\]〕]")
_NUMBERED = re.compile(r"^(?:\d{4}年?|第[一二三四五六七八九十百\d]+[届次期])+(?:度|上半年|下半年)?(?:中国)?")
_COMPANY = re.compile(r"(?:股份|技术|科技|网络建设)*(?:有限责任公司|有限公司|股份公司|公司)$")
_COMMISSION = re.compile("发展和改革委(?:员会)?")
_KINDS = re.compile(r"(?:改革|行动|制度|战略|理念|概念|工程|工作|平台|系统|项目|计划|方针|构想)$")
_SUFFIX = re.compile(r"(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|[省市县区州盟旗])$")
_LOCAL = re.compile(
    r"(?:自治区|[省市县区州全我本该])(?!级).{1,8}[局委厅办府部院会心处]$"
)  # 市数据局: of some city, as a text goes
_NEAR = 0.3  # a phrase must have so much of a name in common with it


@dataclass(frozen=True, slots=True)
class Thing:
    """A named thing of the graph: `cls` is one of the eight entity types, `kind` its subclass or ""; `aliases` are
    what else it is called."""

    iri: str
    label: str
    cls: str
    kind: str
    aliases: tuple[str, ...] = ()


class Names:
    """All names of a graph. Forms are folded (kg.zh.script.fold)."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self.things: dict[str, Thing] = {}
        strengths: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for thing in things:
            self.things[thing.iri] = thing
            for form, strength in _forms(thing):
                strengths[form][thing.iri] = min(strength, strengths[form].get(thing.iri, SHORT))
        self.forms = {form: _strongest(found) for form, found in sorted(strengths.items())}
        self.wider = {form: tuple(sorted(found)) for form, found in sorted(strengths.items())}

    @classmethod
    def of(cls, store: Store) -> Names:
        """The names in the default graph of a store."""
        labels, aliases, types = (_objects(store, p) for p in (f"{_RDFS}label", f"{_SKOS}altLabel", f"{_RDF}type"))
        named = (iri for iri in sorted(labels) if any(t.startswith(_KG) for t in types.get(iri, ())))
        return cls(_thing(iri, labels[iri], types[iri], aliases.get(iri, [])) for iri in named)

    @cached_property
    def _matcher(self) -> tuple[AhoCorasick, list[str]]:
        patterns = [form for form in self.forms if len(form) > 1]
        return AhoCorasick(patterns), patterns

    @cached_property
    def _holding(self) -> dict[str, list[str]]:
        """The forms that hold a character."""
        found = defaultdict[str, list[str]](list)
        for form in self.forms:
            for char in set(form):
                found[char].append(form)
        return dict(found)

    def found_in(self, text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Every place in a folded text where a name stands, overlapping ones too: start, end, the IRIs it can mean."""
        matcher, patterns = self._matcher
        for at, start, end in matcher.find_matches_as_indexes(text, overlapping=True):
            yield start, end, self.forms[patterns[at]]

    def like(self, phrase: str) -> tuple[str, ...]:
        """The things whose name holds the characters of a folded phrase in order, the shortest such name; else none."""
        if len(phrase) < 4:
            return ()
        rarest = min((self._holding.get(char, []) for char in phrase), key=len)
        holding = [form for form in rarest if len(phrase) >= _NEAR * len(form) and _in_order(phrase, form)]
        best = min(holding, key=lambda form: (len(form), form), default=None)
        return self.forms[best] if best else ()

    def branded(self, phrase: str) -> tuple[str, ...]:
        """Organisations whose names begin with a folded phrase of two or three characters, if they are few."""
        begin = [form for form in self.forms if form.startswith(phrase)] if 2 <= len(phrase) <= 3 else []
        found = {iri for form in begin for iri in self.forms[form] if self.things[iri].cls == "Organization"}
        return tuple(sorted(found)) if len(found) <= 3 else ()

    def near(self, phrase: str, count: int = 5) -> list[str]:
        """Labels that share most pairs of characters with a folded phrase."""
        wanted = _pairs(phrase)
        shares: Counter[str] = Counter()
        for form, found in self.forms.items():
            pairs = _pairs(form)
            share = len(wanted & pairs) / (len(wanted | pairs) or 1)
            for iri in found if share > 0.12 else ():
                shares[self.things[iri].label] = max(shares[self.things[iri].label], round(share * 1000))
        return [label for label, _ in sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:count]]


def _strongest(found: dict[str, int]) -> tuple[str, ...]:
    """Those that a text calls so; where there are none, those that a person may call so."""
    best = max(ALIAS, min(found.values()))
    return tuple(sorted(iri for iri, strength in found.items() if strength <= best))


def _objects(store: Store, predicate: str) -> dict[str, list[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, NamedNode(predicate), None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            found[quad.subject.value].add(quad.object.value)
    return {iri: sorted(values) for iri, values in found.items()}


def _thing(iri: str, labels: list[str], types: list[str], aliases: list[str]) -> Thing:
    known = schema.load()
    classes = [name for name in (t.removeprefix(_KG) for t in types) if name in known.classes]
    top = next((known.top(name) for name in classes), "")
    return Thing(iri, labels[0], top, next((name for name in classes if name != top), ""), tuple(aliases))


def _forms(thing: Thing) -> Iterator[tuple[str, int]]:
    yield fold(thing.label), LABEL
    aliases = [alias for alias in thing.aliases if not _LOCAL.match(alias)]
    for alias in aliases:
        yield fold(alias), ALIAS
    for name in (thing.label, *aliases):
        for short in _shorter(fold(name), thing.cls):
            if len(short) > 1:
                yield short, SHORT


def _shorter(name: str, cls: str) -> set[str]:
    """How people shorten a name of that class."""
    found = {_BRACKETED.sub("", name)}
    if cls == "Place":
        found |= {_SUFFIX.sub("", name)} | ({f"{name}{end}" for end in "省市"} if name in gazetteer().names else set())
    if cls in ("Organization", "Platform", "Position"):
        found |= set(_without_place(name))
    if cls == "Organization":
        found |= {
            _COMPANY.sub("", name),
            name.removesuffix("员会"),
            name.replace("人民政府", "政府"),
            _COMMISSION.sub("发展改革委", name),
        }
    if cls in ("Document", "Event"):
        found |= {_NUMBERED.sub("", short) for short in tuple(found)} | {name.removeprefix("关于")}
        found |= {short.removeprefix("《").removesuffix("》") for short in tuple(found)}
    if cls == "Concept":
        found.add(_KINDS.sub("", name))
    return {short for short in found if len(short) >= min(3, len(name)) or cls in ("Place", "Organization")} - {name}


def _without_place(name: str) -> Iterator[str]:
    """广东省佛山市数据局 → 佛山市数据局, 佛山数据局: without the outer divisions, or with a short one."""
    for size in range(min(len(name) - 3, 11), 1, -1):
        meant = gazetteer().names.get(name[:size])
        if not meant:
            continue
        rest = name[size:]
        place = meant[0][0]
        if place.short and place.short != name[:size]:
            yield place.short + rest
        if rest[:2] in gazetteer().heads and any(rest.startswith(n) for n in gazetteer().heads[rest[:2]]):
            yield rest
            yield from _without_place(rest)
        return


def _in_order(phrase: str, form: str) -> bool:
    rest = iter(form)
    return all(char in rest for char in phrase)


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}
