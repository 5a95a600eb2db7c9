"""A parsed web page: what it says about itself, and the lines of a part of it.

Fields come from the tags of Chinese government sites (政府网站发展指引, 国办发〔2017〕47号, annex), Open Graph, Dublin
Core and JSON-LD (schema.org), in this order; what a page states only in its text (发布时间：…) by labels in its lines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from kg.read.fields import written_date
from kg.read.heads import head

_META = {
    "title": ("articletitle", "og:title", "dc.title", "dcterms.title", "twitter:title"),
    "published": ("pubdate", "article:published_time", "publishdate", "dc.date", "dcterms.issued", "dcterms.date",
                  "og:release_date", "datepublished", "date"),
    "publisher": ("contentsource", "og:site_name", "dc.publisher", "dcterms.publisher", "sitename", "application-name"),
    "url": ("og:url", "url"),
    "number": ("documentnumber", "filenumber", "文号"),
}  # fmt: skip
_LINKED = {"title": ("headline", "name"), "published": ("datePublished", "dateCreated"), "url": ("url",)}
_LINES = frozenset(["p", "head", "item", "row", "quote", "lb", "list", "table", "div", "li", "tr", "br", "h1", "h2",
                    "h3", "h4", "h5", "h6", "section", "article", "ul", "ol", "dd", "dt", "blockquote", "pre",
                    "hr"])  # fmt: skip
_HEAD = 80  # lines of a page, menus and all, before its article has begun
_CELLS = frozenset(["cell", "td", "th"])
_UNREAD = frozenset(["script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "select",
                     "button", "iframe", "svg", "object", "head", "title"])  # fmt: skip


def fields_of(tree: Any) -> dict[str, str]:
    """Title, date, publisher, address and number, as far as the page states them."""
    stated = {**head("\n".join(islice(lines_of(tree), _HEAD))), **dict(_stated(tree))}
    stated.setdefault("title", _titled(tree))
    day = written_date(stated.pop("published", None))
    return {key: value for key, value in {**stated, "published": day}.items() if value}


def _stated(tree: Any) -> Iterator[tuple[str, str]]:
    """Fields and their texts, the surest last, so that it overrules."""
    linked = list(_json_ld(tree))
    for field, keys in _LINKED.items():
        yield from ((field, thing[key]) for thing in linked for key in keys[::-1] if isinstance(thing.get(key), str))
    for thing in linked:
        publisher = thing.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            yield "publisher", publisher["name"]
    for link in tree.iter("link"):
        if link.get("rel") == "canonical" and (link.get("href") or "").startswith("http"):
            yield "url", link.get("href")
    metas = [((tag.get("name") or tag.get("property") or "").lower(), tag.get("content")) for tag in tree.iter("meta")]
    said = {name: content.strip() for name, content in reversed(metas) if content and content.strip()}
    for field, names in _META.items():
        yield from ((field, said[name]) for name in reversed(names) if name in said)


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    """The things that the page describes in JSON-LD; contexts are never fetched."""
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":
            try:
                things = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue
            things = things.get("@graph", things) if isinstance(things, dict) else things
            yield from (thing for thing in (things if isinstance(things, list) else [things])
                        if isinstance(thing, dict) and "datePublished" in thing)  # fmt: skip


def _titled(tree: Any) -> str:
    """The first heading, else the <title> up to the name of the site (海岭市成立数据局_海岭市人民政府)."""
    for name in ("h1", "title"):
        for found in tree.iter(name):
            text = re.sub(r"\s+", " ", found.text_content()).strip()
            if text:
                return text if name == "h1" else re.split(r"[_|｜]|\s[-–—]\s", text)[0].strip()
    return ""


def lines_of(part: Any) -> Iterator[str]:
    """The lines of a part of a page: one a paragraph, item or row of a table; cells apart by a tab."""
    pieces = "".join(_pieces(part)).split("\n")
    for line in pieces:
        clean = "\t".join(re.sub(r"[ \r\f\v\xa0\u2000-\u200a\u3000]+", " ", cell).strip() for cell in line.split("\t"))
        if clean.strip():
            yield clean.strip()


def _pieces(part: Any) -> Iterator[str]:
    """Text with line ends and tabs: iterative, since a page may be nested as deep as it likes."""
    todo: list[Any] = [part]
    while todo:
        here = todo.pop()
        if isinstance(here, str):
            yield here
            continue
        tag = here.tag if isinstance(here.tag, str) else ""
        mark = "\n" if tag in _LINES else "\t" if tag in _CELLS else ""
        tail = [re.sub(r"\s+", " ", here.tail)] if here.tail and here is not part else []
        if tag in _UNREAD and here is not part and not (tag == "head" and here.getparent().tag != "html"):
            todo.extend(tail)
            continue
        text = [re.sub(r"\s+", " ", here.text)] if here.text else []
        todo.extend(reversed([mark if mark == "\n" else "", *text, *here, mark, *tail]))
