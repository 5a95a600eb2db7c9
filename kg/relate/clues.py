"""What speaks for a pair of parts standing in a relation: features in words, so that a score can be told in words.

Every clue is a short text: its kind, then what was seen. Digits are written 0.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.relate.parts import BODIES, Part

_MARKS = frozenset("，。；：、（）“”《》 ！？,;:()")
_STEPS = (0, 1, 2, 3, 5, 8, 12, 20, 35, 60)
_DIGIT = re.compile(r"\d")
_BESIDE = 8
"""How many characters beside a part are looked at."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A body and another part of one sentence [low, high), and the nearest cue; `relation` is a property."""

    relation: str
    body: Part
    other: Part
    cue: tuple[int, int]
    low: int
    high: int


def clues(text: str, pair: Pair, parts: Sequence[Part]) -> Iterator[str]:
    """The clues of a pair; `parts` are those of its sentence."""
    order = "body first" if pair.body.start < pair.other.start else "body last"
    yield from (f"{order} {clue}" for clue in _between(text, pair))
    yield from (f"{order} {clue}" for clue in _outline(text, pair, parts))
    yield from _beside_other(text, pair)
    yield from _borders(text, pair)
    yield from _sources(pair)
    yield from (f"{order} {clue}" for clue in _cue(text, pair))
    yield from (f"{order} {clue}" for clue in _company(text, pair, parts, order))
    yield from _rivals(pair, parts)
    yield from _roles(pair, parts)


def _between(text: str, pair: Pair) -> Iterator[str]:
    """What stands between the two, and beside them."""
    first, second = sorted((pair.body, pair.other), key=lambda part: part.start)
    middle = _plain(text[first.end : second.start])
    marks = "".join(mark for mark in middle if mark in _MARKS)
    yield "order"
    yield f"gap {_step(len(middle))}"
    yield f"marks {marks[:3]}{'+' if len(marks) > 3 else ''}"
    yield f"one clause {not _MARKS.intersection(middle) & set('，。； ')}"
    if len(middle) <= 12:
        yield f"middle {middle}"
    for side, run in (("after first", middle[:_BESIDE]), ("before second", middle[-_BESIDE:])):
        yield from (f"{side} {gram}" for gram in _grams(run, (1, 2, 3)))
    for size in (1, 2, 3):
        yield f"at first {middle[:size]}"
        yield f"at second {middle[-size:]}"
    yield from _outside(text, pair, first, second)


def _outline(text: str, pair: Pair, parts: Sequence[Part]) -> Iterator[str]:
    """What stands between the two and around them, with a class in the place of every mention."""
    first, second = sorted((pair.body, pair.other), key=lambda part: part.start)
    settled = [part for part in parts if part.settled]
    middle = _masked(text, first.end, second.start, settled)
    yield f"outline {middle[-30:]}"
    yield f"outline opens {middle[:4]}"
    yield f"outline closes {middle[-4:]}"
    yield f"outline ahead {_masked(text, second.end, min(pair.high, second.end + 12), settled)[:4]}"
    before = _masked(text, max(pair.low, first.start - 12), first.start, settled)
    yield f"outline behind {before[-4:] or '^'}"


def _masked(text: str, low: int, high: int, settled: Sequence[Part]) -> str:
    """The text in [low, high) with a letter for every mention in it: B for a body, else the first of its class."""
    pieces, at = [], low
    for part in settled:
        if at <= part.start and part.end <= high:
            pieces += [text[at : part.start], _kind(part)[0].upper()]
            at = part.end
    return _plain("".join([*pieces, text[at:high]]))


def _outside(text: str, pair: Pair, first: Part, second: Part) -> Iterator[str]:
    before = _plain(text[max(pair.low, first.start - _BESIDE) : first.start])
    after = _plain(text[second.end : min(pair.high, second.end + _BESIDE + 2)])
    for size in (1, 2, 3):
        yield f"before {before[-size:] or '^'}"
        yield f"after {after[:size] or '$'}"
    yield from (f"left {gram}" for gram in _grams(before, (2,)))
    yield from (f"right {gram}" for gram in _grams(after, (2,)))


def _beside_other(text: str, pair: Pair) -> Iterator[str]:
    other = pair.other
    before, after = text[max(pair.low, other.start - 6) : other.start], text[other.end : min(pair.high, other.end + 6)]
    before, after = _plain(before), _plain(after)
    for size in (1, 2, 3):
        yield f"before other {before[-size:] or '^'}"
        yield f"after other {after[:size] or '$'}"
    yield from (f"left of other {gram}" for gram in _grams(before, (2,)))
    yield from (f"right of other {gram}" for gram in _grams(after, (2,)))
    yield f"other length {_step(other.end - other.start)}"
    if other.mention.cls == "Date":
        yield f"date {_plain(other.mention.text)}"


