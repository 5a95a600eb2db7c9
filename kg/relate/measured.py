"""What an indicator is about: the nearest named subject in the clause, else the topic carried over, else the place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile

from kg import segment
from kg.model import Mention
from kg.relate.arguments import after_verb
from kg.relate.home import nearest_home, place_of
from kg.relate.markers import affixes, words
from kg.relate.sentence import Sentence
from kg.relate.topics import carried_subject

MEASURED = frozenset(["Place", "Organization", "Platform", "Document", "Event", "Concept"])
"""Classes that an indicator may be about."""
_OF_OTHERS = frozenset(["Organization", "Document"])
"""Classes of what a report about a place names in passing: a figure with another subject is of the place."""
_EVERYDAY = frozenset(["n", "v", "vn", "a", "an", "b", "d", "f", "j", "l", "m", "q", "s", "t"])
"""Tags of words that name nothing by themselves."""
_REACH_OF_REPORT = 3
"""Before how many tokens after a document its verb of saying must stand."""


def is_measured(mention: Mention) -> Mention | None:
    """The mention if its class may be measured."""
    return mention if mention.cls in MEASURED and mention.name else None


def about(sentence: Sentence, index: int, context: Sequence[Sentence], at_home: Mention | None) -> Mention | None:
    """What the figure at token `index` is about; `context` are the sentences before, `at_home` is the home of the text.

    In a text with a home a sentence without a subject speaks of that, not of what the sentence before was about, and a
    noun phrase that names nothing in particular (上市公司) is no subject.
    """
    if _points_elsewhere(sentence, index):
        return None
    found = (
        _user_base(sentence, index, context)
        or _in_clause(sentence, index, general=at_home is None)
        or _just_built(sentence, index)
        or (None if at_home else _nationwide(sentence, index))
        or _topic(sentence, index, () if at_home else context, general=at_home is None)
        or at_home
        or nearest_home(sentence, context)
    )
    return found and (place_of(found) if _demands(sentence, index) else found)


def _points_elsewhere(sentence: Sentence, index: int) -> bool:
    """该船储油量达6万吨, 这条航线使…缩短至23天: does the clause point at a thing that nothing has named?"""
    low, _ = sentence.clause(index)
    pointing = (at for at in range(low, index) if _points(sentence.word_at(at)))
    return any(sentence.mention_at(at) is None and not sentence.tokens[at + 1].tag.startswith("v") for at in pointing)


def _points(word: str) -> bool:
    return word in words("pointing") or word.startswith("该")


def _demands(sentence: Sentence, index: int) -> bool:
    """甲印发《乙》，明确到2025年共享率达到95%: is the figure one that a document sets?"""
    low, _ = sentence.clause(index)
    return sentence.word_at(low) in words("demands")


def _nationwide(sentence: Sentence, index: int) -> Mention | None:
    """China, of a clause that opens with 全国 (after a date): 截至4月底，全国基站达370万个; not 全国首个."""
    low, _ = sentence.clause(index)
    at = next((at for at in range(low, index) if not _is_date(sentence, at) and sentence.tokens[at].tag != "p"), index)
    token = sentence.tokens[at]
    if token.word != "全国" or sentence.text_at(at + 1).startswith(affixes("after_scopes")):
        return None
    aliases = ("全国", "我国")
    return Mention(token.start, token.end, "全国", "Place", 0.8, "anaphora", "Country", "中国", None, "CN", aliases)


def _just_built(sentence: Sentence, index: int) -> Mention | None:
    """乙 of 甲建成乙，累计建档386万份 and of 甲公布《乙》，涉及证明213项.

    It is the platform right before the comma of a clause that begins with no doing, or the document before one that
    tells of its content.
    """
    low, _ = sentence.clause(index)
    built = sentence.mention_at(low - 2)
    if built is None or sentence.word_at(low - 1) != "，":
        return None
    first = sentence.word_at(low)
    if built.found_by == "book marks":
        return is_measured(built) if first in words("content_of_documents") else None
    if first != "首批" and (built.cls != "Platform" or _does(sentence, low)):
        return None
    return is_measured(built)


def _does(sentence: Sentence, low: int) -> bool:
    """Does the clause that starts at token `low` begin with a doing of its own?"""
    while low + 1 < len(sentence.tokens) and _is_date(sentence, low):
        low += 1
    return sentence.tokens[low].tag == "v" and sentence.word_at(low) not in words("goes_on")


def _has_subject(sentence: Sentence, low: int, index: int) -> bool:
    """Is there a noun that names nothing in [low, index), before any verb?"""
    before = takewhile(lambda token: token.tag[0] != "v" and not token.entries, sentence.tokens[low:index])
    return any(token.tag[0] == "n" and len(token.word) > 1 for token in before)


def _is_date(sentence: Sentence, at: int) -> bool:
    """Is the token a date, or a word for one (全年)?"""
    mention = sentence.mention_at(at)
    if mention is not None:
        return mention.cls == "Date"
    return sentence.tokens[at].tag == "t" or sentence.text_at(at) == "全年"


def _may_be_topic(mention: Mention) -> Mention | None:
    """No phrase that only describes."""
    return is_measured(mention) if mention.found_by not in ("noun phrase", "quoted modifier") else None


def _named_before(sentence: Sentence, index: int) -> list[tuple[int, Mention]]:
    """What the clause names left of token `index` that a figure may be about."""
    low, _ = sentence.clause(index)
    return [(at, mention) for at, mention in sentence.mentions(low, index) if _may_be_topic(mention)]


def _counts_use(sentence: Sentence, index: int) -> bool:
    """Does the metric speak of users, visits, downloads?"""
    low, high = sentence.clause(index)
    counted = sentence.between(low, index) + sentence.between(index + 1, min(index + 4, high))
    return any(word in counted for word in words("usage"))


def _user_base(sentence: Sentence, index: int, context: Sequence[Sentence]) -> Mention | None:
    """The platform named last, of 用户达3万人; whatever was named last, of 其……."""
    low, _ = sentence.clause(index)
    here = [mention for _, mention in _named_before(sentence, index)]
    its = sentence.text_at(low) == "其" and not here
    used = not any(m.cls != "Concept" or m.found_by == "quoted" for m in here) and _counts_use(sentence, index)
    if not its and not used:
        return None
    where, end = (context[-1], len(context[-1].tokens)) if its and not low and context else (sentence, low)
    named = ((at, mention) for at, mention in reversed(where.mentions(0, end)) if _may_be_topic(mention))
    earlier = (mention for at, mention in named if not _is_predicate(where, at))
    return next((m for m in earlier if m.cls == "Platform" or (its and m.cls != "Concept")), None)


def _is_predicate(sentence: Sentence, at: int) -> bool:
    """甲是乙推出的平台: does the noun at `at` only say what the subject is?"""
    low, _ = sentence.clause(at)
    copula = any(token.word in words("copulas") for token in sentence.tokens[low:at])
    return copula and sentence.text_at(at - 1) == "的"


def _in_clause(sentence: Sentence, index: int, *, general: bool) -> Mention | None:
    """Of the names in the clause the last quoted one, platform or event, else the first; `general`: no proper one."""
    free = [
        mention
        for at, mention in _named_before(sentence, index)
        if _is_topical(sentence, at, index, mention)
        and not is_beside(sentence, at)
        and not after_verb(sentence, at)
        and (general or (_is_proper(mention) and not _of_one_in_list(sentence, at, index)))
    ]
    marked = (m for m in reversed(free) if m.cls in ("Platform", "Event") or m.found_by == "quoted")
    return next(marked, free[0] if free else None)


def is_beside(sentence: Sentence, at: int) -> bool:
    """对甲、乙分别进出口3亿元: does the list with the mention at `at` only say towards whom, whence, along what?"""
    low, _ = sentence.clause(at)
    while at > low + 1 and sentence.text_at(at - 1) == "、" and sentence.mention_at(at - 2) is not None:
        at -= 2
    return at > low and sentence.text_at(at - 1) in words("not_about")


def _of_one_in_list(sentence: Sentence, at: int, index: int) -> bool:
    """赤壁青砖茶、孝感米酒等6个品牌: is the place at `at` that of one thing of a list whose next has its own?"""
    marks = (i for i in range(at + 1, index) if sentence.text_at(i) == "、")
    following = (sentence.mention_at(i + 1) for i in marks if i > at + 1)
    return any(mention is not None and mention.cls == "Place" for mention in following)


def _is_topical(sentence: Sentence, at: int, index: int, mention: Mention) -> bool:
    """Can the figure at `index` be about the mention at `at`, by what stands around the mention?"""
    if sentence.tokens[at].depth or _states(sentence, at):
        return False
    if mention.cls == "Place" and sentence.word_at(at + 1) in words("superlatives"):
        return False
    if mention.found_by == "head noun" and mention.kind is None and at + 1 == index:
        return False
    if mention.cls != "Concept" or _counts_parts(sentence, at, index):
        return True
    return mention.found_by in ("quoted", "headword") and _counts_use(sentence, index)


def _topic(sentence: Sentence, index: int, context: Sequence[Sentence], *, general: bool) -> Mention | None:
    """The topic carried over from an earlier clause or sentence.

    Unless `general`, a proper one with no verb before, and only to a clause that begins with no doing of its own; if
    that has a subject of its own (产业增加值增长7%), no document and no body.
    """

    low, _ = sentence.clause(index)
    does, owned = (not general and told for told in (_does(sentence, low), _has_subject(sentence, low, index)))

    def topic(mention: Mention) -> Mention | None:
        at = sentence.position(mention)
        if mention.start < sentence.start and _only_named(mention, sentence, index):
            return None
        if any(_reports(where, mention) for where in (sentence, *context)):
            return None
        if not general and (not _is_proper(mention) or (at is not None and after_verb(sentence, at))):
            return None
        if (does and mention.cls != "Platform") or (owned and mention.cls in _OF_OTHERS):
            return None
        if mention.found_by == "quoted" and mention.cls == "Concept" and at is not None and _runs(sentence, at):
            return replace(mention, cls="Platform")
        return _may_be_topic(mention) if mention.cls != "Concept" or mention.found_by == "headword" else None

    carried = carried_subject(sentence, index, topic, context)
    return next((m for m in carried if m.start < sentence.start or not _states(sentence, _at(sentence, m))), None)


def _only_named(mention: Mention, sentence: Sentence, index: int) -> bool:
    """A place that a sentence before names is not what this one measures, nor a body if this one has a place.

    What 全省 or 该局 stands for is.
    """
    if mention.found_by not in ("gazetteer", "head noun"):
        return False
    placed = any(m.cls == "Place" for _, m in sentence.mentions(0, index)) or _of_all(sentence, index)
    return mention.cls == "Place" or (mention.cls == "Organization" and placed)


def _of_all(sentence: Sentence, index: int) -> bool:
    return any(token.text.startswith(affixes("whole_places")) for token in sentence.tokens[:index])


def _runs(sentence: Sentence, at: int) -> bool:
    """“甲”由乙开发: is the quotation at `at` what somebody made, runs or put into service?"""
    _, high = sentence.clause(at)
    made = (entry.name for token in sentence.tokens[at + 1 : high] for entry in token.entries)
    return any(name in ("operate", "build", "release") for name in made)


def _reports(sentence: Sentence, mention: Mention) -> bool:
    """国家统计局发布数据，……; 榜单同时披露，……: whoever tells a figure is not what it is about."""
    at = sentence.position(mention) if mention.cls in ("Organization", "Document") else None
    if at is None:
        return False
    _, high = sentence.clause(at)
    if mention.cls == "Document":
        near = sentence.tokens[at + 1 : min(high, at + _REACH_OF_REPORT)]
        return any(token.word in words("saying") for token in near)
    told = words("saying") | words("reporting")
    return any(token.word in told for token in sentence.tokens[at + 1 : high])


def _is_proper(mention: Mention) -> bool:
    """Does it name one thing? A head noun with everyday words before it (科技创新平台) does not."""
    return mention.found_by != "head noun" or mention.name.startswith(affixes("national")) or _is_name(mention.name)


@cache
def _is_name(noun_phrase: str) -> bool:
    """Is one of its words a name, a number or in no dictionary?"""
    if noun_phrase in words("general_names"):
        return False
    return noun_phrase[0].isascii() or any(word.tag not in _EVERYDAY for word in segment.words(noun_phrase))


def _at(sentence: Sentence, mention: Mention) -> int:
    at = sentence.position(mention)
    return 0 if at is None else at


def _states(sentence: Sentence, at: int) -> bool:
    """会议决定，……: the figures of what a meeting says are not about the meeting."""
    mention, after = sentence.mention_at(at), sentence.text_at(at + 1)
    return mention is not None and mention.cls == "Event" and after in words("saying") | words("resolving")


def _counts_parts(sentence: Sentence, at: int, index: int) -> bool:
    """体系下设4个指标: the concept itself is what is counted in."""
    return any(token.text in words("containing") for token in sentence.tokens[at + 1 : index])
