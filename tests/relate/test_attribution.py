"""Whose words a statement is."""

import pytest

from tests.relate.reading import said, statement

USERS = "松河办 | indicator | 3000000"
LAUNCHED = "松河市 | launched | 松河办"
FOUNDED = "松河市数据局 | established | 2018"

SOURCES = [
    ("据松河市统计局统计，“松河办”平台注册用户达300万人。", USERS, "松河市统计局"),
    ("据秦岚介绍，松河市数据局成立于2018年。", FOUNDED, "秦岚"),
    ("据了解，松河市数据局成立于2018年。", FOUNDED, None),
    ("松河市数据局成立于2018年。", FOUNDED, None),
    ("松河市数据局局长秦岚表示，松河市已推出“松河办”平台。", LAUNCHED, "秦岚"),
    ("松河市数据局指出，松河市推出“松河办”平台。", LAUNCHED, "松河市数据局"),
    ("松河市数据局透露松河市推出“松河办”平台。", LAUNCHED, "松河市数据局"),
    ("秦岚认为“松河办”平台由松河市数据局建设。", "松河办 | operatedBy | 松河市数据局", "秦岚"),
    ("《松河市数字化报告》显示，“松河办”平台注册用户达300万人。", USERS, "松河市数字化报告"),
    ("松河大学完成的评估显示，“松河办”平台注册用户达300万人。", USERS, "松河大学"),
    ("在松河大学发布的《松河市数字化报告》中，松河市排名第二。", "松河市 | ranked | 2", "松河大学"),
    ("根据《松河市数字化报告》，松河市推出“松河办”平台。", LAUNCHED, "松河市数字化报告"),
    ("秦岚表示，据松河市统计局统计，“松河办”平台注册用户达300万人。", USERS, "松河市统计局"),
    ("据松河日报报道，秦岚表示，松河市推出“松河办”平台。", LAUNCHED, "秦岚"),
    ("秦岚表示支持。松河市推出“松河办”平台。", LAUNCHED, None),
    ("松河市推出“松河办”平台，秦岚表示，群众很满意。", LAUNCHED, None),
    ("松河市数据局在《松河市数字化报告》中披露，“松河办”平台注册用户达300万人。", USERS, "松河市数据局"),
    ("《松河市数字化规划》提出“数据超市”概念。", "松河市数字化规划 | proposed | 数据超市", None),
    ("秦岚强调，要建设“数据超市”。", "秦岚 | proposed | 数据超市", None),
]


@pytest.mark.parametrize(("text", "states", "source"), SOURCES)
def test_source(text: str, states: str, source: str | None) -> None:
    parties = {
        claim.attributed_to.name if claim.attributed_to else None
        for claim in said(text)
        if statement(claim).removesuffix(" | planned") == states
    }
    assert parties == {source}


@pytest.mark.xfail(reason="a closed quotation does not end the reach of its speaker: it goes on to the full stop")
def test_words_after_the_quotation_are_the_writer_s() -> None:
    (claim,) = said("秦岚说：“群众很满意”，松河市推出“松河办”平台。")
    assert claim.attributed_to is None


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("松河大学发布《城市治理报告》。结果显示，松河市已推出“松河办”平台。", "城市治理报告"),
        ("松河市已推出“松河办”平台，松河市数据局局长秦岚说。", "秦岚"),
        ("秦岚告诉记者，松河市已推出“松河办”平台。", "秦岚"),
        ("依据《数据条例》，松河市发布《城市治理报告》。", None),
    ],
)
def test_source_far_from_what_it_says(text: str, source: str | None) -> None:
    claim = next(c for c in said(text) if c.object.name == ("松河办" if source else "城市治理报告"))
    assert (claim.attributed_to.name if claim.attributed_to else None) == source
