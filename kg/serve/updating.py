"""In the worker that may write: SPARQL 1.1 Update."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pyoxigraph import Store

from kg.errors import QueryError
from kg.iris import PREFIXES
from kg.query.scan import UPDATES, Token, fault, refuse
from kg.serve.answering import Answer, decoded, nodes, told


def update(store: Store, head: Mapping[str, Any], body: bytes) -> Answer:
    """Carry out the update in `body`, whole or not at all. The head may name `base` and the dataset: `using`,
    `using_named`. Raises QueryError for what may not run or is no SPARQL Update."""
    text = decoded(body)
    read = refuse(text, "update", allowed=UPDATES, signs=math.inf)  # data may be long
    text = with_dataset(text, read, head.get("using", ()), head.get("using_named", ()))
    try:
        store.update(text, base_iri=head.get("base"), prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryError(f"not SPARQL 1.1 Update: {error}") from None
    return told("text/plain; charset=utf-8", b"", status=204)


def with_dataset(text: str, read: Sequence[Token], using: Sequence[str], named: Sequence[str]) -> str:
    """The update with the dataset of the protocol written into each operation that has a WHERE, as the engine takes it.

    Raises QueryError where an operation says USING or WITH itself (SPARQL 1.1 Protocol, section 2.2.3).
    """
    nodes((*using, *named))  # as IRIs they cannot break out of the brackets below
    clause = "".join([f"USING <{iri}> " for iri in using] + [f"USING NAMED <{iri}> " for iri in named])
    if not clause:
        return text
    places = [place for operation in _operations(read) for place in _where(text, operation)]
    for place in reversed(places):
        text = f"{text[:place]}{clause}{text[place:]}"
    return text


def _operations(read: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens outside all braces, one list an operation."""
    depth, outside = 0, list[Token]()
    for token in read:
        depth += (token.text == "{") - (token.text == "}") if token.kind == "sign" else 0
        if token.text == ";" and not depth:
            yield outside
            outside = []
        elif not depth:
            outside.append(token)
    yield outside


def _where(text: str, operation: Sequence[Token]) -> Iterator[int]:
    words = {token.text.upper(): token for token in operation if token.kind == "word"}
    if "WHERE" not in words:
        return
    for word in ("USING", "WITH"):
        if word in words:
            raise fault(text, words[word].start, "update", f"{word} beside a dataset in the request", "leave one out")
    at = operation.index(words["WHERE"])
    if operation[at - 1].text.upper() == "DELETE":
        remedy = "write DELETE { … } WHERE { … }"
        raise fault(text, words["WHERE"].start, "update", "DELETE WHERE takes no dataset", remedy)
    yield words["WHERE"].start
