"""Knowledge → networkx: a node per entity, an edge per fact between two entities.

A fact whose object is a literal (a date, a rank, a figure, an alias) belongs to its subject: the node lists it under
`facts`. Every fact carries its evidence with the sentence around it: whoever holds the network can show the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kg.model import Article, Entity, Evidence, Fact, Knowledge, Value
from kg.schema import Schema

if TYPE_CHECKING:
    import networkx as nx

CONTEXT = 240
"""How many characters of a sentence are kept on either side of the evidence, at most."""
MENTIONS = 3
"""How many mentions of an entity a node keeps."""
_LONG_NUMBER = re.compile(r"(?<![\d.])[1-9]\d{4,}")
_SENTENCE_END = re.compile(r"[。！？!?…\n\r]+[”’」』\")）]*")


def network(knowledge: Knowledge, schema: Schema) -> nx.MultiDiGraph:
    """The graph of `knowledge`: nodes are entity IRIs, edge keys are fact IRIs, in the order of `knowledge`.

    A node has label, cls (one of the eight entity types) and kind (its subclass or ""), both with their Chinese and
    English labels (cls_zh, cls_en, kind_zh, kind_en), aliases, code, mentions and facts. An edge, and each entry of
    `facts`, has iri, predicate with its labels zh and en, value (of a literal, as people write it) and lexical (as it
    is), modality, attributed_to, attributed_iri, score, qualifiers, date, conflicts (IRIs of facts that contradict it,
    where any are known) and evidence, at offsets of `Article.text`.
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    articles = {article.id: article for article in knowledge.articles}
    names = {entity.iri: entity.name for entity in knowledge.entities}
    for entity in knowledge.entities:
        graph.add_node(entity.iri, **_node(entity, schema, articles))
    for fact in knowledge.facts:
        described = _fact(fact, schema, names, articles)
        if isinstance(fact.object, Value):
            graph.nodes[fact.subject]["facts"].append(described)
        else:
            graph.add_edge(fact.subject, fact.object, key=fact.iri, **described)
    return graph


def statements(graph: nx.MultiDiGraph) -> list[dict[str, Any]]:
    """Every fact of `graph`, literal ones included, with `subject` and `object` (an IRI, or "" for a literal)."""
    literal = [{"subject": iri, "object": "", **fact} for iri, node in graph.nodes(data=True) for fact in node["facts"]]
    relations = [{"subject": a, "object": b, **fact} for a, b, fact in graph.edges(data=True)]
    return relations + literal


def _node(entity: Entity, schema: Schema, articles: Mapping[str, Article]) -> dict[str, Any]:
    cls = schema.top(entity.cls)
    kind = next((name for name in (entity.kind, entity.cls) if name and name != cls), "")
    return {
        "label": entity.name, "cls": cls, "kind": kind, **_labels("cls", schema, cls), **_labels("kind", schema, kind),
        "aliases": list(entity.aliases), "code": entity.code or "",
        "mentions": _evidence(entity.mentions[:MENTIONS], articles), "facts": [],
    }  # fmt: skip


def _labels(field: str, schema: Schema, name: str) -> dict[str, str]:
    labels = schema.classes[name].labels if name in schema.classes else {}
    return {f"{field}_zh": labels.get("zh-hans", name), f"{field}_en": labels.get("en", name)}


def _fact(fact: Fact, schema: Schema, names: Mapping[str, str], articles: Mapping[str, Article]) -> dict[str, Any]:
    labels = schema.relations[fact.property].labels
    qualifiers = [_qualifier(name, value, names) for name, value in fact.qualifiers]
    return {
        "iri": fact.iri, "predicate": fact.property, "zh": labels["zh-hans"], "en": labels["en"],
        "value": text_of(fact.object) if isinstance(fact.object, Value) else "",
        "lexical": fact.object.lexical if isinstance(fact.object, Value) else "",
        "modality": fact.modality, "attributed_to": names.get(fact.attributed_to or "", fact.attributed_to or ""),
        "attributed_iri": fact.attributed_to or "", "score": fact.score,
        "qualifiers": qualifiers, "date": _date(fact),
        "evidence": _evidence(fact.evidence, articles), "conflicts": list(fact.conflicts),
    }  # fmt: skip


def _date(fact: Fact) -> str:
    """When it happened (ISO 8601 at the precision stated): the qualifier, or the object of a fact about a date."""
    values = [value for name, value in fact.qualifiers if name == "date"] + [fact.object]
    return next((value.lexical for value in values if isinstance(value, Value) and value.datatype == "date"), "")


def _qualifier(name: str, value: str | Value, names: Mapping[str, str]) -> dict[str, str]:
    """A qualifier as text, with the IRI if its value is an entity."""
    if isinstance(value, Value):
        return {"name": name, "text": text_of(value), "iri": ""}
    return {"name": name, "text": names.get(value, value), "iri": value if value in names else ""}


def text_of(value: Value) -> str:
    """A literal as people write it, the same in every language: "2017-12-16", "≈ 15,000 人", "98%".

    >>> text_of(Value("15000", "quantity", unit="人", approximate=True))
    '≈ 15,000 人'
    """
    lexical = value.lexical
    if value.datatype == "date":
        lexical = lexical.replace("/", " – ")
    elif value.datatype == "quantity":
        lexical = _LONG_NUMBER.sub(lambda found: f"{int(found[0]):,}", lexical)
    unit = value.unit or ""
    gap = " " if unit and unit not in "%％‰" else ""
    return f"{'≈ ' if value.approximate else ''}{lexical}{gap}{unit}"


def _evidence(places: Iterable[Evidence], articles: Mapping[str, Article]) -> list[dict[str, Any]]:
    return [_place(place, articles.get(place.article_id)) for place in places]


def _place(place: Evidence, article: Article | None) -> dict[str, Any]:
    before, after = context(article.text, place.start, place.end) if article else ("", "")
    return {
        "article": place.article_id, "title": (article and article.title) or place.article_id,
        "published": (article and article.published) or "",
        "start": place.start, "end": place.end, "quote": place.quote,
        "before": before, "after": after, "rule": place.rule,
    }  # fmt: skip


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after [start, end) in its sentence: exact slices, at most CONTEXT characters each.

    >>> context("前一句。早稻田大学发布报告，中国排名第44位。后一句。", 4, 9)
    ('', '发布报告，中国排名第44位。')
    """
    opening = max(0, start - CONTEXT)
    ends = [found.end() for found in _SENTENCE_END.finditer(text, opening, start)]
    closing = _SENTENCE_END.search(text, max(start, end - 1), min(len(text), end + CONTEXT))
    last = closing.end() if closing else min(len(text), end + CONTEXT)
    return text[max([opening, *ends]) : start], text[end : max(end, last)].rstrip()
