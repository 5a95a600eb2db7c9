"""One meaning of a question in terms of the ontology."""

from __future__ import annotations

from dataclasses import dataclass, field

IN, EXISTS = "in", "exists"
"""The list of a rank, as a slot; and what a yes-or-no question asks."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a question.

    `sort` is "relation", "describe", "between", "list" or "title"; `slots` binds slots to the things a name can mean;
    `asked` is the open slot, DATE (of the fact) or EXISTS (yes or no). `cls` narrows what is asked, `date` when it
    happened, `ranks` the rank, `modality` to "planned" or "negated"; `order` is first, last, most or least; `metric` is
    the text that tells a figure from others, `title` the word of a post, `part` what a name must hold; a
    `certain` figure is one whose metric the question names almost in full, and a `listed` answer is one for each name;
    `undated` lets facts in that state no time.
    """

    sort: str
    relation: str = ""
    slots: dict[str, tuple[str, ...]] = field(default_factory=dict)
    asked: str = ""
    cls: str = ""
    date: str = ""
    ranks: str = ""
    role: str | None = None
    modality: str = ""
    order: str = ""
    metric: str = ""
    title: str = ""
    part: str = ""
    counted: bool = False
    certain: bool = False
    listed: bool = False
    undated: bool = False
    score: float = 0.0
