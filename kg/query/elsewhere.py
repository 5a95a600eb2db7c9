"""The same questions, asked of a store elsewhere over the SPARQL 1.1 Protocol.

The protocol binds no variables, so that values stand at the head of the query's pattern as VALUES, as terms that were
built and escaped here; nothing is pasted in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QueryTriples, Variable, parse_query_results

from kg.errors import QueryError
from kg.query.answer import Result, bound, chosen, held, of_triples
from kg.query.question import PREFIXES, parameters_of
from kg.query.scan import Token, refuse

Ask = Callable[[str], bytes]
Term = NamedNode | Literal


def run_at(
    ask: Ask, text_or_name: str, *, parameters: Mapping[str, str] | None = None, source: str = "query"
) -> Result:
    """The answer of the store that `ask` sends a query to; else as `kg.query.run`.

    A query without GRAPH asks all texts together only where that store's default graph is the union of its named ones.
    Raises QueryError where the answer is none.
    """
    text, source = chosen(text_or_name, source)
    tokens = refuse(text, source)
    terms = bound(parameters_of(text, source), tokens, parameters or {}, source)
    wire = ask(_prologue() + with_values(text, tokens, terms))
    if not wire.lstrip().startswith(b"{"):
        return of_triples(b"".join(sorted({line + b"\n" for line in wire.splitlines() if line.strip()})))
    try:
        results = parse_query_results(wire, format=QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"{source}: the store's answer is no SPARQL JSON: {error}") from None
    assert not isinstance(results, QueryTriples), "JSON holds rows or a yes or no"
    return held(results)


def with_values(text: str, tokens: Sequence[Token], terms: Mapping[Variable, Term]) -> str:
    """`text` with the values of its variables at the head of its pattern."""
    if not terms:
        return text
    at = _pattern(tokens)
    names, values = " ".join(map(str, terms)), " ".join(map(str, terms.values()))
    return f"{text[:at]} VALUES ({names}) {{ ({values}) }} {text[at:]}"


def _pattern(tokens: Sequence[Token]) -> int:
    """Behind the brace that opens the WHERE clause: the first after WHERE, or the first where that word is left out."""
    depth, after = 0, 0
    for token in tokens:
        if token.kind == "word" and token.text.upper() == "WHERE" and not depth:
            after = token.start
            break
        depth += (token.text in "({") - (token.text in ")}") if token.kind == "sign" else 0
    return next(t.start + 1 for t in tokens if t.start >= after and t.kind == "sign" and t.text == "{")


def _prologue() -> str:
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
