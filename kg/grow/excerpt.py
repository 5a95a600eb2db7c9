"""The page of a graph that is too large for one: its best connected part, each fact with a few places that state it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class Drawing:
    """The task to write the page `path` of a part of a graph, which says how much that part leaves out."""

    known: Knowledge
    title: str
    left_out: tuple[int, int]
    path: str


def draw(task: Drawing) -> str:
    """Write the page; its path."""
    ontology = schema.load()
    drawn = page(network(task.known, ontology), schema=ontology, title=task.title, left_out=task.left_out)
    Path(task.path).write_bytes(drawn)
    return task.path


def best_connected(facts: Facts, tells: Iterable[Told], paths: Sequence[str], path: str) -> Drawing:
    """The page `path` of the graph of the shards `paths`, yet to be drawn."""
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
    return Drawing(known, title, left_out, path)


def _articles(paths: Iterable[str], wanted: set[str]) -> Iterator[Article]:
    for path in paths:
        if not wanted.isdisjoint(source.id for source in shards.head(path).sources):
            yield from shards.articles(path, wanted)
