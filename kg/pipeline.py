"""Assembles the language half: the spaCy pipeline of pipeline.cfg, its factories and its extension attributes.

The Doc is of the reading text, a token a character, so that names never lose a character to a word border. Each
component takes and gives what its factory declares; `analyze_pipes` checks it. Anyone may add one of them to a pipeline
of their own: they are published under the `spacy_factories` entry point.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

import numpy as np
from spacy.attrs import IDX, SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import DummyTokenizer, load_config_from_str, load_model_from_config, registry
from spacy.vocab import Vocab

from kg import lexicon, schema
from kg.model import Article, Clean, Mention, Reading
from kg.recognise import (
    abbreviations,
    aliases,
    candidates,
    merge,
    roles,
    tabled,
    tables,
)
from kg.recognise.model import text_of  # and registers the factory kg_model
from kg.relate import claims, coreference, parts, sentence
from kg.segment import sentences, words

if TYPE_CHECKING:
    from thinc.types import Ints2d

for _name in ("clean", "words", "candidates", "mentions", "aliases", "claims"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None if _name == "clean" else ())

_WHOLE = 2
"""From how many characters on a word of the lexicon is never cut in two."""

Component = Callable[[Doc], Doc]
_TOKEN = re.compile(r"(\S)( ?)|\s+")


class Characters(DummyTokenizer):
    """A token a character; a run of white space is one too, but for one blank after a character. The same tokens as of
    spaCy's ChineseTokenizer with its segmenter "char", which copies the rest of the text for each of them."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        tokens = [(found[1] or found[0], found[2] == " ") for found in _TOKEN.finditer(text)]
        words, spaces = zip(*tokens, strict=True) if tokens else ((), ())
        return Doc(self.vocab, list(words), list(spaces))


@registry.tokenizers("kg_characters")  # type: ignore[untyped-decorator]
def characters() -> Callable[[Language], Characters]:
    """The tokenizer of pipeline.cfg."""
    return lambda nlp: Characters(nlp.vocab)


@Language.factory("kg_segment", assigns=["doc.sents", "token.is_sent_start", "doc._.words"])
def segment(nlp: Language, name: str) -> Component:
    """Takes the reading text; assigns sentences (doc.sents) and words with tags (doc._.words)."""

    forms = tuple(form for form in sorted(lexicon.load().by_form) if len(form) >= _WHOLE)

    def component(doc: Doc) -> Doc:
        text = text_of(doc)
        offsets = doc.to_array(IDX)
        starts = np.full(len(doc), -1, dtype="int64")  # all at once: setting one looks through the whole doc
        starts[offsets.searchsorted([start for start, _ in sentences(text)])] = 1
        doc.from_array([SENT_START], cast("Ints2d", starts.reshape(-1, 1).astype("uint64")))
        doc._.words = words(text, tables.vocabulary(), verbs=forms)
        return doc

    return component


@Language.factory("kg_recognise", requires=["doc._.words", "doc._.candidates"], assigns=["doc._.candidates"])
def recognise(nlp: Language, name: str) -> Component:
    """Takes words and what kg_model suggests (doc._.candidates); assigns, in its place, everything that may be a name
    or value, overlapping."""

    def component(doc: Doc) -> Doc:
        published = doc._.clean.article.published if doc._.clean else None
        doc._.candidates = candidates.find(text_of(doc), doc._.words, doc._.candidates, published=published)
        return doc

    return component


@Language.factory("kg_merge", requires=["doc._.candidates"], assigns=["doc._.mentions", "doc.spans"])
def merging(nlp: Language, name: str) -> Component:
    """Takes candidates; assigns those that stay (doc._.mentions, and doc.spans["mentions"] for spaCy's own tools)."""

    def component(doc: Doc) -> Doc:
        return _with_mentions(doc, merge.merge(doc._.candidates))

    return component


