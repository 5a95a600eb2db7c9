"""What each format gives: its text without what surrounds it, and what the file says about itself."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Article
from kg.read import FORMATS, read
from tests.read import made
from tests.read.made import LINES, put

TEXT = "\n".join(LINES) + "\n"
SAID = ["published", "title", "publisher", "number"]


def one(path: Path) -> Article:
    [article] = read([path])
    return article


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", TEXT),
        ("a.md", TEXT),
        ("a.html", made.page()),
        ("a.htm", made.page().encode("gb18030").replace(b"utf-8", b"gb2312")),
        ("a.docx", made.word()),
        ("a.pdf", made.pdf()),
        ("a.jsonl", '{"text": "' + TEXT.replace("\n", "\\n") + '"}'),
        ("a.csv", f'标题,正文\n数据局,"{TEXT}"\n'),
        ("a.txt.gz", gzip.compress(TEXT.encode())),
        ("a.zip", made.zipped({"x/a.txt": TEXT, "x/picture.png": b"\x89PNG"})),
        ("A.TXT", TEXT),
    ],
)
def test_every_format_gives_the_same_lines(name: str, content: str | bytes, tmp_path: Path) -> None:
    assert one(put(tmp_path / name, content)).text.strip().splitlines() == list(LINES)


PAGES = [
    ('<meta name="ArticleTitle" content="题"><meta name="PubDate" content="2021-03-05 10:20">'
     '<meta name="ContentSource" content="海岭日报">', ["2021-03-05", "题", "海岭日报", None]),
    ('<meta property="og:title" content="题">'
     '<meta property="article:published_time" content="2021-03-05T08:00:00+08:00">'
     '<meta property="og:site_name" content="海岭网">', ["2021-03-05", "题", "海岭网", None]),
    ('<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "题", '
     '"datePublished": "2021-03-05", "publisher": {"name": "海岭网"}}</script>', ["2021-03-05", "题", "海岭网", None]),
    ('<script type="application/ld+json">{"@graph": [</script>', [None, "海岭市数据局成立", None, None]),
    ('<meta name="PubDate" content="2021-02-30">', [None, "海岭市数据局成立", None, None]),
]  # fmt: skip


@pytest.mark.parametrize(("head", "said"), PAGES)
def test_a_page_says_what_it_is(head: str, said: list[str | None], tmp_path: Path) -> None:
    article = one(put(tmp_path / "a.html", made.page(head)))
    assert [getattr(article, field) for field in SAID] == said
    assert (article.media_type, article.text) == ("text/html", TEXT)


HEADS = [
    ("发文字号：海政发〔2021〕7号 成文日期：2021年3月5日\n发布机构：海岭市人民政府\n\n" + TEXT,
     ["2021-03-05", None, "海岭市人民政府", "海政发〔2021〕7号"]),
    ("索 引 号：000-7　　标　　题：关于设立数据局的通知\n" + TEXT, [None, "关于设立数据局的通知", None, None]),
    ("海岭市人民政府文件\n海政发〔2021〕7号\n\n" + TEXT + "\n海岭市人民政府\n二〇二一年三月五日\n（此件公开发布）",
     ["2021-03-05", None, "海岭市人民政府", "海政发〔2021〕7号"]),
    ("发布时间：2021-03-05 10:20　来源：海岭日报　浏览次数：7\n" + TEXT, ["2021-03-05", None, "海岭日报", None]),
    ("会议时间：2021-03-05\n根据海政发〔2021〕7号，各部门……\n" + TEXT, [None, None, None, None]),
    (TEXT + "他生于1980年1月1日", [None, None, None, None]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), HEADS)
def test_the_head_and_foot_of_an_official_document(text: str, said: list[str | None], tmp_path: Path) -> None:
    article = one(put(tmp_path / "a.txt", text))
    assert [getattr(article, field) for field in SAID] == said
    assert article.text == text


def test_front_matter_and_heading_of_markdown(tmp_path: Path) -> None:
    text = "---\ntitle: '题：甲'\ndate: 2021/3/5\ntags: [x]\n---\n# 大标题\n" + TEXT
    article = one(put(tmp_path / "a.md", text))
    assert (article.title, article.published, article.text) == ("题：甲", "2021-03-05", text)
    assert one(put(tmp_path / "b.md", "# 大标题 #\n" + TEXT)).title == "大标题"


def test_a_day_in_the_name_dates_the_file(tmp_path: Path) -> None:
    assert one(put(tmp_path / "办法(2021-03-05).md", TEXT)).published == "2021-03-05"
    assert one(put(tmp_path / "2021-03-05至2021-04-01.md", TEXT)).published is None


def test_word_reads_tables_and_leaves_headers_out(tmp_path: Path) -> None:
    article = one(put(tmp_path / "a.docx", made.word(table=[["单位", "职责"], ["数据局", "共享"]], title="通知")))
    assert article.text == TEXT + "单位\t职责\n数据局\t共享\n"
    assert (article.title, article.published) == ("通知", None)


def test_pdf_has_its_pages_apart_and_its_information(tmp_path: Path) -> None:
    info = {"Title": "年度报告", "CreationDate": "D:20210305103000+08'00'"}
    article = one(put(tmp_path / "a.pdf", made.pdf([LINES, ["第二页"]], info=info)))
    assert article.text == TEXT.strip() + "\f第二页"
    assert (article.title, article.published) == ("年度报告", "2021-03-05")
    assert one(put(tmp_path / "b.pdf", made.pdf(info={"Title": "Microsoft Word - 1.doc"}))).title is None


KEYS = [
    ('{"content": "文", "title": "题", "url": "https://a.example/7"}', ["a/1", None, "题", "https://a.example/7"]),
    ('{"date": "20220924", "title": "题", "url": null, "text": "文"}', ["a/1", "2022-09-24", "题", "{}: line 1"]),
    ('{"id": 7, "body": "文", "published_at": "2022-09-24T08:00:00Z"}', ["7", "2022-09-24", None, "{}: line 1"]),
    ('{"正文": "文", "发布日期": "2022年9月24日", "索引号": "甲7"}', ["甲7", "2022-09-24", None, "{}: line 1"]),
    ('{"text": "文", "source": "https://a.example/7"}', ["a/1", None, None, "https://a.example/7"]),
]


@pytest.mark.parametrize(("line", "said"), KEYS)
def test_records_are_read_under_common_names(line: str, said: list[str], tmp_path: Path) -> None:
    article = one(put(tmp_path / "a.jsonl", line))
    source = said[3].format(tmp_path / "a.jsonl")
    assert [article.id, article.published, article.title, article.source] == [*said[:3], source]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_tables_in_every_separator_and_encoding(separator: str, tmp_path: Path) -> None:
    rows = [["标题", "发布时间", "内容"], ["甲", "2021/3/5", '"一，\n二"'], ["", "", ""], ["乙", "", "三"]]
    content = "\r\n".join(separator.join(row) for row in rows)
    articles = list(read([put(tmp_path / "a.csv", content.encode("gb18030"))]))
    assert [(a.id, a.title, a.published, a.text) for a in articles] == [
        ("a/1", "甲", "2021-03-05", "一，\n二"), ("a/3", "乙", None, "三")]  # fmt: skip


def test_folders_patterns_and_archives_name_documents_by_their_path(tmp_path: Path) -> None:
    put(tmp_path / "in/甲/a.txt", "文")
    put(tmp_path / "in/甲/a.md", "文")
    put(tmp_path / "in/b.zip", made.zipped({"乙/c.txt": "文", "d.txt": "文", "d.toml": 'title = "题"'}))
    articles = list(read([tmp_path / "in"]))
    assert [a.id for a in articles] == ["b/d", "b/乙/c", "甲/a.md", "甲/a.txt"]
    assert [a.title for a in articles] == ["题", None, None, None]
    assert [a.id for a in read([tmp_path / "in/b.zip"])] == ["d", "乙/c"]
    assert [a.id for a in read([f"{tmp_path}/in/**/*.txt"])] == ["a"]
    with pytest.raises(InputError, match="matches no document"):
        list(read([f"{tmp_path}/*.nothing"]))


def test_names_in_archives_made_in_china(tmp_path: Path) -> None:
    packed = made.zipped({"xx.txt": "文"}).replace(b"xx.txt", "甲.txt".encode("gb18030"))
    assert one(put(tmp_path / "a.zip", packed)).id == "甲"


def test_what_is_wrong_with_one_document_stops_no_other(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", "文")
    put(tmp_path / "b.txt", b"\xff\xfe\xfd")
    put(tmp_path / "c.jsonl", '{"text": "文"}\n{"text"}\n{"text": "文"}')
    put(tmp_path / "d.docx", "PK")
    wrong: list[InputError] = []
    assert [article.id for article in read([tmp_path], refused=wrong.append)] == ["a", "c/1", "c/3"]
    assert [str(error).split(": ")[0].rpartition("/")[2] for error in wrong] == ["b.txt", "c.jsonl", "d.docx"]


def test_an_absent_library_is_named_with_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.read import apart

    put(tmp_path / "pypdf/__init__.py", "raise ModuleNotFoundError(name='pypdf')")
    monkeypatch.syspath_prepend(str(tmp_path))
    apart.close()
    with pytest.raises(InputError, match=r"a\.pdf: needs pypdf; install it with: pip install 'kg\[docs\]'"):
        one(put(tmp_path / "a.pdf", made.pdf()))
    apart.close()


def test_every_format_is_tested_here() -> None:
    others = {".text", ".markdown", ".xhtml", ".shtml", ".mht", ".mhtml", ".ndjson", ".json", ".tsv"}  # tests/faults
    assert set(FORMATS) - others == {".txt", ".md", ".html", ".htm", ".docx", ".pdf", ".jsonl", ".csv"}
