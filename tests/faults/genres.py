"""Documents as people write them, drawn at random for fuzzing: laws, notices, plans, tables, lists, lives, news.

A genre (genres.toml) is its head, line by line, and what may follow in any order. A slot ({body}) takes a name of our
own, seldom what does not belong there; between the lines and inside them stand hostile pieces.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

from hypothesis import strategies as st

_TOLD = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_SLOT = re.compile(r"\{(\w+)\}")
_BETWEEN = ("\n", "\n\n", "\n\n　　", "", "\r\n", "\f", " ", "\n\u3000")


@st.composite
def documents(draw: st.DrawFn, hostile: Sequence[str]) -> str:
    """A text of one genre or of two, with pieces of `hostile` in it."""
    rare = st.integers(0, 29)
    odd = ("", *hostile, *(name for names in _TOLD["slots"].values() for name in names))

    def name(slot: re.Match[str]) -> str:
        return draw(st.sampled_from(_TOLD["slots"][slot[1]] if draw(rare) else odd))

    text = ""
    for line in draw(_lines()):
        between = draw(st.sampled_from(_BETWEEN)) if not draw(st.integers(0, 3)) else "\n"
        text += _SLOT.sub(name, line) + between
        if not draw(rare):
            at = draw(st.integers(0, len(text)))
            text = text[:at] + draw(st.sampled_from(hostile)) + text[at + draw(st.integers(0, 3)) :]
    return text


@st.composite
def _lines(draw: st.DrawFn) -> list[str]:
    """Lines of a genre or of two: most of the head, then some of what may follow."""
    lines: list[str] = []
    for genre in draw(st.lists(st.sampled_from(sorted(_TOLD["genres"])), min_size=1, max_size=2)):
        head, rest = _TOLD["genres"][genre]["head"], _TOLD["genres"][genre]["rest"]
        lines += [line for line in head if draw(st.integers(0, 5))]
        lines += draw(st.lists(st.sampled_from((*rest, *rest, *_TOLD["statements"])), max_size=12))
    return lines
