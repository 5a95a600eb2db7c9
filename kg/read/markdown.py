"""Markdown: its bytes are the text, so that offsets count characters of the file; `kg.clean` leaves the marks out.

Front matter between --- lines (key: value) or +++ lines (TOML) gives metadata, else the first heading is the title.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from kg.encoding import decode
from kg.errors import InputError
from kg.model import Article
from kg.read import fields
from kg.read.file import File, content
from kg.read.limits import Limits
from kg.read.metadata import article

FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\r?\n(.*?)^\1[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_ENTRY = re.compile(r"""^([^\s:#][^:\n]*?)[ \t]*:[ \t]+["']?(.*?)["']?[ \t]*\r?$""", re.M)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t#]*\r?$", re.M)


def read_markdown(file: File, limits: Limits) -> Iterator[Article]:
    """The one article of a .md file. Raises InputError where there is nothing but front matter."""
    text = decode(content(file, limits), file.place)
    front = FRONT.match(text)
    body = text[front.end() :] if front else text
    if not body.strip():
        raise InputError(f"{file.place}: is empty but for its front matter; give it a text, or leave it out")
    own = fields.by_field(_said(front)) if front else {}
    own["published"] = fields.written_date(own.get("published"))
    heading = _HEADING.search(text, front.end() if front else 0)
    own.setdefault("title", heading[1] if heading else None)
    yield article(file, text, {key: value for key, value in own.items() if isinstance(value, str)},
                  media_type="text/markdown")  # fmt: skip


def _said(front: re.Match[str]) -> dict[str, object]:
    if front[1] == "---":
        return dict(_ENTRY.findall(front[2]))
    try:
        return tomllib.loads(front[2])
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
