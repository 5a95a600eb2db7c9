"""Places: the code of every place named in labelled news sentences (tests/zh/places_news.tsv)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.measure.row import SPECS, Row, share
from kg.zh import places


def measure(data: Path) -> Iterator[Row]:
    """The share of labelled places that are found with their code; what is found beside them counts as wrong too."""
    labelled = _mentions(SPECS / "places_news.tsv")
    yield from share("places: place to code, news sentences", labelled, floor=0.95, goal=0.98)


def _mentions(path: Path) -> Iterator[bool]:
    """Columns: text, places in order as words=code or name, joined by " | "; - means none."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for line in lines:
        if line and not line.startswith("#"):
            text, expected = line.split("\t")
            found = [f"{text[m.start : m.end]}={m.code or m.name}" for m in places.find(text)]
            labelled = [] if expected == "-" else expected.split(" | ")
            yield from (label in found for label in labelled)
            yield from (False for mention in found if mention not in labelled)
