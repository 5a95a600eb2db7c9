"""Content negotiation after RFC 9110, section 12.5.1: the form that a client likes best among those there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import QueryResultsFormat, RdfFormat

from kg.serve.refusal import Refusal

TABLES = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
BOOLEANS = {name: TABLES[name] for name in tuple(TABLES)[:2]}
_ALIASES = {
    "application/json": ("application/sparql-results+json", "application/ld+json"),
    "application/xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "text/xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "application/x-turtle": ("text/turtle",),
    "text/plain": ("application/n-triples",),
}


def chosen(accept: str | None, offered: Sequence[str]) -> str:
    """The media type of `offered` (best first) that the Accept header likes best. Raises Refusal 406."""
    wanted = _wanted(accept) if accept else {"*/*": 1.0}
    liking = [(_quality(media, wanted), -place, media) for place, media in enumerate(offered)]
    quality, _, media = max(liking)
    if quality <= 0:
        raise Refusal(406, f"none of what you accept; there are {', '.join(offered)}")
    return media


def _wanted(accept: str) -> dict[str, float]:
    """Media range → quality; a range that cannot be read is left out."""
    wanted: dict[str, float] = {}
    for part in accept.lower().split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        given = next((p.partition("=")[2] for p in parameters if p.startswith("q=")), "1")
        try:
            quality = min(1.0, max(0.0, float(given)))
        except ValueError:
            continue
        for name in (media, *_ALIASES.get(media, ())):
            wanted[name] = max(quality, wanted.get(name, 0.0))
    return wanted


def _quality(media: str, wanted: Mapping[str, float]) -> float:
    """That of the most specific range which covers `media`."""
    ranges = (media, f"{media.partition('/')[0]}/*", "*/*")
    return next((wanted[name] for name in ranges if name in wanted), 0.0)
