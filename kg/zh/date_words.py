"""Further date rules: days by name, digits with separators, decades, centuries and five-year plans."""

from __future__ import annotations

import re

from kg.zh import calendar as cal
from kg.zh.calendar import Stamp
from kg.zh.date_grammar import DAY, FEAST, WORDS, any_of
from kg.zh.date_rules import Reading, number, rule
from kg.zh.feasts import feast
from kg.zh.narrative import Narrative

@rule("digits", r"(?P<year>(?:1[0-9]|2[01])\d\d)(?P<mark>[-./])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<day>0?[1-9]|[12]\d|3[01])(?!\d|(?P=mark)\d)", not_after="0-9A-Za-z.-/:#@")
def _digits(match: re.Match[str], told: Narrative) -> Reading | None:
    return _if_valid((int(match["year"]), int(match["month"]), int(match["day"])))


@rule("month in digits", r"(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])(?![-\d.年])", not_after="0-9A-Za-z.-/:#@")
def _digit_month(match: re.Match[str], told: Narrative) -> Reading | None:
    return Reading((int(match["year"]), int(match["month"])))


@rule("spaced digits", r"(?P<year>(?:19|20)\d\d) (?P<month>0[1-9]|1[0-2]) (?P<day>0[1-9]|[12]\d|3[01])(?![\d.])", not_after="0-9.")
@rule("compact", r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?![\dA-Za-z.-])", not_after="0-9A-Za-z.-/:#@号第")
def _compact(match: re.Match[str], told: Narrative) -> Reading | None:
    return _if_valid((int(match["year"]), int(match["month"]), int(match["day"])))


def _if_valid(stamp: Stamp) -> Reading | None:
    return Reading(stamp) if cal.valid(stamp) else None


@rule("day", rf"(?P<day>(?:3[01]|[12]\d|0?[1-9])|三十一?|[二廿]?十[一二三四五六七八九]|二十)日(?![内游均本之元报后前龄制均夜电化]|以内|之内|以后|之后|以前|之前)", not_after="0-9.一二三四五六七八九十百第每逢满、/—-共近约月")
def _bare_day(match: re.Match[str], told: Narrative) -> Reading | None:
    stamp = told.day(number(match["day"]), match.start(), match.end())
    return Reading(stamp) if stamp and cal.valid(stamp) else None


@rule("later day of a list", rf"(?P<day>{DAY})(?=(?:[、和及与]{DAY}){{0,6}} ?[日号])(?: ?[日号])?")
def _listed_day(match: re.Match[str], told: Narrative) -> Reading | None:
    joined = told.last is not None and len(told.last) == 3 and told.text[told.last_end : match.start()] in ("、", "和", "及", "与")
    stamp = (*told.last[:2], number(match["day"])) if joined and told.last else None
    return Reading(stamp) if stamp and cal.valid(stamp) else None


@rule("relative day", rf"(?P<word>{any_of('days')})(?!头条|说法|资本|之星|关注|俄罗斯|中国|的)", not_after="先落从至如到日每文说证声发")
def _relative_day(match: re.Match[str], told: Narrative) -> Reading | None:
    if told.anchor is None or len(told.anchor) < 3:
        return None
    return Reading(cal.plus_days(told.anchor, WORDS["days"][match["word"]]), relative=True)


@rule("narrative day", rf"(?P<word>{any_of('narrative_days')})(?!性|性能|然)", not_after="")
def _narrative_day(match: re.Match[str], told: Narrative) -> Reading | None:
    offset = WORDS["narrative_days"][match["word"]]
    if told.last is None:
        return None
    if len(told.last) < 3:
        return Reading(told.last, relative=True) if offset == 0 else None
    return Reading(cal.plus_days(told.last, offset), relative=True)


@rule("recent", r"近日(?![本照点常来])内?|日前(?!后)", not_after="接附最靠亲临迫目今明昨当同次翌即往终半节假生作0-9一二三四五六七八九十期多少逼")
def _recent(match: re.Match[str], told: Narrative) -> Reading | None:
    if told.anchor is None:
        return None
    return Reading(told.anchor[:2], relative=True, approximate=True)


@rule("feast", FEAST + r"(?![路街村社镇门])", not_after="王李张刘陈赵黄周吴徐孙马朱胡林郭何高罗郑梁宋谢唐韩曹邓冯于卫建爱治兴")
def _bare_feast(match: re.Match[str], told: Narrative) -> Reading | None:
    year = told.year(match.start())
    stamp = feast(year, match["feast"]) if year else None
    return Reading(stamp, relative=True) if stamp else None


@rule("decade of a century", r"(?:(?P<last>上个?)世纪|(?P<century>\d\d|十[一二三四五六七八九]|二十一?)世纪|本世纪)?(?P<decade>[1-9]0|[一二三四五六七八九]十)年代(?:初期?|中期|末期?|后期|前期|中后期)?", not_after="0-9一二三四五六七八九十")
def _century_decade(match: re.Match[str], told: Narrative) -> Reading | None:
    decade = number(match["decade"])
    base = (number(match["century"]) - 1) * 100 if match["century"] else 1900
    if match[0].startswith("本世纪") or (match[0][0] in "123456789一二三四五六七八九" and not match["century"] and decade < 30):
        base = 2000
    return Reading((base + decade,), (base + decade + 9,), approximate=len(match[0]) > match[0].index("年代") + 2)


@rule("century edge", r"(?:新世纪|本世纪|(?P<last>上个?)世纪|(?P<century>\d\d|十[一二三四五六七八九]|二十一?)世纪)(?P<edge>初|末|中叶|上半叶|下半叶)", not_after="0-9")
def _century_edge(match: re.Match[str], told: Narrative) -> Reading | None:
    base = (number(match["century"]) - 1) * 100 if match["century"] else 1900 if match["last"] else 2000
    first, last = {"初": (0, 9), "末": (90, 99), "中叶": (40, 59), "上半叶": (0, 49), "下半叶": (50, 99)}[match["edge"]]
    return Reading((base + first,), (base + last,), approximate=True)


@rule("plan", rf"(?P<open>[“\"「])?(?P<plan>{any_of('plans')})(?P<close>[”\"」])?(?P<when>期间|时期|以来|期末|末|初|收官|开局)", not_after="一二三四五六七八九十第")
def _plan(match: re.Match[str], told: Narrative) -> Reading | None:
    first, last = WORDS["plans"][match["plan"]]
    quoted = bool(match["close"])
    if not quoted and match["when"] not in ("期间", "时期", "期末"):
        return None
    if match["when"] in ("期末", "末", "收官"):
        return Reading((last,), approximate=True)
    return Reading((first,)) if match["when"] in ("初", "开局") else Reading((first,), (last,))
