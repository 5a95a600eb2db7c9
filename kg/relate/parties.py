"""The frame of doing something with one another: 甲与乙签署协议."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.model import Mention
from kg.relate.coordination import Group
from kg.relate.markers import words
from kg.relate.site import Binding, Site
from kg.relate.unnamed import bodies

_THREE = 3
Party = tuple[int, Mention]
"""A party and its token."""


def reciprocal(site: Site) -> Iterator[Binding]:
    """甲与乙V；甲分别与乙、丙V；甲、乙、丙三方V；由甲与乙V。"""
    marker = site.marker
    low = site.low if marker is None else marker + 1
    parties = _parties(site, low)
    at = next((at for at in range(site.index - 1, low - 1, -1) if _divides(site, at)), None)
    if at is not None and (named := bodies(site.sentence, at + 1, site.index, site.filler("counterparty"))):
        left = [party for i, party in parties if i < at] or site.subject("party", before=at)
        yield Binding({"party": left, "counterparty": named})
        return
    if not parties and (earlier := _earlier(site)):
        yield from _pairs(earlier)
        return
    divider = next((at for at in range(site.index - 1, low - 1, -1) if _divides(site, at)), None)
    if divider is not None and not any(at > divider for at, _ in parties):
        said = site.text_at(divider) != "和"
        unnamed = site.unnamed_party(divider + 1, site.index) if said else []
        parties += [(divider + 1, party) for party in unnamed]
        divider = divider if unnamed else None
    if site.says("groups_of_three") and len(parties) == _THREE:
        yield from _pairs([party for _, party in parties])
        return
    if several := _paired(site, parties):
        yield from (Binding({"party": [one], "counterparty": [other]}) for one, other in several)
        return
    if divider is None and len(parties) == 1 and site.filler_at(site.index + 1, "counterparty"):
        beside = site.group_at(site.index + 1, "counterparty").group
        yield Binding({"party": [party for _, party in parties], "counterparty": beside})
        return
    if divider is None:
        yield from _pairs([party for _, party in parties])
        return
    left = [party for at, party in parties if at < divider] or _spoken_of(site, divider)
    right = [party for at, party in parties if at > divider]
    if left and right:
        yield Binding({"party": left, "counterparty": right})


def _paired(site: Site, parties: list[Party]) -> list[tuple[Mention, Mention]]:
    """(甲, 乙) and (丙, 丁) of 甲与乙、丙与丁分别V."""
    pairs = [
        (one, other)
        for (at, one), (after, other) in pairwise(parties)
        if after == at + 2 and _divides(site, at + 1) and site.text_at(at - 1) not in words("partner_markers")
    ]
    return pairs if len(pairs) > 1 and 2 * len(pairs) == len(parties) and site.says("distributive") else []


def _earlier(site: Site) -> Group:
    """甲 and 乙 of 甲与乙虽已接触，至今未V, and of 双方V: the parties that were named together."""
    named = site.subject("party")
    if len(named) > 1:
        return [] if site.says("reaching") else named
    if not site.low:
        return []
    low, high = site.sentence.clause(site.low - 1)
    if any(entry.frame == "ReciprocalFrame" for token in site.sentence.tokens[low:high] for entry in token.entries):
        return []  # said already (甲与乙签署协议，将共建丙)
    with_ = next((at for at in range(low, high) if _divides(site, at)), None)
    if with_ is None or not site.filler_at(with_ + 1, "party"):
        return []
    left = site.filler_at(with_ - 1, "party")
    first = [left] if left else site.subject("party", before=with_)
    return [*first[:1], *site.group_at(with_ + 1, "party").group]


def _parties(site: Site, low: int) -> list[Party]:
    """The free parties from `low` to the word; beside organisations a place counts only next to 与."""
    parties = [(at, party) for at in range(low, site.index) if (party := _free_party(site, at))]
    if not any(party.cls == "Organization" for _, party in parties):
        return parties
    with_ = words("partner_markers")
    return [
        (at, party)
        for at, party in parties
        if party.cls == "Organization" or site.text_at(at + 1) in with_ or site.text_at(at - 1) in with_
    ]


def _spoken_of(site: Site, divider: int) -> Group:
    """甲 of 乙由其与丙V, and of 甲……，与丙V."""
    if site.text_at(divider - 1) in words("agent_pronouns"):
        return site.carried("party")[:1]
    return site.subject("party", before=divider)


def _divides(site: Site, at: int) -> bool:
    """Does the token part the two sides? Not 和 of 甲、乙和丙, which are three."""
    three = site.sentence.word_at(at) == "和" and site.text_at(at - 2) == "、"
    return site.sentence.word_at(at) in words("partner_markers") and not three


def _free_party(site: Site, at: int) -> Mention | None:
    """The mention at `at` if it is a party and no modifier, place or object of a preposition other than 与."""
    if site.sentence.tokens[at].depth > site.sentence.tokens[site.index].depth:
        return None
    governed = site.text_at(at - 1) in words("prepositions") - words("partner_markers")
    return None if governed or site.text_at(at + 1) in ("的", "上", "中") else site.filler_at(at, "party")


def _pairs(parties: Group) -> Iterator[Binding]:
    """Every two of the parties once."""
    for position, party in enumerate(parties[:-1]):
        yield Binding({"party": [party], "counterparty": parties[position + 1 :]})
