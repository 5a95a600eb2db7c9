"""Coordinated mentions (甲、乙和丙), and what stands right before and after them.

All functions speak of token positions in a Sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kg.model import Mention
from kg.relate.markers import affixes, words
from kg.relate.sentence import Sentence, Token

Fits = Callable[[Mention], Mention | None]
"""A filter of arguments: the mention, perhaps with its class made definite, or None."""

Group = list[Mention]
"""Coordinated mentions in text order."""

_DESCRIBED = 6
"""How many tokens after a joiner a party may stand that a noun describes."""
_QUOTES = frozenset("“”‘’《》")


class Coordination(NamedTuple):
    """A group and the positions of its first and last token (inclusive)."""

    group: Group
    first: int
    last: int


def group_at(sentence: Sentence, index: int, fits: Fits) -> Coordination:
    """The coordinated group around token `index`."""
    first = last = index
    mentions: list[tuple[int, Mention]] = []
    if (here := fit(sentence.tokens[index], fits)) is not None:
        mentions.append((index, here))
    while (step := _next(sentence, last, fits)) is not None:
        last = step[0]
        mentions.append(step)
    while (step := _previous(sentence, first, fits)) is not None:
        first = step[0]
        mentions.append(step)
    return Coordination([mention for _, mention in sorted(mentions, key=lambda pair: pair[0])], first, last)


def fit(token: Token, fits: Fits) -> Mention | None:
    """The token's mention, if there is one and it fits."""
    return fits(token.mention) if token.mention is not None else None


def governed(sentence: Sentence, first: int) -> bool:
    """Does a preposition stand before the group that starts at `first` (在甲, 由甲, 在原甲)?"""
    at = first - 2 if sentence.word_at(first - 1) in words("determiners") else first - 1
    before = sentence.word_at(at)
    if before in words("causatives"):
        return not _acts(sentence, first)
    return before in words("prepositions") or before in words("agent_markers")


def _acts(sentence: Sentence, first: int) -> bool:
    """Does the group after 让 do something to something (让甲开发乙, not 让甲火爆)?"""
    _, high = sentence.clause(first)
    verb = next((at for at in range(first + 1, high) if sentence.tokens[at].entries), high)
    return bool(sentence.mentions(verb + 1, high))


def modifies(sentence: Sentence, last: int) -> bool:
    """Is the group that ends at `last` a modifier (甲的…) or a place (在甲上, 甲期间)?"""
    return sentence.word_at(last + 1) in words("postpositions")


def _next(sentence: Sentence, index: int, fits: Fits) -> tuple[int, Mention] | None:
    """乙 of 甲、乙, 甲（……）和乙, 甲及其……乙 or “甲”“乙”; `index` is the position of 甲."""
    tokens, at = sentence.tokens, _past_brackets(sentence, index + 1)
    joiner = sentence.word_at(at)
    if joiner == "及其":
        near = sentence.mentions(at + 1, at + 4)
        at = near[0][0] if near else at + 1
    elif joiner in words("joiners"):
        at += 1
    elif not (sentence.text_at(at)[:1] in _QUOTES and tokens[index].text[-1:] in _QUOTES):
        return None
    at = _past_posts(sentence, at, 1) if _is_person(sentence, index) else _past_modifier(sentence, at)
    at = _past_description(sentence, at)
    if at >= len(tokens) or tokens[at].depth != tokens[index].depth:
        return None
    return (at, mention) if (mention := fit(tokens[at], fits)) is not None else None


def _past_modifier(sentence: Sentence, at: int) -> int:
    """The token beyond a noun that describes a quoted name (甲和数据“乙”机制)."""
    quoted = sentence.mention_at(at + 1)
    described = sentence.mention_at(at) is None and quoted is not None and quoted.found_by == "quoted head"
    return at + 1 if described and sentence.tokens[at].tag.startswith("n") else at


def _past_description(sentence: Sentence, at: int) -> int:
    """The token of 乙 in 甲和民营企业乙 and 甲与本地一家企业乙."""
    for beyond in range(at + 1, min(at + _DESCRIBED, len(sentence.tokens))):
        before, party = sentence.tokens[beyond - 1], sentence.tokens[beyond].mention
        if before.tag[0] not in "nbjmsfrv" or (before.mention is not None and before.mention.cls != "Place"):
            break
        if party is not None and party.cls == "Organization" and before.word.endswith(affixes("descriptions")):
            return beyond
    return at


def _previous(sentence: Sentence, index: int, fits: Fits) -> tuple[int, Mention] | None:
    """甲 of the same patterns; `index` is the position of 乙."""
    tokens, at = sentence.tokens, index - 1
    at = _past_posts(sentence, at, -1) if _is_person(sentence, index) else at
    joined = sentence.word_at(at) in words("joiners")
    if joined:
        at -= 1 if sentence.word_at(at) not in words("joint_verbs") else _before_adverbs(sentence, at)
    while at >= 0 and tokens[at].depth > tokens[index].depth:
        at -= 1
    if not joined and sentence.word_at(at - 1) == "及其":
        joined, at = True, at - 2
    if not joined and not (sentence.text_at(at)[-1:] in _QUOTES and tokens[index].text[:1] in _QUOTES):
        return None
    return (at, mention) if at >= 0 and (mention := fit(tokens[at], fits)) is not None else None


def _before_adverbs(sentence: Sentence, at: int) -> int:
    """How many tokens back from 联合 at `at` its subject ends (甲将联合乙举办, 甲10月10日会同乙印发)."""
    back = 1
    while at > back and _is_adverbial(sentence, at - back):
        back += 1
    return back


def _is_adverbial(sentence: Sentence, at: int) -> bool:
    mention = sentence.mention_at(at)
    return sentence.tokens[at].tag[0] in "dt" if mention is None else mention.cls == "Date"


def _is_person(sentence: Sentence, at: int) -> bool:
    mention = sentence.mention_at(at)
    return mention is not None and mention.cls == "Person"


def _past_posts(sentence: Sentence, at: int, step: int) -> int:
    """The token beyond the posts at `at`, in the direction of `step`: 某甲、党委书记、院长某乙."""
    while (post := sentence.mention_at(at)) is not None and post.cls == "Position":
        beyond = sentence.mention_at(at + 2 * step)
        chained = beyond is not None and beyond.cls == "Position" and sentence.word_at(at + step) in words("joiners")
        at += 2 * step if chained else step
    return at


def _past_brackets(sentence: Sentence, index: int) -> int:
    depth = sentence.tokens[index - 1].depth
    while index < len(sentence.tokens) and sentence.tokens[index].depth > depth:
        index += 1
    return index
