"""Dates and quantities of the reading text as mentions with values."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Mention, Value
from kg.zh import dates, quantities


def find(text: str, *, anchor: str | None) -> Iterator[Mention]:
    """Dates (resolved against `anchor`, ISO 8601 or None) and quantities; ranks and ordinals keep their kind."""
    dated = list(dates.find(text, anchor=anchor))
    for date in dated:
        if date.kind != "duration":
            value = Value(date.value, "date", approximate=date.approximate)
            kind, words = "deadline" if date.deadline else date.kind, text[date.start : date.end]
            yield Mention(date.start, date.end, words, "Date", 1.0, "dates", kind, date.value, value)
    for found in quantities.find(text, skip=[(date.start, date.end) for date in dated]):
        number = f"{found.value}/{found.upper}" if found.upper and found.kind == "rank" else found.value
        value, words = Value(number, "quantity", found.unit, found.approximate), text[found.start : found.end]
        yield Mention(found.start, found.end, words, "Quantity", 1.0, "quantities", found.kind, found.value, value)
