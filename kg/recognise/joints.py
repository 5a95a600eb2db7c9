"""和 inside a name (国家发展和改革委员会), or between two."""

from __future__ import annotations

from kg.recognise import tables
from kg.recognise.line import Line
from kg.segment import Word

_BODIES = ("局", "厅", "部", "委", "署", "公司", "集团")
"""Last characters of a word that is a body by itself, so that 与 after it joins two names (粮食局与农业农村部)."""


def joined(line: Line, offset: int) -> int | None:
    """和 at `offset` inside a name (国家发展和改革委员会): only if what precedes opens a name and is none itself."""
    opened, joint = None, offset
    for _ in range(6):
        if place := line.places.get(offset):
            return line.chain_start(place) if offset != joint else None
        if body := line.known.get(offset):
            return body.start if body.kind == "School" else None
        word = line.word_before(offset)
        if word is None or not _conjoinable(word):
            return opened
        if offset == joint and word.text.endswith(_BODIES) and len(word.text) > 2:
            return opened
        if any(len(head.word) > 1 for head in line.heads_before(offset)):
            inner = offset < joint and word.text.endswith(tuple(tables.word_list("schools")))
            return word.start if inner else opened
        offset = word.start
        if word.text in tables.word_list("openers") or (
            word.text[0] in tables.word_list("own_levels") and _opens_phrase(line, offset)
        ):
            opened = offset
    return opened


def _opens_phrase(line: Line, offset: int) -> bool:
    """Does a phrase begin at `offset`: after no character, or after a preposition (归|市工业和商务委员会)?"""
    return not line.chinese_before(offset) or line.text[offset - 1] in tables.word_list("prepositions")


def _conjoinable(word: Word) -> bool:
    """May `word` stand before 和 inside a name?"""
    nominal = word.tag in tables.word_list("nominal_tags") or word.text in tables.word_list("nominal_verbs")
    level = word.text in tables.word_list("own_levels")
    return (nominal or level) and word.text not in tables.word_list("borders")


def conjunct(line: Line, offset: int) -> bool:
    """Does a common noun, no name, end at `offset`, so that 和 joins two modifiers (数据安全和标准化工作座谈会)?"""
    word = line.word_before(offset)
    nominal = tables.word_list("nominal_tags"), tables.word_list("nominal_verbs")
    common = word is not None and (word.tag in nominal[0] or word.text in nominal[1])
    opening = word
    while opening is not None and opening.tag in nominal[0] | nominal[1]:
        opening = line.word_before(opening.start)
    if opening is not None and opening.text == "、":
        return False  # 开幕式、圆桌对话和|闭门会
    return common and offset not in line.places and offset not in line.known and not line.heads_before(offset)
