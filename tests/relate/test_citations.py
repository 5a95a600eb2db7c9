"""What tells a document from others and what it rests on, beside the twenty relations."""

from pathlib import Path

import pytest

from kg.documents import extract
from tests.relate.reading import said, statement

RULES = "松河市数据管理办法"

IDENTITY = [
    (
        f"松河市政府办公室印发《{RULES}》（松政办发〔2020〕12号）。",
        {f"{RULES} | documentNumber | 松政办发〔2020〕12号"},
    ),
    (f"松河市以松政发〔2020〕8号印发《{RULES}》。", {f"{RULES} | documentNumber | 松政发〔2020〕8号"}),
    (
        f"根据《数据条例》《算力条例》，松河市政府制定《{RULES}》。",
        {f"{RULES} | basedOn | 数据条例", f"{RULES} | basedOn | 算力条例"},
    ),
    (f"《{RULES}》依据《数据条例》制定。", {f"{RULES} | basedOn | 数据条例"}),
    (f"为贯彻落实《数据条例》，松河市政府印发《{RULES}》。", {f"{RULES} | carriesOut | 数据条例"}),
    (
        f"《{RULES}》自2020年5月1日起施行，《松河市数据管理暂行办法》同时废止。",
        {f"{RULES} | inForceFrom | 2020-05-01", f"{RULES} | repeals | 松河市数据管理暂行办法"},
    ),
    (f"《{RULES}》自2020年5月1日起施行。", {f"{RULES} | inForceFrom | 2020-05-01"}),
    (
        "松河市数据存储办法\n第一条 根据《云岭省档案办法》，制定本办法。\n第二条 本办法自2001年5月1日起施行。",
        {"松河市数据存储办法 | basedOn | 云岭省档案办法", "松河市数据存储办法 | inForceFrom | 2001-05-01"},
    ),
    ("根据《数据条例》，松河市推出“松河办”平台。", set()),
    ("松河市落实《数据条例》。", set()),
]


@pytest.mark.parametrize(("text", "states"), IDENTITY)
def test_identity_of_a_document(text: str, states: set[str]) -> None:
    group = {"documentNumber", "basedOn", "carriesOut", "repeals", "inForceFrom"}
    assert {statement(claim) for claim in said(text) if claim.property in group} == states


def test_records_of_facts_hold_the_twenty_relations_only(tmp_path: Path) -> None:
    text = tmp_path / "one.txt"
    text.write_text(f"松河市政府办公室印发《{RULES}》（松政办发〔2020〕12号）。", encoding="utf-8")
    assert [record["predicate"] for record in extract([text])] == ["published"]
