"""Where the arguments of a word stand: its subject, its object, the agent of 由.

All functions speak of token positions in a Sentence. topics.py knows the subjects of earlier clauses, timing.py dates.
"""

from __future__ import annotations

from kg.relate.coordination import Coordination, Fits, Group, fit, governed, group_at, modifies
from kg.relate.markers import affixes, words
from kg.relate.sentence import CLAUSE_MARKS, Sentence

_FRAME = 3
"""How many tokens a framing noun and what is before it may be (推进力度)."""
VALUES = ("Date", "Quantity")
"""Classes that fill no argument of a verb."""


def agent_marker(sentence: Sentence, index: int) -> int | None:
    """The position of 由 or 被 that governs the word at `index` in its clause, if any."""
    low, _ = sentence.clause(index)
    depth = sentence.tokens[index].depth
    for at in range(index - 1, low - 1, -1):
        marks = sentence.word_at(at) in words("agent_markers") or _is_passive_copula(sentence, at, index)
        if marks and sentence.tokens[at].depth == depth:
            between = sentence.tokens[at + 1 : index]
            if _describes(sentence, at, index):
                continue
            if any(t.mention or t.text in words("agent_pronouns") for t in between):
                return at if sentence.word_at(at) not in words("commissions") else _before_commission(sentence, low, at)
    return None


def _is_passive_copula(sentence: Sentence, at: int, index: int) -> bool:
    """系 or 为 of 乙系甲V, 乙为甲（自主）V, where the verb closes its clause?"""
    if sentence.word_at(at) not in words("passive_copulas") or sentence.mention_at(at - 1) is None:
        return False
    doer = sentence.mention_at(at + 1)
    closes = index + 1 >= len(sentence.tokens) or bool(CLAUSE_MARKS.intersection(sentence.word_at(index + 1)))
    adverbs = all(token.mention is None and not token.is_verb for token in sentence.tokens[at + 2 : index])
    return doer is not None and doer.cls in ("Organization", "Person") and closes and adverbs


def _describes(sentence: Sentence, marker: int, index: int) -> bool:
    """由甲V的乙在某地W: is what 由 marks the agent of a relative clause that ends before the word at `index`?"""
    for at in range(marker + 2, index - 2):
        token = sentence.tokens[at]
        verb = token.mention is None and (token.is_verb or token.tag == "v")
        head = sentence.mention_at(at + 2) if verb and sentence.text_at(at + 1) == "的" else None
        if head is not None and head.cls not in ("Organization", "Person", "Place"):
            return True
    return False


def _before_commission(sentence: Sentence, low: int, at: int) -> int:
    """由 of 由甲受乙委托V: who is commissioned does it."""
    by = next((i for i in range(at - 1, low - 1, -1) if sentence.word_at(i) in words("by")), None)
    return by if by is not None else at


def marked_agents(sentence: Sentence, marker: int, index: int, fits: Fits) -> Group:
    """The agents between 由 and the word: 由甲、乙和丙三方共同V; a nearer verb ends them (由甲牵头建设、乙承建)."""
    found: Group = []
    for at in range(marker + 1, index):
        token = sentence.tokens[at]
        if token.depth > sentence.tokens[index].depth:
            continue
        barred = {"在", "于"} | words("commissions")
        mention = fit(token, fits) if sentence.text_at(at - 1) not in barred else None
        if mention is not None and sentence.text_at(at + 1) != "的":
            found.append(mention)
        elif (token.is_verb and token.text not in words("light_verbs")) or token.word in words("assisting"):
            found = []
    return found


def subject_left(sentence: Sentence, index: int, fits: Fits) -> Coordination | None:
    """The nearest free group left of `index` in its clause: not under a preposition, not a modifier before 的."""
    low, _ = sentence.clause(index)
    at = index - 1
    while at >= low:
        token = sentence.tokens[at]
        if token.depth > sentence.tokens[index].depth or fit(token, fits) is None:
            at -= 1
            continue
        found = group_at(sentence, at, fits)
        if not governed(sentence, found.first) and not modifies(sentence, found.last):
            return found
        at = found.first - 1
    return None


def after_verb(sentence: Sentence, at: int) -> bool:
    """Does a verb govern token `at` from before in its clause, so that what stands there is no subject?"""
    low, _ = sentence.clause(at)
    if sentence.text_at(at - 1) == "的":
        return False
    return any(token.tag == "v" and token.word not in words("no_verbs") for token in sentence.tokens[low:at])


