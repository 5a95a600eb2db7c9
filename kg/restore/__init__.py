"""Undo synonym spinning: Clean → Clean, the swapped words put back where their context makes it certain.

A spinner puts a near-synonym in the place of a word: 中共中央 becomes 中共中心, 研究报告 becomes 研讨讲演.
Reading that is decoding a noisy channel: data/restore.toml lists what may have been swapped for what, two models of
edited Chinese (data/restore_model.npz) tell how well each reading fits its neighbours, and what else speaks for a swap
is weighed with that (data/restore_weights.json). An article is read so only if it was spun at all: if words whose
neighbours clearly want another stand thick. What nobody spun is left as it is.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass

from kg.model import Clean
from kg.restore.candidates import telling
from kg.restore.evidence import evidence
from kg.restore.judge import Judged, likeliest, spun, swapped_words, weigh

__all__ = ["Swap", "is_spun", "restore", "swaps"]

# How probable a swap must be to be undone, and the log odds from which on an article counts as spun.
_LEAST, _SPUN = 0.8, 2.5
# So many different words that only spinners like, at least and per character, and so many of them probably swapped:
# with fewer nobody need look closer.
_MARKS, _MARKS_PER_CHARACTER = 2, 0.003
_SWAPPED, _SWAPPED_PER_CHARACTER = 0.8, 0.002
_LOST_PLUS = re.compile(
    "[“‘《][^“”‘’《》\n ]{0,12}?(?:互联网|人工智能|智能|区块链|大数据|物联网|标准化|数字化|5G)"
    "( )(?=[\u4e00-\u9fff’”])"
)


@dataclass(frozen=True, slots=True)
class Swap:
    """A word put back: [start, end) of the reading text before restoring; `score`: how probable it is, of 1."""

    start: int
    end: int
    original: str
    restored: str
    score: float


def restore(clean: Clean) -> Clean:
    """The text as it was before it was spun; every character of a restored word stands for the whole observed word."""
    found = swaps(clean)
    if not found:
        return clean
    text, starts, ends, done = [], array("q"), array("q"), 0
    for swap in found:
        text += [clean.text[done:swap.start], swap.restored]
        starts += clean.starts[done:swap.start]
        ends += clean.ends[done:swap.start]
        first, last = clean.locate(swap.start, swap.end)
        starts.extend([first] * len(swap.restored))
        ends.extend([last] * len(swap.restored))
        done = swap.end
    starts += clean.starts[done:]
    ends += clean.ends[done:]
    return Clean(clean.article, "".join(text) + clean.text[done:], starts, ends)


def swaps(clean: Clean) -> list[Swap]:
    """What `restore` puts back, in the order of the text, none overlapping; offsets of `clean.text`."""
    text = clean.text
    found = [Swap(at.start(1), at.end(1), " ", "+", 1.0) for at in _LOST_PLUS.finditer(text)]
    for swap, probability in likeliest(_judged(text), _LEAST):
        found.append(Swap(swap.start, swap.end, text[swap.start:swap.end], swap.restored, probability))
    return sorted(found, key=lambda swap: swap.start)


def is_spun(text: str) -> bool:
    """Whether words that their neighbours want otherwise stand so thick that no editor can have written the text."""
    return bool(_judged(text))


def _judged(text: str) -> list[list[Judged]]:
    """All that may have been swapped in a spun text; nothing of another."""
    if not _marked(text):
        return []
    judged = weigh(evidence(text))
    return judged if judged and spun(text, judged) >= _SPUN else []


def _marked(text: str) -> bool:
    """A quick look at the few words that edited prose hardly has: whether it is worth while to judge all others.

    Two words of one sentence are one piece of evidence: its subject may be a stranger to the models.
    """
    found = telling(text)
    words = {text[each.start:each.end]: each.start for each in found}
    if len(words) < max(_MARKS, _MARKS_PER_CHARACTER * len(text)):
        return False
    between = text[min(words.values()):max(words.values())]
    if len(words) == _MARKS and not any(stop in between for stop in "。！？\n"):
        return False
    swapped = swapped_words(text, weigh(evidence(text, found)))
    return sum(swapped.values()) >= _SWAPPED + _SWAPPED_PER_CHARACTER * len(text)
