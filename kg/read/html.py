"""Web pages (.html, .htm): the main text without menus, found by trafilatura, and what the page says about itself.

Nothing that the page refers to is fetched, and no script runs. The text is a line a paragraph; offsets count its
characters. `kg text` prints it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from kg.errors import InputError
from kg.model import Article
from kg.read import apart
from kg.read.encoding import decode
from kg.read.file import File, content
from kg.read.limits import Limits
from kg.read.metadata import article
from kg.read.page import fields_of, lines_of

MEDIA_TYPE = "text/html"
_DECLARED = re.compile(
    rb"""(?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]+)"""
)
# trafilatura takes a text of under 250 characters for a failure; so long an English one is of 60 in Chinese.
_SIZES = {"min_extracted_size": "40", "min_output_size": "1", "extensive_date_search": "off"}


def read_html(file: File, limits: Limits) -> Iterator[Article]:
    """The one article of a web page."""
    raw = content(file, limits)
    declared = _DECLARED.search(raw[:4096])
    label = (declared[1] or declared[2]).decode("ascii") if declared else None
    page = decode(raw, file.place, declared=label)
    said = apart.extract("html", page.encode("utf-8", "surrogatepass"), file.place, limits)
    yield article(file, said["text"], said["own"], media_type=MEDIA_TYPE)


def extract(raw: bytes) -> apart.Extracted:
    """Main text and metadata of a page in UTF-8. Raises InputError, without the place."""
    import lxml.html
    import trafilatura
    from trafilatura.settings import DEFAULT_CONFIG

    config = deepcopy(DEFAULT_CONFIG)
    config.read_dict({"DEFAULT": _SIZES})
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    tree = lxml.html.document_fromstring(raw, parser=parser)
    own = fields_of(tree)
    main = trafilatura.bare_extraction(raw.decode(), include_comments=False, include_tables=True, config=config)
    body = getattr(main, "body", None)
    text = "\n".join(lines_of(tree if body is None else body)) + "\n"
    if not text.strip():
        raise InputError("holds no text outside its menus and scripts; save the page again once it is loaded")
    return {"text": text, "own": own}
