"""Everything in a text that may be a name or a value, overlapping: `merge` chooses among it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

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
    placed = {place.start for place in divisions}
    known = list(gazetteer.known(text, placed))
    fixed = [*divisions, *known, *meetings.congresses(text)]
    posts, valued = titles.ranges(text), list(values.find(text, anchor=published))
    days = [value for value in valued if value.cls == "Date"]
    quoted = list(brackets.placed(brackets.quoted(text, words), divisions))
    headed = list(_naming(heads.find(text, words, fixed, posts, days), quoted, placed))
    named = [mention for mention in suggested if mention.found_by != "policy"]
    described = list(anaphora.find(text))
    sure = suggestions.unlisted(suggestions.believed(named, placed), fixed)
    unlisted = list(bodies.find(text, words, [*fixed, *headed, *sure], posts, days))
    listed = list(coordinated.listed(text, words, [*fixed, *headed, *sure], posts))
    sure = suggestions.unlisted(sure, listed)
    people = list(titles.persons(text, words, posts, sure))
    seen = {m.start for m in sure}
    owners = [*fixed, *headed, *unlisted, *described, *(m for m in sure if m.cls == "Organization")]
    return [
        *versions.versioned(text, [*fixed, *quoted, *headed]),
        *_shown(text),
        *(m for m in brackets.again(text, words, quoted) if m.start not in seen),
        *unlisted,
        *coordinated.find(text, [m for m in fixed if m.cls == "Place"], headed),
        *listed,
        *coordinated.platforms(text, words, [*fixed, *quoted]),
        *suggestions.uncorrected([*sure, *suggestions.repeated(text, sure)], people),
        *titles.positions(text, posts, owners),
        *people,
        *meetings.sessions(text, [*fixed, *headed]),
        *fairs.fairs(text),
        *described,
        *valued,
        *(m for m in suggestions.offered(suggested, words) if not heads.posted(text, m.end)),
    ]


def _naming(headed: Iterable[Mention], quoted: Iterable[Mention], placed: Collection[int]) -> Iterator[Mention]:
    """Without the platforms that only say what the quotation right after them is (工业互联网平台“云杉”)."""
    named = {mention.start for mention in quoted if mention.cls == "Platform"}
    for mention in headed:
        if mention.cls != "Platform" or mention.end not in named or mention.start in placed:
            yield mention


def _shown(text: str) -> list[Mention]:
    """Names that marks or the words around them show."""
    return [
        *brackets.documents(text),
        *citations.find(text),
        *patterns.latin(text),
        *patterns.launched(text),
        *patterns.headword(text),
        *patterns.defined(text),
        *patterns.terms(text),
        *agents.find(text),
        *firms.find(text),
    ]