def object_right(sentence: Sentence, index: int, fits: Fits) -> Coordination | None:
    """The object after the word at `index`: the first fitting group of the clause that is the head of its noun phrase.

    None where another noun phrase or an agent (由甲) stands before it.
    """
    _, high = sentence.clause(index)
    at = index + 1
    if sentence.word_at(at) in words("joiners") and at + 1 < high and fit(sentence.tokens[at + 1], fits) is not None:
        return None
    while at < high:
        token = sentence.tokens[at]
        if token.word in words("agent_markers"):
            return None
        if token.depth != sentence.tokens[index].depth or token.mention is None or token.mention.cls in VALUES:
            at += 1
        elif fit(token, fits) is not None:
            found = group_at(sentence, at, fits)
            modifying = modifies(sentence, found.last) and not _names_idea(sentence, found.last)
            modifying = modifying and not _ends_cleft(sentence, index, found.last)
            modifying = modifying and not _is_framed(sentence, found.last, high)
            modifying = modifying and sentence.text_at(found.first - 1) not in words("called")
            modifying = modifying or sentence.text_at(found.last + 1) in words("belonging")
            if _is_described(sentence, index, at, found.last) or not (
                modifying or _goes_on(sentence, found.last, high)
            ):
                return found
            at = found.last + 1
        elif modifies(sentence, at) or _runs_on(sentence, at, high):
            at += 1
        else:
            return None
    return None


def _is_described(sentence: Sentence, index: int, first: int, last: int) -> bool:
    """Is the group [first, last] what a relative clause describes (甲举行的大会上)?"""
    return first == index + 2 and sentence.text_at(index + 1) == "的" and sentence.text_at(last + 1) != "的"


def _names_idea(sentence: Sentence, last: int) -> bool:
    """Is the quotation at `last` what the noun after 的 is called (“甲”的主张)?"""
    quoted = sentence.text_at(last).endswith("”") and sentence.word_at(last + 1) == "的"
    ends = (sentence.word_at(last + 2), sentence.word_at(last + 2) and sentence.word_at(last + 3))  # 的建设思路
    return quoted and not words("ideas").isdisjoint(ends)


def _is_framed(sentence: Sentence, last: int, high: int) -> bool:
    """拉开甲的帷幕, 加大甲的推进力度: does the noun after 的 only say, with the verb, what is done with the thing?"""
    end = high - 1 if sentence.text_at(high - 1)[:1] in CLAUSE_MARKS else high
    rest = sentence.tokens[last + 2 : end]
    plain = len(rest) <= _FRAME and not any(token.mention for token in rest)
    return plain and "".join(token.text for token in rest).endswith(affixes("framing_nouns"))


def _ends_cleft(sentence: Sentence, index: int, last: int) -> bool:
    """甲是某日V乙的: does 的 after `last` only close what 是 before the word at `index` opens?"""
    low, high = sentence.clause(index)
    closes = sentence.text_at(last + 1) == "的" and (last + 2 >= high or sentence.text_at(last + 2)[:1] in CLAUSE_MARKS)
    dated = any(m.cls == "Date" for _, m in sentence.mentions(low, index))
    return closes and dated and any(sentence.word_at(at) == "是" for at in range(low, index))


def _goes_on(sentence: Sentence, last: int, high: int) -> bool:
    """Is the mention at `last` only the first part of a longer noun phrase (甲战略|合作协议)?"""
    if last + 1 >= high:
        return False
    after = sentence.tokens[last + 1]
    noun = after.tag.startswith("n") and not after.entries and len(after.word) > 1
    if any(token.word.endswith(affixes("agreements")) for token in sentence.tokens[last + 1 : min(last + 4, high)]):
        return True
    return noun and after.word not in words("list_tails") | words("framing_nouns")


def _runs_on(sentence: Sentence, at: int, high: int) -> bool:
    """Does the noun phrase go on after the mention at `at` (政务数据|平台, 面向企业的…)?"""
    rest = sentence.tokens[at + 1 : high]
    if any(token.word == "的" for token in rest):
        return True
    if not rest:
        return False
    if rest[0].mention is not None:
        return rest[0].mention.cls not in (*VALUES, "Person")
    before = sentence.tokens[at].mention
    if rest[0].word in words("superlatives") and before is not None and before.cls == "Place":
        return True  # 全省首个乙
    return rest[0].tag.startswith(("n", "v")) and not rest[0].entries
