"""Run a query and hold its answer: SELECT rows, a yes or no, or triples."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    Variable,
    parse,
    parse_query_results,
    serialize,
)

from kg.errors import QueryError
from kg.query.question import PREFIXES, Parameter, find, nearest, parameters_of, read_term
from kg.query.scan import Token, refuse
from kg.query.syntax import misread
from kg.query.table import aligned
from kg.query.values import Term, with_values
from kg.zh.script import fold

_WIRE = {
    "json": QueryResultsFormat.JSON,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
FORMATS = {"select": ("table", *_WIRE), "ask": ("table", *_WIRE), "construct": ("table", "ttl")}
_NAMES = (NamedNode(f"{PREFIXES['rdfs']}label"), NamedNode(f"{PREFIXES['skos']}altLabel"))
_DIVISION = re.compile(r".{1,10}[国省市县区州盟旗]")  # 广东省 before 佛山市数字政府建设管理局
_TELLING = 4  # characters at least of a name whose division may be left out
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2
_TRIPLE = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Result:
    """An answer, held whole. `kind` is "select", "ask" or "construct" (also of DESCRIBE).

    `rows` are plain strings ("" where unbound), in the order that the query asks for; triples come sorted. `wire` is
    the answer in SPARQL JSON, or N-Triples.
    """

    kind: str
    variables: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wire: bytes

    def __bool__(self) -> bool:
        """The yes or no of an ASK; of the others, whether there is an answer at all."""
        return self.rows == (("true",),) if self.kind == "ask" else bool(self.rows)

    @property
    def terms(self) -> tuple[tuple[str | None, ...], ...]:
        """The rows in N-Triples, with tags and datatypes; None where unbound. They are read anew from `wire`."""
        if self.kind == "ask":
            return self.rows
        if self.kind == "construct":
            return tuple(tuple(map(str, triple)) for triple in _triples(self.wire))
        return tuple(tuple(None if term is None else str(term) for term in row) for row in _solutions(self.wire))


def run(
    store: Store, text_or_name: str, *, parameters: Mapping[str, str] | None = None, source: str = "query"
) -> Result:
    """The answer to a competency question (by name) or to a query (by its text).

    The default graph is the union of all graphs: the store's own if it is filled (see `united`), else one made for the
    occasion. `parameters` are bound to variables of those names. `source` is what errors call a query given as text.
    Raises QueryError: an unknown question or parameter, a query that may not run, a syntax error.
    """
    text, source = chosen(text_or_name, source)
    tokens = refuse(text, source)
    terms = bound(parameters_of(text, source), tokens, parameters or {}, source)
    store = store if any(store.quads_for_pattern(None, None, None, DefaultGraph())) else united(store)
    terms = {name: _as_written(store, term) for name, term in terms.items()}
    return held(_asked(store, text, tokens, source, terms))


def chosen(text_or_name: str, source: str) -> tuple[str, str]:
    """The text of a query and what errors call it. Raises QueryError on the name of no question."""
    if not re.fullmatch(r"\s*[\w-]+\s*", text_or_name):
        return text_or_name, source
    question = find(text_or_name.strip())
    return question.text, str(question.path)


def united(quads: Iterable[Quad]) -> Store:
    """A store of the quads whose default graph is their union, every triple once.

    The engine's own union repeats a triple for every graph that holds it: counts come out too high, and a fact that n
    texts state costs a query of k patterns n to the power of k steps.
    """
    filled, given = Store(), list(quads)
    filled.extend(given)
    filled.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in given)
    return filled


def serialise(result: Result, format: str) -> str:
    """The answer as table, json, csv, tsv, xml, or ttl (triples only). Raises QueryError on a form it has not."""
    if format not in FORMATS[result.kind]:
        choices = ", ".join(FORMATS[result.kind])
        raise QueryError(f"the answer to {result.kind.upper()} has no form {format!r}; choose one of {choices}")
    if format == "table":
        return str(bool(result)).lower() + "\n" if result.kind == "ask" else aligned(result.variables, result.rows)
    if format == "ttl":
        return _turtle(result.wire)
    written = parse_query_results(result.wire, format=QueryResultsFormat.JSON).serialize(format=_WIRE[format])
    text = (written or b"").decode()
    if format == "xml" and (sign := _NO_XML.search(text)):
        raise QueryError(f"the answer holds U+{ord(sign[0]):04X}, which XML cannot; choose json, csv or tsv")
    return text


def _turtle(triples: bytes) -> str:
    written = serialize(parse(triples, format=RdfFormat.N_TRIPLES), format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
    lines = written.decode().splitlines(keepends=True)  # pyoxigraph writes the prefixes in a new order on every run
    return "".join(sorted(lines[: len(PREFIXES)]) + lines[len(PREFIXES) :])


def bound(
    declared: Iterable[Parameter], read: Iterable[Token], given: Mapping[str, str], source: str
) -> dict[Variable, Term]:
    """The terms to put for variables: what is given, else the defaults."""
    known = {parameter.name: parameter for parameter in declared}
    names = sorted(known) or sorted({token.text[1:] for token in read if token.kind == "variable"})
    for name in given:
        if name not in names:
            takes = f"it takes {', '.join(names)}" if names else "it takes none"
            raise QueryError(f"{source}: no parameter is called {name!r}{nearest(name, names)}; {takes}")
    values = {name: parameter.default for name, parameter in known.items() if not parameter.free} | dict(given)
    return {Variable(n): known[n].term(value) if n in known else read_term(value) for n, value in values.items()}


def _as_written(store: Store, term: Term) -> Term:
    """A name as the store writes it: width and quotation marks do not count, and the division before it may lack."""
    if not isinstance(term, Literal) or not term.language or any(store.quads_for_pattern(None, None, term, None)):
        return term
    quads = (quad for kind in _NAMES for quad in store.quads_for_pattern(None, kind, None, DefaultGraph()))
    known = {quad.object: fold(quad.object.value) for quad in quads if isinstance(quad.object, Literal)}
    wanted = fold(term.value)
    same = [name for name, folded in known.items() if folded == wanted]
    longer = [name for name, folded in known.items() if folded.endswith(wanted) and _within(folded, wanted)]
    return min(same, key=str) if same else longer[0] if len(longer) == 1 else term


def _within(longer: str, name: str) -> bool:
    return len(name) >= _TELLING and _DIVISION.fullmatch(longer.removesuffix(name)) is not None


def _asked(
    store: Store, text: str, tokens: Sequence[Token], source: str, bound: Mapping[Variable, Term]
) -> QuerySolutions | QueryBoolean | QueryTriples:
    """The values are bound, and said in the text too: the engine plans its joins before it binds. What a query itself
    computes (`AS ?name`) may not be said again."""
    computed = {after.text[1:] for before, after in pairwise(tokens) if before.text.upper() == "AS"}
    said = {variable: term for variable, term in bound.items() if variable.value not in computed}
    try:
        return store.query(with_values(text, tokens, said), prefixes=PREFIXES, substitutions=dict(bound))
    except SyntaxError as error:
        raise misread(text, source, str(error)) from None
    except RuntimeError as error:
        names = ", ".join(f"?{variable.value}" for variable in bound)
        raise QueryError(f"{source}: {error}; a parameter ({names}) must be among what SELECT names") from None


def held(answer: QuerySolutions | QueryBoolean | QueryTriples) -> Result:
    """What the engine answers, held whole."""
    if isinstance(answer, QueryBoolean):
        wire = answer.serialize(format=QueryResultsFormat.JSON) or b""
        return Result("ask", (), ((str(bool(answer)).lower(),),), wire)
    if isinstance(answer, QueryTriples):
        lines = sorted({f"{triple} .\n" for triple in answer})
        return of_triples("".join(lines).encode())
    wire = answer.serialize(format=QueryResultsFormat.JSON) or b""
    variables = tuple(variable.value for variable in answer.variables)
    return Result("select", variables, _rows(wire, variables), wire)


def of_triples(wire: bytes) -> Result:
    """Sorted lines of N-Triples as an answer."""
    return Result("construct", _TRIPLE, tuple(tuple(map(_plain, triple)) for triple in _triples(wire)), wire)


def _rows(wire: bytes, variables: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The plain strings of SPARQL JSON. Read as JSON: to make terms of them takes three times as long."""
    if b'"type":"triple"' in wire:  # a triple as a value; within a string the quotation marks would be escaped
        return tuple(tuple(map(_plain, row)) for row in _solutions(wire))
    bindings = json.loads(wire)["results"]["bindings"]
    return tuple(tuple([row[name]["value"] if name in row else "" for name in variables]) for row in bindings)


def _solutions(wire: bytes) -> Iterable[Iterable[Term | BlankNode | Triple | None]]:
    solutions = parse_query_results(wire, format=QueryResultsFormat.JSON)
    return solutions if isinstance(solutions, QuerySolutions) else ()


def _triples(wire: bytes) -> Iterator[tuple[object, object, object]]:
    return ((quad.subject, quad.predicate, quad.object) for quad in parse(wire, format=RdfFormat.N_TRIPLES))


def _plain(term: object) -> str:
    """The value of a term without quotation marks, tag and datatype."""
    if term is None:
        return ""
    return str(term) if isinstance(term, Triple) else str(getattr(term, "value", term))
