"""What stands side by side: posts before persons, the body inside the name of its meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.model import Mention
from kg.relate import items
from kg.relate.coordination import Group, group_at
from kg.relate.markers import affixes, words
from kg.relate.sentence import Sentence
from kg.zh.measures import number

_SUMMED = re.compile("“([两二三四五六七八九])[\u4e00-\u9fff]")
_PART = re.compile("[\u4e00-\u9fffA-Za-z0-9“”+]{2,12}")
_COMPANIES = ("Company", "PublicInstitution", None)
"""Kinds of organisations that may have a 董事长."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions that state a relation by standing together; `rule` says how."""

    property: str
    subject: Mention
    object: Mention
    rule: str


def pairs(sentence: Sentence, previous: Sequence[Sentence] = ()) -> Iterator[Pair]:
    """All relations of a sentence that no word states; `previous` are the sentences right before."""
    for at, person in sentence.mentions(0, len(sentence.tokens), "Person"):
        for post in _posts(sentence, at, previous):
            yield Pair("holdsPosition", person, post, "apposition")
            yield from _founding(sentence, person, post)
    yield from _headed(sentence)
    yield from _own_meetings(sentence)
    yield from _former_names(sentence)
    yield from _spelled_out(sentence)


def _spelled_out(sentence: Sentence) -> Iterator[Pair]:
    """“两个统一”：甲、乙: what a number in quotation marks sums up, before a colon and as many items."""
    for at, whole in sentence.mentions(0, len(sentence.tokens) - 2, "Concept"):
        counted = _SUMMED.match(whole.text)
        if counted is None or sentence.word_at(at + 1) != "：":
            continue
        listed = items.split(sentence, at + 2, sentence.clause(at + 2)[1])
        names = [items.bare(items.text_of(item)) for item in listed]
        if len(names) == number(counted[1]) and all(_PART.fullmatch(name) for name in names):
            for item, name in zip(listed, names, strict=True):
                start = item[0].start + items.text_of(item).find(name)
                part = Mention(start, start + len(name), name, "Concept", 0.7, "list item", None, name)
                yield Pair("comprises", whole, part, "spelled out")


def _former_names(sentence: Sentence) -> Iterator[Pair]:
    """甲（原乙）: the body that was 乙."""
    for at, body in sentence.mentions(0, len(sentence.tokens), "Organization"):
        apart = sentence.text_at(at + 2) == "原"
        former = sentence.mention_at(at + 3 if apart else at + 2)
        closes = sentence.text_at(at + 4 if apart else at + 3) == "）"
        if former is None or former.cls != body.cls or not (closes and sentence.text_at(at + 1) == "（"):
            continue
        name = former.name.removeprefix("原")
        if body.name and (apart or former.name.startswith("原")) and name not in ("", body.name):
            yield Pair("succeeds", body, replace(former, name=name), "former name")


def _headed(sentence: Sentence) -> Iterator[Pair]:
    """某人，1970年生，……，甲院院士，……: posts that fill a clause are of the person who opens the sentence."""
    person = sentence.mention_at(0)
    if person is None or person.cls != "Person":
        return
    if sentence.text_at(1) not in ("，", "（"):
        yield from _titled(sentence, person)
        return
    for at, _ in sentence.mentions(3, len(sentence.tokens), "Position"):
        group, first, last = group_at(sentence, at, lambda mention: mention if mention.cls == "Position" else None)
        ends = sentence.text_at(last + 1)[:1] in ("，", "。", "；", "", " ")
        if at == first and sentence.text_at(first - 1) == "，" and ends:
            yield from (Pair("holdsPosition", person, title, "apposition") for title in group)


def _titled(sentence: Sentence, person: Mention) -> Iterator[Pair]:
    """某人　甲集团董事长: a line that names a person and the post with its body, as under a picture."""
    at = 1 + (not sentence.text_at(1).strip())
    post = sentence.mention_at(at)
    after = sentence.mention_at(at + 1)
    if post and post.cls == "Position" and post.body and not (after and after.cls == "Person"):
        group, _, _ = group_at(sentence, at, lambda mention: mention if mention.cls == "Position" else None)
        yield from (Pair("holdsPosition", person, _with_body(title, group), "apposition") for title in group)


