"""Bodies that no list knows: where only a body can stand, and how far its name reaches."""

import pytest

from kg.recognise import bodies, gazetteer, glued, tables, titles, values
from kg.segment import words


def found(text: str) -> list[str]:
    """The names found in a text that stands alone."""
    known = [*gazetteer.divisions(text), *gazetteer.known(text)]
    days = [value for value in values.find(text, anchor=None) if value.cls == "Date"]
    return [m.text for m in bodies.find(text, words(text, tables.vocabulary()), known, titles.ranges(text), days)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("3、巨木教育成立于2011年，总部在青江。", ["巨木教育"]),
        ("松河音乐于2007年在海东成立。", ["松河音乐"]),
        ("云杉家具董事长林远、松河地板总裁周明到会。", ["云杉家具", "松河地板"]),
        ("云杉家具（简称云家）有三家工厂。", ["云杉家具"]),
        ("公司成立于2011年。", []),
        ("园区成立于2011年。", []),
        ("广州成立于2011年。", []),
        ("他于2007年成立公司。", []),
        ("青江软件有限公司成立于2011年。", []),
        ("知名企业家、董事长林远到会。", []),
        ("巨木教育今年扩建。", []),
    ],
)
def test_bodies(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("公司简介青江集团", "青江集团"),
        ("青江青江集团", "青江集团"),
        ("发展历程巨木巨木教育", "巨木教育"),
        ("青江集团", "青江集团"),
        ("公司简介", "公司简介"),
        ("办学规模南松河大学", "南松河大学"),
        ("青江机电设备股份有限公司青江机电设备股份有限公司", "青江机电设备股份有限公司"),
    ],
)
def test_what_a_page_glues_to_a_name(text: str, name: str) -> None:
    assert text[glued.opening(text, 0, len(text)) :] == name
