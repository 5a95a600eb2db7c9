"""Has it happened, is it planned, is it denied — or is it no statement at all?

A marker counts where it governs the word: in its clause, left of it; a plan announced before a colon covers the list after it;
a date after the publication of the text is a plan.
"""

from __future__ import annotations

from kg.model import ACTUAL, NEGATED, PLANNED, Mention
from kg.relate import markers
from kg.relate.sentence import Sentence

LASTING = frozenset(["partOf", "locatedIn", "holdsPosition", "alsoKnownAs", "comprises", "operatedBy", "leadsIn", "ranked"])
BUILT = frozenset(["launched", "operatedBy"])


def modality(
    sentence: Sentence,
    index: int,
    *,
    property: str,
    source: Mention | None,
    dates: list[Mention],
    published: str | None,
) -> str | None:
    """The modality of what the word at `index` states by `property`; None if the sentence only asks or supposes."""
    before = _before(sentence, index) - ({"要求", "要", "计划", "规划"} if property == "proposed" else set())
    if before & markers.words("hypothetical"):
        return None
    if before & markers.words("negated") or _denied(sentence, index):
        return NEGATED
    if before & markers.words("planned") or _listed_plan(sentence, index) or _coordinated_plan(sentence, index):
        return PLANNED
    if property in BUILT and before & markers.words("planned_build"):
        return PLANNED
    if (
        published
        and property not in LASTING
        and any(
            date.value
            and date.text not in ("当日", "当天", "同日")
            and date.value.lexical[: len(published)] > published[: len(date.value.lexical)]
            for date in dates
        )
    ):
        return PLANNED
    if (
        source is not None
        and source.cls == "Document"
        and property in BUILT | {"implements", "indicator", "published", "established"}
    ):
        return PLANNED if any(word in source.name for word in markers.words("plans")) else ACTUAL
    return ACTUAL


def _before(sentence: Sentence, index: int) -> set[str]:
    """The words left of `index` in its clause; 将 with its object directly after it is no future."""
    low, _ = sentence.clause(index)
    tokens = sentence.tokens
    found = {
        t.text
        for i, t in enumerate(tokens[low : index + 1], low)
        if t.mention is None
        and i != index
        and not (t.text == "将" and i + 1 < index and tokens[i + 1].mention is not None and i + 2 >= index)
    }
    text = tokens[index].text
    found |= {prefix for prefix in ("要求", "计划", "拟", "将") if text.startswith(prefix) and len(text) > len(prefix)}
    return found


def _coordinated_plan(sentence: Sentence, index: int) -> bool:
    """甲将V乙，V丙，并V丁: 将 governs the coordinated verbs too, as long as no clause has a subject of its own."""
    low, _ = sentence.clause(index)
    while low > 0:
        high, opening = sentence.clause(low)[1], sentence.tokens[low:]
        verb = next((i for i, t in enumerate(opening) if t.is_verb), len(opening))
        if any(t.mention and t.mention.cls in SUBJECTS for t in opening[:verb]) or {"已", "已经", "了"} & {
            t.text for t in sentence.tokens[low:high]
        }:
            return False
        low, high = sentence.clause(low - 1)
        if {t.text for t in sentence.tokens[low:high] if t.mention is None} & WILL:
            return True
    return False


SUBJECTS = frozenset(["Person", "Organization", "Place", "Document", "Platform", "Event"])
WILL = frozenset("将 拟 计划 打算 准备 力争 争取 拟于 将于".split())


def _denied(sentence: Sentence, index: int) -> bool:
    """对于甲的说法，乙予以否认: a denial later in the sentence covers what stands before it."""
    rest = sentence.between(index + 1, len(sentence.tokens))
    return ("说法" in rest or "传言" in rest) and any(word in rest for word in markers.words("denials"))


def _listed_plan(sentence: Sentence, index: int) -> bool:
    """今年将做好以下工作：一是……；二是…… — every item of the list is planned."""
    colon = next(
        (i for i, token in enumerate(sentence.tokens[:index]) if token.text == "：" and token.mention is None), None
    )
    return colon is not None and bool(
        {t.text for t in sentence.tokens[:colon] if t.mention is None} & markers.words("planned")
    )
