"""Sentences → claims: every word of the lexicon is tried in every sense, then what needs no word.

A claim is made only where the classes of its arguments fit the property's domain and range (ontology/kg.ttl).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.lexicon import Entry, Lexicon, Sense
from kg.model import Alias, Claim, Clean, Evidence, Mention, Value
from kg.relate import adjacent, arguments, attribution, figures, frames, lists, modality
from kg.relate.frames import Binding, Site
from kg.relate.sentence import Sentence
from kg.schema import Schema

MATCHERS = frames.MATCHERS | {
    "EnumerationFrame": lists.enumeration,
    "AdjectivePPFrame": lists.adjective,
    "ReciprocalFrame": lists.reciprocal,
    "PossessionFrame": lists.possession,
}
DATED = frozenset("launched published establishedBy cooperatesWith implements proposed".split())
_DATELESS_AGENTS = frozenset(["Document"])
_PLURAL_SUBJECT = frozenset(["established", "heldOn"])


def relate(
    clean: Clean, sentences: Sequence[Sentence], aliases: Sequence[Alias], *, schema: Schema, lexicon: Lexicon
) -> list[Claim]:
    """All claims of one article, in text order, without repetitions."""
    reader = _Reader(clean, schema, lexicon)
    found: list[Claim] = [reader.alias(alias) for alias in aliases]
    for number, sentence in enumerate(sentences):
        found += reader.read(sentence, sentences[max(0, number - 4) : number])
    return _distinct(found)


class _Reader:
    """Reads the sentences of one article."""

    def __init__(self, clean: Clean, schema: Schema, lexicon: Lexicon) -> None:
        self.clean, self.schema, self.lexicon = clean, schema, lexicon

    def read(self, sentence: Sentence, previous: Sequence[Sentence]) -> Iterator[Claim]:
        """Claims of one sentence; `previous` are the sentences right before it."""
        sources = attribution.sources(sentence)
        for index, token in enumerate(sentence.tokens):
            for entry in token.entries:
                for sense in entry.senses:
                    yield from self._by_word(sentence, index, entry, sense, sources, previous)
        for pair in adjacent.pairs(sentence):
            yield from self._by_position(sentence, pair)
        for figure in (*figures.ranks(sentence, previous), *figures.indicators(sentence, previous)):
            yield from self._by_figure(sentence, figure, sources)

    def alias(self, alias: Alias) -> Claim:
        """The claim of a marked alias."""
        start, end = min(alias.thing.start, alias.alias.start), max(alias.thing.end, alias.alias.end)
        return Claim(alias.thing, "alsoKnownAs", alias.alias, self._evidence(start, end, "alias"), score=0.9)

    def _by_word(
        self,
        sentence: Sentence,
        index: int,
        entry: Entry,
        sense: Sense,
        sources: list[attribution.Source],
        previous: Sequence[Sentence],
    ) -> Iterator[Claim]:
        matcher = MATCHERS.get(entry.frame)
        if matcher is None:
            return
        if sense.requires:
            low, _ = sentence.clause(index)
            if not any(t.text in sense.requires and t.mention is None for t in sentence.tokens[low:index]):
                return
        site = Site(sentence, index, sense, lambda role, mention: self._fits(sense, role, mention), previous)
        for binding in matcher(site):
            for subject, object_ in _combinations(binding, sense):
                yield from self._claim(sentence, index, entry, sense, binding, subject, object_, sources)

    def _claim(
        self,
        sentence: Sentence,
        index: int,
        entry: Entry,
        sense: Sense,
        binding: Binding,
        subject: Mention,
        object_: Mention,
        sources: list[attribution.Source],
    ) -> Iterator[Claim]:
        if subject.name == object_.name or (subject.start, subject.end) == (object_.start, object_.end):
            return
        published = self.clean.article.published
        dates = binding.roles.get("time") or arguments.dates_of(sentence, index)
        source = attribution.source_of(sources, index, property=sense.property)
        party = (
            source.party
            if source and source.party.name not in (subject.name if sense.property in ("attended",) else "", "")
            else None
        )
        state = modality.modality(
            sentence, index, property=sense.property, source=party, dates=dates, published=published
        )
        if state is None:
            return
        qualifiers = self._qualifiers(sentence, index, sense, dates, subject)
        inside = [m for m in (subject, object_) if sentence.start <= m.start < sentence.end]
        start = min([sentence.tokens[index].start, *(m.start for m in inside)])
        end = max([sentence.tokens[index].end, *(m.end for m in inside)])
        yield Claim(
            subject,
            sense.property,
            object_,
            self._evidence(start, end, f"{entry.name}/{entry.frame}"),
            qualifiers,
            state,
            party,
            binding.certainty,
        )

    def _qualifiers(
        self, sentence: Sentence, index: int, sense: Sense, dates: list[Mention], subject: Mention
    ) -> tuple[tuple[str, Value | Mention], ...]:
        if sense.role:
            return (("role", Value(sense.role, "text")),)
        dated = sense.property in DATED and not (sense.property == "proposed" and subject.cls in _DATELESS_AGENTS)
        if (dated or (sense.property == "holdsPosition")) and dates and dates[-1].value:
            return (("date", dates[-1].value),)
        return ()

    def _by_position(self, sentence: Sentence, pair: adjacent.Pair) -> Iterator[Claim]:
        start, end = min(pair.subject.start, pair.object.start), max(pair.subject.end, pair.object.end)
        yield Claim(pair.subject, pair.property, pair.object, self._evidence(start, end, pair.rule), score=0.9)
        if pair.rule == "own meeting":
            dates = [
                t.mention
                for t in sentence.tokens
                if t.mention and t.mention.cls == "Date" and t.start < pair.subject.start
            ]
            if dates:
                yield Claim(
                    pair.subject, "heldOn", dates[-1], self._evidence(dates[-1].start, end, pair.rule), score=0.8
                )

    def _by_figure(
        self, sentence: Sentence, figure: figures.Figure, sources: list[attribution.Source]
    ) -> Iterator[Claim]:
        source = attribution.source_of(sources, figure.index, property=figure.property)
        dates = [
            Mention(0, 0, "", "Date", value=v) for k, v in figure.qualifiers if k == "date" and isinstance(v, Value)
        ]
        state = modality.modality(
            sentence,
            figure.index,
            property=figure.property,
            source=source.party if source else None,
            dates=dates,
            published=self.clean.article.published,
        )
        if state is None:
            return
        inside = figure.subject if sentence.start <= figure.subject.start < sentence.end else figure.quantity
        start, end = min(inside.start, figure.quantity.start), max(inside.end, figure.quantity.end)
        yield Claim(
            figure.subject,
            figure.property,
            figures.with_value(figure),
            self._evidence(start, end, figure.property),
            figure.qualifiers,
            state,
            source.party if source else None,
            figure.score,
        )

    def _fits(self, sense: Sense, role: str, mention: Mention) -> Mention | None:
        """The mention as a filler of the role, with its class made definite; None if it cannot be one."""
        prop = self.schema.relations[sense.property]
        if role == "time":
            return mention if mention.cls == "Date" else None
        if role == "place" and sense.object != role:
            return mention if mention.cls == "Place" else None
        if role not in (sense.subject, sense.object) or not mention.name or mention.cls in ("Date", "Quantity"):
            return None
        wanted = prop.domain if role == sense.subject else prop.range
        if role == "agent" and sense.agent_class and mention.cls != sense.agent_class:
            return None
        if self.schema.accepts(wanted, mention.cls):
            return mention if sense.property != "implements" or role != sense.object or _is_measure(mention) else None
        return self._coerced(mention, wanted)

    def _coerced(self, mention: Mention, wanted: frozenset[str]) -> Mention | None:
        """A bare quotation is what its use makes it."""
        if (
            "Document" in wanted
            and mention.cls == "Concept"
            and mention.name.endswith(("指数", "排名", "榜单", "计划", "办法"))
        ):
            return replace(mention, cls="Document", kind="Index" if mention.name.endswith("指数") else None)
        if (
            mention.name.endswith("中心")
            and mention.cls in ("Platform", "Organization")
            and (body := next((c for c in ("Organization", "Platform") if c in wanted), None))
        ):
            return replace(mention, cls=body)
        if mention.found_by != "quoted":
            return None
        cls = next((name for name in ("Platform", "Concept") if name in wanted), None)
        return replace(mention, cls=cls) if cls else None

    def _evidence(self, start: int, end: int, rule: str) -> Evidence:
        first, last = self.clean.locate(start, end)
        return Evidence(self.clean.article.id, first, last, self.clean.article.text[first:last], rule)


def _is_measure(mention: Mention) -> bool:
    """Is it a reform, measure or programme one can carry out — no field, technology or loose 体系?"""
    named = mention.text[:1] in "“‘" or mention.found_by == "noun phrase"
    return named or (
        mention.kind not in ("Field", "Technology")
        and not mention.name.endswith(("体系", "机制", "模式", "措施", "思路", "理念"))
    )


def _combinations(binding: Binding, sense: Sense) -> Iterator[tuple[Mention, Mention]]:
    """Subjects and objects: one to one where the text says 分别, else each with each (a date: the nearest)."""
    subjects, objects = binding.roles.get(sense.subject, []), binding.roles.get(sense.object, [])
    if binding.distributive and len(subjects) == len(objects) > 1:
        yield from zip(subjects, objects, strict=True)
        return
    if sense.object == "time":
        objects = objects[-1:]
    for subject in subjects:
        for object_ in objects:
            yield subject, object_


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    """One claim a statement: the surest of those with the same subject, property, object and modality."""
    best: dict[tuple[str, str, str, str], Claim] = {}
    for claim in claims:
        key = (claim.subject.name, claim.property, claim.object.name, claim.modality)
        if key not in best or (claim.score, len(claim.qualifiers)) > (best[key].score, len(best[key].qualifiers)):
            best[key] = claim
    return sorted(
        best.values(),
        key=lambda claim: (
            claim.evidence.start,
            claim.evidence.end,
            claim.property,
            claim.subject.name,
            claim.object.name,
        ),
    )
