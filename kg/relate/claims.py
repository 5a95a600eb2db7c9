"""Sentences → claims: every word of the lexicon is tried in every sense, then what needs no word.

A claim is made only where the classes of its arguments fit the property's domain and range (fillers.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.lexicon import Entry, Sense
from kg.model import ACTUAL, Alias, Claim, Clean, Evidence, Mention, Value
from kg.relate import adjacent, attribution, citations, confidence, indicators, learned, ranks, tabular
from kg.relate.aligned import aligned
from kg.relate.career import careers
from kg.relate.coordination import Group
from kg.relate.distinct import distinct
from kg.relate.figure import Figure, Qualifiers
from kg.relate.fillers import fillers
from kg.relate.frames import MATCHERS
from kg.relate.home import home
from kg.relate.modality import modality
from kg.relate.occasions import Occasion, as_held
from kg.relate.official import Official, issued, norms_from, official, states
from kg.relate.parts import Part
from kg.relate.quoted import evidence
from kg.relate.responsible import answered_for, responsible
from kg.relate.sections import in_section, sections
from kg.relate.sentence import Sentence, Token
from kg.relate.sessions import sessions
from kg.relate.settling import settled
from kg.relate.site import Binding, Site
from kg.schema import Schema
from kg.zh.bodies import region

DATED = frozenset(
    ["launched", "published", "establishedBy", "cooperatesWith", "implements", "proposed", "holdsPosition", "succeeds"]
)
"""Properties whose claims carry a date."""

OF_ONE_CLASS = frozenset(["succeeds"])
"""Properties whose subject and object are of one class: no place becomes a body."""

_DOINGS = frozenset(["implements", "launched", "published", "established", "establishedBy"])
"""Properties of what a document may demand of someone."""

_CONTEXT = 4
"""How many sentences before its own a claim may take arguments from."""


def relate(
    clean: Clean,
    sentences: Sequence[Sentence],
    aliases: Sequence[Alias],
    *,
    schema: Schema,
    parts: Sequence[Part] = (),
) -> list[Claim]:
    """All claims of one article, in text order, without repetitions. `parts` are what learned relations may hold of."""
    reader = _Reader(clean, schema, home(sentences), official(sentences, clean.article.title or ""))
    found = [*map(reader.alias, aliases), *issued(clean, reader.form), *sessions(clean, sentences)]
    found += careers(clean, sentences)
    weighed: list[Claim] = []
    bodies = responsible(sentences)
    plan, since = (reader.form.plan, reader.form.since or reader.published) if reader.form else (None, None)
    norms, rows = norms_from(sentences), tabular.rows(sentences)
    parted = sections(sentences, plan=plan, since=since, published=reader.published)
    for number, (sentence, section) in enumerate(parted):
        previous = sentences[max(0, number - _CONTEXT) : number]
        read = [claim for claim in reader.read(sentence, previous, rows[number]) if states(claim, sentence, norms)]
        claims = reader.occasion.dated(read, sentence)
        found += (answered_for(in_section(claim, sentence, section), bodies[number]) for claim in claims)
        weighed += reader.weigh(sentence, previous, parts)
    scored = confidence.scored(distinct(as_held(found)))
    return distinct(settled(scored, distinct(weighed))) if weighed else scored


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the lexicon in one sense, where it stands, and what the sentence says about whose words it is."""

    site: Site
    entry: Entry
    sources: Sequence[attribution.Source]


