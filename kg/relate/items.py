"""The items of a list of free noun phrases: 甲、乙和丙三个维度, “甲”“乙”两个专区, “甲、乙”两个频道, 两部分：甲、乙."""

from __future__ import annotations

import re

from kg.relate.markers import choice, words
from kg.relate.sentence import Sentence, Token

_NUMBER = "[0-9一二三四五六七八九十两几多]+[余多]?"
_COUNTED = choice("counted_parts")
_COUNTER = re.compile(
    rf"(?<=.)(?:等)?{_NUMBER}(?:[大个项方部维门种类层级板家张条篇章款场]+{_COUNTED}*|{_COUNTED}+).*$"
    "|(?<=.)(?:等)?[两二三四五六七八九十][省市县区州地国校院所方者端]$"
)
"""What counts the items after the last of them (甲、乙两个专区; 甲、乙两市)."""
_TAIL = re.compile(r"(?:等|“?三位一体).*$")
_TRIM = " “”‘’、和与及的了"
_STOPS = "。；，：！？\n"
_COUNT = rf"{_NUMBER}大?[\u4e00-\u9fff]{{1,10}}"
_ANNOUNCED = re.compile(rf"(?:以下|下列|如下|这|共|有|了)*(?:{_COUNT}|[\u4e00-\u9fff]{{0,6}})：")
"""What stands before a list that follows a colon: 以下五个系统：."""
_ANNOUNCED_TO_COMMA = re.compile(rf"(?:这|共|有|了)*{_COUNT}，")
"""What stands before 分别为 and the list: 八个处室，."""
Range = tuple[int, int]
"""Token positions, the second not included."""


def text_of(item: list[Token]) -> str:
    """The characters of an item."""
    return "".join(token.text for token in item)


def bare(text: str) -> str:
    """An item without stops, quotation marks, 等, and the number of the list that it ends."""
    return _TAIL.sub("", _COUNTER.sub("", text.rstrip(_STOPS))).strip(_TRIM)


def is_counted(item: list[Token]) -> bool:
    """Does the number of the list stand at the end of the item (丙三类)?"""
    return _COUNTER.search(text_of(item).rstrip(_STOPS)) is not None


def split(sentence: Sentence, low: int, high: int) -> list[list[Token]]:
    """The token runs of [low, high) between joiners, or between a closing and an opening quotation mark."""
    items: list[list[Token]] = [[]]
    for token in sentence.tokens[low:high]:
        if token.word in words("joiners"):
            items.append([])
            continue
        if items[-1] and items[-1][-1].text[-1:] in ("”", "’") and token.text[:1] in ("“", "‘"):
            items.append([])
        items[-1].append(token)
    return [item for item in items if item]


def announced(sentence: Sentence, low: int, high: int) -> Range | None:
    """The list that follows where [low, high), to the end of a clause, only says that one does or counts its items:
    以下三部分：甲、乙; 八个处室，分别为甲、乙."""
    text, after = sentence.between(low, high), high
    if after >= len(sentence.tokens):
        return None
    if _ANNOUNCED_TO_COMMA.fullmatch(text) and sentence.word_at(after) in words("one_by_one"):
        after += 2 if sentence.word_at(after + 1) in words("copulas") else 1
    elif not _ANNOUNCED.fullmatch(text):
        return None
    return after, sentence.clause(high)[1]