def _founding(sentence: Sentence, person: Mention, post: Mention) -> Iterator[Pair]:
    """甲公司（董事长、）创始人某人: who bears the title set the body up."""
    if post.body and post.body != post.text and post.text.endswith(affixes("founders")):
        start = sentence.start + sentence.text.rfind(post.body, 0, post.end - sentence.start)
        if start >= sentence.start:
            end = start + len(post.body)
            body = Mention(start, end, post.body, "Organization", 0.9, "body", None, post.body)
            yield Pair("establishedBy", body, person, "apposition")


def _posts(sentence: Sentence, at: int, previous: Sequence[Sentence]) -> Group:
    """甲会委员、乙院院长某人；甲会会长：某人；主持人为某人；某人教授；`at` is the person."""
    near = at - 1 - (sentence.text_at(at - 1) in ("：", " ", "\u3000"))
    before, after = sentence.mention_at(near), sentence.mention_at(at + 1)
    if before is not None and before.cls == "Position":
        group = _titles(sentence, near)
        held = [_of_topic(sentence, at, _with_body(post, group), previous) for post in group]
        held += _bracketed(sentence, at)
        return [*held, *_predicated(sentence, at)] if sentence.word_at(at + 1) != "，" else held
    link = _before_calling(sentence, at) - 1
    if sentence.text_at(link) == "的":
        link = _copula_of(sentence, link)
    role = sentence.mention_at(link - 1) if sentence.text_at(link) in words("namings") else None
    if role is not None and role.cls == "Position":
        group = _titles(sentence, link - 1)
        return [_with_body(post, group) for post in group[:-1]] + [_of_body(sentence, link - 1, group[-1])]
    tied = sentence.mention_at(at - 2) if sentence.text_at(at - 1) == "的" else None
    holds = sentence.text_at(at - 3) in words("holding")
    if tied is not None and tied.cls == "Position" and (holds or tied.text.startswith(affixes("holding"))):
        return [tied]
    if after is not None and after.cls == "Position" and after.text in words("posts_after_name"):
        return [after]
    if after is not None and before is not None and before.cls == "Organization" and _is_of_company(after):
        named = after.cls == "Position" and not after.body and before.name
        return [replace(after, name=before.name + after.name, body=before.name)] if named else []
    listed = [*_rostered(sentence, at), *_bracketed(sentence, at)]
    return listed or _as_holder(sentence, at) or _predicated(sentence, at)


def _rostered(sentence: Sentence, at: int) -> Group:
    """The post of 副组长：某人（副市长），某人 for those after the first person of the list."""
    back = at - 1
    while back > 0 and _is_listed(sentence, back):
        back -= 1
    post = sentence.mention_at(back - 1) if sentence.text_at(back) == "：" and back < at - 1 else None
    return _titles(sentence, back - 1) if post is not None and post.cls == "Position" else []


def _is_listed(sentence: Sentence, at: int) -> bool:
    """Is the token a person, a mark between persons, or in brackets after one?"""
    mention = sentence.mention_at(at)
    between = sentence.tokens[at].depth or sentence.text_at(at) in ("、", "，")
    return bool(between) or (mention is not None and mention.cls == "Person")


def _bracketed(sentence: Sentence, at: int) -> Group:
    """The posts of 某人（市委副书记、市长）."""
    post = sentence.mention_at(at + 2) if sentence.text_at(at + 1) == "（" else None
    if post is None or post.cls != "Position":
        return []
    group, _, last = group_at(sentence, at + 2, lambda mention: mention if mention.cls == "Position" else None)
    return [_with_body(title, group) for title in group] if sentence.text_at(last + 1) == "）" else []


def _as_holder(sentence: Sentence, at: int) -> Group:
    """The posts of 作为甲集团董事长，某人……."""
    last = sentence.mention_at(at - 2) if sentence.text_at(at - 1) == "，" else None
    if last is None or last.cls != "Position":
        return []
    group, first, _ = group_at(sentence, at - 2, lambda mention: mention if mention.cls == "Position" else None)
    return [_with_body(post, group) for post in group] if sentence.text_at(first - 1) in words("as") else []


def _before_calling(sentence: Sentence, at: int) -> int:
    """The token after 为 in 院长为|软件专家|某人: where the words for what the person at `at` does begin."""
    first = at
    while first > at - 3 and sentence.word_at(first - 1) and sentence.tokens[first - 1].tag.startswith("n"):
        first -= 1
    return first if first == at or sentence.word_at(at - 1).endswith(affixes("callings")) else at


