"""The page of a graph that is too large for one: its best connected part, each fact with a few places that state it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from pathlib import Path

from kg import schema
from kg.grow import fingerprint, shards
from kg.grow.codec import encode
from kg.grow.joined import Joined
from kg.grow.kept import keep
from kg.grow.places import exists, opened
from kg.grow.stages import Told, named
from kg.grow.workshop import Workshop
from kg.model import Article, Evidence, Knowledge
from kg.view.excerpt import ends, weight
from kg.view.network import network
from kg.view.page import drawn, filled

THINGS, FACTS = 1_500, 3_000
"""How many things and facts it shows at most."""
PLACES = 3


@dataclass(frozen=True, slots=True)
class Drawing:
    """The task to write the page `path` of a part of a graph, which says how much that part leaves out; `drawn` is the
    file of what is the same in it whatever is left out."""

    known: Knowledge
    title: str
    left_out: tuple[int, int]
    drawn: str
    path: str


def draw(task: Drawing) -> str:
    """Write the page; its path."""
    if not exists(task.drawn):
        ontology = schema.load()
        keep(task.drawn, [drawn(network(task.known, ontology), schema=ontology)])
    with opened(task.drawn) as file:
        Path(task.path).write_bytes(filled(file.read(), title=task.title, left_out=task.left_out))
    return task.path


def best_connected(
    joined: Joined, tells: Iterable[Told], paths: Sequence[str], path: str, *, shop: Workshop
) -> Drawing:
    """The page `path` of the graph of the shards `paths`, yet to be drawn."""
    kept = set(joined.connected(THINGS))
    inside = (told for told in joined.facts() if kept.issuperset(ends(told[0])))
    best = {fact.iri: fact for fact, _ in nsmallest(FACTS, inside, key=lambda told: weight(*told))}
    places: defaultdict[str, list[Evidence]] = defaultdict(list)
    for iri, place in (row for tell in tells for row in tell.stated):
        if iri in best and len(places[iri]) < PLACES:
            places[iri].append(place)
    shown = tuple(replace(best[iri], evidence=tuple(places[iri])) for iri in sorted(best))
    articles = tuple(_articles(paths, {place.article_id for fact in shown for place in fact.evidence}))
    things, facts = joined.tally.entities.total(), joined.tally.facts.total()
    title = f"{sum(len(shards.head(path).digests) for path in paths):,} 篇文章 / articles"
    known = Knowledge(articles, joined.entities(kept), shown)
    body = shop.shuffled(named(fingerprint.drawing(), encode(known)))
    return Drawing(known, title, (things - len(kept), facts - len(shown)), body, path)


def _articles(paths: Iterable[str], wanted: set[str]) -> Iterator[Article]:
    for path in paths:
        if not wanted.isdisjoint(source.id for source in shards.head(path).sources):
            yield from shards.articles(path, wanted)
