"""该局, 本届峰会, 全省, 《规划》, 省政府: which named thing they stand for.

A description takes the nearest earlier mention that ends in its head noun (该局 → …局) and is no mere modifier; a bare
noun (公司, 平台) the thing of its class that the text speaks of most; a geographic one the nearest place of its level
that is no stranger to the text; a short title the nearest longer one that contains it. What finds nothing stays
unresolved and makes no claim.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise

from kg.model import Mention
from kg.relate import editions, heads, levels, pronoun, titled
from kg.relate.markers import affixes, words

_ENDS_OF_PLACES = "省市县区国"
_LOCAL = ("自治区", "省", "市", "县", "区", "州")
_POINTED_AT = frozenset(["Document", "Event", "Organization", "Platform", "Place"])
"""Classes of what a demonstrative points at."""
_MARKED = frozenset(["book marks", "quoted", "quoted head"])
"""How names are found that name something although a demonstrative stands before them (这份《条例》)."""
_COMPANY_HEADS = ("公司", "集团", "企业")
_DETERMINERS = "该本此新我这一份项个家款套场座"
"""Characters before the head noun of a description."""
_AT_HOME = 6
"""How often a text names the place that it speaks of all along (全省, 我市); rarer ones cannot claim to be it."""
_AWAY = 4
"""What is named this many times less often than the place at home is only passed through."""
_REACH_OF_PAIR = 100
"""How many characters before 前者 and 后者 the two may stand."""
_REACH_OF_TOPIC = 200
"""How many characters after a name a noun as general as 系统 may still stand for it."""
_OBLIQUE = tuple("由与和同跟向对为、及")
"""Characters before one who takes part in what is said of another."""
_MEMORY = 300
"""How many mentions, and how many names of a class, are looked at for what one stands for: the latest."""
_CLAUSE = 60
"""How many characters before a predicate noun its subject may begin."""
_DEFINES = re.compile("(?:（[^（）\n]{1,40}）)?[是系为]")
_HEAD_REACH = 8
"""In how many last characters of a name the head noun may stand."""


def resolve(text: str, mentions: Sequence[Mention], places: Sequence[Mention]) -> list[Mention]:
    """Mentions with the canonical `name` of what they stand for. `places` are all places named, inside names too."""
    state = _Resolver(text, sorted(places, key=lambda place: place.start))
    resolved = [state.resolve(mention) for mention in mentions]
    return [mention for mention in resolved if mention.name or mention.text != "它"]  # it stays the pronoun it is


class _Resolver:
    """Walks the mentions of one text and remembers what was named."""

    def __init__(self, text: str, places: Sequence[Mention]) -> None:
        self.text, self.places = text, places
        self.levels: dict[str, list[Mention]] = {}
        self.only: dict[str, Mention | None] = {}
        self.known: deque[Mention] = deque(maxlen=_MEMORY)
        self.named: defaultdict[str, dict[str, Mention]] = defaultdict(dict)
        self.first_person: Mention | None = None
        self.defined: dict[str, str] = {}
        self.spoken: Counter[tuple[str, str]] = Counter()

    def resolve(self, mention: Mention) -> Mention:
        """The mention under its canonical name; an anaphor that finds nothing has the name ""."""
        resolved = self._one(mention)
        if resolved.name and _is_own_body(mention):
            self.first_person = resolved
        if resolved.name and resolved.cls not in ("Date", "Quantity", "Position"):
            self.known.append(resolved)
            self.named[resolved.cls].pop(resolved.name, None)
            self.named[resolved.cls][resolved.name] = resolved
            self.spoken[resolved.cls, resolved.name] += 1
        return resolved

    def _one(self, mention: Mention) -> Mention:
        told = self.named["Platform"].get(mention.name) or self.named["Organization"].get(mention.name)
        if mention.found_by == "quoted" and told:
            return heads.standing_for(mention, told)
        if mention.cls == "Event" and (other := editions.edition(self.text, mention)):
            return other
        if mention.found_by == "anaphora":
            return self._anaphor(mention)
        if mention.cls == "Position" and mention.body:
            return self._post(mention)
        pointed = self.text[max(0, mention.start - 2) : mention.start] in words("demonstratives")
        if pointed and mention.cls in _POINTED_AT and mention.found_by not in _MARKED:
            return self._anaphor(replace(mention, found_by="anaphora"))
        if (
            mention.cls in heads.MIXED
            and mention.text.startswith(_LOCAL)
            and not mention.text.startswith(affixes("not_local"))
        ):
            return self._local_body(mention)
        if mention.cls in ("Document", "Platform", "Event", "Organization", "Concept"):
            return self._predicated(mention) or self._short_name(mention)
        return mention

    def _predicated(self, mention: Mention) -> Mention | None:
        """甲 for the common noun of 甲是乙推出的平台."""
        if mention.found_by != "head noun" or mention.cls != "Platform" or self.text[mention.start - 1] != "的":
            return None
        near = self.text[max(0, mention.start - _CLAUSE) : mention.start]
        opening = mention.start - len(near) + 1 + max(near.rfind(mark) for mark in "，。；：\n")
        subject = next((m for m in reversed(self.known) if m.cls == mention.cls and m.start >= opening), None)
        if subject is None or not _DEFINES.match(self.text, subject.end):
            return None
        self.defined[subject.name] = mention.text
        return heads.standing_for(mention, subject)

    def _post(self, mention: Mention) -> Mention:
        """集团董事长, 市委书记: the post is also known by its word alone and with the full name of its body."""
        body = mention.body or ""
        word = mention.text.removeprefix(body)
        full = self._full_name(mention, body)
        pointing = body in _COMPANY_HEADS or body.startswith(("该", "本", "我"))
        if body and body[-1] not in _ENDS_OF_PLACES and not pointing:
            self.known.append(heads.body_of(mention, body))
        if body in _COMPANY_HEADS:
            return self._of_company(mention, word)
        if pointing and (of := self._antecedent(replace(heads.body_of(mention, body), found_by="anaphora"))):
            return replace(mention, name=of.name + word, body=of.name, aliases=(mention.text, word))
        aliases = (word, full + word) if full and full != body else (word,)
        return replace(mention, aliases=aliases)

    def _of_company(self, mention: Mention, word: str) -> Mention:
        """公司董事长 with the name of the company that the text speaks of."""
        body = mention.body or ""
        company = self._antecedent(replace(heads.body_of(mention, body), found_by="anaphora"))
        if company is None:
            return replace(mention, aliases=(word,))
        return replace(mention, name=company.name + word, body=company.name, aliases=(mention.text, word))

    def _full_name(self, mention: Mention, body: str) -> str | None:
        """云岭省委 for 省委, if a place of the level was named; else the nearest organisation that ends in `body`."""
        level = next((word for word in _LOCAL if body.startswith(word)), None)
        if level and (place := self._place(replace(mention, text=level))):
            return place.text.removesuffix(body[0]) + body
        return next((m.name for m in reversed(self.known) if m.cls == "Organization" and m.name.endswith(body)), None)

    def _anaphor(self, mention: Mention) -> Mention:
        if own := titled.itself(self.text, mention):
            return own
        if mention.text in ("前者", "后者"):
            other = self._of_two(mention)
        elif mention.text == "它":
            other = pronoun.it(self.text, mention, self.known)
        elif mention.cls == "Place":
            other = self._place(mention)
        else:
            other = self._antecedent(mention)
        return heads.standing_for(mention, other) if other else replace(mention, name="")

    def _antecedent(self, mention: Mention) -> Mention | None:
        """The earlier mention that a description with a head noun (该局, 公司) stands for."""
        head = mention.text.lstrip(_DETERMINERS).removeprefix("届").removeprefix("次")
        same = [earlier for earlier in reversed(self.known) if heads.comparable(mention, earlier, head)]
        if mention.cls == "Person":
            return same[0] if same else None
        if head in _COMPANY_HEADS:
            matching = [m for m in same if heads.ends_in(m, head)] if head == "集团" else []
            matching = matching or [m for m in same if m.kind == "Company" or m.name.endswith(_COMPANY_HEADS)]
            matching = matching or self._quoted_company(mention) or [m for m in same if heads.may_be_company(m)]
        else:
            matching = [m for m in same if self.defined.get(m.name, "").endswith(head)]
            matching = matching or [m for m in same if heads.ends_in(m, head) or head in m.name[-_HEAD_REACH:]]
        if mention.text == "平台":
            matching = same
        vague = mention.text in words("vague_nouns")
        if vague and not matching and mention.cls == "Platform":
            matching = self._called(mention, head, same)
        loose = mention.cls in ("Platform", "Event", "Document") and not vague
        loose = loose and mention.text not in words("own_rules")
        return self._likeliest(mention, matching or (same if loose else []))

    def _quoted_company(self, mention: Mention) -> list[Mention]:
        """“甲” of 这家公司, where only a quotation can be meant and it is called a firm (“甲”是一家……, 企业“甲”)."""
        if not mention.text.startswith(("这家", "该公司", "该企业")):
            return []
        quoted = next((m for m in reversed(self.known) if m.found_by == "quoted" and m.cls == "Concept"), None)
        if quoted is None or mention.start - quoted.end > _REACH_OF_TOPIC:
            return []
        firm = heads.is_called_a_firm(self.text, quoted)
        return [replace(quoted, cls="Organization", kind="Company")] if firm else []

    def _called(self, mention: Mention, head: str, candidates: Sequence[Mention]) -> list[Mention]:
        """甲 of “甲”系统, or the only platform of the lines before a sentence that opens with 系统."""
        near = [m for m in candidates if mention.start - m.end <= _REACH_OF_TOPIC]
        called = [m for m in near if self.text[m.end : m.end + 1 + len(head)].lstrip("”").startswith(head)]
        opens = self.text[max(0, mention.start - 1) : mention.start] in ("", "。", "\n")
        alone = opens and len({m.name for m in near}) == 1
        return called or (near if alone else [])

    def _likeliest(self, mention: Mention, candidates: Sequence[Mention]) -> Mention | None:
        """该X: the nearest that is no modifier; a bare noun: what is spoken of most, the nearest of equals."""
        named = [m for m in candidates if m.found_by != "body"] or list(candidates)
        free = [m for m in named if self.text[m.end : m.end + 1] != "的"] or named
        if not free:
            return None
        if mention.text[0] in "我本" and mention.text[1:2] not in "届次":
            return free[-1]
        if mention.text[0] in "该本此这新":
            return self._topic_before(free)
        return max(free, key=lambda m: self.spoken[m.cls, m.name] + self._is_subject(m))

    def _topic_before(self, free: Sequence[Mention]) -> Mention:
        """The nearest, unless it only takes part (甲成立，由乙与丙设立。该集团……): then the topic of its sentence."""
        nearest = free[0]
        if self.text[max(0, nearest.start - 1) : nearest.start] not in _OBLIQUE:
            return nearest
        reach = max(0, nearest.start - _REACH_OF_TOPIC)
        opening = max(self.text.rfind(mark, reach, nearest.start) for mark in "。；\n") + 1
        topics = (m for m in free if m.start == opening and "，" in self.text[m.end : nearest.start])
        return next(topics, nearest)

    def _is_subject(self, mention: Mention) -> int:
        """Does the mention open its clause?"""
        return self.text[max(0, mention.start - 1) : mention.start] in ("", "，", "。", "；", "：", "\n", "的", "“")

    def _of_two(self, mention: Mention) -> Mention | None:
        """前者 and 后者 of the last two things that 和 joins."""
        for second, first in pairwise(reversed(self.known)):
            if mention.start - second.end > _REACH_OF_PAIR:
                break
            if self.text[first.end : second.start] in words("pair_joiners"):
                return first if mention.text == "前者" else second
        return self.known[-1] if self.known and mention.text == "后者" else None

    def _place(self, mention: Mention) -> Mention | None:
        if mention.text == "我们":
            return self.first_person
        if mention.text == "我国":
            return replace(mention, name="中国", text="中国", kind="Country", code="CN")
        level = "自治区" if mention.text == "自治区" else mention.text[-1]
        placed = self._placed(level)
        before = bisect_left(placed, mention.start, key=lambda place: place.start)
        if before:
            return placed[before - 1]
        if level not in self.only:
            self.only[level] = levels.only(placed)
        return self.only[level]

    def _placed(self, level: str) -> list[Mention]:
        """The places of a level in their order, without those that the text only passes through."""
        if level not in self.levels:
            found = [place for place in self.places if levels.at_level(place, level)]
            counts = Counter(levels.full_name(place) for place in found)
            most = max(counts.values(), default=0)
            least = most / _AWAY if most >= _AT_HOME else 0
            self.levels[level] = [place for place in found if counts[levels.full_name(place)] >= least]
        return self.levels[level]

    def _local_body(self, mention: Mention) -> Mention:
        """省政府 → 山东省政府: the nearest earlier place of the level is put before the name."""
        level = next(word for word in _LOCAL if mention.text.startswith(word))
        place = self._place(replace(mention, text=level))
        if place is None:
            return mention
        rest = mention.text.removeprefix(level)
        base = place.text if place.text.endswith(level) else place.text + level
        full = base + rest
        names = (
            m.name
            for m in reversed(self.known)
            if m.cls == mention.cls and m.name.endswith(rest) and m.name.startswith(place.text[:2])
        )
        return replace(mention, name=next(names, full), aliases=(mention.text, full))

    def _short_name(self, mention: Mention) -> Mention:
        """《指导意见》 after 《关于……的指导意见》; a part of a platform's name; a further name."""
        if mention.cls == "Event" and (whole := editions.whole(mention)):
            return whole
        for other in islice(reversed(self.named[mention.cls].values()), _MEMORY):
            if other.name != mention.name and (mention.name in other.aliases or self._shortens(mention, other)):
                return heads.standing_for(mention, other)
        return mention

    def _shortens(self, mention: Mention, other: Mention) -> bool:
        if mention.cls == "Document" and mention.text.startswith("《") and len(mention.name) <= 6:
            return other.name.split("（")[0].endswith(mention.name)
        return mention.cls == "Platform" and mention.name in other.name and 2 * len(mention.name) > len(other.name)


def _is_own_body(mention: Mention) -> bool:
    """我局, 我省: does the text speak of its own body or place?"""
    described = mention.found_by == "anaphora" and mention.text.startswith("我")
    return described and mention.text not in words("general_first_person")
