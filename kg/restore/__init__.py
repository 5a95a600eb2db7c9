"""Undo synonym spinning: Clean → Clean, the swapped words put back where their context makes it certain.

A spinner puts a near-synonym in the place of a word: 中共中央 becomes 中共中心, 研究报告 becomes 研讨讲演.
Reading that is decoding a noisy channel: data/restore.toml lists what may have been swapped for what, an n-gram model
of edited Chinese (data/restore_model.npz) tells how well each reading fits its context, and every swap has to earn a
margin. An article is read so only if it was spun at all: if words whose neighbours clearly want another stand thick.
What nobody spun is left as it is.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left

from kg.model import Clean
from kg.restore.candidates import suspects, telling
from kg.restore.decode import Swap, decode

__all__ = ["Swap", "is_spun", "restore", "swaps"]

# Nats by which a context must prefer a swap: while nobody knows that the article is spun, and after that.
_STRICT, _SPUN = 4.0, 3.5
# An article is spun from so many different words on, if they have so many nats of preference: at least, per character.
# Two words of one sentence are one piece of evidence: its subject may be a stranger to the model.
_KINDS, _LEAST, _PER_CHARACTER = 2, 14.0, 0.02
# What one word can prove.
_MOST = 12.0
_LOST_PLUS = re.compile(
    "[“‘《][^“”‘’《》\n ]{0,12}?(?:互联网|人工智能|智能|区块链|大数据|物联网|标准化|数字化|5G)"
    "( )(?=[\u4e00-\u9fff’”])"
)


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
    found = [Swap(at.start(1), at.end(1), " ", "+", _MOST) for at in _LOST_PLUS.finditer(clean.text)]
    if is_spun(clean.text):
        found += decode(clean.text, suspects(clean.text), _SPUN)
    return sorted(found, key=lambda swap: swap.start)


def is_spun(text: str) -> bool:
    """Whether words that their neighbours want otherwise stand so thick that no editor can have written the text."""
    proof: dict[str, float] = {}
    sentences = set[int]()
    ends = [found.start() for found in re.finditer("[。！？\n]", text)]
    for swap in decode(text, telling(text), _STRICT):
        proof[swap.original] = max(proof.get(swap.original, 0.0), min(swap.score + _STRICT, _MOST))
        sentences.add(bisect_left(ends, swap.start))
    apart = len(proof) > _KINDS or (len(proof) == _KINDS and len(sentences) > 1)
    return apart and sum(proof.values()) >= _LEAST + _PER_CHARACTER * len(text)
