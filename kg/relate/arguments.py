"""Where the arguments of a word stand: subject, object, the agent of 由, coordination, carried topics, time and place.

All functions speak of token positions in a Sentence. A *group* is a list of coordinated mentions (甲、乙和丙).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kg.model import Mention
from kg.relate.sentence import Sentence, Token

_HIDDEN = Token(0, 0, "", "x", clause=-1)
Fits = Callable[[Mention], Mention | None]
Group = list[Mention]

JOINERS = frozenset("、 和 与 及 以及 暨 同 跟 并 或 及其 兼 会同 联合 携手".split())
AGENT_MARKERS = frozenset("由 被 经 归 受 交由 委托 改由 现由 转由 均由".split())
PREPOSITIONS = frozenset(
    "在 对 为 向 就 从 按 据 根据 依据 按照 依照 通过 围绕 针对 随着 于 将 把 与 和 同 以 关于 至于 对于 自 跟 给 除 作为 经 到 依托 为了 距 让 使 向着 按着".split()
)
LIST_TAILS = frozenset(
    "等 单位 部门 企业 三方 双方 两家 三家 多家 机构 各方 国家 等单位 等部门 地 城市 省份 公司 三 家 两 方 五 四 运营商 个".split()
)
_QUOTES = frozenset("“”‘’")


def group_at(sentence: Sentence, index: int, fits: Fits) -> tuple[Group, int, int]:
    """The coordinated group around token `index`: mentions, first and last token position (inclusive)."""
    first = last = index
    mentions: list[tuple[int, Mention]] = []
    if (here := _fit(sentence.tokens[index], fits)) is not None:
        mentions.append((index, here))
    while (step := _next(sentence, last, fits)) is not None:
        last = step[0]
        mentions.append(step)
    while (step := _previous(sentence, first, fits)) is not None:
        first = step[0]
        mentions.append(step)
    return [mention for _, mention in sorted(mentions, key=lambda pair: pair[0])], first, last


def _fit(token: Token, fits: Fits) -> Mention | None:
    return fits(token.mention) if token.mention is not None else None


def _next(sentence: Sentence, index: int, fits: Fits) -> tuple[int, Mention] | None:
    tokens, at = sentence.tokens, _skip_brackets(sentence, index + 1)
    joined = at < len(tokens) and tokens[at].mention is None and tokens[at].text in JOINERS
    step = at + 1 if joined else at
    if joined and tokens[at].text == "及其":
        step = next((i for i in range(step, min(step + 3, len(tokens))) if tokens[i].mention is not None), step)
    if not joined and not (
        step < len(tokens) and tokens[step].text[:1] in _QUOTES and tokens[index].text[-1:] in _QUOTES
    ):
        return None
    if (
        step < len(tokens)
        and tokens[step].depth == tokens[index].depth
        and (mention := _fit(tokens[step], fits)) is not None
    ):
        return step, mention
    return None


def _previous(sentence: Sentence, index: int, fits: Fits) -> tuple[int, Mention] | None:
    tokens, at = sentence.tokens, index - 1
    joined = at >= 0 and tokens[at].mention is None and tokens[at].text in JOINERS
    step = at - 1 if joined else at
    while step >= 0 and tokens[step].depth > tokens[index].depth:
        step -= 1
    if not joined and not (step >= 0 and tokens[step].text[-1:] in _QUOTES and tokens[index].text[:1] in _QUOTES):
        return None
    if step >= 0 and (mention := _fit(tokens[step], fits)) is not None:
        return step, mention
    return None


def _skip_brackets(sentence: Sentence, index: int) -> int:
    depth = sentence.tokens[index - 1].depth
    while index < len(sentence.tokens) and sentence.tokens[index].depth > depth:
        index += 1
    return index


def agent_marker(sentence: Sentence, index: int) -> int | None:
    """The position of 由/被 that governs the word at `index` in its clause, if any."""
    low, _ = sentence.clause(index)
    for at in range(index - 1, low - 1, -1):
        token = sentence.tokens[at]
        if token.mention is None and token.text in AGENT_MARKERS and token.depth == sentence.tokens[index].depth:
            return at if any(t.mention or t.text in ("其", "它") for t in sentence.tokens[at + 1 : index]) else None
    return None


def marked_agents(sentence: Sentence, marker: int, index: int, fits: Fits) -> Group:
    """The agents between 由 and the word: 由甲、乙和丙三方共同 V; a nearer verb ends them (由甲牵头建设、乙承建)."""
    found: Group = []
    for at in range(marker + 1, index):
        token = sentence.tokens[at]
        if token.depth > sentence.tokens[index].depth:
            continue
        mention = _fit(token, fits) if sentence.tokens[at - 1].text not in ("在", "于") else None
        if mention is not None and sentence.tokens[at + 1].text not in ("的",):
            found.append(mention)
        elif token.is_verb and found and token.text not in ("负责", "组织", "设"):
            found = []
    return found


def subject_left(sentence: Sentence, index: int, fits: Fits, *, low: int | None = None) -> tuple[Group, int] | None:
    """The nearest free group left of `index` in its clause: not under a preposition, not a modifier before 的."""
    first, _ = sentence.clause(index)
    at = index - 1
    low = first if low is None else low
    while at >= low:
        token = sentence.tokens[at]
        if token.depth > sentence.tokens[index].depth or _fit(token, fits) is None:
            at -= 1
            continue
        group, start, end = group_at(sentence, at, fits)
        if not _governed(sentence, start) and not _modifies(sentence, end):
            return group, start
        at = start - 1
    return None


def _governed(sentence: Sentence, first: int) -> bool:
    """Does a preposition stand right before the group that starts at `first`?"""
    before = sentence.tokens[first - 1] if first > 0 else None
    return before is not None and before.mention is None and before.text in PREPOSITIONS | AGENT_MARKERS


def _modifies(sentence: Sentence, last: int) -> bool:
    """Is the group that ends at `last` a modifier (甲的…) or the place of 在甲上/中?"""
    after = sentence.tokens[last + 1] if last + 1 < len(sentence.tokens) else None
    return after is not None and after.mention is None and after.text in ("的", "上", "中", "里", "期间", "会上")


def carried_subject(sentence: Sentence, index: int, fits: Fits, previous: Sequence[Sentence]) -> Group:
    """The subject that a clause without one inherits: of an earlier clause, else of the sentence before."""
    tokens, number = sentence.tokens, sentence.tokens[index].clause
    low, _ = sentence.clause(index)
    resets = low > 0 and tokens[low - 1].text == "；"
    for clause in range(number) if resets else range(number - 1, -1, -1):
        group = _clause_subject(
            [t if t.quote == tokens[index].quote else _HIDDEN for t in tokens], clause, sentence, fits
        )
        if group:
            return group
    for before in reversed(previous):
        if before.paragraph != sentence.paragraph or tokens[index].quote:
            break
        for clause in range(0, before.tokens[-1].clause + 1):
            group = _clause_subject(before.tokens, clause, before, fits)
            if group and _opens_clause(before, group[0]):
                return group
        if not _LIST_ITEM.match(sentence.text):
            break
    return []


_LIST_ITEM = re.compile(
    r"[一二三四五六七八九十]+是|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+，|首先|其次|再次|最后"
)


def _clause_subject(tokens: Sequence[Token], clause: int, sentence: Sentence, fits: Fits) -> Group:
    """The first free group of a clause that fits and stands before its verb (or is what a relative clause describes)."""
    verb = next((i for i, t in enumerate(tokens) if t.clause == clause and t.is_verb and not t.depth), len(tokens))
    if _only_does(tokens, verb):
        return []
    for at, token in enumerate(tokens):
        if at > verb and tokens[at - 1].text != "的":
            continue
        if token.clause != clause or token.depth or _fit(token, fits) is None:
            continue
        group, first, last = group_at(sentence, at, fits)
        defined = first > 0 and tokens[first - 1].mention is None and tokens[first - 1].text in _DEFINING
        if not _governed(sentence, first) and not _modifies(sentence, last) and not defined:
            return group
    return []


_DEFINING = frozenset("是 系 为 属 即 作为".split())


def _opens_clause(sentence: Sentence, mention: Mention) -> bool:
    """Is there no other noun before the mention in its clause?"""
    at = next((i for i, t in enumerate(sentence.tokens) if t.start == mention.start), 0)
    low, _ = sentence.clause(at)
    return not any(
        t.mention is None and t.tag.startswith("n") and len(t.text) > 1 and not t.entries
        for t in sentence.tokens[low:at]
    )


def _only_does(tokens: Sequence[Token], verb: int) -> bool:
    """甲承办 of a clause that says who does what to the topic: 甲 is not the topic."""
    closing = (
        verb + 1 >= len(tokens)
        or tokens[verb + 1].clause != tokens[verb].clause
        or tokens[verb + 1].text in ("，", "；", "。")
    )
    return verb < len(tokens) and closing and all(entry.frame == "TransitiveFrame" for entry in tokens[verb].entries)


def object_right(sentence: Sentence, index: int, fits: Fits) -> tuple[Group, int, int] | None:
    """The object after the word at `index`: the first fitting group of the clause that is no modifier (…的 before it allowed)."""
    _, high = sentence.clause(index)
    depth = sentence.tokens[index].depth
    at = index + 1
    while at < high:
        token = sentence.tokens[at]
        if token.depth != depth or token.mention is None or token.mention.cls in ("Date", "Quantity"):
            if token.mention is None and token.text in AGENT_MARKERS:
                return None
            at += 1
            continue
        if _fit(token, fits) is not None:
            group, first, last = group_at(sentence, at, fits)
            if not _modifies(sentence, last) and not _goes_on(sentence, last, high):
                return group, first, last
            at = last + 1
            continue
        if not _modifies(sentence, at) and not _runs_on(sentence, at, high):
            return None
        at += 1
    return None


def _goes_on(sentence: Sentence, last: int, high: int) -> bool:
    """Is the mention at `last` only the first part of a longer noun phrase (…战略|合作协议)?"""
    after = sentence.tokens[last + 1] if last + 1 < high else None
    return (
        after is not None
        and after.mention is None
        and after.tag.startswith("n")
        and len(after.text) > 1
        and not after.entries
        and after.text not in LIST_TAILS
    )


def _runs_on(sentence: Sentence, at: int, high: int) -> bool:
    """Does the noun phrase go on after the mention at `at` (政务数据|平台, 面向企业的…)?"""
    rest = sentence.tokens[at + 1 : high]
    return (
        any(token.mention is None and token.text == "的" for token in rest)
        or bool(rest and rest[0].mention is not None and rest[0].mention.cls not in ("Date", "Quantity", "Person"))
        or bool(rest and rest[0].mention is None and rest[0].tag.startswith(("n", "v")) and not rest[0].entries)
    )


def dates_of(sentence: Sentence, index: int) -> Group:
    """The dates of the word at `index`: nearest in its clause (left before right), else of an earlier clause of the sentence."""
    low, high = sentence.clause(index)
    if sentence.tokens[index].text.endswith(("至", "到")) and (moved := _dates(sentence.tokens[index + 1 : high][:4])):
        return moved
    left = _dates(sentence.tokens[low:index])
    if not left and any(token.text in _LATER for token in sentence.tokens[low:index]):
        return []
    if left:
        return left
    right = _dates(sentence.tokens[index + 1 : high][:8])
    if right:
        return right
    for clause in range(sentence.tokens[index].clause - 1, -1, -1):
        inside = [token for token in sentence.tokens if token.clause == clause]
        if found := _dates(inside):
            return found
    return []


_LATER = frozenset("随后 此后 后来 之后 其后 不久".split())


def _dates(tokens: Sequence[Token]) -> Group:
    """The last run of coordinated dates among `tokens`."""
    found: Group = []
    gap = 9
    for token in tokens:
        if token.mention is not None and token.mention.cls == "Date" and token.depth == 0:
            found = [*found, token.mention] if gap <= 1 else [token.mention]
            gap = 0
        else:
            gap = gap + 1 if token.text in JOINERS else 9
    return found
