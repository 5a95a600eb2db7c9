"""What many documents say → entities and facts.

What a document says for itself is put down in `account`; which things of many documents are one is decided in
`identity`, which statements are one fact in `merging`; `evidence` brings the facts and the places that state them
together again. Only the outlines of the documents, which hold no text, are looked at all together. The result is the
same in whatever order documents, mentions and claims arrive.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from kg import iris
from kg.errors import InputError
from kg.model import Account, Article, Knowledge, Outline, Reading
from kg.resolve.account import account
from kg.resolve.curated import NOTHING, Curated
from kg.resolve.evidence import attached
from kg.resolve.identity import Identities, near
from kg.resolve.listed import cluster
from kg.resolve.merging import Facts, Revise, merged, named_in
from kg.resolve.naming import Names
from kg.resolve.nodes import codes_of_names, nodes
from kg.resolve.said import telling
from kg.schema import Schema

__all__ = [
    "Curated", "Facts", "Identities", "Revise", "account", "attached", "cluster", "join", "named_in", "near",
    "resolve",
]  # fmt: skip


def resolve(
    readings: Iterable[Reading], *, schema: Schema, base: str = iris.DEFAULT_BASE, revise: Revise | None = None,
    curated: Curated = NOTHING,
) -> Knowledge:  # fmt: skip
    """Join what many articles say of the same things.

    `base` is the IRI under which everything is named; `revise` is asked about each fact, `curated` is what people know
    of identities. Only what takes part in a fact becomes an entity. Raises InputError where two articles share an id
    but not their text, OntologyError on a property that is not declared.
    """
    accounts = _by_article(account(reading, schema=schema) for reading in readings)
    outlines = [told.outline for told in accounts]
    facts = join(outlines, schema=schema, base=base, revise=revise, curated=curated)
    return attached(accounts, facts.view(outline.article_id for outline in outlines))


def join(
    outlines: Iterable[Outline], *, schema: Schema, base: str = iris.DEFAULT_BASE, revise: Revise | None = None,
    curated: Curated = NOTHING,
) -> Facts:  # fmt: skip
    """The facts of many documents, and through them the entities, without the places that state them.

    `outlines` is walked through more than once, and may come from disk each time.
    """
    codes, apart = codes_of_names(outlines), {article for _, article, _ in curated.split}
    names = Names().walk(outlines, partial(nodes, codes=codes), apart=apart)
    identities = Identities(names, base=iris.checked_base(base), curated=curated)
    told = (telling(each, identities.iris(each.article_id), identities, schema) for each in outlines)
    return merged(told, identities, schema=schema, base=base, revise=revise)


def _by_article(accounts: Iterable[Account]) -> list[Account]:
    """One account an article id, in the order of the ids."""
    chosen: dict[str, Account] = {}
    for told in accounts:
        if chosen.setdefault(told.article.id, told).article.text != told.article.text:
            places = _places(chosen[told.article.id].article, told.article)
            raise InputError(f"two articles share the id {told.article.id!r} but not their text ({places}); rename one")
    return [chosen[article_id] for article_id in sorted(chosen)]


def _places(*articles: Article) -> str:
    return " and ".join(article.source or "no source given" for article in articles)
