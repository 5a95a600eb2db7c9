"""本条例, 本办法: the document itself, by the title in its first line or that which a notice issues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import Mention

NOTICE = re.compile(
    r"(?P<issuer>[^，。；：！？《》\n]*?)关于(?:印发|发布|公布|下发|颁布|转发)"
    r"《?(?P<title>[^《》，。；：！？\n]{4,60}?)》?的(?:通知|公告|决定|函)"
)
"""The title of a notice that issues a document (GB/T 9704—2012, 7.3.1)."""
_HEAD = 600
"""How far from the beginning, in characters, the title of a notice may stand."""
_TITLE = re.compile(r"\s*(?:#+\s*)?《?([^\s，。；：！？《》#][^，。；：！？\n]{2,58}?)》?\s*(?:\n|\Z)")
_NOTICE_LINE = re.compile(rf"^[ \u3000]*(?:#+\s*)?{NOTICE.pattern}[ \u3000]*$", re.M)
_ITSELF = re.compile("本(..+)")
_VERSION = re.compile(r"[（(][^（）()]*[）)]$")


def itself(text: str, mention: Mention) -> Mention | None:
    """The mention under the title of the text `text`, if it points at a document of that kind."""
    pointing = _ITSELF.fullmatch(mention.text) if mention.cls == "Document" else None
    if pointing is None:
        return None
    before = (name for name, end in _titles(text) if end <= mention.start)
    name = next((name for name in before if without_version(name).endswith(pointing[1])), None)
    return replace(mention, name=name) if name else None


def may_be(pointing: Mention, other: Mention) -> bool:
    """May 本计划 stand for the other document? It is a plan itself."""
    itself = _ITSELF.fullmatch(pointing.text) if pointing.cls == "Document" and pointing.text[1] != "次" else None
    return itself is None or without_version(other.name).endswith(itself[1])


def without_version(title: str) -> str:
    """A title without what follows it in brackets.

    >>> without_version("海岭市数据办法（试行）")
    '海岭市数据办法'
    """
    return _VERSION.sub("", title)


def _titles(text: str) -> Iterator[tuple[str, int]]:
    """The first line, and what a notice issues, each with the offset of its end."""
    if first := _TITLE.match(text):
        yield first[1], first.end(1)
    if notice := _NOTICE_LINE.search(text, 0, _HEAD):
        yield notice["title"], notice.end("title")
