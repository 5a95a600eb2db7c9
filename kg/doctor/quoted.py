"""Evidence: does each quotation stand in its text at the very offsets that it names?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Triple, Variable

from kg.doctor.finding import Finding, finding
from kg.grow import shards
from kg.grow.workshop import Workshop, beside
from kg.model import Article
from kg.read import read

_QUOTED = """PREFIX kg: <https://kg.example/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?document ?evidence ?start ?end ?exact WHERE {
  ?text dcterms:identifier ?document . ?evidence oa:hasSource ?text ; oa:hasSelector ?position, ?quote .
  ?position oa:start ?start ; oa:end ?end . ?quote oa:exact ?exact } ORDER BY ?evidence"""
_TEXTS = """PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?document WHERE { ?evidence oa:hasSource ?text . ?text dcterms:identifier ?document }"""


def examined(folder: Path, store: Store, inputs: Sequence[str]) -> Iterator[Finding]:
    """Each quotation against the text that was kept, or against `inputs` read again, if there are any."""
    told, unread = Counter[str](), {row["document"] for row in _asked(store, _TEXTS)}
    refused: list[Exception] = []
    articles = read(inputs, refused=refused.append) if inputs else _kept(folder)
    try:
        for article in articles:
            unread.discard(article.id)
            for found in _compared(store, article):
                told[found.check] += 1
                if found.check != "quoted":
                    yield found
    except (ValueError, TypeError, IndexError) as error:  # a shard that is no JSON any more
        yield finding("texts-broken", beside(folder).name, error=error)
    yield from (finding("input-refused", "INPUT", error=error) for error in refused)
    for document in sorted(unread):
        yield finding("source-gone" if inputs else "source-not-kept", document)
    yield finding("quoted", "oa:exact", count=told["quoted"])


def _kept(folder: Path) -> Iterator[Article]:
    shop = Workshop(beside(folder))
    for name in shop.manifest().get("shards", ()):
        path = shop.shard(Path(name).name)
        if Path(path).is_file():
            yield from (account.article for account in shards.accounts(path))


def _compared(store: Store, article: Article) -> Iterator[Finding]:
    for row in _asked(store, _QUOTED, document=article.id):
        start, end, exact = int(row["start"]), int(row["end"]), row["exact"]
        if article.text[start:end] == exact:
            yield finding("quoted", row["evidence"], count=1)
        else:
            values = {"start": start, "end": end, "exact": exact, "there": article.text[start:end][: len(exact) + 20]}
            yield finding("quoted-not", article.id, evidence=row["evidence"], **values)


def _asked(store: Store, text: str, **bound: str) -> Iterator[dict[str, str]]:
    given: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {
        Variable(name): Literal(value) for name, value in bound.items()
    }
    rows = store.query(text, substitutions=given)
    assert isinstance(rows, QuerySolutions), "a SELECT query gives solutions"
    names = [variable.value for variable in rows.variables]
    for row in rows:
        yield {name: str(getattr(row[name], "value", "")) for name in names}
