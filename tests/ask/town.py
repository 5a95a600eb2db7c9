"""The graph of town.toml: passages with facts read by hand, through resolve and graph like any other."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

from pyoxigraph import Store

from kg import query, schema
from kg.graph import to_quads
from kg.model import ACTUAL, Article, Claim, Clean, Evidence, Mention, Reading, Value
from kg.resolve import resolve
from tests.knowledge import clean

SCHEMA = schema.load()
DATATYPES = {"Date": "date", "Quantity": "quantity", "Text": "text"}
QUANTITIES, THINGS, DATES = ("outOf",), ("in",), ("date",)


@cache
def store() -> Store:
    told = tomllib.loads((Path(__file__).parent / "town.toml").read_text(encoding="utf-8"))["passage"]
    readings = [reading(passage["doc"], passage["date"], passage["text"], passage["facts"]) for passage in told]
    return query.united(to_quads(resolve(readings, schema=SCHEMA), SCHEMA, base="https://kg.example/id/"))


def reading(doc: str, date: str, text: str, facts: list[str]) -> Reading:
    article = clean(Article(doc, text, title=doc, published=date))
    claims = tuple(claim(article, fact) for fact in facts)
    named = {(m.text, m.cls): m for c in claims for m in (c.subject, c.object) if m.cls not in DATATYPES}
    for also in (c for c in claims if c.property == "alsoKnownAs"):
        named[also.subject.text, also.subject.cls] = replace(also.subject, aliases=(also.object.text,))
    return Reading(article, tuple(named.values()), claims)


def claim(article: Clean, line: str) -> Claim:
    subject, relation, target, *more = [part.strip() for part in line.split("|")]
    told = dict(part.split("=", 1) for part in more if "=" in part)
    by = told.pop("by", None)
    modality = next((part for part in more if "=" not in part), ACTUAL)
    head = mention(article, subject)
    start, end = sentence(article.text, head.text)
    evidence = Evidence(article.article.id, start, end, article.text[start:end], "hand")
    source = mention(article, f"{by}:Organization") if by else None
    qualifiers = tuple(qualifier(article, name, value) for name, value in told.items())
    return Claim(head, relation, mention(article, target), evidence, qualifiers, modality, source)


def mention(article: Clean, written: str) -> Mention:
    text, cls = written.rsplit(":", 1)
    top = SCHEMA.top(cls)
    at = max(0, article.text.find(text))
    value = Value(text, DATATYPES[cls]) if cls in DATATYPES else None
    return Mention(at, at + len(text), text, top, 1.0, "hand", cls if cls != top else None, text, value)


def qualifier(article: Clean, name: str, value: str) -> tuple[str, Value | Mention]:
    if name in THINGS:
        return name, mention(article, f"{value}:Document")
    return name, Value(value, "quantity" if name in QUANTITIES else "date" if name in DATES else "text")


def sentence(text: str, name: str) -> tuple[int, int]:
    at = max(0, text.find(name))
    return text.rfind("。", 0, at) + 1, text.find("。", at) + 1
