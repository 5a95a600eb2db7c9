"""An official document, as its form shows (GB/T 9704—2012): who issued what on which day, and what lies ahead in it.

    海岭市人民政府关于印发《海岭市数据行动计划》的通知 … 海岭市人民政府 2021年3月5日 … 海岭市数据行动计划 一、总体目标 …

The title says who issues what, the line under the name of the body when; what a plan says in its own text is planned.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from kg.model import Mention
from kg.relate.coordination import Group
from kg.relate.markers import affixes, choice
from kg.relate.sentence import Sentence
from kg.relate.titled import NOTICE, without_version

_HEAD = 8
"""Among how many first lines the title stands."""
_ITS_OWN = re.compile(rf"[^，。；：！？《》]*?关于[^，。；：！？《》]{{2,50}}的{choice('kinds_of_official_documents')}")
_NUMBERED = re.compile(r"\s*[一二三四五六七八九十]+、[^，。；：！？]{2,30}。?\s*")
_MARKS = "《》 \u3000\n"
_ISSUERS = frozenset(["Organization", "Place"])


@dataclass(frozen=True, slots=True)
class Official:
    """A document whose form is official: its title as a mention, its issuers, the day beside its signature.

    `plan` is the offset in the reading text from which the text of a plan runs, None of what is no plan.
    """

    title: Mention
    issuers: Group
    day: Mention | None
    plan: int | None


def official(sentences: Sequence[Sentence]) -> Official | None:
    """The document that a text is or issues, if its form tells."""
    for sentence in sentences[:_HEAD]:
        notice = NOTICE.fullmatch(sentence.text.strip())
        if notice or _ITS_OWN.fullmatch(sentence.text.strip()):
            title = _issued(sentence) if notice else _whole(sentence)
            signed = _signed(sentences)
            if title and (notice or signed):
                return Official(title, _issuers(sentence), signed, _runs_from(sentences, title) if notice else None)
    first = sentences[0] if sentences else None
    if first is None or not _plans(first.text) or not any(_NUMBERED.fullmatch(other.text) for other in sentences):
        return None
    return Official(_whole(first), [], _signed(sentences), first.end)


def _issued(sentence: Sentence) -> Mention | None:
    """The document in the title of a notice."""
    return next((document for _, document in sentence.mentions(0, len(sentence.tokens), "Document")), None)


def _whole(sentence: Sentence) -> Mention:
    """The line as the title that it is."""
    name = sentence.text.strip(_MARKS)
    start = sentence.start + sentence.text.index(name)
    return Mention(start, start + len(name), name, "Document", 0.9, "title", None, name)


def _issuers(sentence: Sentence) -> Group:
    """The bodies before 关于; one of several titles of a line that has none before it issues nothing."""
    about = next((i for i, token in enumerate(sentence.tokens) if token.word == "关于"), 0)
    before = sentence.tokens[:about]
    named = [token.mention for token in before if token.mention and token.mention.name]
    apart = "".join(token.word for token in before).strip(_MARKS + "、和等")
    return [] if apart else [mention for mention in named if mention.cls in _ISSUERS]


def _signed(sentences: Sequence[Sentence]) -> Mention | None:
    """The day in a line of its own under a line that holds nothing but a body."""
    for above, below in pairwise(sentences):
        body, day = _only(above), _only(below)
        if body and day and body.cls == "Organization" and day.cls == "Date" and day.value:
            return day
    return None


def _only(sentence: Sentence) -> Mention | None:
    """The one mention of a line that holds nothing else."""
    named = [token for token in sentence.tokens if token.text.strip(_MARKS)]
    return named[0].mention if len(named) == 1 else None


def _runs_from(sentences: Sequence[Sentence], title: Mention) -> int | None:
    """Where the text of the plan begins that a notice issues: below its title in a line of its own."""
    name = without_version(title.name)
    if not name.endswith(affixes("plans")):
        return None
    lines = (sentence for sentence in sentences if sentence.start > title.end)
    return next((line.end for line in islice(lines, 60) if without_version(line.text.strip(_MARKS)) == name), None)


def _plans(line: str) -> bool:
    """Is the line the title of a plan, and no headline about one?"""
    name = without_version(line.strip(_MARKS))
    headline = re.search(rf"[，。；：！？《》]|{choice('words_of_headlines')}", name)
    return len(name) > 6 and name.endswith(affixes("plans")) and not name.endswith("通知") and not headline
