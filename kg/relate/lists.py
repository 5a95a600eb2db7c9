"""Frames whose second argument is a list of free noun phrases: the parts of a whole, the units of a body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from kg.model import Mention
from kg.relate.arguments import VALUES
from kg.relate.coordination import Group
from kg.relate.markers import affixes, choice, words
from kg.relate.sentence import Sentence, Token
from kg.relate.site import Binding, Site
from kg.relate.verbs import transitive

_COUNTED = choice("counted_parts")
_COUNTER = re.compile(
    rf"(?<=.)(?:等)?[0-9一二三四五六七八九十两几多]+[余多]?(?:[大个项方部维门种类层板家张条]+{_COUNTED}*|{_COUNTED}+).*$"
)
_TAIL = re.compile(r"(?:等|“?三位一体).*$")
_TRIM = " “”‘’、和与及的了"
_UNIT = re.compile(rf"[\u4e00-\u9fff]{{1,10}}{choice('unit_heads')}")
_STRUCTURE = re.compile(rf"[\u4e00-\u9fffA-Za-z0-9]{{2,12}}{choice('structures')}")
_COUNTED_UNITS = re.compile(
    "(?:等(?:[两三四五六七八九十0-9]+[家个])?|[两三四五六七八九十0-9]+[家个])"
    "(?:全资|控股|直属|参股)?(?:子公司|企业|公司|机构|单位|分公司)"
)
_NAME = re.compile("[\u4e00-\u9fffA-Za-z0-9]{2,12}")
_NOUNS = re.compile("[\u4e00-\u9fff]{4,12}")
_LONGEST_ITEM = 18
_NO_PART = re.compile("[，（]|在内的|[区国家](?:约|超过?|近|已有)$")
"""In an item that is cut off, or counts something (来自多个国家和地区约……)."""
_ARRANGED = ("Platform", "Event", "Document")
"""Classes of what has parts set in it (平台设置甲、乙两种模式)."""
_PART_CLASS = {
    "Platform": "Platform",
    "Event": "Event",
    "Concept": "Concept",
    "Document": "Concept",
    "Organization": "Organization",
}
"""Class of a whole → class of those of its parts that no list names."""


def enumeration(site: Site) -> Iterator[Binding]:
    """整体V甲、乙和丙（包括）；整体由甲、乙V（组成）。"""
    word = site.text_at(site.index)
    if word in words("composing"):
        wholes, low, high = _composed(site) if site.says("by") else _composing(site)
    else:
        wholes, low, high = _divided(site) or _explained(site) or site.subject("whole"), site.index + 1, site.high
        wholes = wholes or _unnamed(site, site.low, site.index)
    verbal = site.index > site.low and site.sentence.tokens[site.index - 1].tag in ("v", "p")
    if wholes and wholes[0].cls == "Organization" and word in words("opening"):
        return
    if wholes and word in words("arranging") and wholes[0].cls not in _ARRANGED:
        return
    if word == "由" or len(wholes) != 1 or (verbal and word in words("including")) or _is_of_another(site, wholes[0]):
        return
    items = _items(site.sentence, low, high)
    parts = [part for item in items if (part := _part(site, item, wholes[0]))]
    if len(parts) > 1 or (parts and word not in words("plural_only")):
        yield Binding({"whole": wholes, "part": parts})


def _is_of_another(site: Site, whole: Mention) -> bool:
    """Does the list explain something else than `whole`, of which the sentence spoke before: a longer noun phrase that
    `whole` only opens (松河平台|缴费服务分为……), the object of a verb (甲新增两种服务，包括……)?"""
    tokens = site.sentence.tokens[: site.index]
    between = [token for token in tokens if token.start >= whole.end]
    if len(between) == len(tokens) or not between:
        return False
    plain = takewhile(lambda token: not token.mention and not token.entries and token.tag[0] in "nvb", between)
    if any(token.tag in ("n", "vn", "nz") and len(token.text) > 1 for token in plain):
        return True
    if between[-1].word in words("among_them"):
        return len(between) > 2 or between[0].word != "，"
    explaining = any(verb in site.text_at(site.index) for verb in words("explaining"))
    return explaining and any(token.tag in ("v", "vd") and not _carries_on(token) for token in _told_actively(between))


def _told_actively(tokens: list[Token]) -> Iterator[Token]:
    """The tokens without clauses that say who did something with what is spoken of (，由甲建设，)."""
    clause: list[Token] = []
    for token in tokens:
        clause.append(token)
        if token.word == "，":
            yield from () if clause[0].word == "由" else clause
            clause = []
    yield from clause


def _carries_on(token: Token) -> bool:
    """Is it no verb of an object that a list could explain: 是, 共设……?"""
    return token.word in words("copulas") or any(entry.frame == "EnumerationFrame" for entry in token.entries)


def _composed(site: Site) -> tuple[Group, int, int]:
    """The whole and the token range of the list of 整体由甲、乙组成."""
    before = range(site.index - 1, site.low - 1, -1)
    marker = site.marker or next((at for at in before if site.text_at(at) == "由"), None)
    if marker is None:
        return [], 0, 0
    head = site.filler_at(site.index + 2, "whole") if site.text_at(site.index + 1) == "的" else None
    if head is None and site.text_at(site.index + 1) == "的":
        return [], 0, 0
    wholes = [head] if head else _unnamed(site, site.low, marker) or site.subject("whole", before=marker)
    return wholes, marker + 1, site.index


def _divided(site: Site) -> Group:
    """乙 of 甲把乙分为丙、丁."""
    before = range(site.index - 1, site.low - 1, -1)
    marker = next((at for at in before if site.sentence.word_at(at) in words("object_markers")), None)
    if marker is None:
        return []
    named = site.filler_at(marker + 1, "whole") if marker + 2 == site.index else None
    return [named] if named else _unnamed(site, marker + 1, site.index, _NOUNS)


def _unnamed(site: Site, low: int, high: int, shape: re.Pattern[str] = _STRUCTURE) -> Group:
    """A noun phrase that fills the tokens [low, high), of a shape, such as that of what has parts (竞争力|模型)."""
    tokens = site.sentence.tokens[low:high]
    name = "".join(token.text for token in tokens)
    nominal = all(token.tag[0] in "nvbaljz" and not token.entries for token in tokens if token.mention is None)
    values = any(token.mention and token.mention.cls in VALUES for token in tokens)
    if len(tokens) < (2 if shape is _STRUCTURE else 1) or not nominal or values or not shape.fullmatch(name):
        return []
    whole = Mention(tokens[0].start, tokens[-1].end, name, "Concept", 0.6, "noun phrase", None, name)
    return [fit] if (fit := site.fits("whole", whole)) else []


def _composing(site: Site) -> tuple[Group, int, int]:
    """The whole and the token range of the list of 甲、乙构成整体."""
    return site.right("whole"), site.low, site.index


def _explained(site: Site) -> Group:
    """The thing named right before “，包括……”: the list explains it."""
    whole = site.filler_at(site.index - 2, "whole") if site.text_at(site.index - 1) == "，" else None
    return [whole] if whole else []


def possession(site: Site) -> Iterator[Binding]:
    """甲V乙、丙（下设、旗下拥有）: units that no list knows are taken by their last character."""
    plain = list(transitive(site))
    described = site.text_at(site.index + 1) == "的"
    end = next((at for at in range(site.index + 2, site.high) if _ends_unit(site.sentence, at)), site.high)
    low, high = (site.index + 2, end) if described else (site.index + 1, site.high)
    items = _items(site.sentence, low, high)
    counted = bool(items) and _COUNTED_UNITS.search(_text(items[-1])) is not None
    units = [unit for item in items if (unit := _unit(item, counted=counted))]
    named = sum(len(binding.roles["theme"]) for binding in plain)
    owners = site.subject("agent") if len(units) > named else []
    if owners:
        yield Binding({"agent": owners[:1], "theme": units})
    else:
        yield from plain


def _ends_unit(sentence: Sentence, at: int) -> bool:
    """Does what is said of a unit begin at token `at` (下设的某科由……)?"""
    token = sentence.tokens[at]
    return bool(token.entries) or token.tag[0] in "pdv"


def _unit(item: list[Token], *, counted: bool = False) -> Mention | None:
    """An item that ends as the name of a unit does, or any name of a list that counts them (甲、乙两家子公司)."""
    if counted and (units := _COUNTED_UNITS.search(_text(item))):
        item = _before(item, units.start())
    if not item:
        return None
    name = _TAIL.sub("", _COUNTER.sub("", _text(item).rstrip("。；，"))).strip(_TRIM)
    start = item[0].start
    valued = item[0].mention is not None and item[0].mention.cls in VALUES
    if valued or not (_UNIT.fullmatch(name) or (counted and _NAME.fullmatch(name))):
        return None
    return Mention(start, start + len(name), name, "Organization", 0.6, "list item", None, name)


def _before(item: list[Token], length: int) -> list[Token]:
    """The tokens of the first `length` characters."""
    end = item[0].start + length
    return [token for token in item if token.end <= end]


def _items(sentence: Sentence, low: int, high: int) -> list[list[Token]]:
    """The token runs of [low, high) between joiners, or between a closing and an opening quotation mark."""
    items: list[list[Token]] = [[]]
    for token in sentence.tokens[low:high]:
        if token.word in words("joiners"):
            items.append([])
            continue
        if items[-1] and items[-1][-1].text[-1:] in ("”", "’") and token.text[:1] in ("“", "‘"):
            items.append([])
        items[-1].append(token)
    return [item for item in items if item]


def _part(site: Site, item: list[Token], whole: Mention) -> Mention | None:
    """A part as a mention: the one that fills the item, else the item itself as a noun phrase of the whole's class."""
    named = next((token.mention for token in item if token.mention and token.mention.cls not in VALUES), None)
    if named is not None and item[0].mention is named and _is_whole_item(item):
        return named if site.fits("part", named) else None
    text = _text(item)
    if item[0].mention is not None and item[0].mention.cls in VALUES:
        return None
    if (item[0].mention is None and item[0].tag[0] == "p") or text.startswith(affixes("no_parts")):
        return None
    name = _TAIL.sub("", _COUNTER.sub("", text.rstrip("。；，：！？\n"))).strip(_TRIM)
    start = item[0].start + max(0, text.find(name))
    cls = _PART_CLASS.get(whole.cls)
    if cls is None or not 1 < len(name) <= _LONGEST_ITEM or _NO_PART.search(name):
        return None
    return Mention(start, start + len(name), name, cls, 0.7, "list item", None, name)


def _is_whole_item(item: list[Token]) -> bool:
    """Does the item end with its first token, but for a number, a particle or 等单位?"""
    if len(item) == 1:
        return True
    after = item[1]
    return after.mention is not None or after.tag in ("m", "u", "uj", "q", "x") or after.text in words("list_tails")


def _text(item: list[Token]) -> str:
    return "".join(token.text for token in item)
