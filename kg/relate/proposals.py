"""The frame of proposing: what was put forward may be named at once, or be what a demand asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.relate import arguments
from kg.relate.coordination import Group
from kg.relate.markers import words
from kg.relate.sentence import Token
from kg.relate.site import Binding, Site

_ITEM = re.compile("[一二三四五六七八九十]+是|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+[，是]")
_DEMANDED = frozenset(["implement", "build", "release", "make", "propose"])
"""Entries of the lexicon whose words may state a demand."""


def proposal(site: Site) -> Iterator[Binding]:
    """甲V乙；甲V，要建设乙；甲V要求，“实施乙，推广丙”；乙由甲V。"""
    if _is_noun(site):
        return
    if marker_themes := _by_agent(site):
        yield marker_themes
        return
    found = arguments.object_right(site.sentence, site.index, site.filler("theme"))
    if found is not None:
        themes = [*found.group, *_chained(site, found.last)]
    else:
        themes = [theme for at in _openings(site) for theme in _demanded(site, at)]
    agents = _proposers(site) if themes else []
    if agents:
        yield Binding({"agent": agents, "theme": themes})


def _is_noun(site: Site) -> bool:
    """按方案要求: a noun after the document that demands."""
    before = site.sentence.mention_at(site.index - 1)
    document = before is not None and before.cls == "Document"
    return document and site.sentence.word_at(site.index - 2) in words("according")


def _by_agent(site: Site) -> Binding | None:
    """乙由甲V；乙是甲V的。"""
    marker = site.marker
    copula = next((at for at in range(site.low, site.index) if site.text_at(at) in words("copulas")), None)
    if marker is None and copula is not None and site.text_at(site.index + 1) == "的" and site.closes_clause_at(2):
        themes, agents = site.subject("theme", before=copula), site.left("agent")
    elif marker is not None:
        themes, agents = site.subject("theme", before=marker), site.marked_agents(marker)
    else:
        return None
    return Binding({"agent": agents, "theme": themes}) if themes and agents else None


def _proposers(site: Site) -> Group:
    if (marker := site.marker) is not None:
        return site.marked_agents(marker)
    return site.left("agent") or _just_issued(site) or site.subject("agent")


def _just_issued(site: Site) -> Group:
    """《乙》 of 甲印发《乙》，V丙: what proposes is the document (guidelines, ruling 23)."""
    if not site.low or site.text_at(site.low) in words("going_on"):
        return []
    low, high = site.sentence.clause(site.low - 1)
    documents = site.sentence.mentions(low, high, "Document")
    issued = [
        mention
        for at, mention in documents
        if any(entry.name == "publish" for token in site.sentence.tokens[low:at] for entry in token.entries)
    ]
    document = site.fits("agent", issued[-1]) if issued else None
    return [document] if document else []


def _openings(site: Site) -> list[int]:
    """Where a demand may begin: where the word's clause ends, and after every opening quotation mark."""
    tokens = site.sentence.tokens
    after = range(site.index, len(tokens))
    quoted = {at + 1 for at in after if site.sentence.word_at(at).endswith("“")}
    return sorted({site.high, *quoted, *_items(site)})


def _items(site: Site) -> Iterator[int]:
    """Where the items of a list begin that a colon after the word opens (提出三项任务：一是……；二是……)."""
    tokens, at = site.sentence.tokens, site.high
    if site.text_at(at - 1) != "：":
        return
    while at < len(tokens):
        _, high = site.sentence.clause(at)
        if marker := _ITEM.match(site.sentence.between(at, high)):
            begins = tokens[at].start + marker.end()
            yield next((i for i in range(at, high) if tokens[i].start >= begins), high)
        at = high


def _demanded(site: Site, at: int) -> Group:
    """乙 of （要）（加快）建设乙 at `at`, and what is chained to it."""
    verb = _demand(site, at)
    if verb is None:
        return []
    group, _, last = site.group_at(verb + 1, "theme")
    return [*group, *_chained(site, last)]


def _demand(site: Site, at: int) -> int | None:
    """The position of a verb of demand near `at` that a concept follows at once."""
    tokens = site.sentence.tokens
    first = at
    while at < len(tokens) and _introduces(tokens[at]):
        at += 1
    if at >= len(tokens) or tokens[at].mention is not None or _is_told(tokens[first:at]):
        return None
    states = tokens[at].text in words("demanded_doings") or any(entry.name in _DEMANDED for entry in tokens[at].entries)
    return at if states and site.filler_at(at + 1, "theme") else None


def _is_told(opening: Sequence[Token]) -> bool:
    """2018年又推行乙: a date without a word of demand or of a deadline dates what was done, not what is to be done."""
    dated = any(token.mention is not None for token in opening)
    asked = words("deadlines") | words("modals_of_demand") | {"前", "底前", "底"}
    return dated and not any(token.text in asked for token in opening)


def _introduces(token: Token) -> bool:
    """Is it a date, a modal (要) or an adverb?"""
    if token.mention is not None:
        return token.mention.cls == "Date"
    return token.tag[0] in "fmtq" or (
        token.text in words("modals_of_demand")
        or token.text in words("deadlines")
        or (token.tag in ("d", "ad") and not token.entries)
    )


def _chained(site: Site, last: int) -> Group:
    """推行甲、完善乙，推广丙: further demands right after the one that ends at token `last`."""
    found: Group = []
    while site.text_at(last + 1) in words("demand_joiners") and (verb := _demand(site, last + 2)) is not None:
        group, _, last = site.group_at(verb + 1, "theme")
        found += group
    return found
