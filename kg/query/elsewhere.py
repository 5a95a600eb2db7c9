"""The same questions, asked of a store elsewhere over the SPARQL 1.1 Protocol.

The protocol binds no variables, so that values stand in the query's pattern (see kg.query.values).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pyoxigraph import QueryResultsFormat, QueryTriples, parse_query_results

from kg.errors import QueryError
from kg.query.answer import Result, bound, chosen, held, of_triples
from kg.query.question import PREFIXES, parameters_of
from kg.query.scan import refuse
from kg.query.values import with_values

Ask = Callable[[str], bytes]


def run_at(
    ask: Ask, text_or_name: str, *, parameters: Mapping[str, str] | None = None, source: str = "query",
    name: str = "the store",
) -> Result:
    """The answer of the store that `ask` sends a query to, and errors call `name`; else as `kg.query.run`.

    A query without GRAPH asks all texts together only where that store's default graph is the union of its named ones.
    Raises QueryError where the answer is none.
    """
    text, source = chosen(text_or_name, source)
    tokens = refuse(text, source)
    terms = bound(parameters_of(text, source), tokens, parameters or {}, source)
    wire = ask(_prologue() + with_values(text, tokens, terms))
    try:
        if not wire.lstrip().startswith(b"{"):
            return of_triples(b"".join(sorted({line + b"\n" for line in wire.splitlines() if line.strip()})))
        results = parse_query_results(wire, format=QueryResultsFormat.JSON)
        assert not isinstance(results, QueryTriples), "JSON holds rows or a yes or no"
        return held(results)
    except (SyntaxError, ValueError) as error:
        raise QueryError(
            f"{source}: what {name} answers is neither SPARQL JSON nor N-Triples ({error}); give the "
            f"address of its SPARQL endpoint: --store URL"
        ) from None


def _prologue() -> str:
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
