"""Web pages (.html, .htm): the main text without menus, found by trafilatura, and what the page says about itself.

Nothing that the page refers to is fetched, and no script runs. The text is a line a paragraph; offsets count its
characters. `kg text` prints it.
"""

from __future__ import annotations

import re
from copy import deepcopy
from html import unescape
from typing import Any

from kg.encoding import decode
from kg.errors import InputError
from kg.model import Article
from kg.read import apart
from kg.read.file import File
from kg.read.limits import Limits
from kg.read.metadata import article
from kg.read.page import fields_of, lines_of

MEDIA_TYPE = "text/html"
_DECLARED = re.compile(
    rb"""(?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]+)"""
)
# trafilatura takes a text of under 250 characters for a failure; so long an English one is of 60 in Chinese, and a page
# of one sentence has no more than that.
_LEAST, _PART = 40, 4
_TAG = re.compile("<[^<>]*>")
_HIDDEN = "//*[@hidden or contains(translate(@style, ' ', ''), 'display:none')]"


def article_of(
    file: File, raw: bytes, limits: Limits, *, declared: str | None = None, url: str | None = None
) -> Article:
    """The article of a page. `declared` and `url` are what is said of it elsewhere: its encoding, and its address
    where it names none."""
    found = _DECLARED.search(raw[:4096])
    label = declared or ((found[1] or found[2]).decode("ascii") if found else None)
    page = decode(raw, file.place, declared=label)
    said = apart.extract("html", page.encode("utf-8", "surrogatepass"), file.place, limits)
    return article(file, said["text"], {"url": url, **said["own"]}, media_type=MEDIA_TYPE)


def extract(raw: bytes) -> apart.Extracted:
    """Main text and metadata of a page in UTF-8. Raises InputError, without the place."""
    import lxml.html
    import trafilatura
    from trafilatura.settings import DEFAULT_CONFIG

    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True,
                                  huge_tree=True)  # fmt: skip
    tree = lxml.html.document_fromstring(raw, parser=parser)
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log) and _ends_before(raw.decode(), tree):
        raise InputError("is nested too deep to be read whole; save it as plain text")
    own = fields_of(tree)
    for element in tree.xpath(_HIDDEN):
        element.drop_tree()
    whole = list(lines_of(tree))
    if not whole:
        raise InputError("holds no text outside its menus and scripts; save the page again once it is loaded")
    config = deepcopy(DEFAULT_CONFIG)
    least = min(_LEAST, sum(map(len, whole)) // _PART)
    config.read_dict({"DEFAULT": {"min_extracted_size": str(least), "min_output_size": "1",
                                  "extensive_date_search": "off"}})  # fmt: skip
    main = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True, config=config)
    body = getattr(main, "body", None)
    lines = [] if body is None else list(lines_of(body))
    return {"text": "\n".join(lines or whole) + "\n", "own": own}


def _ends_before(page: str, tree: Any) -> bool:
    """Does the tree lack the last word of the page? libxml2 reads none of what is nested deeper than it likes."""
    last = _TAG.sub(" ", page).split()[-1:]
    return bool(last) and unescape(last[0]) not in tree.text_content()
