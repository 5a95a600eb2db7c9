"""A question → tokens: names, relation words, question words, dates, ranks, and what none of these covers."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick

from kg.ask.names import Names
from kg.ask.words import COMPARING, Use, Word, words
from kg.zh import dates, numerals

_QUOTES = {"《": "》", "“": "”", "「": "」", "『": "』", '"': '"', "‘": "’", "〈": "〉"}
_CLOSING = frozenset(_QUOTES.values())
_SILENT = re.compile(r"[\s,，.。:：;；、？?！!…~—()（）-]")
_RANK = re.compile(
    r"(?:排名?)?(?:(前)([一二两三四五六七八九十百\d]{1,3})(?:名|位|强|的|是|都|有|$)"
    r"|第([一二三四五六七八九十百零\d]{1,4})(?:名|位)?(?![届次期批步季节章条款\d]))|(榜首|首位|冠军|头名)"
)
_YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?![\d.年])")  # 2024数博会, in 2015
_LONGEST_RUN = 12  # tokens that may be one name together
_GRAMMAR = frozenset("的是在和与由被把为于跟从了过着得地都也还就有归让给吗呢啊呀里中上内")
_COUNTED = re.compile(r"第几|前几")
NAME, WORD, DAY, RANK, GAP, QUOTED = "name", "word", "date", "rank", "gap", "quoted"
_WEIGHTS = {NAME: 0.5, QUOTED: 4.0, DAY: 0.4, RANK: 0.4, WORD: 0.0}


@dataclass(frozen=True, slots=True)
class Token:
    """[start, end) of the folded question; `iris` of a name, `word` of a known word, `value` of a date (ISO 8601) or a
    rank ("3" or "1-3")."""

    start: int
    end: int
    text: str
    sort: str
    iris: tuple[str, ...] = ()
    word: Word | None = None
    value: str = ""

    @property
    def ask(self) -> str:
        return self.word.ask if self.word else ""

    @property
    def cls(self) -> str:
        return self.word.cls if self.word else ""

    @property
    def uses(self) -> tuple[Use, ...]:
        return self.word.uses if self.word else ()

    @property
    def optional(self) -> bool:
        """Is it a name that may also say nothing (全球)?"""
        return self.sort == NAME and self.word is not None

    @property
    def silent(self) -> bool:
        """Does it say nothing to us?"""
        return bool(self.word and self.word.filler and not (self.word.ask or self.word.uses or self.word.cls))


def parse(question: str, names: Names) -> list[Token]:
    """The tokens of a question in order, those that say nothing left out; a gap is what no token covers."""
    text, quoted = folded(question)
    found = _best(text, [*_candidates(text, names, quoted)])
    return list(_linked(text, _joined(text, found), names))


def folded(question: str) -> tuple[str, list[tuple[int, int]]]:
    """The question as names are compared (NFKC, case folded, without quotation marks), and where it was quoted."""
    out: list[str] = []
    opened: list[tuple[str, int]] = []
    quoted: list[tuple[int, int]] = []
    for char in question:
        if opened and char == opened[-1][0]:
            quoted.append((opened.pop()[1], len(out)))
        elif char in _QUOTES:
            opened.append((_QUOTES[char], len(out)))
        elif char not in _CLOSING:
            out += unicodedata.normalize("NFKC", char).casefold()
    return "".join(out), [(start, end) for start, end in quoted if end > start]


def _candidates(text: str, names: Names, quoted: Sequence[tuple[int, int]]) -> Iterator[Token]:
    table = words()
    matcher, known = _matcher()
    for at, start, end in matcher.find_matches_as_indexes(text, overlapping=True):
        if _whole(text, start, end):
            yield Token(start, end, text[start:end], WORD, word=table[known[at]])
    for start, end, iris in names.found_in(text):
        if _whole(text, start, end) and (text[start:end] not in table or _silently(table[text[start:end]])):
            yield Token(start, end, text[start:end], NAME, iris, table.get(text[start:end]))
    for day in dates.find(text):
        yield Token(day.start, day.end, text[day.start : day.end], DAY, value=day.value)
    for match in _YEAR.finditer(text):
        yield Token(*match.span(), match[0], DAY, value=match[0])
    for match in _RANK.finditer(text):
        if not _COUNTED.match(match[0]) and (value := _rank(match)):
            yield Token(*match.span(), match[0], RANK, value=value)
    for start, end in quoted:
        inner = text[start:end]
        yield Token(start, end, inner, QUOTED, names.forms.get(inner) or names.like(inner))


@cache
def _matcher() -> tuple[AhoCorasick, list[str]]:
    return AhoCorasick(list(words())), list(words())


def _silently(word: Word) -> bool:
    return word.filler and not word.uses and not word.ask


def _whole(text: str, start: int, end: int) -> bool:
    """Latin letters and digits are no part of a longer word."""

    def joined(at: int) -> bool:
        return 0 < at < len(text) and text[at - 1].isascii() and text[at].isascii() and text[at - 1 : at + 1].isalnum()

    return not (joined(start) or joined(end))


def _rank(match: re.Match[str]) -> str:
    if match[4]:
        return "1"
    number = numerals.parse(match[2] or match[3])
    return "" if number is None else f"1-{number}" if match[1] else str(number)


def _best(text: str, candidates: Sequence[Token]) -> list[Token]:
    """The sequence of tokens that covers most in the longest pieces: dynamic programming over (length + bonus)²."""
    by_end: defaultdict[int, list[Token]] = defaultdict(list)
    for token in candidates:
        by_end[token.end].append(token)
    best: list[tuple[float, Token | None]] = [(0.0, None)]
    for end in range(1, len(text) + 1):
        here: tuple[float, Token | None] = (best[end - 1][0], None)
        for token in by_end[end]:
            score = best[token.start][0] + (end - token.start + _weight(token)) ** 2
            if score > here[0]:
                here = (score, token)
        best.append(here)
    chosen: list[Token] = []
    at = len(text)
    while at:
        last = best[at][1]
        chosen += [last] if last else []
        at = last.start if last else at - 1
    return _with_gaps(text, chosen[::-1])


def _weight(token: Token) -> float:
    """A superlative is not cut (最新|成立, not 最|新成立)."""
    comparing = bool(token.word and token.word.cues & COMPARING and len(token.text) > 1)
    return _WEIGHTS[token.sort] + comparing


def _with_gaps(text: str, chosen: Sequence[Token]) -> list[Token]:
    out: list[Token] = []
    at = 0
    for token in (*chosen, Token(len(text), len(text), "", GAP)):
        for match in re.finditer(rf"(?:(?!{_SILENT.pattern}).)+", text[at : token.start]):
            out.append(Token(at + match.start(), at + match.end(), match[0], GAP))
        out += [token] if token.text else []
        at = token.end
    return out


def _joined(text: str, tokens: Sequence[Token]) -> list[Token]:
    """A gap with the single idle characters that touch it is one (实名用户, where 名 and 用 are words of their own)."""
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and _loose(token) and _loose(runs[-1][-1]) and runs[-1][-1].end == token.start:
            runs[-1].append(token)
        else:
            runs.append([token])
    out: list[Token] = []
    for run in runs:
        first, last = run[0].start, run[-1].end
        out += [Token(first, last, text[first:last], GAP)] if any(t.sort == GAP for t in run) else run
    return out


def _loose(token: Token) -> bool:
    return token.sort == GAP or _idle(token)


def _idle(token: Token) -> bool:
    return token.silent and len(token.text) == 1 and token.text not in _GRAMMAR


def _linked(text: str, tokens: Sequence[Token], names: Names) -> Iterator[Token]:
    """A run of tokens around a gap that is nearly a name becomes one: the longest run first, and no rest of a run whose
    beginning is unknown."""
    at, loose = 0, False
    while at < len(tokens):
        first = tokens[at]
        loose = loose and first.start == tokens[at - 1].end and (first.sort == GAP or bool(first.cls))
        run = None if loose else _nearly(text, tokens, at, names)
        if run:
            end, iris = run
            last = tokens[end - 1].end
            yield Token(first.start, last, text[first.start : last], NAME, iris)
            at = end
        else:
            yield first
            loose = loose or first.sort == GAP
            at += 1


def _nearly(text: str, tokens: Sequence[Token], first: int, names: Names) -> tuple[int, tuple[str, ...]] | None:
    if not _may_begin(tokens[first]):
        return None
    last = first
    while (
        last < len(tokens)
        and _may_belong(tokens[last])
        and (last == first or tokens[last].start == tokens[last - 1].end)
    ):
        last += 1
    for end in range(last, first, -1):
        run = tokens[first:end]
        if any(t.sort == GAP and len(t.text) > 1 for t in run) and _may_begin(run[-1]):
            phrase = text[run[0].start : run[-1].end]
            if iris := names.like(phrase):
                return end, iris
    return None if tokens[first].sort != GAP else _brand(tokens[first], names, first)


def _brand(gap: Token, names: Names, at: int) -> tuple[int, tuple[str, ...]] | None:
    """A short name that no text uses by itself: 浪潮 where the graph has 浪潮集团."""
    iris = names.branded(gap.text)
    return (at + 1, iris) if iris else None


def _may_begin(token: Token) -> bool:
    return token.sort in (NAME, GAP, DAY) or bool(token.cls) or bool(token.uses and len(token.text) > 1)


def _may_belong(token: Token) -> bool:
    return not token.ask and token.sort != QUOTED
