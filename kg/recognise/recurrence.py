"""Where a text repeats names that one of its places has shown: all of them in one walk through the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, MatchKind


def places(text: str, names: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Each name with every place [start, end) where `text` has it, also where names overlap.

    >>> sorted(places("林一和林一诺", ["林一", "林一诺"]))
    [('林一', 0, 2), ('林一', 3, 5), ('林一诺', 3, 6)]
    """
    listed = sorted({name for name in names if name})
    if not listed:
        return
    automaton = AhoCorasick(listed, matchkind=MatchKind.Standard)
    for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        yield listed[index], start, end
