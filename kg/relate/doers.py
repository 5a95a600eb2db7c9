"""Who does what a relative clause tells: 甲 of 甲V的乙."""

from __future__ import annotations

from kg.relate.coordination import Group
from kg.relate.markers import words
from kg.relate.sentence import Token
from kg.relate.site import Site

_REACH_OF_BENEFICIARY = 7
"""How many tokens before its verb 为 may stand (为货车司机量身定制)."""


def relative_agent(site: Site) -> Group:
    """甲 of 甲V的乙, also where a preposition governs the whole phrase (依据甲发布的《乙》)."""
    if site.text_at(site.index + 1) != "的":
        return []
    tokens, at = site.sentence.tokens, _before_beneficiary(site)
    while at >= 0 and tokens[at].mention is None and _tells_how(tokens[at]):
        at -= 1
    while (mention := site.sentence.mention_at(at)) is not None and mention.cls == "Date":
        at -= 1
    if site.text_at(at) in words("agent_pronouns"):
        return site.carried("agent")[:1]
    if not site.filler_at(at, "agent"):
        return []
    group, first, _ = site.group_at(at, "agent")
    situated = site.text_at(first - 1) in ("在", "于") and all(mention.cls == "Place" for mention in group)
    return [] if situated else group


def _tells_how(token: Token) -> bool:
    """自主, 最新, 将: may the word stand between a subject and its verb in a relative clause?"""
    return token.tag in ("d", "p", "ad", "b", "f") or token.word in words("manners")


def _before_beneficiary(site: Site) -> int:
    """甲 of 甲为企业量身V的乙: the token before the one for whom something is made, else that before the word."""
    for at in range(site.index - 1, max(site.low, site.index - _REACH_OF_BENEFICIARY), -1):
        if site.text_at(at) in words("for_whom"):
            return at - 1
        if site.sentence.mention_at(at) is not None or site.text_at(at) == "的":
            break
    return site.index - 1
