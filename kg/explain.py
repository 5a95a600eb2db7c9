"""Why the graph holds a fact: what it says, and the sentences of the texts with the run that states it marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from kg import schema
from kg.errors import QueryError
from kg.terminal import printable

_KG = "https://kg.example/ontology#"
_OA = "http://www.w3.org/ns/oa#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_TYPE, _FACT = NamedNode(f"{_RDF}type"), NamedNode(f"{_KG}Fact")
_ENDS = "。！？\n"  # of a sentence; a half-width ? often stands for a character that was lost
_CLOSING = "”’」』）)"  # after such an end, still of the sentence before
_FIND = "list facts and their IRIs with `kg query evidence`"
Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Passage:
    """One place that states the fact: `start` and `end` count code points of the original text of `document`.

    `before` and `after` complete the sentence as far as the store knows it; "…" marks what it does not know.
    """

    document: str
    title: str
    start: int
    end: int
    before: str
    exact: str
    after: str
    rule: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A fact in words. `subject`, `object` and `attributed_to` are labels, `predicate` and `modality` local names."""

    fact: str
    subject: str
    predicate: str
    object: str
    modality: str
    attributed_to: str | None
    score: str
    qualifiers: tuple[tuple[str, str], ...]
    evidence: tuple[Passage, ...]


def explain(store: Store, fact_iri: str) -> Explanation:
    """The fact of that IRI, or the only one whose hash starts with `fact_iri` (four characters at least).

    Raises QueryError if there is no such fact, or more than one.
    """
    fact = _found(store, fact_iri.strip().removeprefix("<").removesuffix(">"))
    told = {name: _label(store, value) for name in schema.QUALIFIERS if (value := _one(store, fact, _KG + name))}
    source = _one(store, fact, f"{_KG}attributedTo")
    passages = {passage(store, e) for e in _all(store, fact, f"{_KG}evidence") if isinstance(e, NamedNode)}
    return Explanation(
        fact.value,
        _label(store, _one(store, fact, f"{_RDF}subject")),
        _local(_one(store, fact, f"{_RDF}predicate")),
        _label(store, _one(store, fact, f"{_RDF}object")),
        _local(_one(store, fact, f"{_KG}modality")),
        _label(store, source) if source else None,
        _plain(_one(store, fact, f"{_KG}score")),
        tuple(told.items()),
        tuple(sorted(passages, key=lambda p: (p.document, p.start, p.end, p.rule))),
    )


def render(explanation: Explanation) -> str:
    """The explanation for a terminal, with Chinese and English labels; the run that states the fact stands in 【】."""
    known, said = schema.load(), explanation
    relation = known.relations.get(said.predicate)
    named = " / ".join(relation.labels[tag] for tag in ("zh-hans", "en")) if relation else said.predicate
    lines = [f"{said.subject} ── {named} → {said.object}"]
    described = (*said.qualifiers, ("modality", _bilingual(known, said.modality)))
    described += (("attributedTo", said.attributed_to),) if said.attributed_to else ()
    for name, value in (*described, ("score", said.score)):
        labels = known.qualifiers[name].labels if name in known.qualifiers else {"zh-hans": name, "en": name}
        lines.append(f"  {labels['zh-hans']} / {labels['en']}: {value}")
    for passage in said.evidence:
        where = f"{passage.title or passage.document} [{passage.start}, {passage.end}) {passage.rule}"
        lines += [f"  原文依据 / evidence: {where}", f"    {passage.before}【{passage.exact}】{passage.after}"]
    return "".join(printable(line) + "\n" for line in (*lines, f"  {said.fact}"))


def _bilingual(known: schema.Schema, modality: str) -> str:
    return {"Actual": "已然 / actual", "Planned": "计划 / planned", "Negated": "否定 / negated"}.get(modality, modality)


