"""In a worker: a question in Chinese, answered from the store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pyoxigraph import Store

from kg.ask import Asker
from kg.serve.answering import Answer
from kg.serve.looking import as_json

_askers: dict[int, Asker] = {}


def ask(store: Store, head: Mapping[str, Any], _: bytes) -> Answer:
    """The answers to the question `q`, as JSON; one says itself that it does not understand."""
    asker = _askers.get(id(store)) or _askers.setdefault(id(store), Asker(store))
    return as_json({"answers": [answer.as_dict() for answer in asker.answers(head["q"])]})


def forget() -> None:
    """The store has changed: read its names anew."""
    _askers.clear()
