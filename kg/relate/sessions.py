"""The session at which a text was given or passed, as a line below its title says.

    （2020年4月12日松河市第六届人民代表大会第三次会议通过）
    ——2020年4月12日在松河市第六届人民代表大会第三次会议上
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Claim, Clean
from kg.relate.quoted import evidence
from kg.relate.sentence import Sentence

_HEAD = 8
"""Among how many first lines that line stands."""
_THERE = re.compile(r"上\s*$|(?:审议|表决)?通过|批准|第[一二三四五六七八九十]次修[正订]")
_RULE, _LIKELY = "session", 0.9


def sessions(clean: Clean, sentences: Sequence[Sentence]) -> Iterator[Claim]:
    """On which day the session was held."""
    for sentence in sentences[:_HEAD]:
        for at, day in sentence.mentions(0, len(sentence.tokens), "Date"):
            event = sentence.mention_at(at + 1 + (sentence.word_at(at + 1) in ("在", "由", "经")))
            if event is None or event.cls != "Event" or not event.name or not day.value:
                continue
            if _THERE.match(sentence.text[event.end - sentence.start :].strip("—）) ")):
                yield Claim(event, "heldOn", day, evidence(clean, _RULE, day, event), score=_LIKELY)
