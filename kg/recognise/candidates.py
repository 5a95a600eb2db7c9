"""Everything in a text that may be a name or a value, overlapping: `merge` chooses among it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Mention
from kg.recognise import (
    agents,
    anaphora,
    bodies,
    brackets,
    citations,
    coordinated,
    fairs,
    firms,
    gazetteer,
    heads,
    meetings,
    patterns,
    suggestions,
    titles,
    values,
    versions,
)
from kg.segment import Word


def find(
    text: str, words: Sequence[Word], suggested: Sequence[Mention], *, published: str | None = None
) -> list[Mention]:
    """The candidates of a reading text. `suggested` is what the trained recogniser says; `published` anchors dates.

    Names known beforehand open and border the names by head noun; all of them are the bodies of posts; posts show
    persons.
    """
    divisions = list(gazetteer.divisions(text))
    known = gazetteer.known(text, {place.start for place in divisions})
    fixed = [*divisions, *known, *meetings.congresses(text)]
    posts, valued = titles.ranges(text), list(values.find(text, anchor=published))
    days = [value for value in valued if value.cls == "Date"]
    headed = list(heads.find(text, words, fixed, posts, days))
    named = [mention for mention in suggested if mention.found_by != "policy"]
    described, sure = list(anaphora.find(text)), suggestions.unlisted(suggestions.believed(named), fixed)
    unlisted = list(bodies.find(text, words, [*fixed, *headed, *sure], posts, days))
    listed = list(coordinated.listed(text, words, [*fixed, *headed, *sure], posts))
    sure = suggestions.unlisted(sure, listed)
    people = list(titles.persons(text, words, posts, sure))
    quoted, seen = list(brackets.quoted(text, words)), {m.start for m in sure}
    owners = [*fixed, *headed, *unlisted, *described, *(m for m in sure if m.cls == "Organization")]
    return [
        *versions.versioned(text, [*fixed, *quoted, *headed]),
        *_shown(text),
        *(m for m in brackets.again(text, words, quoted) if m.start not in seen),
        *unlisted,
        *coordinated.find(text, [m for m in fixed if m.cls == "Place"], headed),
        *listed,
        *suggestions.uncorrected([*sure, *suggestions.repeated(text, sure)], people),
        *titles.positions(text, posts, owners),
        *people,
        *meetings.sessions(text, [*fixed, *headed]),
        *fairs.fairs(text),
        *described,
        *valued,
        *suggestions.offered(suggested, words),
    ]


def _shown(text: str) -> list[Mention]:
    """Names that marks or the words around them show."""
    return [
        *brackets.documents(text),
        *citations.find(text),
        *patterns.latin(text),
        *patterns.launched(text),
        *patterns.headword(text),
        *patterns.terms(text),
        *agents.find(text),
        *firms.find(text),
    ]
