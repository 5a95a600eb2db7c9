"""The topic that a clause without a subject inherits: 甲是……，由乙承建，V丙 — V is said of 甲."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.relate.coordination import Fits, Group, fit, governed, group_at, modifies
from kg.relate.markers import words
from kg.relate.sentence import Sentence, Token
from kg.relate.speakers import speaking_body

_DONE = ("operatedBy", "organizedBy")
"""Properties of which a clause without an object says who does it to the topic (甲承办)."""
_HIDDEN = Token(0, 0, "", "x", clause=-1)
_LIST_ITEM = re.compile(
    r"[一二三四五六七八九十]+是|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+，|首先|其次|再次|最后"
)

_FAR = 40  # sentences: a list of more items has no subject that is carried through; all of them would be looked at


def carried_subject(
    sentence: Sentence,
    index: int,
    fits: Fits,
    previous: Sequence[Sentence],
    *,
    owners: bool = False,
    speakers: bool = False,
) -> Group:
    """The subject of an earlier clause of the sentence, the nearest first, else of a sentence before it.

    With `owners`, 甲 of a clause 甲的指数为…… counts as its subject, with `speakers` the body whose words it is (within
    the sentence, after its clauses). After a semicolon the first clause comes first. Sentences before are asked only
    within the paragraph and not from inside a quotation; past the one right before only if the sentences between are
    items of a list.
    """
    if here := _of_clauses(sentence, index, fits, owners):
        return here
    spoken = speaking_body(sentence, index, fits) if speakers else []
    return spoken or _of_sentences(sentence, index, fits, previous)


def _of_clauses(sentence: Sentence, index: int, fits: Fits, owners: bool) -> Group:
    number, quote = sentence.tokens[index].clause, sentence.tokens[index].quote
    low, _ = sentence.clause(index)
    visible = [token if token.quote == quote else _HIDDEN for token in sentence.tokens]
    after_semicolon = low > 0 and sentence.text_at(low - 1) == "；"
    order = range(number) if after_semicolon else range(number - 1, -1, -1)
    for clause in order:
        group = _clause_subject(visible, clause, sentence, fits)
        if group or (owners and (group := _owner(sentence, clause, fits))):
            return group
    return []


def _owner(sentence: Sentence, clause: int, fits: Fits) -> Group:
    """甲 of a clause that opens with 甲的N (after a date)."""
    low, high = sentence.bounds(clause)
    for at, mention in sentence.mentions(low, high):
        if mention.cls != "Date":
            return [owner] if (owner := fits(mention)) and sentence.text_at(at + 1) == "的" else []
    return []


def _of_sentences(sentence: Sentence, index: int, fits: Fits, previous: Sequence[Sentence]) -> Group:
    for before in reversed(previous[-_FAR:]):
        if before.paragraph != sentence.paragraph or sentence.tokens[index].quote:
            break
        for clause in range(before.tokens[-1].clause + 1):
            group = _clause_subject(before.tokens, clause, before, fits)
            if group and _opens_clause(before, group):
                return group
        if not (_LIST_ITEM.match(sentence.text) or _is_subjectless(before)):
            break
    return []


def listed_subject(sentence: Sentence, fits: Fits, previous: Sequence[Sentence]) -> Group:
    """甲 of 甲主要抓了以下几件事。（一）V乙: the subject of the sentence that announces the list."""
    if not _LIST_ITEM.match(sentence.text):
        return []
    opening = next((before for before in reversed(previous) if not _LIST_ITEM.match(before.text)), None)
    if opening is None or not any(word in opening.text for word in words("announcing_lists")):
        return []
    clauses = range(opening.tokens[-1].clause + 1)
    return next((group for at in clauses if (group := _clause_subject(opening.tokens, at, opening, fits))), [])


def _is_subjectless(sentence: Sentence) -> bool:
    """2020年，启动甲; 历任甲: does the sentence go on to speak of what the one before spoke of?"""
    first = next((at for at, token in enumerate(sentence.tokens) if token.tag != "x" and not _dates(sentence, at)), 0)
    opening = sentence.tokens[first]
    appoints = any(entry.frame == "AppointmentFrame" for entry in opening.entries)
    return appoints or (first > 0 and (opening.is_verb or opening.word in words("opening_prepositions")))


def _dates(sentence: Sentence, at: int) -> bool:
    """Is the token a date or part of the words of one (同年11月)?"""
    mention = sentence.mention_at(at)
    return mention.cls == "Date" if mention is not None else sentence.tokens[at].tag == "t"


def _clause_subject(visible: Sequence[Token], clause: int, sentence: Sentence, fits: Fits) -> Group:
    """The first free group of a clause that fits and stands before its verb (or is what a relative clause describes).

    `visible` are the tokens of the sentence, those of other quotations hidden.
    """
    low, high = sentence.bounds(clause)  # of a long sentence the rest is not looked through for each clause
    own = [(at, visible[at]) for at in range(low, high) if visible[at].clause == clause]
    verb = next((at for at, token in own if token.is_verb and not token.depth), len(visible))
    if _only_does(visible, verb) or (clause and _assists(visible, clause)):
        return []
    relative = _describes(visible, clause, verb)
    for at, token in own:
        head = (at > verb and visible[at - 1].text == "的") or _is_cleft(visible, at)
        if token.depth or (not head and (at > verb or relative)):
            continue
        if fit(token, fits) is None:
            continue
        group, first, last = group_at(sentence, at, fits)
        low, _ = sentence.clause(at)
        defines = any(token.word in words("defining") for token in sentence.tokens[low:first])
        defines = defines and not _is_told_of(sentence, low, first, last)
        defines = defines or sentence.text_at(last + 1) in ("所", "所称")
        helps = sentence.word_at(first - 1) in words("joint_verbs")  # 我们会同甲: 甲 alone is not the topic
        if not helps and not governed(sentence, first) and not modifies(sentence, last) and not defines:
            return _first_party(sentence, visible, verb, first, group)
    return []


def _is_cleft(visible: Sequence[Token], at: int) -> bool:
    """甲 of 名次最高的是甲，居第三位: what is told next is told of 甲."""
    return at > 1 and visible[at - 1].text in words("copulas") and visible[at - 2].text == "的"


def _is_told_of(sentence: Sentence, low: int, first: int, last: int) -> bool:
    """作为依托的甲，……; 名次最高的是甲: is [first, last] the topic although a word of defining stands before?"""
    if sentence.text_at(first - 2) == "的" and sentence.text_at(first - 1) in words("copulas"):
        return True
    _, high = sentence.clause(first)
    return sentence.word_at(low) in words("as") and sentence.text_at(first - 1) == "的" and last + 2 == high


def _describes(visible: Sequence[Token], clause: int, verb: int) -> bool:
    """甲研发的乙，覆盖……: the verb describes the subject 乙, unless a copula (丙是甲研发的乙) has one already."""
    if verb + 1 >= len(visible) or visible[verb + 1].text != "的":
        return False
    copulas = words("copulas")
    return not any(token.clause == clause and token.word in copulas for token in visible[:verb])


def _first_party(sentence: Sentence, visible: Sequence[Token], verb: int, first: int, group: Group) -> Group:
    """甲 of 甲与乙签约: what comes after is told of 甲 alone."""
    signs = verb < len(visible) and any(entry.frame == "ReciprocalFrame" for entry in visible[verb].entries)
    return group[:1] if signs and sentence.word_at(first + 1) in words("partner_markers") else group


def _opens_clause(sentence: Sentence, group: Group) -> bool:
    """Is there no other noun before the group in its clause?"""
    at = next((i for i, token in enumerate(sentence.tokens) if token.start == group[0].start), 0)
    low, _ = sentence.clause(at)
    return not any(t.tag.startswith("n") and len(t.word) > 1 and not t.entries for t in sentence.tokens[low:at])


def _assists(tokens: Sequence[Token], clause: int) -> bool:
    """甲提供技术支撑: who helps the topic is not the topic."""
    inside = [token for token in tokens if token.clause == clause and token.tag != "x"]
    provides = any(token.word in ("提供", "负责", "协助") for token in inside[:4])
    return bool(inside) and provides and inside[-1].word in words("assistance")


def _only_does(tokens: Sequence[Token], verb: int) -> bool:
    """甲承办, of a clause that says who does what to the topic: 甲 is not the topic."""
    entries = tokens[verb].entries if verb < len(tokens) else ()
    if not any(e.frame == "TransitiveFrame" and s.property in _DONE for e in entries for s in e.senses):
        return False
    told = words("copulas") | words("agent_markers")
    if any(token.clause == tokens[verb].clause and token.word in told for token in tokens[:verb]):
        return False  # 甲是乙的建设方, 甲原由乙承建
    after = tokens[verb + 1] if verb + 1 < len(tokens) else None
    return after is None or after.clause != tokens[verb].clause or after.text in ("，", "；", "。")
