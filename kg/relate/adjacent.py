"""What stands side by side: posts before persons, the body inside the name of its meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.model import Mention
from kg.relate import items, posts
from kg.relate.coordination import group_at
from kg.relate.markers import affixes
from kg.relate.sentence import Sentence
from kg.zh.measures import number

_SUMMED = re.compile("“([两二三四五六七八九])[\u4e00-\u9fff]")
_PART = re.compile("[\u4e00-\u9fffA-Za-z0-9“”+]{2,12}")


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
        for post in posts.held(sentence, at, previous):
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
        yield from (Pair("holdsPosition", person, posts.with_body(title, group), "apposition") for title in group)


def _founding(sentence: Sentence, person: Mention, post: Mention) -> Iterator[Pair]:
    """甲公司（董事长、）创始人某人: who bears the title set the body up."""
    if post.body and post.body != post.text and post.text.endswith(affixes("founders")):
        start = sentence.start + sentence.text.rfind(post.body, 0, post.end - sentence.start)
        if start >= sentence.start:
            end = start + len(post.body)
            body = Mention(start, end, post.body, "Organization", 0.9, "body", None, post.body)
            yield Pair("establishedBy", body, person, "apposition")


def _own_meetings(sentence: Sentence) -> Iterator[Pair]:
    """甲局就……进行第二次集体学习: the body that opens the name of its meeting convened it."""
    for _, meeting in sentence.mentions(0, len(sentence.tokens), "Event"):
        name = meeting.body
        if meeting.found_by == "own meeting" and name:
            start = meeting.start
            body = Mention(start, start + len(name), name, "Organization", 0.9, "own meeting", None, name)
            yield Pair("organizedBy", meeting, body, "own meeting")
