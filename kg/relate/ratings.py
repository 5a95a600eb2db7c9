"""What ranks: the report, index or contest that a rank is of, and the place that the name of an index opens with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Mention
from kg.relate.sentence import Sentence
from kg.zh import places

_KINDS = "评价|评估|测评|考评|考核|评选|评比|评议|通报|调查|排名|排行榜|榜单|榜|大赛|竞赛|比赛"
_RATING = f"(?![0-9]+个)[^，。；在]{{2,28}}(?:{_KINDS})"
_RATED = re.compile(
    rf"(?:在(?!线)|于)(?P<at>{_RATING})|(?:^|，)(?P<open>{_RATING})(?=(?:结果|成绩)?[中里])|获得?(?P<won>{_RATING})$"
)
_RANKING_KINDS = frozenset(["Report", "Index", "Standard"])
_RANKING_NAME = re.compile("榜|排行|排名|指数|报告|评价|评估|测评|考核|调查|通报|百强|[0-9]+强|竞争力|蓝皮书|白皮书")
_UNDATED = re.compile(r"^(?:[12][0-9]{3}年度?)?的?|^同年的?|^(?:今|去|当|前|上)年的?|^最新的?|^本次|^此次")
_LEAST = 4
"""How many characters the name of an index has at least without the place (政务服务指数)."""
_CONTEXT = 2
"""In how many sentences before its own the list of a rank may be named."""


def list_of(sentence: Sentence, index: int, context: Sequence[Sentence]) -> Mention | None:
    """The report or contest that ranks: the nearest before in the sentence, else a rating that the sentence only
    describes (在全省营商环境评价中, 云岭省政务服务指数居第七), else the nearest in one right before it."""
    here = _ranking(sentence, index) or _rated_index(sentence, index) or _described_rating(sentence, index)
    before = (_ranking(where, len(where.tokens)) for where in reversed(context[-_CONTEXT:]))
    return here or next((found for found in before if found), None)


def _ranking(sentence: Sentence, end: int) -> Mention | None:
    """The last document or contest named before token `end`."""
    named = (m for _, m in reversed(sentence.mentions(0, end)) if m.name)
    return next((m for m in named if _may_list(m)), None)


def _may_list(mention: Mention) -> bool:
    """May it rank: a report, an index, a list, a contest; no plan, law, play or song?"""
    document = mention.cls == "Document" and (mention.kind in _RANKING_KINDS or _RANKING_NAME.search(mention.name))
    return bool(document) or (mention.cls == "Event" and "赛" in mention.name)


def _described_rating(sentence: Sentence, index: int) -> Mention | None:
    """The noun phrase for a rating without a title, as a document."""
    before = sentence.text[: sentence.tokens[index].start - sentence.start]
    rated = list(_RATED.finditer(before))
    if not rated:
        return None
    which = rated[-1].lastgroup or "at"
    name = _UNDATED.sub("", rated[-1][which])
    start = sentence.start + rated[-1].end(which) - len(name)
    return Mention(start, start + len(name), name, "Document", 0.6, "noun phrase", None, name) if name[3:] else None


def rated_place(sentence: Sentence, index: int) -> Mention | None:
    """云岭省 of 云岭省数字经济指数居全国第七: the place that the index before the rank at `index` opens with."""
    measured = _index(sentence, index)
    place = _opening(measured) if measured else None
    if measured is None or place is None:
        return None
    name, end = measured.text[: place.end], measured.start + place.end
    return Mention(measured.start, end, name, "Place", 0.9, "gazetteer", None, name, code=place.code)


def _rated_index(sentence: Sentence, index: int) -> Mention | None:
    """数字经济指数 of 云岭省数字经济指数居全国第七, as a document."""
    measured = _index(sentence, index)
    place = _opening(measured) if measured else None
    if measured is None or place is None:
        return None
    name = measured.text[place.end :]
    return replace(measured, start=measured.start + place.end, text=name, name=name, cls="Document", kind=None)


def _index(sentence: Sentence, index: int) -> Mention | None:
    """The index that the clause of the rank is about: the first thing named in it but a date."""
    low, _ = sentence.clause(index)
    named = (mention for _, mention in sentence.mentions(low, index) if mention.cls != "Date")
    first = next(named, None)
    return first if first is not None and first.text.endswith("指数") and first.cls == "Concept" else None


def _opening(measured: Mention) -> places.PlaceMention | None:
    """The place that the name of an index opens with, if enough of the name is left."""
    found = next(iter(places.find(measured.text)), None)
    if found is not None and measured.text.startswith("级", found.end) and found.end > 2:
        found = replace(found, end=found.end - 1)  # 云岭|省级
    opens = found is not None and found.start == 0 and len(measured.text) - found.end >= _LEAST
    return found if opens else None
