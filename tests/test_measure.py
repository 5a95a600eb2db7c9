"""The measures: how a figure is judged, and that each measure runs on a folder without data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import schema
from kg.measure import duie, names, page, spinning, unseen
from kg.measure.__main__ import MEASURES, line, main
from kg.measure.row import Row, share
from kg.train import texts


@pytest.mark.parametrize(
    ("value", "floor", "goal", "verdict"),
    [
        (0.97, 0.85, 0.96, "goal"), (0.9, 0.85, 0.96, "floor"), (0.8, 0.85, 0.96, "below the floor"),
        (0.4, 2, 0.5, "goal"), (1.5, 2, 0.5, "floor"), (2.5, 2, 0.5, "below the floor"),
    ],
)  # fmt: skip
def test_a_figure_is_judged_by_its_floor_and_its_goal(value: float, floor: float, goal: float, verdict: str) -> None:
    assert line(Row("name", value, floor, goal, 10)).endswith(f"  {verdict}")


def test_share() -> None:
    assert list(share("name", [True, False, True, True], floor=0.5, goal=0.9)) == [Row("name", 0.75, 0.5, 0.9, 4)]
    assert list(share("name", [], floor=0.5, goal=0.9)) == []


def test_the_invented_graph_keeps_to_the_ontology() -> None:
    invented, known = page.invented(), schema.load()
    classes = {entity.iri: entity.cls for entity in invented.entities}
    assert (len(classes), len(invented.facts)) == (page.THINGS, page.FACTS)
    for fact in invented.facts:
        relation = known.relations[fact.property]
        assert known.accepts(relation.domain, classes[fact.subject])
        assert known.accepts(relation.range, classes[str(fact.object)])
        assert fact.evidence[0].quote == invented.articles[0].text[fact.evidence[0].start : fact.evidence[0].end]


@pytest.mark.parametrize("name", sorted(MEASURES.keys() - {"page"}))  # which needs no data, but a browser and a minute
def test_a_measure_without_its_data_gives_only_what_the_project_labelled_itself(name: str, tmp_path: Path) -> None:
    assert all(0 <= row.value <= 1 for row in MEASURES[name](tmp_path))


def test_what_there_is_not_is_refused(tmp_path: Path) -> None:
    for arguments in (["--data", str(tmp_path), "weather"], ["--data", str(tmp_path / "missing")]):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2


SENTENCE = "云岭数据集团有限公司成立于2016年。"
TRIPLE = {"predicate": "成立日期", "subject": "云岭数据集团有限公司", "object": {"@value": "2016年5月"}}


def test_duie_counts_what_is_stated_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "relations").mkdir()
    other = {"predicate": "作者", "subject": "甲", "object": {"@value": "乙"}}
    lines = [{"text": SENTENCE, "spo_list": [TRIPLE, other]}, {"text": "甲是乙写的。", "spo_list": [other]}]
    path = tmp_path / "relations" / "duie2_train_a.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    (row,) = duie.measure(tmp_path)
    assert (row.value, row.cases) == (1.0, 1)


def test_duie_knows_a_date_by_its_value_and_counts_equal_relations_once(tmp_path: Path) -> None:
    triples = [TRIPLE | {"object": {"@value": written}} for written in ("20160418", "2016年4月18日")]
    path = tmp_path / "duie.jsonl"
    path.write_text(json.dumps({"text": SENTENCE, "spo_list": triples}), encoding="utf-8")
    ((_, gold),) = duie.sentences(path)
    assert gold == [duie.Relation("成立日期", ("云岭数据集团有限公司",), ("20160418", "2016-04-18"))]
    assert duie.counted(gold, gold) == {(name, what): 1 for name in ("成立日期", "all") for what in duie.COUNTED}


def test_unseen_sentences_are_each_read_by_what_is_fitted_to_others(tmp_path: Path) -> None:
    path = tmp_path / "duie.jsonl"
    bodies = [f"{place}数据集团有限公司" for place in ("云岭", "青江", "松河", "海岭", "南屏", "北川", "东林", "西泽")]
    lines = [{"text": f"{body}成立于2016年。", "spo_list": [TRIPLE | {"subject": body}]} for body in bodies]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    counts = unseen.crossed(list(texts.read(path)), [], list(duie.sentences(path)))
    assert counts["成立日期", "wanted"] == counts["all", "wanted"] == len(bodies)
    assert [line.split(":")[0] for line in unseen.lines(counts)] == ["all", "成立日期"]


@pytest.mark.parametrize(
    ("gold", "predicted", "hits"),
    [
        (duie.Relation("简称", ("甲大学",), ("甲大",)), duie.Relation("简称", ("甲大",), ("甲 大学",)), 1),
        (duie.Relation("创始人", ("甲",), ("乙",)), duie.Relation("创始人", ("乙",), ("甲",)), 0),
        (duie.Relation("成立日期", ("甲",), ("2016年5月",)), duie.Relation("成立日期", ("甲",), ("2016",)), 1),
        (duie.Relation("成立日期", ("甲",), ("2016年",)), duie.Relation("成立日期", ("甲",), ("2017",)), 0),
        (duie.Relation("总部地点", ("甲",), ("乙市",)), duie.Relation("总部地点", ("甲",), ("乙",)), 0),
    ],
)
def test_duie_hits(gold: duie.Relation, predicted: duie.Relation, hits: int) -> None:
    assert duie.hits([gold], [predicted, predicted]) == hits


def test_duie_chairs_are_bodies_with_persons() -> None:
    post = {"predicate": "holdsPosition", "subject": "王甲", "object": "云岭集团董事长", "object_type": "Position"}
    fact = {**post, "modality": "actual", "aliases": {"subject": [], "object": ["董事长"]}}
    assert list(duie.relations([fact])) == [duie.Relation("董事长", ("云岭集团",), ("王甲",))]
    bare = fact | {"aliases": {"subject": [], "object": []}}
    assert not list(duie.relations([bare | {"object": "董事长"}, bare | {"object": "云岭集团副董事长"}]))
    assert len(list(duie.relations([bare | {"object": "云岭集团董事局主席"}]))) == 1


@pytest.mark.parametrize(
    ("predicate", "evidence", "counts"),
    [
        ("alsoKnownAs", "云岭大学，简称云大", True),
        ("alsoKnownAs", "云岭大学，原名云大", False),
        ("locatedIn", "云岭集团总部位于青江", True),
        ("locatedIn", "云岭集团坐落于青江", False),
    ],
)
def test_duie_takes_of_a_wider_predicate_what_the_evidence_marks(predicate: str, evidence: str, counts: bool) -> None:
    fact = {"predicate": predicate, "subject": "甲", "object": "乙", "object_type": "Place", "evidence": evidence}
    told = fact | {"modality": "actual", "aliases": {"subject": [], "object": []}}
    assert len(list(duie.relations([told]))) == counts


PAIRS = {"成立": ["成破"], "发布": ["宣告", "公告"]}


def test_spinning_swaps_whole_words_and_knows_where() -> None:
    text, made = spinning.spin("云岭省数据局成立，成立后发布报告。", PAIRS, seed="1", rate=1.0)
    assert text.startswith("云岭省数据局成破，成破后")
    assert [(text[s.start : s.end], s.original, s.at) for s in made[:2]] == [("成破", "成立", 6), ("成破", "成立", 9)]
    assert spinning.spin("云岭省数据局成立。", PAIRS, seed="1", rate=0.0) == ("云岭省数据局成立。", [])


def test_names_of_spun_gold_count_as_written_and_as_they_were() -> None:
    fact = {"subject": ["报告发布会"], "object": ["甲"]}
    spun = spinning.spin("报告发布会", {"报告": ["呈文"]}, seed="1", rate=1.0)
    (gold,) = spinning._as_spun({"text": "报告发布会", "facts": [fact]}, spun)["facts"]
    assert gold["subject"] == ["报告发布会", "呈文发布会"]


def test_names_come_from_the_training_or_from_a_test_file_of_its_own(tmp_path: Path) -> None:
    held_out = {row.name: row for row in names.measure(tmp_path)}
    assert held_out["names: MSRA, F1 of exact spans, held out"].cases > 1000
    (tmp_path / "entities").mkdir()
    tagged = [*zip("北京市", ("B-LOC", "I-LOC", "I-LOC"), strict=True), *((sign, "O") for sign in "下雪了。")]
    columns = "\n".join(f"{sign} {tag}" for sign, tag in tagged) + "\n\n"
    (tmp_path / "entities" / "msra_test.bio").write_text(columns, encoding="utf-8")
    tested = {row.name: row for row in names.measure(tmp_path)}
    row = tested["names: MSRA, F1 of exact spans, test"]
    assert (row.value, row.cases) == (1, 1)


def test_the_names_of_facts_are_sought_among_the_mentions(tmp_path: Path) -> None:
    fact = {"subject": ["青江市数据局"], "subject_type": "Organization", "object": ["2019"], "object_type": "Date"}
    wrong, missing = fact | {"subject_type": "Place"}, fact | {"subject": ["柏宁市财政局"]}
    passage = {"doc": "a", "date": None, "text": "2019年，青江市数据局成立。", "facts": [fact, wrong, missing]}
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "dev.jsonl").write_text(json.dumps(passage), encoding="utf-8")
    rows = {row.name: row for row in names.measure(tmp_path / "data")}
    assert rows["names: of facts, found (dev)"].value == pytest.approx(2 / 3)
    assert rows["names: of facts, type (dev)"].value == pytest.approx(1 / 2)
