"""Names that the writer marked: 《documents》 and “quoted names”, with the head noun that follows the quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg import lexicon
from kg.model import Mention
from kg.recognise import tables
from kg.segment import Word

_BOOK = re.compile(r"《([^《》\n]{1,80}(?:《[^《》\n]{1,60}》[^《》\n]{0,40})?)》(?:（[^（）\n]{0,12}版）)?")
_QUOTE = re.compile(r"“([^“”\n]{1,40})”|‘([^‘’\n]{1,30})’")
_SENTENCE_LIKE = re.compile(r"[。！？；：，]")
_LATIN = re.compile(
    r"([A-Za-z][A-Za-z0-9+.-]{1,20}(?: [A-Za-z0-9+.-]{2,20}){0,2}) ?(?:服务|平台|系统|小程序|APP|App|应用|云平台)|(?<=门户)([A-Za-z][A-Za-z0-9+.-]{2,20})|(?<=平台)([A-Za-z][A-Za-z0-9+.-]{2,20})"
)
_LAUNCHED = re.compile(
    r"(?:推出|上线|开通|启用)(?:了)?([\u4e00-\u9fff]{1,5}(?:码|通|办|云|掌办|网办))(?=[，。；、！]|$)"
)
_HEADWORD = re.compile(
    r"([\u4e00-\u9fffA-Za-z0-9]{2,16})(?:，|（|是)[^。\n]{0,50}?(?:是|系)[^，。\n]{0,40}?([\u4e00-\u9fff]{2,20})[，。]"
)
_TERM = re.compile(r"所称(?:的)?([\u4e00-\u9fffA-Za-z0-9]{2,14})(?:，|是指|，是指|包括)")
_MEASURED = frozenset(
    "用户 实名 注册 访问量 办件量 客户端 日均 年末 累计 下载量 首页 专区 业务 上架 总门户 概念 页面 会议 企业".split()
)
_SLOGAN = 30
_MODIFIER = 8


def documents(text: str) -> Iterator[Mention]:
    """《…》 names a document; its kind follows from its last words."""
    for match in _BOOK.finditer(text):
        name = match[1]
        yield Mention(match.start(), match.end(), match[0], "Document", 1.0, "book marks", _document_kind(name), name)


def quoted(text: str, words: Sequence[Word] = ()) -> Iterator[Mention]:
    """“X”平台 names a platform, “X”改革 a concept; a bare “X” is `quoted` until its use decides, unless it only
    modifies the noun after it (“两重”项目)."""
    after = {word.start: word for word in words}
    for match in _QUOTE.finditer(text):
        inner = match[1] or match[2]
        if _SENTENCE_LIKE.search(inner) or len(inner) > _SLOGAN:
            continue
        head = _head_after(text, match.end())
        if head is None:
            found_by = "quoted modifier" if _modifies(after.get(match.end())) else "quoted"
            yield Mention(match.start(), match.end(), match[0], *_bare(inner), found_by, None, inner)
            continue
        end, found = head
        whole = text[match.start() : end]
        bare = found.cls == "Platform" or found.kind in ("Strategy", "Speech")
        name, aliases = (inner, (whole,)) if bare else (whole, (inner,))
        yield Mention(match.start(), end, whole, found.cls, 0.95, "quoted head", found.kind, name, aliases=aliases)


def _modifies(word: Word | None) -> bool:
    """Is the word after a quotation a noun that it modifies? What users do with a platform is none (“皖事通”实名用户)."""
    return (
        word is not None
        and word.tag in ("n", "vn", "nz", "j")
        and word.text not in _MEASURED
        and word.text not in lexicon.load().by_form
    )


def latin(text: str) -> Iterator[Mention]:
    """iCloud服务, SaaS平台: a Latin name with a head noun of services."""
    for match in _LATIN.finditer(text):
        yield Mention(
            match.start(),
            match.end(),
            match[0],
            "Platform",
            0.8,
            "latin name",
            None,
            match[1] or match[0],
            aliases=(match[0],),
        )


def terms(text: str) -> Iterator[Mention]:
    """本办法所称公共视频资源，是指……: a term that the text defines."""
    for match in _TERM.finditer(text):
        for again in re.finditer(re.escape(match[1]), text):
            yield Mention(again.start(), again.end(), match[1], "Concept", 0.7, "term", None, match[1])


def launched(text: str) -> Iterator[Mention]:
    """推出随申码, 上线渝快办: a short name after a word of launching that ends as names of services do."""
    for match in _LAUNCHED.finditer(text):
        for again in re.finditer(re.escape(match[1]), text):
            yield Mention(again.start(), again.end(), match[1], "Platform", 0.7, "launched name", None, match[1])


def headword(text: str) -> Iterator[Mention]:
    """甲，……，是……的平台。 The first word of an encyclopaedic article is what its definition says."""
    match = _HEADWORD.match(text)
    if match is None:
        return
    head = next((h for size in range(6, 0, -1) if (h := tables.heads().get(match[2][-size:]))), None)
    if head and head.cls in ("Platform", "Organization"):
        for again in re.finditer(re.escape(match[1]), text):
            yield Mention(again.start(), again.end(), match[1], head.cls, 0.85, "headword", head.kind, match[1])


def _bare(inner: str) -> tuple[str, float]:
    """The class of a quotation without a head noun: guessed from its last character."""
    head = next((tables.heads()[inner[i:]] for i in range(len(inner)) if inner[i:] in tables.heads()), None)
    if head is not None and head.cls in ("Platform", "Concept", "Event"):
        return head.cls, 0.6
    return ("Platform", 0.5) if inner.endswith(("通", "办", "码", "网", "云")) else ("Concept", 0.5)


def _head_after(text: str, start: int) -> tuple[int, tables.Head] | None:
    """The longest head noun that begins within a short modifier after `start`: its end and entry."""
    run = re.compile(r"[\u4e00-\u9fffA-Za-z]*").match(text, start)
    reach = text[start : min(run.end() if run else start, start + _MODIFIER + 6)]
    best = None
    for offset in range(min(_MODIFIER, len(reach))):
        for size in range(min(6, len(reach) - offset), 0, -1):
            head = tables.heads().get(reach[offset : offset + size])
            if head and _modifier(reach[:offset]):
                best = (start + offset + size, head)
                break
        if best and offset == 0:
            return best
        if best:
            break
    return best


def _modifier(run: str) -> bool:
    """May `run` stand between a quotation and its head noun (政务服务 in “安心办”政务服务平台)?"""
    borders, governing = tables.word_list("borders"), tables.word_list("governing_verbs")
    return not any(
        run[i:j] in governing or run[i:j] in borders
        for i in range(len(run))
        for j in range(i + 1, len(run) + 1)
        if run[i:j] not in ("建设", "个", "项", "中", "上", "下", "内", "时")
    )


def _document_kind(name: str) -> str | None:
    stem = re.sub(r"[（(].*$", "", name)
    for size in range(min(6, len(stem)), 0, -1):
        head = tables.heads().get(stem[-size:])
        if head and head.cls == "Document":
            return head.kind
    endings = {
        "意见": "Notice",
        "通知": "Notice",
        "决定": "Notice",
        "办法": "Law",
        "法": "Law",
        "规定": "Law",
        "方案": "Plan",
        "计划": "Plan",
        "纲要": "Plan",
        "要点": "Plan",
        "规划": "Plan",
        "指数": "Index",
        "协议": "Agreement",
        "标准": "Standard",
        "指南": "Standard",
        "规范": "Standard",
        "报告": "Report",
    }
    return next((kind for ending, kind in endings.items() if stem.endswith(ending)), None)
