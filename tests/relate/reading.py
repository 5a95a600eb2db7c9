"""What the real pipeline reads in a sentence, as the lexicon writes it: “subject | property | object | modality”.

Names are invented (松河, 梅川, 青衡, 秦岚); only a place that must be in the gazetteer is a real one.
"""

from __future__ import annotations

from kg import pipeline
from kg.clean import clean
from kg.model import Article, Claim, Value

PUBLISHED = "2020-06-15"


def said(text: str, published: str | None = PUBLISHED, title: str | None = None) -> tuple[Claim, ...]:
    """The claims of a text; `title` stands outside it."""
    (reading,) = pipeline.read([clean(Article("example", text, title=title, published=published))])
    return reading.claims


def statement(claim: Claim) -> str:
    """A claim in one line; the modality only where it is not “actual”."""
    parts = [claim.subject.name, claim.property, claim.object.name]
    return " | ".join(parts if claim.modality == "actual" else [*parts, claim.modality])


def statements(text: str, published: str | None = PUBLISHED) -> set[str]:
    """All that a text states."""
    return {statement(claim) for claim in said(text, published)}


def qualifiers(claim: Claim) -> dict[str, str]:
    """The qualifiers of a claim as plain text."""
    return {key: value.lexical if isinstance(value, Value) else value.name for key, value in claim.qualifiers}
