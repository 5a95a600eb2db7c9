"""Frames of verbs with an agent and a theme.

由, 被, 把, 将 and relative clauses belong to the frame, never to a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Mention
from kg.relate import fronted
from kg.relate.circumstances import is_circumstance, is_demanded
from kg.relate.coordination import Group
from kg.relate.doers import relative_agent
from kg.relate.markers import affixes, words
from kg.relate.nominal import nominalised, since
from kg.relate.sentence import CLAUSE_MARKS
from kg.relate.site import Binding, Site
from kg.relate.speakers import body_of_post

_MODIFIED = "nabjl"
"""First letters of the tags of words that open a noun phrase."""
_DESCRIBED = re.compile(r"了?((?:在|以|面向|针对|围绕|基于)[^，。；]{4,24}的(?:战略|策略|政策|制度|措施|做法|计划))$")


def transitive(site: Site) -> Iterator[Binding]:
    """甲V乙；由甲V乙；乙由甲V；甲将乙V；甲V的乙；V乙的（是）甲；甲承担乙的V。"""
    if is_circumstance(site) and not _names_agent(site):
        yield from since(site)
        return
    nominal = list(nominalised(site))
    if nominal or is_demanded(site):
        yield from nominal
        return
    marker = site.marker
    agents, themes = _active(site) if marker is None else _passive(site, marker)
    themes = [theme for theme in themes if not _only_modifies(site, theme) and not _is_one_of_many(site, theme)]
    if agents and themes:
        yield Binding({"agent": agents, "theme": themes}, distributive=site.says("distributive"))


def _names_agent(site: Site) -> bool:
    """由甲V以来: a deed that only dates another is told all the same where its doer is."""
    return site.marker is not None and site.text_at(site.index + 1) in words("since_then")


def _only_modifies(site: Site, theme: Mention) -> bool:
    """“聚储通算用”全产业链: a quotation before another noun is what is carried out only if that noun is a measure."""
    if site.sense.property != "implements" or not (theme.text[0] == "“" and theme.text[-1] == "”"):
        return False
    at = site.sentence.position(theme)
    after = site.sentence.tokens[at + 1] if at is not None and at + 1 < len(site.sentence.tokens) else None
    if after is not None and after.mention is not None and after.mention.text.startswith("“"):
        return False  # “甲”“乙”改革
    if after is not None and after.word in words("occupations"):
        return True
    return after is not None and after.tag[0] in _MODIFIED and after.word not in words("measures")


def _is_one_of_many(site: Site, theme: Mention) -> bool:
    """建设一批中心: what is only said to be of a kind, after a number of them that is left open, names nothing."""
    many = site.text_at(site.index + 1) in words("many_of_a_kind")
    done = site.sense.property in ("launched", "implements") and theme.start > site.sentence.tokens[site.index].end
    return many and done and (theme.text[0] != "“" or site.filler_at(site.index + 2, "theme") is not None)


def _passive(site: Site, marker: int) -> tuple[Group, Group]:
    """由甲V乙；乙由甲V；乙由其V。"""
    agents = site.marked_agents(marker)
    themes = _defined(site) or site.right("theme") or _before_verb(site) or site.topic("theme", before=marker)
    if site.text_at(marker + 1) in words("agent_pronouns"):
        agents = [*site.carried("agent")[:1], *agents]
    return agents, themes


def _active(site: Site) -> tuple[Group, Group]:
    """甲V乙；甲将乙V；甲V的乙；乙，甲V。"""
    themes, agents = site.relative("theme", "agent")
    if agents:
        return agents, themes
    supports = site.text_at(site.index - 2) in words("support_verbs")
    if supports and site.text_at(site.index - 1) in words("agent_pronouns"):
        return _of_pronoun(site)
    if site.text_at(site.index - 1) == "关于":
        return _noticed(site)
    if site.sense.property == "published" and site.sentence.between(site.low, site.index).startswith(
        affixes("performing")
    ):
        return _issuer(site), _before_verb(site) or site.right("theme") or site.carried("theme")
    themes = _defined(site) or site.right("theme") or _described(site)
    if not themes and (themes := _before_verb(site)):
        return _head(site, "agent") or site.subject("agent"), themes
    if not themes and (noted := _noted(site)):
        return site.left("agent"), noted
    if not themes and (apposed := _apposed(site)):
        return relative_agent(site), apposed
    if not themes and (owned := _owned(site))[0]:
        return owned
    if not themes and site.closes_clause():
        themes = [] if fronted.is_others_work(site) else fronted.theme(site)
    if not themes:
        return [], []
    if site.text_at(site.index + 1) == "的":
        opens = site.index == site.low > 0 and site.text_at(site.low - 1) == "，"
        return relative_agent(site) or site.nearby("agent") or (site.carried("agent") if opens else []), themes
    return site.subject("agent"), themes


def _noted(site: Site) -> Group:
    """乙 of 乙（甲某日V）."""
    if site.text_at(site.index + 1) != "）":
        return []
    depth = site.sentence.tokens[site.index].depth
    opens = next((at for at in range(site.index, 0, -1) if site.sentence.tokens[at - 1].depth < depth), 0)
    named = site.filler_at(opens - 1, "theme") or site.filler_at(opens - 2, "theme")
    return [named] if named else []


def _apposed(site: Site) -> Group:
    """乙 of 乙，甲V的应用，……, where 乙 opens the sentence."""
    opens = site.low == 2 and site.text_at(1) == "，" and site.text_at(site.index + 1) == "的"
    named = site.filler_at(0, "theme") if opens else None
    return [named] if named else []


def _owned(site: Site) -> tuple[Group, Group]:
    """甲 and 乙 of 甲的乙（正式）上线, and of 甲局局长某宣布乙上线: whose platform it is puts it into service."""
    tokens = site.sentence.tokens
    named = [at for at, mention in site.sentence.mentions(site.low, site.index) if mention.cls != "Date"]
    at = named[-1] if named else site.low
    theme = site.filler_at(at, "theme")
    intransitive = site.sense.property == "launched" and site.closes_clause() and site.marker is None
    if theme is None or not intransitive or any(token.is_verb for token in tokens[at + 1 : site.index]):
        return [], []
    if site.text_at(at - 1) in words("announcing"):
        return body_of_post(site.sentence, at - 2, site.filler("agent")) or site.left("agent", before=at - 1), [theme]
    by = at - 2 if site.text_at(at - 1) == "的" else at - 1
    owner = site.filler_at(by, "agent") if by >= site.low else None
    opens = all(token.mention is not None and token.mention.cls == "Date" for token in tokens[site.low : by])
    return ([owner], [theme]) if owner and opens else ([], [])


def _of_pronoun(site: Site) -> tuple[Group, Group]:
    """甲 and 乙 of 丙推出乙，负责其V的甲……."""
    if site.text_at(site.index + 1) != "的" or not site.filler_at(site.index + 2, "agent"):
        return [], []
    earlier = (mention for _, mention in reversed(site.sentence.mentions(0, site.low)))
    theme = next((theme for mention in earlier if (theme := site.fits("theme", mention))), None)
    return site.group_at(site.index + 2, "agent").group, [theme] if theme else []


def _noticed(site: Site) -> tuple[Group, Group]:
    """甲 and 乙 of 甲关于印发《乙》的通知，某日公布."""
    issued = site.filler_at(site.index + 1, "theme")
    if issued is None or site.text_at(site.index + 2) != "的" or site.high >= len(site.sentence.tokens):
        return [], []
    low, high = site.sentence.clause(site.high)
    doings = (entry.name for token in site.sentence.tokens[low:high] for entry in token.entries)
    released = any(name == "publish" for name in doings)
    return (site.left("agent", before=site.index - 1), [issued]) if released else ([], [])


def _issuer(site: Site) -> Group:
    """甲 of 甲令（第3号） or 甲关于印发《乙》的通知, which opens the text in which 现予公布 is done by being said."""
    for sentence in (*site.previous, site.sentence):
        opening = sentence.mention_at(0)
        if opening is not None and sentence.text_at(1).startswith(affixes("decrees")):
            agent = site.fits("agent", opening)
            return [agent] if agent else []
    return []


def _head(site: Site, role: str) -> Group:
    """甲 of 为乙提供支撑的甲."""
    at = site.index + 2
    return site.group_at(at, role).group if site.text_at(at - 1) == "的" and site.filler_at(at, role) else []


def _defined(site: Site) -> Group:
    """乙 of 乙是甲V的平台: what stands after 的 only says what sort of thing it is."""
    copula = next((i for i in range(site.low, site.index) if site.text_at(i) in words("copulas")), None)
    if copula is None or site.text_at(site.index + 1) != "的" or _has_role(site, copula):
        return []
    named = site.filler_at(copula - 1, "theme")
    return [named] if named else site.subject("theme", before=copula)


def _has_role(site: Site, copula: int) -> bool:
    """其运营方是甲旗下的……: is what the copula defines only somebody's role?"""
    entries = (entry for token in site.sentence.tokens[site.low : copula] for entry in token.entries)
    return any(entry.frame == "RoleNounFrame" for entry in entries)


