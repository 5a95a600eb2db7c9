"""Who signs a text, and when: the bodies and the day that stand in lines of their own, below its title or at its end.

    松河市数据发展报告 / 松河市数据局 / 2020年4月12日发布 …
    松河市数据平台项目中标公告 … 松河市数据局 / 2020年4月12日
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.model import Mention
from kg.relate.coordination import Group
from kg.relate.markers import affixes, choice
from kg.relate.sentence import Sentence
from kg.relate.titled import without_version

MARKS = "《》 \u3000\n"
_RELEASED = re.compile(r"\s*(?:发布|公布|印发)?\s*[）)]?\s*")
_CLAUSE = re.compile(r"[，。；：！？《》]")


class Signature(NamedTuple):
    """The bodies in the order of their lines, and the day in the line below them."""

    bodies: Group
    day: Mention


def signatures(sentences: Sequence[Sentence]) -> Iterator[Signature]:
    """Each run of lines that hold nothing but a body, with the line below that holds nothing but a day."""
    bodies: Group = []
    for line, below in pairwise(sentences):
        body = only(line)
        bodies = [*bodies, body] if body is not None and body.cls == "Organization" and body.name else []
        if bodies and (day := _day(below)) is not None:
            yield Signature(bodies, day)


def is_title(line: Sentence) -> bool:
    """Is the line the title of a text that is signed (…公告, …统计公报), and no headline about one?"""
    name = without_version(line.text.strip(MARKS))
    headline = _CLAUSE.search(name) or re.search(choice("words_of_headlines"), name)
    return len(name) > 5 and name.endswith(affixes("kinds_of_signed_texts")) and not headline


def only(sentence: Sentence) -> Mention | None:
    """The one mention of a line that holds nothing else."""
    named = [token for token in sentence.tokens if token.text.strip(MARKS)]
    return named[0].mention if len(named) == 1 else None


def _day(line: Sentence) -> Mention | None:
    """The day of a line that holds nothing else, but that it is that of the release."""
    dates = line.mentions(0, 3, "Date")
    if len(dates) != 1 or not dates[0][1].value:
        return None
    day = dates[0][1]
    before, after = line.text[: day.start - line.start], line.text[day.end - line.start :]
    return day if not before.strip(MARKS + "（(") and _RELEASED.fullmatch(after) else None
