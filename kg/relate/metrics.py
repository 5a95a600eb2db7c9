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
_APPROXIMATION = re.compile(choice("approximations"))


def metric(sentence: Sentence, index: int, subject: Mention) -> str | None:
    """What leads up to the number at token `index`, and the noun that follows it (内设8个处室 → 内设处室).

    `subject` is what the number is about; its name is no part of the metric.
    """
    before = _PRONOUN.sub("", _OPENING.sub("", _VERB.sub("", _left(sentence, index, subject))))
    after = _APPROXIMATION.sub("", _right(sentence, index))
    return (before + after).strip("“”（）：；，、的") or None


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
