"""Which mention may fill which role of a sense: the domain and range of its property decide (ontology/kg.ttl)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from kg.lexicon import Sense
from kg.model import Mention
from kg.relate.arguments import VALUES
from kg.relate.markers import affixes, words
from kg.schema import Schema

_SET = re.compile("[两二三四五六七八九十]|一[\u4e00-\u9fff]{1,2}[两二三四五六七八九十一]")
"""How a quotation opens that sums up several goals (“六个新城”, “一谷三园”)."""
_COUNTED = re.compile("[两三四五六七八九十]个")
"""How one opens that nobody runs (“五个中心”), while “三晋通” may be a platform."""
_CENTRES = ("Organization", "Platform")
"""Classes between which a 中心 is open."""


def fillers(schema: Schema, sense: Sense) -> Callable[[str, Mention], Mention | None]:
    """The filter of a sense: (role, mention) → the mention, its class made definite, or None if it cannot."""
    relation = schema.relations[sense.property]

    def fits(role: str, mention: Mention) -> Mention | None:
        if role == "time":
            return mention if mention.cls == "Date" else None
        if role == "place" and sense.object != role:
            return mention if mention.cls == "Place" else None
        if role not in (sense.subject, sense.object) or not mention.name or mention.cls in VALUES:
            return None
        if role == "agent" and sense.agent_class not in (None, mention.cls):
            return None
        wanted = relation.domain if role == sense.subject else relation.range
        if sense.property == "heldIn" and role == sense.object and mention.name.endswith(affixes("venues")):
            return replace(mention, cls="Place", kind="Venue")
        named: Mention | None = mention
        if not schema.accepts(wanted, mention.cls):
            named = _coerced(mention, wanted) if sense.coerces else None
        if named and sense.property == "operatedBy" and role == sense.subject and _COUNTED.match(named.name):
            return None
        return None if named and role == sense.object and _is_of_a_kind(sense.property, named) else named

    return fits


def _coerced(mention: Mention, wanted: frozenset[str]) -> Mention | None:
    """What its use makes of a name that may be of several classes: a concept named 指数, a 中心, a bare quotation."""
    name = mention.name
    if "Document" in wanted and mention.cls == "Concept" and name.endswith(affixes("document_heads")):
        return replace(mention, cls="Document", kind="Index" if name.endswith("指数") else None)
    if name.endswith("中心") and mention.cls in _CENTRES and (cls := _first_of(_CENTRES, wanted)):
        return replace(mention, cls=cls)
    quoted = ("Organization",) if wanted == {"Organization"} else ("Platform", "Concept")
    if mention.found_by == "quoted" and (cls := _first_of(quoted, wanted)):
        return replace(mention, cls=cls)
    return None


def _first_of(classes: tuple[str, ...], wanted: frozenset[str]) -> str | None:
    return next((cls for cls in classes if cls in wanted), None)


def _is_of_a_kind(relation: str, mention: Mention) -> bool:
    """Does the name only say what kind of thing is carried out (实施重大工程) or set up (打造开放平台)?"""
    if relation == "implements":
        return mention.name in words("general_doings") or not _is_measure(mention)
    described = mention.found_by == "head noun"
    if relation == "published":
        return described and mention.name.startswith(affixes("openings_of_kinds_of_documents"))
    if relation != "launched" or mention.cls != "Platform":
        return False
    of_kind = described and mention.name.startswith(affixes("openings_of_kinds"))
    return of_kind or mention.name in words("general_platforms") or _is_set(mention)


def _is_set(mention: Mention) -> bool:
    """“六个新城”: does a quotation only sum up several goals?"""
    return mention.found_by == "quoted" and _SET.match(mention.name) is not None


def _is_measure(mention: Mention) -> bool:
    """Is it a reform, measure or programme one can carry out — no field, technology or loose 体系?"""
    if mention.text.startswith(("“", "‘")) or mention.found_by == "noun phrase":
        return True
    return mention.kind not in ("Field", "Technology") and not mention.name.endswith(affixes("loose_concepts"))
