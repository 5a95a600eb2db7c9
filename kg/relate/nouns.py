"""Frames of nouns and verbs of position: 甲是乙的直属机构, 乙下属机构甲, 甲位于乙, 甲在乙安家."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Mention
from kg.relate import lists
from kg.relate.coordination import Group
from kg.relate.markers import affixes, words
from kg.relate.site import Binding, Site
from kg.relate.succession import moved
from kg.relate.unnamed import phrase

_LINKS = "的下所属直接管理副正厅局处科县级"
"""Characters that may stand between an owner and the noun for what it owns (甲所属的正处级事业单位)."""
_ADDRESS = re.compile(
    "了?([\u4e00-\u9fff]{2,16}(?:路|街|道|巷|弄|胡同|里)(?:[东西南北中]段)?[0-9—-]{1,6}号(?:院|楼|大院)?)[，。；]?"
)
"""Street and number, up to the end of the clause."""


def prepositional(site: Site) -> Iterator[Binding]:
    """甲V乙；V乙的甲；甲的V乙（总部位于）；甲在乙V（设立总部）。"""
    if site.sense.object_ending and not _under_wing(site):
        return
    inside, described = site.relative("complement", "theme")
    if described:
        yield Binding({"theme": described, "complement": inside[:1]})
        return
    complements = _address(site) or site.right("complement") or _anywhere_right(site)
    complements = complements or _unnamed_place(site) or _governed_place(site)
    here = moved(site, site.low, site.index, "theme") or (
        site.left("theme") if _describes(site) else site.subject("theme", before=_governor(site))
    )
    themes = _relative_theme(site) or _possessor(site) or here
    if complements and themes:
        apart = site.says("distributive") and len(themes) == len(complements) > 1
        all_of_them = complements if apart or _governor(site) else complements[:1]
        yield Binding({"theme": themes, "complement": all_of_them}, distributive=apart)


def _governor(site: Site) -> int | None:
    """The token of 受 in 甲受乙和丙V: its subject stands before it, and all that it governs are meant."""
    marked = (at for at in range(site.low, site.index) if site.text_at(at) in site.sense.requires)
    return next((at for at in marked if site.filler_at(at + 1, "complement")), None)


def _under_wing(site: Site) -> bool:
    """V于乙旗下: does the clause say under whose wing the body is?"""
    return any(token.word.endswith(affixes("wings")) for token in site.sentence.tokens[site.index + 1 : site.high])


def _describes(site: Site) -> bool:
    """V乙的……: does the word only describe something that has no name?"""
    return any(site.text_at(at) == "的" for at in range(site.index + 2, site.high))


def _relative_theme(site: Site) -> Group:
    """甲 of V乙的甲."""
    found: Group = []
    for at in range(site.index + 2, min(site.index + 7, site.high)):
        only_theme = site.filler_at(at, "theme") and not site.filler_at(at, "complement")
        if only_theme and site.text_at(at - 1) == "的":
            found = site.group_at(at, "theme").group[:1]
    return found


def _possessor(site: Site) -> Group:
    """甲 of 甲的总部位于乙."""
    owner = site.filler_at(site.index - 2, "theme") if site.text_at(site.index - 1) == "的" else None
    return [owner] if owner else []


def _governed_place(site: Site) -> Group:
    """乙 of 甲在乙V, 甲受乙V."""
    if (governor := _governor(site)) is not None:
        return site.group_at(governor + 1, "complement").group
    before = range(site.index - 1, site.low, -1)
    markers = ("在", *site.sense.requires)
    at = next((i for i in before if site.text_at(i - 1) in markers and site.filler_at(i, "complement")), None)
    return site.group_at(at, "complement").group[:1] if at is not None else []


def _anywhere_right(site: Site) -> Group:
    found = (site.filler_at(at, "complement") for at in range(site.index + 1, site.high))
    return [mention for mention in found if mention][:1]


def _address(site: Site) -> Group:
    """乙路8号 of 甲V乙路8号."""
    found = _ADDRESS.fullmatch(site.sentence.between(site.index + 1, site.high))
    if found is None:
        return []
    start = site.sentence.tokens[site.index].end + found.start(1)
    end, name = start + len(found[1]), found[1]
    place = site.fits("complement", Mention(start, end, name, "Place", 0.7, "address", "Venue", name))
    return [place] if place else []


def _unnamed_place(site: Site) -> Group:
    """Words that no list knows after 位于, up to the end of the clause: a place."""
    if not site.sense.coerces:
        return []
    start = site.index + 1
    named = phrase(site.sentence, start, site.high, cls="Place", kind="Venue", longest=12, barred="pducr")
    place = site.fits("complement", named) if named else None
    return [place] if place else []


def noun_possessive(site: Site) -> Iterator[Binding]:
    """甲是乙（的）N；作为乙所属的N，甲……；乙的N是甲；乙N甲。"""
    before = range(site.index - 1, site.low - 1, -1)
    at = next((at for at in before if site.filler_at(at, "complement")), None)
    owner = site.filler_at(at, "complement") if at is not None else None
    if at is None or owner is None:
        yield from _bought(site)
        return
    themes = _named_after(site) or _described_as(site, at)
    if themes:
        yield Binding({"theme": themes, "complement": [owner]})


def _bought(site: Site) -> Iterator[Binding]:
    """乙被甲收购，成为其N: 其 is who bought."""
    linked = site.text_at(site.index - 2) in words("copulas") | words("becoming")
    if not site.low or site.text_at(site.index - 1) not in words("agent_pronouns") or not linked:
        return
    low, high = site.sentence.clause(site.low - 1)
    buyer = next((i for i in range(low + 1, high) if site.text_at(i - 1) in words("buyer_markers")), None)
    owner = site.filler_at(buyer, "complement") if buyer is not None else None
    themes = site.subject("theme", before=buyer - 1) if owner is not None and buyer is not None else []
    if owner is not None and themes:
        yield Binding({"theme": themes, "complement": [owner]})


def _named_after(site: Site) -> Group:
    """甲 of 乙N甲, and of lists."""
    if site.filler_at(site.index + 1, "theme"):
        return site.group_at(site.index + 1, "theme").group
    return _listed_after(site)


def _listed_after(site: Site) -> Group:
    """甲 and 丙 of 乙的N是甲和丙, 乙N包括甲、丙, 乙N：甲、丙, 乙N，分别为甲、丙."""
    at, linking = site.index + 1, words("copulas") | words("existing") | words("one_by_one")
    marked = site.text_at(at) == "：" or (site.text_at(at) == "，" and site.text_at(at + 1) in words("one_by_one"))
    at = first = at + marked
    while site.text_at(at) in linking:
        at += 1
    if (at == first and not marked) or at >= len(site.sentence.tokens):
        return []
    named = site.filler_at(at, "theme")
    return lists.units(site.sentence, at, site.sentence.clause(at)[1]) or ([named] if named else [])


def _described_as(site: Site, owner: int) -> Group:
    """甲 of 甲是乙的N, or of 作为乙的N，甲……."""
    link = site.sentence.between(owner + 1, site.index).strip(_LINKS)
    if link and link not in words("institution_levels"):
        return []
    before = range(owner - 1, site.low - 1, -1)
    copula = next((at for at in before if site.text_at(at) in words("copulas") | words("becoming")), None)
    if copula is None:
        return []
    return _next_subject(site) if site.text_at(copula) == "作为" else site.subject("theme", before=copula)


def _next_subject(site: Site) -> Group:
    """The first theme after the clause."""
    after = range(site.high, len(site.sentence.tokens))
    at = next((at for at in after if site.filler_at(at, "theme")), None)
    return site.group_at(at, "theme").group if at is not None else []
