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
from kg.grow.joined import Joined, facts_in
from kg.grow.kept import keep
from kg.grow.places import exists, joined, opened
from kg.grow.stages import named, stated_in
from kg.grow.things import Things
from kg.model import Article, Evidence, Knowledge
from kg.view.excerpt import weight
from kg.view.network import network
from kg.view.page import drawn, filled

THINGS, FACTS = 1_500, 3_000
"""How many things and facts it shows at most."""
PLACES = 3


@dataclass(frozen=True, slots=True)
class Drawing:
    """The task to write the page `path` of the `kept` things of a graph and of facts between them: of the facts in the
    files `merged`, stated by texts of the `shards` where the `runs` tell; `things` is the file of all things. There are
    `counted` things and facts in all. What is the same in the page whatever it leaves out is kept in `folder`."""

    kept: tuple[str, ...]
    counted: tuple[int, int]
    things: str
    merged: tuple[str, ...]
    shards: tuple[str, ...]
    runs: tuple[str, ...]
    folder: str
    path: str


def drawing(told: Joined, paths: Sequence[str], runs: Sequence[str], *, folder: str, path: str) -> Drawing:
    """The page of the best connected part of the graph of the shards `paths`, yet to be drawn."""
    counted = told.tally.entities.total(), told.tally.facts.total()
    kept = tuple(told.connected(THINGS))
    return Drawing(kept, counted, told.things, told.merged, tuple(paths), tuple(runs), folder, path)


def draw(task: Drawing) -> str:
    """Write the page; the path of what is kept of it."""
    known = best_connected(task)
    body = joined(task.folder, named(fingerprint.drawing(), encode(known)))
    if not exists(body):
        ontology = schema.load()
        keep(body, [drawn(network(known, ontology), schema=ontology)])
    things, facts = task.counted
    left_out = things - len(known.entities), facts - len(known.facts)
    title = f"{sum(len(shards.head(path).digests) for path in task.shards):,} 篇文章 / articles"
    with opened(body) as file:
        Path(task.path).write_bytes(filled(file.read(), title=title, left_out=left_out))
    return body


def best_connected(task: Drawing) -> Knowledge:
    """The part of the graph that the page shows."""
    kept = frozenset(task.kept)
    inside = (told for path in task.merged for told in facts_in(path, kept))
    best = {fact.iri: fact for fact, _ in nsmallest(FACTS, inside, key=lambda told: weight(*told))}
    places: defaultdict[str, list[Evidence]] = defaultdict(list)
    for iri, place in (row for run in task.runs for row in stated_in(run, best)):
        if len(places[iri]) < PLACES:
            places[iri].append(place)
    shown = tuple(replace(best[iri], evidence=tuple(places[iri])) for iri in sorted(best))
    articles = tuple(_articles(task.shards, {place.article_id for fact in shown for place in fact.evidence}))
    return Knowledge(articles, tuple(map(Things(task.things).entity, sorted(kept))), shown)


def _articles(paths: Iterable[str], wanted: set[str]) -> Iterator[Article]:
    for path in paths:
        if not wanted.isdisjoint(source.id for source in shards.head(path).sources):
            yield from shards.articles(path, wanted)
