"""Names of bodies taken apart, in a form that full and short names share: 云岭省发展和改革委员会, 云岭省发改委."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from kg.zh import companies
from kg.zh.agencies import (
    AGENCY,
    COMPANY,
    NATION,
    NONE,
    PLAIN,
    Body,
    Known,
    agency,
    bare,
    placed,
    region,
    short_of,
    whole_names,
)

__all__ = ["AGENCY", "COMPANY", "NATION", "NONE", "PLAIN", "Body", "Known", "parse", "plain", "region", "short_of"]


def parse(name: str, known: Known = NONE) -> Body:
    """The form of a name. `known` gives the full names of places that no list has by their short ones (云岭: 云岭省).

    >>> parse("佛山市发改委") == parse("广东省佛山市发改委"), parse("省大数据局").level
    (True, '省')
    """
    return _parsed(name, known) if known else _alone(name)


@lru_cache(maxsize=20_000)
def _alone(name: str) -> Body:
    return _parsed(name, NONE)


def _parsed(name: str, known: Known) -> Body:
    text = plain(name)
    if branch := companies.branch(text, known):
        return branch
    rest = placed(text, known)
    where, length = region(rest, known)
    body = companies.parse(rest, where, length) or agency(rest[length:], where)
    return replace(body, core=companies.in_full(body.core)) if body.sort == PLAIN else body


def plain(name: str) -> str:
    """The folded name with half-width brackets, or the full name of a body that is known by other names (央行)."""
    text = bare(name)
    return whole_names().get(text, text)
