"""What is one thing: names, aliases and codes that stand for it, in one document and in many."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import Article, Entity, Knowledge, Reading, Value
from kg.resolve import account, join
from tests.knowledge import KNOWLEDGE, SCHEMA, at, claim, clean, mention, read, solved

BASE = "https://kg.example/id/"


def names(knowledge: Knowledge, cls: str = "Organization") -> list[tuple[str, tuple[str, ...]]]:
    return sorted((e.name, e.aliases) for e in knowledge.entities if e.cls == cls)


def by_name(knowledge: Knowledge, name: str) -> Entity:
    return next(entity for entity in knowledge.entities if entity.name == name)


def test_two_spellings_that_fold_to_one_are_one_thing():
    text = "《互联网＋ 政务》 互联网+政务 甲局"
    one = at(text, "互联网＋ 政务", "Document")
    other = at(text, "互联网+政务", "Document")
    agency = at(text, "甲局")
    knowledge = solved(read(text, (agency, "published", one), (agency, "published", other)))
    assert names(knowledge, "Document") == [("互联网＋ 政务", ())]
    assert len(knowledge.facts) == 1


def test_the_same_name_in_two_classes_is_two_things():
    text = "云州 云州 甲局"
    knowledge = solved(read(text, (at(text, "云州", "Platform"), "operatedBy", at(text, "甲局")),
                            (at(text, "甲局"), "locatedIn", at(text, "云州", "Place"))))
    assert len({e.iri for e in knowledge.entities if e.name == "云州"}) == 2


def test_an_alias_joins_two_names_within_one_document_and_the_full_name_leads():
    text = "云州市数据局 数据局 数据局 乙市 数据局"
    full = at(text, "云州市数据局", aliases=("数据局",))
    short = [at(text, "数据局", nth=n) for n in (1, 2)]
    city = at(text, "乙市", "Place")
    knowledge = solved(read(text, (full, "locatedIn", city), *((s, "locatedIn", city) for s in short)))
    assert names(knowledge) == [("云州市数据局", ("数据局",))]
    assert len(knowledge.facts) == 1


def test_an_alias_does_not_join_across_documents():
    text = "云州市数据局 数据局 乙市"
    city = at(text, "乙市", "Place")
    full, short = at(text, "云州市数据局", aliases=("数据局",)), at(text, "数据局", nth=1)
    knowledge = solved(read(text, (full, "locatedIn", city), doc="1"), read(text, (short, "locatedIn", city), doc="2"))
    assert names(knowledge) == [("云州市数据局", ("数据局",)), ("数据局", ())]


def test_a_short_name_of_two_things_joins_neither():
    text = "云州市政府 海州市政府 市政府 乙市"
    city = at(text, "乙市", "Place")
    bearers = [at(text, name, aliases=("市政府",)) for name in ("云州市政府", "海州市政府")]
    knowledge = solved(read(text, *((m, "locatedIn", city) for m in (*bearers, at(text, "市政府", nth=2)))))
    assert [name for name, _ in names(knowledge)] == ["云州市政府", "市政府", "海州市政府"]


def test_a_claim_of_an_alias_joins_too():
    text = "云州市数据局 （简称云数局） 云数局 乙市"
    full, alias = at(text, "云州市数据局"), at(text, "云数局", "Text")
    later = at(text, "云数局", nth=1)
    knowledge = solved(read(text, (full, "alsoKnownAs", alias), (later, "locatedIn", at(text, "乙市", "Place"))))
    assert names(knowledge) == [("云州市数据局", ("云数局",))]
    assert [fact.object for fact in knowledge.facts if fact.property == "alsoKnownAs"] == [Value("云数局", "text")]


def test_an_alias_that_is_the_commoner_name_still_renames_the_thing():
    text = "云数局 （全称云州市数据局） 云州市数据局"
    short, full = at(text, "云数局", aliases=("云州市数据局",)), at(text, "云州市数据局", aliases=("云数局",))
    again = at(text, "云州市数据局", nth=1)
    knowledge = solved(read(text, (short, "alsoKnownAs", full), named=(full, again)))
    assert names(knowledge) == [("云州市数据局", ("云数局",))]
    assert [fact.object for fact in knowledge.facts] == [Value("云数局", "text")]


def test_a_post_is_known_by_its_full_name_alone():
    text = "甲局局长 局长 林远"
    full, short = at(text, "甲局局长", "Position", aliases=("局长",)), at(text, "局长", "Position", nth=1)
    person = at(text, "林远", "Person")
    knowledge = solved(read(text, (person, "holdsPosition", full), (person, "holdsPosition", short)))
    assert len(names(knowledge, "Position")) == 2


@pytest.mark.parametrize(
    ("cls", "name", "written", "alias"),
    [("Position", "甲局局长", "局长", ()), ("Position", "甲局局长", "甲局局首", ("甲局局首",)),
     ("Platform", "云办通", "“云办通”", ()), ("Platform", "云办通", "“云盘通”", ("云盘通",)),
     ("Platform", "云办通", "“云办通”平台", ("“云办通”平台",))],
)
def test_an_alias_names_the_thing_and_nothing_else(cls, name, written, alias):
    text = f"林远 {written} 甲局"
    thing, person = at(text, written, cls, name=name), at(text, "林远", "Person")
    agency = at(text, "甲局", nth=text.count("甲局") - 1)
    stated = (person, "holdsPosition", thing) if cls == "Position" else (thing, "operatedBy", agency)
    assert names(solved(read(text, stated)), cls) == [(name, alias)]


def test_what_an_anaphor_is_written_with_is_no_alias_and_one_that_stands_for_nothing_names_nothing():
    text = "云办通 平台 平台 甲局"
    platform, agency = at(text, "云办通", "Platform"), at(text, "甲局")
    solved_one = at(text, "平台", "Platform", name="云办通", found_by="anaphora")
    unsolved = at(text, "平台", "Platform", nth=1, name="", found_by="anaphora")
    knowledge = solved(read(text, (solved_one, "operatedBy", agency), named=(platform, unsolved)))
    assert names(knowledge, "Platform") == [("云办通", ())]
    assert [m.quote for m in by_name(knowledge, "云办通").mentions] == ["云办通", "平台"]


def test_places_of_one_code_are_one_and_of_two_codes_are_two():
    text = "广东省 广东 朝阳区 朝阳区 朝阳区 甲局"
    agency = at(text, "甲局")
    places = [at(text, "广东省", "Place", code="440000"), at(text, "广东", "Place", nth=1, code="440000"),
              at(text, "朝阳区", "Place", code="110105"), at(text, "朝阳区", "Place", nth=1, code="220104"),
              at(text, "朝阳区", "Place", nth=2)]
    knowledge = solved(read(text, *((agency, "locatedIn", place) for place in places)))
    assert names(knowledge, "Place") == [("广东省", ("广东",)), ("朝阳区", ()), ("朝阳区", ()), ("朝阳区", ())]
    assert [e.iri for e in knowledge.entities if e.code] == [f"{BASE}place/{c}" for c in ("110105", "220104", "440000")]


def test_a_place_without_a_code_is_the_one_place_of_that_name_in_any_document():
    text = "云州市 甲局"
    first = read(text, (at(text, "甲局"), "locatedIn", at(text, "云州市", "Place", code="990100")), doc="1")
    second = read(text, (at(text, "甲局"), "locatedIn", at(text, "云州市", "Place")), doc="2")
    knowledge = solved(first, second)
    assert [e.iri for e in knowledge.entities if e.cls == "Place"] == [f"{BASE}place/990100"]
    assert [len(fact.evidence) for fact in knowledge.facts] == [2]


@pytest.mark.parametrize("pointing", ["公司", "该局", "本市", "我省", "这家公司", "其公司", "全市"])
def test_what_only_points_is_no_alias(pointing):
    text = f"云州 {pointing} 乙市"
    place = at(text, pointing, "Organization", name="云州")
    knowledge = solved(read(text, (place, "locatedIn", at(text, "乙市", "Place"))))
    assert names(knowledge) == [("云州", ())]


@pytest.mark.parametrize("name", ["本溪", "我爱我家", "全聚德"])
def test_a_name_that_begins_like_a_pointing_word_is_an_alias(name):
    text = f"{name} 乙市"
    knowledge = solved(read(text, (at(text, name, name=f"{name}集团有限公司"), "locatedIn", at(text, "乙市", "Place"))))
    assert names(knowledge) == [(f"{name}集团有限公司", (name,))]


def test_a_restored_name_keeps_the_words_of_the_original_as_an_alias():
    article = Article("d", "云盘算中心位于乙市")
    reading = clean(article, ("盘算", "计算"))
    centre, city = mention(reading, "云计算中心", "Organization"), mention(reading, "乙市", "Place")
    knowledge = solved(Reading(reading, (), (claim(reading, centre, "locatedIn", city, "云计算中心位于乙市"),)))
    assert names(knowledge) == [("云计算中心", ("云盘算中心",))]
    assert knowledge.facts[0].evidence[0].quote == article.text
    assert by_name(knowledge, "云计算中心").mentions[0].quote == "云盘算中心"


def test_only_what_takes_part_in_a_fact_is_an_entity_with_every_place_that_names_it():
    text = "甲局 甲局 丙局 乙市"
    knowledge = solved(read(text, (at(text, "甲局"), "locatedIn", at(text, "乙市", "Place")),
                            named=(at(text, "甲局", nth=1), at(text, "丙局"))))
    assert [e.name for e in knowledge.entities if e.cls == "Organization"] == ["甲局"]
    assert [(m.start, m.end) for m in by_name(knowledge, "甲局").mentions] == [(0, 2), (3, 5)]


def test_class_and_kind_are_told_apart():
    agency = by_name(KNOWLEDGE, "云州市数据资源管理局")
    assert (agency.cls, agency.kind, agency.aliases) == ("Organization", "GovernmentAgency", ("云州市数据局",))


# ── Across documents ────────────────────────────────────────────────────────────────────────────────────


def stated(name: str, doc: str, *, cls: str = "Organization", around: str = "") -> Reading:
    text = f"{name} 甲报告 {around}"
    thing, report = at(text, name, cls), at(text, "甲报告", "Document")
    return read(text, (thing, "published" if cls != "Event" else "comprises", report), doc=doc)


@pytest.mark.parametrize(
    ("names", "wanted"),
    [(["云岭省发展和改革委员会", "云岭省发改委", "云岭发改委"], 1), (["云岭省发改委", "江川省发改委"], 2),
     (["深圳市青禾计算机系统有限公司", "青禾公司", "青禾"], 1), (["云岭省大数据局", "大数据局"], 2)],
)  # fmt: skip
def test_full_and_short_names_are_one_body_across_documents(names, wanted):
    knowledge = solved(*(stated(name, str(at)) for at, name in enumerate(names)))
    bodies = [e for e in knowledge.entities if e.cls == "Organization"]
    assert len(bodies) == wanted
    if wanted == 1:
        assert (bodies[0].name, set(bodies[0].aliases)) == (names[0], set(names[1:]))


def test_a_name_that_leaves_its_place_out_is_of_the_place_that_its_document_speaks_of():
    text = "广东省 广东省 省发改委 甲报告"
    place, body = at(text, "广东省", "Place", code="440000"), at(text, "省发改委")
    report = at(text, "甲报告", "Document")
    local = read(text, (place, "published", report), (body, "published", report), doc="1")
    knowledge = solved(local, stated("广东省发改委", "2"), stated("贵州省发改委", "3"))
    assert names(knowledge) == [("广东省发改委", ("省发改委",)), ("贵州省发改委", ())]


def test_a_marked_alias_is_the_name_elsewhere_too_unless_two_things_bear_it():
    text = "青禾科技有限公司 简称 云杉 甲报告"
    company, alias = at(text, "青禾科技有限公司"), at(text, "云杉", "Text")
    first = read(text, (company, "alsoKnownAs", alias), (company, "published", at(text, "甲报告", "Document")), doc="1")
    assert names(solved(first, stated("云杉", "2"))) == [("青禾科技有限公司", ("云杉",))]
    text = "白桦科技有限公司 简称 云杉"
    third = read(text, (at(text, "白桦科技有限公司"), "alsoKnownAs", at(text, "云杉", "Text")), doc="3")
    assert len(names(solved(first, stated("云杉", "2"), third))) == 3


def test_two_people_of_one_name_at_other_bodies_are_two():
    def holds(doc: str, post: str) -> Reading:
        text = f"林远任{post} 甲报告"
        person = at(text, "林远", "Person")
        claims = ((person, "holdsPosition", at(text, post, "Position")),) if post else ()
        return read(text, *claims, (person, "published", at(text, "甲报告", "Document")), doc=doc)

    assert len(names(solved(holds("1", "广东省省长"), holds("2", "贵州省数据局局长")), "Person")) == 2
    assert len(names(solved(holds("1", "广东省省长"), holds("2", "广东省委书记")), "Person")) == 1
    assert len(names(solved(holds("1", "广东省省长"), holds("2", "")), "Person")) == 1
    assert len(names(solved(holds("1", "广东省省长"), holds("2", ""), holds("3", "贵州省省长")), "Person")) == 3


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [("第五届云岭论坛", "第5届云岭论坛", 1), ("第五届云岭论坛", "第六届云岭论坛", 2),
     ("2020年云岭论坛", "2020云岭论坛", 1), ("2020年云岭论坛", "2021年云岭论坛", 2), ("云岭论坛", "第五届云岭论坛", 2),
     ("第九届云岭议会第一次会议", "第九届云岭议会第二次会议", 2),
     ("第九届云岭议会第一次会议", "第9届云岭议会第1次会议", 1),
     ("紧急会议", "紧急会议", 2), ("第一次全体会议", "第一次全体会议", 2)],
)  # fmt: skip
def test_an_event_is_known_by_its_name_year_and_session(one, other, wanted):
    knowledge = solved(stated(one, "1", cls="Event"), stated(other, "2", cls="Event"))
    assert len(names(knowledge, "Event")) == wanted


def test_a_document_called_by_its_kind_is_known_in_its_text_alone():
    def told(doc: str) -> Reading:
        text = "《条例》 甲制度 《条例》 乙制度"
        kind = at(text, "条例", "Document")
        again = replace(kind, start=text.rindex("条例"), end=text.rindex("条例") + 2)
        claims = ((kind, "proposed", at(text, "甲制度", "Concept")), (again, "proposed", at(text, "乙制度", "Concept")))
        return read(text, *claims, doc=doc)

    assert len(names(solved(told("1"), told("2")), "Document")) == 2
    assert len(names(solved(told("1")), "Document")) == 1


def test_the_same_event_of_two_years_is_two():
    def held(doc: str, year: str) -> Reading:
        text = f"云岭论坛 {year}"
        day = at(text, year, "Date", value=Value(year, "date"))
        return read(text, (at(text, "云岭论坛", "Event"), "heldOn", day), doc=doc)

    assert len(names(solved(held("1", "2020"), held("2", "2021"), held("3", "2020")), "Event")) == 2


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [("关于加快云岭数字化的意见", "国务院关于加快云岭数字化的意见", 1), ("云政〔2018〕5号", "云政[2018]5号", 1),
     ("云岭省规划", "江川省规划", 2)],
)  # fmt: skip
def test_a_document_is_known_by_its_title_or_number(one, other, wanted):
    def titled(doc: str, title: str) -> Reading:
        text = f"甲局 {title}"
        return read(text, (at(text, "甲局"), "published", at(text, title, "Document")), doc=doc)

    assert len(names(solved(titled("1", one), titled("2", other)), "Document")) == wanted


def test_what_nearly_merged_is_told_with_the_reason():
    told = ("青禾集团有限公司", "青禾集团股份有限公司", "青禾集团")
    readings = [stated(name, str(at)) for at, name in enumerate(told)]
    identities = join([account(r, schema=SCHEMA).outline for r in readings], schema=SCHEMA).identities
    assert {near.reason for near in identities.near} == {"may be short for 2 names"}
