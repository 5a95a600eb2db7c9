"""Places: hand-picked sentences (places.tsv), and every division of China by its full, short and chained name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.zh.gazetteer import Place, gazetteer, words
from kg.zh.places import PlaceMention, find, lookup, normal

SPEC = Path(__file__).parent / "places.tsv"
NEWS = Path(__file__).parent / "places_news.tsv"
SILVER = pytest.mark.xfail(reason="白银 is silver here, beside the city of that name", strict=True)
KNOWN = gazetteer()
WEAK = set(words()["words"]["weak"])
EVERY_EIGHTH_COUNTY = [place for place in KNOWN.places.values() if place.level == "county"][::8]


def table(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]  # type: ignore[misc]


def shown(text: str, mention: PlaceMention) -> str:
    return f"{text[mention.start : mention.end]}={mention.code or mention.name}"


@pytest.mark.parametrize(("text", "expected"), table(SPEC))
def test_hand_picked(text: str, expected: str) -> None:
    assert " | ".join(shown(text, mention) for mention in find(text)) == ("" if expected == "-" else expected)


def news() -> Iterator[object]:
    for text, expected in table(NEWS):
        yield pytest.param(text, expected, marks=SILVER if "白银产量" in text else ())


@pytest.mark.parametrize(("text", "expected"), news())
def test_news(text: str, expected: str) -> None:
    test_hand_picked(text, expected)


@pytest.mark.parametrize(("text", "expected"), table(SPEC.parent / "place_codes.tsv"))
def test_codes(text: str, expected: str) -> None:
    test_hand_picked(text, expected)


def provinces_and_cities() -> Iterator[tuple[str, str]]:
    """Full and short names; a short name that its province or a region shares means the larger place."""
    for place in KNOWN.places.values():
        if place.level in ("province", "city"):
            yield place.name, place.code
            larger = [p for p in lookup(place.short) if p.code != place.code and p.level == "province"]
            if place.short and place.short not in WEAK and not larger:
                yield place.short, place.code


@pytest.mark.parametrize(("name", "code"), list(provinces_and_cities()))
def test_every_province_and_city(name: str, code: str) -> None:
    text = f"会议在{name}召开。"
    assert [(m.start, m.end, m.code) for m in find(text)] == [(3, 3 + len(name), code)]


def full_chain(place: Place) -> str:
    around = [outer.name for outer in KNOWN.around(place) if outer.level != "country"]
    return "".join(reversed(around)) + place.name


@pytest.mark.parametrize("place", EVERY_EIGHTH_COUNTY, ids=lambda place: place.code)
def test_counties_in_their_chain(place: Place) -> None:
    chain = full_chain(place)
    assert [(m.start, m.end, m.code) for m in find(f"项目落户{chain}。")] == [(4, 4 + len(chain), place.code)]
    assert [found.code for found in lookup(chain)] == [place.code]


@pytest.mark.parametrize(
    ("name", "full"),
    [("佛山", "佛山市"), ("贵州", "贵州省"), ("内蒙古", "内蒙古自治区"), ("粤", "广东省"), ("吉林", "吉林省"),
     ("襄樊市", "襄阳市"),
     ("朝阳区", "朝阳区"), ("江川省", "江川省"), ("广东省佛山市", "佛山市"), ("美利坚合众国", "美国"), ("", "")],
)  # fmt: skip
def test_normal(name: str, full: str) -> None:
    assert normal(name) == full


def test_lookup_within() -> None:
    assert [place.code for place in lookup("朝阳区")] == ["110105", "220104"]
    assert [place.code for place in lookup("朝阳区", within="220000")] == ["220104"]
    assert lookup("澜江市") == ()


def test_several_places_of_one_name_are_candidates() -> None:
    (mention,) = find("鼓楼区出台办法")
    assert mention.code is None
    assert {place.parent for place in mention.candidates} == {"320100", "320300", "350100", "410200"}


def test_an_unknown_division_is_found_by_its_shape() -> None:
    assert [(m.name, m.level, m.found_by) for m in find("在江川省和青石县")] == [
        ("江川省", "province", "shape"),
        ("青石县", "county", "shape"),
    ]


def test_codes_are_unique_and_every_parent_exists() -> None:
    assert all(place.parent in KNOWN.places for place in KNOWN.places.values() if place.parent)
    assert all(code == place.code for code, place in KNOWN.places.items())


WORDS = ["广东", "佛山市", "朝阳", "吉林", "长江", "市中区", "自治", "高新区"]
PIECES = st.sampled_from([*"省市县区州镇乡在由和、，。的京沪粤江安大新中东西南北", *WORDS])


@given(st.lists(PIECES, max_size=20).map("".join))
def test_never_raises_and_mentions_do_not_overlap(text: str) -> None:
    end = 0
    for mention in find(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


@pytest.mark.parametrize("run", ["市", "安岭市", "广东省", "中", "朝阳", "北京市海淀区", "在某某区"])
def test_long_runs_are_read_in_one_pass(run: str) -> None:
    """Nothing looks back over the whole run: a run of 30,000 characters ends."""
    assert isinstance(find(run * (30_000 // len(run))), list)
