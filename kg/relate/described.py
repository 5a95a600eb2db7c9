"""该局, 公司, 后者: which of the things named before a description stands for.

It takes the nearest earlier mention that ends in its head noun (该局 → …局) and is no mere modifier; a bare noun (公司,
平台) the thing of its class that the text speaks of most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.model import Mention
from kg.relate import heads
from kg.relate.markers import words
from kg.relate.named import Named

COMPANY_HEADS = ("公司", "集团", "企业")
_ANY_COMPANY = "企业"
"""A bare noun that means all companies as well, and one of them only near its name."""
_DETERMINERS = "该本此新我这一份项个家款套场座"
"""Characters before the head noun of a description."""
_REACH_OF_PAIR = 100
"""How many characters before 前者 and 后者 the two may stand."""
_REACH_OF_TOPIC = 200
"""How many characters after a name a noun as general as 系统 may still stand for it."""
_OBLIQUE = tuple("由与和同跟向对为、及")
"""Characters before one who takes part in what is said of another."""
_REACH_OF_POST = 30
"""How many characters after his body the words of who holds a post in it may begin."""
_HEAD_REACH = 8
"""In how many last characters of a name the head noun may stand."""


def antecedent(named: Named, mention: Mention) -> Mention | None:
    """The earlier mention that a description with a head noun (该局, 公司) stands for."""
    head = mention.text.lstrip(_DETERMINERS).removeprefix("届").removeprefix("次").removesuffix("里")
    same = [earlier for earlier in reversed(named.known) if heads.comparable(mention, earlier, head)]
    if mention.cls == "Person":
        return same[0] if same else None
    if head in COMPANY_HEADS and same and _speaks_of_own(named, mention, same[0]):
        return same[0]
    if head in COMPANY_HEADS:
        matching = [m for m in same if heads.ends_in(m, head)] if head == "集团" else []
        matching = matching or [m for m in same if m.kind == "Company" or m.name.endswith(COMPANY_HEADS)]
        if mention.text == _ANY_COMPANY:
            matching = [m for m in matching if mention.start - m.end <= _REACH_OF_TOPIC]
        else:
            matching = matching or _quoted_company(named, mention) or [m for m in same if heads.may_be_company(m)]
    else:
        matching = [m for m in same if named.defined.get(m.name, "").endswith(head)]
        matching = matching or [m for m in same if heads.ends_in(m, head) or head in m.name[-_HEAD_REACH:]]
    if mention.text == "平台":
        matching = same
    vague = mention.text in words("vague_nouns")
    if vague and not matching and mention.cls == "Platform":
        matching = _called(named, mention, head, same)
    loose = mention.cls in ("Platform", "Event", "Document") and not vague
    loose = loose and mention.text not in words("own_rules")
    return _likeliest(named, mention, matching or (same if loose else []))


def _speaks_of_own(named: Named, mention: Mention, body: Mention) -> bool:
    """甲公司董事长某说，该公司……: who holds a post and says something of 公司 means his own."""
    between = named.text[body.end : mention.start]
    said = between.endswith("，") and any(word in between for word in words("saying_last"))
    return body.found_by == "body" and said and len(between) < _REACH_OF_POST and not set("。；") & set(between)


def _quoted_company(named: Named, mention: Mention) -> list[Mention]:
    """“甲” of 这家公司, where only a quotation can be meant and it is called a firm (“甲”是一家……, 企业“甲”)."""
    if not mention.text.startswith(("这家", "该公司", "该企业")):
        return []
    quoted = next((m for m in reversed(named.known) if m.found_by == "quoted" and m.cls == "Concept"), None)
    if quoted is None or mention.start - quoted.end > _REACH_OF_TOPIC:
        return []
    firm = heads.is_called_a_firm(named.text, quoted)
    return [replace(quoted, cls="Organization", kind="Company")] if firm else []


def _called(named: Named, mention: Mention, head: str, candidates: Sequence[Mention]) -> list[Mention]:
    """甲 of “甲”系统, or the only platform of the lines before a sentence that opens with 系统."""
    near = [m for m in candidates if mention.start - m.end <= _REACH_OF_TOPIC]
    called = [m for m in near if named.text[m.end : m.end + 1 + len(head)].lstrip("”").startswith(head)]
    opens = named.text[max(0, mention.start - 1) : mention.start] in ("", "。", "\n")
    alone = opens and len({m.name for m in near}) == 1
    return called or (near if alone else [])


def _likeliest(named: Named, mention: Mention, candidates: Sequence[Mention]) -> Mention | None:
    """该X: the nearest that is no modifier; a bare noun: what is spoken of most, the nearest of equals."""
    things = [m for m in candidates if m.found_by != "body"] or list(candidates)
    free = [m for m in things if named.text[m.end : m.end + 1] != "的"] or things
    if not free:
        return None
    if mention.text[0] in "我本" and mention.text[1:2] not in "届次":
        return free[-1]
    if mention.text[0] in "该本此这新":
        return _topic_before(named, free)
    return max(free, key=lambda m: named.spoken[m.cls, m.name] + _is_subject(named, m))


def _topic_before(named: Named, free: Sequence[Mention]) -> Mention:
    """The nearest, unless it only takes part (甲成立，由乙与丙设立。该集团……): then the topic of its sentence."""
    nearest = free[0]
    if named.text[max(0, nearest.start - 1) : nearest.start] not in _OBLIQUE:
        return nearest
    reach = max(0, nearest.start - _REACH_OF_TOPIC)
    opening = max(named.text.rfind(mark, reach, nearest.start) for mark in "。；\n") + 1
    topics = (m for m in free if m.start == opening and "，" in named.text[m.end : nearest.start])
    return next(topics, nearest)


def _is_subject(named: Named, mention: Mention) -> int:
    """Does the mention open its clause?"""
    return named.text[max(0, mention.start - 1) : mention.start] in ("", "，", "。", "；", "：", "\n", "的", "“")


def of_two(named: Named, mention: Mention) -> Mention | None:
    """前者 and 后者 of the last two things that 和 joins."""
    for second, first in pairwise(reversed(named.known)):
        if mention.start - second.end > _REACH_OF_PAIR:
            break
        if named.text[first.end : second.start] in words("pair_joiners"):
            return first if mention.text == "前者" else second
    return named.known[-1] if named.known and mention.text == "后者" else None
