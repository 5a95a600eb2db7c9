"""Figures: ranks and indicators, read from the quantity outwards.

A rank takes the place or body before it, the list it is in and how many were ranked. An indicator takes the thing that the
sentence is about and, as its metric, the noun phrase beside the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.model import Mention, Value
from kg.relate import arguments, markers
from kg.relate.sentence import Sentence, Token

RANKED = frozenset(["Place", "Organization", "Platform"])
MEASURED = frozenset(["Place", "Organization", "Platform", "Document", "Event", "Concept"])
_OUT_OF = re.compile(r"(?:在|，|^|列|居|位列|位居)(?:全球|全国|参评的?|参与评估的?)?([0-9]+)个[^，。]{0,12}?(?:中|里|第)")
_VERB = re.compile(
    r"(?:已经|已|共|累计|合计|总计|超过|超|突破|达到|达|为|逾|近|约|有|至|升至|增至|降至|增长|提高|下降|减少|压缩|压缩至|由|从|的|在|均|总|就|仅|居|较|比|其中|平均|完成|实现|冲破|到达|左右|以上|不到|不足|了|是|高达|多达|接近|还|均值|刚刚|刚|将|拟|力争|计划|预计|全年|又|再|同比|环比|个|余|多|则|到|提升)+$"
)
_SKIP_METRIC = re.compile(
    r"^(?:其中|截至|目前|全市|全省|今年|去年|到|据|和|与|以及|累计|已|共|、|，|的|了|，|在|个|中|则|也|约|将|还)+"
)
_USAGE = re.compile(r"用户|访问|办件|下载|接入|可办|挂接|调用|注册|点击|浏览|受理|服务人次")
_PRONOUN = re.compile(r"^(?:其|该平台|平台|该中心|该系统|我省|我市|全省|全市)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A rank or indicator found in a sentence; `index` is the token of its quantity."""

    property: str
    subject: Mention
    quantity: Mention
    index: int
    qualifiers: tuple[tuple[str, Value | Mention], ...]
    score: float


def ranks(sentence: Sentence, context: Sequence[Sentence]) -> Iterator[Figure]:
    """甲在65个国家中排名第44位；甲、乙分列第二、三位；第二至第六名依次为甲、乙……"""
    found = [(i, t.mention) for i, t in enumerate(sentence.tokens) if t.mention and t.mention.kind == "rank"]
    for group in _runs(sentence, found):
        group = _expanded(sentence, group)
        first, last = group[0][0], group[-1][0]
        subjects = _ranked(sentence, first, last, len(group), context)
        rows = list(zip(subjects, group, strict=False)) if len(group) > 1 else [(s, group[0]) for s in subjects]
        for subject, (index, quantity) in rows:
            yield Figure("ranked", subject, quantity, index, _rank_qualifiers(sentence, index, context), 0.85)


def _expanded(sentence: Sentence, group: list[tuple[int, Mention]]) -> list[tuple[int, Mention]]:
    """第一至第三位 is three ranks."""
    bounds = [m.value.lexical for _, m in group if m.value]
    ends = bounds[0].split("/") if len(bounds) == 1 else bounds
    spans = len(ends) == 2 and (len(bounds) == 1 or sentence.between(group[0][0] + 1, group[1][0]) in ("至", "到"))
    if not spans or not all(end.isdigit() for end in ends):
        return group
    index, model = group[-1]
    return [
        (index, replace(model, value=Value(str(n), "quantity")))
        for n in range(int(ends[0]), min(int(ends[1]), int(ends[0]) + 99) + 1)
    ]


def _runs(sentence: Sentence, found: list[tuple[int, Mention]]) -> Iterator[list[tuple[int, Mention]]]:
    """Coordinated ranks together: 第二、三位; 第一至第三位."""
    run: list[tuple[int, Mention]] = []
    for index, mention in found:
        if run and sentence.between(run[-1][0] + 1, index).strip() not in ("", "、", "和", "至", "到"):
            yield run
            run = []
        run.append((index, mention))
    if run:
        yield run


