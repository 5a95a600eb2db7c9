"""Frames whose second argument is a list of free noun phrases: the parts of a whole, the units of a body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from kg.model import Mention
from kg.relate import items
from kg.relate.arguments import VALUES
from kg.relate.coordination import Group
from kg.relate.markers import affixes, choice, words
from kg.relate.sentence import Sentence, Token
from kg.relate.site import Binding, Site
from kg.relate.verbs import transitive

_UNIT = re.compile(rf"[\u4e00-\u9fff]{{1,10}}{choice('unit_heads')}")
_STRUCTURE = re.compile(rf"[\u4e00-\u9fffA-Za-z0-9]{{2,12}}{choice('structures')}")
_COUNTED_UNITS = re.compile(
    "(?:等(?:[两三四五六七八九十0-9]+[家个])?|[两三四五六七八九十0-9]+[家个])"
    "(?:全资|控股|直属|参股)?(?:子公司|企业|公司|机构|单位|分公司)"
)
_SHARED = re.compile(f"等?(?:[两三四五六七八九十]+|[0-9]+)个({choice('shared_units')})$")
_NAME = re.compile("[\u4e00-\u9fffA-Za-z0-9]{2,12}")
_NOUNS = re.compile("[\u4e00-\u9fff]{4,12}")
_LONGEST_ITEM = 18
_NO_PART = re.compile("[，（]|在内的|[区国家](?:约|超过?|近|已有)$|^[0-9一二三四五六七八九十]+[大个项章篇条部类层级种]")
"""In an item that is cut off, or counts something (来自多个国家和地区约……, 六章)."""
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
    """整体V甲、乙和丙（包括）；整体由甲、乙V（组成）；整体V三个部分：甲、乙、丙。"""
    word = site.text_at(site.index)
    if word in words("composing"):
        wholes, low, high = _composed(site) if site.says("by") else _composing(site)
    else:
        wholes, low, high = _divided(site) or _explained(site) or site.subject("whole"), site.index + 1, site.high
        wholes = wholes or _unnamed(site, site.low, site.index)
    if len(wholes) != 1 or not _states_parts(site, word, wholes[0]):
        return
    announced = items.announced(site.sentence, low, site.high)
    listed = items.split(site.sentence, *(announced or (low, high)))
    if not listed:
        return  # the text ends with the word
    if word in words("counted_only") and not items.is_counted(listed[-1]):
        return
    if word in words("integrating") and items.text_of(listed[-1]).rstrip("。；，").endswith(affixes("functions")):
        return
    parts = [part for item in listed if (part := _part(site, item, wholes[0]))]
    if word in words("governing"):
        parts = [part for part in parts if part.cls == "Place"]
    if len(parts) > 1 or (parts and not announced and word not in words("plural_only")):
        yield Binding({"whole": wholes, "part": parts})


def _states_parts(site: Site, word: str, whole: Mention) -> bool:
    """Does the word say of `whole` that it has parts: not what a body opens (开设), a place arranges (设置), or of what
    examples are given (吸引包括甲在内的……)?"""
    if whole.cls == "Organization" and word in words("opening"):
        return False
    if word in words("arranging") and whole.cls not in _ARRANGED:
        return False
    if word in words("governing") and whole.cls != "Place":
        return False  # 甲局下辖乙站 states partOf
    after = site.sentence.tokens[site.index + 1 : site.high]
    if whole.cls == "Organization" and any(e.frame == "NounPossessiveFrame" for token in after for e in token.entries):
        return False
    verbal = site.index > site.low and site.sentence.tokens[site.index - 1].tag in ("v", "p")
    return word != "由" and not (verbal and word in words("including")) and not _is_of_another(site, whole)


def _is_of_another(site: Site, whole: Mention) -> bool:
    """Does the list explain something else than `whole`, of which the sentence spoke before: a longer noun phrase that
    `whole` only opens (松河平台|缴费服务分为……), the object of a verb (甲新增两种服务，包括……)?"""
    tokens = site.sentence.tokens[: site.index]
    between = [token for token in tokens if token.start >= whole.end]
    if len(between) == len(tokens) or not between:
        return False
    plain = takewhile(lambda token: not token.mention and not token.entries and token.tag[0] in "nvb", between)
    long = (token for token in plain if len(token.text) > 1 and token.word not in words("whole_texts"))
    if any(token.tag in ("n", "vn", "nz") for token in long):
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
    if tokens and tokens[0].mention and tokens[0].mention.found_by == "anaphora":
        return []  # 本次评价|指标: what is pointed at has a name
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
    """甲V乙、丙（下设、旗下拥有）；甲V两个中心：乙、丙: units that no list knows are taken by their last character."""
    plain = list(transitive(site))
    described = site.text_at(site.index + 1) == "的"
    end = next((at for at in range(site.index + 2, site.high) if _ends_unit(site.sentence, at)), site.high)
    low, high = (site.index + 2, end) if described else (site.index + 1, site.high)
    listed = units(site.sentence, *(items.announced(site.sentence, low, high) or (low, high)), counts_from=low)
    if site.text_at(site.index) in words("having") and not listed:
        return
    named = sum(len(binding.roles["theme"]) for binding in plain)
    owners = site.subject("agent") if len(listed) > named else []
    if owners:
        yield Binding({"agent": owners[:1], "theme": listed})
    else:
        yield from plain


def units(sentence: Sentence, low: int, high: int, *, counts_from: int | None = None) -> list[Mention]:
    """The units that the tokens [low, high) list; the number that counts them may stand before, from `counts_from`."""
    listed = items.split(sentence, low, high)
    said = sentence.between(low if counts_from is None else counts_from, high)
    counted = bool(listed) and _COUNTED_UNITS.search(said) is not None
    return _sharing(listed) or [unit for item in listed if (unit := _unit(item, counted=counted))]


def _sharing(listed: list[list[Token]]) -> Group:
    """甲专项组 and 乙专项组 of 下设甲、乙两个专项组."""
    shared = _SHARED.search(items.text_of(listed[-1]).rstrip("。；，")) if len(listed) > 1 else None
    if shared is None:
        return []
    last = _before(listed[-1], shared.start())
    named = [items.text_of(item) for item in [*listed[:-1], last]]
    if any(not _NAME.fullmatch(name) or name.endswith(affixes("unit_heads")) for name in named):
        return []
    return [
        Mention(item[0].start, item[-1].end, name + shared[1], "Organization", 0.6, "list item", None, name + shared[1])
        for item, name in zip([*listed[:-1], last], named, strict=True)
    ]


def _ends_unit(sentence: Sentence, at: int) -> bool:
    """Does what is said of a unit begin at token `at` (下设的某科由……)?"""
    token = sentence.tokens[at]
    return bool(token.entries) or token.tag[0] in "pdv"


def _unit(item: list[Token], *, counted: bool = False) -> Mention | None:
    """An item that ends as the name of a unit does, or any name of a list that counts them (甲、乙两家子公司)."""
    if counted and (units := _COUNTED_UNITS.search(items.text_of(item))):
        item = _before(item, units.start())
    if not item:
        return None
    name, start, first = items.bare(items.text_of(item)), item[0].start, item[0].mention
    if first is not None and first.cls == "Organization" and first.text == name:
        return first
    valued = first is not None and first.cls in VALUES
    if valued or not (_UNIT.fullmatch(name) or (counted and _NAME.fullmatch(name))):
        return None
    return Mention(start, start + len(name), name, "Organization", 0.6, "list item", None, name)


def _before(item: list[Token], length: int) -> list[Token]:
    """The tokens of the first `length` characters."""
    end = item[0].start + length
    return [token for token in item if token.end <= end]


def _part(site: Site, item: list[Token], whole: Mention) -> Mention | None:
    """A part as a mention: the one that fills the item, else the item itself as a noun phrase of the whole's class."""
    text, first = items.text_of(item), item[0].mention
    name = items.bare(text)
    if first is not None and first.found_by != "anaphora" and name in (first.text, first.text.strip("“”")):
        return site.fits("part", first) if first.cls not in VALUES else None
    if (first is not None and first.cls in VALUES) or text.startswith(affixes("no_parts")):
        return None
    if item[0].tag[0] == "p" if first is None else [token.word for token in item[1:2]] == ["的"]:
        return None
    start = item[0].start + max(0, text.find(name))
    cls, least = _PART_CLASS.get(whole.cls), 1 if item[-1].quote or item[0].quote else 2
    if cls is None or not least <= len(name) <= _LONGEST_ITEM or _NO_PART.search(name):
        return None
    return Mention(start, start + len(name), name, cls, 0.7, "list item", None, name)
