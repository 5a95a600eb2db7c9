"""Names of companies taken apart: the brand, the trade and the legal form; branches of companies that have many.

深圳市青禾计算机系统有限公司 is a company of Shenzhen, 青禾 by its brand, 计算机系统 by its trade, 有限公司 by its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from kg.zh.agencies import COMPANY, NONE, Body, Known, alternation, data, region

BARE = frozenset({"", "公司"})
"""Forms that tell nothing: 青禾, 青禾公司."""
_FORMS = {
    "有限责任公司": "有限公司", "股份公司": "股份有限公司", "集团有限责任公司": "集团有限公司", "集团总公司": "集团",
    "集团公司": "集团", "总公司": "公司", "子公司": "分公司",
}  # fmt: skip
_BRACKET = re.compile(r"\(([^()]{2,8})\)")
_TAIL = r"(?:省|市|区|县)?(?:电力)?(?:(?:股份|有限|责任|集团)*(?:分|支|总)?公司|[省市]?分行|支行)?"


def parse(rest: str, where: str, length: int) -> Body | None:
    """A company whose place is the first `length` characters of `rest`; None if the name has no company's form."""
    ending = _form().search(rest, length)
    if not ending or ending.start() == length:
        return None
    name = rest[length : ending.start()]
    bracket = _BRACKET.search(name)
    inner = (region(bracket[1], alone=True)[0] or bracket[1]) if bracket else ""
    brand = _BRACKET.sub("", name)
    return Body(COMPANY, where, "", in_full(brand), brand, _FORMS.get(ending[0], ending[0]), inner) if brand else None


def branch(text: str, known: Known = NONE) -> Body | None:
    """A branch of a company: 中国移动通信集团广东有限公司, 广东移动; 青禾技术有限公司广东分公司."""
    for match in filter(None, (_fronted().match(text), _owned().match(text))):
        where, length = region(match["rest"], known, alone=True)
        if length and re.fullmatch(_TAIL, match["rest"][length:]):
            owner = branch(match["front"], known)
            return _branch(owner.core if owner else match["front"], match["front"], where)
    where, length = region(text, known)
    tail = _tailed().fullmatch(text, length) if length else None
    if tail and not (tail[1].startswith("中国") and tail[2] in ("有限公司", "股份有限公司")):
        return _branch(tail[1], tail[1], where)
    return None


def _branch(owner: str, written: str, where: str) -> Body:
    return Body(COMPANY, where, "", _brands().get(owner, owner), written, "分公司", "branch")


@lru_cache(1 << 14)
def short_names(name: str, *, placed: bool = False) -> tuple[str, ...]:
    """What a brand and trade can be shortened to: the name itself, then what is left without some of the trades.

    A trade by itself is a name only of a company that is `placed` (宁德时代).

    >>> short_names("数字云岭网络建设")
    ('数字云岭网络建设', '数字云岭网络', '数字云岭', '数字云岭建设')
    """
    ends = [end for end in range(len(name) - 1, 1, -1) if only_trades(name[end:])]
    shorter = [name[:end] for end in ends] + [name[:end] + last for end in ends for last in _last(name[end:])]
    return name, *(short for short in dict.fromkeys(shorter) if placed or not only_trades(short))


def _last(trades: str) -> Iterator[str]:
    """科技 of 网络科技: what remains of trades without the first."""
    cuts = range(len(trades) - 1, 1, -1)
    return (trades[cut:] for cut in cuts if only_trades(trades[:cut]) and only_trades(trades[cut:]))


def in_full(brand: str) -> str:
    """城市建设投资 for 城投: the trade that ends a brand, in full.

    >>> in_full("城投"), in_full("青禾")
    ('城市建设投资', '青禾')
    """
    pairs = ((str(full), str(short)) for full, short in data()["companies"]["short_trades"])
    return next((brand.removesuffix(short) + full for full, short in pairs if brand.endswith(short)), brand)


def slightly_longer(name: str, short: str) -> bool:
    """Is `name` the name `short` and a trade that says next to nothing?"""
    return name.startswith(short) and name[len(short) :] in data()["companies"]["slight"]


@lru_cache(1 << 14)
def only_trades(text: str) -> bool:
    return bool(_trades().fullmatch(text))


@cache
def _brands() -> dict[str, str]:
    return {form: full for full, shorts in data()["companies"]["branched"].items() for form in (full, *shorts)}


@cache
def _form() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(data()['companies']['forms'])})$")


@cache
def _trades() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(data()['companies']['trades'])})+")


@cache
def _tailed() -> re.Pattern[str]:
    return re.compile(f"({alternation(_brands())})({_TAIL})")


@cache
def _fronted() -> re.Pattern[str]:
    forms = alternation(data()["companies"]["forms"])
    return re.compile(rf"(?P<front>{alternation(_brands())})(?:\(?集团\)?)?(?:{forms})?(?P<rest>.+)")


@cache
def _owned() -> re.Pattern[str]:
    return re.compile(r"(?P<front>.+?公司)(?P<rest>.+分公司)")
