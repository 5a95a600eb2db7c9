"""Lists of posts with their times below a person, and the sessions of which the head of a text tells."""

from __future__ import annotations

import pytest

from tests.relate.reading import qualifiers, said, statement

HELD_FROM = "秦岚 | holdsPosition | 松河市数据局"
OPENING = "秦岚，女，汉族，1979年4月生，中共党员。\n"

CAREERS = [
    (OPENING + "2014.03—2019.11 松河市数据局副局长\n", [(f"{HELD_FROM}副局长", "2014-03/2019-11")]),
    (OPENING + "2014年3月至2019年11月任松河市数据局局长\n", [(f"{HELD_FROM}局长", "2014-03/2019-11")]),
    (OPENING + "2019.11至今，松河市数据局局长\n", [("秦岚 | holdsPosition | 松河市数据局局长", "2019-11")]),
    (
        OPENING + "昨天很热。\n2014年—2019年 松河市数据局副局长、党组成员\n",
        [
            ("秦岚 | holdsPosition | 松河市数据局副局长", "2014/2019"),
            ("秦岚 | holdsPosition | 党组成员", "2014/2019"),
        ],
    ),
    (OPENING + "1998.09—2002.07 在松河大学学习（其间任松河大学学生会主席）\n", []),
    (OPENING + "昨天很热。\n" * 7 + "2019.11至今 松河市数据局局长\n", []),  # too far below
    ("昨天很热。\n2014.03—2019.11 松河市数据局副局长\n", []),  # nobody above
]


@pytest.mark.parametrize(("text", "told"), CAREERS)
def test_lines_below_a_person_tell_a_career(text: str, told: list[tuple[str, str]]) -> None:
    claims = [claim for claim in said(text) if claim.property == "holdsPosition"]
    assert [(statement(claim), qualifiers(claim).get("date", "")) for claim in claims] == told


SESSION = "松河市第六届人民代表大会第三次会议"
HELD = [f"{SESSION} | heldOn | 2020-04-12"]
SESSIONS = [
    (f"松河市数据条例\n（2020年4月12日{SESSION}通过）\n", HELD),
    (f"政府工作报告\n——2020年4月12日在{SESSION}上\n", HELD),
    (f"政府工作报告\n2020年4月12日{SESSION}\n", []),
    ("很热。\n" * 9 + f"（2020年4月12日{SESSION}通过）\n", []),
]


@pytest.mark.parametrize(("text", "told"), SESSIONS)
def test_the_line_below_a_title_dates_the_session(text: str, told: list[str]) -> None:
    assert [statement(claim) for claim in said(text, None) if claim.property == "heldOn"] == told
