"""A plain text: .txt, and standard input. Its bytes are the text; offsets count its code points, line ends and all."""

from __future__ import annotations

from collections.abc import Iterator

from kg.encoding import decode
from kg.model import Article
from kg.read.file import File, content
from kg.read.limits import Limits
from kg.read.metadata import article


def read_plain(file: File, limits: Limits) -> Iterator[Article]:
    """The one article of a .txt file."""
    yield article(file, decode(content(file, limits), file.place))
