"""本条例, 本办法: the document itself, by the title in its first line, whichever others it names."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Mention

_TITLE = re.compile(r"\s*(?:#+\s*)?《?([^\s，。；：！？《》#][^，。；：！？\n]{2,58}?)》?\s*(?:\n|\Z)")
_ITSELF = re.compile("本(..+)")


def itself(text: str, mention: Mention) -> Mention | None:
    """The mention under the title of the text `text`, if it points at a document of that kind."""
    pointing = _ITSELF.fullmatch(mention.text) if mention.cls == "Document" else None
    title = _TITLE.match(text) if pointing else None
    if pointing is None or title is None or not title[1].endswith(pointing[1]) or title.end(1) > mention.start:
        return None
    return replace(mention, name=title[1])