def _ranked(sentence: Sentence, first: int, last: int, count: int, context: Sequence[Sentence]) -> list[Mention]:
    def fits(mention: Mention) -> Mention | None:
        return mention if mention.cls in RANKED and mention.name else None

    _, high = sentence.clause(first)
    after = sentence.between(last + 1, min(last + 4, high))
    if re.match(r"(?:依次|分别)?(?:为|是)", after):
        at = next((i for i in range(last + 1, high) if (m := sentence.tokens[i].mention) and fits(m)), None)
        return arguments.group_at(sentence, at, fits)[0] if at is not None else []
    here = arguments.subject_left(sentence, first, lambda m: fits(m) if m.end != sentence.tokens[first].start else None)
    subjects = (
        here[0]
        if here
        else _owner_left(sentence, first, fits)
        or _owner_before(sentence, first, fits)
        or arguments.carried_subject(sentence, first, fits, context)
    )
    if len(subjects) > 1 and count == 1 and "分列" not in sentence.text:
        return subjects
    return subjects if count == 1 or len(subjects) >= count else []


def _owner_left(sentence: Sentence, index: int, fits: arguments.Fits) -> list[Mention]:
    """甲的指数居第一: what stands before 的 owns the rank."""
    low, _ = sentence.clause(index)
    for at in range(index - 1, low - 1, -1):
        mention = sentence.tokens[at].mention
        if (
            mention
            and fits(mention)
            and mention.end != sentence.tokens[index].start
            and sentence.tokens[max(at - 1, 0)].text not in ("在", "从")
        ):
            return [mention]
    return []


def _owner_before(sentence: Sentence, index: int, fits: arguments.Fits) -> list[Mention]:
    """甲的指数为……，排名第……: the owner of an earlier clause of the sentence."""
    for at in range(index - 1, 0, -1):
        mention = sentence.tokens[at - 1].mention
        if sentence.tokens[at].text == "的" and mention and fits(mention) and mention.cls == "Place":
            return [mention]
    return []


def _rank_qualifiers(
    sentence: Sentence, index: int, context: Sequence[Sentence]
) -> tuple[tuple[str, Value | Mention], ...]:
    found: list[tuple[str, Value | Mention]] = []
    listed = _list_of(sentence, index, context)
    if listed:
        found.append(("in", listed))
    if match := _OUT_OF.search(sentence.text[: sentence.tokens[index].start - sentence.start]):
        found.append(("outOf", Value(match[1], "quantity")))
    low, _ = sentence.clause(index)
    dates = [
        t.mention
        for t in sentence.tokens[:index]
        if t.mention and t.mention.cls == "Date" and t.mention.value and t.clause >= sentence.tokens[low].clause - 1
    ]
    if dates and dates[-1].value and dates[-1].kind != "deadline" and "年" in dates[-1].text:
        found.append(("date", dates[-1].value))
    return tuple(found)


def _list_of(sentence: Sentence, index: int, context: Sequence[Sentence]) -> Mention | None:
    """The report that ranks: the nearest document before, in this sentence or the two before it."""
    for tokens in (sentence.tokens[:index], *(s.tokens for s in reversed(context[-2:]))):
        documents = [t.mention for t in tokens if t.mention and t.mention.cls == "Document" and t.mention.name]
        if documents:
            return documents[-1]
    return None


def indicators(sentence: Sentence, context: Sequence[Sentence]) -> Iterator[Figure]:
    """Every count, share or sum of money with the thing it is about."""
    for index, token in enumerate(sentence.tokens):
        quantity = token.mention
        if (
            quantity is None
            or quantity.cls != "Quantity"
            or quantity.kind in ("rank", "ordinal")
            or quantity.value is None
        ):
            continue
        if (
            token.depth
            or _is_total_ranked(sentence, index)
            or _is_list_total(sentence, index)
            or _is_bare(sentence, index)
        ):
            continue
        subject = _aligned(sentence, index) or _joined_in(sentence, index, context) or _about(sentence, index, context)
        if subject is not None:
            yield Figure("indicator", subject, quantity, index, _indicator_qualifiers(sentence, index, subject), 0.7)


def _aligned(sentence: Sentence, index: int) -> Mention | None:
    """注册资本依次为2亿元、3亿元: the n-th figure is of the n-th of the things named before."""
    low, high = sentence.clause(index)
    figures = [i for i in range(low, high) if (m := sentence.tokens[i].mention) and m.cls == "Quantity"]
    if len(figures) < 2 or not any(t.text in ("依次", "分别") for t in sentence.tokens[low:index]):
        return None
    for at in range(low - 1, -1, -1):
        if (mention := sentence.tokens[at].mention) and mention.cls in MEASURED and mention.name:
            group, _, _ = arguments.group_at(sentence, at, lambda m: m if m.cls in MEASURED and m.name else None)
            if len(group) == len(figures):
                return group[figures.index(index)]
    return None


