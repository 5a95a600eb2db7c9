"""Ranks, read from the quantity outwards: the place or body before it, the list it is in and how many were ranked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Mention, Value
from kg.relate.arguments import VALUES, subject_left
from kg.relate.coordination import Group, group_at
from kg.relate.figure import Figure, Qualifiers
from kg.relate.markers import words
from kg.relate.ratings import list_of, rated_place
from kg.relate.sentence import Sentence
from kg.relate.topics import carried_subject

RANKED = frozenset(["Place", "Organization", "Platform"])
"""Classes that may hold a rank."""

Rank = tuple[int, Mention]
"""The token of a rank, and the rank."""

_OUT_OF = re.compile(
    r"(?:在|[，；。]|^|列|居|位列|位居)(?:全球|全国|全省|全市|全部|参评的?|参与评估的?)?([0-9]+)[个座家款支所][^，；。]{0,12}?(?:中|里|第|$)"
)
_DIGITS = "〇一二三四五六七八九十"
_SHARED = re.compile(
    r"分[列居获](?:[^，。；]{1,12}的)?(?P<top>前[二三四五六])(?:位|名|甲)?(?=[，。；])"
    r"|(?:位居|位列|分列|分居)(?P<each>[二三四五六七八九]、[三四五六七八九十])(?=[，。；位名])"
)
_NEXT = re.compile("(?:其后|随后|其次|之后|接下来|紧随其后|紧跟其后|往后)(?:的)?(?:依次|分别)?(?:为|是|有)")
"""The holders of the ranks after the last one that was told."""
_EDITION = re.compile(r"(?:19|20)\d\d")
_HOLDERS_FOLLOW = re.compile(r"(?:依次|分别)?(?:为|是)")
_RANKED_NOUN = re.compile(
    r"([^，。；、：“”（）的]{3,20}?)(?:预计|继续|连续|再次|首次|分别|依次|均|都|已|仍|也|稳|位|居|列|排名|名列|升|跃|保持|达|提升"
    "|上升|提高|全国|全省|全市|全球|世界|中西部|国内|行业)"
)
"""What stands before the verb of a rank."""
_MOST_RANKS = 100
"""How many ranks one span (第一至第三位) may stand for."""


def ranks(sentence: Sentence, context: Sequence[Sentence], at_home: Mention | None = None) -> Iterator[Figure]:
    """甲在65个国家中排名第44位；甲、乙分列第二、三位；第二至第六名依次为甲、乙……

    `context` are the sentences before, `at_home` is the place that the whole text speaks of, if there is one.
    """
    for run in (*_runs(sentence), *_shared(sentence)):
        group = _expanded(sentence, run)
        holders = _holders(sentence, group[0][0], group[-1][0], context, at_home)
        if len(group) == 1:
            rows = [(holder, group[0]) for holder in holders]
        else:
            rows = list(zip(holders, group, strict=False)) if len(holders) >= len(group) else []
        for holder, (index, quantity) in rows:
            yield Figure("ranked", holder, quantity, index, _qualifiers(sentence, index, context), 0.85)
    yield from _following(sentence, context)


def _following(sentence: Sentence, context: Sequence[Sentence]) -> Iterator[Figure]:
    """甲居第一，其后依次是乙和丙: the ranks go on from the last one."""
    found = _NEXT.search(sentence.text)
    if found is None:
        return
    start, end = sentence.start + found.start(), sentence.start + found.end()
    told = [m for _, m in sentence.mentions(0, len(sentence.tokens)) if m.kind == "rank" and m.start < start]
    first = next((at for at, token in enumerate(sentence.tokens) if token.start >= end), None)
    last = told[-1].value.lexical if told and told[-1].value else ""
    if first is None or not last.isdigit() or sentence.mention_at(first) is None:
        return
    for rank, holder in enumerate(group_at(sentence, first, _may_hold).group, start=int(last) + 1):
        span = Mention(holder.start, holder.end, holder.text, "Quantity", 0.8, "rank", "rank")
        quantity = replace(span, value=Value(str(rank), "quantity"))
        yield Figure("ranked", holder, quantity, first, _qualifiers(sentence, first, context), 0.85)


def total_ranked(sentence: Sentence, end: int | None = None) -> re.Match[str] | None:
    """How many were ranked (在65个国家中): group 1 of the match in the sentence, up to reading offset `end`."""
    matches = list(_OUT_OF.finditer(sentence.text if end is None else sentence.text[: end - sentence.start]))
    return matches[-1] if matches else None


def _runs(sentence: Sentence) -> Iterator[list[Rank]]:
    """Coordinated ranks together: 第二、三位; 第一至第三位."""
    run: list[Rank] = []
    for index, mention in sentence.mentions(0, len(sentence.tokens)):
        if mention.kind != "rank" or sentence.word_at(index - 1) in words("put_first"):
            continue
        if run and sentence.between(run[-1][0] + 1, index).strip() not in ("", "、", "和", "至", "到"):
            yield run
            run = []
        run.append((index, mention))
    if run:
        yield run


def _shared(sentence: Sentence) -> Iterator[list[Rank]]:
    """The ranks of 甲、乙、丙分列前三, 甲、乙位居二、三: those of as many holders."""
    for match in _SHARED.finditer(sentence.text):
        which = match.lastgroup or "top"
        start, end = sentence.start + match.start(which), sentence.start + match.end(which)
        at = next((i for i, token in enumerate(sentence.tokens) if token.end > start), None)
        if at is not None and sentence.tokens[at].mention is None:
            span = Mention(start, end, match[which], "Quantity", 0.8, "rank", "rank")
            yield [(at, replace(span, value=Value(str(number), "quantity"))) for number in _numbers(match[which])]


def _numbers(ranks: str) -> list[int]:
    """1, 2, 3 of 前三; 2, 3 of 二、三."""
    if ranks.startswith("前"):
        return list(range(1, 1 + _DIGITS.index(ranks[1])))
    return [_DIGITS.index(digit) for digit in ranks.split("、")]


def _expanded(sentence: Sentence, run: list[Rank]) -> list[Rank]:
    """Three ranks of 第一至第三位; other runs as they are."""
    values = [mention.value.lexical for _, mention in run if mention.value]
    ends = values[0].split("/") if len(values) == 1 else values
    if len(ends) != 2 or not all(end.isdigit() for end in ends):
        return run
    if len(values) == 2 and sentence.between(run[0][0] + 1, run[1][0]) not in ("至", "到"):
        return run
    (first, last), (index, model) = (int(end) for end in ends), run[-1]
    numbers = range(first, min(last, first + _MOST_RANKS - 1) + 1)
    return [(index, replace(model, value=Value(str(number), "quantity"))) for number in numbers] or run


def _may_hold(mention: Mention) -> Mention | None:
    """No scope of a ranking (全球排名第九) holds a rank, unless it stands for a place named before."""
    scope = mention.found_by != "anaphora" and mention.text in words("scopes")
    return mention if mention.cls in RANKED and mention.name and not scope else None


def _holders(
    sentence: Sentence, first: int, last: int, context: Sequence[Sentence], at_home: Mention | None
) -> Group:
    """Who holds the ranks of the tokens [first, last]."""
    _, high = sentence.clause(first)
    if _HOLDERS_FOLLOW.match(sentence.between(last + 1, min(last + 4, high))):
        return next(
            (group_at(sentence, i, _may_hold).group for i, m in sentence.mentions(last + 1, high) if _may_hold(m)), []
        )
    if sentence.text_at(last + 1) == "的" and (described := sentence.mention_at(last + 2)) and _may_hold(described):
        return [described]
    if place := rated_place(sentence, first):
        return [place]
    start = sentence.tokens[first].start
    if quoted := _quoted(sentence, first):
        return quoted
    here = subject_left(sentence, first, lambda m: _may_hold(m) if m.end != start else None)
    if here is not None:
        return here.group
    if fourth := _right_before(sentence, first, last):
        return [fourth]
    owner = _owner_left(sentence, first)
    if owner or at_home is None:
        return owner or carried_subject(sentence, first, _may_hold, context, owners=True)
    # 研发投入强度居全国第一 is told of the place at home, whoever the clause before was about.
    carried = [] if _has_noun(sentence, first) else carried_subject(sentence, first, _may_hold, (), owners=True)
    return carried or [at_home]


def _has_noun(sentence: Sentence, index: int) -> bool:
    low, _ = sentence.clause(index)
    return any(token.tag[0] == "n" and len(token.word) > 1 for token in sentence.tokens[low:index])


def _quoted(sentence: Sentence, first: int) -> Group:
    """The names in quotation marks that fill a clause with the verb of the rank at `first` (“甲”“乙”分列……)."""
    low, _ = sentence.clause(first)
    named = [replace(m, cls="Platform") for _, m in sentence.mentions(low, first) if m.found_by == "quoted"]
    alone = len(named) == len(sentence.mentions(low, first)) and first - low <= len(named) + 1
    return named if alone else []


def _right_before(sentence: Sentence, first: int, last: int) -> Mention | None:
    """乙 of 甲居首，乙第四。: nothing but the name and the rank is in the clause; 全省第四 is no name."""
    low, high = sentence.clause(first)
    named = sentence.mention_at(first - 1) if low == first - 1 and high - last <= 2 else None
    return named if named is not None and named.found_by != "anaphora" and _may_hold(named) else None


def _owner_left(sentence: Sentence, index: int) -> Group:
    """甲 of 甲的指数居第一, 甲、乙的指数分列前二: what stands before 的 owns the rank."""
    low, _ = sentence.clause(index)
    free = [
        (at, mention)
        for at, mention in reversed(sentence.mentions(low, index))
        if mention.end != sentence.tokens[index].start
        and _may_hold(mention)
        and sentence.text_at(at - 1) not in ("在", "从")
    ]
    owner = next((at for at, _ in free if sentence.text_at(at + 1) == "的"), None)
    return group_at(sentence, owner, _may_hold).group if owner is not None else [mention for _, mention in free[:1]]


def _qualifiers(sentence: Sentence, index: int, context: Sequence[Sentence]) -> Qualifiers:
    """Of 由2018年的第65位升至第45位 the year is of the first rank alone, a list of one year of the second."""
    left, reached = _way(sentence, index)
    found: list[tuple[str, Value | Mention]] = []
    if (listed := list_of(sentence, index, context)) and not (left and _EDITION.search(listed.name)):
        found.append(("in", listed))
    elif what := _what(sentence, index):
        found.append(("metric", Value(what, "text")))
    if total := total_ranked(sentence, sentence.tokens[index].start):
        found.append(("outOf", Value(total[1], "quantity")))
    if date := _year_of(sentence, *(left or (0, reached or index))):
        found.append(("date", date))
    return tuple(found)


def _way(sentence: Sentence, index: int) -> tuple[tuple[int, int] | None, int | None]:
    """Of a rank that was left (由第五位) the tokens from 由 to it; of one reached from there where 由 stands."""
    low, high = sentence.clause(index)
    origin = next((at for at in range(index - 1, low - 1, -1) if sentence.word_at(at) in words("origins")), None)
    if origin is None:
        return None, None
    ranks = [at for at, mention in sentence.mentions(origin, high) if mention.kind == "rank"]
    if len(ranks) < 2:
        return None, None
    return ((origin, index), None) if index == ranks[0] else (None, origin)


def _what(sentence: Sentence, index: int) -> str:
    """What is ranked, if it is a noun of the clause and no list is named (研发投入强度居全国第二), else ""."""
    low, _ = sentence.clause(index)
    named = [at for at, m in sentence.mentions(low, index) if m.cls in RANKED | {*VALUES}]
    first = max((at + 1 for at in named if not sentence.tokens[at].depth), default=low)
    first += sentence.word_at(first) == "的"
    phrase = _RANKED_NOUN.match(sentence.between(first, index))
    nominal = first < index and sentence.tokens[first].tag.startswith(("n", "vn", "b", "j", "l", "a", "z"))
    return phrase[1] if phrase and nominal else ""


def _year_of(sentence: Sentence, low: int, high: int) -> Value | None:
    """The last date in the tokens [low, high), if it names a year and is none for comparison (比2020年上升)."""
    dates = [
        mention
        for at, mention in sentence.mentions(low, high, "Date")
        if mention.value and sentence.word_at(at - 1) not in words("comparing")
    ]
    return dates[-1].value if dates and dates[-1].kind != "deadline" and "年" in dates[-1].text else None
