"""What speaks for and against a candidate for the subject of a figure, in words, so that a choice can be told in words.

Most grounds open with where the candidate was found. `of_figure` gives what is known of the figure whatever it is
about: each of these counts for a candidate by where it was found, and for there being no subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Mention
from kg.relate import nearby
from kg.relate.arguments import after_verb
from kg.relate.coordination import governed, modifies
from kg.relate.markers import affixes, words
from kg.relate.sentence import Sentence
from kg.relate.subjects import Candidate, Spot, is_measured

_UNITS = frozenset("%点元人名户家次件项个吨亩里米倍时天分辆台")
_FEW, _GAPS = (1, 2, 3, 5), (1, 2, 3, 5, 8, 13)


def of_figure(spot: Spot) -> list[str]:
    """What the clause of a figure is like."""
    return [*_clause(spot), *_counted(spot), *_text(spot)]


def of_none(spot: Spot, traits: Sequence[str]) -> Iterator[str]:
    """What speaks for a figure without a subject, given its traits (`of_figure`)."""
    yield "none"
    yield from (f"none {trait}" for trait in traits)
    quantity, after = spot.sentence.mention_at(spot.index), spot.index + 1
    yield f"none unit {quantity.value.unit if quantity and quantity.value else None}"
    yield f"none then {_kind(spot.sentence, after)}"


def of_candidate(candidate: Candidate, spot: Spot, traits: Sequence[str], carried: Sequence[Mention]) -> Iterator[str]:
    """What speaks for and against a candidate; `carried` is what the clauses before are about."""
    mention, found = candidate.mention, candidate.found
    grounds = [*_thing(mention), *(f"if {trait}" for trait in traits)]
    if candidate.at is None or found == "nation":
        grounds += _unnamed(candidate, spot, carried)
    else:
        beside, key = candidate.where.beside, (candidate.at, mention.cls)
        if key not in beside:
            beside[key] = tuple(_around(candidate.where, candidate.at, mention))
        grounds += beside[key]
        grounds += _standing(candidate, candidate.at, spot, carried)
    yield found
    yield from (f"{found} {ground}" for ground in grounds)
    yield f"class {mention.cls} by {mention.found_by.split(':')[0]}"


def _clause(spot: Spot) -> Iterator[str]:
    sentence, low, index = spot.sentence, spot.low, spot.index
    left = sentence.tokens[low:index]
    if spot.first_noun:
        yield "noun of its own"
    if sentence.text_at(low) == "其":
        yield "its"
    if sentence.word_at(low) in words("content_of_documents"):
        yield "content"
    if sentence.word_at(low) in words("demands"):
        yield "demanded"
    if any(token.tag == "v" or token.is_verb for token in left):
        yield "verb"
    if any(token.word in words("comparing") or token.word in ("其中", "占") for token in left):
        yield "compares"
    if whole := next((token.word[:2] for token in left if token.word.startswith(affixes("whole_places"))), ""):
        yield f"of {whole}"
    yield f"begins with {spot.opening}"
    yield f"names {min(2, sum(is_measured(mention) is not None for _, mention in sentence.mentions(low, index)))}"


def _counted(spot: Spot) -> Iterator[str]:
    """What kind of number it is."""
    sentence, low, index = spot.sentence, spot.low, spot.index
    yield f"counts {_measure(sentence.mention_at(index))}"
    yield f"in digits {sentence.text_at(index)[:1].isdigit()}"
    yield f"after {_kind(sentence, index - 1) if index > low else '^'}"
    if spot.counts_use:
        yield "counts use"
    joins = any(token.text in words("joining") for token in sentence.tokens[index : spot.high])
    if joins or sentence.between(low, index).startswith(affixes("counted_at_events")):
        yield "counts at an event"


def _measure(quantity: Mention | None) -> str:
    """The kind of its unit: what it ends in, since 万平方米 is one as 亩 is."""
    unit = (quantity and quantity.value and quantity.value.unit) or ""
    return unit[-1:] if unit[-1:] in _UNITS else "other"


def _text(spot: Spot) -> Iterator[str]:
    home = spot.at_home
    if not spot.sentence.text.rstrip().endswith(("。", "；", "！", "？", "”")):
        yield "no full stop"
    if home is None:
        yield "home none"
    else:
        yield f"home {'country' if home.name == '中国' else 'title' if home.found_by == 'title' else 'place'}"
    yield f"clause {_step(spot.sentence.tokens[spot.index].clause, _FEW)}"


def _thing(mention: Mention) -> Iterator[str]:
    yield mention.cls
    yield f"by {mention.found_by.split(':')[0]}"
    yield f"named {nearby.is_proper(mention)} {mention.cls}"
    if mention.cls == "Place":
        yield f"place {mention.kind}"


def _unnamed(candidate: Candidate, spot: Spot, carried: Sequence[Mention]) -> Iterator[str]:
    """Of a place that only a word for a whole, or the text, names."""
    sentence, name = spot.sentence, candidate.mention.name
    if any(mention.name != name for _, mention in sentence.mentions(0, spot.index, "Place")):
        yield "another place named"
    others = [(at, other) for at, other in sentence.mentions(spot.low, spot.index) if is_measured(other)]
    if any(other.name != name and other.cls != "Concept" and _is_free(sentence, at, other) for at, other in others):
        yield "rival"
    if carried:
        yield f"topic {carried[0].name == name} {carried[0].cls}"
    if candidate.at is not None:
        yield f"in clause {candidate.at >= spot.low}"
        yield f"opens {nearby.opens(sentence, candidate.at)}"


def _is_free(sentence: Sentence, at: int, mention: Mention) -> bool:
    return nearby.is_proper(mention) and not after_verb(sentence, at) and not nearby.is_beside(sentence, at)


def _around(where: Sentence, at: int, mention: Mention) -> Iterator[str]:
    """What stands beside a candidate in its own clause."""
    low, _ = where.clause(at)
    yield f"then {_kind(where, at + 1)}"
    yield f"after {_kind(where, at - 1) if at > low else '^'}"
    verb, modifying = after_verb(where, at), modifies(where, at)
    if modifying:
        yield f"modifies {where.text_at(at + 1)}"
    tests = {
        "beside": nearby.is_beside(where, at),
        "governed": governed(where, at),
        "after a verb": verb,
        f"after a verb {mention.cls}": verb,
        "in brackets": where.tokens[at].depth > 0,
        "tells": nearby.tells(where, at, mention),
        "listed": "、" in (where.text_at(at - 1), where.text_at(at + 1)),
        "and others": where.text_at(at + 1).startswith("等"),
        "opens": nearby.opens(where, at),
        "described": where.text_at(at - 1) == "的" and not modifying,
        "predicate": nearby.is_predicate(where, at),
    }
    yield from (ground for ground, holds in tests.items() if holds)


def _standing(candidate: Candidate, at: int, spot: Spot, carried: Sequence[Mention]) -> Iterator[str]:
    """How a candidate stands to the figure."""
    mention, where = candidate.mention, candidate.where
    if spot.at_home is not None:
        yield f"is home {mention.name == spot.at_home.name}"
    if any(topic.start == mention.start for topic in carried):
        yield "topic"
        yield f"topic {mention.cls} of {spot.opening}"
    yield f"{mention.cls} of {spot.opening}"
    if spot.sentence.text_at(spot.low) == "其":
        yield f"its {mention.cls}"
    yield f"{mention.cls} counts {_measure(spot.sentence.mention_at(spot.index))}"
    if spot.counts_use:
        yield f"use {mention.cls}"
    echo = spot.first_noun
    if len(echo) > 1 and mention.name.endswith(echo) and echo != mention.name:
        yield "echoed"
    low, high = where.clause(at)
    end = spot.index if where is spot.sentence else high
    rivals = [i for i, other in where.mentions(low, end) if is_measured(other)]
    yield f"first {rivals[:1] == [at]}"
    yield f"last {rivals[-1:] == [at]}"
    of = {"clause": _in_clause, "sentence": _in_sentence, "before": _in_one_before}.get(candidate.found)
    yield from of(candidate, at, spot) if of else ()


def _in_clause(candidate: Candidate, at: int, spot: Spot) -> Iterator[str]:
    between = spot.sentence.tokens[at + 1 : spot.index]
    gap, verb = _step(spot.index - at, _GAPS), any(t.tag == "v" or t.is_verb for t in between)
    yield f"gap {gap}"
    yield f"gap {gap} verb {verb}"
    tests = {
        "noun between": any(t.tag[0] == "n" and not t.mention and len(t.word) > 1 for t in between),
        "verb between": verb,
        "的 between": any(t.word == "的" for t in between),
        "copula between": any(t.word in words("copulas") for t in between),
        "counts parts": any(t.text in words("containing") for t in between),
        "one of a list": nearby.is_of_one_in_list(spot.sentence, at, spot.index),
    }
    yield from (ground for ground, holds in tests.items() if holds)


def _in_sentence(candidate: Candidate, at: int, spot: Spot) -> Iterator[str]:
    sentence = spot.sentence
    yield f"clauses back {_step(sentence.tokens[spot.index].clause - sentence.tokens[at].clause, _FEW)}"
    if any(token.text == "；" for token in sentence.tokens[at : spot.index]):
        yield "semicolon"
    if sentence.clause(at)[1] == spot.low and at == spot.low - 2:
        yield f"right before {candidate.mention.cls} of {spot.opening}"
        if sentence.word_at(spot.low) in words("content_of_documents"):
            yield f"right before {candidate.mention.found_by} of content"
    if candidate.mention.found_by == "quoted" and nearby.runs(sentence, at):
        yield "made or run"
    if sentence.mentions(spot.low, spot.index, "Place"):
        yield "place in clause"


def _in_one_before(candidate: Candidate, at: int, spot: Spot) -> Iterator[str]:
    yield f"sentence right before {candidate.where is spot.context[-1]}"
    yield f"paragraph {candidate.where.paragraph == spot.sentence.paragraph}"
    if candidate.where.tokens[at].clause == 0:
        yield "first clause"
    if spot.sentence.mentions(0, spot.index, "Place"):
        yield "place in sentence"


def _kind(sentence: Sentence, at: int) -> str:
    """The class of the mention at `at`, else the first letter of the tag of its word."""
    if not 0 <= at < len(sentence.tokens):
        return "$"
    mention = sentence.tokens[at].mention
    return mention.cls if mention else sentence.tokens[at].tag[0]


def _step(value: int, steps: Sequence[int]) -> int:
    return max((step for step in steps if value >= step), default=0)
