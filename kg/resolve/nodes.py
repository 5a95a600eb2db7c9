"""Things of a document → names in their context: all that tells whether other documents mean the same by them.

The context is the place that the document speaks of, where a name leaves its place out (省大数据局); the bodies at
which a person holds posts; the years of an event; the document itself for a name that many things bear (紧急会议).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from kg.model import Outline, Thing, Value
from kg.resolve.clusters import NAMELESS, Node
from kg.zh.bodies import NATION, NONE, parse, region
from kg.zh.commonplace import is_common
from kg.zh.gazetteer import former, gazetteer

_MOSTLY = 0.6
"""A document speaks of the smallest place in which so great a share of the places that it names lie."""
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_OPENS_NATION = re.compile("国家|全国|中央|中共中央|中国|国务院")
Codes = dict[tuple[str, str], set[str]]
ASKED = "?"
"""The code of what its document gives no code: that of its name, if other documents know one."""


def nodes(outline: Outline, codes: Codes) -> list[Node]:
    """The node of each thing of a document. `codes` are those that any document knows for a class and folded name."""
    return [coded(node, codes) for node in contexts(outline)]


def contexts(outline: Outline) -> list[Node]:
    """The node of each thing by what its document alone tells, with the code ASKED where others are to be asked."""
    return [Node(thing.cls, thing.key, thing.code, thing.region, thing.mark) for thing in outline.things]


def in_context(outline: Outline) -> Outline:
    """With the context of each thing. It is found when a document is read, once, not whenever documents are joined."""
    home, marks = _home(outline), _marks(outline)
    here = f"{NAMELESS}{outline.article_id}"
    things = (
        replace(
            thing, code=_own_code(thing),
            region=home if thing.cls == "Organization" and _leaves_place_out(thing.key) else "",
            mark=here if is_common(thing.cls, thing.key) else "|".join(sorted(marks.get(at, ()))),
        )
        for at, thing in enumerate(outline.things)
    )  # fmt: skip
    return replace(outline, things=tuple(things))


def codes_of_names(outlines: Iterable[Outline]) -> Codes:
    """Class and folded name → the codes that documents know for it."""
    codes: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for outline in outlines:
        for thing in outline.things:
            for key, code in thing.codes:
                codes[thing.cls, key].add(code)
    return codes


def coded(node: Node, codes: Codes) -> Node:
    """The node with the code that documents know for its name, if it is only one."""
    if node.code != ASKED:
        return node
    known = codes.get((node.cls, node.key), set())
    return Node(node.cls, node.key, min(known) if len(known) == 1 else "", node.region, node.mark)


def _own_code(thing: Thing) -> str:
    """The code that its document knows; a division that is no more is not the one that took its place and code."""
    if thing.cls == "Place" and thing.key in former():
        return ""
    known = {code for _, code in thing.codes}
    return min(known) if len(known) == 1 else "" if known else ASKED


def _home(outline: Outline) -> str:
    """The code of the division that the document speaks of, "" if it speaks of several."""
    counts: Counter[str] = Counter()
    places, total = gazetteer(), 0
    for thing in outline.things:
        known = places.places.get(min(code for _, code in thing.codes)) if thing.codes else None
        if known and known.level in ("province", "city", "county"):
            often = sum(count for _, count in thing.heads)
            total += often
            counts.update({place.code: often for place in (known, *places.around(known)) if place.code != NATION})
    mostly = [code for code, count in counts.items() if count >= _MOSTLY * total]
    return max(mostly, key=lambda code: (len(tuple(places.around(places.places[code]))), code), default="")


@lru_cache(maxsize=1 << 16)
def _leaves_place_out(key: str) -> bool:
    return bool(parse(key).level)


def _marks(outline: Outline) -> dict[int, set[str]]:
    """By the position of a person the bodies and places of the posts, by that of an event the years."""
    marks: defaultdict[int, set[str]] = defaultdict(set)
    bodies = sorted({thing.key for thing in outline.things if thing.cls == "Organization"}, key=len, reverse=True)
    for said in outline.statements:
        if said.property == "holdsPosition" and isinstance(said.object, int):
            marks[said.subject].update(_affiliations(outline.things[said.object].key, bodies))
        if said.property == "heldOn" and isinstance(said.object, Value):
            marks[said.subject].update(_YEAR.findall(said.object.lexical))
    return marks


def _affiliations(post: str, bodies: list[str]) -> Iterator[str]:
    """Where a post is held: its place or the nation, else the body that opens its name."""
    place, _ = region(post, NONE)
    if place or _OPENS_NATION.match(post):
        yield place or NATION
    elif body := next((body for body in bodies if post.startswith(body)), None):
        form = parse(body)
        yield form.region or f"{form.core}{form.head}"