def _described(site: Site) -> Group:
    """A measure that is described, not named: 甲实施了在……的战略。"""
    end = site.high - 1 if site.text_at(site.high - 1)[:1] in CLAUSE_MARKS else site.high
    match = _DESCRIBED.match(site.sentence.between(site.index + 1, end))
    if match is None:
        return []
    start = site.sentence.tokens[site.index + 1].start + match.start(1)
    name = match[1]
    described = Mention(start, start + len(name), name, "Concept", 0.6, "noun phrase", "Strategy", name)
    theme = site.fits("theme", described)
    return [theme] if theme else []


def _before_verb(site: Site) -> Group:
    """乙 of 甲将乙V, 甲把乙V, 甲为乙提供支撑, 甲让……的乙与公众V."""
    provides = site.text_at(site.index).startswith("提供")
    markers = words("object_markers") | (words("beneficiary_markers") if provides else frozenset())
    for at in range(site.index - 1, site.low, -1):
        if site.text_at(at - 1) in markers and site.filler_at(at, "theme"):
            return site.group_at(at, "theme").group
    return _described_before_verb(site) if site.marker is None else []


def _described_before_verb(site: Site) -> Group:
    """乙 of 甲把面向公众的乙V and 甲让打磨了三年的乙与市民V, the last name after 把 or 让."""
    markers = words("object_markers") | words("causatives")
    marker = next((at for at in range(site.index - 1, site.low - 1, -1) if site.sentence.word_at(at) in markers), None)
    named = site.sentence.mentions(marker + 1, site.index) if marker is not None else []
    named = [(at, mention) for at, mention in named if mention.cls not in ("Date", "Quantity", "Place")]
    if not named or not site.filler_at(named[-1][0], "theme") or site.text_at(named[-1][0] + 1) == "的":
        return []
    return site.group_at(named[-1][0], "theme").group
