"""Whose words are they? 据甲统计, 甲表示, 《报告》显示.

The words of a party reach from there to the full stop; of several parties the inner one counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Mention
from kg.relate.arguments import subject_left
from kg.relate.markers import affixes, words
from kg.relate.sentence import Sentence

SPEAKERS = frozenset(["Person", "Organization", "Document", "Place"])
"""Classes whose words may be reported."""

_DEEDS = frozenset(["published", "establishedBy", "attended", "holdsPosition"])
"""Properties of deeds done by virtue of a document (依据《条例》，甲印发乙), which is no source for them."""

_AUTHORS = frozenset(["Organization", "Person"])
_LAST = 4
"""The verb of 甲说 is one of so many last tokens."""
_OWN = re.compile("的(?:[一这]份|[一这]项|最新|年度|[0-9]+年)?$")
_FINDING = ("显示", "表明", "披露", "指出", "认为")
_FOUND = re.compile(f"(.+?)还?(?:{'|'.join(_FINDING)})")
_WORDS_FOLLOW = ("，", "：", "“")


@dataclass(frozen=True, slots=True)
class Source:
    """A party that states what follows token `index`; `says` is the verb or preposition that reports it."""

    index: int
    party: Mention
    says: str

    @property
    def demands(self) -> bool:
        """Is it a document that says what is to be done (《方案》明确由甲建设乙; 根据《办法》，由甲建设乙)?"""
        rules = self.says in words("by_virtue_of") and self.party.name.endswith(affixes("rules"))
        return self.party.cls == "Document" and (rules or self.says.startswith(affixes("demands")))


def sources(sentence: Sentence, previous: Sequence[Sentence] = ()) -> list[Source]:
    """The parties of a sentence, in order of where their words begin; `previous` are the sentences right before it."""
    found = [*_according(sentence), *_sayings(sentence), *_studies(sentence), *_findings(sentence, previous)]
    found = [*_denials(sentence), *found] or [*_said_last(sentence)]
    return sorted(found, key=lambda source: source.index)


def source_of(found: Sequence[Source], index: int, *, property: str) -> Source | None:
    """The innermost of the `found` parties whose words cover token `index`.

    A proposal needs no attribution to the document that makes it, nor what a party demands to that party.
    """
    inner = next((source for source in reversed(found) if source.index < index), None)
    if inner is None:
        return None
    by_document = inner.party.cls == "Document"
    proposes = property == "proposed" and by_document
    demands = property in ("proposed", "attended") and not by_document and inner.says in words("demand_reports")
    legal = property in _DEEDS and by_document and inner.says in words("by_virtue_of")
    return None if proposes or demands or legal else inner


def _according(sentence: Sentence) -> Iterator[Source]:
    """据甲统计，……；根据《方案》，……；在甲发布的《报告》中，……"""
    according = words("according")
    for at, token in enumerate(sentence.tokens):
        opens = token.word in according
        if not opens and token.word != "在":
            continue
        _, high = sentence.clause(at)
        parties = [
            (i, mention)
            for i, mention in sentence.mentions(at + 1, high)
            if mention.cls in SPEAKERS and sentence.tokens[i].depth == token.depth
        ]
        if not parties:
            continue
        first, party = parties[0]
        issued = party.cls != "Document" and any(mention.cls == "Document" for _, mention in parties)
        reports = sentence.between(first + 1, high)
        if opens and (party.cls == "Document" or issued or any(word in reports for word in words("reporting"))):
            yield Source(high - 1, party, token.text)
        elif not opens and issued and sentence.text_at(high - 2) in ("中", "里", "上"):
            yield Source(high - 1, party, "据")


def _sayings(sentence: Sentence) -> Iterator[Source]:
    """甲表示，……；《报告》显示，……；《方案》提出……"""
    saying, stating = words("saying"), affixes("stating")
    for at, token in enumerate(sentence.tokens):
        if token.word not in saying and not token.word.startswith(stating):
            continue
        found = subject_left(sentence, at, lambda mention: mention if mention.cls in SPEAKERS else None)
        if found is not None and _reports(sentence, at, found.group[-1]):
            yield Source(at, found.group[-1], token.text)


def _reports(sentence: Sentence, at: int, party: Mention) -> bool:
    """Do the words of `party` follow the verb at `at`? A place says nothing; what a document states needs no comma."""
    verb = sentence.text_at(at)
    if sentence.text_at(at + 1)[:1] in ("", "。", "！", "？", "”"):
        return False
    if sentence.text_at(at + 1) in words("listeners"):
        at += 1
    if party.cls == "Document" and (verb in words("stating") or verb.startswith("提出")):
        return True
    return party.cls != "Place" and (sentence.text_at(at + 1)[:1] in _WORDS_FOLLOW or verb in words("saying_directly"))


def _denials(sentence: Sentence) -> Iterator[Source]:
    """对于……的说法，甲予以否认; 网传……，甲否认: what is denied is attributed to 甲."""
    rumour = any(word in sentence.text for word in affixes("rumours")) or sentence.text.startswith(affixes("rumoured"))
    denials = (at for at in range(len(sentence.tokens)) if sentence.word_at(at) in words("denials"))
    at = next(denials, None) if rumour else None
    if at is None:
        return
    found = subject_left(sentence, at, lambda mention: mention if mention.cls in SPEAKERS - {"Document"} else None)
    if found is not None and sentence.clause(at)[0] > 0:
        yield Source(-1, found.group[-1], "否认")


def _findings(sentence: Sentence, previous: Sequence[Sentence]) -> Iterator[Source]:
    """结果显示，……: the words of the document that was named last."""
    if not _FOUND.search(sentence.text):
        return
    for at, token in enumerate(sentence.tokens):
        if not token.text.endswith(_FINDING):
            continue
        low, _ = sentence.clause(at)
        found = _FOUND.fullmatch(sentence.between(low, at + 1)) if token.mention is None else None
        if found is None or found[1] not in words("findings"):
            continue
        named = [m for before in previous for _, m in before.mentions(0, len(before.tokens), "Document") if m.name]
        if party := next(reversed(named), None):
            yield Source(at, party, "显示")


def _said_last(sentence: Sentence) -> Iterator[Source]:
    """……，甲说。 All that stands before is said by 甲."""
    at = next((i for i in range(len(sentence.tokens) - 1, 0, -1) if sentence.tokens[i].tag != "x"), 0)
    if at < len(sentence.tokens) - _LAST or sentence.word_at(at) not in words("saying_last"):
        return
    found = subject_left(sentence, at, lambda mention: mention if mention.cls in SPEAKERS - {"Document"} else None)
    low, _ = sentence.clause(at)
    if found is not None and low > 0:
        yield Source(-1, found.group[-1], sentence.text_at(at))


def _studies(sentence: Sentence) -> Iterator[Source]:
    """甲完成的评估显示，……"""
    for at, token in enumerate(sentence.tokens[1:-1], 1):
        if token.word not in ("显示", "表明", "指出") or sentence.text_at(at - 1) not in words("inquiries"):
            continue
        low, _ = sentence.clause(at)
        party = next((mention for _, mention in sentence.mentions(low, at) if mention.cls in _AUTHORS), None)
        if party and _OWN.search(sentence.between(low, at - 1)):
            yield Source(at, party, sentence.text_at(at))
