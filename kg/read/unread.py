"""What kg does not read: documents of other formats, named with what to do, lest they go missing in silence."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_PART = re.compile(r".*\.(?:z\d\d|zip\.\d{3})")  # of a split archive, as zip and 7-Zip call them
JOIN = "join all: zip -s 0 IN.zip --out OUT.zip, or cat IN.zip.0* > OUT.zip"


def remedy(name: str) -> str | None:
    """What to do with a document that is not read, None where the file is no document at all.

    >>> remedy("report.DOC"), remedy("map.png"), remedy("news.zip.gz")
    ('save it as .docx', None, 'unpack it: gunzip')
    """
    lower = name.rpartition("/")[2].lower()
    if _PART.fullmatch(lower):
        return f"it is a part of a split archive; {JOIN}"
    known = next((what for ending, what in _known().items() if lower.endswith(ending)), None)
    return known or (_packed(lower.removesuffix(".gz")) if lower.endswith(".gz") else None)


def _packed(inner: str) -> str | None:
    """What to do with a packed file: an archive, one without an ending, one that is not read unpacked either."""
    if inner.endswith((".zip", ".gz")) or "." not in inner:
        return "unpack it: gunzip"
    return f"unpack it, then {what}" if (what := remedy(inner)) else None


@cache
def _known() -> dict[str, str]:
    raw: dict[str, str] = tomllib.loads((files("kg") / "data" / "unread.toml").read_text("utf-8"))
    return raw
