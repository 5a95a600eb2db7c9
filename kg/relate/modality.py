"""Has it happened, is it planned, is it denied — or is it no statement at all?

A marker counts where it governs the word: in its clause, left of it; a plan announced before a colon covers the list
after it; a date after the publication of the text is a plan.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import ACTUAL, NEGATED, PLANNED, Mention
from kg.relate.markers import affixes, words
from kg.relate.sentence import Sentence

LASTING = frozenset(
    ["partOf", "locatedIn", "holdsPosition", "alsoKnownAs", "comprises", "operatedBy", "leadsIn", "ranked"]
)
"""Properties that hold over time: a later date beside them does not make them plans."""

BUILT = frozenset(["launched", "operatedBy"])
"""Properties of things under construction."""

_DOINGS = BUILT | {"implements", "indicator", "published", "established"}
"""Properties that are plans if a plan states them."""

_OF_DAYS = frozenset(["heldOn", "heldIn"])
"""Properties of which a plan that was moved says nothing: only the new day and place are told."""

_VERSION = re.compile(r"[（(][^（）()]*[）)]$|[0-9—-]+年?$")
_DUE = re.compile(r"(?<![0-9])(?:年底|年末|月底|[0-9]{1,2}月底?|季度末)之?前")
_SUBJECTS = frozenset(["Person", "Organization", "Place", "Document", "Platform", "Event"])


def modality(
    sentence: Sentence,
    index: int,
    *,
    property: str,
    source: Mention | None,
    dates: Sequence[Mention],
    published: str | None,
    demanded: bool = False,
) -> str | None:
    """The modality of what the word at `index` states by `property`; None if the sentence only asks or supposes.

    `source` is whose words they are and `demanded` whether it is a document that demands it; `dates` are when it
    happens, `published` is the ISO date of the text.
    """
    if sentence.text.rstrip().endswith(("？", "？”")):
        return None
    before = _before(sentence, index) - (words("proposal_modals") if property == "proposed" else frozenset())
    if property == "indicator":
        before -= words("limiting")
    if before & words("hypothetical"):
        return _once_planned(sentence, index, property) if before & words("once_planned") else None
    denials = words("figures_negated") if property == "indicator" else words("negated")
    if before & denials or _denied(sentence, index):
        return PLANNED if _postponed(sentence, index) else NEGATED
    if property == "attended" and before & words("promised"):
        return PLANNED
    if before & words("planned") or _listed_plan(sentence, index) or _coordinated_plan(sentence, index):
        return PLANNED
    if property == "leadsIn" and before & words("striving"):
        return PLANNED
    if property in BUILT and before & words("planned_build"):
        return PLANNED
    if published is None and property in _DOINGS and _is_due(sentence, index):
        return PLANNED
    if published and property in _DOINGS and _has_deadline(sentence, index, published):
        return PLANNED
    if published and property == "operatedBy" and _ends_later(sentence, index, published):
        return PLANNED
    if published and property not in LASTING and any(_is_after(date, published) for date in dates):
        return PLANNED
    if demanded and property in _DOINGS:
        return PLANNED
    if source is not None and source.cls == "Document" and property in _DOINGS:
        return PLANNED if _is_plan(source.name) else ACTUAL
    return ACTUAL


def _is_plan(title: str) -> bool:
    """Does the title say so at its end (…规划（2021—2025年）), not only inside (解决方案市场份额)?"""
    return _VERSION.sub("", title).endswith(affixes("plans"))


def _is_after(date: Mention, published: str) -> bool:
    """Is the date after the publication, as far as both are precise (2020-05 is not after 2020-05-03)?"""
    if date.value is None or date.text in words("same_day"):
        return False
    stated = date.value.lexical
    return stated[: len(published)] > published[: len(stated)]


def _is_due(sentence: Sentence, index: int) -> bool:
    """年底前建成甲, in a text without a date: a deadline of no year lies ahead unless the clause says it is done."""
    low, high = sentence.clause(index)
    done = any(token.text.startswith(("已", "了")) for token in sentence.tokens[low:high])
    return not done and _DUE.search(sentence.between(low, index)) is not None


def _has_deadline(sentence: Sentence, index: int, published: str) -> bool:
    """年底前培训20万人次; 到年底，基站达42万座: a deadline in the clause or one that opens the sentence, which has not
    passed on the day of the text, and nothing says that it is done."""
    low, high = sentence.clause(index)
    _, opening = sentence.clause(0)
    first = 0 if all(token.mention or not token.is_verb for token in sentence.tokens[:opening]) else low
    days = [(at, day) for at, day in sentence.mentions(first, index, "Date") if at >= low or at < opening]
    done = any(token.text.startswith(("已", "了")) for token in sentence.tokens[low:high])
    ends = (day.value for at, day in days if day.value and _is_deadline(sentence, at, day))
    return not done and any(published.startswith(end.lexical) for end in ends)


def _is_deadline(sentence: Sentence, at: int, day: Mention) -> bool:
    """2024年底前, 到2024年底."""
    reached = sentence.word_at(at - 1) in words("until") and day.text.endswith(affixes("ends_of_time"))
    return day.kind == "deadline" or reached


def _ends_later(sentence: Sentence, index: int, published: str) -> bool:
    """由甲建设乙，8月底前完成……: work is not done whose deadline the next clause sets, unless its own says so."""
    low, high = sentence.clause(index)
    done = any(token.text.startswith(("已", "了")) or _is_day(token.mention) for token in sentence.tokens[low:high])
    next_high = sentence.clause(high)[1] if high < len(sentence.tokens) else high
    days = [day for _, day in sentence.mentions(high, next_high, "Date") if day.kind == "deadline"]
    return not done and any(_is_after(day, published) for day in days)


def _is_day(mention: Mention | None) -> bool:
    return mention is not None and mention.cls == "Date"


def _before(sentence: Sentence, index: int) -> set[str]:
    """The words left of `index` in its clause, and those of the future that open its own form (拟建)."""
    low, _ = sentence.clause(index)
    text = sentence.tokens[index].text
    prefixes = {prefix for prefix in words("planned_prefixes") if text.startswith(prefix) and text != prefix}
    low = _after_relative(sentence, low, index)
    planned = {word for word in words("once_planned") if word in sentence.between(low, index)}
    return prefixes | planned | {
        sentence.word_at(at)
        for at in range(low, index)
        if not _is_object_marker(sentence, at, index) and not _is_noun(sentence, at)
    } - {""}


def _after_relative(sentence: Sentence, low: int, index: int) -> int:
    """Where the clause goes on after 原定V的甲: what was to be is said of 甲, not of what follows."""
    if not sentence.between(low, index).startswith(affixes("once_planned")):
        return low
    heads = (at + 1 for at in range(low, index - 1) if sentence.word_at(at) == "的" and sentence.mention_at(at + 1))
    return next(heads, low)


def _is_noun(sentence: Sentence, at: int) -> bool:
    """准备 of 准备度, 规划 of 规划、设计 plan nothing: no verb, date or preposition follows."""
    if sentence.word_at(at) not in words("planned_nouns") or at + 1 >= len(sentence.tokens):
        return False
    after = sentence.tokens[at + 1]
    dated = after.mention is not None and after.mention.cls == "Date"
    return not (dated or after.entries or after.tag[0] in "vdpt")


def _is_object_marker(sentence: Sentence, at: int, index: int) -> bool:
    """将 of 甲将乙V and 甲将总部V, which stands right before a noun, is no future."""
    if sentence.text_at(at) != "将" or at + 1 >= index:
        return at + 1 == index and sentence.text_at(at) == "将" and _opens_with_thing(sentence.text_at(index))
    after = sentence.tokens[at + 1]
    if after.mention is not None:
        return after.mention.cls not in ("Date", "Quantity")
    parted = any(entry.frame == "EnumerationFrame" for entry in sentence.tokens[index].entries)
    if parted and after.tag[0] == "n" and all(token.tag[0] in "nvb" for token in sentence.tokens[at + 1 : index]):
        return True  # 将公共数据分为三级
    return after.tag[0] in "mr" or after.text in words("moved_things")


def _opens_with_thing(form: str) -> bool:
    """总部落在: a form that begins with what is moved."""
    return form.startswith(tuple(words("moved_things"))) and form not in words("moved_things")


def _coordinated_plan(sentence: Sentence, index: int) -> bool:
    """甲将V乙，V丙，并V丁: 将 governs the coordinated verbs too, as long as no clause has a subject of its own."""
    low, _ = sentence.clause(index)
    while low > 0:
        _, high = sentence.clause(low)
        said = {token.text for token in sentence.tokens[low:high]}
        if _has_subject(sentence, low) or said & (words("perfective") | words("now")):
            return False
        low, high = sentence.clause(low - 1)
        reaching = (at for at in range(low, high) if sentence.word_at(at) in words("reaching"))
        if any(not _is_object_marker(sentence, at, high) for at in reaching):
            return True
    return False


def _has_subject(sentence: Sentence, low: int) -> bool:
    """Is there a possible subject from token `low` to the next verb?"""
    for at, token in enumerate(sentence.tokens[low:], start=low):
        if token.is_verb:
            return False
        named = token.mention is not None and token.mention.cls in _SUBJECTS
        if named and sentence.text_at(at - 1) not in words("partner_markers"):
            return True
    return False


def _denied(sentence: Sentence, index: int) -> bool:
    """对于甲的说法，乙予以否认: a denial later in the sentence covers what stands before it."""
    rest = sentence.between(index + 1, len(sentence.tokens))
    told = any(word in rest for word in affixes("rumours")) or sentence.text.startswith(affixes("rumoured"))
    return told and any(word in rest for word in affixes("denials"))


def _once_planned(sentence: Sentence, index: int, property: str) -> str | None:
    """甲原计划V，因故未能成行: who planned to come did not; 甲原计划某日V，推迟到8月: it is still to come."""
    rest = sentence.between(index + 1, len(sentence.tokens))
    if property == "attended" and any(word in rest for word in words("fallen_through")):
        return NEGATED
    moved = property not in _OF_DAYS and any(word in rest for word in words("postponed"))
    return PLANNED if moved else None


def _postponed(sentence: Sentence, index: int) -> bool:
    """甲未能如期V，改在8月上线: what did not happen in time is still to come."""
    _, high = sentence.clause(index)
    return sentence.between(high, len(sentence.tokens)).startswith(affixes("postponed"))


def _listed_plan(sentence: Sentence, index: int) -> bool:
    """今年将做好以下工作：一是……；二是…… — every item of the list is planned."""
    colon = next((at for at in range(index) if sentence.word_at(at) == "："), None)
    if colon is None:
        return False
    said = {token.word for token in sentence.tokens[:colon]}
    on_the_agenda = said & words("agenda") and not said & words("perfective")
    return bool(said & words("planned") or on_the_agenda)
