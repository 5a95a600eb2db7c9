"""When: the dates that belong to a word, by token positions in a Sentence."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Mention
from kg.relate.coordination import Group
from kg.relate.markers import words
from kg.relate.sentence import Sentence, Token

_REACH = 8
"""How many tokens after its word a date may stand."""
_REACH_OF_MOVE = 4
"""The same after a verb of moving (推迟至……)."""


def dates_of(sentence: Sentence, index: int) -> Group:
    """The dates of the word at `index`: in its clause left before right, else in an earlier clause of the sentence."""
    low, high = sentence.clause(index)
    depth = sentence.tokens[index].depth
    left, right = sentence.tokens[low:index], sentence.tokens[index + 1 : high]
    if sentence.tokens[index].text.endswith(("至", "到")) and (moved := _last_run(right[:_REACH_OF_MOVE], depth)):
        return moved
    if before := _last_run(left, depth):
        return before
    if any(token.text in words("later") for token in left):
        return []
    found = _last_run(right[:_REACH], depth)
    return [] if found and _is_of_relative(sentence, index, found[-1]) else found or _inherited(sentence, low)


def _is_of_relative(sentence: Sentence, index: int, date: Mention) -> bool:
    """2012年 of 前身是2012年成立的甲 and of 前身是成立于2012年的甲 dates what is told of 甲."""
    at = sentence.position(date)
    if at is None or at + 1 >= len(sentence.tokens):
        return False
    after = sentence.text_at(at + 1 + sentence.tokens[at + 1].is_verb)
    other = any(token.is_verb for token in sentence.tokens[index + 1 : at + 2])
    return after == "的" and other


def _inherited(sentence: Sentence, low: int) -> Group:
    """The dates before the verb of the nearest earlier clause that has any; 成立于1950年 dates nothing else."""
    while low > 0:
        low, high = sentence.clause(low - 1)
        verb = next((at for at in range(low, high) if sentence.tokens[at].is_verb and not _dates(sentence, at)), high)
        if found := _last_run(sentence.tokens[low:verb]):
            return found
    return []


def _dates(sentence: Sentence, at: int) -> bool:
    """揭牌当天，甲与乙签约: does the verb at `at` only say which day is meant?"""
    day = sentence.mention_at(at + 1)
    first = sentence.text_at(at) + sentence.text_at(at + 1) in words("first_days")
    return day is not None and day.cls == "Date" and day.text in words("days_of_doings") and not first


def _last_run(tokens: Sequence[Token], depth: int = 0) -> Group:
    """The last run of coordinated dates among `tokens` (2019年、2020年和2021年, at most a joiner between two), none in
    brackets deeper than `depth`."""
    found: Group = []
    joined = False
    since = 0
    for at, token in enumerate(tokens):
        born = at + 1 < len(tokens) and tokens[at + 1].text.startswith(("生", "出生"))
        if token.mention is not None and token.mention.cls == "Date" and token.depth <= depth and not born:
            found = [*found, token.mention] if joined else [token.mention]
            joined, since = True, 0
        else:
            since += 1
            joined = joined and since == 1 and token.text in words("joiners")
    return found
