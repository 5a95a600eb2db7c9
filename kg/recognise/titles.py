"""Posts and the persons beside them: 全国政协委员、北京国际城市发展研究院院长连玉明.

A position is a post word with the body before it; a person is a plausible name right after a position, or before a verb of
appointment. A name found so is then recognised wherever the text repeats it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.model import Mention
from kg.recognise import tables
from kg.segment import Word
from kg.zh import names

_APPOINTED = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,3}?)(?=(?:获任|出任|担任|曾任|兼任|就任|当选|接任|不会担任|不再担任|任)(?!务|何|职|期|意|命|用|由|凭|免|教|重))"
)
_ADDRESSED = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,3}?)(?=(?:总书记|国家主席|主席|总理|同志|院士|教授|先生|女士|部长|省长|市长|局长|主任))"
)
_LIKELY = 0.5


@cache
def _pattern() -> re.Pattern[str]:
    words = tables.titles()
    prefixes, titles = ("|".join(map(re.escape, group)) for group in (words.prefixes, words.titles))
    return re.compile(rf"(?:{prefixes}){{0,3}}(?:{titles})(?!会|团|级|单位|热线|制|办|委|院|厅|室)")


def ranges(text: str) -> list[tuple[int, int]]:
    """Reading offsets of post words with their prefixes."""
    return [match.span() for match in _pattern().finditer(text)]


def positions(text: str, spans: Sequence[tuple[int, int]], bodies: Sequence[Mention]) -> Iterator[Mention]:
    """Posts; a body (organisation or place) that ends where the post word starts belongs to the position."""
    by_end: dict[int, Mention] = {}
    for body in bodies:
        if body.end not in by_end or body.start < by_end[body.end].start:
            by_end[body.end] = body
    for start, end in spans:
        body_of = by_end.get(start)
        first = body_of.start if body_of else start
        yield Mention(
            first,
            end,
            text[first:end],
            "Position",
            0.9,
            "post",
            None,
            text[first:end],
            body=body_of.name if body_of else None,
        )


def persons(
    text: str, words: Sequence[Word], spans: Sequence[tuple[int, int]], suggested: Sequence[Mention]
) -> Iterator[Mention]:
    """Persons after a post or before a verb of appointment, and every further place that repeats their names."""
    ends = {word.end for word in words}
    starts = {start for start, _ in spans}
    model = {m.start: m for m in suggested if m.cls == "Person"}
    found: dict[str, None] = {}
    for _, end in spans:
        end += text[end : end + 1] in ("为", "是", "由") and end > 0
        name = model[end].text if end in model else _name_at(text, end, ends)
        if name:
            found[name] = None
    for pattern in (_APPOINTED, _ADDRESSED):
        for match in pattern.finditer(text):
            if names.is_person(match[1]) >= _LIKELY:
                found[match[1]] = None
    for mention in suggested:
        if mention.cls == "Person" and mention.text[-1] == "任" and mention.end in starts:
            found[mention.text[:-1]] = None
    for name in found:
        for match in re.finditer(re.escape(name), text):
            yield Mention(match.start(), match.end(), name, "Person", 0.9, "post", None, name)


def _name_at(text: str, start: int, ends: set[int]) -> str | None:
    """The most plausible personal name of two to four characters (longer with ·) that starts at `start`."""
    foreign = re.compile(r"[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,6}){1,3}").match(text, start)
    if foreign:
        return foreign[0]
    if text[start : start + 1] in "对向在和与为从由就将的等是":
        return None
    best: tuple[float, str] | None = None
    for size in (2, 3, 4):
        name = text[start : start + size]
        if len(name) < size or not all("\u4e00" <= character <= "\u9fff" for character in name):
            break
        score = names.is_person(name)
        if score < _LIKELY:
            continue
        score += _closes(text, start + size, ends)
        if best is None or score > best[0]:
            best = (score, name)
    return best[1] if best else None


def _closes(text: str, end: int, ends: set[int]) -> float:
    """How well a name ends at `end`: at punctuation, a word border, a verb of speech."""
    after = text[end : end + 1]
    if not after or not "\u4e00" <= after <= "\u9fff":
        return 0.6
    if re.compile(
        r"表示|介绍|指出|认为|强调|说|称|在|出席|主持|致|宣|见证|和|与|及|同|为|曾|等|率|到|作|首|任|出|签|透露|坦言|提醒|分别|代表|参加|发表|的|于|已|受|作|就|向|对|将|会见|当选|讲|谈|之|从|率|一行|致|签署|启动|参观|考察"
    ).match(text, end):
        return 0.5
    return 0.2 if end in ends else 0.0
