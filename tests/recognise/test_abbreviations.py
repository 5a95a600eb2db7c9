"""Short forms in a bare bracket: names of the body, no facts."""

import pytest

from kg import pipeline
from kg.clean import clean
from kg.model import Article


@pytest.mark.parametrize(
    ("text", "form", "name"),
    [
        ("云岭省旅游发展局（旅发局）发布指南。", "旅发局", "云岭省旅游发展局"),
        ("国际数据协会（IDA）发布报告。", "IDA", "国际数据协会"),
        ("国际数据协会（International Data Association，IDA）发布报告。", "IDA", "国际数据协会"),
        ("RDA（青江海外数据研究中心）发布报告。", "RDA", "青江海外数据研究中心"),
        ("云岭数据集团（600123）上市。", None, None),
        ("云岭数据集团（青江）上市。", None, None),
        ("国际数据协会（Ida）发布报告。", None, None),
    ],
)
def test_short_form(text: str, form: str | None, name: str | None) -> None:
    (reading,) = pipeline.read([clean(Article("example", text))])
    found = [(m.text, m.name) for m in reading.mentions if m.found_by == "abbreviation"]
    assert found == ([(form, name)] if form else [])
    assert not any(claim.property == "alsoKnownAs" for claim in reading.claims)
