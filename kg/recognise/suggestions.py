"""What the trained recogniser suggests, as far as it is believed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from kg import lexicon
from kg.model import Mention
from kg.recognise import glued, recurrence, tables
from kg.segment import Word

# From which score on; what it says of other classes is left to the rules.
_SURE = {"Person": 0.6, "Organization": 0.75}
_BEYOND_DOUBT = 0.9
_COMMON = ("n", "nt", "vn", "an", "a", "b", "l", "i")
"""Tags of a word of the dictionary that is no name by itself."""


def offered(suggested: Iterable[Mention], words: Sequence[Word]) -> list[Mention]:
    """What the scheme "policy" offers, with the kind that its last word tells: no common noun (上市公司), no bare
    quotation, about which the rules know more, nothing counted (3大|工程) or opened by a verb (投用|青江研究院)."""
    found = [_unheaded(m, ()) if m.cls == "Organization" else m for m in suggested if m.found_by == "policy"]
    if not found:
        return []
    common = {(word.start, word.end) for word in words if word.tag in _COMMON}
    barred = {word.start for word in words if word.tag == "v"}
    barred |= {word.end for before, word in pairwise(words) if before.tag == "m" and word.text in ("大", "个", "项")}
    return [
        replace(mention, kind=_headed(mention))
        for mention in map(_without_aspect, found)
        if mention.start not in barred
        and (mention.start, mention.end) not in common
        and not is_generic(mention.text)
        and not _opening().match(mention.text)
    ]


def _without_aspect(mention: Mention) -> Mention:
    """青江峰会 of 举办|了青江峰会: no name begins with the particle of the verb before it."""
    name = mention.text.removeprefix("了")
    return mention if name == mention.text else replace(mention, start=mention.start + 1, text=name, name=name)


def _headed(mention: Mention) -> str | None:
    return next((head.kind for head in tables.endings(mention.text) if head.cls == mention.cls), None)


@cache
def _opening() -> re.Pattern[str]:
    """A verb of the lexicon, a preposition, what tells a kind (标志性工程), or a quotation that is the whole."""
    verbs = (form for form in lexicon.load().by_form if len(form) > 1)
    barred = {*verbs, *tables.word_list("prepositions"), *tables.word_list("generic_modifiers")}
    return re.compile(rf"{tables.alternation(barred)}|“[^”]*”$")


def believed(suggested: Iterable[Mention], placed: Collection[int] = ()) -> list[Mention]:
    """The sure suggestions that name one thing, bodies with the kind that their last word tells; `placed` is where
    places begin."""
    opened = (_unheaded(m, placed) if m.cls == "Organization" else m for m in suggested)
    sure = (m for m in opened if m.cls in _SURE and m.score >= _SURE[m.cls] and not is_generic(m.text))
    common = tuple(tables.word_list("false_heads"))
    told = (replace(m, kind=_kind(m)) if m.cls == "Organization" else m for m in sure)
    return [m for m in told if m.cls == "Person" or not m.text.endswith(common)]


def unlisted(suggested: Sequence[Mention], listed: Sequence[Mention]) -> list[Mention]:
    """The suggestions without the persons whose names are those of listed bodies (the company 阿里云)."""
    bodies = {(m.start, m.end) for m in listed if m.cls == "Organization"}
    return [m for m in suggested if m.cls != "Person" or (m.start, m.end) not in bodies]


def _unheaded(body: Mention, placed: Collection[int]) -> Mention:
    """The body without what a web page glues to the left of its name, and without a particle before the place that
    opens it (任命为|青江市数据局)."""
    by = glued.opening(body.text, 0, len(body.text))
    by = by or (body.start + 1 in placed and body.text[0] in tables.word_list("before_placed_bodies"))
    return replace(body, start=body.start + by, text=body.text[by:], name=body.text[by:]) if by else body


def _kind(body: Mention) -> str | None:
    """The kind of a body by its last word; the recogniser's own "government" covers parties and alliances too."""
    heads = (head for head in tables.endings(body.text) if head.cls == "Organization" and not head.bare)
    head = next(heads, None)
    endings = tables.body_endings().items()
    told = head.kind if head else next((kind for ending, kind in endings if body.text.endswith(ending)), None)
    return told or (None if body.kind == "GovernmentAgency" else body.kind)


def repeated(text: str, sure: Sequence[Mention]) -> Iterator[Mention]:
    """Further places of a person of three characters and more whom the recogniser finds beyond doubt in one of them."""
    names = {m.text: m for m in sure if m.cls == "Person" and m.score >= _BEYOND_DOUBT and len(m.text) > 2}
    found = {m.start for m in sure}
    for name, start, end in recurrence.places(text, names):
        if start not in found:
            yield replace(names[name], start=start, end=end, score=0.8)


def uncorrected(suggested: Iterable[Mention], people: Sequence[Mention]) -> list[Mention]:
    """The suggestions without the persons whose names the posts beside them show to be longer."""
    ends = {person.start: person.end for person in people}
    return [m for m in suggested if m.cls != "Person" or ends.get(m.start, m.end) >= m.end]


def is_generic(name: str) -> bool:
    """Does `name` mean a kind of body (各级政府, 有关部门), not one body?"""
    return bool(_generic().search(name))


@cache
def _generic() -> re.Pattern[str]:
    opening, ending = (tables.alternation(tables.word_list(key)) for key in ("generic_openings", "generic_endings"))
    return re.compile(rf"^{opening}|(?:{ending}|(?<![省市县区州])政府)$")
