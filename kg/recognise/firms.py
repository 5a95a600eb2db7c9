"""Firms that a trade at the end of their name and what they do show: 云杉软件负责开发, 由青禾智造承建.

A trade alone, or behind a common word, is a trade (电子信息, 现代科技); what a firm does is in `firm_acts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.model import Mention
from kg.recognise import recurrence, tables
from kg.recognise.suggestions import is_generic
from kg.zh.companies import only_trades

_SCORE = 0.6
_ANY = "[\u4e00-\u9fffA-Za-z0-9]"
_APART = "的了在与和由将把被对向从于及或等该其这那各们个是给使让后为省市县区镇乡年月日"
"""Characters of the language at large and of places, which part a brand from what stands before it."""
_CHARACTER = rf"(?:(?![{_APART}])[\u4e00-\u9fffA-Za-z])"


def find(text: str) -> Iterator[Mention]:
    """Such firms, and every further place of each."""
    matches = (match for pattern in _patterns() for match in pattern.finditer(text))
    names = {match[1] for match in matches if _is_brand(match[2], match[1])}
    for name, start, end in recurrence.places(text, names):
        yield Mention(start, end, name, "Organization", _SCORE, "firm", "Company", name)


def _is_brand(brand: str, name: str) -> bool:
    """Is `brand` more than a trade or a common word before a trade (电子|信息, 现代|科技)?"""
    listed = tables.word_list("no_brands")
    common = brand in listed or name in listed or only_trades(brand)
    return not (common or brand.startswith(tuple(tables.word_list("no_brand_openings"))) or is_generic(name))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """A firm that opens its clause and does something, one whom something is done with or by, and one that is led."""
    keys = ("firm_trades", "firm_acts", "firm_adverbs", "firm_cues", "trades_of_led_firms", "firm_chiefs")
    trades, acts, adverbs, cues, wider, chiefs = (tables.alternation(tables.word_list(key)) for key in keys)
    name = rf"(({_CHARACTER}{{2,4}}?){trades})"
    does = rf"{adverbs}{{0,3}}(?:{acts}|的?[“《]|是[“《])"
    # bounded, or a long list of firms would be read anew from each of them
    does = rf"(?:[、和与]{_CHARACTER}{{2,4}}?{trades}){{0,4}}{does}"
    opens = rf"(?:(?<!{_ANY})|(?<=[年月日天的、]))"
    acting = re.compile(rf"{opens}{name}(?={does})")
    wanted = re.compile(rf"(?:[由与同给被和]|{cues}){name}(?=[，。；！、和与）\n]|$|{does})")
    led = re.compile(rf"(?:{opens}|(?<=[由与同和及]))(({_CHARACTER}{{2,4}}?)(?:{trades}|{wider}))(?=的?{chiefs})")
    return acting, wanted, led
