"""Claims of many documents → entities and facts.

What a name stands for is decided in `identity`, which claims say the same thing in `merging`. The result is the same in
whatever order documents, mentions and claims arrive.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg import iris
from kg.errors import InputError
from kg.model import Article, Knowledge, Reading
from kg.resolve.identity import Identities
from kg.resolve.merging import merged
from kg.schema import Schema

__all__ = ["resolve"]


def resolve(readings: Iterable[Reading], *, schema: Schema, base: str = iris.DEFAULT_BASE) -> Knowledge:
    """Join what many articles say of the same things.

    `base` is the IRI under which everything is named. Only what takes part in a fact becomes an entity. Raises
    InputError where two articles share an id but not their text, OntologyError on a property that is not declared.
    """
    ordered = _by_article(readings)
    identities = Identities(ordered, schema=schema, base=iris.checked_base(base))
    facts = merged(ordered, identities, schema=schema, base=base)
    return Knowledge(tuple(reading.clean.article for reading in ordered), identities.taking_part(facts), facts)


def _by_article(readings: Iterable[Reading]) -> list[Reading]:
    """One reading an article id, in the order of the ids."""
    chosen: dict[str, Reading] = {}
    for reading in readings:
        article = reading.clean.article
        if chosen.setdefault(article.id, reading).clean.article.text != article.text:
            places = _places(chosen, article)
            raise InputError(f"two articles share the id {article.id!r} but not their text ({places}); rename one")
    return [chosen[article_id] for article_id in sorted(chosen)]


def _places(chosen: dict[str, Reading], article: Article) -> str:
    sources = (chosen[article.id].clean.article.source, article.source)
    return " and ".join(source or "no source given" for source in sources)
