"""A text and what is said about it → Article.

Who knows best is asked first: the sidecar, which a person wrote for this use; then the file's own fields; then the head
of the text, as official documents and news pages write it; then the file's name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

from kg.encoding import decode
from kg.errors import InputError
from kg.model import Article
from kg.read import fields
from kg.read.file import File
from kg.read.heads import head
from kg.zh.script import traditional

_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)")
_UNFIT = re.compile("[\0\ud800-\udfff]")


def article(
    file: File, text: str, own: Mapping[str, object] | None = None, *, media_type: str = "text/plain",
    dated: str | None = None,
) -> Article:  # fmt: skip
    """The article of a file. `own` are the fields that the file itself states, checked already; `dated` is a day of the
    file (when it was made), believed only where
    nothing else tells a date and the text names its year.

    Raises InputError on a text of blanks, on NUL and half a surrogate pair, and on a sidecar that cannot be read.
    """
    if not text.strip():
        raise InputError(f"{file.place}: is empty; give a file that holds text, or leave it out")
    layers = (_sidecar(file), own or {}, head(text), {"published": _day_of_name(file), "url": None})
    said = {key: next((layer[key] for layer in layers if layer.get(key)), None) for key in fields.FIELDS}
    of = {key: fields.text(said, key, file.place) for key in fields.FIELDS}
    for name, content in {"text": text, **of}.items():
        if unfit := _UNFIT.search(content or ""):
            what = "half a surrogate pair" if unfit[0] > "\0" else "NUL"
            raise InputError(f"{file.place}: {what} in {name}, character {unfit.start()}; write it whole, or leave it")
    return Article(
        of["identifier"] or file.name,
        text,
        of["url"] or file.place,
        of["title"],
        of["published"] or (dated if _names_the_year_of(text, dated) else None),
        of["publisher"],
        of["language"] or ("zh-hant" if traditional(text) else "zh-hans"),
        media_type,
        of["number"],
    )


def _names_the_year_of(text: str, day: str | None) -> bool:
    """Does the text speak of that year? A page that was printed to a file years later does not."""
    return day is not None and f"{day[:4]}年" in text


def _day_of_name(file: File) -> str | None:
    """The one day that the name states: 条例(2018-11-06).md"""
    days = [day for day in _DAY.findall(file.stem) if fields.is_date(day)]
    return days[0] if len(days) == 1 else None


def _sidecar(file: File) -> dict[str, object]:
    beside = file.sidecar()
    if beside is None:
        return {}
    place, raw = beside
    try:
        known: dict[str, object] = tomllib.loads(decode(raw, place)) if raw.strip() else {}
    except tomllib.TOMLDecodeError as error:
        if str(error).startswith("Invalid date"):
            raise InputError(f"{place}: {error}: no day or hour that there is; write it as 2019-03-05") from None
        raise InputError(f"{place}: not TOML: {error}; write key = \"value\" a line") from None
    except RecursionError:
        raise InputError(f"{place}: nested too deep; write key = \"value\" a line") from None
    for key in known:
        if key not in fields.FIELDS:
            raise InputError(f"{place}: unknown key {key!r}; valid are {', '.join(fields.FIELDS)}")
    said = {key: fields.text(known, key, place) for key in fields.FIELDS if key != "published"}
    return {**said, "published": fields.iso_date(known.get("published") or None, place)}
