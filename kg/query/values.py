"""Values of variables as VALUES at the head of a query's pattern: terms, built and escaped here; no text is pasted in.

The protocol binds no variables; and the engine plans its joins by what the text says, so that a name that it learns
only when it runs costs a scan of all names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Variable

from kg.query.scan import Token

Term = NamedNode | Literal


def with_values(text: str, tokens: Sequence[Token], terms: Mapping[Variable, Term]) -> str:
    """`text` with the values of its variables at the head of its pattern.

    CONSTRUCT WHERE takes no VALUES there, it gets them at its end.
    """
    if not terms:
        return text
    names, values = " ".join(map(str, terms)), " ".join(map(str, terms.values()))
    clause = f"VALUES ({names}) {{ ({values}) }}"
    at = _pattern(tokens)
    return f"{text}\n{clause}" if at is None else f"{text[:at]} {clause} {text[at:]}"


def _pattern(tokens: Sequence[Token]) -> int | None:
    """Behind the brace that opens the WHERE clause; the template of a CONSTRUCT stands before it."""
    words = [token.text.upper() for token in tokens]
    template = "CONSTRUCT" in words
    if template and words[words.index("CONSTRUCT") + 1 :][:1] == ["WHERE"]:
        return None
    depth = 0
    for token in tokens:
        sign = token.text if token.kind == "sign" else ""
        if sign == "{" and not depth:
            if not template:
                return token.start + 1
            template = False
        depth += (sign in ("(", "{")) - (sign in (")", "}"))
    return None
