"""What is read of an article, and the way back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clean import clean
from kg.model import Article, Clean


def read(text: str, media_type: str = "text/plain", language: str = "zh-hans") -> Clean:
    return clean(Article("a", text, media_type=media_type, language=language))


NOTATION = [
    ("３月１日ＡＰＰ增长１２％", "3月1日APP增长12%"),
    ("3月1日,平台上线;注意:共三项!对吗?", "3月1日，平台上线；注意：共三项！对吗？"),
    ("注册用户1,300万人,同比增长5%,2024年", "注册用户1,300万人，同比增长5%，2024年"),
    ("上午9:30开始,地址:https://a.example/?q=1", "上午9:30开始，地址：https://a.example/?q=1"),
    ("上午9：30", "上午9:30"),
    ("山东省(简称鲁)发布GDP(gross)报告", "山东省（简称鲁）发布GDP（gross）报告"),
    ("see (gross) figures, please", "see (gross) figures, please"),
    ('推出"浙里办"和"粤省事"\n"新"的一行', "推出“浙里办”和“粤省事”\n“新”的一行"),
    ('他说:"好!"', "他说：“好！”"),
    ("「数字『福建』」", "“数字‘福建’”"),
    ("推进'最多跑一次'改革", "推进‘最多跑一次’改革"),
    ("it's 中国", "it's 中国"),
    ("数字\u200b政\ufeff府\u00ad建\u202e设", "数字政府建设"),
    ("第一句, 第二句", "第一句，第二句"),
    ("“互联网 政务服务”", "“互联网 政务服务”"),
    ("数字地球??新的认识", "数字地球??新的认识"),
    ("完成了.\n下一段", "完成了。\n下一段"),
    ("增长6.5%", "增长6.5%"),
    ("⼯作", "工作"),
    ("⺠政⻔户增⻓", "民政门户增长"),
]


@pytest.mark.parametrize(("original", "expected"), NOTATION)
def test_one_notation(original: str, expected: str) -> None:
    assert read(original).text == expected


BOILERPLATE = [
    "关于某某学会 | 与我们联系",
    "Copyright 2019 Some Institute. All Rights Reserved",
    "版权所有：某某市人民政府办公室",
    "京ICP备12345678号",
    "责任编辑：王某",
    "来源：某某日报",
    "分享到：微信 微博",
    "【打印本页】【关闭窗口】",
    "- 12 -",
    "第 2 页 共 5 页",
    "首页 > 政务公开 > 要闻",
    "您现在的位置：首页",
    "上一篇：某某通知",
    "浏览次数：1024",
    "发布时间：2019-03-05 10:20",
]


@pytest.mark.parametrize("line", BOILERPLATE)
def test_what_is_no_part_of_the_article_is_not_read(line: str) -> None:
    assert read(f"某市成立数据局。\n{line}\n该局设在市政府。").text == "某市成立数据局。\n该局设在市政府。"


KEPT = [
    "主办单位：某市人民政府",
    "编辑部来源于群众的意见很多",
    "关于加快推进数字政府建设的意见",
    "2018年",
    "未经标志权利人许可，任何人不得使用该标志。",
    "首页设计由某公司承担。",
    "第二章 服务",
]


@pytest.mark.parametrize("line", KEPT)
def test_lines_of_the_article_are_read(line: str) -> None:
    assert read(f"某市成立数据局。\n{line}\n该局设在市政府。").text.split("\n")[1] == line


def test_a_tail_is_left_out_and_its_line_is_read() -> None:
    assert read("该局设在市政府。（责任编辑：王某）").text == "该局设在市政府。"


WRAPPED = """关于做好数据共享工作的通知
为加快推进政务数据共享工作，进一步提升全市政务服务的水平和效率，现
将有关事项通知如下，请各单位认真贯彻执行，并将执行的情况及时报送市
人民政府办公室。
一、总体要求
各区县要高度重视，切实加强组织领导，细化任务分工，压实工作责任，按
期完成各项任务。"""


def test_a_sentence_wrapped_by_hand_is_joined_and_headings_stay() -> None:
    assert [len(line) for line in read(WRAPPED).text.split("\n")] == [13, 74, 6, 41]


BROKEN = [
    ("2021年3月4日，海岭市数据资\n源管理局揭牌成立。", True),
    ("近日，海岭市数据资源管\n理局揭牌成立。", True),
    ("2021年3月4日，海岭市数据局揭牌\n2022年5月，平台上线。", False),  # a chronicle
    ("2021年3月，海岭市数据局揭牌\n海岭市政府网", False),
    ("海岭市动态，数据局揭牌\n海岭市数据局今日揭牌成立。", False),  # a headline
]


@pytest.mark.parametrize(("text", "joined"), BROKEN)
def test_a_line_that_opens_a_sentence_with_a_date_is_joined_to_its_rest(text: str, joined: bool) -> None:
    assert read(text).text == (text.replace("\n", "") if joined else text)


PAGED = [
    ("海岭市平台用户截至\n2021\f年底达到三万人。", "海岭市平台用户截至2021年底达到三万人。"),
    ("海岭市平台用户截至2021\n- 5 -\f年底达到三万人。", "海岭市平台用户截至2021年底达到三万人。"),
    ("海岭市平台用户截至2021\n2021\f年底达到三万人。", "海岭市平台用户截至2021年底达到三万人。"),
    ("甲局成立。\n2021\f乙局成立。", "甲局成立。\n乙局成立。"),
]


@pytest.mark.parametrize(("text", "expected"), PAGED)
def test_a_year_at_the_end_of_a_page_is_no_page_number_where_the_date_goes_on(text: str, expected: str) -> None:
    assert read(text, "application/pdf").text == expected


def test_paragraphs_are_not_joined() -> None:
    text = "数字政府\n\n某省推出某平台，用户很多，大家都说很好用\n某市召开大会。"
    assert read(text).text == text


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u3000\n\t\n", "\ufeff", "来源：某某日报"])
def test_an_article_of_nothing(text: str) -> None:
    nothing = read(text)
    assert (nothing.text, len(nothing.starts), len(nothing.ends)) == ("", 0, 0)



MARKED = [
    ("## 第一条 设立数据局 ##", "第一条 设立数据局"),
    ("**海岭市**推出*平台*和`接口`，3*4=12", "海岭市推出平台和接口，3*4=12"),
    ("见[海岭市网站](https://a.example/x)和![图](a.png)", "见海岭市网站和"),
    ("> 引文\n- 一\n* 二\n1. 三", "引文\n一\n二\n1. 三"),
    ("甲<!-- 不\n读 -->乙<br/>丙 <!-- 没有结束", "甲乙丙 <!-- 没有结束"),
    ("---\ntitle: 题\n---\n正文", "正文"),
    ("---\n正文", "正文"),
    ("| 单位 | 职责 |\n|---|---|\n| 数据局 | 共享 |\n\n***\n\\*甲", "| 单位 | 职责 |\n\n| 数据局 | 共享 |\n\n\n*甲"),
]


@pytest.mark.parametrize(("original", "expected"), MARKED)
def test_marks_of_markdown_are_not_read(original: str, expected: str) -> None:
    assert [line for line in read(original, "text/markdown").text.split("\n") if line] == [
        line for line in expected.split("\n") if line]  # fmt: skip


def test_marks_are_read_in_a_plain_text() -> None:
    assert read("# 海岭市").text == "# 海岭市"


TRADITIONAL = [
    ("數位發展部於2022年8月27日成立", "数位发展部于2022年8月27日成立"),
    ("乾隆年間著名的「臺灣」後裡", "乾隆年间著名的“台湾”后里"),
]


@pytest.mark.parametrize(("original", "expected"), TRADITIONAL)
def test_traditional_characters_are_matched_as_simplified_and_quoted_as_written(original: str, expected: str) -> None:
    reading = read(original, language="zh-hant")
    assert reading.text == expected
    assert reading.quote(0, len(expected)) == original
    assert read(original, language="zh-hans").text != expected


def test_running_heads_and_page_numbers_are_not_read() -> None:
    bodies = ("甲局成立。", "乙局成立。", "丙局成立。")
    pages = [f"海岭市年度报告 {at}\n{body}\n— {at} —" for at, body in enumerate(bodies, 1)]
    assert read("\f".join(pages)).text == "甲局成立。\n乙局成立。\n丙局成立。"
    assert read("\f".join(pages[:2])).text == "甲局成立。\n乙局成立。"
    assert read("\f".join(pages[:3:2])).text.count("年度报告") == 2


def test_lines_of_a_print_are_joined_whatever_its_headings_are_as_wide() -> None:
    heading = "关于做好全市政务数据共享交换体系建设的若干意见和各部门责任分工方案及其实施步骤"
    text = heading + "\n" + WRAPPED.partition("\n")[2]
    assert [len(line) for line in read(text, "application/pdf").text.split("\n")] == [39, 74, 6, 41]
    assert len(read(text).text.split("\n")) == 7


def test_a_spaced_out_print_is_closed_up() -> None:
    assert read("海 岭 市 数 据 局 揭 牌", "application/pdf").text == "海岭市数据局揭牌"
    assert read("张三 李四 王五出席", "application/pdf").text == "张三 李四 王五出席"


def test_a_hyphen_at_a_line_end_is_closed_up() -> None:
    reading = read("Digital govern-\nment 2.0\nA-\nB")
    assert reading.text == "Digital government 2.0\nA-\nB"
    assert reading.quote(8, 18) == "govern-\nment"


SIGNS = '数政,，.。"“”\'()（）:;?!1２aＡ \u3000\n\r\t\f\u200b\ufeff—来源：页第#*`[]<>!-為國'
texts = st.text(st.sampled_from(SIGNS), max_size=120)
kinds = st.sampled_from(["text/plain", "text/markdown", "application/pdf"])


@given(texts, kinds, st.sampled_from(["zh-hans", "zh-hant"]))
def test_every_character_leads_back(text: str, kind: str, language: str) -> None:
    reading = read(text, kind, language)
    assert len(reading.text) == len(reading.starts) == len(reading.ends)
    assert all(before < after for before, after in pairwise(reading.starts))
    for at, char in enumerate(reading.text):
        original = reading.quote(at, at + 1)
        assert len(original) == 1
        assert original == char or not (char.isalnum() and original.isascii() and original != char)


@given(texts)
def test_han_characters_are_read_unchanged(text: str) -> None:
    reading = read(text)
    assert all(reading.quote(at, at + 1) == char for at, char in enumerate(reading.text) if "一" <= char <= "鿿")


@given(texts)
def test_cleaning_again_changes_nothing_but_lines(text: str) -> None:
    once = read(text).text
    assert set(read(once).text) <= set(once) | set("“”‘’（），；：？！。\n")


def test_straight_single_marks_close_in_turn_and_one_alone_stays() -> None:
    assert clean(Article("a", "推出'海岭通'平台，it's 'new'，'海岭")).text == "推出‘海岭通’平台，it's 'new'，'海岭"
