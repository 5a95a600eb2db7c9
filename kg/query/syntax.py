"""Where a query stops being SPARQL.

The engine's parser reports the furthest character that any of its attempts touched, which lies up to nine characters
past the mistake (it slices keywords by their length). So the query is read once more with wide gaps between its
tokens: then the touched character belongs to the token at fault.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pyoxigraph import Store

from kg.errors import QueryError
from kg.query.question import PREFIXES
from kg.query.scan import Token, fault, tokens

_GAP = " " * 24  # wider than any keyword of SPARQL, so that no slice reaches the next token
_POSITION = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
# The engine's own sentences among the tokens that it expected, such as "SELECT * is not authorized with GROUP BY".
_SAID = re.compile(r"(?:^|one of |, )([A-Z][^,\[\]'\"]*(?: [^,\[\]'\"]+){2,})")
_BRACKETS = frozenset("{}();,")  # a gap beside one of them changes nothing
_GRAMMAR = "see the grammar of SPARQL 1.1, section 19.8"


def misread(text: str, source: str, message: str) -> QueryError:
    """The error for a query that the engine refused with `message`, at the token at fault."""
    read = tuple(tokens(text))
    at, expected = _blamed(text, read, message)
    said = next(iter(_SAID.findall(expected)), None)
    if "Prefix not found" in expected and at < len(read):
        prefix = read[at].text.partition(":")[0]
        known = ", ".join(f"{name}:" for name in PREFIXES)
        remedy = f"write PREFIX {prefix}: <…> at the top; known without it are {known}"
        return fault(text, read[at].start, source, f"the prefix {prefix}: is not declared", remedy)
    if at >= len(read):
        return fault(text, len(text.rstrip()), source, f"not SPARQL: {said or 'the query ends too early'}", _GRAMMAR)
    after = f" after {read[at - 1].text!r}" if at else ""
    unexpected = said or f"unexpected {read[at].text!r}{after}"
    return fault(text, read[at].start, source, f"not SPARQL: {unexpected}", _GRAMMAR)


def _blamed(text: str, read: tuple[Token, ...], message: str) -> tuple[int, str]:
    """The index of the token at fault (their number at the end of the text), and what the engine expected there."""
    spread, starts = _spread(text, read)
    try:
        Store().query(spread, prefixes=PREFIXES)
    except SyntaxError as error:
        message = str(error)
    except (OSError, RuntimeError, ValueError):
        spread, starts = text, [token.start for token in read] + [len(text)]
    found = _POSITION.match(message)
    if not found:
        return len(read), message
    lines = spread.split("\n")
    touched = sum(len(line) + 1 for line in lines[: int(found[1]) - 1]) + int(found[2]) - 1
    return sum(start <= touched for start in starts[1:]), found[3]


def _spread(text: str, read: tuple[Token, ...]) -> tuple[str, list[int]]:
    """The query with a wide gap wherever a gap may stand, and where each token (and the end) then starts."""
    pieces, starts, size = [_GAP], [], len(_GAP)
    for token, following in pairwise((*read, Token("end", "", len(text) + 1))):
        touching = following.start == token.start + len(token.text)
        apart = not touching or token.text in _BRACKETS or following.text in _BRACKETS
        piece = token.text + (_GAP if apart else "")
        starts.append(size)
        pieces.append(piece)
        size += len(piece)
    return "".join(pieces), [*starts, size]