class _Reader:
    """Reads the sentences of one article."""

    def __init__(self, clean: Clean, schema: Schema, at_home: Mention | None, form: Official | None) -> None:
        self.clean, self.schema, self.at_home, self.form = clean, schema, at_home, form
        self.published = clean.article.published
        self.occasion = Occasion()

    def read(self, sentence: Sentence, previous: Sequence[Sentence], row: tabular.Row | None) -> Iterator[Claim]:
        """Claims of one sentence; `previous` are the sentences right before it, `row` is the row of a table it is."""
        sources = attribution.sources(sentence, previous)
        for index, token in enumerate(sentence.tokens):
            for entry in token.entries:
                for sense in entry.senses:
                    site = Site(sentence, index, sense, fillers(self.schema, sense), previous, self.at_home)
                    yield from self._by_word(_Word(site, entry, sources))
        for pair in (*adjacent.pairs(sentence, previous), *citations.citations(sentence, previous, self.form)):
            yield from self._by_position(sentence, pair)
        for figure in tabular.figures(sentence, row) if row else self._figures(sentence, previous):
            yield from self._by_figure(sentence, figure, sources)

    def _figures(self, sentence: Sentence, previous: Sequence[Sentence]) -> Iterator[Figure]:
        """The ranks and the indicators of a sentence."""
        yield from ranks.ranks(sentence, previous, self.at_home)
        yield from indicators.indicators(sentence, previous, self.at_home)

    def weigh(self, sentence: Sentence, previous: Sequence[Sentence], parts: Sequence[Part]) -> Iterator[Claim]:
        """Claims of one sentence whose relation was learned (learned.py)."""
        pairs = learned.find(self.clean.text, (sentence.start, sentence.end), parts)
        sources = attribution.sources(sentence, previous) if pairs else []
        for found in pairs:
            subject, object_ = learned.arguments(self.clean.text, found.pair)
            cue, entry = learned.cue(sentence, found.pair)
            if object_.cls == "Date" and learned.founds(sentence, cue, subject):
                continue
            source = attribution.source_of(sources, cue, property=found.pair.relation)
            party = source.party if source else None
            dates = [object_] if object_.cls == "Date" else []
            state = modality(
                sentence, cue, property=found.pair.relation, source=party, dates=dates, published=self.published
            )
            if entry and state is not None and subject.name != object_.name:
                evidence = self._evidence(f"{entry}/{learned.FRAME}", sentence.tokens[cue], subject, object_)
                yield Claim(
                    subject, found.pair.relation, object_, evidence, (), state, party, score=found.probability
                )

    def alias(self, alias: Alias) -> Claim:
        """The claim of a marked alias."""
        return Claim(
            alias.thing, "alsoKnownAs", alias.alias, self._evidence("alias", alias.thing, alias.alias), score=0.9
        )

    def _by_word(self, word: _Word) -> Iterator[Claim]:
        site = word.site
        matcher = MATCHERS.get(word.entry.frame)
        before = site.sentence.tokens[site.low : site.index]
        allowed = not site.sense.requires or any(token.word in site.sense.requires for token in before)
        ending = site.sense.object_ending
        if matcher is None or not allowed or (ending and not site.ends_right(ending)):
            return
        for binding in matcher(site):
            for subject, object_, dates in aligned(binding, site):
                yield from self._claim(word, binding, subject, object_, dates)

    def _claim(
        self, word: _Word, binding: Binding, subject: Mention, object_: Mention, dates: Group
    ) -> Iterator[Claim]:
        """The claim of one subject and object, unless they are the same or the sentence only asks or supposes."""
        if subject.name == object_.name or (subject.start, subject.end) == (object_.start, object_.end):
            return
        site, property_ = word.site, word.site.sense.property
        if property_ in OF_ONE_CLASS:
            if subject.cls != object_.cls:
                return
            object_ = _without_former(object_)
        source = _source(word, subject)
        party = source.party if source else None
        state = modality(
            site.sentence,
            site.index if binding.predicate is None else binding.predicate,
            property=property_,
            source=party,
            dates=dates,
            published=self.published,
            demanded=source is not None and source.demands,
        )
        if source is not None and _is_of_document(source, site, subject):
            return
        if state is None or (site.sense.modality != ACTUAL and state != ACTUAL):
            return
        state = state if site.sense.modality == ACTUAL else site.sense.modality
        evidence = self._evidence_of_word(word, subject, object_)
        qualifiers = _qualifiers(site.sense, dates, subject)
        yield Claim(subject, property_, object_, evidence, qualifiers, state, party, binding.certainty)

    def _by_position(self, sentence: Sentence, pair: adjacent.Pair) -> Iterator[Claim]:
        inside = [part for part in (pair.subject, pair.object) if _within(sentence, part)]
        evidence = self._evidence(pair.rule, *(inside or sentence.tokens))  # 自公布之日起施行 names neither
        yield Claim(pair.subject, pair.property, pair.object, evidence, score=0.9)
        if pair.rule != "own meeting":
            return
        dates = [
            date for _, date in sentence.mentions(0, len(sentence.tokens), "Date") if date.start < pair.subject.start
        ]
        if dates:
            evidence = self._evidence(pair.rule, dates[-1], pair.subject)
            yield Claim(pair.subject, "heldOn", dates[-1], evidence, score=0.8)

    def _by_figure(self, sentence: Sentence, figure: Figure, sources: Sequence[attribution.Source]) -> Iterator[Claim]:
        source = attribution.source_of(sources, figure.index, property=figure.property)
        party = source.party if source else None
        values = [value for key, value in figure.qualifiers if key == "date" and isinstance(value, Value)]
        dates = [Mention(0, 0, "", "Date", value=value) for value in values]
        state = modality(
            sentence, figure.index, property=figure.property, source=party, dates=dates, published=self.published
        )
        if state is None:
            return
        inside = figure.subject if _within(sentence, figure.subject) else figure.quantity
        evidence = self._evidence(figure.property, inside, figure.quantity)
        subject, object_ = figure.subject, figure.number()
        yield Claim(subject, figure.property, object_, evidence, figure.qualifiers, state, party, figure.score)

    def _evidence_of_word(self, word: _Word, subject: Mention, object_: Mention) -> Evidence:
        """The word and those of its arguments that stand in its sentence."""
        sentence = word.site.sentence
        token = sentence.tokens[word.site.index]
        inside = [mention for mention in (subject, object_) if _within(sentence, mention)]
        return self._evidence(f"{word.entry.name}/{word.entry.frame}", token, *inside)

    def _evidence(self, rule: str, *parts: Mention | Token) -> Evidence:
        return evidence(self.clean, rule, *parts)


def _without_former(mention: Mention) -> Mention:
    """青江市信息中心 for 原青江市信息中心."""
    name = mention.name.removeprefix("原")
    return replace(mention, name=name) if name != mention.name and region(name)[1] else mention


def _within(sentence: Sentence, mention: Mention) -> bool:
    return sentence.start <= mention.start < sentence.end


def _is_of_document(source: attribution.Source, site: Site, subject: Mention) -> bool:
    """《方案》提出推行乙: what a document demands without naming who is to do it is done by nobody named before."""
    named_before = subject.start < site.sentence.tokens[source.index].start if source.index >= 0 else False
    return source.demands and named_before and site.sense.property in _DOINGS


def _source(word: _Word, subject: Mention) -> attribution.Source | None:
    """Whose words the claim is; nobody reports that they attended themselves."""
    property_ = word.site.sense.property
    source = attribution.source_of(word.sources, word.site.index, property=property_)
    if source is None or not source.party.name or (property_ == "attended" and source.party.name == subject.name):
        return None
    return source


def _qualifiers(sense: Sense, dates: Group, subject: Mention) -> Qualifiers:
    """The fixed role of the sense, else the last of its dates (a document's proposals have none)."""
    if sense.role:
        return (("role", Value(sense.role, "text")),)
    by_document = sense.property == "proposed" and subject.cls == "Document"
    date = dates[-1].value if dates and sense.property in DATED and not by_document else None
    return (("date", date),) if date else ()
