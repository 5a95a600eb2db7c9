"""Frames of people: speaking at and attending an event, holding a post."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.model import Mention
from kg.relate.coordination import Group
from kg.relate.markers import affixes, words
from kg.relate.site import Binding, Site
from kg.relate.verbs import transitive

_LONGEST_PART = 6
"""How many tokens tell which part of an event somebody chairs (上午的对话环节)."""
_REACH_OF_AS = 10
"""How many tokens after 任命 the post after 为 may stand."""


def speech(site: Site) -> Iterator[Binding]:
    """甲在会上V；甲V（会为上文所提，只限致辞、演讲一类）。不是“学习重要讲话”（发表重要讲话另有词条）。"""
    if site.text_at(site.index - 1) in words("noun_modifiers_of_speech"):
        return
    if site.text_at(site.index) in words("releasing") and site.says("reaching"):
        return
    before = {token.word for token in site.sentence.tokens[site.low : site.index]}
    if before & words("studying"):
        return
    agents = site.subject("agent")
    events = _at_event(site) or _joined_event(site)
    spoken = site.text_at(site.index).startswith(affixes("speeches"))
    reported = site.text_at(site.index).startswith(affixes("reports_at_events"))
    spoken = spoken or (reported and bool(agents) and all(agent.cls == "Person" for agent in agents))
    elsewhere = any(token.word in words("visiting") for token in site.sentence.tokens[: site.index])
    if not events and not elsewhere and (spoken or site.sentence.text.startswith(affixes("openings_at_events"))):
        events = _event_before(site)
    if agents and events and not _releases_meanwhile(site, agents):
        yield Binding({"agent": agents, "theme": events})


def _releases_meanwhile(site: Site, agents: Group) -> bool:
    """论坛期间，某协会发布《乙》: a body that publishes while an event lasts need not speak there."""
    meanwhile = "期间" in site.sentence.between(0, site.index)
    return meanwhile and site.text_at(site.index) in words("releasing") and all(a.cls != "Person" for a in agents)


def _at_event(site: Site) -> Group:
    """The event of the clause, or of an earlier one, at which one speaks: 在乙, 乙上."""
    for at in range(site.high - 1, -1, -1):
        event = site.filler_at(at, "theme")
        inside = site.sentence.word_at(at + 1) in words("sessions")
        marked = site.text_at(at - 1) in ("在", "于") or inside or site.text_at(at + 1) in words("event_postpositions")
        if event and marked:
            return [event]
    return []


def _joined_event(site: Site) -> Group:
    """乙会 of 甲出席乙会并V."""
    for at in range(site.index - 1, site.low, -1):
        if any(entry.frame == "ParticipationFrame" for entry in site.sentence.tokens[at].entries):
            event = next((i for i in range(at + 1, site.index) if site.filler_at(i, "theme")), None)
            return site.group_at(event, "theme").group if event is not None else []
    return []


def _event_before(site: Site) -> Group:
    """The event that the text spoke of before."""
    return site.carried("theme")[:1] or site.last_event()


def participation(site: Site) -> Iterator[Binding]:
    """甲V乙会；甲V（开幕式：会为上文所提）。"""
    plain = list(transitive(site))
    if plain or site.text_at(site.index + 1) == "的":
        yield from plain
        return
    agents = site.subject("agent")
    events = _event_before(site) if agents and _takes_event(site) else []
    if events:
        yield Binding({"agent": agents, "theme": events}, certainty=0.7)


def _takes_event(site: Site) -> bool:
    """Does the word stand alone or before a bare noun for the event (出席。, 出席开幕式)?"""
    rest = site.sentence.tokens[site.index + 1 : site.high]
    after = "".join(token.text for token in rest).rstrip("，。；")
    plain = len(rest) <= _LONGEST_PART and not any(token.mention for token in rest)
    part = after.startswith(affixes("parts_of_events")) or (plain and after.endswith(affixes("ends_of_parts")))
    return part or site.closes_clause() or site.text_at(site.index + 1) in words("bare_events") | words("sessions")


def appointment(site: Site) -> Iterator[Binding]:
    """甲V某职；V甲为某职；某职由甲V。"""
    marker = site.marker
    posts = site.right("post") or _after_as(site) or _of_person(site)
    if marker is not None:
        people = site.marked_agents(marker)[:1]
        posts = posts or site.left("post", before=marker) or _post_left(site)
    else:
        at = site.index + 1
        appointed = site.group_at(at, "agent").group if site.filler_at(at, "agent") else []
        people = appointed or site.subject("agent")
        posts = posts or (_post_left(site) if people and site.closes_clause() else [])
    if not people:
        inside, people = site.relative("post", "agent")
        posts = posts or inside
    people = people or (_told_after(site) if posts else [])
    if people and posts:
        yield Binding({"agent": people, "post": posts})


def _told_after(site: Site) -> Group:
    """甲 of V某职后，甲……: a clause that opens with the verb and only dates the next has its subject."""
    opens = all(token.mention is None or token.mention.cls == "Date" for token in site.sentence.tokens[: site.index])
    if not opens or site.text_at(site.high - 2) not in words("circumstances_at_end") | words("since_then"):
        return []
    return site.group_at(site.high, "agent").group if site.filler_at(site.high, "agent") else []


def _post_left(site: Site) -> Group:
    """丙 of 甲不再任丙，由乙V: the object of the last verb of appointment, else the post spoken of."""
    for at in range(site.low - 1, -1, -1):
        if any(entry.frame == "AppointmentFrame" for entry in site.sentence.tokens[at].entries):
            after = range(at + 1, site.low)
            return next((site.group_at(i, "post").group for i in after if site.filler_at(i, "post")), [])
    return [_without_first(post) for post in site.carried("post")]


def _without_first(post: Mention) -> Mention:
    """局长 for 首任局长, whose successor holds the post too."""
    first = next((word for word in affixes("first_holders") if word in post.name), None)
    return replace(post, name=post.name.replace(first, "", 1), aliases=()) if first else post


def _of_person(site: Site) -> Group:
    """丙 of 免去甲的丙职务."""
    at = site.index + 3
    return site.group_at(at, "post").group if site.text_at(at - 1) == "的" and site.filler_at(at, "post") else []


def _after_as(site: Site) -> Group:
    """丙 of 任命甲为丙."""
    for at in range(site.index + 1, min(site.index + _REACH_OF_AS, len(site.sentence.tokens))):
        if site.text_at(at - 1) == "为" and site.filler_at(at, "post"):
            return site.group_at(at, "post").group
    return []
