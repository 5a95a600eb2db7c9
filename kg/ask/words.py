"""The words of questions: of asking, of classes and relations, cues. From questions.toml, lexicon and ontology."""

from __future__ import annotations

import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg import lexicon, schema
from kg.errors import OntologyError
from kg.lexicon import Entry, Sense

SUBJECT, OBJECT, DATE = "subject", "object", "date"
"""What a relation has room for, and what a question can leave open."""
COMPARING = frozenset({"first", "last", "most", "least"})
_FIRST = ("agent", "whole", "party", "name", "theme")  # the argument that stands before the word in a plain statement
_ANY_ROLE = "attendee"  # who speaks or takes the chair takes part too
_HEADS = ("theme", "party")  # what a role noun is a noun of: the 主办方 of a theme
_SLOTLESS = ("time", "place")  # arguments that may stand on either side


@dataclass(frozen=True, slots=True)
class Use:
    """One sense of a relation word: which slot stands `left` and which `right` of it ("" where neither must), or which
    slot the word itself `names` (主办方 names the object of organizedBy)."""

    relation: str
    left: str = ""
    right: str = ""
    names: str = ""
    role: str | None = None
    cls: str = ""


@dataclass(slots=True)
class Word:
    """What one written form can be; several things at once where it is ambiguous."""

    ask: str = ""
    cls: str = ""
    uses: tuple[Use, ...] = ()
    cues: frozenset[str] = frozenset()
    title: bool = False
    part: bool = False
    agent: bool = False
    filler: bool = False


def written(text: str) -> str:
    """A form as it is looked for in a question: width and case do not count."""
    return unicodedata.normalize("NFKC", text).casefold()


def other(slot: str) -> str:
    """The subject for the object, and the other way round."""
    return OBJECT if slot == SUBJECT else SUBJECT


@cache
def words() -> dict[str, Word]:
    """Every known form, folded. Raises OntologyError where questions.toml names what the ontology does not declare."""
    data, found = _data(), defaultdict[str, Word](Word)
    for sort, forms in {**data["ask"], "which": [*data["ask"]["which"], *_which_of_so_many()]}.items():
        for form in forms:
            found[written(form)].ask = sort
    for cls, forms in _classes(data):
        for form in forms:
            found[written(form)].cls = cls
    for form, use in _uses(data):
        word = found[written(form)]
        word.uses = (*word.uses, use) if use not in word.uses else word.uses
    for cue, forms in data["cues"].items():
        for form in forms:
            found[written(form)].cues |= {cue}
    for flag, forms in (("part", data["parts"]["words"]), ("filler", data["fillers"]["words"]),
                        ("agent", data["markers"]["agent"]), ("title", _titles())):  # fmt: skip
        for form in forms:
            setattr(found[written(form)], flag, True)
    return dict(found)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("kg.ask") / "questions.toml").read_text(encoding="utf-8"))


def _classes(data: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """The words for each class: its labels, and those of questions.toml, which come last and win."""
    known = schema.load().classes
    named = {name for name in known if schema.load().is_a(name, "NamedThing")} - {"NamedThing"}
    for name in sorted(named):
        yield name, list(known[name].labels.values())
    for name, forms in data["classes"].items():
        if name not in named:
            raise OntologyError(f"questions.toml: {name} is no class of kg.ttl; there are {', '.join(sorted(named))}")
        yield name, forms


def _uses(data: dict[str, Any]) -> Iterator[tuple[str, Use]]:
    for entry in lexicon.load().entries:
        for sense in entry.senses:
            use = _of_sense(entry, sense)
            yield from ((form.replace("…", ""), use) for form in entry.forms)
    relations = schema.load().relations
    for word in data["word"]:
        if word["relation"] not in relations:
            raise OntologyError(
                f"questions.toml: {word['relation']} is no relation of kg.ttl; there are {', '.join(relations)}"
            )
        left, right = (word.get(side, "") for side in ("left", "right"))
        use = Use(
            word["relation"],
            left.replace("agent", ""),
            right,
            word.get("names", ""),
            word.get("role"),
            word.get("cls", ""),
        )
        yield from ((form, use) for form in word["forms"])


def _of_sense(entry: Entry, sense: Sense) -> Use:
    """Where the arguments of a lexical entry stand, by its frame."""
    slots = {sense.subject: SUBJECT, sense.object: OBJECT}
    role = sense.role if sense.role != _ANY_ROLE else None
    if entry.frame == "NounPossessiveFrame":
        return Use(sense.property, names=SUBJECT)
    if entry.frame == "RoleNounFrame":
        return Use(sense.property, names=OBJECT if sense.subject in _HEADS else SUBJECT)
    if any(role in slots for role in _SLOTLESS):
        return Use(sense.property, "", SUBJECT, role=role)
    first = next((slots[role] for role in _FIRST if role in slots), SUBJECT)
    return Use(sense.property, first, other(first), role=role)


def _titles() -> list[str]:
    """Words of posts, with what may precede them (局长, 副局长): the recogniser's table."""
    from importlib.resources import files as packaged

    table = tomllib.loads((packaged("kg.recognise") / "data" / "titles.toml").read_text(encoding="utf-8"))
    prefixes = [first + second for first in ("", *table["prefixes"]) for second in ("", "副")]
    return [prefix + title for title in table["titles"] for prefix in prefixes]


def _which_of_so_many() -> list[str]:
    """哪两个, 哪三家 …"""
    return [f"哪{number}{counter}" for number in "两二三四五六七八九十" for counter in "个家项部份种位所座次场"]
