"""Names that the writer marked: 《documents》 and “quoted names”, with the head noun that follows the quotation."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg import lexicon
from kg.model import Mention
from kg.recognise import recurrence, tables
from kg.recognise.citations import NUMBER
from kg.segment import Word

_BOOK = re.compile(
    r"《([^《》\n]{1,80}(?:《[^《》\n]{1,60}》[^《》\n]{0,40})?)》(?:（(?:[^（）\n]{0,12}版|(" + NUMBER + r"))）)?"
)
_QUOTE = re.compile(r"“([^“”\n]{1,40})”|‘([^‘’\n]{1,30})’")
_VERSION = re.compile(r"[（(].*$")
_SENTENCE_LIKE = re.compile(r"[。！？；：，]")
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]*")
_NO_NAME = re.compile(r".|[0-9]{1,2}|[一二三四五六七八九十两]类")
"""A single character, a bare number, a mere kind in quotation marks (“8”即……, 从“左”到“右”, 分“三类”) names nothing."""
_SLOGAN = 30  # characters; a longer quotation is a saying, no name
_TOLD = 0.8  # score from which on a quotation without a head is what the words beside it tell
_REPEATED = 0.4  # score of a name without its marks: what else is seen there counts more
_NUMBER_AFTER = re.compile("第[0-9一二三四五六七八九十百]+[届期讲季场]")
_EDITION = re.compile(r"(?:[12][0-9]{3}年?|第[0-9一二三四五六七八九十百]+届)$")
_EDITED = re.compile(r"(?:(?![由和与及分为是即有含的在到])[\u4e00-\u9fff]){1,3}版(?![\u4e00-\u9fff]?[面本式图块])")
_PART = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:分赛|分论坛|分会场|总决赛|半决赛|决赛|复赛|初赛|选拔赛)")
_COUNTING = re.compile("等?[两三四五六七八九十0-9]+[个大类项种层]")
_JOINERS = ("", "、", "和", "与", "及")
_SEATED = ("中心", "大厅", "体验馆", "展示馆")
"""Ends of names of what stands in a place, whose name opens with that place."""
_LONG = 3  # characters; a longer name is no part of a word
_MODIFIER = 8  # characters between a quotation and its head noun


def documents(text: str) -> Iterator[Mention]:
    """《…》 names a document; its kind follows from its last words."""
    for match in _BOOK.finditer(text):
        kind, number = _document_kind(match[1]), (match[2],) if match[2] else ()
        yield Mention(*match.span(), match[0], "Document", 1.0, "book marks", kind, match[1], aliases=number)


def quoted(text: str, words: Sequence[Word] = ()) -> Iterator[Mention]:
    """“X”平台 names a platform, “X”改革 a concept; a bare “X” is `quoted` until its use decides, unless it only
    modifies the noun after it (“两重”项目). What is listed beside a platform, or counted as one, is one too."""
    listed: list[Mention] = []
    for mention in _quotations(text, words):
        if listed and text[listed[-1].end : mention.start] not in _JOINERS:
            yield from _alike(listed, text)
            listed = []
        listed.append(mention)
    yield from _alike(listed, text)


def placed(quotations: Iterable[Mention], places: Iterable[Mention]) -> Iterator[Mention]:
    """The quotations; 青江市 of 青江市“甲”指挥中心 belongs to the name of what is a facility or a body."""
    before = {place.end: place for place in places}
    for mention in quotations:
        place = before.get(mention.start) if mention.found_by == "quoted head" else None
        if place is None or not mention.name.endswith(_SEATED):
            yield mention
        else:
            whole = place.text + mention.text
            yield replace(mention, start=place.start, text=whole, name=whole, aliases=(mention.text,))


def again(text: str, words: Sequence[Word], marked: Sequence[Mention]) -> Iterator[Mention]:
    """Where the text repeats, without marks, a name that it has quoted (推出“云岭通”。云岭通由……)."""
    quotes = ((_QUOTE.search(mention.text), mention) for mention in marked)
    names = {quote[1]: mention for quote, mention in quotes if quote and quote[1] and _recurs(mention, quote[1])}
    starts, ends = {word.start for word in words}, {word.end for word in words}
    for name, start, end in recurrence.places(text, names):
        whole = len(name) > _LONG or (start in starts and end in ends)
        if whole and text[start - 1 : start] != "“":
            named = names[name]
            yield replace(named, start=start, end=end, text=name, score=_REPEATED, found_by="quoted", aliases=())


def _recurs(mention: Mention, name: str) -> bool:
    """Can the name stand by itself, without its marks and its head noun?"""
    return mention.cls == "Platform" or (mention.cls == "Concept" and len(name) >= _LONG)


def _alike(listed: list[Mention], text: str) -> Iterator[Mention]:
    """The quotations of one list: unmarked ones are platforms if another is, or if what follows counts them so."""
    sure = any(mention.cls == "Platform" and mention.score >= _TOLD for mention in listed)
    platforms = sure or (len(listed) > 1 and _counted().match(text, listed[-1].end))
    for mention in listed:
        told = not platforms or mention.found_by != "quoted" or mention.cls != "Concept"
        yield mention if told else replace(mention, cls="Platform", score=_TOLD)


def _quotations(text: str, words: Sequence[Word]) -> Iterator[Mention]:
    """Each quotation by itself."""
    after = {word.start: word for word in words}
    crossed = {at for word in words for at in range(word.start + 1, word.end)}
    for match in _QUOTE.finditer(text):
        inner = match[1] or match[2]
        if _SENTENCE_LIKE.search(inner) or len(inner) > _SLOGAN or _lists(inner, text, match.end()):
            continue
        if head := None if _defined(after.get(match.end())) else _head_after(text, match.end(), crossed):
            yield _with_head(text, match.start(), inner, *head)
        elif edited := _EDITED.match(text, match.end()):
            whole = text[match.start() : edited.end()]
            yield Mention(match.start(), edited.end(), whole, "Platform", _TOLD, "quoted head", None, whole)
        else:
            if _NO_NAME.fullmatch(inner):
                continue
            found_by = "quoted modifier" if _modifies(after.get(match.end())) else "quoted"
            cls, score = _guess(inner)
            if cls == "Event" and (number := _NUMBER_AFTER.match(text, match.end())):
                whole = text[match.start() : number.end()]
                yield Mention(match.start(), number.end(), whole, cls, _TOLD, "quoted", None, whole, aliases=(inner,))
                continue
            if score < _TOLD and _serves(text, *match.span()):
                cls, score = "Platform", _TOLD
            yield Mention(*match.span(), match[0], cls, score, found_by, None, inner)


def _lists(inner: str, text: str, end: int) -> bool:
    """Are the words in quotation marks no name but a list that is counted (“看、办、评”三个频道)?"""
    return "、" in inner and _COUNTING.match(text, end) is not None


def _defined(word: Word | None) -> bool:
    """Does a clause about the quotation begin with `word`, so that no head noun of it follows (“甲”含……)?"""
    return word is not None and word.text in tables.word_list("defining")


def _with_head(text: str, start: int, inner: str, end: int, head: tables.Head) -> Mention:
    """A quotation with its head noun; the head is part of the name, except of a platform, a strategy, a speech."""
    if head.cls == "Event":
        start, end = _edition(text, start), _part_of_event(text, end)
    whole = text[start:end]
    bare = (head.cls == "Platform" and not head.word.endswith("中心")) or head.kind in ("Strategy", "Speech")
    name, alias = (inner, whole) if bare else (whole, inner)
    return Mention(start, end, whole, head.cls, 0.95, "quoted head", head.kind, name, aliases=(alias,))


def _edition(text: str, start: int) -> int:
    """Where the year or the number begins that stands right before a quoted event (2025年“…”大赛)."""
    before = _EDITION.search(text, max(0, start - _MODIFIER), start)
    return before.start() if before else start


def _part_of_event(text: str, end: int) -> int:
    """Where the name ends if what follows is a part of the event (“…”大赛|青江分赛)."""
    part = _PART.match(text, end)
    return part.end() if part else end


def _serves(text: str, start: int, end: int) -> bool:
    """Does what stands beside the quotation [start, end) show that it names a platform?"""
    before, after = tables.word_list("platform_before"), tables.word_list("platform_after")
    return text.endswith(tuple(before), 0, start) or text.startswith(tuple(after), end)


@cache
def _counted() -> re.Pattern[str]:
    """两款小程序 after a list of quotations."""
    heads = (head.word for head in tables.heads().values() if head.cls == "Platform")
    return re.compile(rf"等?[两三四五六七八九十多0-9]+[个款大项类][\u4e00-\u9fff]{{0,4}}?{tables.alternation(heads)}")


def _modifies(word: Word | None) -> bool:
    """Is the word after a quotation a noun that it modifies? What measures a platform is none (“云岭通”实名用户)."""
    if word is None or word.text in tables.word_list("measured") or word.text in lexicon.load().by_form:
        return False
    return word.tag in ("n", "vn", "nz", "j")


def _guess(inner: str) -> tuple[str, float]:
    """The class of a quotation without a head noun after it, and its score: from its own last word or character."""
    if inner in tables.known_names():
        return tables.known_names()[inner].cls, _TOLD
    if inner.endswith(tuple(tables.word_list("measure_endings"))):
        return "Concept", 0.5
    head = next(iter(tables.endings(inner, longest=len(inner))), None)
    if head is not None and (head.cls in ("Platform", "Concept", "Event") or len(head.word) > 2):
        return head.cls, 0.6
    return ("Platform" if inner[-1] in tables.word_list("service_endings") else "Concept"), 0.5


def _head_after(text: str, start: int, crossed: Container[int]) -> tuple[int, tables.Head] | None:
    """The longest head noun after a short modifier after `start`, none that ends inside a word: its end and entry."""
    run = _WORDS.match(text, start, start + _MODIFIER + 6)
    reach = run[0] if run else ""
    for offset in range(min(_MODIFIER, len(reach))):
        if not _may_modify(reach[:offset]):
            return None
        head = tables.beginning(reach[offset:])
        end = start + offset + len(head.word) if head else start
        if head is None or end in crossed or (
            head.cls == "Organization" and (head.bare or reach.startswith("的"))
        ):  # of 甲 only said what it is for (是“乙”的运营商)
            continue
        if not tables.by_chance(text, end, head):
            return end, head
    return None


def _may_modify(run: str) -> bool:
    """May `run` stand between a quotation and its head noun (政务服务 in “松河办”政务服务平台)?"""
    borders = tables.word_list("borders") | tables.word_list("governing_verbs") | tables.word_list("joiners")
    borders -= tables.word_list("quotation_modifiers")
    if _COUNTING.match(run):
        return False
    return not any(run[i:j] in borders for i in range(len(run)) for j in range(i + 1, len(run) + 1))


def _document_kind(name: str) -> str | None:
    """The kind of a document by the end of its title, the version in brackets left out."""
    title = _VERSION.sub("", name)
    head = next((head for head in tables.endings(title) if head.cls == "Document"), None)
    if head:
        return head.kind
    return next((kind for ending, kind in tables.document_endings().items() if title.endswith(ending)), None)
