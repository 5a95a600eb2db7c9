"""Weeks, festivals, shows and seasons: 2031云州软件周, 首届云州光影节. Such heads end many other words too (下周, 环节,
发展), so that only what opens, closes or is held is an event by them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Mention
from kg.recognise import recurrence, tables

_HEAD = tables.alternation(tables.word_list("fair_heads"))
_NAME = (
    rf"(?:[12][0-9]{{3}}年?)?(?:首届|第[0-9一二三四五六七八九十]{{1,3}}届)?[\u4e00-\u7683\u7685-\u9fffA-Za-z0-9·—+-]{{2,22}}?{_HEAD}"
)
_WHEN = (
    rf"(?:[0-9]{{1,4}}[年月日]|{tables.alternation(tables.word_list('fair_times'))}"
    r"|[在于][^，。；：\n在于]{2,16}?)"
)
_HAPPENS = rf"(?:{tables.alternation(tables.word_list('fair_verbs'))}|由[^，。；\n]{{2,40}}?[主承举]办)"
_OPENING = r"(?:^|(?<=[，。；：“（）\n])|(?<=[0-9][日月])|(?<=[昨今][天日])|(?<=的))"
_SUBJECT = re.compile(rf"{_OPENING}({_NAME})”?(?={_WHEN}{{0,5}}{_HAPPENS})", re.MULTILINE)
_OBJECT = re.compile(
    rf"(?:(?<=[主承举]办)|(?<=出席)|(?<=参加)|(?<=亮相))了?“?({_NAME})(?=”|期间|上|开幕|闭幕|启动仪式|[，。；、\n]|$)",
    re.MULTILINE,
)
_NO_NAME = re.compile(
    r"^(?:本|此|这|该|上述|每|各|今年|去年|明年|截至|自|从|在|由|[0-9]+[月日])|[的了被把将]"
    r"|(?:[0-9一二三两几多数上下本当每前后个首末近]|星期|季度)[周月季]$|[环细情季章调关枝春佳过][节]$|[发开拓进扩施伸延参]展$|[启开闭落]幕.{3,}$"
)
_DATED = re.compile(r"(?:[0-9]{1,2}月)?[0-9]{1,2}日")
_POINTED = re.compile(
    rf"(?:本届|本次|此次|这届)([\u4e00-\u9fff]{{2,8}}?{_HEAD})(?=[将由在于共已以的上，。；、期]|[0-9])"
)
_ALONE = re.compile(r"(?:^|(?<=[，。；\n]))[\u4e00-\u9fff]{3}(?=[将由在于共已期上])", re.MULTILINE)
_SHORT = 3
"""How many last characters of a name may stand for it (软件周)."""


def fairs(text: str) -> Iterator[Mention]:
    """Events that open, close, are held or come to, wherever the text names them, and their short forms."""
    found = {name for pattern in (_SUBJECT, _OBJECT) for match in pattern.finditer(text) if (name := _name(match))}
    for name, start, end in recurrence.places(text, found):
        yield Mention(start, end, name, "Event", 0.7, "fair", None, name)
    short = {name[-_SHORT:]: name for name in sorted(found)}
    for place in _ALONE.finditer(text):
        if name := short.get(place[0]):
            yield Mention(*place.span(), place[0], "Event", 0.7, "fair", None, name)
    for place in _POINTED.finditer(text):
        if found or place[1] in text[: place.start()]:
            yield Mention(*place.span(), place[0], "Event", 0.8, "anaphora")


def _name(match: re.Match[str]) -> str | None:
    """The name without a day before it; None for words that only end as names of events do."""
    name = match[1]
    if dated := _DATED.match(name):
        name = name[dated.end() :]
    return None if _NO_NAME.search(name) else name
