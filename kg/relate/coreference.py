"""该局, 本届峰会, 全省, 《规划》, 省政府: which named thing they stand for.

What a description (该局, 公司) takes is told in described.py; a geographic one takes the nearest place of its level
(levels.py); a short title the nearest longer one that contains it. What finds nothing stays unresolved: no claim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from kg.model import Mention
from kg.relate import described, editions, heads, levels, pronoun, titled
from kg.relate.markers import affixes, words
from kg.relate.named import MEMORY, Named

_ENDS_OF_PLACES = "省市县区国"
_LOCAL = ("自治区", "省", "市", "县", "区", "州")
_POINTED_AT = frozenset(["Document", "Event", "Organization", "Platform", "Place"])
"""Classes of what a demonstrative points at."""
_MARKED = frozenset(["book marks", "quoted", "quoted head"])
"""How names are found that name something although a demonstrative stands before them (这份《条例》)."""
_CLAUSE = 60
"""How many characters before a predicate noun its subject may begin."""
_DEFINES = re.compile("(?:（[^（）\n]{1,40}）)?[是系为]")


def resolve(text: str, mentions: Sequence[Mention], places: Sequence[Mention]) -> list[Mention]:
    """Mentions with the canonical `name` of what they stand for. `places` are all places named, inside names too."""
    state = _Resolver(text, sorted(places, key=lambda place: place.start))
    resolved = [state.resolve(mention) for mention in mentions]
    return [mention for mention in resolved if mention.name or mention.text != "它"]  # it stays the pronoun it is


class _Resolver:
    """Walks the mentions of one text and remembers what was named."""

    def __init__(self, text: str, places: Sequence[Mention]) -> None:
        self.text, self.places = text, levels.Levels(places)
        self.named = Named(text)
        self.first_person: Mention | None = None

    def resolve(self, mention: Mention) -> Mention:
        """The mention under its canonical name; an anaphor that finds nothing has the name ""."""
        resolved = self._one(mention)
        if resolved.name and _is_own_body(mention):
            self.first_person = resolved
        self.named.add(resolved)
        if reporter := heads.reporter(resolved):
            self.named.add(reporter)
        return resolved

    def _one(self, mention: Mention) -> Mention:
        told = self.named.latest["Platform"].get(mention.name) or self.named.latest["Organization"].get(mention.name)
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
        subject = next((m for m in reversed(self.named.known) if m.cls == mention.cls and m.start >= opening), None)
        if subject is None or not _DEFINES.match(self.text, subject.end):
            return None
        self.named.defined[subject.name] = mention.text
        return heads.standing_for(mention, subject)

    def _post(self, mention: Mention) -> Mention:
        """集团董事长, 市委书记: the post is also known by its word alone and with the full name of its body."""
        body = mention.body or ""
        word = mention.text.removeprefix(body)
        full = self._full_name(mention, body)
        pointing = body in described.COMPANY_HEADS or body.startswith(("该", "本", "我"))
        if body and body[-1] not in _ENDS_OF_PLACES and not pointing:
            self.named.known.append(heads.body_of(mention, body))
        if body in described.COMPANY_HEADS:
            return self._of_company(mention, word)
        if pointing and (of := self._owner(mention, body)):
            return replace(mention, name=of.name + word, body=of.name, aliases=(mention.text, word))
        aliases = (word, full + word) if full and full != body else (word,)
        return replace(mention, aliases=aliases)

    def _of_company(self, mention: Mention, word: str) -> Mention:
        """公司董事长 with the name of the company that the text speaks of."""
        body = mention.body or ""
        company = self._owner(mention, body)
        if company is None:
            return replace(mention, aliases=(word,))
        return replace(mention, name=company.name + word, body=company.name, aliases=(mention.text, word))

    def _owner(self, post: Mention, body: str) -> Mention | None:
        """What the described body of a post (该局, 公司) stands for."""
        return described.antecedent(self.named, replace(heads.body_of(post, body), found_by="anaphora"))

    def _full_name(self, mention: Mention, body: str) -> str | None:
        """云岭省委 for 省委, if a place of the level was named; else the nearest organisation that ends in `body`."""
        level = next((word for word in _LOCAL if body.startswith(word)), None)
        if level and (place := self._place(replace(mention, text=level))):
            return place.text.removesuffix(body[0]) + body
        bodies = (m.name for m in reversed(self.named.known) if m.cls == "Organization")
        return next((name for name in bodies if name.endswith(body)), None)

    def _anaphor(self, mention: Mention) -> Mention:
        if own := titled.itself(self.text, mention):
            return own
        if mention.text in ("前者", "后者"):
            other = described.of_two(self.named, mention)
        elif mention.text == "它":
            other = pronoun.it(self.text, mention, self.named.known)
        elif mention.cls == "Place":
            other = self._place(mention)
        else:
            other = described.antecedent(self.named, mention)
        fits = other is not None and titled.may_be(mention, other)
        return heads.standing_for(mention, other) if other and fits else replace(mention, name="")

    def _place(self, mention: Mention) -> Mention | None:
        if mention.text == "我们":
            return self.first_person
        if mention.text == "我国":
            return replace(mention, name="中国", text="中国", kind="Country", code="CN")
        level = mention.text.removesuffix("里")[-1]  # 县里
        return self.places.nearest("自治区" if mention.text == "自治区" else level, mention.start)

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
            for m in reversed(self.named.known)
            if m.cls == mention.cls and m.name.endswith(rest) and m.name.startswith(place.text[:2])
        )
        return replace(mention, name=next(names, full), aliases=(mention.text, full))

    def _short_name(self, mention: Mention) -> Mention:
        """《指导意见》 after 《关于……的指导意见》; a part of a platform's name; a further name."""
        if mention.cls == "Event" and (whole := editions.whole(mention)):
            return whole
        for other in islice(reversed(self.named.latest[mention.cls].values()), MEMORY):
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
