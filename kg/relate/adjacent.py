"""What stands side by side: posts before persons, the body inside the name of its meeting, aliases in brackets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.model import Mention
from kg.relate import arguments
from kg.relate.sentence import Sentence

_AFTER_NAME = frozenset("总书记 主席 总理 国家主席 院士 教授 部长 省长 市长 书记 局长 主任 首相 总统".split())


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions that state a relation by standing together; `rule` says how."""

    property: str
    subject: Mention
    object: Mention
    rule: str


def pairs(sentence: Sentence) -> Iterator[Pair]:
    """All relations of a sentence that no word states."""
    yield from _posts(sentence)
    yield from _own_meetings(sentence)


def _posts(sentence: Sentence) -> Iterator[Pair]:
    """全国政协委员、研究院院长连玉明; 习近平总书记."""
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        if token.mention is None or token.mention.cls != "Person":
            continue
        before = tokens[at - 1].mention if at else None
        after = tokens[at + 1].mention if at + 1 < len(tokens) else None
        if before is not None and before.cls == "Position":
            group = _titles(sentence, at - 1)
            for post in group:
                yield Pair("holdsPosition", token.mention, with_body(post, sentence, group), "apposition")
        elif (
            at > 1
            and tokens[at - 1].text in ("为", "是", "由")
            and (role := tokens[at - 2].mention) is not None
            and role.cls == "Position"
        ):
            yield Pair("holdsPosition", token.mention, role, "apposition")
        elif (
            after is not None
            and after.cls == "Position"
            and after.text in _AFTER_NAME
            and (before is None or before.cls != "Position")
        ):
            yield Pair("holdsPosition", token.mention, after, "apposition")


def _titles(sentence: Sentence, at: int) -> list[Mention]:
    """The coordinated posts that end at token `at`; a comma between two posts coordinates them too."""
    group, first, _ = arguments.group_at(sentence, at, lambda m: m if m.cls == "Position" else None)
    if (
        first > 1
        and sentence.tokens[first - 1].text == "，"
        and (other := sentence.tokens[first - 2].mention)
        and other.cls == "Position"
    ):
        return [*_titles(sentence, first - 2), *group]
    return group


def with_body(post: Mention, sentence: Sentence, group: list[Mention]) -> Mention:
    """A bare post (局长) after one with its body (国家数据局党组书记) is also known with that body."""
    named = next((other for other in reversed(group) if other.start < post.start and other.body), None)
    if post.body or named is None or named.body is None:
        return post
    return replace(post, aliases=(*post.aliases, named.body + post.text))


def _own_meetings(sentence: Sentence) -> Iterator[Pair]:
    """中共中央政治局就……进行第二次集体学习: the body that opens the name of its meeting convened it."""
    for token in sentence.tokens:
        meeting = token.mention
        if meeting is not None and meeting.cls == "Event" and meeting.found_by == "own meeting" and meeting.body:
            body = Mention(
                meeting.start,
                meeting.start + len(meeting.body),
                meeting.body,
                "Organization",
                0.9,
                "own meeting",
                None,
                meeting.body,
            )
            yield Pair("organizedBy", meeting, body, "own meeting")
