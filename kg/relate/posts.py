"""The posts that stand beside a person, whole: 台盟中央主席某人 is no 主席, and 乙部副部长 ends no name before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Mention
from kg.relate.coordination import Group, group_at
from kg.relate.markers import affixes, words
from kg.relate.sentence import Sentence

_COMPANIES = ("Company", "PublicInstitution", None)
"""Kinds of organisations that may have a 董事长."""


def held(sentence: Sentence, at: int, previous: Sequence[Sentence]) -> Group:
    """甲会委员、乙院院长某人；甲会会长：某人；主持人为某人；某人教授；`at` is the person."""
    near = at - 1 - (sentence.text_at(at - 1) in ("：", " ", "\u3000"))
    before, after = sentence.mention_at(near), sentence.mention_at(at + 1)
    if before is not None and before.cls == "Position":
        group = [_whole(sentence, post) for post in _own(sentence, _titles(sentence, near))]
        held = [_of_topic(sentence, at, with_body(post, group), previous) for post in group]
        held += _bracketed(sentence, at)
        return [*held, *_predicated(sentence, at)] if sentence.word_at(at + 1) != "，" else held
    link = _before_calling(sentence, at) - 1
    if sentence.text_at(link) == "的":
        link = _copula_of(sentence, link)
    role = sentence.mention_at(link - 1) if sentence.text_at(link) in words("namings") else None
    if role is not None and role.cls == "Position":
        group = _titles(sentence, link - 1)
        return [with_body(post, group) for post in group[:-1]] + [_of_body(sentence, link - 1, group[-1])]
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


def _own(sentence: Sentence, group: Group) -> Group:
    """乙国总统 alone of 甲总书记同乙国总统某人: what stands right behind a person is that person's post."""
    before = [sentence.mention_at((sentence.position(post) or 0) - 1) for post in group]
    last = max((i for i, mention in enumerate(before) if mention is not None and mention.cls == "Person"), default=-1)
    return group[last + 1 :] or group


def _whole(sentence: Sentence, post: Mention) -> Mention:
    """A bare post with the nouns that stand before it: 庙前村党支部书记, 甲国气候和能源大臣."""
    at = sentence.position(post)
    if at is None or post.body or _is_of_company(post) or (first := _opening(sentence, at)) == at:
        return post
    body = sentence.between(first, at)
    return replace(post, start=sentence.tokens[first].start, text=body + post.text, name=body + post.name, body=body)


def _opening(sentence: Sentence, at: int) -> int:
    """The token with which the nouns before the post at `at` begin; 和 joins two of them only after a name or 兼."""
    low, first, joined = sentence.clause(at)[0], at, 0
    while first > low and sentence.word_at(first - 1) not in words("meets"):
        token = sentence.tokens[first - 1]
        if token.word == "兼":
            return first
        if token.mention is not None:
            return _owner(sentence, first - 1, joined or first)
        if first < at and (token.tag == "c" or token.word == "与"):
            joined = joined or first
        elif token.tag[0] not in "njbal" and token.tag not in ("vn", "zg"):
            break
        first -= 1
    return joined or first


def _owner(sentence: Sentence, at: int, otherwise: int) -> int:
    """Where the name at `at` begins if it may own a post: a body, a place (of a place), one who has a post himself."""
    mention = sentence.mention_at(at)
    owners = ("Organization", "Place", "Position")
    if mention is None or mention.cls not in owners or (mention.cls == "Position" and not mention.body):
        return otherwise
    while (wider := sentence.mention_at(at - 1)) is not None and wider.cls == "Place":
        at -= 1
    return at


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
    return [with_body(title, group) for title in group] if sentence.text_at(last + 1) == "）" else []


def _as_holder(sentence: Sentence, at: int) -> Group:
    """The posts of 作为甲集团董事长，某人……."""
    last = sentence.mention_at(at - 2) if sentence.text_at(at - 1) == "，" else None
    if last is None or last.cls != "Position":
        return []
    group, first, _ = group_at(sentence, at - 2, lambda mention: mention if mention.cls == "Position" else None)
    return [with_body(post, group) for post in group] if sentence.text_at(first - 1) in words("as") else []


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
    return [] if beside is not None and beside.cls == "Person" else [with_body(post, group) for post in group]


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


def with_body(post: Mention, group: Group) -> Mention:
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