def _joined_in(sentence: Sentence, index: int, context: Sequence[Sentence]) -> Mention | None:
    """甲、乙等86家企业参展: the figure is about the event."""
    low, high = sentence.clause(index)
    if not any(t.text in ("参展", "参会", "参赛", "参加", "亮相") for t in sentence.tokens[index:high]):
        return None
    events = [
        t.mention
        for s in (*context, sentence)
        for t in s.tokens
        if t.mention and t.mention.cls == "Event" and t.start < sentence.tokens[index].start
    ]
    return events[-1] if events else None


def _is_total_ranked(sentence: Sentence, index: int) -> bool:
    """在65个国家中排名: the number of those ranked belongs to the rank."""
    match = _OUT_OF.search(sentence.text)
    return match is not None and sentence.start + match.start(1) == sentence.tokens[index].start


def _is_list_total(sentence: Sentence, index: int) -> bool:
    """甲、乙、丙三个栏目: a number that only sums up a list given in full; 等6个科室 is none."""
    before = sentence.tokens[index - 1] if index else None
    if before is None:
        return False
    low, _ = sentence.clause(index)
    listed = any(t.mention is None and t.text == "、" for t in sentence.tokens[low:index])
    if listed and (
        before.text == "等" or any(e.frame == "EnumerationFrame" for t in sentence.tokens[low:index] for e in t.entries)
    ):
        return before.text != "等" or (
            sentence.tokens[index - 2].mention is not None
            and not any(t.text in ("参展", "参会", "参赛") for t in sentence.tokens[index:])
        )
    return (
        listed
        and before.text not in ("等",)
        and (before.mention is not None and before.mention.cls != "Quantity" or before.text[-1:] in "”")
    ) or bool(re.search(r"[两三四五六七八九]大$|第$", before.text))


def _is_bare(sentence: Sentence, index: int) -> bool:
    """A number of something that is no measure of the topic: 前三、两年来、一批、三家运营商 after a list."""
    quantity = sentence.tokens[index].mention
    assert quantity is not None
    before = sentence.tokens[index - 1].text if index else ""
    unit = quantity.value.unit if quantity.value else None
    if unit in ("个月", "年", "月", "周年", "届", "年级") or (
        unit in ("天", "日", "个小时", "小时") and not quantity.text[0].isdigit()
    ):
        return True
    return before.endswith(("前", "每", "这", "那", "首", "另", "某", "同")) or quantity.text in (
        "一个",
        "一次",
        "一种",
        "一项",
        "两个",
        "一批",
        "一家",
        "一定",
        "两家",
        "三家",
        "一名",
    )


def _about(sentence: Sentence, index: int, context: Sequence[Sentence]) -> Mention | None:
    """What the figure is about: the nearest named subject in the clause, else the topic carried over."""

    def fits(mention: Mention) -> Mention | None:
        return (
            mention
            if mention.cls in MEASURED and mention.name and mention.found_by not in ("noun phrase", "quoted modifier")
            else None
        )

    low, high = sentence.clause(index)
    counted = sentence.between(low, index) + sentence.between(index + 1, min(index + 4, high))
    its = sentence.tokens[low].text == "其" and not any(
        t.mention and fits(t.mention) for t in sentence.tokens[low:index]
    )
    if (
        its
        or _USAGE.search(counted)
        and not any(
            t.mention and fits(t.mention) and (t.mention.cls != "Concept" or t.mention.found_by == "quoted")
            for t in sentence.tokens[low:index]
        )
    ):
        before = [
            t.mention
            for t in sentence.tokens[:low]
            if t.mention and fits(t.mention) and (its and t.mention.cls != "Concept" or t.mention.cls == "Platform")
        ]
        if before:
            return before[-1]
    mentions = [
        (i, t.mention)
        for i, t in enumerate(sentence.tokens[low:index], low)
        if t.mention and fits(t.mention) and t.depth == 0
    ]
    mentions = [
        (i, m)
        for i, m in mentions
        if m.cls != "Concept"
        or _counts_parts(sentence, i, index)
        or m.found_by in ("quoted", "headword")
        and _USAGE.search(counted)
    ]
    mentions = [(i, m) for i, m in mentions if not _states(sentence, i)]
    mentions = [(i, m) for i, m in mentions if i + 1 < index or m.found_by != "head noun" or m.kind is not None]
    free = [
        m
        for i, m in mentions
        if sentence.tokens[i - 1].text not in ("从", "由", "据", "向", "与", "为", "赴", "对") or i == low
    ]
    if free:
        return free[0] if len(free) == 1 else _nearest_topic(free)

    def topic(mention: Mention) -> Mention | None:
        return fits(mention) if mention.cls != "Concept" or mention.found_by == "headword" else None

    return next(
        (
            m
            for m in arguments.carried_subject(sentence, index, topic, context)
            if m.cls != "Event" or m.start < sentence.start or not _states(sentence, _at(sentence, m))
        ),
        None,
    ) or _home(sentence, context)


