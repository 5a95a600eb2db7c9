"""In a worker: the triples about one IRI, for whoever dereferences it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pyoxigraph import NamedNode, Store, Triple

from kg.iris import PREFIXES
from kg.serve.answering import Answer, nodes, written
from kg.serve.negotiation import GRAPHS, chosen
from kg.serve.refusal import Refusal

MOST = 2000  # triples that point to the IRI, at most
_OWN = tuple(PREFIXES[prefix] + name for prefix, name in (("kg", "evidence"), ("kg", "mention"), ("oa", "hasSelector")))


def describe(store: Store, head: Mapping[str, Any], _: bytes) -> Answer:
    """What is said of `iri`, of its evidence, and what points to it. Raises Refusal 404 if nothing is."""
    media = chosen(head.get("accept"), tuple(GRAPHS))
    [iri] = nodes([head["iri"]])
    triples = dict.fromkeys(_about(store, iri))
    pointing = store.quads_for_pattern(None, None, iri, None)
    triples |= dict.fromkeys(quad.triple for quad, _ in zip(pointing, range(MOST), strict=False))
    if not triples:
        raise Refusal(404, f"nothing is known of {iri.value}")
    return written(list(triples), media)


def _about(store: Store, subject: NamedNode) -> Iterator[Triple]:
    for triple in {quad.triple for quad in store.quads_for_pattern(subject, None, None, None)}:
        yield triple
        if triple.predicate.value in _OWN and isinstance(triple.object, NamedNode):
            yield from _about(store, triple.object)
