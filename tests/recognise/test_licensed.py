"""Parties whose place in a frame shows that they are names, and descriptions in the same places."""

from __future__ import annotations

import pytest

from kg import pipeline


def _parties(text: str) -> list[str]:
    reading = next(iter(pipeline.read([pipeline.unchanged(text)])))
    return [m.text for m in reading.mentions if m.cls == "Organization" and m.text not in ("青江市数据局", "云岭通")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“云岭通”平台由苍泽数据、禾漠信息和拼多多联合开发。", ["苍泽数据", "禾漠信息", "拼多多"]),
        ("“云岭通”由禾漠数智提供技术支撑。", ["禾漠数智"]),
        ("“云岭通”的运营方为澜沧科技。", ["澜沧科技"]),
        ("青江市与云漠智联、华栖数码达成战略合作。", ["云漠智联", "华栖数码"]),
        ("辰漠科技、润栖股份等企业出席了青江数字论坛。", ["辰漠科技", "润栖股份"]),
        ("青江市数据局与禾漠互动去年6月联合研发“云岭通”平台。", ["禾漠互动"]),
    ],
)
def test_the_place_of_a_party_names_it(text: str, names: list[str]) -> None:
    assert _parties(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "“云岭通”平台由技术团队开发。",
        "青江市与市场主体、有关企业签署合作协议。",
        "青江市大力引育保险、证券、风投等机构。",
        "青江市数据局与科研院所、国家部委开展合作。",
    ],
)
def test_a_description_in_the_place_of_a_party_is_no_name(text: str) -> None:
    assert not _parties(text)
    reading = next(iter(pipeline.read([pipeline.unchanged(text)])))
    assert not [claim for claim in reading.claims if claim.property == "cooperatesWith"]
