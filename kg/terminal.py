"""Text on a terminal: how wide it is, and how it cannot do harm."""

from __future__ import annotations

import unicodedata


def width(text: str) -> int:
    """Columns that `text` takes, by East Asian Width (UAX #11, ambiguous counted as narrow).

    >>> width("佛山 A")
    6
    """
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def printable(text: str) -> str:
    r"""`text` on one line and harmless: characters that steer a terminal or turn its direction become escapes.

    >>> printable("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    return "".join(c if _shown(c) else c.encode("unicode_escape").decode() for c in text.replace("\t", " "))


def _shown(character: str) -> bool:
    return character == " " or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