def _home(sentence: Sentence, context: Sequence[Sentence]) -> Mention | None:
    """What a report speaks of all along: the place that 全省 or 我市 meant last."""
    for tokens in (sentence.tokens, *(s.tokens for s in reversed(context))):
        local = [
            t.mention
            for t in tokens
            if t.mention and t.mention.cls == "Place" and t.mention.found_by == "anaphora" and t.mention.name
        ]
        if local:
            return local[-1]
    return None


def _at(sentence: Sentence, mention: Mention) -> int:
    return next((i for i, token in enumerate(sentence.tokens) if token.start == mention.start), 0)


def _states(sentence: Sentence, at: int) -> bool:
    """会议决定，……: the figures of what a meeting says are not about the meeting."""
    mention, after = sentence.tokens[at].mention, sentence.tokens[at + 1].text if at + 1 < len(sentence.tokens) else ""
    return (
        mention is not None
        and mention.cls == "Event"
        and (after in markers.words("saying") or after in ("决定", "要求", "审议", "通过", "听取", "讨论"))
    )


def _counts_parts(sentence: Sentence, at: int, index: int) -> bool:
    """体系下设4个指标: the concept itself is what is counted in."""
    return any(
        token.text in ("下设", "设", "内设", "包括", "包含", "共有", "设有", "含")
        for token in sentence.tokens[at + 1 : index]
    )


def _nearest_topic(free: list[Mention]) -> Mention:
    """Of several names the quoted one, platform or event measured, else the first."""
    return next((m for m in reversed(free) if m.cls in ("Platform", "Event") or m.found_by == "quoted"), free[0])


def _indicator_qualifiers(sentence: Sentence, index: int, subject: Mention) -> tuple[tuple[str, Value | Mention], ...]:
    quantity = sentence.tokens[index].mention
    assert quantity is not None and quantity.value is not None
    found: list[tuple[str, Value | Mention]] = []
    if metric := _metric(sentence, index, subject):
        found.append(("metric", Value(metric, "text")))
    if quantity.value.unit:
        found.append(("unit", Value(quantity.value.unit, "text")))
    if date := _date(sentence, index):
        found.append(("date", date))
    return tuple(found)


def _date(sentence: Sentence, index: int) -> Value | None:
    """The date that governs the figure: in its clause, else the last one before it in the sentence."""
    dates = [
        t.mention
        for t in sentence.tokens[:index]
        if t.mention and t.mention.cls == "Date" and t.mention.value and t.depth == 0
    ]
    return dates[-1].value if dates else None


def _metric(sentence: Sentence, index: int, subject: Mention) -> str | None:
    """The noun phrase measured: what leads up to the number, and the noun that follows it (内设8个处室 → 内设处室)."""
    low, high = sentence.clause(index)
    left: list[Token] = []
    for token in reversed(sentence.tokens[low:index]):
        if token.mention is not None and (
            token.mention.start == subject.start or token.mention.cls in ("Date", "Quantity")
        ):
            break
        left.insert(0, token)
    before = _VERB.sub("", "".join(token.text for token in left))
    before = _PRONOUN.sub("", _SKIP_METRIC.sub("", before))
    after = ""
    for token in sentence.tokens[index + 1 : high]:
        if (
            token.mention is not None
            and token.mention.cls in ("Date", "Quantity")
            or token.text in ("、", "，", "；", "。", "和", "的", "等")
        ):
            break
        after += token.text
    return replace_unit(before, after) or None


def replace_unit(before: str, after: str) -> str:
    """Join both halves of a split metric; a verb that only introduces the number is dropped."""
    after = re.sub(r"(?:左右|以上|以下|以内|上下|之多)", "", after)
    return (before + after).strip("“”（）：；，、的")


def with_value(figure: Figure) -> Mention:
    """The object of the claim: the quantity named by its plain number."""
    assert figure.quantity.value is not None
    return replace(figure.quantity, name=figure.quantity.value.lexical)
