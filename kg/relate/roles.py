"""The frame of nouns for a role: 甲的N为乙, 甲N乙, 乙是甲的N, 作为甲的N，乙……, 甲，N：乙."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Mention
from kg.relate import unnamed
from kg.relate.coordination import Group
from kg.relate.markers import words
from kg.relate.site import Binding, Site

_MODIFIERS = ("a", "b", "d", "n", "u", "v", "f", "t")
"""First letters of the tags of words that may stand between an owner and the noun (甲的日常运维方)."""
_REACH = 4
"""How many such words."""


def role_noun(site: Site) -> Iterator[Binding]:
    """The one who has the role, and what the role is for; which is which is said by the sense."""
    owner, holder = _roles(site)
    at = _owner_before(site, owner)
    copula = _copula(site, holder)
    holders = (_after(site, copula, holder) if copula is not None else []) or _beside(site, holder)
    if holders:
        owners = site.group_at(at, owner).group if at is not None else _of_post(site, owner) or _carried(site, owner)
    else:
        owners = site.group_at(at, owner).group if at is not None else []
        holders = _described(site, holder, at) if at is not None else []
        linked = words("becoming") | (words("copulas") if site.closes_clause() else frozenset())
        if at is None and site.text_at(site.index - 1) in linked:
            owners, holders = site.carried(owner), site.left(holder, before=site.index - 1)
    if owners and holders:
        yield Binding({owner: owners, holder: holders}, predicate=copula)


def _roles(site: Site) -> tuple[str, str]:
    """The arguments of the sense: what the role is for (a theme, else the object), and who has it."""
    subject, object_ = site.sense.subject, site.sense.object
    return (subject, object_) if subject == "theme" else (object_, subject)


def _owner_before(site: Site, role: str) -> int | None:
    """The token of 甲 in 甲（的）（日常）N."""
    for at in range(site.index - 1, max(site.low, site.index - _REACH) - 1, -1):
        token = site.sentence.tokens[at]
        if token.mention is not None:
            return at if site.filler_at(at, role) else None
        if not token.tag.startswith(_MODIFIERS) or token.text in words("copulas"):
            return None
    return None


def _copula(site: Site, role: str) -> int | None:
    """The token of 为 in N（将）为乙."""
    at = site.index + 1
    while site.text_at(at) in words("adverbs_of_being"):
        at += 1
    if site.text_at(at) == "由" and (changed := _changed(site, at)) is not None:
        return changed
    if site.text_at(at) == "由" and role == "complement":
        return None  # 总部由乙迁到丙
    if site.text_at(at) + site.text_at(at + 1) in words("copulas"):
        return at + 1  # 变更|为
    return at if site.text_at(at) in words("copulas") | words("role_links") else None


def _changed(site: Site, at: int) -> int | None:
    """The token of 换成 in N由甲换成乙, which is about 乙 alone."""
    return next((i for i in range(at + 2, site.high) if site.text_at(i) in words("changing")), None)


def _after(site: Site, copula: int, role: str) -> Group:
    """乙 of N为乙, N包括乙, N：乙."""
    if role == "time":
        return site.dates_right(copula)
    if _announces(site, copula):
        copula += 2
    low, high = site.sentence.clause(copula + 1) if copula + 1 < len(site.sentence.tokens) else (0, 0)
    named = unnamed.bodies(site.sentence, copula + 1, high, site.filler(role))
    return (
        named
        or site.right(role)
        or _first(site, role, max(low, copula + 1), high)
        or site.unnamed_party(copula + 1, high)
    )


def _announces(site: Site, copula: int) -> bool:
    """N有三家：甲、乙和丙: does only a number stand between the copula and a colon?"""
    counted = site.sentence.mention_at(copula + 1)
    return counted is not None and counted.cls == "Quantity" and site.text_at(copula + 2) == "："


def _first(site: Site, role: str, low: int, high: int) -> Group:
    """The first group of the role among [low, high), right after the copula or a modifier of it."""
    at = next((at for at, _ in site.sentence.mentions(low, high)), None)
    named = at is not None and site.filler_at(at, role) and site.text_at(at + 1) not in words("belonging")
    return site.group_at(at, role).group if at is not None and named else []


def _beside(site: Site, role: str) -> Group:
    """乙 of N乙."""
    at = site.index + 1
    return site.group_at(at, role).group if site.filler_at(at, role) else []


def _described(site: Site, role: str, owner: int) -> Group:
    """乙 of 乙是甲的N, of 作为甲的N，乙……, and of 作为甲的N的乙."""
    copula = next((at for at in range(owner - 1, site.low - 1, -1) if _is_copula(site.text_at(at))), None)
    if copula is None and owner == site.low and site.closes_clause():
        return _before_comma(site, role)
    if copula is None or site.sentence.mentions(copula + 1, owner):
        return []
    if site.text_at(copula) in words("as"):
        return _beside_of(site, role) or _next(site, role) or site.subject(role, before=copula)
    return site.subject(role, before=copula)


def _before_comma(site: Site, role: str) -> Group:
    """甲 of 甲，乙的N，……, where 甲 opens the sentence."""
    alone = site.low == 2 and site.text_at(1) == "，"
    named = site.filler_at(0, role) if alone else None
    return [named] if named else []


def _is_copula(text: str) -> bool:
    return text in words("copulas") or text in words("becoming")


def _beside_of(site: Site, role: str) -> Group:
    at = site.index + 2
    return site.group_at(at, role).group if site.text_at(at - 1) == "的" and site.filler_at(at, role) else []


def _next(site: Site, role: str) -> Group:
    """The first of the role after the clause."""
    if site.high >= len(site.sentence.tokens):
        return []
    _, high = site.sentence.clause(site.high)
    at = next((at for at in range(site.high, high) if site.filler_at(at, role)), None)
    return site.group_at(at, role).group if at is not None else []


def _of_post(site: Site, role: str) -> Group:
    """甲 of 甲董事长、N乙: the body of the post before."""
    post = site.sentence.mention_at(site.index - 2) if site.text_at(site.index - 1) in words("joiners") else None
    if post is None or post.cls != "Position" or not post.body or not post.text.startswith(post.body):
        return []
    end = post.start + len(post.body)
    body = site.fits(role, Mention(post.start, end, post.body, "Organization", 0.9, "body", None, post.body))
    return [body] if body else []


def _carried(site: Site, role: str) -> Group:
    """The theme of the clause, the topic of an earlier one, or whatever of the role stands left of the noun."""
    found = (site.filler_at(at, role) for at in range(site.index - 1, site.low - 1, -1))
    here = site.subject(role) or [mention for mention in found if mention][:1]
    return here or site.topic(role, before=site.index) or site.carried(role)
