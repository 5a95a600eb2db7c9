"""The metadata that a document may carry, checked in one place for every format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from kg.errors import InputError

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def text(fields: Mapping[str, object], key: str, place: str) -> str | None:
    """The text under `key`, None where there is none or an empty one. Raises InputError on anything else."""
    value = fields.get(key)
    if value is None or isinstance(value, str):
        return value or None
    raise InputError(f"{place}: {key} is {type(value).__name__}, not a text; write it in quotation marks")


def iso_date(value: object, place: str) -> str | None:
    """A date as ISO 8601 at the precision stated: a TOML date, or a text such as 2019, 2019-03, 2019-03-05.

    >>> iso_date("2019-03", "a.toml")
    '2019-03'
    """
    if value is None or value == "":
        return None
    if type(value) is date:
        return value.isoformat()
    found = _DATE.fullmatch(value) if isinstance(value, str) else None
    try:
        if found:
            date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
            return found[0]
    except ValueError:
        pass
    raise InputError(f"{place}: {value!r} is not a date; write it as 2019-03-05, 2019-03 or 2019")
