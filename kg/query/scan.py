"""The tokens of a SPARQL query: what may not run is refused here, and a syntax error finds its place here.

The scan follows the terminals of SPARQL 1.1, section 19.8, so that a word inside a string, an IRI, a comment or a
prefixed name is never taken for a keyword. It runs before the engine sees the text: pyoxigraph dies of 3,000 open
braces and of 1,000 nested calls, and would try to reach the network for SERVICE.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import QueryError
from kg.terminal import printable, width

MAX_NESTING = 100
MAX_SIGNS = 2000  # a chain of 5,000 operators or bindings overflows the engine's stack as surely as nesting does
_TOKEN = re.compile(
    r"""(?P<gap>[ \t\r\n]+|\#[^\r\n]*)
    |(?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    |(?P<string>\"\"\"(?:\\.|\"{0,2}[^\"\\])*\"\"\"|'''(?:\\.|'{0,2}[^'\\])*'''|"(?:\\.|[^"\\\r\n])*"|'(?:\\.|[^'\\\r\n])*')
    |(?P<variable>[?$]\w+)
    |(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<name>(?:[^\W\d](?:[\w.-]*[\w-])?)?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)(?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\.))?)?)
    |(?P<number>(?:\d+\.?\d*|\.\d+)[eE][+-]?\d+|\d*\.\d+|\d+)
    |(?P<word>[^\W\d]\w*)
    |(?P<sign>\^\^|&&|\|\||[!<>]=|.)""",
    re.VERBOSE | re.DOTALL,
)
_LOCAL = "this program reads the local store only"
_READ_ONLY = "this program never changes the store; build it anew with `kg build`"
UPDATES = frozenset({"INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"})
REFUSED = {
    "SERVICE": f"{_LOCAL}; leave the SERVICE group out",
    "FROM": f"{_LOCAL}; name a graph with GRAPH <…> {{ … }}",
    "LOAD": f"{_LOCAL}; send the triples themselves",
    **dict.fromkeys(sorted(UPDATES), _READ_ONLY),
}


@dataclass(frozen=True, slots=True)
class Token:
    """One terminal of a query; `start` counts characters of the query text."""

    kind: str
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """The terminals of `text` in order, without white space and comments."""
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "gap":
            yield Token(str(match.lastgroup), match.group(), match.start())


def refuse(
    text: str, source: str, *, allowed: frozenset[str] = frozenset(), signs: float = MAX_SIGNS
) -> tuple[Token, ...]:
    """The tokens of `text`, if it may run. Raises QueryError, naming `source` and the place, if it may not.

    `allowed` are keywords of REFUSED that may stand in it all the same; `signs` is how many operators it may have.
    """
    read, depth, seen = tuple(tokens(text)), 0, 0
    for token in read:
        depth += (token.text in "({[") - (token.text in ")}]") if token.kind == "sign" else 0
        seen += token.kind in ("sign", "word")
        if depth > MAX_NESTING:
            raise fault(text, token.start, source, f"nested deeper than {MAX_NESTING} brackets", "write it flatter")
        if seen > signs:
            raise fault(text, token.start, source, f"more than {signs} operators and keywords", "ask in parts")
        if token.kind == "word" and (word := token.text.upper()) in REFUSED and word not in allowed:
            raise fault(text, token.start, source, f"{word} is refused", REFUSED[word])
    return read


def fault(text: str, offset: int, source: str, said: str, remedy: str) -> QueryError:
    """The error at `offset` of `text`: source, line and column (from 1), the line with a caret, and the remedy."""
    before = text[:offset]
    line, column = before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
    shown = text.split("\n")[line - 1].rstrip("\r")
    first = max(0, column - 60)
    marker = " " * width(printable(shown[first : column - 1])) + "^"
    excerpt = printable(shown[first : column + 40])
    return QueryError(f"{source}:{line}:{column}: {said}\n  {excerpt}\n  {marker}\n{remedy}")
