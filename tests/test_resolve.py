"""Claims → facts: what is one thing, what is one fact, in whatever order they come."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from kg.errors import InputError, OntologyError, OutputError
from kg.model import Article, Claim, Evidence, Knowledge, Mention, Reading, Value
from kg.resolve import resolve
from tests.knowledge import FIRST, KNOWLEDGE, READINGS, SCHEMA, claim, clean, mention

BASE = "https://kg.example/id/"


def read(text: str, *claims: tuple[Mention, str, Mention], named: tuple[Mention, ...] = (), doc: str = "d") -> Reading:
    """A reading of `text` whose claims all have the whole text as evidence."""
    article = Article(doc, text)
    evidence = Evidence(doc, 0, len(text), text, "hand")
    return Reading(clean(article), named, tuple(Claim(s, p, o, evidence) for s, p, o in claims))


def at(text: str, found: str, cls: str = "Organization", nth: int = 0, **more) -> Mention:
    """The nth mention of `found` in `text`."""
    return mention(clean(Article("d", text)), found, cls, nth=nth, **more)


def names(knowledge: Knowledge, cls: str = "Organization") -> list[tuple[str, tuple[str, ...]]]:
    return sorted((e.name, e.aliases) for e in knowledge.entities if e.cls == cls)


def solved(*readings: Reading) -> Knowledge:
    return resolve(readings, schema=SCHEMA)


def by_name(knowledge: Knowledge, name: str):
    return next(entity for entity in knowledge.entities if entity.name == name)


# ── What is one thing ───────────────────────────────────────────────────────────────────────────────────


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


@pytest.mark.parametrize("pointing", ["该局", "本市", "我省", "这家公司", "其公司", "全市"])
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


# ── What is one fact ────────────────────────────────────────────────────────────────────────────────────


def test_claims_that_say_the_same_are_one_fact_with_all_their_evidence_and_the_best_score():
    fact = next(f for f in KNOWLEDGE.facts if f.property == "established")
    assert [e.article_id for e in fact.evidence] == ["a-001", "a-002"]
    assert fact.evidence[1].quote.endswith("成破")
    attended = next(f for f in KNOWLEDGE.facts if f.property == "attended")
    assert attended.score == 1.0


def test_a_vaguer_claim_joins_the_fuller_one():
    (fact,) = (f for f in KNOWLEDGE.facts if f.property == "attended")
    assert fact.qualifiers == (("role", Value("chair", "text")),)


def test_different_qualifiers_are_different_facts():
    text = "林远 论坛"
    person, forum = at(text, "林远", "Person"), at(text, "论坛", "Event")
    reading = read(text, (person, "attended", forum))
    roles = [replace(reading.claims[0], qualifiers=(("role", Value(r, "text")),)) for r in ("chair", "speaker")]
    knowledge = solved(replace(reading, claims=(*reading.claims, *roles)))
    assert len(knowledge.facts) == 2


@pytest.mark.parametrize("change", [{"modality": "planned"}, {"modality": "negated"}, {"attributed_to": True}])
def test_modality_and_source_tell_facts_apart(change):
    text = "甲局 乙市 《报告》"
    reading = read(text, (at(text, "甲局"), "locatedIn", at(text, "乙市", "Place")))
    if "attributed_to" in change:
        change = {"attributed_to": at(text, "报告", "Document")}
    knowledge = solved(replace(reading, claims=(*reading.claims, replace(reading.claims[0], **change))))
    assert len(knowledge.facts) == 2


def test_a_symmetric_relation_is_one_fact_whichever_side_comes_first():
    (fact,) = (f for f in KNOWLEDGE.facts if f.property == "cooperatesWith")
    assert fact.subject < fact.object
    assert fact.qualifiers == (("date", Value("2020", "date")),)


def test_nothing_is_related_to_itself():
    text = "甲局 甲局"
    assert solved(read(text, (at(text, "甲局"), "partOf", at(text, "甲局", nth=1)))).facts == ()


def test_approximate_tells_no_two_values_apart():
    text = "甲市 3 3"
    city = at(text, "甲市", "Place")
    values = [at(text, "3", "Quantity", nth=n, value=Value("3", "quantity", None, bool(n))) for n in (0, 1)]
    assert len(solved(read(text, *((city, "ranked", value) for value in values))).facts) == 1


# ── Order, errors ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_documents_mentions_and_claims_does_not_matter(seed):
    shuffle = random.Random(seed)
    readings = [replace(r, mentions=tuple(shuffle.sample(r.mentions, len(r.mentions))),
                        claims=tuple(shuffle.sample(r.claims, len(r.claims)))) for r in READINGS]
    shuffle.shuffle(readings)
    assert resolve(readings, schema=SCHEMA) == KNOWLEDGE


def test_the_same_article_twice_is_one_and_two_texts_of_one_id_are_refused():
    assert resolve((*READINGS, READINGS[0]), schema=SCHEMA) == KNOWLEDGE
    other = Reading(clean(replace(FIRST, text="别的文章")), (), ())
    with pytest.raises(InputError, match=r"'a-001'.*rename one"):
        resolve((*READINGS, other), schema=SCHEMA)


def test_an_undeclared_property_is_refused():
    text = "甲局 乙市"
    with pytest.raises(OntologyError, match=r"uses locatedAt.*locatedIn"):
        solved(read(text, (at(text, "甲局"), "locatedAt", at(text, "乙市", "Place"))))


def test_a_base_that_is_no_iri_is_refused():
    with pytest.raises(OutputError, match="not an ASCII IRI"):
        resolve(READINGS, schema=SCHEMA, base="https://例.example/")


def test_everything_is_named_under_the_base():
    knowledge = resolve(READINGS, schema=SCHEMA, base="http://localhost/x#")
    assert all(thing.iri.startswith("http://localhost/x#") for thing in (*knowledge.entities, *knowledge.facts))


def test_no_readings_are_no_knowledge():
    assert resolve((), schema=SCHEMA) == Knowledge((), (), ())
