"""Verbs used as nouns: 甲承担乙的V, 乙的V由甲负责, 负责乙V的甲, 把乙的V交给甲."""

from __future__ import annotations

from collections.abc import Iterator

from kg.relate.coordination import Group
from kg.relate.markers import words
from kg.relate.site import Binding, Site

_REACH = 5
"""How many words may stand between the theme and the noun, and between the noun and what follows."""


def nominalised(site: Site) -> Iterator[Binding]:
    """The agent is the subject of a verb of support, the head of its relative clause, or follows 由 or 交给."""
    at = _theme_before(site)
    if site.marker is not None:
        return
    if at is None:
        yield from _handed_over(site)
        return
    themes, first, _ = site.group_at(at, "theme")
    end = _end_of_phrase(site)
    agents = _supporter(site, first, end) or _receiver(site, end)
    if agents:
        yield Binding({"agent": agents, "theme": themes})


def _handed_over(site: Site) -> Iterator[Binding]:
    """甲……，日常V交给乙: what a clause that opens with the noun speaks of is the topic."""
    opening = range(site.low, site.index)
    if not site.low or not all(_is_noun_like(site, at) or site.text_at(at) in words("joiners") for at in opening):
        return
    agents = _receiver(site, _end_of_phrase(site))
    themes = site.carried("theme") if agents else []
    if themes:
        yield Binding({"agent": agents, "theme": themes})


def _theme_before(site: Site) -> int | None:
    """The token of 乙 in 乙（的）（日常）（建设、）V."""
    for at in range(site.index - 1, max(site.low, site.index - _REACH) - 1, -1):
        token = site.sentence.tokens[at]
        if token.mention is not None:
            return at if site.filler_at(at, "theme") else None
        if not (_is_noun_like(site, at) or token.text == "的" or token.word in words("joiners")):
            return None
    return None


def _is_noun_like(site: Site, at: int) -> bool:
    token = site.sentence.tokens[at]
    return token.word in words("action_modifiers") or any(entry.frame == "TransitiveFrame" for entry in token.entries)


def _end_of_phrase(site: Site) -> int:
    """The token after V（、V）（工作）."""
    at = site.index + 1
    while at < site.high and (
        site.sentence.word_at(at) in words("action_nouns") | words("joiners") or _is_noun_like(site, at)
    ):
        at += 1
    return at


def _supporter(site: Site, first: int, end: int) -> Group:
    """甲 of 甲承担乙的V, and of 承担乙的V的甲."""
    support = first - 1
    if site.text_at(support) == "了":
        support -= 1
    if site.text_at(support) not in words("support_verbs"):
        return []
    head = site.filler_at(end + 1, "agent") if site.text_at(end) == "的" else None
    if head is not None:
        return site.group_at(end + 1, "agent").group
    marker = next((at for at in range(support - 1, site.low - 1, -1) if site.text_at(at) == "由"), None)
    if marker is not None:
        return site.group_at(marker + 1, "agent").group
    return site.subject("agent", before=support)


def _commissioned(site: Site, at: int) -> int:
    """委托 of 由甲委托乙V: who is commissioned does it."""
    after = (i for i in range(at + 1, min(at + _REACH, site.high)) if site.sentence.word_at(i) in ("委托", "交"))
    return next(after, at)


def _receiver(site: Site, end: int) -> Group:
    """甲 of 乙的V由甲负责, 乙的V交给甲."""
    for at in range(end, min(end + _REACH, site.high)):
        token = site.sentence.tokens[at]
        if token.word in words("receiving"):
            at = _commissioned(site, at)
            while site.text_at(at + 1) in ("给", "了"):
                at += 1
            return next((site.group_at(i, "agent").group for i in (at + 1, at + 2) if site.filler_at(i, "agent")), [])
        if token.mention is not None and token.mention.cls != "Date":
            return []
    return []


def since(site: Site) -> Iterator[Binding]:
    """甲“乙”改革自某日V以来: what it is told of has begun."""
    theme = site.filler_at(site.low + 1, "theme")
    owner = site.filler_at(site.low, "agent")
    opened = site.text_at(site.low + 2) in words("dated_from") and site.text_at(site.index + 1) in words("since_then")
    if theme and owner and opened and owner.end == theme.start:
        yield Binding({"agent": [owner], "theme": [theme]})
