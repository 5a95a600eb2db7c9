"""A career told line by line below the person: 2014.03—2019.11 甲局总工程师.

    秦岚，女，汉族，1979年4月生，中共党员。
    2014.03—2019.11 松河市数据局副局长、党组成员
    2019.11至今 松河市数据局局长
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Claim, Clean, Mention, Value
from kg.relate.coordination import Group, group_at
from kg.relate.quoted import evidence
from kg.relate.sentence import Sentence

_MONTH = r"(?:19|20)\d\d(?:[.年/]\s?\d{1,2}(?!\d)月?|年)"
_LINE = re.compile(rf"\s*(?P<since>{_MONTH})\s*(?:[—–~～至到-]+\s*(?:(?P<till>{_MONTH})|今)|起|以来|[，,：]|\s)")
_BORN = re.compile(r"[男女]，|族，|[年月]生|出生")
"""What the line above a career says of its person."""
_REACH = 6
"""How many lines that tell no post may stand between the person and the next line that tells one."""
_RULE, _LIKELY = "career", 0.9


def careers(clean: Clean, sentences: Sequence[Sentence]) -> Iterator[Claim]:
    """Who held which post from when to when."""
    person: Mention | None = None
    idle = 0
    for sentence in sentences:
        if (opened := _opens(sentence)) is not None:
            person, idle = opened, 0
        elif person is not None and (dated := _LINE.match(sentence.text)):
            idle = 0
            for post in _posts(sentence):
                said = evidence(clean, _RULE, sentence.tokens[0], post)
                yield Claim(person, "holdsPosition", post, said, (("date", _time(dated)),), score=_LIKELY)
        else:
            idle += 1
            person = person if idle <= _REACH else None


def _opens(sentence: Sentence) -> Mention | None:
    """The person of a line that opens as a curriculum vitae does."""
    person = sentence.mention_at(0)
    opens = person is not None and person.cls == "Person" and sentence.text_at(1) in ("，", "（")
    return person if opens and _BORN.search(sentence.text) else None


def _posts(sentence: Sentence) -> Group:
    """The posts of a line, those without a body with that of the one before; none of one who studied."""
    at = next((at for at, _ in sentence.mentions(0, len(sentence.tokens), "Position")), None)
    if at is None or sentence.tokens[at].depth or "学习" in sentence.between(0, at):
        return []
    group, _, _ = group_at(sentence, at, lambda mention: mention if mention.cls == "Position" else None)
    body = group[0].body
    bare = [post for post in group if body and not post.body]
    return [replace(post, aliases=(*post.aliases, f"{body}{post.text}")) if post in bare else post for post in group]


def _time(dated: re.Match[str]) -> Value:
    """The time of a line as ISO 8601."""
    return Value("/".join(_iso(month) for month in (dated["since"], dated["till"]) if month), "date")


def _iso(month: str) -> str:
    return "-".join(part.zfill(2) for part in re.findall(r"\d+", month))
