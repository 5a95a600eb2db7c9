"""What else a clause may be about than a filler: a noun of its own, or a group that it points back to (双方, 三家)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.relate.arguments import VALUES
from kg.relate.coordination import Fits, Group, governed, group_at
from kg.relate.markers import words
from kg.relate.sentence import Sentence, Token

NOMINAL = ("n", "j", "l", "vn")
"""First letters of the tags of words that may be a noun phrase."""


def other_subject(sentence: Sentence, at: int) -> bool:
    """Does the clause have a subject of its own before token `at`, although none is named?"""
    low, _ = sentence.clause(at)
    if any(token.word in words("vague_subjects") for token in sentence.tokens[low:at]):
        return True
    return any(_is_free_noun(sentence, i, sentence.tokens[at].depth) for i in range(low, at))


def _is_free_noun(sentence: Sentence, index: int, depth: int) -> bool:
    token = sentence.tokens[index]
    valued = token.mention is not None and token.mention.cls in VALUES
    nominal = token.depth == depth and token.tag.startswith(NOMINAL) and not token.entries
    weak = words("planned_nouns") | words("planned") | words("adverbs_of_being") | words("whole_texts")
    return nominal and token.word not in weak and not valued and not governed(sentence, index)


def group_meant(said: Sequence[Token], places: Iterable[tuple[Sentence, int]], fits: Fits) -> Group:
    """The last group of as many as one of the tokens `said` counts (双方, 三方), before the tokens of `places`."""
    counted = {2: words("groups_of_two"), 3: words("groups_of_three")}
    spoken = {token.word for token in said}
    size = next((size for size, names in counted.items() if spoken & names), None)
    for sentence, end in places if size else ():
        for at in range(end - 1, -1, -1):
            group = group_at(sentence, at, fits).group if sentence.mention_at(at) else []
            if len(group) == size and all(mention.cls != "Person" for mention in group):
                return group
    return []
