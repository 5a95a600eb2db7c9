"""The metric of an indicator: the noun phrase that a number measures."""

from __future__ import annotations

import re

from kg.model import Mention
from kg.relate.arguments import VALUES
from kg.relate.markers import choice, words
from kg.relate.sentence import Sentence

_VERB = re.compile(f"{choice('before_number')}+$")
_OPENING = re.compile(f"^{choice('before_metric')}+")
_PRONOUN = re.compile(f"^{choice('measured_pronouns')}")
_CHANGE = re.compile(f"(?:同比|环比)?{choice('changes')}")
_CHANGED = re.compile(f"({choice('changes')})(?:{choice('approximating')}|了)*$")
_MARKS = "“”（）：；，、的"
_GOES_ON = 4
"""Characters between two figures of one metric."""
_APPROXIMATION = re.compile(choice("approximations"))


def metric(sentence: Sentence, index: int, subject: Mention) -> str | None:
    """What leads up to the number at token `index`, and the noun that follows it (内设8个处室 → 内设处室).

    `subject` is what the number is about; its name is no part of the metric.
    """
    left = _left(sentence, index, subject)
    before = _PRONOUN.sub("", _OPENING.sub("", _VERB.sub("", left)))
    after = _APPROXIMATION.sub("", _right(sentence, index))
    name = (before + after).strip(_MARKS)
    if not name:
        return _of_figure_before(sentence, index, subject)
    changed = _CHANGED.search(left)
    return f"{name}{changed[1]}" if changed and not after and name not in words("changes") else name


def _of_figure_before(sentence: Sentence, index: int, subject: Mention) -> str | None:
    """The metric of the figure before, which goes on: 收入4亿元，同比增长3%; 证照4类、9万条; 由8天压缩至2天."""
    earlier = sentence.mentions(0, index, "Quantity")
    if not earlier:
        return None
    between = sentence.between(earlier[-1][0] + 1, index)
    change = _CHANGE.search(between)
    name = metric(sentence, earlier[-1][0], subject) if change or len(between) <= _GOES_ON else None
    return name + change[0] if name and change and "，" in between else name


def _left(sentence: Sentence, index: int, subject: Mention) -> str:
    """The text of the clause before the number, back to its subject or another value."""
    low, _ = sentence.clause(index)
    ends = (i + 1 for i, m in reversed(sentence.mentions(low, index)) if m.start == subject.start or m.cls in VALUES)
    return sentence.between(next(ends, low), index)


def _right(sentence: Sentence, index: int) -> str:
    """The text of the clause after the number, up to another value or the end of the noun phrase."""
    _, high = sentence.clause(index)
    after = index + 1
    while after < high and sentence.text_at(after) not in words("metric_ends"):
        if (mention := sentence.mention_at(after)) is not None and mention.cls in VALUES:
            break
        after += 1
    return sentence.between(index + 1, after)
