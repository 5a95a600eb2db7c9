"""Tables of short names, as Markdown, Word and web pages have them."""

from __future__ import annotations

import pytest

from tests.relate.reading import said, statement

AGENCY, FIRM = "青江市数据局", "青江市数字科技集团有限公司"
BOTH = {f"{AGENCY} | alsoKnownAs | 市数据局", f"{FIRM} | alsoKnownAs | 青江数科"}

TABLES = [
    (f"| 简称 | 全称 |\n|---|---|\n| 市数据局 | {AGENCY} |\n| 青江数科 | {FIRM} |\n", BOTH),
    (f"单位名称\t简称\n{AGENCY}\t市数据局\n{FIRM}\t青江数科\n", BOTH),
    (f"序号\t简称\t单位\n1\t市数据局\t{AGENCY}\n2\t青江数科\t{FIRM}\n", BOTH),
    (f"简称\t全称\n青江数科\t{FIRM}\n昨天很热。\n市数据局\t{AGENCY}\n", {f"{FIRM} | alsoKnownAs | 青江数科"}),  # ended
    (f"简称\t全称\n{AGENCY}\t{AGENCY}\n数\t{FIRM}\n\t{AGENCY}\n", set()),
    (f"电话\t单位\n市数据局\t{AGENCY}\n", set()),
    (f"各单位简称对照表如下，{AGENCY}负责。\n", set()),
    (f"{AGENCY}编制简称与全称对照表。\n", set()),
]


@pytest.mark.parametrize(("text", "states"), TABLES)
def test_what_a_table_calls_things(text: str, states: set[str]) -> None:
    claims = [claim for claim in said(text) if claim.property == "alsoKnownAs"]
    assert {statement(claim) for claim in claims} == states
    assert all(text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote for claim in claims)


def test_a_short_name_of_a_table_is_read_below_it() -> None:
    text = f"简称\t全称\n青江数科\t{FIRM}\n\n青江数科于2019年3月成立。"
    assert f"{FIRM} | established | 2019-03" in {statement(claim) for claim in said(text)}
