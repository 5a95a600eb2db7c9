"""Texts with what they state of the learned relations: sentences of DuIE 2.0 and annotated passages."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import pipeline
from kg.clean import clean
from kg.model import Article, Mention
from kg.score.relations import RELATIONS
from kg.zh import cues

FOLDS = 5
_CHAIR = re.compile("(.+?)(?:董事长|董事[局会]主席)")
Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Read:
    """A text of the corpus as read up to the mentions, its gold triples (property, subject, object), and its fold."""

    text: str
    mentions: tuple[Mention, ...]
    candidates: tuple[Mention, ...]
    aliases: tuple[Any, ...]
    gold: tuple[Triple, ...]
    fold: int


def read(path: Path) -> Iterator[Read]:
    """The texts that hold a cue, each read as far as its mentions."""
    names = {theirs: ours for ours, theirs in RELATIONS.items()}
    for line in path.read_text(encoding="utf-8").splitlines():
        known = json.loads(line)
        if not cues.any_pattern().search(known["text"]):
            continue
        gold = [(names.get(s["predicate"], ""), s["subject"], s["object"]["@value"]) for s in known["spo_list"]]
        yield _read(known["text"], [triple for triple in gold if triple[0]])


def annotated(path: Path) -> Iterator[Read]:
    """The passages of a file in the form of tests/gold, each with its facts of the five properties."""
    for line in path.read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)
        facts = [fact for fact in passage["facts"] if fact["predicate"] in RELATIONS and fact["modality"] != "negated"]
        yield _read(passage["text"], [triple for fact in facts for triple in _triples(fact)])


def _triples(fact: Mapping[str, Any]) -> Iterator[Triple]:
    """The fact with each of its names; the body of a chair is in the name of the post."""
    subjects, objects = fact["subject"], fact["object"]
    if fact["predicate"] == "holdsPosition":
        subjects, objects = [chair[1] for chair in map(_CHAIR.fullmatch, objects) if chair], subjects
    for subject in subjects:
        for object_ in objects:
            yield fact["predicate"], subject, object_
            if fact["predicate"] == "alsoKnownAs":
                yield fact["predicate"], object_, subject


def _read(text: str, gold: Sequence[Triple]) -> Read:
    nlp = pipeline.load()
    doc = nlp.make_doc(clean(Article("sentence", text)).text)
    for name, component in nlp.pipeline:
        if name != "kg_relate":
            doc = component(doc)
    found = tuple(doc._.mentions), tuple(doc._.candidates), tuple(doc._.aliases)
    return Read(doc.text, *found, tuple(gold), fold_of(text))


def fold_of(text: str) -> int:
    """The fold of a text as it was written."""
    return zlib.crc32(text.encode()) % FOLDS
