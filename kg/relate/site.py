"""A word of the lexicon where it stands, and what a frame finds around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from kg.lexicon import Sense
from kg.model import Mention
from kg.relate import arguments, rivals, topics, unnamed
from kg.relate.coordination import Coordination, Fits, Group, group_at
from kg.relate.markers import affixes, words
from kg.relate.sentence import CLAUSE_MARKS, Sentence, Token

_PASSIVE_ROLES = ("theme", "whole")
"""Arguments that may be spoken of by their parts."""
_ACTIVE_ROLES = ("agent", "party")
"""Arguments that whoever speaks may leave out, if they are his own body."""
_OF_WHOLES = ("partOf",)
"""Properties that a thing does not have because a part of it does (甲的职责划入乙)."""
_REACH_OF_OBJECT = 4
"""How many tokens after its verb the object of a relative clause may stand."""


def _is_plain_noun(token: Token) -> bool:
    return token.mention is None and not token.entries and token.tag[0] in "njb"


@dataclass(slots=True)
class Site:
    """A word of the lexicon at token `index` of a sentence, read in one sense.

    `fits` says which mention may fill a role of that sense; `previous` are the sentences right before; `home` is the
    place that the whole text speaks of, if there is one. All numbers are token positions.
    """

    sentence: Sentence
    index: int
    sense: Sense
    fits: Callable[[str, Mention], Mention | None]
    previous: Sequence[Sentence]
    home: Mention | None = None

    @property
    def low(self) -> int:
        """Where the clause of the word begins."""
        return self.sentence.clause(self.index)[0]

    @property
    def high(self) -> int:
        """Where the clause of the word ends."""
        return self.sentence.clause(self.index)[1]

    @property
    def marker(self) -> int | None:
        """The position of 由 or 被 before the word."""
        return arguments.agent_marker(self.sentence, self.index)

    def filler(self, role: str) -> Fits:
        """The class filter of one argument."""
        return lambda mention: self.fits(role, mention)

    def text_at(self, index: int) -> str:
        """The text of a token, "" outside the sentence."""
        return self.sentence.text_at(index)

    def filler_at(self, index: int, role: str) -> Mention | None:
        """The mention at `index` if it fits the role."""
        mention = self.sentence.mention_at(index)
        return self.fits(role, mention) if mention else None

    def group_at(self, index: int, role: str) -> Coordination:
        """The coordinated fillers of the role around `index`."""
        return group_at(self.sentence, index, self.filler(role))

    def left(self, role: str, *, before: int | None = None) -> Group:
        """The subject left of the word (or of token `before`) in its clause."""
        at = self.index if before is None else before
        found = arguments.subject_left(self.sentence, at, self.filler(role))
        if found is None or (found.first == found.last and self._opens_name(found.last, at)):
            return []
        return found.group

    def _opens_name(self, last: int, end: int) -> bool:
        """韩国行政安全部发布……: is the place at `last` only the first part of a name that no list knows?"""
        place = self.sentence.mention_at(last)
        if place is None or place.cls != "Place" or place.found_by == "anaphora":
            return False
        after = takewhile(_is_plain_noun, self.sentence.tokens[last + 1 : end])
        name = [token.text for token in after if token.text not in words("planned")]
        return "".join(name).endswith(affixes("body_heads")) or last + 1 + len(name) == end > last + 1

    def nearby(self, role: str) -> Group:
        """The subject left of the word if no other verb stands between (甲……制定V的乙)."""
        found = arguments.subject_left(self.sentence, self.index, self.filler(role))
        between = self.sentence.tokens[found.last + 1 : self.index] if found else []
        return found.group if found and not any(token.tag == "v" for token in between) else []

    def right(self, role: str) -> Group:
        """The object right of the word."""
        found = arguments.object_right(self.sentence, self.index, self.filler(role))
        end = self.sentence.tokens[self.index].end
        if found is None or self._is_counted(found.first, found.last):
            return []
        return [mention for mention in found.group if mention.start >= end]

    def _is_counted(self, first: int, last: int) -> bool:
        """8个国家级平台, 服务中心286个: what is counted is not named."""
        numbers = self.sentence.mention_at(first - 1), self.sentence.mention_at(last + 1)
        counts = any(m and m.cls == "Quantity" and m.kind not in ("rank", "ordinal") for m in numbers)
        mention = self.sentence.mention_at(first)
        return counts and mention is not None and mention.found_by == "head noun"

    def relative(self, inner: str, head: str) -> tuple[Group, Group]:
        """乙 and 甲 of V乙的甲, V乙的是甲, where no subject stands before the word; two empty groups otherwise."""
        at = next((at for at, _ in self.sentence.mentions(self.index + 1, self.index + 1 + _REACH_OF_OBJECT)), None)
        if at is None or not self.filler_at(at, inner) or self.sentence.between(self.index + 1, at).count("的"):
            return [], []
        inside, _, last = self.group_at(at, inner)
        link = last + (2 if self.sentence.word_at(last + 1) in words("list_tails") | words("class_nouns") else 1)
        if self.text_at(link) != "的" or self.left(head):
            return [], []
        link += self.text_at(link + 1) == "，"
        after = link + (2 if self.text_at(link + 1) in words("copulas") | words("existing") else 1)
        return (inside, self.group_at(after, head).group) if self.filler_at(after, head) else ([], [])

    def dates_right(self, after: int) -> Group:
        """The first date in the clause that begins right after token `after`, or goes on there."""
        if after + 1 >= len(self.sentence.tokens):
            return []
        _, high = self.sentence.clause(after + 1)
        return [date for _, date in self.sentence.mentions(after + 1, high, "Date")][:1]

    def carried(self, role: str, *, before: int | None = None) -> Group:
        """The subject of an earlier clause or sentence; in a text with a home, of the sentence alone, else the home."""
        at = self.index if before is None else before
        owners, speakers = role in _PASSIVE_ROLES, role in _ACTIVE_ROLES
        if self.home is None:
            return topics.carried_subject(
                self.sentence, at, self.filler(role), self.previous, owners=owners, speakers=speakers
            )
        here = topics.carried_subject(self.sentence, at, self.filler(role), (), speakers=speakers)
        here = here or topics.listed_subject(self.sentence, self.filler(role), self.previous)
        home = self.fits(role, self.home)
        return [mention for mention in here if self._is_subject(mention)] or ([home] if home else [])

    def _is_subject(self, mention: Mention) -> bool:
        at = self.sentence.position(mention)
        return at is None or not arguments.after_verb(self.sentence, at)

    def subject(self, role: str, *, before: int | None = None) -> Group:
        """The subject in the clause, else the one carried over, if the clause has no other subject of its own."""
        at = self.index if before is None else before
        here = self.left(role, before=at) or self._both(role, at)
        if partners := self._partners(role, at):
            return [*self.carried(role, before=at), *partners]
        carried = [] if here or rivals.other_subject(self.sentence, at) else self.carried(role, before=at)
        owner = role in _PASSIVE_ROLES and self.sense.property not in _OF_WHOLES
        return here or carried or (self._owner(role, at) if owner else [])

    def topic(self, role: str, *, before: int) -> Group:
        """What 由甲V is said of: the subject of the clause, the object right before its comma (丙举办乙，由甲承办), or
        the subject carried over."""
        return self.left(role, before=before) or self.object_before(role) or self.subject(role, before=before)

    def object_before(self, role: str) -> Group:
        """The object that ends the clause before, unless that clause is about another of the kind."""
        named = self.filler_at(self.low - 2, role) if self.text_at(self.low - 1) == "，" else None
        if named is None:
            return []
        low, _ = self.sentence.clause(self.low - 2)
        first = next(at for at in range(low, self.low) if self.filler_at(at, role))
        verb = any(token.is_verb for token in self.sentence.tokens[low:first])
        added = self.text_at(self.low - 3) in words("adding")
        return [named] if added or (verb and first == self.low - 2) else []

    def _owner(self, role: str, before: int) -> Group:
        """甲 of 甲的前端由乙V，后台由丙V: what is told of its parts is told of 甲."""
        for at in range(before - 1, -1, -1):
            if self.text_at(at + 1) == "的" and self.filler_at(at, role) and at == self.sentence.clause(at)[0]:
                after = self.sentence.tokens[at + 2] if at + 2 < before else None
                return self.group_at(at, role).group if after and after.mention is None else []
        return []

    def _both(self, role: str, at: int) -> Group:
        """甲 and 乙 of 甲与乙签约，双方…… before token `at`."""
        places = ((self.sentence, self.low), *((s, len(s.tokens)) for s in reversed(self.previous)))
        return rivals.group_meant(self.sentence.tokens[self.low : at], places, self.filler(role))

    def _partners(self, role: str, at: int) -> Group:
        """乙 of 甲……，并与乙共同V: with whom the subject carried over does it; token `at` stands in the clause."""
        low, _ = self.sentence.clause(at)
        low += self.text_at(low) in words("going_on")
        named = self.text_at(low) in words("partner_markers") and self.filler_at(low + 1, role)
        if role != "agent" or not named or low == 0:
            return []
        partners = self.group_at(low + 1, role)
        said = (self.text_at(low), *(token.text for token in self.sentence.tokens[partners.last + 1 : at + 1]))
        return partners.group if any(word.startswith(affixes("jointly")) for word in said) else []

    def marked_agents(self, marker: int) -> Group:
        """The agents between 由 at `marker` and the word."""
        fits = self.filler("agent")
        if named := unnamed.bodies(self.sentence, marker + 1, self.index, fits):
            return named
        return arguments.marked_agents(self.sentence, marker, self.index, self.filler("agent"))

    def unnamed_party(self, low: int, high: int) -> Group:
        """An organisation that no list knows, where only a party can stand: 承建企业为甲。, 与甲签署."""
        low += self.sentence.word_at(low) in words("neighbours")
        joints = [at for at in range(low, high) if self.sentence.word_at(at) in ("、", "和")]
        found = [
            unnamed.phrase(self.sentence, first, last, cls="Organization", kind=None, longest=8, barred="pducrmt")
            for first, last in pairwise([low, *(end for at in joints for end in (at, at + 1)), high])
            if first < last and self.sentence.word_at(first) not in ("、", "和")
        ]
        return [p for p in found if p and any(self.fits(r, p) for r in ("agent", "party", "counterparty"))]

    def last_event(self) -> Group:
        """The first filler of the theme in an earlier clause, else in the nearest sentence before that has one."""
        for sentence, end in ((self.sentence, self.low), *((s, len(s.tokens)) for s in reversed(self.previous))):
            for _, mention in sentence.mentions(0, end):
                if event := self.fits("theme", mention):
                    return [event]
        return []

    def ends_right(self, kind: str) -> bool:
        """Does a word right of this one in its clause end as those of a class of nouns do (签……协议)?"""
        return any(token.text.endswith(affixes(kind)) for token in self.sentence.tokens[self.index + 1 : self.high])

    def says(self, kind: str) -> bool:
        """Does the clause hold one of a class of function words?"""
        clause = self.sentence.between(self.low, self.high)
        return any(word in clause for word in words(kind))

    def closes_clause(self) -> bool:
        """Does the word end its clause (甲负责运维)?"""
        return self.closes_clause_at(1)

    def closes_clause_at(self, distance: int) -> bool:
        """Does the clause end `distance` tokens after the word?"""
        after = self.index + distance
        return after >= len(self.sentence.tokens) or bool(CLAUSE_MARKS.intersection(self.sentence.word_at(after)))


@dataclass(frozen=True, slots=True)
class Binding:
    """Arguments by role. `distributive` aligns subjects and objects one to one (分别, 依次); `predicate` is the token
    that states them where it is another than the word (N将换成甲)."""

    roles: dict[str, Group] = field(default_factory=dict)
    distributive: bool = False
    certainty: float = 0.9
    predicate: int | None = None
