"""The theme of a verb that stands before it, and of one whose object was named in the clause before."""

from __future__ import annotations

from kg.relate.coordination import Group
from kg.relate.markers import words
from kg.relate.site import Site


def theme(site: Site) -> Group:
    """The theme before its verb: 乙甲尚未V；乙由丙承建，甲V；甲正在编制乙，拟于明年V。"""
    if agents := site.left("agent"):
        at = site.sentence.position(agents[0]) or site.low
        opening = at if site.text_at(at - 1) == "的" else site.low  # of a relative clause: 总部位于丙的甲承建
        if any(token.is_verb for token in site.sentence.tokens[opening : site.index]):
            return []
        first = site.filler_at(site.low, "theme")
        if first is None or first.start == agents[0].start:
            topic = [theme for theme in site.carried("theme") if first is None or not theme.name.endswith("中心")]
            return topic or (site.object_before("theme") if _follows_agent(site) else [])
        return [first]
    theme = site.filler_at(site.low - 2, "theme") if site.text_at(site.low - 1) == "，" else None
    return [theme] if theme else []


def _follows_agent(site: Site) -> bool:
    """由丙建设乙，甲运维: does the clause before say by whom what it ends in is done?"""
    low, high = site.sentence.clause(site.low - 1)
    return site.low > 0 and any(site.sentence.word_at(at) in words("by") for at in range(low, high))


def is_others_work(site: Site) -> bool:
    """由丙建设乙，某日建成: what 丙 does is not done by the subject before."""
    if not site.low or site.left("agent"):
        return False
    low, high = site.sentence.clause(site.low - 1)
    return site.sentence.word_at(low) in words("by") and any(t.is_verb for t in site.sentence.tokens[low + 1 : high])
