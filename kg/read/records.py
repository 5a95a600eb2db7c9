"""One record of a .jsonl line or a .csv row → Article: what its keys mean, and what is said of a bad one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.errors import InputError
from kg.model import Article
from kg.read import fields
from kg.read.file import File
from kg.read.metadata import article


def of_record(file: File, record: Mapping[str, object], number: int, place: str) -> Article:
    """The article of the `number`-th record of a file, called by its "doc" or "id", else FILE/NUMBER.

    Raises InputError where there is no text, or a field is of the wrong kind.
    """
    own = fields.by_field(record)
    text = fields.text(own, "text", place)
    if not text or not text.strip():
        keys = ", ".join(sorted(record)[:8]) or "none"
        raise InputError(f'{place}: no "text" (or "content", "body", 正文 …) among its keys: {keys}; give it one')
    published = own.get("published")
    own["published"] = fields.written_date(published)
    if published is not None and own["published"] is None:
        raise InputError(f"{place}: {published!r} is not a date; write it as 2019-03-05, 2019-03 or 2019")
    if isinstance(own.get("identifier"), int):
        own["identifier"] = str(own["identifier"])
    said = {key: fields.text(own, key, place) for key in fields.FIELDS}
    if (said["publisher"] or "").startswith(("http://", "https://")):
        said["url"], said["publisher"] = said["url"] or said["publisher"], None
    return article(replace(file, place=place, name=f"{file.name}/{number}", sidecar=lambda: None), text, said)