def _borders(text: str, pair: Pair) -> Iterator[str]:
    """Where the body begins and ends."""
    start, end = pair.body.start, pair.body.end
    before, after = _plain(text[max(pair.low, start - 4) : start]), _plain(text[end : min(pair.high, end + 4)])
    for size in (1, 2):
        yield f"before body {before[-size:] or '^'}"
        yield f"after body {after[:size] or '$'}"
        yield f"body begins {_plain(text[start : start + size])}"
        yield f"body ends {_plain(text[end - size : end])}"
    yield f"body ends {text[max(start, end - 4) : end]}"
    yield f"opened {before[-1:]}|{text[start]}"
    yield f"closed {text[end - 1]}|{after[:1]}"
    yield f"body length {_step(end - start)}"
    yield f"body opens sentence {start == pair.low}"
    yield f"body in first clause {not any(mark in '，。；' for mark in text[pair.low : start])}"


def _sources(pair: Pair) -> Iterator[str]:
    for side, part in (("body", pair.body), ("other", pair.other)):
        yield from (f"{side} by {source}" for source in part.sources)
        for source, score in zip(part.sources, part.scores, strict=True):
            yield f"{side} by {source} {_tenth(score)}"
    yield f"body by many {len({source.split(':')[0] for source in pair.body.sources})}"
    yield f"body class {pair.body.mention.cls} {pair.body.mention.kind}"


def _cue(text: str, pair: Pair) -> Iterator[str]:
    """Which cue, where, and what stands right before and after it."""
    start, end = pair.cue
    first, second = sorted((pair.body, pair.other), key=lambda part: part.start)
    place = "before" if start < first.start else "between" if start < second.start else "after"
    side = "body then cue" if pair.body.start < start else "cue then body"
    follows, leads = _plain(text[end : min(pair.high, end + 2)]), _plain(text[max(pair.low, start - 2) : start])
    yield f"cue {place}"
    yield f"cue {place} {text[start:end]}"
    yield f"{side} {text[start:end]}"
    for size in (1, 2):
        yield f"{side} followed by {follows[:size] or '$'}"
        yield f"{side} led by {leads[-size:] or '^'}"
    yield f"{side} from body {_step(max(start - pair.body.end, pair.body.start - end))}"
    yield f"cue {place} {_step(max(start - pair.other.end, pair.other.start - end))} {start > pair.other.start}"


def _company(text: str, pair: Pair, parts: Sequence[Part], order: str) -> Iterator[str]:
    """Which mentions stand between and around the two, and whether a nearer one could be meant."""
    body, other = pair.body, pair.other
    first, second = sorted((body, other), key=lambda part: part.start)
    settled = [part for part in parts if part.settled]
    between = Counter(_kind(part) for part in settled if first.end <= part.start and part.end <= second.start)
    yield from (f"between {cls} {min(3, between[cls])}" for cls in ("body", "Person", "Date", "Place", "Position"))
    bodies = [part for part in settled if _kind(part) == "body" and not part.overlaps(body)]
    if order == "body first":
        nearer = sum(body.start < part.start and part.end <= other.start for part in bodies)
    else:
        nearer = sum(other.end <= part.start < body.start for part in bodies)
    yield f"nearer {min(3, nearer)}"
    yield f"bodies {min(3, len(bodies))}"
    yield f"first body {all(part.start > body.start for part in bodies)}"
    like = [part for part in settled if part.mention.cls == other.mention.cls and not part.overlaps(other)]
    yield f"like other {min(3, len(like))}"


def _rivals(pair: Pair, parts: Sequence[Part]) -> Iterator[str]:
    """Bodies that overlap this one: which borders they share, and who offers them."""
    body = pair.body
    rivals = [part for part in parts if part is not body and _kind(part) == "body" and part.overlaps(body)]
    yield f"in a longer body {any(part.start <= body.start and body.end <= part.end for part in rivals)}"
    yield f"holds a body {any(body.start <= part.start and part.end <= body.end for part in rivals)}"
    for part in rivals:
        begins = _sign(part.start - body.start)
        ends = _sign(part.end - body.end)
        yield from sorted({f"rival {begins}{ends} {source.split(':')[0]}" for source in part.sources})


def _roles(pair: Pair, parts: Sequence[Part]) -> Iterator[str]:
    """How the parts that were read for the relation agree with the pair."""
    exact = []
    for label, part in (("body", pair.body), (pair.relation, pair.other)):
        source = f"role:{label}"
        read = [other for other in parts if source in other.sources]
        exact.append(any((other.start, other.end) == (part.start, part.end) for other in read))
        state = "exact" if exact[-1] else "part" if any(map(part.overlaps, read)) else "other" if read else "none"
        yield f"read as {label} {state}"
    yield f"read as both {exact}"


def _kind(part: Part) -> str:
    return "body" if part.mention.cls in BODIES else part.mention.cls


def _tenth(score: float) -> int:
    return int(score * 10 + 1e-6)


def _sign(difference: int) -> str:
    return "<" if difference < 0 else ">" if difference > 0 else "="


def _grams(run: str, sizes: Sequence[int]) -> Iterator[str]:
    for size in sizes:
        yield from (run[at : at + size] for at in range(len(run) - size + 1))


def _plain(text: str) -> str:
    return _DIGIT.sub("0", text)


def _step(value: int) -> int:
    return max((step for step in _STEPS if value >= step), default=-1)
