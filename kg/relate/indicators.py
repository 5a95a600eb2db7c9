"""Indicators, read from the quantity outwards: every count, share or sum of money with the thing it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Mention, Value
from kg.relate.coordination import group_at
from kg.relate.figure import Figure, Qualifiers
from kg.relate.markers import affixes, words
from kg.relate.measured import about
from kg.relate.metrics import metric
from kg.relate.nearby import is_beside
from kg.relate.ranks import total_ranked
from kg.relate.sentence import Sentence
from kg.relate.subjects import Spot, is_measured

_ALIGNED = 0.9
"""How likely a figure is about the name that its place in a list gives it."""
_ARTICLES = ("章", "条", "款", "节", "页", "字")
"""Units of the length of a document (共8章56条), which is no figure about it."""
_ORDINAL = re.compile(r"[两三四五六七八九]大$|第$")
_PARTS_FOLLOW = re.compile(r"[^，。；：]{0,8}(?:：|，(?:即|分别|依次))[^。；！？]*、(?![^，。；]*等(?:[，。；0-9]|$))")
"""The rest of 由三个系统组成，即甲、乙、丙: the list that the number counts is given, all of it."""
_LISTING = ("EnumerationFrame", "PossessionFrame")
_RANKS_BEFORE = re.compile(r"[列居位](?:第?[一二三四五六七八九十0-9]+、)+$")
"""分列二、 before 三位."""


def indicators(sentence: Sentence, context: Sequence[Sentence], at_home: Mention | None = None) -> Iterator[Figure]:
    """甲的用户达3万人；甲内设8个处室；甲、乙分别投资2亿元、3亿元。

    `context` are the sentences before, `at_home` is the place that the whole text speaks of, if there is one.
    """
    for spot, quantity in spots(sentence, context, at_home):
        listed = aligned(sentence, spot.index)
        subject, likely = (listed, _ALIGNED) if listed else about(spot) or (None, 0.0)
        value = quantity.value
        if subject is None or value is None or (subject.cls == "Document" and _is_length(sentence, spot.index, value)):
            continue
        qualifiers = _qualifiers(sentence, spot.index, subject, value)
        yield Figure("indicator", subject, quantity, spot.index, qualifiers, likely)


def spots(
    sentence: Sentence, context: Sequence[Sentence], at_home: Mention | None
) -> Iterator[tuple[Spot, Mention]]:
    """Where the figures of a sentence stand, each with its quantity."""
    for index, quantity in sentence.mentions(0, len(sentence.tokens), "Quantity"):
        if quantity.value is not None and _measures(sentence, index, quantity):
            yield Spot(sentence, index, context, at_home), quantity


def _is_length(sentence: Sentence, index: int, value: Value) -> bool:
    """共8章56条, but not 列出27条措施."""
    after = sentence.tokens[index + 1] if index + 1 < len(sentence.tokens) else None
    named = after is not None and after.mention is None and after.tag.startswith(("n", "v"))
    return value.unit in _ARTICLES and not named


def aligned(sentence: Sentence, index: int) -> Mention | None:
    """注册资本依次为2亿元、3亿元: the n-th figure is of the n-th of the things named before."""
    low, high = sentence.clause(index)
    figures = [at for at, _ in sentence.mentions(low, high, "Quantity")]
    if len(figures) < 2 or not any(token.text in words("aligning") for token in sentence.tokens[low:index]):
        return None
    for at, mention in reversed(sentence.mentions(0, figures[0])):
        group = group_at(sentence, at, is_measured).group if is_measured(mention) else []
        if len(group) == len(figures) and not is_beside(sentence, at):
            return None if _lists_what_is_measured(sentence, at, figures[0]) else group[figures.index(index)]
    return None


def _lists_what_is_measured(sentence: Sentence, at: int, first: int) -> bool:
    """甲、乙政策落地，汽车、家电消费分别增长4%、2%: are the figures from `first` of nouns listed after `at`?"""
    joined = (i for i in range(at + 1, first) if sentence.word_at(i) in words("joiners"))
    listed = (i for i in joined if (before := sentence.mention_at(i - 1)) is None or before.cls != "Quantity")
    return any("，" in sentence.between(at + 1, i) for i in listed)


def _measures(sentence: Sentence, index: int, quantity: Mention) -> bool:
    """Is it a figure: no rank, no number of those ranked, no total of a list, outside brackets?"""
    if quantity.kind in ("rank", "ordinal") or sentence.tokens[index].depth:
        return False
    counts = _is_total_ranked(sentence, index) or _is_list_total(sentence, index)
    return not (counts or _is_bare(sentence, index, quantity))


def _is_total_ranked(sentence: Sentence, index: int) -> bool:
    """在65个国家中排名: the number of those ranked belongs to the rank."""
    total = total_ranked(sentence)
    return total is not None and sentence.start + total.start(1) == sentence.tokens[index].start


def _is_list_total(sentence: Sentence, index: int) -> bool:
    """甲、乙、丙三个栏目: a number that only sums up a list given in full; 等6个科室 is none."""
    if not index:
        return False
    low, _ = sentence.clause(index)
    before, left = sentence.tokens[index - 1], sentence.tokens[low:index]
    listing = any(entry.frame in _LISTING for token in left for entry in token.entries)
    if listing and _PARTS_FOLLOW.match(_after(sentence, index)):
        return True
    quotations = sum(token.text.startswith("“") for token in left)
    if quotations > 1 or any(token.word == "、" for token in left):
        if before.text == "等" and not any(token.text in words("containing") for token in left):
            joined = any(token.text in words("joining_only") for token in sentence.tokens[index:])
            return sentence.mention_at(index - 2) is not None and not joined
        if any(entry.frame == "EnumerationFrame" for token in left for entry in token.entries):
            return True
        if before.text.endswith("”") or (before.mention is not None and before.mention.cls != "Quantity"):
            return True
    return _ORDINAL.search(before.text) is not None


def _is_bare(sentence: Sentence, index: int, quantity: Mention) -> bool:
    """A number of something that is no measure of the topic: 前三, 两年来, 一批."""
    unit = quantity.value.unit if quantity.value else None
    if sentence.text_at(index - 1) in words("containing"):
        return False
    if _is_limit(sentence, index) or _modifies_rate(sentence, index, quantity):
        return True
    if unit in words("class_units") | words("levels_of_places") | words("calendar_units"):
        return True
    if unit in words("durations") and not quantity.text[0].isdigit():
        return True
    if sentence.word_at(index + 1) in words("counted_rhetorically"):
        return True
    before = sentence.text_at(index - 1)
    if unit in ("位", "名") and _is_place_or_party(sentence, index):
        return True
    if unit in words("lengths") and sentence.word_at(index + 1) in words("away"):
        return True
    return before.endswith(affixes("before_bare_number")) or quantity.text in words("bare_numbers")


def _is_place_or_party(sentence: Sentence, index: int) -> bool:
    """前进三位, 分列二、三位 (a rank), 由甲与两名学生创办 (a party): no figures of the topic."""
    low, _ = sentence.clause(index)
    before = sentence.text_at(index - 1)
    joined = before in words("partner_markers") and any(t.word == "由" for t in sentence.tokens[low:index])
    ranked = _RANKS_BEFORE.search(sentence.between(low, index)) is not None
    return joined or ranked or before in words("changes") | words("moves_in_rank")


def _after(sentence: Sentence, index: int) -> str:
    """What the sentence says after token `index`."""
    return sentence.between(index + 1, len(sentence.tokens))


def _modifies_rate(sentence: Sentence, index: int, quantity: Mention) -> bool:
    """15秒接通率, 750千伏工程: what stands right before a noun says of what kind it is; 各出资一半 is a share."""
    unit = quantity.value.unit if quantity.value else None
    if quantity.text in ("一半", "半数"):
        return "各" in sentence.between(max(0, index - 2), index)
    after = sentence.tokens[index + 1] if index + 1 < len(sentence.tokens) else None
    nominal = after is not None and after.tag.startswith(("n", "vn")) and len(after.text) > 1
    timed = unit in words("spans_of_time") and after is not None and after.mention is None
    return nominal and (timed or unit in words("ratings"))


def _is_limit(sentence: Sentence, index: int) -> bool:
    """50户以上村寨, 10亿元以上的项目: what follows is the noun that the number tells from others."""
    if sentence.text_at(index + 1) not in words("limits"):
        return False
    after = index + 2 + (sentence.text_at(index + 2) == "的")
    return after < len(sentence.tokens) and sentence.tokens[after].tag.startswith(("n", "a", "b", "z"))


def _qualifiers(sentence: Sentence, index: int, subject: Mention, value: Value) -> Qualifiers:
    found: list[tuple[str, Value | Mention]] = []
    if name := metric(sentence, index, subject):
        found.append(("metric", Value(name, "text")))
    if value.unit:
        found.append(("unit", Value(value.unit, "text")))
    if date := _date(sentence, index):
        found.append(("date", date))
    return tuple(found)


def _date(sentence: Sentence, index: int) -> Value | None:
    """The last date before the figure in its sentence, outside brackets and not for comparison (比2020年提高); none
    before what holds now (3月上线，目前已有……)."""
    now = next((at for at in range(index - 1, 0, -1) if sentence.word_at(at) in words("now")), 0)
    dates = (
        date.value
        for at, date in reversed(sentence.mentions(now, index, "Date"))
        if not sentence.tokens[at].depth
        and sentence.word_at(at - 1) not in words("comparing")
        and (sentence.text_at(at + 1) != "的" or at + 2 == index)
    )
    return next((value for value in dates if value), None)
