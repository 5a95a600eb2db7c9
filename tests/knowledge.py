"""Two invented articles, read by hand: what the tests of resolve, graph, validate, store and view share.

`READINGS` are the claims, `KNOWLEDGE` what resolve makes of them, `QUADS` the graph. The second article is
machine-spun: 成破 was read as 成立, so original and reading offsets agree in length but not in characters.
"""

from __future__ import annotations

from array import array
from typing import Any

from kg import schema
from kg.graph import to_quads
from kg.model import Article, Claim, Clean, Evidence, Knowledge, Mention, Reading, Value
from kg.resolve import resolve

SCHEMA = schema.load()
FIRST = Article(
    "a-001",
    "2019年3月1日，云州市数据资源管理局（以下简称云州市数据局）挂牌成立。该局由云州市人民政府设立。\n"
    "云州市率先推出“云办通”，由青禾科技有限公司承建，目前用户超过120万人。\n"
    "林远任云州市数据局局长。据《数字政府报告》，云州市在全国排名第3。云州市计划推出“云企通”。",
    title="云州市数据局成立",
    published="2019-03-02",
    publisher="云州日报",
)
SECOND = Article(
    "a-002",
    "云州市数据资源管理局2019年3月1日成破。林远主持了2020年云州数字论坛，该论坛于2020年5月举行。\n"
    "青禾科技有限公司与云州市签署协议。云州市没有推出“云税通”。",
    published="2020-06-01",
)


def clean(article: Article, *restored: tuple[str, str]) -> Clean:
    """The article as it is, but for words restored to others of the same length (spun, meant)."""
    text, starts, ends = article.text, list(range(len(article.text))), list(range(1, len(article.text) + 1))
    for spun, meant in restored:
        at = article.text.index(spun)
        text = text[:at] + meant + text[at + len(spun) :]
        for i in range(at, at + len(spun)):
            starts[i], ends[i] = at, at + len(spun)
    return Clean(article, text, array("q", starts), array("q", ends))


def mention(read: Clean, text: str, cls: str, *, nth: int = 0, **more: Any) -> Mention:
    """The nth mention of `text` in the reading text."""
    start = -1
    for _ in range(nth + 1):
        start = read.text.index(text, start + 1)
    return Mention(start, start + len(text), text, cls, **{"found_by": "hand", "name": text, **more})


def claim(read: Clean, subject: Mention, prop: str, target: Mention, quote: str, **more: Any) -> Claim:
    """A claim with the evidence `quote`, a run of the reading text."""
    start, end = read.locate(read.text.index(quote), read.text.index(quote) + len(quote))
    evidence = Evidence(read.article.id, start, end, read.article.text[start:end], f"frame:{prop}")
    return Claim(subject, prop, target, evidence, **more)


def at(text: str, found: str, cls: str = "Organization", nth: int = 0, **more: Any) -> Mention:
    """The nth mention of `found` in a text that is read as it is."""
    return mention(clean(Article("d", text)), found, cls, nth=nth, **more)


def read(text: str, *claims: tuple[Mention, str, Mention], named: tuple[Mention, ...] = (), doc: str = "d") -> Reading:
    """A reading of `text` as it is, whose claims all have the whole text as evidence."""
    evidence = Evidence(doc, 0, len(text), text, "hand")
    return Reading(clean(Article(doc, text)), named, tuple(Claim(s, p, o, evidence) for s, p, o in claims))


def solved(*readings: Reading) -> Knowledge:
    """What resolve makes of the readings."""
    return resolve(readings, schema=SCHEMA)


def _first() -> Reading:
    read = clean(FIRST)
    full, short = "云州市数据资源管理局", "云州市数据局"
    agency = mention(read, full, "Organization", kind="GovernmentAgency", aliases=(short,))
    alias = mention(read, short, "Text")
    bureau = mention(read, "该局", "Organization", name=full, found_by="anaphora")
    again = mention(read, short, "Organization", nth=1)
    day = mention(read, "2019年3月1日", "Date", value=Value("2019-03-01", "date"))
    city = mention(read, "云州市", "Place", nth=3, kind="City", code="990100")
    government = mention(read, "云州市人民政府", "Organization", kind="Government")
    portal = mention(read, "云办通", "Platform", kind="App")
    company = mention(read, "青禾科技有限公司", "Organization", kind="Company")
    users = mention(read, "120万", "Quantity", value=Value("1200000", "quantity", "人", approximate=True))
    person, post = mention(read, "林远", "Person"), mention(read, "云州市数据局局长", "Position")
    report = mention(read, "数字政府报告", "Document", kind="Report")
    rank = mention(read, "3", "Quantity", nth=1, value=Value("3", "quantity"))
    planned = mention(read, "云企通", "Platform")
    stated = (
        claim(read, agency, "established", day, f"2019年3月1日，{full}（以下简称{short}）挂牌成立"),
        claim(read, agency, "alsoKnownAs", alias, f"{full}（以下简称{short}）"),
        claim(read, bureau, "establishedBy", government, "该局由云州市人民政府设立", score=0.8),
        claim(read, city, "launched", portal, "云州市率先推出“云办通”"),
        claim(read, portal, "operatedBy", company, "“云办通”，由青禾科技有限公司承建"),
        claim(read, portal, "indicator", users, "“云办通”，由青禾科技有限公司承建，目前用户超过120万人",
              qualifiers=(("metric", Value("用户", "text")), ("unit", Value("人", "text")))),
        claim(read, person, "holdsPosition", post, "林远任云州市数据局局长"),
        claim(read, city, "ranked", rank, "据《数字政府报告》，云州市在全国排名第3",
              qualifiers=(("in", report), ("outOf", Value("100", "quantity"))), attributed_to=report),
        claim(read, city, "launched", planned, "云州市计划推出“云企通”", modality="planned"),
    )
    return Reading(read, (agency, again, city, portal, company, person), stated)


def _second() -> Reading:
    read = clean(SECOND, ("成破", "成立"))
    agency = mention(read, "云州市数据资源管理局", "Organization", kind="GovernmentAgency")
    day = mention(read, "2019年3月1日", "Date", value=Value("2019-03-01", "date"))
    person, forum = mention(read, "林远", "Person"), mention(read, "2020年云州数字论坛", "Event", kind="Forum")
    month = mention(read, "2020年5月", "Date", value=Value("2020-05", "date"))
    company = mention(read, "青禾科技有限公司", "Organization")
    city = mention(read, "云州市", "Place", nth=1, kind="City")
    denied = mention(read, "云税通", "Platform")
    stated = (
        claim(read, agency, "established", day, "云州市数据资源管理局2019年3月1日成立"),
        claim(read, person, "attended", forum, "林远主持了2020年云州数字论坛",
              qualifiers=(("role", Value("chair", "text")),)),
        claim(read, person, "attended", forum, "林远主持了2020年云州数字论坛", score=0.5),
        claim(read, forum, "heldOn", month, "2020年云州数字论坛，该论坛于2020年5月举行"),
        claim(read, company, "cooperatesWith", city, "青禾科技有限公司与云州市签署协议",
              qualifiers=(("date", Value("2020", "date")),)),
        claim(read, city, "cooperatesWith", company, "青禾科技有限公司与云州市签署协议"),
        claim(read, city, "launched", denied, "云州市没有推出“云税通”", modality="negated"),
    )
    return Reading(read, (agency, person, forum, company, city), stated)


READINGS = (_first(), _second())
KNOWLEDGE = solved(*READINGS)
QUADS = tuple(to_quads(KNOWLEDGE, SCHEMA, configuration="[pipeline]"))
