"""Companies that only their part in the sentence shows: 由云杉数智承建, 云杉数智是一家软件企业."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.model import Mention
from kg.recognise import recurrence, tables
from kg.recognise.suggestions import is_generic

_NAME = r"[\u4e00-\u9fffA-Za-z0-9]"
_SCORE = 0.6
_COMMISSION = re.compile(r".*委托|受.*\Z")
"""Who commissions an agent is none (由甲委托乙开发, 由乙受甲委托开发)."""
_YEAR = re.compile("[0-9]年")


def find(text: str) -> Iterator[Mention]:
    """Unknown names where an agent is wanted, and every further place of each."""
    for pattern, found_by in zip(_patterns(), ("agent", "introduction", "agent"), strict=True):
        runs = (_COMMISSION.sub("", match[1]) for match in pattern.finditer(text))
        names = (run for run in runs if len(run) > 1 and _may_name(run))
        for name, start, end in recurrence.places(text, names):
            yield Mention(start, end, name, "Organization", _SCORE, found_by, "Company", name)


def _may_name(run: str) -> bool:
    """Is `run` no description of a party (有关企业, 第三方机构, 政府主导), no pronoun and no year (在1848年创立)?"""
    return not _YEAR.search(run) and not is_generic(run) and not _description().search(run)


@cache
def _description() -> re.Pattern[str]:
    return re.compile(tables.alternation(tables.word_list("no_agents")))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """由…承建; a clause …是一家……企业; 本地企业…开发."""
    built, firms = (tables.alternation(tables.word_list(key)) for key in ("building_verbs", "firms"))
    agent = re.compile(rf"(?<![自理缘事])由({_NAME}{{2,10}}?)(?:负责|独家|具体|全程|牵头|自主|联合)?{built}")
    defined = re.compile(
        rf"(?:(?<=[，。；！？\n])|(?<=[年月日]的)|^)({_NAME}{{2,8}})(?:，|，?是)(?:一家|国内|全球|我国|中国)[^，。；\n]{{0,24}}{firms}(?![\u4e00-\u9fff])",
        re.MULTILINE,
    )
    described = re.compile(
        rf"(?:本地|当地|民营|国有|科技|软件|龙头|本土|知名|国内)(?:企业|服务商|厂商|开发商)"
        rf"(?!负责|承担|参与|共同|联合|自主|积极|独立|投资|纷纷)({_NAME}{{2,8}}?)(?:负责|独家|具体|全程|牵头|自主|联合)?{built}"
    )
    return agent, defined, described
