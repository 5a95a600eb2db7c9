"""Names of programmes after the verb that carries them out: 实施可再生能源替代行动, 开展农业转移人口市民化行动.

Between such a verb and the head noun of its object everything is part of the name, whatever words the cutter sees.
"""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon
from kg.recognise import tables

_LONGEST = 14
"""Characters between the verb and what is known of the name."""
_COUNTED = re.compile("[0-9一二三四五六七八九十百两]")
_WITHIN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9+·“”]*\Z")


def opening(text: str, first: int) -> int:
    """Where the name opens of which the part from `first` on is known: right after the verb, if nothing parts them."""
    before = text[max(0, first - _LONGEST) : first]
    verb = next(iter(_verbs().finditer(before[::-1])), None)
    if verb is None:
        return first
    between = before[len(before) - verb.start() :]
    barred = any(word in between for word in tables.word_list("parting"))
    if barred or not _WITHIN.fullmatch(between) or _COUNTED.match(between):
        return first
    openings = tables.word_list("programme_openings")
    return first - len(between) + max((len(word) for word in openings if between.startswith(word)), default=0)


@cache
def _verbs() -> re.Pattern[str]:
    """The forms of the verbs of carrying out, read from right to left."""
    entries = lexicon.load().entries
    forms = [f for e in entries if any(s.property == "implements" for s in e.senses) for f in e.forms if len(f) > 1]
    return re.compile(tables.alternation(form[::-1] for form in forms))
