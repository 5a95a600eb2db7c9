"""The frame of coming to be: 乙V；乙由甲V；甲V乙；甲V的乙."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.relate import unnamed
from kg.relate.circumstances import is_circumstance, is_demanded
from kg.relate.coordination import Group
from kg.relate.doers import relative_agent
from kg.relate.markers import words
from kg.relate.rivals import NOMINAL
from kg.relate.sentence import CLAUSE_MARKS, Token
from kg.relate.site import Binding, Site
from kg.relate.succession import origins
from kg.relate.timing import dates_of


def ergative(site: Site) -> Iterator[Binding]:
    """乙V；乙由甲V；甲V乙；甲V的乙；某日，乙在某地V。"""
    themes, founders = site.relative("theme", "agent")
    if founders:
        yield Binding({"theme": themes, "agent": founders})
        return
    themes = site.right("theme")
    dated = _is_dated(site)
    modifies = not themes and site.text_at(site.index + 1) == "的" and not _is_cleft(site)
    if modifies or (is_circumstance(site) and not dated):
        return
    agents: Group = []
    marker, cleft = site.marker, _cleft(site)
    if cleft:
        agents, themes = cleft
    elif marker is not None:
        agents, themes = site.marked_agents(marker), themes or site.topic("theme", before=marker)
    elif themes:
        if is_demanded(site):
            return
        agents = _founders(site, themes)
    elif not (themes := _happening(site)) and not _takes_object(site):
        themes = _founded(site) or _unnamed_theme(site) or _next_theme(site)
    if themes:
        dates = dates_of(site.sentence, site.index)
        yield Binding(
            {"theme": themes, "agent": agents, "time": dates, "place": _place(site)}, site.says("distributive")
        )


def _is_dated(site: Site) -> bool:
    """某日V后, 某日乙V时: does the circumstance itself say when?"""
    dates = dates_of(site.sentence, site.index)
    if site.index and site.sentence.tokens[site.index - 1].mention in dates:
        return True
    if not any(date.start >= site.sentence.tokens[max(0, site.low - 2)].start for date in dates):
        return False
    held = any(token.text in words("held") for token in site.sentence.tokens[site.index + 2 : site.high])
    return site.text_at(site.index + 1) == "时" or (held and site.text_at(site.index + 1) in words("ceremonies"))


def _cleft(site: Site) -> tuple[Group, Group] | None:
    """甲 and 乙 of 乙是甲（某日）V的（国有企业）。"""
    copula = next((at for at in range(site.low, site.index) if site.text_at(at) in words("copulas")), None)
    if copula is None or site.text_at(site.index + 1) != "的" or _names_after(site):
        return None
    agents = [agent for _, m in site.sentence.mentions(copula + 1, site.index) if (agent := site.fits("agent", m))]
    themes = site.subject("theme", before=copula)
    return (agents, themes) if themes else None


def _names_after(site: Site) -> bool:
    """Is the head of the phrase after V的 a name, and no noun that says what kind of body 乙 is (省政府直属机构)?"""
    named = site.sentence.mentions(site.index + 2, site.high)
    end = site.high - 1 if site.text_at(site.high - 1)[:1] in CLAUSE_MARKS else site.high
    return bool(named) and (named[-1][0] == end - 1 or not site.sentence.tokens[end - 1].tag.startswith(NOMINAL))


def _happening(site: Site) -> Group:
    """乙 of 乙的V."""
    named = site.filler_at(site.index - 2, "theme") if site.text_at(site.index - 1) == "的" else None
    return [named] if named else []


def _founded(site: Site) -> Group:
    """甲 of 甲（某日）V: no name after which the noun goes on (甲分校V), none that only decides (甲决定V)."""
    themes = site.subject("theme")
    at = site.sentence.position(themes[-1]) if themes else None
    if at is None or at >= site.index:
        return themes
    if site.sentence.tokens[at].clause == site.sentence.tokens[site.index].clause:
        between = site.sentence.tokens[at + 1 : site.index]
        described = any(token.word == "的" for token in between)  # 甲共建的乙V: 乙 has no name that is known
        deciding = any(token.word in words("deciding") for token in between)
        if described or deciding or (between and _goes_on(between[0])):
            return []
    return themes


def _goes_on(token: Token) -> bool:
    """Does a noun right after a name make it the beginning of a longer one?"""
    if token.mention is not None:
        return token.mention.cls not in ("Date", "Quantity", "Event", "Position", "Person")
    noun = token.tag.startswith(("n", "j")) and not token.entries and len(token.text) > 1
    return noun and token.text not in words("event_postpositions") | words("planned")


def _next_theme(site: Site) -> Group:
    """乙 of 自某日V以来，乙……."""
    since = site.text_at(site.low) in ("自", "自从") and site.text_at(site.index + 1) in words("circumstances")
    named = site.filler_at(site.high, "theme") if since else None
    return [named] if named else []


def _unnamed_theme(site: Site) -> Group:
    """甲 of 甲V于某日 and V于某日的甲, a name that no list knows: only a body is founded on a date."""
    at = site.index + 1 + (site.text_at(site.index + 1) in ("于", "於"))
    if site.sense.object != "time" or not site.filler_at(at, "time"):
        return []
    relative = site.text_at(at + 1) == "的"
    low, high = (at + 2, site.high) if relative else (site.low, site.index)
    named = unnamed.founded(site.sentence, low, high)
    theme = site.fits("theme", named) if named else None
    return [theme] if theme else []


def _is_cleft(site: Site) -> bool:
    """乙是（某日）由甲V的（智库）。"""
    return any(site.sentence.word_at(at).endswith(("是", "系", "为")) for at in range(site.low, site.index))


def _founders(site: Site, themes: Group) -> Group:
    """甲 of 甲V的乙 or 甲V乙."""
    if site.text_at(site.index + 1) == "的":
        return relative_agent(site)
    given = origins(site, "agent")
    founders = site.subject("agent")
    return [agent for agent in founders if agent not in themes and agent not in given]


def _takes_object(site: Site) -> bool:
    """Is a common noun or a number after the word, so that its left neighbour is no theme (甲成立专班, 甲挂牌8宗)?"""
    at = site.index + 1 + (site.text_at(site.index + 1) == "了")
    if at >= site.high:
        return False
    if (counted := site.sentence.mention_at(at)) is not None:
        return counted.cls == "Quantity" or (counted.cls != "Date" and at > site.index + 1)
    after = site.sentence.tokens[at]
    if after.text in words("circumstances") | words("circumstances_at_end"):
        return False
    return after.tag.startswith(NOMINAL) or bool(after.entries)


def _place(site: Site) -> Group:
    """The place of the event: 在甲V, V于甲."""
    for at in range(site.low + 1, site.high):
        marked = site.text_at(at - 1) in words("place_markers")
        if marked and (place := site.filler_at(at, "place")) and not _describes(site, at):
            return [place]
    return []


def _describes(site: Site, at: int) -> bool:
    """在甲V的乙延至某日: is the place at `at` that of another verb, in a relative clause before this one?"""
    tokens = site.sentence.tokens[at + 1 : site.index]
    return any(one.is_verb and other.word == "的" for one, other in pairwise(tokens))
