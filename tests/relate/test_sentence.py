"""Tokens and clauses of a sentence."""

from itertools import pairwise

import pytest

from kg import lexicon
from kg.model import Mention
from kg.relate.sentence import Sentence, split
from kg.segment import words

TEXT = "松河市成立（2018年，9月），印发《条例》；甲说：“好。”\n乙成立。"


@pytest.fixture
def first() -> Sentence:
    """The first sentence of TEXT with one mention."""
    mention = Mention(0, 3, "松河市", "Place", name="松河市")
    return next(split(TEXT, words(TEXT), [mention], lexicon.load()))


def test_tokens_are_the_whole_sentence(first: Sentence) -> None:
    assert "".join(token.text for token in first.tokens) == first.text == TEXT[first.start : first.end]
    assert all(TEXT[token.start : token.end] == token.text for token in first.tokens)


def test_clauses_partition_the_tokens(first: Sentence) -> None:
    bounds = sorted({first.clause(at) for at in range(len(first.tokens))})
    assert bounds[0][0] == 0
    assert bounds[-1][1] == len(first.tokens)
    assert all(left[1] == right[0] for left, right in pairwise(bounds))
    assert all(low <= at < high for at in range(len(first.tokens)) for low, high in [first.clause(at)])


def test_comma_in_brackets_ends_no_clause(first: Sentence) -> None:
    assert first.between(*first.clause(0)) == "松河市成立（2018年，9月），"


def test_depth_counts_open_brackets(first: Sentence) -> None:
    inside = [token.text for token in first.tokens if token.depth]
    assert "".join(inside) == "（2018年，9月）"


def test_positions_outside_the_sentence_are_empty(first: Sentence) -> None:
    for outside in (-1, len(first.tokens)):
        assert first.text_at(outside) == first.word_at(outside) == ""
        assert first.mention_at(outside) is None


def test_a_mention_is_no_word(first: Sentence) -> None:
    assert first.text_at(0) == "松河市"
    assert first.word_at(0) == ""
    assert first.mentions(0, len(first.tokens)) == [(0, first.tokens[0].mention)]


def test_paragraphs_are_counted() -> None:
    assert [sentence.paragraph for sentence in split(TEXT, words(TEXT), [], lexicon.load())] == [0, 1]
