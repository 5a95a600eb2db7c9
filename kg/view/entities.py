"""Texts with their names in colour as one HTML file, in the manner of displaCy: no script, no request.

Language, theme and the types shown are chosen with controls that the style sheet alone reads, so that the content
security policy can forbid every script; what stands in a text is only ever text.
"""

from __future__ import annotations

import base64
import hashlib
import html
import string
from collections.abc import Iterable, Iterator, Sequence

from kg.model import Mention, Reading
from kg.terminal import printable
from kg.view.drawing import looks
from kg.view.marked import labels, legend, look, runs, sort, words
from kg.view.page import TEMPLATE

_CLOSED = "img-src data:; base-uri 'none'; form-action 'none'"


def page(readings: Iterable[Reading], *, title: str) -> bytes:
    """The page as UTF-8 bytes; the same input gives the same bytes. `title` names it, as plain text."""
    read = list(readings)
    style = (TEMPLATE / "entities.css").read_text(encoding="utf-8") + "".join(_rules())
    parts = {
        "title": _text(title),
        "style": style,
        "policy": html.escape(f"default-src 'none'; style-src {_hash(style)}; {_CLOSED}"),
        "legend": "".join(_legend(read)),
        "texts": "".join(_article(reading) for reading in read),
        **{f"{word}_label": _both(words()["zh"][word], words()["en"][word]) for word in ("theme", "types")},
    }
    template = string.Template((TEMPLATE / "entities.html").read_text(encoding="utf-8"))
    return template.substitute(parts).encode("utf-8", "backslashreplace")


def _rules() -> Iterator[str]:
    """The colours of each type, and that it loses them when its box in the legend is not ticked."""
    for name, entry in looks().items():
        yield f".{name} {{ --fill: {entry['fill']}; --light: {entry['light']}; --dark: {entry['dark']}; }}\n"
    for cls in (*looks(), "Date", "Quantity"):
        unticked = f"body:has(#show-{cls}:not(:checked)) main mark.{cls}"
        yield f"{unticked} {{ all: unset; }} {unticked} small {{ display: none; }}\n"


def _legend(readings: Sequence[Reading]) -> Iterator[str]:
    for cls, count in legend(readings):
        box = f'<input type="checkbox" id="show-{cls}" checked>'
        yield f'<label class="{_classes(cls)}">{box}<i></i>{_both(*labels(cls))} <b>{count}</b></label>\n'


def _article(reading: Reading) -> str:
    article = reading.clean.article
    body = "".join(_mark(run.text, run.mention) if run.mention else _text(run.text) for run in runs(reading))
    return f"<article><h2><bdi>{_text(article.title or article.id)}</bdi></h2><p>{body}</p></article>\n"


def _mark(text: str, mention: Mention) -> str:
    kind = _both(*labels(sort(mention)))
    return f'<mark class="{_classes(mention.cls)}" title="{_told(mention)}">{_text(text)}<small>{kind}</small></mark>'


def _told(mention: Mention) -> str:
    """What is known of a mention beside its words: name or value, code, score, what found it."""
    value = f"{mention.value.lexical} {mention.value.unit or ''}" if mention.value else mention.name
    known = (value.strip(), mention.code, f"{mention.score:.2f}", mention.found_by)
    return _text(" · ".join(filter(None, known)))


def _classes(cls: str) -> str:
    """The style classes of a type: how it is drawn, and its own name where several are drawn alike."""
    drawn = look(cls)["name"]
    return drawn if drawn == cls else f"{drawn} {cls}"


def _both(chinese: str, english: str) -> str:
    return f'<span class="zh">{_text(chinese)}</span><span class="en" lang="en">{_text(english)}</span>'


def _text(text: str) -> str:
    """`text` for any place in the page; control characters and turns of direction are shown as escapes."""
    return html.escape("\n".join(map(printable, text.split("\n"))))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
