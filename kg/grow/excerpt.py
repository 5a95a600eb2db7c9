"""The page of a graph that is too large for one: its best connected part, each fact with a few places that state it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg import schema
from kg.grow import shards
from kg.grow.stages import Told
from kg.model import Article, Evidence, Knowledge
from kg.resolve import Facts
from kg.view.excerpt import excerpt
from kg.view.network import network
from kg.view.page import page

THINGS, FACTS = 1_500, 3_000
"""How many things and facts it shows at most."""
PLACES = 3


def best_connected(facts: Facts, tells: Iterable[Told], paths: Sequence[str]) -> bytes:
    """The page, which says how much of the graph it leaves out."""
    places: defaultdict[str, list[Evidence]] = defaultdict(list)
    for tell in tells:
        for iri, place in tell.stated:
            places[iri].append(place)
    stated = tuple(replace(fact, evidence=tuple(places[fact.iri])) for fact in facts.all)
    whole = Knowledge((), tuple(facts.entities.values()), stated)
    part, left_out = excerpt(whole, things=THINGS, facts=FACTS)
    shown = tuple(replace(fact, evidence=fact.evidence[:PLACES]) for fact in part.facts)
    articles = tuple(_articles(paths, {place.article_id for fact in shown for place in fact.evidence}))
    known = replace(part, articles=articles, facts=shown)
    title = f"{sum(len(shards.head(path).digests) for path in paths):,} 篇文章 / articles"
    return page(network(known, schema.load()), schema=schema.load(), title=title, left_out=left_out)


def _articles(paths: Iterable[str], wanted: set[str]) -> Iterator[Article]:
    for path in paths:
        if not wanted.isdisjoint(source.id for source in shards.head(path).sources):
            yield from shards.articles(path, wanted)
