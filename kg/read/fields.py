"""The metadata that a document may carry: what its keys are called, and their values checked in one place.

Tables and JSON Lines come from many hands. data/fields.toml says under which names, Chinese and English, each field
is commonly found.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from kg.errors import InputError

FIELDS = ("title", "published", "publisher", "language", "url", "identifier", "number")
_CLOCK = re.compile("[T:：时]")
# Six digits are a month where they cannot be a day of this century: 201903, but 200305 may be of 2020.
# Digits go on after a date of eight alone, as hour, minute and second: 43529 is a day of Excel, and no year 4352.
_WRITTEN = re.compile(
    r"\s*(?:D:)?(?:(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})日?|月)?|(\d\d)(\d\d)|年)?"
    r"|((?:19|20)(?:1[3-9]|[2-9]\d))(\d\d)(?!\d))"
    r"(?:(?:(?<=\d{8})\d{4}(?:\d\d)?(?!\d)|(?<=日)|(?<=\d)(?!\d))[T\s+Z\d:：.上午下晚时分秒Z+'-]*)?"
)

Fields = Mapping[str, object]


def text(fields: Fields, key: str, place: str) -> str | None:
    """The text under `key`, None where there is none or an empty one. Raises InputError on anything else."""
    value = fields.get(key)
    if value is None or isinstance(value, str):
        return value if value and not value.isspace() else None
    raise InputError(f"{place}: {key} is {type(value).__name__}, not a text; write it in quotation marks")


def iso_date(value: object, place: str) -> str | None:
    """A date as ISO 8601 at the precision stated: a TOML date or time, or a day, month or year without a time.

    >>> [iso_date(value, "a.toml") for value in ("2019-03", 2019, "2019年3月5日")]
    ['2019-03', '2019', '2019-03-05']
    """
    if value is None:
        return None
    if isinstance(value, date):  # a TOML time is one too
        return value.isoformat()[:10]
    if not _CLOCK.search(str(value)) and (day := written_date(value)):
        return day
    raise InputError(f"{place}: {value!r} is not a date; write it as 2019-03-05, 2019-03 or 2019")


def written_date(value: object) -> str | None:
    """The day of a date as machines and people write it, ISO 8601; None where it is none.

    >>> [written_date(text) for text in ("20220924", "2022-09-24T08:00:00+08:00", "2022年9月24日 08:00", "2022/9")]
    ['2022-09-24', '2022-09-24', '2022-09-24', '2022-09']
    """
    if isinstance(value, date):
        return value.isoformat()[:10]
    written = unicodedata.normalize("NFKC", str(value)) if isinstance(value, str | int) else ""
    found = _WRITTEN.fullmatch(written.strip())
    if not found:
        return None
    year, month, day = found[1] or found[6], found[2] or found[4] or found[7], found[3] or found[5]
    iso = "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
    return iso if is_date(iso) else None


def is_date(iso: str) -> bool:
    """Is there such a day?"""
    year, month, day = [*map(int, iso.split("-")), 1, 1][:3]
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def known_as(key: str) -> str | None:
    """The field, or "text", that a column or key of that name holds; None if it is none of ours.

    >>> known_as("发布时间"), known_as("Content"), known_as("reads")
    ('published', 'text', None)
    """
    return _names().get(_key(key))


def by_field(record: Fields) -> dict[str, object]:
    """The record under our own keys: of two names of one field, the one that comes first in data/fields.toml."""
    given = {_key(key): value for key, value in record.items() if value is not None and str(value).strip()}
    found: dict[str, object] = {}
    for name, field in _names().items():
        if name in given:
            found.setdefault(field, given[name])
    return found


@lru_cache(maxsize=1 << 10)
def _key(name: str) -> str:
    return re.sub(r"[\s_\-]+", "", unicodedata.normalize("NFKC", name)).casefold()


@cache
def _names() -> dict[str, str]:
    raw = tomllib.loads((files("kg") / "data" / "fields.toml").read_text("utf-8"))
    return {_key(name): field for field, names in raw.items() for name in names}
