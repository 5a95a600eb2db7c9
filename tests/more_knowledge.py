"""A third invented article, read by hand: seats, subordination, venues, targets, and what is denied by someone."""

from __future__ import annotations

from kg.graph import to_quads
from kg.model import Article, Reading, Value
from kg.resolve import resolve
from tests.knowledge import READINGS, SCHEMA, claim, clean, mention

THIRD = Article(
    "a-003",
    "2021年7月2日，2021年云州数字论坛在云州会展中心举行。\n"
    "青禾科技有限公司总部位于云州市，是青禾集团的下属企业。\n"
    "根据《云州行动方案》，到2025年，云州市上云企业达到500家（责任单位：青禾集团）。青禾集团表示，青禾科技有限公司没有参加2021年云州数字论坛。\n"
    "为贯彻落实《云州数据条例》制定的《云州行动方案》（云政发〔2021〕3号）自2021年8月1日起施行。",
    title="云州数字论坛",
    published="2021-07-03",
)


def _third() -> Reading:
    read = clean(THIRD)
    forum = mention(read, "2021年云州数字论坛", "Event", kind="Forum")
    again = mention(read, "2021年云州数字论坛", "Event", kind="Forum", nth=1)
    venue = mention(read, "云州会展中心", "Place", kind="Venue")
    day = mention(read, "2021年7月2日", "Date", value=Value("2021-07-02", "date"))
    company = mention(read, "青禾科技有限公司", "Organization", kind="Company")
    company_again = mention(read, "青禾科技有限公司", "Organization", kind="Company", nth=1)
    group = mention(read, "青禾集团", "Organization", kind="Company")
    city = mention(read, "云州市", "Place", kind="City", code="990100")
    plan = mention(read, "云州行动方案", "Document", kind="Plan")
    firms = mention(read, "500家", "Quantity", value=Value("500", "quantity", "家"))
    target = (("metric", Value("上云企业", "text")), ("unit", Value("家", "text")), ("date", Value("2025", "date")),
              ("responsible", group))
    denied = "青禾科技有限公司没有参加2021年云州数字论坛"
    stated = (
        claim(read, forum, "heldOn", day, "2021年7月2日，2021年云州数字论坛在云州会展中心举行"),
        claim(read, forum, "heldIn", venue, "2021年云州数字论坛在云州会展中心举行"),
        claim(read, company, "locatedIn", city, "青禾科技有限公司总部位于云州市"),
        claim(read, company, "partOf", group, "青禾科技有限公司总部位于云州市，是青禾集团的下属企业"),
        claim(read, city, "indicator", firms, "到2025年，云州市上云企业达到500家",
              qualifiers=target, modality="planned", attributed_to=plan),
        claim(read, company_again, "attended", again, denied, modality="negated", attributed_to=group),
    )
    law = mention(read, "云州数据条例", "Document", kind="Law")
    number = mention(read, "云政发〔2021〕3号", "Text")
    force = mention(read, "2021年8月1日", "Date", value=Value("2021-08-01", "date"))
    identity = (
        claim(read, plan, "carriesOut", law, "为贯彻落实《云州数据条例》制定的《云州行动方案》"),
        claim(read, plan, "documentNumber", number, "《云州行动方案》（云政发〔2021〕3号）"),
        claim(read, plan, "inForceFrom", force, "《云州行动方案》（云政发〔2021〕3号）自2021年8月1日起施行"),
    )
    return Reading(read, (forum, venue, company, group, city, plan, law), (*stated, *identity))


KNOWLEDGE = resolve((*READINGS, _third()), schema=SCHEMA)
QUADS = tuple(to_quads(KNOWLEDGE, SCHEMA))
