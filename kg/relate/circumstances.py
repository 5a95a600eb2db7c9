"""A deed that is not told but only dates another (上线以来), or that is only demanded (提出建设乙)."""

from __future__ import annotations

import re

from kg.relate.markers import words
from kg.relate.site import Site

_ANNIVERSARY = re.compile(r"第?[\d一二三四五六七八九十百两]{1,4}多?(?:周年|年(?:来|纪念|庆典|之际))")
"""What follows a founding that is only remembered (成立八十周年)."""


def is_demanded(site: Site) -> bool:
    """提出（今年）V乙: what is demanded has not begun."""
    at = site.index - 1
    while (mention := site.sentence.mention_at(at)) is not None and mention.cls == "Date":
        at -= 1
    before = site.sentence.tokens[at].entries if at >= 0 else ()
    return any(entry.frame == "ProposalFrame" for entry in before)


def is_circumstance(site: Site) -> bool:
    """成立当天, 发布以来, 上线后，: the word only dates something else."""
    after = site.text_at(site.index + 1)
    if _ANNIVERSARY.match(site.sentence.between(site.index + 1, min(site.index + 6, site.high))):
        return True
    ends = after in words("circumstances_at_end") and site.text_at(site.index + 2) in ("，", "的", "。")
    return ends or after in words("circumstances")
