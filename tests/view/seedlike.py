"""A small Knowledge written by hand, with every trait that the page must show: what the view's tests look at."""

from __future__ import annotations

import hashlib

from kg.model import ACTUAL, NEGATED, PLANNED, Article, Entity, Evidence, Fact, Knowledge, Value

SENTENCES = (
    "2019年3月,海岭市数据局揭牌成立,是海岭市人民政府的工作部门。",
    "《2020年数据开放评估报告》由远山大学发布,海岭市在40个城市中排名第7位。",
    "周明远市长在数据开放论坛上提出“阳光政务”,该理念包括一网通办和一码通行。",
    "海岭市计划上线“岭上云”平台,平台由岭云公司建设运营。",
    "局长林晓说,海岭市没有推出旧版应用。",
    "海岭市数据局与远山大学签署协议。论坛在滨江会议中心举行。",
)
TEXT = "\n".join(SENTENCES)
BASE = "https://kg.example/id/"


def iri(name: str) -> str:
    return BASE + hashlib.sha256(name.encode()).hexdigest()[:12]


def evidence(quote: str, rule: str = "lexicon:test") -> Evidence:
    start = TEXT.index(quote)
    return Evidence("a1", start, start + len(quote), quote, rule)


ENTITIES = (
    ("Organization", "海岭市数据局", "GovernmentAgency", ("数据局",)),
    ("Organization", "海岭市人民政府", "Government", ()),
    ("Document", "2020年数据开放评估报告", "Report", ()),
    ("Organization", "远山大学", "School", ("Yuanshan University",)),
    ("Place", "海岭市", "City", ()),
    ("Person", "周明远", None, ()),
    ("Position", "市长", None, ()),
    ("Event", "数据开放论坛", "Forum", ()),
    ("Concept", "阳光政务", "Measure", ()),
    ("Concept", "一网通办", None, ()),
    ("Concept", "一码通行", None, ()),
    ("Platform", "岭上云", None, ("岭上云平台",)),
    ("Organization", "岭云公司", "Company", ()),
    ("Person", "林晓", None, ()),
    ("Position", "局长", None, ()),
    ("Platform", "旧版应用", "App", ()),
    ("Place", "滨江会议中心", "Venue", ()),
)
Row = tuple[str, str, str | Value, str, str, str | None, tuple[tuple[str, str | Value], ...]]
FACTS: tuple[Row, ...] = (
    ("海岭市数据局", "established", Value("2019-03", "date"), "2019年3月,海岭市数据局揭牌成立", ACTUAL, None, ()),
    ("海岭市数据局", "partOf", "海岭市人民政府", "是海岭市人民政府的工作部门", ACTUAL, None, ()),
    ("远山大学", "published", "2020年数据开放评估报告", "《2020年数据开放评估报告》由远山大学发布", ACTUAL, None, ()),
    ("海岭市", "ranked", Value("7", "quantity"), "海岭市在40个城市中排名第7位", ACTUAL, "远山大学",
     (("in", "2020年数据开放评估报告"), ("outOf", Value("40", "quantity")))),
    ("周明远", "holdsPosition", "市长", "周明远市长", ACTUAL, None, ()),
    ("周明远", "attended", "数据开放论坛", "周明远市长在数据开放论坛上提出", ACTUAL, None,
     (("role", Value("speaker", "text")),)),
    ("周明远", "proposed", "阳光政务", "提出“阳光政务”", ACTUAL, None, ()),
    ("阳光政务", "comprises", "一网通办", "该理念包括一网通办和一码通行", ACTUAL, "周明远", ()),
    ("阳光政务", "comprises", "一码通行", "该理念包括一网通办和一码通行", ACTUAL, "周明远", ()),
    ("海岭市", "launched", "岭上云", "海岭市计划上线“岭上云”平台", PLANNED, None, ()),
    ("岭上云", "operatedBy", "岭云公司", "平台由岭云公司建设运营", ACTUAL, None, ()),
    ("林晓", "holdsPosition", "局长", "局长林晓", ACTUAL, None, ()),
    ("海岭市", "launched", "旧版应用", "海岭市没有推出旧版应用", NEGATED, "林晓", ()),
    ("海岭市数据局", "cooperatesWith", "远山大学", "海岭市数据局与远山大学签署协议", ACTUAL, None, ()),
    ("数据开放论坛", "heldIn", "滨江会议中心", "论坛在滨江会议中心举行", ACTUAL, None, ()),
)  # fmt: skip


def knowledge() -> Knowledge:
    article = Article("a1", TEXT, title="海岭市的数据工作", published="2020-05-01")
    names = {name for _, name, _, _ in ENTITIES}
    entities = tuple(
        Entity(iri(name), cls, name, kind, None, aliases, (evidence(name, "test"),))
        for cls, name, kind, aliases in ENTITIES
    )

    def term(value: str | Value) -> str | Value:
        return iri(value) if isinstance(value, str) and value in names else value

    facts = tuple(
        Fact(
            iri(f"fact {n}"), iri(s), p, term(o), (evidence(quote),), tuple((k, term(v)) for k, v in quals),
            modality, iri(by) if by else None, 0.9,
        )
        for n, (s, p, o, quote, modality, by, quals) in enumerate(FACTS)
    )  # fmt: skip
    return Knowledge((article,), entities, facts)