def _copula_of(sentence: Sentence, link: int) -> int:
    """The token of 是 in 首任局长是从外地调来的某人, whose 的 is at `link`."""
    low, _ = sentence.clause(link)
    return next((at for at in range(link, low, -1) if sentence.word_at(at) in words("namings")), link)


def _predicated(sentence: Sentence, at: int) -> Group:
    """The posts of 某人是甲局（的首任）局长 and of 某人，甲局局长，……"""
    at += sentence.word_at(at + 1) in words("times_of_office")
    link = sentence.word_at(at + 1)
    if link in words("copulas") and (owned := _owned(sentence, at + 2)):
        return [owned]
    post = sentence.mention_at(at + 2)
    said = link in words("copulas") or (post and post.body and link == "，")
    if post is None or post.cls != "Position" or not said:
        return []
    group, _, last = group_at(sentence, at + 2, lambda mention: mention if mention.cls == "Position" else None)
    beside = sentence.mention_at(last + 1)
    return [] if beside is not None and beside.cls == "Person" else [_with_body(post, group) for post in group]


def _owned(sentence: Sentence, at: int) -> Mention | None:
    """The post of 甲局的（第一任）局长, with its body, where it ends the clause."""
    body, last = sentence.mention_at(at), at + 2 + (sentence.word_at(at + 2) in words("terms_of_office"))
    post = sentence.mention_at(last)
    if body is None or post is None or body.cls not in ("Organization", "Place") or sentence.word_at(at + 1) != "的":
        return None
    ends = sentence.text_at(last + 1)[:1] in ("，", "。", "；", "")
    if post.cls != "Position" or post.body or not body.name or not ends:
        return None
    return replace(post, name=body.name + post.name, body=body.name, aliases=(*post.aliases, post.text))


def _of_body(sentence: Sentence, at: int, post: Mention) -> Mention:
    """A bare post (甲局的局长) is also known with the body that owns it."""
    owner = sentence.mention_at(at - 2) if sentence.word_at(at - 1) == "的" else None
    if post.body or owner is None or owner.cls != "Organization":
        return post
    return replace(post, aliases=(*post.aliases, owner.name + post.text))


def _titles(sentence: Sentence, at: int) -> Group:
    """The coordinated posts that end at token `at`; a comma between two posts coordinates them too."""
    group, first, _ = group_at(sentence, at, lambda mention: mention if mention.cls == "Position" else None)
    other = sentence.mention_at(first - 2) if sentence.text_at(first - 1) == "，" else None
    if other is not None and first > 2 and sentence.tokens[first - 3].entries:
        return group
    return [*_titles(sentence, first - 2), *group] if other and other.cls == "Position" else group


def _with_body(post: Mention, group: Group) -> Mention:
    """A bare post (局长) after one with its body (甲局党组书记) is also known with that body."""
    named = next((other for other in reversed(group) if other.start < post.start and other.body), None)
    if post.body or named is None or named.body is None:
        return post
    if _is_of_company(post) and not named.body.endswith(affixes("party_bodies")):
        return replace(post, name=named.body + post.name, body=named.body)
    return replace(post, aliases=(*post.aliases, named.body + post.text))


def _of_topic(sentence: Sentence, at: int, post: Mention, previous: Sequence[Sentence]) -> Mention:
    """The bare post of a company (甲公司成立于2004年，董事长某人……) is a post of the company that the text is about."""
    if post.body or not _is_of_company(post):
        return post
    places = [(sentence, at), *((before, len(before.tokens)) for before in reversed(previous))]
    companies = (m for where, end in places for _, m in where.mentions(0, end, "Organization"))
    company = next((m for m in companies if m.name and m.kind in _COMPANIES), None)
    return post if company is None else replace(post, name=company.name + post.name, body=company.name)


def _is_of_company(post: Mention) -> bool:
    return post.text.endswith(affixes("company_posts"))


def _own_meetings(sentence: Sentence) -> Iterator[Pair]:
    """甲局就……进行第二次集体学习: the body that opens the name of its meeting convened it."""
    for _, meeting in sentence.mentions(0, len(sentence.tokens), "Event"):
        name = meeting.body
        if meeting.found_by == "own meeting" and name:
            start = meeting.start
            body = Mention(start, start + len(name), name, "Organization", 0.9, "own meeting", None, name)
            yield Pair("organizedBy", meeting, body, "own meeting")
