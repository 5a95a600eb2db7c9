"""The metric of an indicator: the noun phrase that a number measures."""

from __future__ import annotations

import re

from kg.model import Mention
from kg.relate.arguments import VALUES
from kg.relate.markers import affixes, choice, words
from kg.relate.sentence import Sentence

_VERB = re.compile(f"{choice('before_number')}+$")
_OPENING = re.compile(f"^(?:(?!{choice('opening_metrics')}){choice('before_metric')})+")
_PRONOUN = re.compile(f"^{choice('measured_pronouns')}")
_CHANGE = re.compile(
    f"占[^，]{{1,8}}?比[重例]|占[^，的]{{1,8}}|(?:[比较][^，]{{1,8}}?)?(?:同比|环比)?{choice('changes')}"
)
_CHANGED = re.compile(f"({choice('changes')})(?:{choice('approximating')}|了)*$")
_COMPARED = re.compile(rf"(?:[比较][^，]{{1,8}})?(?:同比|环比)?[又再则]?{choice('changes')}|占[^，]{{1,8}}")
"""A clause that names no metric of its own: 比上年提高, 较2020年扩大, 占总收入."""
_LISTED = re.compile("^.*等(?=.{2})")
_LISTED_INSIDE = re.compile("((?:内设|下设|设有).{0,1})[^，]*等(?=.{2})")
_MARKS = "“”（）：；，、的"
_ALSO = re.compile(f"[、和](?:同比|环比)?{choice('changes')}(?:{choice('approximating')})?")
"""收入4亿元、增长3%."""
_PER = re.compile("^/[年月日天户人次吨]、?|(?<=.)/[年月日天户人次吨](?=$)")
"""778元/月: the unit of the figure goes on."""
_GOES_ON = 4
"""Characters between two figures of one metric."""
_ABOUT = re.compile(f"^{choice('approximations')}、")
"""5%左右、7%左右: what belongs to the figure before."""
_PAST_DATE = re.compile("^(?:之前|以前|前|以来|起)(?![端后列沿诉])")
"""What belongs to the date before (年底|前)."""
_APPROXIMATION = re.compile(choice("approximations"))


def metric(sentence: Sentence, index: int, subject: Mention) -> str | None:
    """What leads up to the number at token `index`, and the noun that follows it (内设8个处室 → 内设处室).

    `subject` is what the number is about; its name is no part of the metric.
    """
    name = _whole(sentence, index, subject)
    return _shared_out(name, sentence, index) if name and "分别" in name else name


def _shared_out(name: str, sentence: Sentence, index: int) -> str:
    """甲人次 and 乙额 of 甲人次、乙额分别增长4%、9%: as many measures as figures."""
    things, _, change = name.partition("分别")
    word = next((at for at in range(index - 1, -1, -1) if sentence.word_at(at).startswith("分别")), None)
    items = re.split("[、和与及]", things)
    if word is None or not all(items):
        return name
    figures = [at for at, _ in sentence.mentions(word, sentence.clause(index)[1], "Quantity")]
    if index not in figures or len(figures) != len(items):
        return name
    item = items[figures.index(index)]
    return item + change if item.endswith(affixes("measure_endings")) else things + change


def _whole(sentence: Sentence, index: int, subject: Mention) -> str | None:
    """The same, where several figures share it (甲、乙分别增长4%、9%), as it stands."""
    name = _own(sentence, index, subject)
    if _goes_on(name):
        goes_on = _of_figure_before(sentence, index, subject) or _of_starting_point(sentence, index, subject)
        return goes_on or name or None
    earlier = sentence.mentions(0, index, "Quantity") if name in words("totals") else []
    whole = _whole(sentence, earlier[-1][0], subject) if earlier else None
    return f"{whole}{name}" if whole else name


def _goes_on(name: str) -> bool:
    """Does a clause name nothing that is measured, so that the metric of a figure before goes on?"""
    return not name or _COMPARED.fullmatch(name) is not None


