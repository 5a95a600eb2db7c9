"""Dates and quantities of the reading text as mentions with values."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Mention, Value
from kg.zh import dates, quantities


def find(text: str, *, anchor: str | None) -> Iterator[Mention]:
    """Dates (resolved against `anchor`, ISO 8601 or None) and quantities; ranks and ordinals keep their kind."""
    spans = []
    for date in dates.find(text, anchor=anchor):
        spans.append((date.start, date.end))
        if date.kind != "duration":
            value = Value(date.value, "date", approximate=date.approximate)
            kind = "deadline" if date.deadline else date.kind
            yield Mention(
                date.start, date.end, text[date.start : date.end], "Date", 1.0, "dates", kind, date.value, value
            )
    for found in quantities.find(text, skip=spans):
        number = f"{found.value}/{found.upper}" if found.upper and found.kind == "rank" else found.value
        value = Value(number, "quantity", found.unit, found.approximate)
        yield Mention(
            found.start,
            found.end,
            text[found.start : found.end],
            "Quantity",
            1.0,
            "quantities",
            found.kind,
            found.value,
            value,
        )
