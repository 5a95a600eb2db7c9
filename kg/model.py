"""The types that tell the story: Article → Clean → Doc → Claim → Fact → Graph → Violation.

Two texts carry offsets. *Original* offsets count characters (Unicode code points) of `Article.text`, which never
changes. *Reading* offsets count characters of `Clean.text`, the text that the language steps read. `Clean.locate`
leads from the second to the first. Lower bounds are inclusive, upper bounds exclusive. Frozen dataclasses only.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass

ACTUAL, PLANNED, NEGATED = "actual", "planned", "negated"


@dataclass(frozen=True, slots=True)
class Article:
    """One document as it was read. `published` is ISO 8601 (the anchor of relative dates) or None.

    `text` is the content of a file whose bytes are text (`media_type` text/plain, text/markdown), and what was
    extracted from any other: `kg text` prints it again. `number` is an official document's own (粤府〔2018〕105号).
    """

    id: str
    text: str
    source: str = ""
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str = "zh-hans"
    media_type: str = "text/plain"
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An article without its text: how many characters it has, and their SHA-256 in UTF-8."""

    id: str
    title: str | None
    characters: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Clean:
    """What to read of an article, with the way back.

    Character i of `text` stands for the original characters [starts[i], ends[i]). For most characters that is one;
    a swapped word that was restored points, with each of its characters, to the whole word of the original.
    """

    article: Article
    text: str
    starts: array[int]
    ends: array[int]

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """Original offsets of the reading span [start, end), which must not be empty."""
        return self.starts[start], self.ends[end - 1]

    def quote(self, start: int, end: int) -> str:
        """The original characters behind the reading span [start, end)."""
        first, last = self.locate(start, end)
        return self.article.text[first:last]


@dataclass(frozen=True, slots=True)
class Value:
    """A literal: `datatype` is "date" (ISO 8601 as precise as stated; an interval as start/end), "quantity", "text"."""

    lexical: str
    datatype: str
    unit: str | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A named thing or value in the text, at reading offsets.

    `cls` is a class of ontology/kg.ttl (Organization, Place, Date …), `kind` a subclass of it where one is known
    (GovernmentAgency, Province …). `name` is the canonical name, equal to `text` until normalise or coreference knows
    better; `aliases` are further names that the text itself gives it. `body` is the organisation or place inside the
    name of a post or of a meeting of its own (国家数据局 in 国家数据局局长).
    """

    start: int
    end: int
    text: str
    cls: str
    score: float = 1.0
    found_by: str = ""
    kind: str | None = None
    name: str = ""
    value: Value | None = None
    code: str | None = None
    aliases: tuple[str, ...] = ()
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """A second name that the text marks (简称, 又称): the thing, and the alias as a mention at its own place."""

    thing: Mention
    alias: Mention


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact is stated: original offsets, the exact original characters, and the rule or model that read them."""

    article_id: str
    start: int
    end: int
    quote: str
    rule: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one place of one text says."""

    subject: Mention
    property: str
    object: Mention
    evidence: Evidence
    qualifiers: tuple[tuple[str, Value | Mention], ...] = ()
    modality: str = ACTUAL
    attributed_to: Mention | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the language half read from one article: mentions at reading offsets of `clean`, and claims."""

    clean: Clean
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """What one document calls one thing: what of it takes part in telling whether two documents name the same.

    `key` is its folded name. `heads` are its names in full, as written, with how often each is used; `kinds` its
    subclasses, with how often; `codes` pairs of a folded name and the code that the document knows for it; `aliases`
    every written form and further name. `code`, `region` and `mark` are the context that tells it from its namesakes
    (kg.resolve.nodes).
    """

    cls: str
    key: str
    heads: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int], ...] = ()
    codes: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    code: str = ""
    region: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim about things of its own document, which stand as their position in `Outline.things`.

    `named` is what the claim calls its subject: an alias has no direction, so that either name may be the new one.
    `start` is the original offset at which the document begins to state it.
    """

    subject: int
    property: str
    object: int | Value
    qualifiers: tuple[tuple[str, int | Value], ...] = ()
    modality: str = ACTUAL
    attributed_to: int | None = None
    score: float = 1.0
    named: str = ""
    start: int = 0


@dataclass(frozen=True, slots=True)
class Outline:
    """What one document says, in terms of its own things: all that other documents have to know of it."""

    article_id: str
    things: tuple[Thing, ...]
    statements: tuple[Statement, ...]
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What one document says and where: the places that name each of its things and state each of its statements."""

    article: Article
    outline: Outline
    mentions: tuple[tuple[Evidence, ...], ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A named thing of the graph. `mentions` lists every place where a text names it (rule: what found it)."""

    iri: str
    cls: str
    name: str
    kind: str | None = None
    code: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided about a fact: "accepted" or "corrected", and who, when (ISO 8601) and why, as told.

    `revises` is the IRI of the fact that was read, in whose place the corrected one stands.
    """

    verdict: str
    by: str = ""
    on: str = ""
    why: str = ""
    revises: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """What the graph holds: `subject` and `attributed_to` are entity IRIs, `object` an entity IRI or a Value.

    `conflicts` are the IRIs of facts that cannot be true beside it, the best supported first; `support` is its own
    place among these and itself, from 1, and 0 for a fact without conflict.
    """

    iri: str
    subject: str
    property: str
    object: str | Value
    evidence: tuple[Evidence, ...]
    qualifiers: tuple[tuple[str, str | Value], ...] = ()
    modality: str = ACTUAL
    attributed_to: str | None = None
    score: float = 1.0
    review: Review | None = None
    conflicts: tuple[str, ...] = ()
    support: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """What all documents together make of some of them, without any place: by the position of their things and
    statements the IRI of the entity ("" where it takes part in no fact) and of the fact ("" where it states none)."""

    things: tuple[tuple[str, ...], ...]
    statements: tuple[tuple[str, ...], ...]
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that was read from a set of articles, in the order of their ids: the input of `graph`."""

    articles: tuple[Article, ...]
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Violation:
    """One SHACL result."""

    focus: str
    path: str | None
    value: str | None
    message: str
    severity: str = "Violation"
