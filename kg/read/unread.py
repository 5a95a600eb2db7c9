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

    >>> remedy("report.DOC"), remedy("map.png")
    ('save it as .docx', None)
    """
    lower = name.rpartition("/")[2].lower()
    if _PART.fullmatch(lower):
        return f"it is a part of a split archive; {JOIN}"
    return next((what for ending, what in _known().items() if lower.endswith(ending)), None)


@cache
def _known() -> dict[str, str]:
    raw: dict[str, str] = tomllib.loads((files("kg") / "data" / "unread.toml").read_text("utf-8"))
    return raw