def _found(store: Store, given: str) -> NamedNode:
    if re.fullmatch(r"[0-9a-fA-F]{4,16}", given):
        hashes = {iri: iri.rpartition("/")[2] for iri in _facts(store)}
        matches = sorted(iri for iri, digest in hashes.items() if digest.startswith(given.lower()))
        if len(matches) == 1:
            return NamedNode(matches[0])
        if matches:
            raise QueryError(f"{given} begins {len(matches)} facts: {', '.join(matches[:5])}; give more characters")
    elif re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|^`\\]+", given):
        fact = NamedNode(given)
        if any(store.quads_for_pattern(fact, _TYPE, _FACT, None)):
            return fact
    raise QueryError(f"there is no fact {given!r}: give its IRI, or at least four characters of its hash; {_FIND}")


def _facts(store: Store) -> Iterator[str]:
    for quad in store.quads_for_pattern(None, _TYPE, _FACT, None):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject.value


def passage(store: Store, evidence: NamedNode) -> Passage:
    """One piece of evidence with its sentence."""
    text = _one(store, evidence, f"{_OA}hasSource")
    start, exact, _, _ = _quoted(store, evidence)
    end = start + len(exact)
    known = _known(store, text)
    title = _plain(_one(store, text, "http://purl.org/dc/terms/title"))
    document = _plain(_one(store, text, "http://purl.org/dc/terms/identifier"))
    rule = _plain(_one(store, evidence, f"{_KG}rule"))
    before, after = _before(known, start), "" if exact[-1:] in _ENDS else _after(known, end)
    return Passage(document, title, start, end, before, exact, after, rule)


def _before(known: dict[int, str], start: int) -> str:
    """The sentence up to `start`, from what is known of the text by offset."""
    first = start
    while first > 0 and known.get(first - 1, "\n") not in _ENDS:
        first -= 1
    cut = first > 0 and first - 1 not in known
    return "…" * cut + "".join(known[at] for at in range(first, start)).lstrip(f"{_CLOSING} \u3000")


def _after(known: dict[int, str], end: int) -> str:
    """The sentence from `end` on; the end of the text itself is not known, so it cannot be told from a gap."""
    last = end
    while known.get(last, "\n") not in _ENDS:
        last += 1
    stop = known.get(last)
    return "".join(known[at] for at in range(end, last)) + ("…" if stop is None else stop.strip())


def _known(store: Store, text: Term | None) -> dict[int, str]:
    """What the store's quotations tell of a text: offset → character."""
    known: dict[int, str] = {}
    quads = store.quads_for_pattern(None, NamedNode(f"{_OA}hasSource"), text, None) if text else ()
    for evidence in {quad.subject for quad in quads}:  # in its text's graph, and in the union
        if isinstance(evidence, NamedNode):
            start, exact, prefix, suffix = _quoted(store, evidence)
            known.update(enumerate(prefix + exact + suffix, start - len(prefix)))
    return known


def _quoted(store: Store, evidence: NamedNode) -> tuple[int, str, str, str]:
    """Start, exact, prefix and suffix of a piece of evidence."""
    said = {}
    for selector in _all(store, evidence, f"{_OA}hasSelector"):
        for name in ("start", "exact", "prefix", "suffix"):
            if isinstance(selector, NamedNode) and (value := _one(store, selector, _OA + name)):
                said[name] = _plain(value)
    return int(said.get("start", "0")), said.get("exact", ""), said.get("prefix", ""), said.get("suffix", "")


def _all(store: Store, subject: Term | None, predicate: str) -> list[Term]:
    if not isinstance(subject, NamedNode):
        return []
    found = {quad.object for quad in store.quads_for_pattern(subject, NamedNode(predicate), None, None)}
    return sorted(found, key=str)


def _one(store: Store, subject: Term | None, predicate: str) -> Term | None:
    return next(iter(_all(store, subject, predicate)), None)


def _label(store: Store, term: Term | None) -> str:
    return _plain(_one(store, term, _LABEL.value)) or _plain(term)


def _local(term: Term | None) -> str:
    return _plain(term).rpartition("#")[2]


def _plain(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode | Literal | BlankNode) else ""
