"""The tokens of a question by what they do, and what their order says of who does what to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from kg import schema
from kg.ask.parse import DAY, GAP, NAME, QUOTED, RANK, Token
from kg.ask.words import COMPARING, Use, other

_LINKING = frozenset(["是", "有", "叫", "叫做", "为", "包括"])
_MOST_NAMES = 4  # every name may fill every slot: with more of them readings would be without number
_OPEN = frozenset({"which", "what", "number"})


@dataclass(slots=True)
class Clause:
    """The tokens of a question by what they do."""

    tokens: Sequence[Token]
    names: Sequence[Token]
    asks: list[Token]
    relations: list[Token]
    cues: frozenset[str]
    cls: str
    part: bool
    date: str
    ranks: str
    gaps: list[Token]

    def asks_for(self, *sorts: str) -> bool:
        return any(token.ask in sorts for token in self.asks)

    @property
    def narrowed(self) -> bool:
        """Is there anything but names that keeps an answer from being everything?"""
        return bool(self.date or self.ranks or self.cls or self.cues & (COMPARING | {"list"}))


def clause(tokens: Sequence[Token]) -> Clause:
    """Sort the tokens of a question."""
    cues = frozenset(cue for t in tokens if t.word for cue in t.word.cues)
    names = [t for t in tokens if t.sort == NAME or (t.sort == QUOTED and t.iris)][:_MOST_NAMES]
    return Clause(
        tokens,
        names,
        [t for t in tokens if t.ask],
        [t for t in tokens if t.uses],
        cues,
        _asked_class(tokens),
        any(t.word and t.word.part for t in tokens),
        next((t.value for t in tokens if t.sort == DAY), ""),
        next((t.value for t in tokens if t.sort == RANK), ""),
        [t for t in tokens if t.sort == GAP or (t.sort == QUOTED and not t.iris)],
    )


def _asked_class(tokens: Sequence[Token]) -> str:
    """The class word after a question word, or right before it (成立的机构有哪些); without a question word the last."""
    asks = [at for at, t in enumerate(tokens) if t.ask]
    for at in (at for at in asks if tokens[at].ask in _OPEN):
        after = next((t for t in tokens[at + 1 :] if not t.silent or t.cls), None)
        if after and after.cls:
            return after.cls
    if not asks:
        return next((t.cls for t in reversed(tokens) if t.cls), "")
    if not any(tokens[at].ask in _OPEN for at in asks):
        return ""
    before = [*takewhile(lambda t: t.cls or t.silent or t.text in _LINKING, reversed(tokens[: asks[-1]]))]
    return next((t.cls for t in before if t.cls), "")


def asked_noun(tokens: Sequence[Token]) -> str:
    """The noun after a question word that is no class word (包括哪些窗口), else ""."""
    pairs = ((a, b) for a, b in pairwise(tokens) if a.ask in ("which", "what") and b.sort == GAP)
    return next((noun.text for _, noun in pairs if len(noun.text) > 1), "")


def named_part(tokens: Sequence[Token]) -> str:
    """What a name must hold: what follows 名称里有, or stands before 有关."""
    at = next((at for at, t in enumerate(tokens) if t.word and "named" in t.word.cues), None)
    if at is None:
        return ""
    after = [*takewhile(lambda t: t.text != "的" and not t.cls and not t.ask, tokens[at + 1 :])]
    before = [*takewhile(lambda t: t.text not in ("与", "和", "跟", "同") and not t.ask, reversed(tokens[:at]))]
    return "".join(token.text for token in after or before[::-1])


def around(tokens: Sequence[Token], gap: Token) -> str:
    """A gap with the names and class words that touch it: 火星市数据局, of which only 火星 is a gap."""
    touching = [gap]
    for token in tokens:
        if token.start == touching[-1].end and (token.cls or token.sort == NAME or token.text in "市省县区"):
            touching.append(token)
    return "".join(token.text for token in touching)


def blocking(said: Clause) -> bool:
    """Is what the question asks for, or much of it, unknown: 开发语言是什么, 在火星大学担任什么职务, 第五届某论坛?"""
    told = [token for token in said.tokens if not token.silent]
    pairs = [{a.sort: a, b.sort: b} for a, b in pairwise(told) if GAP in (a.sort, b.sort) and (a.ask or b.ask)]
    beside = any(len(pair[GAP].text) >= 2 for pair in pairs)
    begun = any(
        a.sort == GAP and b.sort == NAME and a.end == b.start and len(a.text) > 1 for a, b in pairwise(said.tokens)
    )
    return beside or begun or any(len(gap.text) >= 4 or gap.sort == QUOTED for gap in said.gaps)


def stands(said: Clause, token: Token, use: Use, name: Token, slot: str) -> float:
    """How well the order of words supports that `name` fills `slot`: 1 for, -1 against, 0 if it says nothing."""
    if schema.load().relations[use.relation].symmetric:
        return 0
    asked = next((t for t in said.asks if t.ask in ("who", "which", "what", "where")), None)
    if use.names:
        near = asked is not None and asked.start < token.start and asked.start > name.start
        wanted = use.names if near and _is_of(said, asked, token) else other(use.names)
        return 1.5 if slot == wanted else -1.5
    side = _side(said, name, asked, token)
    wanted = {"left": use.left, "right": use.right}.get(side, "")
    return 0 if not wanted else 1 if slot == wanted else -1


def _is_of(said: Clause, asked: Token | None, noun: Token) -> bool:
    """Does the question word (with its class word) stand right before the noun: 是哪家公司的子公司?"""
    if asked is None:
        return False
    between = [t for t in said.tokens if asked.end <= t.start and t.end <= noun.start]
    return all(t.cls or t.text in "的之" for t in between) and any(t.text in "的之" for t in between)


def _side(said: Clause, name: Token, asked: Token | None, verb: Token) -> str:
    if _marked(said, name):
        return "left"
    if asked is None:
        return "left" if name.start < verb.start else "right"
    if _marked(said, asked):
        return "right"
    before, asked_before = name.start < verb.start, asked.start < verb.start
    if before and asked_before:
        return "left" if name.start > asked.start else "right"
    if not before and not asked_before:
        return "right" if name.start < asked.start else ""
    return "left" if before else "right"


def _marked(said: Clause, token: Token) -> bool:
    """Does 由, 被 … stand right before it?"""
    return any(t.word and t.word.agent and t.end == token.start for t in said.tokens)
