"""Names that end in a telling head noun: 广东省政务服务数据管理局, 公共数据授权运营平台, 第二届澜江数字治理论坛.

The head is found first; the name reaches left from it over words that may stand inside a name, and stops at a place that opens
it, a verb that governs it, a preposition, a pronoun, an adverb, punctuation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg import lexicon
from kg.model import Mention
from kg.recognise import tables
from kg.segment import Word

_NOMINAL = frozenset(
    [
        "n",
        "ns",
        "nr",
        "nt",
        "nz",
        "vn",
        "b",
        "a",
        "an",
        "j",
        "l",
        "i",
        "eng",
        "ng",
        "nrt",
        "nrfg",
        "g",
        "h",
        "k",
        "s",
        "z",
        "mq",
        "vg",
        "ag",
        "f",
        "q",
    ]
)
_JOINERS = frozenset("和与及")
_ORDINAL = re.compile(
    r"第[0-9一二三四五六七八九十百]+[届次期]|[0-9]{4}年?|[0-9]{4,6}|三年|三大|四大|[一二三四五六七八九十]大|[0-9]+人|全国性"
)
_BRACKET = re.compile(r"（[^（）\n]{1,10}）$")
_EDITION = re.compile(r"(?:(?:[0-9]{4}年?)?（?第[0-9一二三四五六七八九十百]+[届次]）?|(?<![0-9])[0-9]{4}年?)?$")
_YEAR = re.compile(r"[0-9]{4}年(?:度)?$")
_QUOTE = re.compile(r"[“‘][^“”‘’\n]{1,20}[”’]$")
_ADMIN = re.compile(r"(?:省|市|县|区|州|盟|旗|自治区|国)$")
_CONTINUES = frozenset("等的和与及、于在将由已也都是为系揭挂有还则不曾以拟位隶又")
_LONGEST = 40
_COMPLETE = frozenset(["中共中央", "党中央", "中央政治局", "政府工作报告", "合资公司", "城市大脑", "电子政务外网"])


@cache
def _automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    words = tuple(sorted(tables.heads()))
    return AhoCorasick(words, matchkind=MatchKind.Standard), words


_GENERIC = re.compile(
    r"^(?:各|该|本|有关|相关|部分|地级|当地|省级|市级|县级|我|全|一些|多家|多个|国内|国外)|(?:部门|单位|机构|企业|干部|(?<![省市县区州])政府)$"
)


def is_generic(name: str) -> bool:
    """Does `name` mean a kind of body (各级政府, 有关部门), not one body?"""
    return bool(_GENERIC.search(name))


class Line:
    """The words of a text with the lookups that the walk needs: word ends, places, ranges taken by titles."""

    def __init__(self, text: str, words: Sequence[Word], fixed: Sequence[Mention]) -> None:
        self.text, self.words = text, words
        self.starts = [word.start for word in words]
        self.ends = {word.end for word in words}
        self.common = {word.text for word in words if word.tag.startswith(("v", "d"))}
        self.days: set[int] = set()
        self.posts: set[int] = set()
        self.places = {m.end: m for m in fixed if m.cls == "Place"}
        self.place_starts = {m.start for m in self.places.values()}
        self.known = {m.end: m for m in fixed if m.cls == "Organization"}

    def word_before(self, offset: int) -> Word | None:
        """The word (cut at `offset`) that ends at `offset`."""
        index = bisect_right(self.starts, offset - 1) - 1
        if index < 0:
            return None
        word = self.words[index]
        return (
            word
            if word.end == offset
            else Word(word.start, offset, self.text[word.start : offset], word.tag if word.end - offset < 2 else "n")
        )


def find(
    text: str,
    words: Sequence[Word],
    fixed: Sequence[Mention],
    titles: Sequence[tuple[int, int]],
    days: Sequence[Mention] = (),
) -> Iterator[Mention]:
    """Candidates by head noun. `fixed` are places and well-known names found before; `titles` ranges of post words;
    `days` dates, which no name reaches into unless they are years."""
    line, taken, posts = (
        Line(text, words, fixed),
        {i for start, end in titles for i in range(start, end)},
        {start for start, _ in titles},
    )
    line.posts = taken
    line.days = {day.end for day in days if not _YEAR.fullmatch(day.text) and not day.text.isdigit()}
    for end, head in sorted(_heads(text).items()):
        start = end - len(head.word)
        if start in taken or not (end in posts or _ends_here(line, end)):
            continue
        first = _walk(line, start, head)
        if _names(line, first, start, head):
            score = 0.9 if first in line.place_starts or len(text[first:end]) > 5 else 0.75
            yield Mention(first, end, text[first:end], head.cls, score, "head noun", head.kind, text[first:end])


def _heads(text: str) -> dict[int, tables.Head]:
    """The longest head noun that ends at each offset."""
    automaton, table = _automaton()
    longest: dict[int, tables.Head] = {}
    for index, _, end in automaton.find_matches_as_indexes(text, overlapping=True):
        if end not in longest or len(table[index]) > len(longest[end].word):
            longest[end] = tables.heads()[table[index]]
    return longest


def _ends_here(line: Line, end: int) -> bool:
    """Does a name end at `end`? At a word border, or where what follows cannot continue the word."""
    after = line.text[end : end + 1]
    return end in line.ends or not ("\u4e00" <= after <= "\u9fff") or after in _CONTINUES


def _walk(line: Line, start: int, head: tables.Head) -> int:
    """The left border of the name whose head begins at `start`."""
    first = start
    while first > 0 and start - first < _LONGEST:
        if line.text[:first].endswith("云上") and first in line.place_starts:
            return first - 2
        place = line.places.get(first) or (
            line.places.get(first + 1) if first == start and head.word[0] in "省市县区州" else None
        )
        if place is not None:
            first = _chain(line, place)
            if head.cls == "Event":
                return first - len(_EDITION.search(line.text[max(0, first - 16) : first])[0])  # type: ignore[index]
            if _ADMIN.search(place.text) or not _opens_before_place(line, first):
                break
            continue
        step = _step(line, first, start, head)
        if step is None:
            break
        first = step
    if head.word == "政府工作报告" and first not in line.place_starts:
        return (
            start - len(_YEAR.search(line.text[max(0, start - 8) : start])[0])
            if _YEAR.search(line.text[max(0, start - 8) : start])
            else start
        )  # type: ignore[index]
    return _trim(line, first, start)


def _chain(line: Line, place: Mention) -> int:
    """The start of a chain of places (广东省佛山市) that ends with `place`."""
    while place.start in line.places:
        place = line.places[place.start]
    return place.start


def _opens_before_place(line: Line, offset: int) -> bool:
    """数字 in 数字广东公司, 中国移动 in 中国移动澜江分公司: part of the name although a place follows."""
    word = line.word_before(offset)
    return (
        (word is not None and word.text in ("数字", "智慧", "国网", "新型"))
        or offset in line.known
        or line.text[:offset].endswith("云上")
    )


def _step(line: Line, first: int, start: int, head: tables.Head) -> int | None:
    """One word further to the left, or None at a border."""
    if first in line.days or first - 1 in line.posts:
        return None
    before = line.text[max(0, first - 24) : first]
    grouped = (
        (_BRACKET.search(before) or (_QUOTE.search(before) if head.cls != "Organization" else None))
        if before[-1:] in "）”’"
        else None
    )
    if grouped:
        return first - len(grouped[0])
    known = line.known.get(first)
    if known is not None and head.cls == "Organization" and known.kind not in ("Government", "PartyBody"):
        return known.start
    word = line.word_before(first)
    if word is None or "\n" in word.text:
        return None
    if head.cls in ("Document", "Event") and (year := _YEAR.search(before)):
        return first - len(year[0])
    if word.text == "任":
        return None
    if word.text in _JOINERS:
        return word.start if head.cls == "Event" and _conjunct(line, word.start) else _joined(line, word, first, start)
    return word.start if _inside(word, head) else None


def _inside(word: Word, head: tables.Head) -> bool:
    """May `word` stand inside a name with this head?"""
    if word.text in tables.word_list("openers") or word.text in tables.word_list("nominal_verbs"):
        return True
    if (
        word.text in tables.word_list("borders")
        or word.text in tables.word_list("governing_verbs")
        or word.text in lexicon.load().by_form
    ):
        return False
    if word.tag == "m" or word.tag == "t":
        if head.cls == "Event":
            return word.tag in ("m", "q")
        if head.cls == "Organization":
            return (
                word.text[-1] == "大"
                and head.word == "运营商"
                or word.text[0] == "第"
                or word.text in ("三", "四")
                and head.word == "运营商"
            )
        return bool(_ORDINAL.fullmatch(word.text))
    if word.tag == "x":
        return word.text.isascii() and word.text.isalnum()
    return word.tag in _NOMINAL


def _joined(line: Line, joiner: Word, first: int, start: int) -> int | None:
    """和 inside a name (国家发展和改革委员会): only if what precedes opens a name and is none itself."""
    opened, offset = None, joiner.start
    for _ in range(6):
        place = line.places.get(offset)
        if place is not None:
            return _chain(line, place)
        if offset in line.known:
            return line.known[offset].start if line.known[offset].kind == "School" else None
        word = line.word_before(offset)
        if (
            word is None
            or (word.tag not in _NOMINAL and word.text not in tables.word_list("nominal_verbs"))
            or word.text in tables.word_list("borders")
        ):
            return opened
        if any(line.text[:offset].endswith(h) and len(h) > 1 for h in _suffixes(line.text, offset)):
            return word.start if word.text.endswith(("大学", "学院")) else opened
        offset = word.start
        if word.text in tables.word_list("openers") or (
            word.text[0] in "省市县区" and not "\u4e00" <= line.text[offset - 1 : offset] <= "\u9fff"
        ):
            opened = offset
    return opened


def _conjunct(line: Line, offset: int) -> bool:
    """Does a common noun, no name, end at `offset`, so that 和 joins two modifiers (网络安全和信息化工作座谈会)?"""
    word = line.word_before(offset)
    return (
        word is not None
        and word.tag in _NOMINAL
        and offset not in line.places
        and offset not in line.known
        and not _suffixes(line.text, offset)
    )


def _suffixes(text: str, end: int) -> list[str]:
    return [text[end - size : end] for size in range(1, 7) if text[end - size : end] in tables.heads()]


def _trim(line: Line, first: int, start: int) -> int:
    """Drop what governs or merely borders the name from its left end."""
    drop = tables.word_list("governing_verbs") | tables.word_list("borders")
    index = bisect_right(line.starts, first) - 1
    while 0 <= index < len(line.words) and line.words[index].start < start:
        word = line.words[index]
        stays = word.start > first and first in line.place_starts
        if (
            word.start < first
            or stays
            or not (
                word.text in drop
                or word.tag in ("f", "q", "k")
                and word.text[-1] != "部"
                and word.end not in line.place_starts
            )
            or word.text in ("发展", "创新")
        ):
            break
        first = word.end
        index += 1
    for mark in ("由", "据"):
        at = line.text.find(mark, first, min(first + 3, start))
        if at >= 0 and (at + 1 in line.place_starts or line.text[at + 1] in "省市县区国"):
            first = at + 1
    while first < start and (
        line.text[first] in "和与及、"
        or line.text[first] in "据由从向在于将把被让经就"
        and (first + 1 in line.place_starts or line.text[first + 1] in "省市县区国")
    ):
        first += 1
    return first


def _opened(modifier: str, head: tables.Head) -> bool:
    """市数据资产评估中心: opened by the level of the body."""
    return (
        head.kind == "PublicInstitution"
        and len(modifier) > 2
        and modifier.startswith(("省", "市", "县", "区", "国家", "中国"))
    )


def _company(line: Line, first: int, start: int) -> bool:
    """云杉软件 between a word that wants a party and the end of a phrase."""
    return (
        2 <= start - first <= 4
        and line.text[max(0, first - 1) : first] in tuple("由与和同托、给为是")
        and "\u4e00" <= line.text[first] <= "\u9fff"
    )


def _names(line: Line, first: int, start: int, head: tables.Head) -> bool:
    """Is [first, head end) the name of one thing, not of a kind of thing?"""
    modifier = line.text[first:start]
    if len(head.word) == 1 and line.text[first : start + 1] in line.common:
        return False
    if head.bare and not (
        first in line.place_starts or "“" in modifier or _opened(modifier, head) or _company(line, first, start)
    ):
        return False
    if (head.cls == "Place" and len(modifier) < 2) or (head.word == "中心" and len(modifier) < 3):
        return False
    if head.kind == "Government" and head.word.endswith("政府") and first not in line.place_starts:
        return line.text[first : start + 1] in ("省", "市", "县", "区", "州", "自治区")
    if not modifier:
        return head.word in _COMPLETE or (head.word[0] in "省市县区" and len(head.word) > 1)
    if modifier in ("省", "市", "县", "区", "自治区"):
        return (
            head.cls in ("Organization", "Platform")
            and len(head.word) > 1
            and head.word not in ("公司", "集团", "学校", "平台", "系统", "热线")
        )
    return modifier not in tables.word_list("empty_modifiers") and (
        head.word == "运营商"
        or head.word == "热线"
        or not re.fullmatch(r"[0-9一二三四五六七八九十两]+[大个]?", modifier)
    )


_OWN_MEETING = re.compile(
    r"就[^，。；\n]{2,30}?(?:进行|举行|开展|组织)?(?:的)?(第[0-9一二三四五六七八九十百]+次)?(集体学习|专题学习)"
)


def own_meetings(text: str, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """A body's study session, named by its topic: 某党组就……进行第二次集体学习."""
    for body in bodies:
        match = _OWN_MEETING.match(text, body.end) if body.cls == "Organization" else None
        if match:
            short = (match[1] or "") + match[2]
            yield Mention(
                body.start,
                match.end(),
                text[body.start : match.end()],
                "Event",
                0.9,
                "own meeting",
                "StudySession",
                text[body.start : match.end()],
                aliases=(body.name + short, short),
                body=body.name,
            )
