"""The frame of leading in a field: 甲在乙方面领先."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Mention
from kg.relate.coordination import Group
from kg.relate.markers import choice, words
from kg.relate.sentence import Sentence
from kg.relate.site import Binding, Site

_GENERIC_END = re.compile(f"{choice('field_generics')}$")
_DESCRIBED = re.compile("这一?[个项]?[\u4e00-\u9fff]{0,4}$")
_LONGEST_FIELD = 30
_SHORT = 3


def adjective(site: Site) -> Iterator[Binding]:
    """甲在乙方面V；在乙方面，甲V；甲的乙V。"""
    span = _field_span(site)
    if span is None:
        field, themes = (
            _named(site) or _walked(site) or _possessed(site) or _led(site) or _adjoined(site) or (None, [])
        )
    else:
        field, themes = _phrase(site.sentence, *span), _leaders(site, *span)
    themes = [theme for theme in themes if theme.name not in words("scopes")]
    if field is not None and themes:
        yield Binding({"theme": themes, "field": [field]})


def _leaders(site: Site, low: int, high: int) -> Group:
    """Who leads, apart from what the field's own tokens [low, high) name."""
    before = site.left("theme", before=low - 1) if low > site.low else []  # 甲在乙方面走在全省前列: not 全省
    themes = before or site.left("theme") or site.carried("theme")
    outside = [theme for theme in themes if site.sentence.position(theme) not in range(low, high)]
    return outside or site.left("theme", before=low) or _owner(site)


def _owner(site: Site) -> Group:
    """甲 of 甲的“丙”在乙方面V: what leads is of 甲, and named."""
    owner = site.filler_at(site.low, "theme")
    owned = site.sentence.mention_at(site.low + 2)
    return [owner] if owner and owned and site.text_at(site.low + 1) == "的" else []


def _field_span(site: Site) -> tuple[int, int] | None:
    """The tokens of 乙 in 在乙方面, in this clause or the one before it."""
    sentence, low = site.sentence, site.low
    here = _span_in(sentence, low, site.index)
    before = sentence.clause(low - 1)[0] if low else 0
    return here or ((_span_in(sentence, before, low) or _topical(sentence, before, low)) if low else None)


def _topical(sentence: Sentence, low: int, high: int) -> tuple[int, int] | None:
    """The tokens of 乙 where 乙领域， is all of the clause [low, high)."""
    end = high - 2
    named = sentence.word_at(end) in words("field_ends") and all(_is_nominal(sentence, at) for at in range(low, end))
    return (low, end) if named and end > low and sentence.word_at(high - 1) == "，" else None


def _span_in(sentence: Sentence, low: int, high: int) -> tuple[int, int] | None:
    """The same among the tokens [low, high)."""
    opening = next((at for at in range(low, high) if sentence.word_at(at) in words("field_openings")), None)
    if opening is None:
        return None
    inside = range(opening + 1, high)
    closing = next((at for at in inside if sentence.word_at(at) in words("field_ends")), None)
    return (opening + 1, closing) if closing is not None and closing > opening + 1 else None


def _phrase(sentence: Sentence, low: int, high: int) -> Mention | None:
    """The noun phrase of a token range as a Concept; without 发展 or 建设 at its end it is the same concept."""
    start, end = sentence.tokens[low].start, sentence.tokens[high - 1].end
    name = sentence.between(low, high)
    if described := _DESCRIBED.search(name):
        name = name[: described.start()]
        end = start + len(name)
    if len(name) > _LONGEST_FIELD or "，" in name:
        return None
    shorter = _GENERIC_END.sub("", name)
    aliases = (shorter,) if len(shorter) > 1 and shorter != name else ()
    return Mention(start, end, name, "Concept", 0.8, "noun phrase", "Field", name, aliases=aliases)


def _named(site: Site) -> tuple[Mention, Group] | None:
    """乙 and 甲 of 甲是乙领域的领跑者."""
    sentence, before = site.sentence, range(site.index - 1, site.low - 1, -1)
    linking = words("copulas") | words("becoming") | words("regarded")
    copula = next((at for at in before if sentence.word_at(at) in linking), None)
    if copula is None:
        return None
    end = next((at for at in before if sentence.word_at(at) in words("field_ends")), None)
    start = copula + 1 + (sentence.text_at(copula + 1) in words("scopes"))
    if end is None and site.text_at(start - 1) in words("scopes") | linking:
        start += sentence.text_at(start) == "的"
        end = site.index - (site.text_at(site.index - 1) == "的")
        if not all(_is_noun(sentence, at) for at in range(start, end)):
            return None
    if end is None or end <= start:
        return None
    field = _phrase(sentence, start, end)
    themes = site.subject("theme", before=copula) or _head(site) or _next(site, copula)
    return (field, themes) if field and themes else None


