"""What tells a document from others and what it rests on: its number, the documents that it is based on, carries out
or repeals, the day from which it is in force.

These are no relations of the guidelines: kg.ttl keeps them in a group of their own, which `kg extract` leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Mention
from kg.relate.adjacent import Pair
from kg.relate.coordination import Group, group_at
from kg.relate.markers import affixes, choice, words
from kg.relate.official import Official
from kg.relate.sentence import Sentence
from kg.relate.titled import without_version

_NUMBER = re.compile(r"([\u4e00-\u9fff]{1,14})([〔﹝\[（]\s?(?:19|20)\d\d\s?[〕﹞\]）]\s?第?\d{1,5}\s?号)")
"""A number of official documents: who, the year in brackets, which (GB/T 9704-2012, 7.2.5)."""
_SPOKEN_OF = re.compile(f"号|贯彻|落实|{choice('legal_bases')}|{choice('repealing')}|{choice('entering_into_force')}")
"""What a sentence holds that says anything of the kind: the others need no closer look."""
_BEFORE_NUMBER = re.compile(".*[以按据为由经]")
_ON_ISSUE = re.compile("自(?:印发|发布|公布|发文)之日起")
_ITSELF = re.compile("本([\u4e00-\u9fff]{2,8}?)[自从于]")
"""A document that points at itself and is no mention: 本实施细则自."""
_NEAR = 3
"""How many characters may stand between a title and its number (》（)."""
_REACH = 4
"""How many tokens after 废止 or 贯彻 the document may stand."""


def citations(sentence: Sentence, previous: Sequence[Sentence], form: Official | None = None) -> Iterator[Pair]:
    """Everything of the kind in a sentence; `previous` are the sentences right before it, `form` what the text is."""
    if not _SPOKEN_OF.search(sentence.text):
        return
    yield from _numbers(sentence, previous)
    for at, token in enumerate(sentence.tokens):
        if token.word in words("legal_bases"):
            yield from _rests_on(sentence, at, "basedOn")
        elif token.word.startswith(affixes("carrying_out")):
            yield from _rests_on(sentence, at, "carriesOut")
        elif token.word in words("repealing"):
            yield from _repealed(sentence, at, previous)
        elif token.word in words("entering_into_force"):
            yield from _in_force(sentence, at, previous, form)


def _numbers(sentence: Sentence, previous: Sequence[Sentence]) -> Iterator[Pair]:
    """《甲》（某发〔2021〕5号）；以某发〔2021〕5号印发《甲》；甲（换行）某发〔2021〕5号."""
    for match in _NUMBER.finditer(sentence.text):
        who = _BEFORE_NUMBER.sub("", match[1])
        start, end = sentence.start + match.end(1) - len(who), sentence.start + match.end()
        here = _documents(sentence)
        before = [document for document in here if document.start < start <= document.end + _NEAR]
        after = [document for document in here if document.start >= end]
        title = _documents(previous[-1])[-1:] if previous and start == sentence.start else []
        for document in (before or after or title)[:1]:
            number = Mention(start, end, who + match[2], "Text", 0.9, "number", None, who + match[2])
            yield Pair("documentNumber", document, number, "document number")


def _documents(sentence: Sentence) -> Group:
    return [mention for _, mention in sentence.mentions(0, len(sentence.tokens), "Document") if mention.name]


def _document(mention: Mention) -> Mention | None:
    return mention if mention.cls == "Document" and mention.name else None


def _rests_on(sentence: Sentence, at: int, property_: str) -> Iterator[Pair]:
    """根据《甲》，乙制定《丙》；《丙》依据《甲》制定；为贯彻落实《甲》，乙印发《丙》。"""
    near = range(at + 1, min(at + 1 + _REACH, len(sentence.tokens)))
    found = next((i for i in near if _is_document(sentence, i)), None)
    if found is None:
        return
    bases, _, last = group_at(sentence, found, _document)
    made = next((i for i in range(last + 1, len(sentence.tokens)) if _makes(sentence, i)), None)
    if made is None:
        return
    after = next(
        (i for i in range(made + 1, min(made + 1 + _REACH, len(sentence.tokens))) if _is_document(sentence, i)), None
    )
    before = [document for _, document in sentence.mentions(0, at, "Document") if document.name]
    itself = sentence.text_at(made + 1).startswith("本")
    subject = sentence.mention_at(after) if after is not None else None if itself else next(reversed(before), None)
    for base in bases:
        if subject is not None and base.name != subject.name:
            yield Pair(property_, subject, base, f"document {property_}")


def _is_document(sentence: Sentence, at: int) -> bool:
    mention = sentence.mention_at(at)
    return mention is not None and _document(mention) is not None


def _makes(sentence: Sentence, at: int) -> bool:
    return sentence.word_at(at).endswith(affixes("making_documents"))


def _repealed(sentence: Sentence, at: int, previous: Sequence[Sentence]) -> Iterator[Pair]:
    """《甲》施行，《乙》同时废止；《甲》自某日起施行。《乙》同时废止。"""
    low, high = sentence.clause(at)
    right = [document for i, document in sentence.mentions(at + 1, min(at + 1 + _REACH, high), "Document")]
    left = [document for _, document in sentence.mentions(low, at, "Document")]
    old = [document for document in right or left if document.name]
    earlier = [document for _, document in sentence.mentions(0, low, "Document") if document.name]
    new = earlier[:1] or ([left[0]] if right and left else []) or (_documents(previous[-1])[:1] if previous else [])
    for document in old:
        if new and new[0].name and document.name != new[0].name:
            yield Pair("repeals", new[0], document, "document repeals")


def _in_force(sentence: Sentence, at: int, previous: Sequence[Sentence], form: Official | None) -> Iterator[Pair]:
    """《甲》自某日起施行；《甲》自印发之日起施行, by the day of the signature; 本实施细则自某日起施行, by the title."""
    low, _ = sentence.clause(at)
    dates = [date for i, date in sentence.mentions(low, at, "Date") if sentence.word_at(i - 1) in ("自", "从", "于")]
    dates = dates or [date for i, date in sentence.mentions(low, at, "Date") if sentence.word_at(i + 1)[:1] == "起"]
    if not dates and form and form.day and _ON_ISSUE.search(sentence.between(low, at)):
        dates = [form.day]
    here = [document for _, document in sentence.mentions(0, at, "Document") if document.name]
    earlier = _documents(previous[-1])[:1] if previous and previous[-1].paragraph == sentence.paragraph else []
    if itself := _ITSELF.search(sentence.between(low, at)):
        title = form.title if form else None
        earlier = [title] if title and without_version(title.name).endswith(itself[1]) else []
    subject = next(iter([*here[-1:], *earlier]), None)
    if dates and subject is not None:
        yield Pair("inForceFrom", subject, dates[-1], "document in force")
