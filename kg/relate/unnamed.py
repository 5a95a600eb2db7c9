"""Names that no list knows, where only a name can stand: 由甲研究院运营, 承建企业为甲, 与甲签署, 位于甲."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Mention
from kg.relate.arguments import VALUES
from kg.relate.coordination import Fits
from kg.relate.markers import affixes, words
from kg.relate.sentence import CLAUSE_MARKS, Sentence, Token

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_BODY = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{3,20}")
_FOUNDED = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·]{2,14}")
_COMMON = ("n", "vn", "an", "l", "i", "b", "a", "s", "j", "g", "ng", "v")
_ENDS = ("d", "p", "v", "c", "u", "t", "f", "x")
"""First letters of the tags of words before which a name ends."""


def phrase(
    sentence: Sentence, low: int, high: int, *, cls: str, kind: str | None, longest: int, barred: str
) -> Mention | None:
    """The tokens [low, high) as a name of up to `longest` characters.

    None if one of them is a mention, a word of the lexicon or of a part of speech (first letter) in `barred`.
    """
    tokens = [token for token in sentence.tokens[low:high] if not CLAUSE_MARKS.intersection(token.text)]
    name = "".join(token.text for token in tokens)
    if not 2 <= len(name) <= longest or not _HAN.fullmatch(name):
        return None
    if any(token.mention or token.entries or token.tag[0] in barred for token in tokens):
        return None
    if cls == "Organization" and name.endswith(affixes("party_kinds")):
        return None
    found_by = "place" if cls == "Place" else "party"
    return Mention(tokens[0].start, tokens[-1].end, name, cls, 0.5, found_by, kind, name)


def founded(sentence: Sentence, low: int, high: int) -> Mention | None:
    """The tokens [low, high), which are founded on a date, as the name of a body, with the place that opens it
    (青江|巨木|教育). None for a single common noun (园区)."""
    tokens = [token for token in sentence.tokens[low:high] if not CLAUSE_MARKS.intersection(token.text)]
    name = "".join(token.text for token in tokens)
    if not _FOUNDED.fullmatch(name) or (len(tokens) == 1 and tokens[0].tag in _COMMON):
        return None
    placed = bool(tokens[0].mention and tokens[0].mention.cls == "Place")
    if len(tokens) == placed or not all(_may_name(token) for token in tokens[placed:]):
        return None
    return Mention(tokens[0].start, tokens[-1].end, name, "Organization", 0.5, "party", None, name)


def _may_name(token: Token) -> bool:
    """May a word that no list knows stand inside a name?"""
    barred = token.tag == "v" or token.tag[0] in "pducrmtfy"
    return not (token.mention or token.entries or barred)


def bodies(sentence: Sentence, low: int, high: int, fits: Fits) -> list[Mention] | None:
    """The bodies that fill [low, high), coordinated, each a mention that fits or a run of words that ends as names of
    bodies do (韩国|数据|研究院). None unless one of them is such a run."""
    found = [_body(sentence, first, last, fits) for first, last in _items(sentence, low, high)]
    bodies = [body for body in found if body is not None]
    return bodies if len(bodies) == len(found) and any(body.found_by == "body's name" for body in bodies) else None


def _items(sentence: Sentence, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The token ranges between joiners, up to the first word after which no name goes on."""
    first = low
    for at in range(low, high):
        token = sentence.tokens[at]
        valued = token.mention is not None and token.mention.cls in VALUES
        if token.word in words("joiners"):
            yield first, at
            first = at + 1
        elif valued or token.is_verb or (token.mention is None and not token.entries and token.tag.startswith(_ENDS)):
            high = at
            break
    if first < high:
        yield first, high


def _body(sentence: Sentence, low: int, high: int, fits: Fits) -> Mention | None:
    low += sentence.word_at(low) in words("agent_pronouns")  # 其|某部
    tokens = sentence.tokens[low:high]
    if len(tokens) == 1:
        return fits(tokens[0].mention) if tokens[0].mention else None
    if tokens and tokens[-1].mention and tokens[-2].word.endswith(affixes("descriptions")):
        return fits(tokens[-1].mention)
    name = "".join(token.text for token in tokens)
    known = any(token.mention and token.mention.cls not in ("Place", "Organization") for token in tokens)
    if known or not tokens or not _BODY.fullmatch(name) or not name.endswith(affixes("body_heads")):
        return None
    return fits(Mention(tokens[0].start, tokens[-1].end, name, "Organization", 0.5, "body's name", None, name))
