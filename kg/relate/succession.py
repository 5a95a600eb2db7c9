"""The frames of succession: bodies that are renamed, merged, divided, dissolved for another.

The agent is the body that was, the theme the body that came of it. A body that only gives some of its tasks away
(甲的登记职责) is not succeeded; one that gives all (甲的职责) is.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Mention
from kg.relate.coordination import Group
from kg.relate.markers import words
from kg.relate.sentence import CLAUSE_MARKS
from kg.relate.site import Binding, Site

_TASKS = ("职责", "职能")
_CLAUSES = 4
"""How many clauses before the founding the bodies that it ends may be named."""


def becoming(site: Site) -> Iterator[Binding]:
    """甲V乙；将甲V乙；由甲V乙；乙由甲V."""
    marker, themes = site.marker, site.right("theme")
    if marker is not None:
        agents = site.marked_agents(marker)
        themes = themes or site.subject("theme", before=marker)
    else:
        agents = moved(site, site.low, site.index, "agent") or site.subject("agent")
    if (agents := _named(agents)) and (themes := _named(themes)):
        yield Binding({"agent": agents, "theme": themes})


def origin(site: Site) -> Iterator[Binding]:
    """撤销甲，V乙；将甲、乙整合，V丙；在甲基础上V乙；V乙，不再保留甲；乙是在甲基础上V的."""
    agents = origins(site, "agent")
    if agents and (themes := site.right("theme") or _before_basis(site)):
        yield Binding({"agent": [agent for agent in agents if agent not in themes], "theme": themes})


def origins(site: Site, role: str) -> Group:
    """The bodies that give way to the one that is founded at the site."""
    first = site.low
    for _ in range(_CLAUSES):
        first = site.sentence.clause(first - 1)[0] if first else 0
    given = (
        *_ended(site, role, first, site.index),
        *_united(site, role, first),
        *_basis(site, role, first),
        *_ended(site, role, site.high, len(site.sentence.tokens)),
    )
    return sorted(dict.fromkeys(given), key=lambda mention: mention.start)


def _named(bodies: Group) -> Group:
    """Without 有限责任公司, which only says what a body became."""
    return [body for body in bodies if body.name not in words("kinds_of_bodies")]


def _ended(site: Site, role: str, low: int, high: int) -> Iterator[Mention]:
    """甲 of 撤销甲 and 不再保留甲, among the tokens [low, high)."""
    for at in range(low, high):
        said = site.text_at(at) in words("ending") or site.sentence.between(at - 1, at + 1) in words("ending")
        if said and site.filler_at(at + 1, role):
            group, _, last = site.group_at(at + 1, role)
            after = site.text_at(last + 1)
            if not after or CLAUSE_MARKS.intersection(after) or after in words("list_tails"):
                yield from group


def _united(site: Site, role: str, low: int) -> Iterator[Mention]:
    """甲 and 乙 of 将甲、乙的职责整合 and of 整合甲、乙, before the word."""
    verb = next((at for at in range(site.index - 1, low - 1, -1) if site.text_at(at) in words("uniting")), None)
    if verb is None or not site.sentence.clause(site.index)[0] - 2 <= site.sentence.clause(verb)[1]:
        return
    if CLAUSE_MARKS.intersection(site.text_at(verb + 1)) or verb + 1 == site.index:
        yield from moved(site, low, verb, role)
    elif site.filler_at(verb + 1, role):
        group, _, last = site.group_at(verb + 1, role)
        yield from group if _is_whole(site, last) else ()


def _basis(site: Site, role: str, low: int) -> Group:
    """甲 of 在甲（的）基础上 and 以甲为基础, before the word."""
    for at in range(site.index - 1, low, -1):
        if site.text_at(at).startswith("基础"):
            last = at - 1 - (site.text_at(at - 1) in ("的", "为"))
            if site.filler_at(last, role):
                group, first, _ = site.group_at(last, role)
                opening = site.sentence.between(max(low, first - 2), first).removesuffix("原")
                return group if opening.endswith(("在", "以")) else []
    return []


def _before_basis(site: Site) -> Group:
    """乙 of 乙（是）在甲基础上V(的)."""
    at = next((at for at in range(site.low, site.index) if site.text_at(at) in ("在", "以")), None)
    return site.subject("theme", before=at) if at is not None else []


def moved(site: Site, low: int, high: int, role: str) -> Group:
    """甲 and 乙 of 将甲、乙的职责 before the token `high`; none if nothing is moved as a whole."""
    markers = (at for at in range(high - 1, low - 1, -1) if site.text_at(at).endswith(("将", "把")))
    opened = next((at for at in markers if site.sentence.mention_at(at + 1) or site.text_at(at + 1) == "原"), None)
    if opened is None:
        return []
    named = ((at, site.filler_at(at, role)) for at in range(opened + 1, high))
    return [mention for at, mention in named if mention and _is_whole(site, at)]


def _is_whole(site: Site, at: int) -> bool:
    """Is the body at `at` moved with all its tasks: no 的 after it but that of 的职责?"""
    last = at
    while site.text_at(last + 1) == "、" and site.sentence.mention_at(last + 2) is not None:
        last += 2
    if site.text_at(last + 1) != "的":
        return not site.text_at(last + 1).startswith(_TASKS) or site.text_at(last + 1) in _TASKS
    return site.text_at(last + 2).startswith(_TASKS)
