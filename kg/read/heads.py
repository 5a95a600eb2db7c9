"""What the head and the foot of a Chinese document say about it: number, issuer, dates, as labels or as official form.

    发文字号：海政发〔2021〕7号    成文日期：2021年3月5日    发布机构：海岭市人民政府

Only lines that hold nothing else are believed; a sentence that mentions a date is no head. A notice is signed above
what it issues, other documents at their end. Parts of an official document and their order: GB/T 9704—2012, 7.2, 7.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.read.fields import written_date
from kg.zh.dates import find

_HEAD, _FOOT = 1500, 300  # characters that a head and a foot may take
_LABELS = {
    "number": ("发文字号", "文号", "发文文号"),
    "published": ("成文日期", "发布日期", "发布时间", "印发日期", "发文日期", "发表时间", "时间", "日期"),
    "publisher": ("发布机构", "发文机关", "发文机构", "发文单位", "发布单位", "发布机关", "信息来源", "稿件来源",
                  "来源"),
    "title": ("标题", "名称"),
}  # fmt: skip
_OTHERS = ("索引号", "主题分类", "主题词", "公开方式", "公文种类", "有效性", "分类", "作者", "责任编辑", "浏览次数",
           "字体")  # fmt: skip
_FIELD = {name: field for field, names in _LABELS.items() for name in names}
_ALL = sorted((*_FIELD, *_OTHERS), key=len, reverse=True)
_LABEL = re.compile(
    r"(?:(?<=[\s|｜【\[])|^)(" + "|".join(r"[ \u3000]{0,4}".join(name) for name in _ALL) + r")[ \u3000]{0,4}[：:]", re.M
)
_NUMBER = re.compile(r"^[ \u3000]*([\u4e00-\u9fff]{1,16}[〔\[（(【]\d{4}[〕\]）)】]\s?第?\d{1,5}号)[ \u3000]*$", re.M)
_DIGIT = "[\\d○〇零一二三四五六七八九十 ]"
_DAY_LINE = re.compile(rf"^[ \u3000]*([12一二]{_DIGIT}{{3,7}}年{_DIGIT}{{1,4}}月{_DIGIT}{{1,5}}日)[ \u3000]*$", re.M)
_BODY = re.compile(r"[\u4e00-\u9fff]{2,30}(?:政府|办公[厅室]|委员会|[部局厅署院会])")


def head(text: str) -> dict[str, str]:
    """Fields that the document itself states.

    >>> head("发文字号：海政发〔2021〕7号  成文日期：2021年3月5日\\n海岭市成立数据局。")
    {'number': '海政发〔2021〕7号', 'published': '2021-03-05'}
    """
    found: dict[str, str] = {}
    for field, value in (*_labelled(text[:_HEAD]), *_official(text)):
        found.setdefault(field, value)
    return found


def _labelled(start: str) -> Iterator[tuple[str, str]]:
    marks = list(_LABEL.finditer(start))
    for at, mark in enumerate(marks):
        following = marks[at + 1].start() if at + 1 < len(marks) else len(start)
        stop = start.find("\n", mark.end(), following)
        stop = stop if stop >= 0 else following
        field, value = _FIELD.get(re.sub(r"\s", "", mark[1])), start[mark.end() : stop].strip(" \t\r\u3000|｜】]")
        day = written_date(value) if field == "published" else None
        if field and 0 < len(value) <= 60 and (day or field != "published"):
            yield field, day or value


def _official(text: str) -> Iterator[tuple[str, str]]:
    if number := _NUMBER.search(text[:_HEAD]):
        yield "number", number[1]
    foot = _DAY_LINE.search(text, max(0, len(text) - _FOOT))
    signed = (line for line in _DAY_LINE.finditer(text[:_HEAD]) if _BODY.fullmatch(_above(text, line)))
    for line in filter(None, (next(signed, None), foot)):
        day = next(iter(find(line[1])), None)
        if day and (day.start, day.end, day.kind) == (0, len(line[1]), "date"):
            yield "published", day.value
            if _BODY.fullmatch(_above(text, line)):
                yield "publisher", _above(text, line)


def _above(text: str, line: re.Match[str]) -> str:
    """The line above: the body that signs."""
    return text[: line.start()].rstrip().rpartition("\n")[2].strip()
