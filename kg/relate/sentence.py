"""A sentence as frames see it: tokens that are mentions, words of the lexicon, or other words, in clauses."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicon import Entry, Lexicon
from kg.model import Mention
from kg.segment import Word, sentences

NOMINAL_FRAMES = frozenset(["RoleNounFrame", "NounPossessiveFrame", "StopFrame", "NamingFrame"])
CLAUSE_MARKS = frozenset("，；：。！？\n")
_MARKS = CLAUSE_MARKS | frozenset("“”（）")


@dataclass(slots=True)
class Token:
    """A piece of a sentence at reading offsets, with its word's part of speech (ICTCLAS letters).

    `clause` counts the clauses of the sentence, `depth` the open brackets, `quote` the open quotations; `word` is the
    text of a token that names nothing, "" of a mention.
    """

    start: int
    end: int
    text: str
    tag: str
    mention: Mention | None = None
    entries: tuple[Entry, ...] = ()
    clause: int = 0
    depth: int = 0
    quote: int = 0
    word: str = field(init=False)

    def __post_init__(self) -> None:
        self.word = self.text if self.mention is None else ""

    @property
    def is_verb(self) -> bool:
        """Is it a word of the lexicon that takes a subject?"""
        return bool(self.entries) and any(entry.frame not in NOMINAL_FRAMES for entry in self.entries)


@dataclass(slots=True)
class Sentence:
    """Tokens of one sentence, [start, end) in the reading text; `paragraph` counts line breaks before it.

    Its methods take and give token positions.
    """

    start: int
    end: int
    text: str
    tokens: list[Token]
    paragraph: int = 0
    beside: dict[tuple[int, str], tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What grounds.py found beside a token, for a mention of a class there: every figure near by asks for it."""
    _bounds: dict[int, tuple[int, int]] = field(init=False, repr=False)
    _starts: list[int] = field(init=False, repr=False)
    _named: list[tuple[int, Mention]] = field(init=False, repr=False)
    _places: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._starts = [token.start for token in self.tokens]
        starts = [i for i, token in enumerate(self.tokens) if not i or token.clause != self.tokens[i - 1].clause]
        bounds = pairwise([*starts, len(self.tokens)])
        self._bounds = {self.tokens[low].clause: (low, high) for low, high in bounds}
        self._named = [(i, token.mention) for i, token in enumerate(self.tokens) if token.mention is not None]
        self._places = [i for i, _ in self._named]

    def clause(self, index: int) -> tuple[int, int]:
        """The token range of the clause of token `index`."""
        return self._bounds[self.tokens[index].clause]

    def bounds(self, clause: int) -> tuple[int, int]:
        """The token range of a clause, by its number."""
        return self._bounds[clause]

    def text_at(self, index: int) -> str:
        """The text of token `index`, "" outside the sentence."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def word_at(self, index: int) -> str:
        """The text of token `index`, "" if it is a mention or outside the sentence."""
        return self.tokens[index].word if 0 <= index < len(self.tokens) else ""

    def mention_at(self, index: int) -> Mention | None:
        """The mention at token `index`, if it is one."""
        return self.tokens[index].mention if 0 <= index < len(self.tokens) else None

    def position(self, mention: Mention) -> int | None:
        """The token in which `mention` starts, if it does in this sentence."""
        at = bisect_right(self._starts, mention.start) - 1
        return at if at >= 0 and mention.start < self.tokens[at].end else None

    def mentions(self, low: int, high: int, cls: str | None = None) -> list[tuple[int, Mention]]:
        """The mentions (of a class) among the tokens [low, high), with their positions."""
        found = self._named[bisect_left(self._places, low) : bisect_left(self._places, high)]
        return found if cls is None else [named for named in found if named[1].cls == cls]

    def between(self, left: int, right: int) -> str:
        """The text between two token positions (left inclusive, right exclusive)."""
        return "".join(token.text for token in self.tokens[left:right])


def split(text: str, words: Sequence[Word], mentions: Sequence[Mention], lexicon: Lexicon) -> Iterator[Sentence]:
    """The sentences of a text, tokenised."""
    triggers = list(_triggers(text, words, mentions, lexicon))
    inside = {i for start, end, _ in triggers for i in range(start, end)}
    spans: list[tuple[int, int, Mention | None, tuple[Entry, ...]]] = [
        (m.start, m.end, m, ()) for m in mentions if m.start not in inside
    ]
    spans += [(start, end, None, entries) for start, end, entries in triggers]
    pieces = sorted(spans, key=lambda span: span[0])
    position = word_at = paragraph = counted = 0
    for start, end in sentences(text):
        while position < len(pieces) and pieces[position][0] < start:
            position += 1
        last = position
        while last < len(pieces) and pieces[last][0] < end:
            last += 1
        while word_at < len(words) and words[word_at].end <= start:
            word_at += 1
        tokens = _tokens(text, words, word_at, pieces[position:last], start, end)
        position = last
        paragraph += text.count("\n", counted, start)
        counted = start
        yield Sentence(start, end, text[start:end], tokens, paragraph)


def _tokens(
    text: str,
    words: Sequence[Word],
    at: int,
    pieces: Sequence[tuple[int, int, Mention | None, tuple[Entry, ...]]],
    start: int,
    end: int,
) -> list[Token]:
    tokens: list[Token] = []
    offset = start
    for first, last, mention, entries in [*pieces, (end, end, None, ())]:
        while offset < first:
            while words[at].end <= offset:
                at += 1
            stop = min(words[at].end, first)
            tokens.append(Token(offset, stop, text[offset:stop], words[at].tag))
            offset = stop
        if last > first:
            tokens.append(Token(first, last, text[first:last], "v" if entries else "n", mention, entries))
            offset = last
    _number(tokens)
    return tokens


def _number(tokens: list[Token]) -> None:
    clause = depth = quote = 0
    for token in tokens:
        text = token.word
        if _MARKS.isdisjoint(text):
            token.clause, token.depth, token.quote = clause, depth, quote
            continue
        quote = max(0, quote + text.count("“") - text.count("”"))
        depth += text == "（"
        token.clause, token.depth, token.quote = clause, depth, quote
        if text == "）":
            depth = max(0, depth - 1)
        if depth == 0 and not CLAUSE_MARKS.isdisjoint(text):
            clause += 1


def _triggers(
    text: str, words: Sequence[Word], mentions: Sequence[Mention], lexicon: Lexicon
) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
    """Forms of the lexicon outside mentions that end where a word ends, the longest at each place."""
    taken = bytearray(len(text))
    marked = {mention.start: mention.end for mention in mentions if _is_marked_word(mention, lexicon)}
    for mention in mentions:
        if any(entry.frame in NOMINAL_FRAMES for entry in lexicon.by_form.get(mention.text, ())):
            continue
        if mention.cls != "Place" or mention.kind in ("Province", "City", "County", "Venue"):
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    starts = {word.start for word in words} | {mention.end for mention in mentions}
    ends = {word.end for word in words} | {mention.start for mention in mentions}
    free: dict[int, int] = {}
    for _, start, end in _automaton(tuple(sorted(lexicon.by_form))).find_matches_as_indexes(text, overlapping=True):
        if text.startswith("方面", end - 1):
            continue
        if not any(taken[start:end]) and end in ends and (end - start > 1 or start in starts):
            free[start] = max(end, free.get(start, 0))
    done = 0
    for start, end in sorted({**free, **marked}.items()):
        if start >= done:
            done = end
            yield start, end, lexicon.by_form[text[start:end].strip("“”")]


def _is_marked_word(mention: Mention, lexicon: Lexicon) -> bool:
    """“上岗”: does a writer mark a verb that he uses in a figurative sense?"""
    entries = lexicon.by_form.get(mention.name, ()) if mention.found_by == "quoted" else ()
    return mention.text == f"“{mention.name}”" and any(entry.frame == "TransitiveFrame" for entry in entries)


@cache
def _automaton(forms: tuple[str, ...]) -> AhoCorasick:
    return AhoCorasick(forms, matchkind=MatchKind.Standard)
