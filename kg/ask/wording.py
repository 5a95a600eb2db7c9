"""How an answer is put: dates and figures as people write them, and what the question was taken to mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import schema
from kg.ask.clause import Clause
from kg.ask.lookup import Found, Row
from kg.ask.names import Names
from kg.ask.reading import EXISTS, IN, Reading
from kg.ask.words import DATE, OBJECT, SUBJECT
from kg.model import Value
from kg.view.network import text_of
from kg.zh.script import fold

_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}")
_ORDERS = {"first": "最早", "last": "最晚", "most": "最多或最靠前", "least": "最少或最靠后"}


def values_of(found: Found, said: Clause) -> Iterator[str]:
    """What answers the question, row by row; of two names of a thing the one that the question does not use."""
    mentioned = {token.text for token in said.names}
    english = any(token.text.startswith(("英", "外文")) for token in said.relations)
    for row in found.rows:
        value = value_of(row, found.reading)
        if found.reading.relation == "alsoKnownAs" and found.reading.asked == OBJECT:
            value = row["subject"] if fold(value) in mentioned else value
            if fold(value) in mentioned or (english and not value.isascii()):
                continue
        yield f"{row['subject']} {value}" if found.reading.listed else value


def value_of(row: Row, reading: Reading) -> str:
    """What answers the question in one row of the graph."""
    asked = row.get("asked", reading.asked)
    if asked == DATE:
        return row["date"]
    if reading.relation == "ranked" and asked == SUBJECT and reading.counted and row.get("outOf"):
        return row["outOf"]  # how many were ranked, not how many of them the graph knows
    if asked == SUBJECT or reading.sort == "list":
        return row["subject"]
    if reading.relation == "indicator":
        return text_of(Value(row["object"], "quantity", row.get("unit") or None))
    return row["object"]


def understood(reading: Reading, names: Names) -> str:
    """The reading in Chinese: 贵州省 ─ 推出 → ?"""
    if reading.sort == "list":
        return f"所有{_class(reading.cls)}"
    relation = schema.load().relations[reading.relation].labels["zh-hans"] if reading.relation else "…"
    ends = [_slot(reading, slot, names) for slot in (SUBJECT, OBJECT)]
    said = f"{ends[0]} ─ {relation} → {ends[1]}"
    extra = [
        f"时间 {reading.date}" if reading.date else "",
        f"名次 {reading.ranks}" if reading.ranks else "",
        f"榜单 {names.things[reading.slots[IN][0]].label}" if IN in reading.slots else "",
        f"指标 {reading.metric}" if reading.metric else "",
        {"planned": "计划", "negated": "否定"}.get(reading.modality, ""),
        _ORDERS.get(reading.order, ""),
        {DATE: "问时间", EXISTS: "问是否"}.get(reading.asked, ""),
    ]
    return "，".join([said, *filter(None, extra)])


def _slot(reading: Reading, slot: str, names: Names) -> str:
    iris = reading.slots.get(slot, ())
    if iris:
        return "／".join(dict.fromkeys(names.things[iri].label for iri in iris[:3])) + ("…" if len(iris) > 3 else "")
    return f"?{_class(reading.cls)}" if reading.asked == slot and reading.cls else "?"


def _class(cls: str) -> str:
    return schema.load().classes[cls].labels["zh-hans"] if cls else ""
