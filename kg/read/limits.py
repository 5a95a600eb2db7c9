"""How much one document may ask of the machine: what is larger is refused by name, before it fills the memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from kg.errors import InputError


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of reading. A text takes some hundred times its bytes of memory while it is read, so that one document
    has a size that a laptop can hold; a longer one is better given in parts.

    `document`: bytes of one document, one line of .jsonl, one row of .csv, or one member of an archive, unpacked.
    `members`: entries of one archive. `ratio`: bytes that an archive may unfold to, for each byte of it (Chinese text
    packs 3:1 to 10:1, a bomb 1,000:1 and more). `seconds` and `memory` (bytes): what the extraction of one .html, .docx
    or .pdf may take in its process.
    """

    document: int = 32_000_000
    members: int = 200_000
    ratio: int = 200
    seconds: float = 60.0
    memory: int = 2_000_000_000


DEFAULT = Limits()
_MEGA = 1_000_000
_MOST = 1_000_000_000  # that an option may state: more is no number that a system knows what to do with
_OPTIONS = {
    "megabytes": ("document", _MEGA),
    "members": ("members", 1),
    "ratio": ("ratio", 1),
    "seconds": ("seconds", 1),
    "memory": ("memory", _MEGA),
}
"""Name of an option → the limit that it states, and in what units."""


def limits_of(given: Iterable[str]) -> Limits:
    """The limits that options state, DEFAULT where they state none. Raises InputError.

    >>> limits_of(["megabytes=64", "seconds=300"]).document
    64000000
    """
    found: dict[str, Any] = {}
    for option in given:
        name, _, number = option.partition("=")
        if name not in _OPTIONS or not (number.isascii() and number.isdigit() and 0 < int(number[:10]) < _MOST):
            choices = ", ".join(f"{each}={getattr(DEFAULT, of) // unit:g}" for each, (of, unit) in _OPTIONS.items())
            raise InputError(f"{option!r} is no limit; give one like these, which are the defaults: {choices}")
        field, unit = _OPTIONS[name]
        found[field] = int(number) * unit
    return replace(DEFAULT, **found)
