"""Whose words are they? 据甲统计, 甲表示, 《报告》显示: the party reaches from there to the full stop; the inner one counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Mention
from kg.relate import arguments, markers
from kg.relate.sentence import Sentence

SPEAKERS = frozenset(["Person", "Organization", "Document", "Place"])
_MARKS = ("，", "：", "“")


@dataclass(frozen=True, slots=True)
class Source:
    """A party that states what follows token `index`; `says` is the verb or preposition that reports it."""

    index: int
    party: Mention
    says: str


def sources(sentence: Sentence) -> list[Source]:
    """The parties of a sentence, in order of where their words begin."""
    found = [*_according(sentence), *_sayings(sentence), *_studies(sentence)]
    return sorted(found, key=lambda source: source.index)


def source_of(found: list[Source], index: int, *, property: str) -> Source | None:
    """The innermost party whose words cover token `index`; what a document proposes needs no attribution."""
    before = [source for source in found if source.index < index]
    if before and property == "proposed" and before[-1].party.cls == "Document":
        return None
    if (
        before
        and before[-1].says in ("提出", "要求", "明确", "强调", "指出")
        and before[-1].party.cls != "Document"
        and property in ("proposed", "attended")
    ):
        return None
    return before[-1] if before else None


def _according(sentence: Sentence) -> Iterator[Source]:
    """据甲统计，……；根据《方案》，……；在甲发布的《报告》中，……"""
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        opens = token.text in markers.words("according")
        if token.mention is not None or not (opens or token.text == "在"):
            continue
        _, high = sentence.clause(at)
        named = [
            (i, t.mention)
            for i, t in enumerate(tokens[at + 1 : high], at + 1)
            if t.mention and t.mention.cls in SPEAKERS and t.depth == token.depth
        ]
        if not named:
            continue
        first, party = named[0]
        reports = sentence.between(first + 1, high)
        issued = party.cls != "Document" and any(m.cls == "Document" for _, m in named[1:])
        if opens and (
            party.cls == "Document"
            or issued
            or any(reports.startswith(word) or word in reports for word in markers.words("reporting"))
        ):
            yield Source(high - 1, party, token.text)
        elif not opens and issued and tokens[high - 2].text in ("中", "里", "上"):
            yield Source(high - 1, party, "据")


def _sayings(sentence: Sentence) -> Iterator[Source]:
    """甲表示，……；《报告》显示，……；《方案》提出……"""
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        if token.mention is not None or not (
            token.text in markers.words("saying") or token.text.startswith(tuple(sorted(markers.words("stating"))))
        ):
            continue
        found = arguments.subject_left(sentence, at, lambda m: m if m.cls in SPEAKERS else None)
        if found is None:
            continue
        party = found[0][-1]
        after = tokens[at + 1].text if at + 1 < len(tokens) else ""
        document = party.cls == "Document"
        stated = document and (token.text in markers.words("stating") or token.text.startswith("提出"))
        if (
            (after[:1] in _MARKS and party.cls != "Place")
            or stated
            or (token.text in ("认为", "以为", "称", "回应称", "透露", "介绍", "坦言", "说") and party.cls != "Place")
        ):
            yield Source(at, party, token.text)


def _studies(sentence: Sentence) -> Iterator[Source]:
    """甲完成的评估显示，……"""
    tokens = sentence.tokens
    for at, token in enumerate(tokens[:-1]):
        if (
            token.mention is None
            and token.text in ("显示", "表明")
            and tokens[at - 1].mention is None
            and tokens[at - 1].text in ("评估", "调查", "统计", "监测", "测评", "研究")
        ):
            low, _ = sentence.clause(at)
            party = next(
                (t.mention for t in tokens[low:at] if t.mention and t.mention.cls in ("Organization", "Person")), None
            )
            if party and sentence.between(low, at - 1).endswith("的"):
                yield Source(at, party, token.text)
