"""What pages and scripts need to know of the ontology and of words, in one language."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from kg import query, schema
from kg.iris import PREFIXES
from kg.view.drawing import looks
from kg.view.page import TEMPLATE

_HERE = Path(__file__).parent
_TAGS = {"zh": "zh-hans", "en": "en"}
_SHAPE = re.compile(r'^\s*(\w+): "([^"]+)",$', re.MULTILINE)


@cache
def vocabulary(language: str) -> dict[str, Any]:
    """Words, classes with their looks, relations, and the terms and prefixes that the editor completes."""
    known, tag = schema.load(), _TAGS[language]
    words = {**_words(_HERE.parent / "view" / "words.toml")[language], **_words(_HERE / "words.toml")[language]}
    classes = {
        name: {"label": term.labels[tag], **looks().get(known.top(name), {})} for name, term in known.classes.items()
    }
    classes["Value"] = {"label": words["value"], **looks()["Value"]}
    relations = {name: term.labels[tag] for name, term in known.relations.items()}
    return {
        "language": language,
        "words": words,
        "classes": classes,
        "relations": relations,
        "prefixes": PREFIXES,
        "terms": _terms(known, tag),
    }


@cache
def examples() -> list[dict[str, str]]:
    """The competency questions, as the editor offers them."""
    return [{"name": q.name, "zh": q.zh, "en": q.en, "text": _bound(q)} for q in query.questions()]


def _bound(question: query.Question) -> str:
    """The text of a question with the defaults of its parameters bound by VALUES, as a person would write it."""
    given = [p for p in question.parameters if not p.free]
    names, terms = " ".join(f"?{p.name}" for p in given), " ".join(str(p.term(p.default)) for p in given)
    body = "\n".join(line for line in question.text.splitlines() if not line.startswith("# param")).strip()
    return f"{body}\nVALUES ({names}) {{ ({terms}) }}\n" if given else f"{body}\n"


def _words(path: Path) -> dict[str, dict[str, str]]:
    return tomllib.loads(path.read_text("utf-8"))


def _terms(known: schema.Schema, tag: str) -> list[dict[str, str]]:
    """Classes, relations and qualifiers by their prefixed names."""
    groups = ("class", known.classes), ("property", known.relations), ("property", known.qualifiers)
    return [
        {"label": f"kg:{name}", "type": kind, "detail": term.labels[tag], "info": term.definitions.get(tag, "")}
        for kind, terms in groups
        for name, term in terms.items()
    ]


def _shapes() -> dict[str, str]:
    """The paths of the legend's shapes, as the scripts of the page draw them."""
    return dict(_SHAPE.findall((TEMPLATE / "dom.js").read_text("utf-8")))


SHAPES = _shapes()
