"""The posts beside a person: whole with the nouns that stand before them, and of that person alone."""

import pytest

from tests.relate.reading import said

HELD = [
    ("青衡社中央主席秦岚出席。", [("秦岚", "青衡社中央主席")]),
    ("柳湾村党支部书记秦岚说，路修通了。", [("秦岚", "柳湾村党支部书记")]),
    ("本报专访芬兰能源与海洋安全大臣秦岚。", [("秦岚", "芬兰能源与海洋安全大臣")]),
    ("丹麦北极问题特使秦岚到访。", [("秦岚", "丹麦北极问题特使")]),
    ("丹麦首相新闻秘书秦岚表示，会期不变。", [("秦岚", "丹麦首相新闻秘书")]),
    ("丹麦看守政府首相秦岚到访。", [("秦岚", "丹麦看守政府首相")]),
    ("丹麦已故首相秦岚的展览开幕。", [("秦岚", "丹麦首相")]),
    ("陈明会见绿党主席秦岚。", [("秦岚", "绿党主席")]),
    ("李明市长同丹麦首相秦岚会谈。", [("秦岚", "丹麦首相")]),
    ("省长陈明和主席秦岚出席。", [("陈明", "省长"), ("秦岚", "主席")]),
]


@pytest.mark.parametrize(("text", "held"), HELD)
def test_a_post_is_read_whole(text: str, held: list[tuple[str, str]]) -> None:
    posts = [(claim.subject.name, claim.object.name) for claim in said(text) if claim.property == "holdsPosition"]
    assert posts == held
