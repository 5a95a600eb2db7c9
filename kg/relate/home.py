"""The place that a text speaks of all along, and what its 全省 and 我市 stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Mention
from kg.relate.markers import words
from kg.relate.sentence import Sentence
from kg.zh.bodies import region

_HOME_LEAST, _HOME_SHARE = 3, 0.6
"""How often a text must point at a place (全省), at least and among all that it points at, for that to be its home."""
_PLACE = r"([\u4e00-\u9fff]{2,10}?(?:省|市|县|区|州|盟|旗|自治区))"
_OF_YEAR = r"(?:19|20)\d\d年[^，。；]{0,30}(?:情况|总结|报告|要点)(?:。|$)"
_REPORT = re.compile(rf"（?{_PLACE}(?:(?:人民)?政府工作报告|{_OF_YEAR})")
_HEAD = 4
"""Among how many first lines the one stands that names the congress: below the title 政府工作报告."""
_NUMBER = "[一二三四五六七八九十]+"
_CONGRESS = re.compile(
    rf"[—\s]*(?:[\d年月日]+在)?{_PLACE}第{_NUMBER}届人民代表大会第{_NUMBER}次会议上"
)
"""What a report to a congress names below its title (2025年1月16日在……会议上)."""


def home(sentences: Sequence[Sentence]) -> Mention | None:
    """The place that a text speaks of all along, as work reports do: what most of its 全省, 我市, 我区 stand for."""
    if reported := _of_report(sentences):
        return reported
    local = [place for sentence in sentences for place in _local(sentence)]
    names = Counter(place.name for place in local).most_common(1)
    own = any(place.text in words("own_places") and place.name == names[0][0] for place in local)
    if not names or names[0][1] < max(_HOME_LEAST - own, _HOME_SHARE * len(local)):
        return None
    return next(place for place in local if place.name == names[0][0])


def _of_report(sentences: Sequence[Sentence]) -> Mention | None:
    """青江市 of a text that opens as 青江市政府工作报告, as a report to its congress, or as a part of one."""
    for line in sentences[:_HEAD]:
        if match := (_REPORT.match(line.text) if line is sentences[0] else None) or _CONGRESS.match(line.text):
            start = line.start + match.start(1)
            return Mention(start, start + len(match[1]), match[1], "Place", 0.9, "title", None, match[1])
    return None


def nearest_home(sentence: Sentence, context: Sequence[Sentence]) -> Mention | None:
    """The place that 全省 or 我市 meant last."""
    return next((local[-1] for where in (sentence, *reversed(context)) if (local := _local(where))), None)


def _local(sentence: Sentence) -> list[Mention]:
    places = sentence.mentions(0, len(sentence.tokens), "Place")
    return [place for _, place in places if place.found_by == "anaphora" and place.name]


def place_of(body: Mention) -> Mention:
    """What a document sets is set for the place of the body that issued it."""
    place, size = region(body.name) if body.cls == "Organization" else ("", 0)
    if not size:
        return body
    name, code = body.name[:size], place if place.isdigit() else None
    text = name if body.text.startswith(name) else body.text[:1]  # 省 of 省数据局
    end = body.start + len(text)
    return replace(body, end=end, text=text, name=name, cls="Place", kind=None, code=code, aliases=())
