"""A plain text: .txt, and standard input. Its bytes are the text; offsets count its code points, line ends and all.

What is a web page or JSON Lines under either name is read as that: `curl … | kg extract -` has no name to tell by.
"""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from io import BytesIO

from kg.encoding import decode
from kg.errors import InputError
from kg.model import Article
from kg.read.file import File, content
from kg.read.limits import Limits
from kg.read.lines import read_lines
from kg.read.metadata import article
from kg.read.mhtml import read_page

_PAGE = re.compile(
    rb"(?is)(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head)\b"
)
_BEGINNING = 4096  # bytes


def read_plain(file: File, limits: Limits) -> Iterator[Article | InputError]:
    """The one article of a .txt file, or those of what it is in truth."""
    raw = content(file, limits)
    again = replace(file, open=lambda: nullcontext(BytesIO(raw)))
    if _PAGE.match(raw[:_BEGINNING].replace(b"\0", b"")):
        yield from read_page(again, limits)
    elif _is_record(raw):
        yield from read_lines(again, limits)
    else:
        yield article(file, decode(raw, file.place))


def _is_record(raw: bytes) -> bool:
    """Is the first line a JSON object?"""
    line = raw.removeprefix(BOM_UTF8).lstrip().partition(b"\n")[0]
    try:
        return line.startswith(b"{") and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