def _own(sentence: Sentence, index: int, subject: Mention) -> str:
    """What the clause of the number itself says that it measures; "" if nothing."""
    left = _left(sentence, index, subject)
    before = _PRONOUN.sub("", _OPENING.sub("", _VERB.sub("", _ABOUT.sub("", _PER.sub("", left)))))
    if before in {"", *words("scoring")} and _is_score(sentence, index):
        return "得分"
    noun = _turned(sentence, index) if not before or before.endswith("等") else _right(sentence, index)
    after = _APPROXIMATION.sub("", noun)
    name = _PER.sub("", _LISTED.sub("", _LISTED_INSIDE.sub(r"内设", before + after))).strip(_MARKS)
    name = "“" + name if name.count("”") > name.count("“") else name + "”" * (name.count("“") > name.count("”"))
    changed = _CHANGED.search(left)
    return f"{name}{changed[1]}" if changed and not after and not name.endswith(changed[1]) else name


def _is_score(sentence: Sentence, index: int) -> bool:
    """以91.3分居首, 得91.3分: points."""
    quantity = sentence.mention_at(index)
    unit = quantity.value.unit if quantity and quantity.value else None
    return unit == "分" and sentence.word_at(index - 1) in words("scoring")


def _of_starting_point(sentence: Sentence, index: int, subject: Mention) -> str | None:
    """甲的平均值由2020年的0.6升至0.7: what stands before 由."""
    low, _ = sentence.clause(index)
    start = next((at for at in range(index - 1, low, -1) if sentence.word_at(at) in ("由", "从")), None)
    if start is None:
        return None
    return _PRONOUN.sub("", _OPENING.sub("", _left(sentence, start, subject))).strip(_MARKS) or None


def _turned(sentence: Sentence, index: int) -> str:
    """参展企业 for 86家企业参展, 提供诊断的县区 for 400个县区提供诊断: what is counted comes last."""
    right = _right(sentence, index)
    tokens = [token for token in sentence.tokens[index + 1 :] if token.end <= sentence.tokens[index].end + len(right)]
    verb = next((at for at, token in enumerate(tokens) if token.tag == "v" or token.is_verb), None)
    if not verb or any(token.mention for token in tokens) or any(token.tag[0] not in "nvljz" for token in tokens):
        return right
    counted, does = ("".join(token.text for token in part) for part in (tokens[:verb], tokens[verb:]))
    has_object = tokens[verb].text in words("providing") and len(tokens) > verb + 1
    return f"{does}的{counted}" if has_object else does + counted


def _of_figure_before(sentence: Sentence, index: int, subject: Mention) -> str | None:
    """The metric of the figure before, which goes on: 收入4亿元，同比增长3%; 证照4类、9万条; 由8天压缩至2天."""
    earlier = sentence.mentions(0, index, "Quantity")
    if not earlier:
        return None
    between = sentence.between(earlier[-1][0] + 1, index)
    change = _CHANGE.search(between)
    of = next((at for at, _ in reversed(earlier) if not change or not _goes_on(_own(sentence, at, subject))), None)
    name = _whole(sentence, of, subject) if of is not None and (change or len(between) <= _GOES_ON) else None
    goes_on = change and ("，" in between or _ALSO.fullmatch(between))
    return name + change[0] if name and change and goes_on else name


def _left(sentence: Sentence, index: int, subject: Mention) -> str:
    """The text of the clause before the number, back to its subject or another value."""
    low, _ = sentence.clause(index)
    ends = (i + 1 for i, m in reversed(sentence.mentions(low, index)) if m.start == subject.start or m.cls in VALUES)
    start = next(ends, low)
    day = sentence.mention_at(start - 1)
    left = sentence.between(start, index)
    return _PAST_DATE.sub("", left) if day is not None and day.cls == "Date" else left


def _right(sentence: Sentence, index: int) -> str:
    """The text of the clause after the number, up to another value or the end of the noun phrase."""
    _, high = sentence.clause(index)
    after = index + 1
    ends = words("metric_ends") | words("changes")
    while after < high and sentence.text_at(after) not in ends:
        if (mention := sentence.mention_at(after)) is not None and mention.cls in VALUES:
            break
        after += 1
    return sentence.between(index + 1, after)
