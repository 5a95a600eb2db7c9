"""Companies by their legal form: the name begins at its place, or behind what governs it."""

import pytest

from kg import pipeline
from kg.clean import clean
from kg.model import Article

COMPANIES = [
    ("重庆树荣化工有限公司成立于2005年。", ["重庆树荣化工有限公司"]),
    ("青江高达软件系统有限公司于2004年8月18日登记成立。", ["青江高达软件系统有限公司"]),
    ("云岭米兰（广州）有限公司成立于2005年。", ["云岭米兰（广州）有限公司"]),
    ("林远决定创办广州雅沁国际文化传媒有限公司。", ["广州雅沁国际文化传媒有限公司"]),
    ("公司简介广州松河科技有限公司成立于2005年。", ["广州松河科技有限公司"]),
    ("深圳市松河互联文化传媒科技有限公司总部位于深圳。", ["深圳市松河互联文化传媒科技有限公司"]),
    ("贵州松河酒厂（集团）梅酒有限责任公司榜上有名。", ["贵州松河酒厂（集团）梅酒有限责任公司"]),
    ("松河实业（集团）股份有限公司上市。", ["松河实业（集团）股份有限公司"]),
    ("由北京松钢股份有限公司、大连梅德集团有限公司组成。", ["北京松钢股份有限公司", "大连梅德集团有限公司"]),
    ("中国松河通信集团广东有限公司承建平台。", ["中国松河通信集团广东有限公司"]),
    ("云南省政府携手青衡软件有限公司共建平台。", ["青衡软件有限公司"]),
    ("2005年在重庆投资设立青衡化工有限公司。", ["青衡化工有限公司"]),
    ("运维单位换成青衡软件有限公司。", ["青衡软件有限公司"]),
    ("平台（由广州青衡软件有限公司开发）上线。", ["广州青衡软件有限公司"]),
]


@pytest.mark.parametrize(("text", "names"), COMPANIES)
def test_company(text: str, names: list[str]) -> None:
    (reading,) = pipeline.read([clean(Article("example", text))])
    assert [m.text for m in reading.mentions if m.kind == "Company"] == names
