"""An answer for a terminal: what the graph says, the sentences that say so, and the SPARQL that found them."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Store

from kg import schema
from kg.ask.answer import Answer, Fact
from kg.explain import explain
from kg.model import ACTUAL, NEGATED, PLANNED
from kg.terminal import printable

EXAMPLES = (
    "某某局是什么时候成立的？", "谁发布了《某某报告》？", "某某平台由谁运营？", "某某论坛在哪里举行，谁参加了？",
    "甲和乙是什么关系？", "有哪些平台？",
)  # fmt: skip
MOST = 100
"""How many values are listed."""
_MODALITIES = {ACTUAL: "", PLANNED: "计划 / planned", NEGATED: "否定 / negated"}
_ANSWERS = {"yes": "是 / yes", "no": "否 / no"}


def render(answer: Answer, store: Store, *, facts: int = 5, sparql: bool = True) -> str:
    """The answer, at most so many of its `facts` with their sentences, and the query that can be run again."""
    lines = [*_values(answer), ""]
    for fact in answer.facts[:facts]:
        lines += _stated(fact, store)
    if len(answer.facts) > facts:
        lines.append(f"  …还有 {len(answer.facts) - facts} 条 / {len(answer.facts) - facts} more (--facts N)")
    lines.append(f"理解为 / read as: {answer.understood}")
    lines += [f"未用到 / not used: {'、'.join(answer.unused)}"] if answer.unused else []
    lines += ["", *_query(answer)] if sparql else []
    return "".join(printable(line) + "\n" for line in lines)


def excuse(answer: Answer) -> str:
    """Why there is no answer, what is near, and what can be asked."""
    lines = []
    if answer.sort == "nothing":
        lines.append(f"图谱中没有这方面的事实（理解为：{answer.understood}）。/ The graph does not say.")
    elif answer.refused:
        lines.append("只能回答图谱中的事实，不能回答原因和方法。/ Facts only: no why, no how.")
    elif answer.unknown:
        lines.append(f"没有听懂：{'、'.join(f'“{name}”' for name in answer.unknown)}。/ Not understood.")
    else:
        lines.append("没有听懂这个问题。/ Not understood.")
    if answer.near:
        lines.append(f"相近的名称 / near names: {'、'.join(answer.near)}")
    lines.append(f"可以这样问 / ask for example: {' '.join(EXAMPLES)}")
    return "".join(printable(line) + "\n" for line in lines)


def _values(answer: Answer) -> Iterator[str]:
    if answer.sort in _ANSWERS:
        yield _ANSWERS[answer.sort]
    if answer.sort == "count":
        yield str(len(answer.values))
    if answer.sort not in _ANSWERS:
        yield from (_named(value, answer) for value in answer.values[:MOST])
        more = len(answer.values) - MOST
        yield from [f"…还有 {more} 个 / {more} more (--json)"] if more > 0 else []
    if answer.facts and all(fact.modality != ACTUAL for fact in answer.facts):
        yield f"（{'；'.join(dict.fromkeys(_MODALITIES[fact.modality] for fact in answer.facts))}）"


def _named(value: str, answer: Answer) -> str:
    """A value with what else it is called."""
    also = answer.also.get(value, ())[:3]
    return f"{value}（又作 / also {'、'.join(also)}）" if also else value


def _stated(fact: Fact, store: Store) -> Iterator[str]:
    labels = schema.load().qualifiers
    words = {name: labels[name].labels["zh-hans"] if name in labels else "榜单" for name in fact.qualifiers}
    told = [f"{words[name]} {value}" for name, value in fact.qualifiers.items()]
    told += [_MODALITIES[fact.modality]] if fact.modality != ACTUAL else []
    said = explain(store, fact.fact)
    told += [f"据 {said.attributed_to}"] if said.attributed_to else []
    relation = schema.load().relations[fact.predicate].labels["zh-hans"]
    yield f"  {fact.subject} ── {relation} → {fact.object}{'（' + '，'.join(told) + '）' if told else ''}"
    for passage in said.evidence[:1]:
        yield f"    {passage.before}【{passage.exact}】{passage.after}"
        yield f"    {passage.title or passage.document} [{passage.start}, {passage.end})  {fact.fact}"


def _query(answer: Answer) -> Iterator[str]:
    """The query, with the values of its variables as comments: kg query takes them as --param."""
    for run in answer.parameters[:3]:
        if run:
            yield "# " + " ".join(f"--param {name}={value}" for name, value in run.items())
    yield from answer.sparql.rstrip().split("\n")