@Language.factory("kg_aliases", requires=["doc._.mentions"], assigns=["doc._.aliases", "doc._.mentions", "doc.spans"])
def aliasing(nlp: Language, name: str) -> Component:
    """Takes mentions; assigns marked aliases (doc._.aliases) and the mentions with the recurrences of these and of
    short forms in brackets."""
    forms = tuple(form for entry in lexicon.load().entries if entry.frame == "NamingFrame" for form in entry.forms)

    def component(doc: Doc) -> Doc:
        doc._.aliases = [
            *aliases.find(text_of(doc), doc._.mentions, forms),
            *tabled.find(text_of(doc), doc._.mentions),
        ]
        named = [*doc._.aliases, *abbreviations.find(text_of(doc), doc._.mentions)]
        again = list(aliases.recurrences(text_of(doc), named))
        return _with_mentions(doc, merge.merge([*doc._.mentions, *again])) if again else doc

    return component


@Language.factory(
    "kg_coreference",
    requires=["doc._.mentions", "doc._.candidates", "doc._.aliases"],
    assigns=["doc._.mentions", "doc._.aliases"],
)
def coreferring(nlp: Language, name: str) -> Component:
    """Takes mentions and the places among the candidates; assigns the mentions anew, descriptions, short names and
    local bodies with the name of what they stand for."""

    def component(doc: Doc) -> Doc:
        places = [m for m in doc._.candidates if m.cls == "Place" and m.found_by == "gazetteer"]
        doc._.mentions = coreference.resolve(text_of(doc), doc._.mentions, places)
        doc._.aliases = aliases.settled(doc._.aliases, doc._.mentions)
        return doc

    return component


@Language.factory(
    "kg_relate",
    requires=["doc._.words", "doc._.mentions", "doc._.candidates", "doc._.aliases"],
    assigns=["doc._.claims"],
)
def relating(nlp: Language, name: str) -> Component:
    """Takes words, mentions, candidates and aliases; assigns what the text says (doc._.claims)."""
    words_of, terms = lexicon.load(), schema.load()

    def component(doc: Doc) -> Doc:
        read = list(sentence.split(text_of(doc), doc._.words, doc._.mentions, words_of)) if doc._.words else []
        offered = parts.parts(doc._.mentions, doc._.candidates, doc._.aliases, roles.find(text_of(doc)))
        clean = doc._.clean or unchanged(doc.text)
        doc._.claims = claims.relate(clean, read, doc._.aliases, schema=terms, parts=offered)
        return doc

    return component


def unchanged(text: str) -> Clean:
    """A text that nobody cleaned, as in a pipeline of someone else: what is read is what was written."""
    places = range(len(text) + 1)
    return Clean(Article("", text), text, array("q", places[:-1]), array("q", places[1:]))


def _with_mentions(doc: Doc, found: list[Mention]) -> Doc:
    doc._.mentions = found
    offsets = doc.to_array(IDX)
    firsts = offsets.searchsorted([m.start for m in found], "right") - 1
    ends = offsets.searchsorted([m.end for m in found], "left")
    doc.spans["mentions"] = [
        Span(doc, int(first), int(end), label=m.cls) for m, first, end in zip(found, firsts, ends, strict=True)
    ]
    return doc


@cache
def load() -> Language:
    """The pipeline of pipeline.cfg."""
    config = load_config_from_str((files("kg") / "pipeline.cfg").read_text(encoding="utf-8"))
    nlp = load_model_from_config(config, auto_fill=True)
    nlp.max_length = sys.maxsize  # spaCy's limit guards its parser and NER, which are not used
    return nlp


def read(texts: Iterable[Clean]) -> Iterator[Reading]:
    """The readings of cleaned (and restored) articles, in order."""
    for read in load().pipe(map(doc, texts)):
        yield Reading(read._.clean, tuple(read._.mentions), tuple(read._.claims))


def doc(clean: Clean) -> Doc:
    """The Doc of an article that no component has seen."""
    made = load().make_doc(clean.text)
    made._.clean = clean
    return made
