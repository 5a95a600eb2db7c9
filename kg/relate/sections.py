"""Sections of reports: what stands under 一、2024年工作回顾 happened that year, under 二、2025年工作安排 it is planned.

A heading is a short line of its own without a full stop, or a short numbered sentence (一、2024年工作回顾。). It
governs the lines after it up to the next heading that says what was or will be; the headings between (（一）…) leave it
in force. What opens a list within a line (今年工作安排：一是……) governs the items of that list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from kg.model import ACTUAL, PLANNED, Claim, Value
from kg.relate.markers import choice, words
from kg.relate.sentence import Sentence

_NUMBER = r"\s*(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+部分)?\s*(?:关于)?"
_HEADING = re.compile(rf"{_NUMBER}[^。；！？]{{2,36}}\s*|\s*[一二三四五六七八九十]+、[^，。；：！？]{{2,20}}。")
_OPENING = re.compile(r"([^，。；：]{4,20})：\s*(?:一是|（一）|1|首先)")
_ITEM = re.compile(r"[二三四五六七八九十]+是|（[二三四五六七八九十]+）|第[二三四五六七八九十]+，")
_TIMED = re.compile(rf"{_NUMBER}(?:(?P<year>(?:19|20)\d\d)\s*年|{choice('headings_of_time')})")
_AIMS = re.compile(rf"\s*(?:(?P<year>20\d\d)\s*年|{choice('headings_of_time')})[^，。；：]{{0,16}}(?:目标|任务)是?：")
"""今年发展的主要预期目标是：……, which in a report without a heading for it parts what was done from what is planned."""
_PAST = re.compile(choice("headings_of_the_past"))
_NUMBERED = re.compile(r"\s*[一二三四五六七八九十]+、")
_BACKGROUND = re.compile(choice("headings_of_background"))
_ONLY_WORK = re.compile(r"(?<=[0-9]年)工作\s*$")
"""The end of a heading that does not say whether the work is done or lies ahead."""
_AHEAD = re.compile(choice("headings_of_plans"))
DATED_THERE = frozenset(["launched", "published", "establishedBy", "implements", "indicator", "cooperatesWith"])
"""Properties whose claims take the year of their section as date, if they have none."""
PLANNED_THERE = DATED_THERE | {"established", "operatedBy", "heldOn", "heldIn", "organizedBy"}
"""Properties of doings, which a plan does not state as done."""


class Section(NamedTuple):
    """What a heading says of the sentences under it: the year, if it names one, and whether they are plans.

    `since` is the ISO date of a plan whose own text this is, "" if none is known: what it dates earlier is no plan.
    """

    year: str | None
    planned: bool
    since: str | None = None


def sections(
    sentences: Iterable[Sentence], *, plan: int | None = None, since: str | None = None, published: str | None = None
) -> Iterator[tuple[Sentence, Section | None]]:
    """Each sentence with the section that it stands in; from the offset `plan` on that of a plan of `since`.

    `published` is the ISO date of the text: 关于2024年工作 of a text of 2025 tells what was done.
    """
    current: Section | None = None
    listed: Section | None = None
    ahead = Section(None, planned=True, since=since or "")
    for sentence in sentences:
        own = plan is not None and sentence.start >= plan
        if _HEADING.fullmatch(sentence.text):
            announced = _announced(sentence.text, published)
            divides = own and _NUMBERED.match(sentence.text)
            current = announced or (_behind(sentence.text) if divides else current)
        elif current is not None and not current.planned and (aims := _AIMS.match(sentence.text)):
            current = Section(aims["year"] or _year_of(sentence), planned=True)
        opening = _OPENING.match(sentence.text)
        listed = _announced(opening[1]) if opening else listed if _ITEM.match(sentence.text) else None
        yield sentence, listed or current or (ahead if own else None)


def _year_of(sentence: Sentence) -> str | None:
    """The year that a sentence opens with (今年, resolved)."""
    date = sentence.mention_at(0)
    return date.value.lexical[:4] if date is not None and date.value is not None else None


def _behind(heading: str) -> Section | None:
    """The section of a plan that tells from where it starts (一、发展基础)."""
    return Section(None, planned=False) if _BACKGROUND.search(heading) or _PAST.search(heading) else None


def _announced(heading: str, published: str | None = None) -> Section | None:
    """The section that a heading opens; None if it only divides one."""
    timed, past = _TIMED.match(heading), _PAST.search(heading)
    if timed is None or not (past or _AHEAD.search(heading)):
        return None
    over = published and timed["year"] and timed["year"] < published[:4] and _ONLY_WORK.search(heading)
    return Section(timed["year"], planned=not (past or over))


def _only_estimated(sentence: Sentence) -> bool:
    """预计增长9%, 争取资金95亿元: in a review these are figures not yet final and money that came."""
    said = {token.word for token in sentence.tokens} & words("planned")
    return bool(said) and said <= words("estimating")


def _lies_outside(section: Section, date: str) -> bool:
    """Is the date none of the section's time?"""
    if section.since is not None:
        return date < section.since[: len(date)]
    return section.year is None or not date.startswith(section.year)


def in_section(claim: Claim, sentence: Sentence, section: Section | None) -> Claim:
    """The claim as its section has it: planned, unless the sentence says that it is done, and dated."""
    if section is None or claim.property not in PLANNED_THERE:
        return claim
    done = any(token.word in words("perfective") for token in sentence.tokens)
    dates = [value.lexical for key, value in claim.qualifiers if key == "date" and isinstance(value, Value)]
    dated = any(_lies_outside(section, date) for date in dates)
    if section.planned and claim.modality == ACTUAL and not done and not dated:
        claim = replace(claim, modality=PLANNED)
    if not section.planned and claim.modality == PLANNED and _only_estimated(sentence):
        claim = replace(claim, modality=ACTUAL)
    if section.year and not dates and not done and claim.property in DATED_THERE:
        claim = replace(claim, qualifiers=(*claim.qualifiers, ("date", Value(section.year, "date"))))
    return claim
