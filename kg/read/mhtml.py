"""A web page that a browser or Word saved with its pictures (.mht, .mhtml): a message of many parts, RFC 2557.

Its page is read as any other is; pictures and other parts are not.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

from kg.errors import InputError
from kg.model import Article
from kg.read import apart
from kg.read.file import File, content
from kg.read.html import article_of
from kg.read.limits import Limits

# What a message begins with: heads, in lines that may go on, among them one that no page has.
_MESSAGE = re.compile(
    rb"(?i)\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,50}?(?:MIME-Version:|Content-Type:\s*multipart/)"
)
_PAGES = ("text/html", "application/xhtml+xml")


def read_page(file: File, limits: Limits) -> Iterator[Article]:
    """The one article of a web page, whether it lies alone or in a message, whatever it is called."""
    raw = content(file, limits)
    if not _MESSAGE.match(raw[:8192]):
        yield article_of(file, raw, limits)
    else:
        said = apart.extract("mhtml", raw, file.place, limits)
        page = base64.b64decode(said["page"])
        yield article_of(file, page, limits, declared=said["charset"], url=said["url"])


def extract(raw: bytes) -> apart.Extracted:
    """The page of a message, in its own encoding. Raises InputError, without the place."""
    import email
    from email.errors import CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect

    message = email.message_from_bytes(raw)
    if any(isinstance(each, CloseBoundaryNotFoundDefect | StartBoundaryNotFoundDefect) for each in message.defects):
        raise InputError("is a message that is cut off; save the page again")
    for part in message.walk():
        if part.get_content_type() in _PAGES and isinstance(page := part.get_payload(decode=True), bytes):
            url = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "").strip()
            return {"page": base64.b64encode(page).decode(), "charset": part.get_content_charset(),
                    "url": url if url.startswith("http") else None}  # fmt: skip
    raise InputError("is a message without a page; save it as .html, “webpage, HTML only”")