def _next(site: Site, copula: int) -> Group:
    """甲 of 作为乙领域的N，甲……"""
    if site.text_at(copula) not in words("as"):
        return []
    at = site.high + (site.text_at(site.high) == "，")
    return site.group_at(at, "theme").group if at < len(site.sentence.tokens) and site.filler_at(at, "theme") else []


def _possessed(site: Site) -> tuple[Mention, Group] | None:
    """乙 and 甲 of 甲的乙走在前列."""
    for at in range(site.index - 2, site.low, -1):
        owner = site.filler_at(at - 1, "theme")
        if site.text_at(at) != "的" or owner is None:
            continue
        end = next((i for i in range(at + 1, site.index) if not _is_nominal(site.sentence, i)), site.index)
        field = _phrase(site.sentence, at + 1, end) if end > at + 1 else None
        return (field, [owner]) if field else None
    return None


def _adjoined(site: Site) -> tuple[Mention, Group] | None:
    """乙 and 甲 of 甲乙V, where 甲 opens the clause: 青江市垃圾分类工作走在全省前列."""
    theme = site.filler_at(site.low, "theme")
    end = site.index - (site.sentence.word_at(site.index - 1) in words("adverbs_of_being"))
    span = range(site.low + 1, end)
    if theme is None or not span or not all(_is_noun(site.sentence, at) for at in span):
        return None
    field = _phrase(site.sentence, site.low + 1, end)
    return (field, [theme]) if field and len(field.name) > 2 else None


def _walked(site: Site) -> tuple[Mention, Group] | None:
    """乙 and 甲 of 甲走在乙前列, 走在乙前列的（是）甲."""
    sentence = site.sentence
    opening = next((at for at in range(site.index - 1, site.low - 1, -1) if site.text_at(at) in ("在", "走在")), None)
    if opening is None or not {"走", "走在"} & {site.text_at(opening), site.text_at(opening - 1)}:
        return None
    start = opening + 1 + (site.text_at(opening + 1) in words("scopes"))
    inside = range(start, site.index)
    if not inside or any(not (_is_nominal(sentence, at) or sentence.tokens[at].tag[0] == "a") for at in inside):
        return None
    if sentence.text_at(start) in words("no_fields"):
        return None
    field = _phrase(sentence, start, site.index)
    themes = site.left("theme", before=opening) or _head(site) or site.carried("theme")
    return (field, themes) if field and themes else None


def _head(site: Site) -> Group:
    """甲 of V的甲, V的是甲."""
    if site.text_at(site.index + 1) != "的":
        return []
    at = site.index + 2 + (site.text_at(site.index + 2) in words("copulas"))
    return site.group_at(at, "theme").group if site.filler_at(at, "theme") else []


def _led(site: Site) -> tuple[Mention, Group] | None:
    """乙 and 甲 of 甲领跑全省乙."""
    if site.text_at(site.index) not in words("leading_verbs"):
        return None
    start = site.index + 1 + (site.text_at(site.index + 1) in words("scopes"))
    end = next((i for i in range(start, site.high) if not _is_nominal(site.sentence, i)), site.high)
    field, themes = _phrase(site.sentence, start, end) if end > start else None, site.subject("theme")
    return (field, themes) if field and themes else None


def _is_noun(sentence: Sentence, at: int) -> bool:
    """Is the token part of a bare noun phrase (电子证照应用)?"""
    token = sentence.tokens[at]
    nominal = token.tag[0] in "nvb" or (token.tag == "l" and len(token.text) <= _SHORT)  # 无人机
    return _is_nominal(sentence, at) and nominal and token.word not in words("no_fields")


def _is_nominal(sentence: Sentence, at: int) -> bool:
    """Can the token stand inside the noun phrase of a field?"""
    token = sentence.tokens[at]
    if token.mention is not None:
        return token.mention.cls in ("Concept", "Platform")
    inside = token.tag.startswith(("n", "v", "l", "b")) and token.word not in words("positional_verbs")
    return inside and token.word not in words("field_ends")
