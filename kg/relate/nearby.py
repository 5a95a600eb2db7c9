"""What stands around a name, and in a clause with a figure: can what is told there be told of the name?

All functions speak of token positions in a Sentence.
"""

from __future__ import annotations

from functools import cache
from itertools import takewhile

from kg import segment
from kg.model import Mention
from kg.relate.markers import affixes, words
from kg.relate.sentence import Sentence

_EVERYDAY = frozenset(["n", "v", "vn", "a", "an", "b", "d", "f", "j", "l", "m", "q", "s", "t"])
"""Tags of words that name nothing by themselves."""
_REACH_OF_REPORT = 3
"""Before how many tokens after a document its verb of saying must stand."""


def does(sentence: Sentence, low: int) -> bool:
    """Does the clause that starts at token `low` begin with a doing of its own?"""
    while low + 1 < len(sentence.tokens) and is_date(sentence, low):
        low += 1
    return sentence.tokens[low].tag == "v" and sentence.word_at(low) not in words("goes_on")


def first_noun(sentence: Sentence, low: int, index: int) -> str:
    """The first noun that names nothing in [low, index), before any verb; "" if there is none."""
    before = takewhile(lambda token: token.tag[0] != "v" and not token.entries, sentence.tokens[low:index])
    return next((token.word for token in before if token.tag[0] == "n" and len(token.word) > 1), "")


def points_elsewhere(sentence: Sentence, index: int) -> bool:
    """该船储油量达6万吨, 这条航线使…缩短至23天: does the clause point at a thing that nothing has named?"""
    low, _ = sentence.clause(index)
    pointing = (at for at in range(low, index) if _points(sentence.word_at(at)))
    return any(sentence.mention_at(at) is None and not sentence.tokens[at + 1].tag.startswith("v") for at in pointing)


def _points(word: str) -> bool:
    return word in words("pointing") or word.startswith("该")


def counts_use(sentence: Sentence, index: int) -> bool:
    """Does the figure at `index` speak of users, visits, downloads?"""
    low, high = sentence.clause(index)
    counted = sentence.between(low, index) + sentence.between(index + 1, min(index + 4, high))
    return any(word in counted for word in words("usage"))


def is_date(sentence: Sentence, at: int) -> bool:
    """Is the token a date, or a word for one (全年)?"""
    mention = sentence.mention_at(at)
    if mention is not None:
        return mention.cls == "Date"
    return sentence.tokens[at].tag == "t" or sentence.text_at(at) == "全年"


def opens(sentence: Sentence, at: int) -> bool:
    """Does nothing but a date or a preposition stand before token `at` in its clause?"""
    low, _ = sentence.clause(at)
    return all(is_date(sentence, i) or sentence.tokens[i].tag == "p" for i in range(low, at))


def is_beside(sentence: Sentence, at: int) -> bool:
    """对甲、乙分别进出口3亿元: does the list with the mention at `at` only say towards whom, whence, along what?"""
    low, _ = sentence.clause(at)
    while at > low + 1 and sentence.text_at(at - 1) == "、" and sentence.mention_at(at - 2) is not None:
        at -= 2
    return at > low and sentence.text_at(at - 1) in words("not_about")


def is_of_one_in_list(sentence: Sentence, at: int, index: int) -> bool:
    """赤壁青砖茶、孝感米酒等6个品牌: is the place at `at` that of one thing of a list whose next has its own?"""
    marks = (i for i in range(at + 1, index) if sentence.text_at(i) == "、")
    following = (sentence.mention_at(i + 1) for i in marks if i > at + 1)
    return any(mention is not None and mention.cls == "Place" for mention in following)


def is_predicate(sentence: Sentence, at: int) -> bool:
    """甲是乙推出的平台: does the noun at `at` only say what the subject is?"""
    low, _ = sentence.clause(at)
    copula = any(token.word in words("copulas") for token in sentence.tokens[low:at])
    return copula and sentence.text_at(at - 1) == "的"


def tells(sentence: Sentence, at: int, mention: Mention) -> bool:
    """国家统计局发布数据，……; 榜单同时披露，……; 会议决定，……: whoever tells a figure is not what it is about."""
    _, high = sentence.clause(at)
    after = sentence.tokens[at + 1 : high]
    if mention.cls == "Event":
        return any(token.text in words("saying") | words("resolving") for token in after[:1])
    if mention.cls == "Document":
        return any(token.word in words("saying") for token in after[: _REACH_OF_REPORT - 1])
    return mention.cls == "Organization" and any(token.word in words("saying") | words("reporting") for token in after)


def runs(sentence: Sentence, at: int) -> bool:
    """“甲”由乙开发: is the quotation at `at` what somebody made, runs or put into service?"""
    _, high = sentence.clause(at)
    made = (entry.name for token in sentence.tokens[at + 1 : high] for entry in token.entries)
    return any(name in ("operate", "build", "release") for name in made)


def is_proper(mention: Mention) -> bool:
    """Does it name one thing? A head noun with everyday words before it (科技创新平台) does not."""
    return mention.found_by != "head noun" or mention.name.startswith(affixes("national")) or _is_name(mention.name)


@cache
def _is_name(noun_phrase: str) -> bool:
    """Is one of its words a name, a number or in no dictionary?"""
    if noun_phrase in words("general_names"):
        return False
    return noun_phrase[0].isascii() or any(word.tag not in _EVERYDAY for word in segment.words(noun_phrase))
