"""Dates: hand-picked sentences (dates.tsv), every notation for many days, every relative word for many anchors."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.zh.dates import DateMention, bounds, find
from kg.zh.numerals import write

SPEC = Path(__file__).parent / "dates.tsv"
DAYS = [
    date(1949, 10, 1), date(1978, 12, 18), date(2000, 2, 29), date(2012, 1, 1), date(2016, 11, 30), date(2024, 12, 31),
]  # fmt: skip
ANCHORS = [date(2016, 2, 29), date(2019, 1, 1), date(2019, 7, 22), date(2020, 3, 1), date(2023, 12, 31)]


def table(path: Path) -> list[tuple[str, str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]  # type: ignore[misc]


def shown(text: str, mention: DateMention) -> str:
    marks = "~" * mention.approximate + "<" * mention.deadline
    return f"{text[mention.start : mention.end]}={mention.value}{marks}"


@pytest.mark.parametrize(("anchor", "text", "expected"), table(SPEC))
def test_hand_picked(anchor: str, text: str, expected: str) -> None:
    found = find(text, anchor=None if anchor == "-" else anchor)
    assert " | ".join(shown(text, mention) for mention in found) == ("" if expected == "-" else expected)


@pytest.mark.parametrize(("anchor", "text", "expected"), table(SPEC.parent / "days.tsv"))
def test_days_meant(anchor: str, text: str, expected: str) -> None:
    found = find(text, anchor=None if anchor == "-" else anchor)
    assert " | ".join(f"{text[m.start : m.end]}={m.first}..{m.last}" for m in found) == expected


GAPS = {
    "11世纪初": "twenty years there, ten here", "9月10号，11号，12号，13号": "a list is four days, not a period",
    "二月十五": "a day without 日 is solar, as in Recognizers-Text", "8月十五晚上8点": "the same",
    "去年八月十五": "the same", "除夕晚上6点半": "the nearest one, not the next",
    "26年除夕晚上6点半": "the eve that lies in the year", "2023年大年三十": "the same",
    "2021年春": "seasons are those of meteorology: March to May", "大前年夏季": "the same",
    "冬季": "no date by itself in news: 冬季奥运会", "20年第52周": "weeks are those of ISO 8601",
    "30日": "news speaks of what has happened", "十个半月后": "a month and a half after a month has no precision",
    "第三天上午": "counted from what the text told, not from publication", "第七年": "the same",
    "未来7天": "begins tomorrow, as in Recognizers-Text",
}  # fmt: skip
"""Cases of jionlp_times.tsv that are read otherwise here, and why."""


def jionlp() -> Iterator[object]:
    for line in (SPEC.parent / "jionlp_times.tsv").read_text(encoding="utf-8").splitlines():
        kind, *case = line.split("\t")
        if kind == "report":
            gap = GAPS.get(case[1])
            yield pytest.param(*case, marks=pytest.mark.xfail(reason=gap, strict=True) if gap else ())


@pytest.mark.parametrize(("anchor", "text", "first", "last"), jionlp())
def test_cases_of_jionlp(anchor: str, text: str, first: str, last: str) -> None:
    assert (first, last) in [(m.first.isoformat(), m.last.isoformat()) for m in find(text, anchor=anchor)]


def digits(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


NOTATIONS = {
    "{d.year}年{d.month}月{d.day}日": 3,
    "{d.year}年{d.month}月{d.day}号": 3,
    "{d.year}年{d.month:02}月{d.day:02}日": 3,
    "{d.year} 年 {d.month} 月 {d.day} 日": 3,
    "{d.year}.{d.month}.{d.day}": 3,
    "{d.year}-{d.month:02}-{d.day:02}": 3,
    "{d.year}/{d.month}/{d.day}": 3,
    "{year}年{month}月{day}日": 3,
    "{d.year}年{month}月{day}日": 3,
    "{d.year}年{d.month}月": 2,
    "{d.year}年{d.month:02}月份": 2,
    "{d.year}年{d.month}月初": 2,
    "{d.year}年{d.month}月底": 2,
    "{d.year}年{d.month}月末": 2,
    "{year}年{month}月": 2,
    "{d.year}年": 1,
    "{d.year}年底": 1,
    "{d.year}年年末": 1,
    "{d.year}年初": 1,
    "{year}年": 1,
    "{d.year}年度": 1,
}
CONTEXTS = ["{}", "本报讯 {}上午，会议召开", "该局于{}，正式挂牌", "（{}）", "截至{}，共办理"]


def notations() -> Iterator[tuple[str, str, str]]:
    for (notation, precision), context, day in itertools.product(NOTATIONS.items(), CONTEXTS, DAYS):
        words = notation.format(d=day, year=digits(day.year), month=write(day.month), day=write(day.day))
        yield context.format(words), words, day.isoformat()[: (0, 4, 7, 10)[precision]]


@pytest.mark.parametrize(("text", "words", "value"), list(notations()))
def test_every_notation_in_every_context(text: str, words: str, value: str) -> None:
    assert [(text[m.start : m.end], m.value) for m in find(text)] == [(words, value)]


def months_later(day: date, months: int) -> str:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return f"{year}-{month + 1:02}"


DAY_WORDS = {
    "今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "大前天": -3,
    "明天": 1, "明日": 1, "后天": 2, "大后天": 3,
}  # fmt: skip
MONTH_WORDS = {
    "本月": 0, "上月": -1, "上个月": -1, "下月": 1, "下个月": 1, "上月底": -1, "本月初": 0, "近日": 0, "日前": 0,
}  # fmt: skip
YEAR_WORDS = {"今年": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2, "今年底": 0, "去年年底": -1, "明年初": 1}
PARTS = {
    "上半年": "01/06", "下半年": "07/12", "一季度": "01/03", "第二季度": "04/06", "三季度": "07/09",
    "四季度": "10/12",
}  # fmt: skip
OF_A_YEAR = {"今年": 0, "去年": -1, "明年": 1}


def relative() -> Iterator[tuple[str, str, str]]:
    for anchor in ANCHORS:
        today = anchor.isoformat()
        for word, days in DAY_WORDS.items():
            yield today, word, (anchor + timedelta(days=days)).isoformat()
        for word, months in MONTH_WORDS.items():
            yield today, word, months_later(anchor, months)
        for word, years in YEAR_WORDS.items():
            yield today, word, str(anchor.year + years)
        for (word, years), (part, span) in itertools.product([*OF_A_YEAR.items(), ("", 0)], PARTS.items()):
            first, last = span.split("/")
            review = not word and "季度" in part and anchor.month <= 2 and int(first) > anchor.month
            year = anchor.year + years - review  # what January tells of a third quarter is last year's
            yield today, word + part, f"{year}-{first}/{year}-{last}"
        for (word, years), month in itertools.product(OF_A_YEAR.items(), range(1, 13)):
            yield today, f"{word}{month}月", f"{anchor.year + years}-{month:02}"


@pytest.mark.parametrize(("anchor", "words", "value"), list(relative()))
def test_relative_to_the_day_of_publication(anchor: str, words: str, value: str) -> None:
    text = f"{words}，平台上线"
    assert [(text[m.start : m.end], m.value) for m in find(text, anchor=anchor)] == [(words, value)]
    assert find(text) == []


@pytest.mark.parametrize("first", [1994, 2008, 2018])
@pytest.mark.parametrize("span", [1, 4])
@pytest.mark.parametrize("link", ["—", "-", "－", "～", "至", "到"])
@pytest.mark.parametrize("mark", ["", "年"])
def test_ranges_of_years(first: int, span: int, link: str, mark: str) -> None:
    text = f"{first}{mark}{link}{first + span}年，累计"
    assert [m.value for m in find(text)] == [f"{first}/{first + span}"]


def test_the_title_of_a_document_does_not_change_later_dates() -> None:
    text = "2016年印发《行动纲要（2018—2020年）》，同年实施"
    assert [m.value for m in find(text)] == ["2016", "2018/2020", "2016"]


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-02-03", "2020-02-03", "2020-02-03"),
        ("2016/2020", "2016-01-01", "2020-12-31"),
        ("2018-01/2018-06", "2018-01-01", "2018-06-30"),
        ("2019-05-06/2019-05-08", "2019-05-06", "2019-05-08"),
        ("0618", "0618-01-01", "0618-12-31"),
    ],
)
def test_bounds(value: str, first: str, last: str) -> None:
    assert [day.isoformat() for day in bounds(value)] == [first, last]


@pytest.mark.parametrize("value", ["", "now", "2020-13", "2020-02-30", "2020-1-1-1", "20a0"])
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(InputError):
        bounds(value)
    if value:
        with pytest.raises(InputError):
            find("去年", anchor=value)


WORDS = [
    "今年", "去年", "同年", "次日", "上周", "农历", "正月", "初一", "近", "过去", "世纪", "年代", "期间", "光绪",
    "“十四五”", "季度", "半年", "2019", "2020年", "12月", "31日", "春节", "除夕", "当天", "闰", "廿", "星期", "第一",
    "最后", "上个", "年底前", "月初", "以来", "起", "冬至", "暑假", "两个多月", "三年半", "以内", "上午9时", "至今",
    "，900天前", "第400天", "公元2年", "今明两年", "第53周", "后三个月",
]  # fmt: skip
SIGNS = "0123456789年月日号底初前后至到—-/.、，。（）《》 一二三四五六七八九十〇零两半"
FUZZY_ANCHORS = [None, "2020-02-29", "2019-12", "2021", "0001-01-01", "9999-12-31", "9999"]
PIECES = st.sampled_from([*SIGNS, *WORDS])


@given(st.lists(PIECES, max_size=24).map("".join), st.sampled_from(FUZZY_ANCHORS))
def test_never_raises_and_every_value_is_a_date(text: str, anchor: str | None) -> None:
    end = 0
    for mention in find(text, anchor=anchor):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        first, last = bounds(mention.value)
        assert first <= last
        assert mention.first <= mention.last
        assert mention.last <= last or mention.last.isoformat() == anchor
        assert mention.first >= first or (mention.deadline and mention.first.isoformat() == anchor)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_any_day_is_read_back(day: date) -> None:
    words = f"{day.year}年{day.month}月{day.day}日"
    assert [m.value for m in find(words)] == [day.isoformat()]


RUNS = [
    "1", "2019", "一", "二〇", "年", "2019年", "近三", "1月", "1-", "、1日", "2019.1.", "9时至", "2019年5月6日9时",
    "半年", "三个多月", "第1周", "1日上午至", "十一", "3-7-", "11/3", "两年半", "之后2018年之前", "今明",
]  # fmt: skip


@pytest.mark.parametrize("run", RUNS)
def test_long_runs_are_read_in_one_pass(run: str) -> None:
    """No pattern backtracks over the whole run: a run of 60,000 characters ends."""
    assert isinstance(find(run * (60_000 // len(run)), anchor="2020-01-01"), list)
