"""Posts and the persons beside them: 全国政协委员、青江城市发展研究院院长林某某.

A position is a post word with the body before it; a person is a plausible name right after a position, or before a verb
of appointment. A name found so is then recognised wherever the text repeats it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg import lexicon
from kg.model import Mention
from kg.recognise import recurrence, tables
from kg.segment import Word
from kg.zh import names

_LIKELY = 0.5
_AFTER_COPULA = 0.45
_REST = re.compile("[\u4e00-\u9fff]{2,4}(?=[，。；、]|$)")
_SURE = 0.85
_RARE = 0.4
_OF_PERSONS = frozenset(["ProposalFrame", "ParticipationFrame", "AppointmentFrame"])
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,6}){1,3}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_HEADED = re.compile(
    r"\s*([\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]+(?:·[\u4e00-\u9fff]+)+)[，（](?:男|女|汉族|[0-9]{4}年[^，。（）]{0,6}(?:生|出生))"
)
_HELD = re.compile("(?:曾任|时任|历任|担任|出任|身兼)[^，。；、的]*\\Z")
_HOLDING = ("任", "兼")
"""Verbs of holding a post that are surnames too."""
_REACH = 20
"""How many characters before a post the verb of holding it may stand."""
_OPENING = r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,3}?)"
_SINCE = (
    r"(?:[于自从]?(?:[0-9]{4}|[去今当同次])年(?:[0-9]{1,2}月)?"
    r"(?:[至到](?:[0-9]{4}年)?(?:[0-9]{1,2}月)?)?[起底初]?(?:一直)?)?"
)
"""When somebody held a post, between the name and the verb (林某2015年至2020年任……)."""
_APPOINTED = r"(?:任命|免去|聘任|选举|推选|提名|接替|接棒)([\u4e00-\u9fff]{2,3}?)(?=为|的|同志|担任|出任|任)"


def ranges(text: str) -> list[tuple[int, int]]:
    """Reading offsets of post words with their prefixes."""
    return [match.span() for match in _posts().finditer(text)]


def positions(text: str, spans: Sequence[tuple[int, int]], bodies: Sequence[Mention]) -> Iterator[Mention]:
    """Posts; a body (organisation or place) that ends where the post word starts belongs to the position."""
    by_end: dict[int, Mention] = {}
    for body in bodies:
        if body.end not in by_end or body.start < by_end[body.end].start:
            by_end[body.end] = body
    for start, end in spans:
        of = by_end.get(start) or _holding(by_end.get(start + 1), start)
        first = _posted(text, of, by_end) if of else start
        post = text[first:end]
        name = text[first:start] + _untimed(text[start:end])
        yield Mention(first, end, post, "Position", 0.9, "post", name=name, body=of.text if of else None)


def _untimed(post: str) -> str:
    """董事长 of 时任董事长: when someone held it is no part of its name."""
    return next((post.removeprefix(word) for word in tables.posts("timed") if post.startswith(word)), post)


def _holding(body: Mention | None, start: int) -> Mention | None:
    """The body whose last character begins the post (教育部 + 部长), if it is longer than that."""
    return body if body and body.cls == "Organization" and body.start < start else None


def _posted(text: str, of: Mention, by_end: dict[int, Mention]) -> int:
    """Where a position at `of` begins: with the country that posts an envoy there (青国驻云国大使)."""
    sender = by_end.get(of.start - 1) if text[of.start - 1 : of.start] == "驻" else None
    return sender.start if sender else of.start


def persons(
    text: str, words: Sequence[Word], spans: Sequence[tuple[int, int]], suggested: Sequence[Mention]
) -> Iterator[Mention]:
    """Persons after a post (`spans`) or before a verb of appointment, and every further place that repeats their names.

    A person that the trained recogniser suggests wins over our guess of where the name after a post ends.
    """
    people = [mention for mention in suggested if mention.cls == "Person"]
    found = [
        *_after_posts(text, words, spans, people),
        *_before_words(text),
        *_apposed(text),
        *_shortened(spans, people),
        *_tagged(words),
    ]
    for name, start, end in recurrence.places(text, found):
        yield Mention(start, end, name, "Person", 0.9, "post", name=name)


def _after_posts(
    text: str, words: Sequence[Word], spans: Sequence[tuple[int, int]], people: Sequence[Mention]
) -> Iterator[str]:
    """Names right after a post or its copula (院长为林某), or after 的 where it was held (曾任院长的林某); none after a
    post that is itself said of the person before it (林某市长来梅川)."""
    ends, known = {word.end for word in words}, {person.start: person.text for person in people}
    addressed, firsts = {person.end for person in people}, {first for first, _ in spans}
    for first, end in spans:
        if first in addressed:
            continue
        start = end + next((len(word) for word in tables.posts("copulas") if text.startswith(word, end)), 0)
        if text.startswith("的", end) and _HELD.search(text, max(0, first - _REACH), first):
            start = end + 1
        if text.startswith(_HOLDING, start) and start + 1 in firsts:
            continue  # 由市长任|组长
        known_as = known.get(start)
        name = _name_at(text, start, ends) or (_whole_name(text, start) if start > end else None)
        only_surname = known_as is not None and names.is_compound_surname(known_as)
        if known_as and not (name and (only_surname or _completes(text, start, known_as, name))):
            name = known_as
        if name:
            yield _unglued(name) if _is_likely(_unglued(name)) else name


def _before_words(text: str) -> Iterator[str]:
    """Names at the beginning of a clause before a verb of appointment, a word of address or posts in brackets, after 由
    before a verb, and of the person whom an entry of an encyclopaedia is about."""
    if headed := _HEADED.match(text):
        yield headed[1]
    for pattern in _followed():
        for match in pattern.finditer(text):
            name = _unglued(match[1])
            appointed = name.endswith("任") and pattern is _followed()[1]  # 林一任 of 林一任局长
            if _is_likely(name) and not appointed:
                yield name


def _apposed(text: str) -> Iterator[str]:
    """Names that open a sentence before a clause that is a post with its body: 段某，乙局局长，……"""
    return (m[1] for m in _before_posts().finditer(text) if names.is_person(m[1]) >= _RARE)


def _tagged(words: Sequence[Word]) -> Iterator[str]:
    """What the word cutter takes for a name where only a person stands: 由林某于……, ，林某提出."""
    forms = lexicon.load().by_form
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        if not word.tag.startswith("nr"):
            continue
        name = _unglued(word.text)
        follows = any(entry.frame in _OF_PERSONS for entry in forms.get(after.text, ()))
        if names.is_person(name) > _SURE and (
            (before.text in ("由", "被") and name != word.text) or (before.tag == "x" and follows)
        ):
            yield name


def _shortened(spans: Sequence[tuple[int, int]], people: Sequence[Mention]) -> Iterator[str]:
    """林某 where the recogniser reads 林某任 before a post, 林某于 or 由林某: the third character is its own word."""
    posts = {start for start, _ in spans}
    for person in people:
        if person.text[-1] == "任" and person.end in posts:
            yield person.text[:-1]
        elif (name := _unglued(person.text)) != person.text and _is_likely(name):
            yield name


def _unglued(name: str) -> str:
    """Of three characters the two that are no word of their own."""
    if len(name) == 3 and name[-1] in tables.posts("glued_after"):
        return name[:-1]
    return name[1:] if len(name) == 3 and name[0] in tables.posts("glued_before") else name


def _is_likely(name: str) -> bool:
    return names.is_person(name) >= _LIKELY


def _name_at(text: str, start: int, ends: set[int]) -> str | None:
    """The most plausible personal name of two to four characters (longer with ·) that starts at `start`."""
    if foreign := _FOREIGN.match(text, start):
        return _verbs_after().sub("", foreign[0])
    if text.startswith(tables.posts("no_name"), start):
        return None
    run = _CHINESE.match(text, start, start + 4)
    best: tuple[float, str] | None = None
    for size in range(2, len(run[0]) + 1 if run else 0):
        name = text[start : start + size]
        score = names.is_person(name)
        if best and text[start + size - 1 : start + size + 1] in lexicon.load().by_form:
            continue  # 周明|发布
        if score >= _LIKELY:
            score += _closes(text, start + size, ends)
            best = (score, name) if best is None or score > best[0] else best
    return best[1] if best else None


def _whole_name(text: str, start: int) -> str | None:
    """A rare name that fills the rest of its clause after a copula (院长为麦桐，)."""
    run = _REST.match(text, start)
    return run[0] if run and names.is_person(run[0]) >= _AFTER_COPULA else None


def _completes(text: str, start: int, known: str, name: str) -> bool:
    """Does `name` go one character further than the recogniser reads, to a verb that persons have (周明之|到会)?"""
    one_more = len(name) == len(known) + 1 and name.startswith(known)
    closing = tables.posts("closing")
    return one_more and text.startswith(closing, start + len(name)) and not text.startswith(closing, start + len(known))


def _closes(text: str, end: int, ends: set[int]) -> float:
    """How well a name ends at `end`: at punctuation, a word border, a verb of speech."""
    if not _CHINESE.match(text, end):
        return 0.7
    if text.startswith(tables.posts("closing"), end):
        return 0.6
    return 0.2 if end in ends else 0.0


@cache
def _verbs_after() -> re.Pattern[str]:
    """A verb glued to the end of a transliterated name, which no surname bounds."""
    longer = [word for word in tables.posts("closing") if len(word) > 1]
    return re.compile(tables.alternation(longer) + r".*\Z")


@cache
def _posts() -> re.Pattern[str]:
    prefixes, titles, barred = (tables.alternation(tables.posts(key)) for key in ("prefixes", "titles", "not_before"))
    return re.compile(rf"{prefixes}{{0,3}}{titles}(?!{barred})")


@cache
def _before_posts() -> re.Pattern[str]:
    titles = tables.alternation(tables.posts("titles"))
    return re.compile(rf"(?:^|(?<=[。！？\n]))([\u4e00-\u9fff]{{2,3}})，(?=[^，。；、\n]{{2,20}}{titles}，)")


@cache
def _followed() -> tuple[re.Pattern[str], ...]:
    """A name before a verb of appointment, before a word of address, after 由, before its posts in brackets, after a
    verb of appointment."""
    keys = ("appointing", "not_after_appointing", "addressing", "done_by_persons")
    appointing, barred, addressing, done = (tables.alternation(tables.posts(key)) for key in keys)
    return (
        re.compile(rf"{_OPENING}(?={_SINCE}{appointing}(?!{barred}))"),
        re.compile(rf"{_OPENING}(?={addressing})"),
        re.compile(rf"由([\u4e00-\u9fff]{{2,3}}?)(?=(?:{appointing}|{done})(?!{barred})|{addressing})"),
        re.compile(rf"{_OPENING}(?=（[^（）]{{0,20}}{tables.alternation(tables.posts('titles'))}）)"),
        re.compile(_APPOINTED),
    )
