"""The frames of Chinese: one matcher each, from a word of the lexicon in a sentence to the arguments around it.

A matcher yields Bindings: argument role → coordinated mentions. 由, 被, 把, 将 and relative clauses belong to the frame, never
to a word; which classes may fill a role is decided by the property's domain and range (`Site.fits`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.lexicon import Sense
from kg.model import Mention
from kg.relate import arguments
from kg.relate.arguments import Group
from kg.relate.sentence import CLAUSE_MARKS, Sentence

NOMINAL = ("n", "j", "l", "vn")
_VAGUE = frozenset("有的 有些 部分 一些 其他 各地 各方 大家 人们 谁 另一些 多数 有人 各省 各市".split())
COPULAS = frozenset("是 系 为 作为 属 即 属于 乃".split())
_BEFORE_OBJECT = frozenset("将 把".split())


@dataclass(slots=True)
class Site:
    """A word of the lexicon at token `index` of a sentence, read in one sense."""

    sentence: Sentence
    index: int
    sense: Sense
    fits: Callable[[str, Mention], Mention | None]
    previous: Sequence[Sentence]

    def filler(self, role: str) -> arguments.Fits:
        """The class filter of one argument."""
        return lambda mention: self.fits(role, mention)

    def left(self, role: str, *, before: int | None = None) -> Group:
        """The subject left of the word (or of token `before`)."""
        found = arguments.subject_left(self.sentence, self.index if before is None else before, self.filler(role))
        return found[0] if found else []

    def subject(self, role: str, *, before: int | None = None) -> Group:
        """The subject in the clause, else the one carried over, if the clause has no other subject of its own."""
        at = self.index if before is None else before
        here = self.left(role, before=at)
        return here or (
            []
            if self._own_subject(at)
            else arguments.carried_subject(self.sentence, at, self.filler(role), self.previous)
        )

    def right(self, role: str) -> Group:
        """The object right of the word."""
        found = arguments.object_right(self.sentence, self.index, self.filler(role))
        return found[0] if found else []

    def text_at(self, index: int) -> str:
        """The text of a token, "" outside the sentence."""
        return self.sentence.tokens[index].text if 0 <= index < len(self.sentence.tokens) else ""

    def _own_subject(self, at: int) -> bool:
        low, _ = self.sentence.clause(at)
        if any(t.text in _VAGUE and t.mention is None for t in self.sentence.tokens[low:at]):
            return True
        return any(
            t.depth == self.sentence.tokens[at].depth
            and t.tag.startswith(NOMINAL)
            and not t.entries
            and (t.mention is None or t.mention.cls not in ("Date", "Quantity"))
            and not arguments._governed(self.sentence, i)
            for i, t in enumerate(self.sentence.tokens[low:at], low)
        )


@dataclass(frozen=True, slots=True)
class Binding:
    """Arguments by role. `distributive` aligns subjects and objects one to one (分别, 依次)."""

    roles: dict[str, Group] = field(default_factory=dict)
    distributive: bool = False
    certainty: float = 0.9


def transitive(site: Site) -> Iterator[Binding]:
    """甲V乙；由甲V乙；乙由甲V；甲将乙V；甲V的乙。"""
    if _is_circumstance(site):
        return
    agent, theme = ("agent", "theme")
    marker = arguments.agent_marker(site.sentence, site.index)
    themes = site.right(theme)
    if nominal := _nominalised(site):
        yield nominal
        return
    if marker is not None:
        agents = arguments.marked_agents(site.sentence, marker, site.index, site.filler(agent))
        themes = themes or site.subject(theme, before=marker)
        if not agents and site.text_at(marker + 1) in ("其", "它"):
            agents = arguments.carried_subject(site.sentence, site.index, site.filler(agent), site.previous)
    else:
        themes = themes or _before_object(site, theme) or _described(site, theme)
        if not themes and _closes_clause(site):
            themes = _fronted(site)
        agents = (_relative_agent(site) or site.subject(agent)) if themes else []
        themes = _defined(site) or themes
    if agents and themes:
        yield Binding({agent: agents, theme: themes})


def _defined(site: Site) -> Group:
    """乙 of 乙是甲V的平台: what stands after 的 only says what sort of thing it is."""
    low, _ = site.sentence.clause(site.index)
    copula = next((i for i in range(low + 1, site.index) if site.text_at(i) in COPULAS), None)
    if copula is None or site.text_at(site.index + 1) != "的":
        return []
    named = _fits_at(site, copula - 1, "theme")
    return [named] if named else []


_SUPPORT = frozenset("承担 负责 承担着 参与 从事 肩负 承担了 开展".split())


def _nominalised(site: Site) -> Binding | None:
    """甲承担乙的V（任务）: a verb of support and the word as a noun."""
    at = site.index - 2
    if site.text_at(site.index - 1) != "的" or not (at >= 0 and _fits_at(site, at, "theme")):
        return None
    low, _ = site.sentence.clause(site.index)
    support = next((i for i in range(at - 1, low - 1, -1) if site.text_at(i) in _SUPPORT), None)
    if support is None:
        return None
    agents, themes = (
        site.subject("agent", before=support),
        arguments.group_at(site.sentence, at, site.filler("theme"))[0],
    )
    return Binding({"agent": agents, "theme": themes}) if agents else None


_DESCRIBED = re.compile(r"了(在[^，。；]{4,24}的(?:战略|策略|政策|制度|措施|做法|计划))$")


def _described(site: Site, role: str) -> Group:
    """A measure that is described, not named: 实施了在……的战略."""
    _, high = site.sentence.clause(site.index)
    end = high - 1 if site.text_at(high - 1)[:1] in CLAUSE_MARKS else high
    match = _DESCRIBED.match(site.sentence.between(site.index + 1, end))
    if match is None:
        return []
    start = site.sentence.tokens[site.index + 1].start + match.start(1)
    theme = site.fits(
        role, Mention(start, start + len(match[1]), match[1], "Concept", 0.6, "noun phrase", "Strategy", match[1])
    )
    return [theme] if theme else []


def _relative_agent(site: Site) -> Group:
    """甲 of 甲V的乙, also where a preposition governs the whole phrase (依据甲发布的《乙》)."""
    if site.text_at(site.index + 1) != "的":
        return []
    at = site.index - 1
    while (
        at >= 0 and site.sentence.tokens[at].mention is None and site.sentence.tokens[at].tag in ("d", "p", "ad", "b")
    ):
        at -= 1
    while at >= 0 and (mention := site.sentence.tokens[at].mention) is not None and mention.cls == "Date":
        at -= 1
    group, first, _ = (
        arguments.group_at(site.sentence, at, site.filler("agent"))
        if at >= 0 and _fits_at(site, at, "agent")
        else ([], 0, 0)
    )
    return [] if site.text_at(first - 1) in ("在", "于") else group


def proposal(site: Site) -> Iterator[Binding]:
    """甲提出乙；甲强调，要建设乙；甲提出要求，“实施乙，……”。"""
    found = arguments.object_right(site.sentence, site.index, site.filler("theme"))
    if found is not None:
        themes = [*found[0], *_chained(site, found[2])]
    else:
        themes = [theme for at in _openings(site) for theme in _demanded(site, at)]
    if not themes:
        return
    marker = arguments.agent_marker(site.sentence, site.index)
    if marker is not None:
        agents = arguments.marked_agents(site.sentence, marker, site.index, site.filler("agent"))
    else:
        agents = site.left("agent") or _just_issued(site) or site.subject("agent")
    if agents:
        yield Binding({"agent": agents, "theme": themes})


def _just_issued(site: Site) -> Group:
    """甲印发《乙》，提出丙: what proposes is the document (guidelines, ruling 23)."""
    number = site.sentence.tokens[site.index].clause
    before = [t for t in site.sentence.tokens if t.clause == number - 1]
    issued = [
        t.mention
        for i, t in enumerate(before)
        if t.mention and t.mention.cls == "Document" and any(e.name == "publish" for v in before[:i] for e in v.entries)
    ]
    document = site.fits("agent", issued[-1]) if issued else None
    return [document] if document else []


def _openings(site: Site) -> list[int]:
    """Where a demand may begin: after the comma or colon that ends the word's clause, and after every opening quotation mark."""
    _, high = site.sentence.clause(site.index)
    tokens = site.sentence.tokens
    return sorted(
        {
            high,
            *(
                at + 1
                for at in range(site.index, len(tokens))
                if tokens[at].mention is None and tokens[at].text.endswith("“")
            ),
        }
    )


def _demanded(site: Site, at: int) -> Group:
    """乙 of （要）（加快）建设乙 at `at`, and what is chained to it."""
    verb = _demand(site, at)
    if verb is None:
        return []
    group, _, last = arguments.group_at(site.sentence, verb + 1, site.filler("theme"))
    return [*group, *_chained(site, last)]


def _demand(site: Site, at: int) -> int | None:
    """The position of a verb of doing near `at` that a concept follows at once."""
    tokens = site.sentence.tokens
    while at < len(tokens) and (
        tokens[at].mention is not None
        and tokens[at].mention.cls == "Date"  # type: ignore[union-attr]
        or tokens[at].mention is None
        and (tokens[at].text in _MUST or tokens[at].tag in ("d", "ad") and not tokens[at].entries)
    ):
        at += 1
    if (
        at + 1 >= len(tokens)
        or tokens[at].mention is not None
        or not (tokens[at].text in _DEMANDING or any(entry.name in _DEMANDED for entry in tokens[at].entries))
    ):
        return None
    return at if _fits_at(site, at + 1, "theme") else None


def _chained(site: Site, last: int) -> Group:
    """推行甲、完善乙，推广丙: further demands right after the one that ends at token `last`."""
    found: Group = []
    while (
        site.text_at(last + 1) in ("、", "，", "；", "和", "并", "，并")
        and (verb := _demand(site, last + 2)) is not None
    ):
        group, _, last = arguments.group_at(site.sentence, verb + 1, site.filler("theme"))
        found += group
    return found


_DEMANDED = frozenset(["implement", "build", "release", "propose"])
_DEMANDING = frozenset("实现 建立 构建 完善 健全 打造 形成 加强 增强 建成 培育 设立 推出".split())
_MUST = frozenset("要 应 应当 必须 须 加快 着力 大力 深入 “ 持续 全面 进一步 积极".split())


def _fronted(site: Site) -> Group:
    """乙甲尚未启用；乙由丙承建，甲V；甲正在编制乙，拟于明年V: the theme stands before the word."""
    low, _ = site.sentence.clause(site.index)
    if site.left("agent"):
        first = _fits_at(site, low, "theme")
        return [first] if first else arguments.carried_subject(site.sentence, site.index, site.filler("theme"), site.previous)
    before = site.sentence.tokens[low - 2].mention if low > 1 and site.text_at(low - 1) == "，" else None
    theme = site.fits("theme", before) if before else None
    return [theme] if theme else []


def _closes_clause(site: Site) -> bool:
    """乙由甲承建，丙负责运维: the word ends its clause, so its theme is the topic."""
    after = site.sentence.tokens[site.index + 1] if site.index + 1 < len(site.sentence.tokens) else None
    return after is None or (after.mention is None and bool(CLAUSE_MARKS & set(after.text)))


def _before_object(site: Site, role: str) -> Group:
    """乙 of 将乙V, 把乙V."""
    low, _ = site.sentence.clause(site.index)
    for at in range(site.index - 1, low, -1):
        if (
            site.text_at(at - 1) in _BEFORE_OBJECT
            and (mention := site.sentence.tokens[at].mention)
            and site.fits(role, mention)
        ):
            return arguments.group_at(site.sentence, at, site.filler(role))[0]
    return []


def ergative(site: Site) -> Iterator[Binding]:
    """乙V；乙由甲V；甲V乙。"""
    if _is_circumstance(site):
        return
    marker = arguments.agent_marker(site.sentence, site.index)
    themes = site.right("theme")
    agents: Group = []
    if not themes and site.text_at(site.index + 1) == "的":
        return
    if marker is not None:
        agents = arguments.marked_agents(site.sentence, marker, site.index, site.filler("agent"))
        themes = themes or site.subject("theme", before=marker)
    elif themes:
        if site.index and any(entry.frame == "ProposalFrame" for entry in site.sentence.tokens[site.index - 1].entries):
            return  # 明确组建乙: what is demanded is no founding
        agents = (
            _relative_agent(site)
            if site.text_at(site.index + 1) == "的"
            else [agent for agent in site.subject("agent") if agent not in themes]
        )
    else:
        themes = site.subject("theme") if not _takes_object(site) else []
    if themes:
        yield Binding(
            {
                "theme": themes,
                "agent": agents,
                "time": arguments.dates_of(site.sentence, site.index),
                "place": _places(site),
            },
            _distributive(site),
        )


_CIRCUMSTANCE = (
    "当日",
    "当天",
    "仪式",
    "以来",
    "之后",
    "以后",
    "之前",
    "以前",
    "时间",
    "现场",
    "初期",
    "条件",
    "期间",
    "前后",
    "前",
    "后",
    "时",
    "与否",
)


def _is_circumstance(site: Site) -> bool:
    """成立当天, 发布以来, 上线后: the word only dates something else."""
    at = site.index + 1
    return site.text_at(at) in _CIRCUMSTANCE and (
        site.text_at(at) not in ("前", "后", "时") or site.text_at(at + 1) in ("，", "的", "。")
    )


def _takes_object(site: Site) -> bool:
    """Is the word followed by a common noun, so that its left neighbour cannot be its theme (成立专班)?"""
    after = site.sentence.tokens[site.index + 1] if site.index + 1 < len(site.sentence.tokens) else None
    return (
        after is not None
        and after.mention is None
        and after.clause == site.sentence.tokens[site.index].clause
        and (after.tag.startswith(NOMINAL) or bool(after.entries))
    )


def _places(site: Site) -> Group:
    """The place of the event: 在甲V, V于甲."""
    low, high = site.sentence.clause(site.index)
    for at in range(low + 1, high):
        mention = site.sentence.tokens[at].mention
        if mention and site.text_at(at - 1) in ("在", "于", "为", "到") and (place := site.fits("place", mention)):
            return [place]
    return []


def _distributive(site: Site) -> bool:
    low, high = site.sentence.clause(site.index)
    return any(word in site.sentence.between(low, high) for word in ("分别", "依次", "先后", "分列"))


def prepositional(site: Site) -> Iterator[Binding]:
    """甲位于乙；位于乙的甲。"""
    complements = site.right("complement") or _modifier_right(site, "complement") or _unnamed_place(site)
    themes: Group = []
    for at in range(site.index + 1, min(site.index + 6, len(site.sentence.tokens) - 1)):
        following = site.sentence.tokens[at + 1].mention
        if (
            site.text_at(at) == "的"
            and following
            and site.fits("theme", following)
            and site.fits("complement", following) is None
        ):
            themes = arguments.group_at(site.sentence, at + 1, site.filler("theme"))[0][:1]
    themes = themes or site.subject("theme")
    if complements and themes:
        yield Binding({"theme": themes, "complement": complements[:1]})


def _unnamed_place(site: Site) -> Group:
    """Words that no list knows after 位于, up to the end of the clause: a place."""
    _, high = site.sentence.clause(site.index)
    tokens = [t for t in site.sentence.tokens[site.index + 1 : high] if not CLAUSE_MARKS & set(t.text)]
    name = "".join(t.text for t in tokens)
    if (
        not 2 <= len(name) <= 12
        or not _HAN.fullmatch(name)
        or any(t.mention or t.entries or t.tag[0] in "pducr" for t in tokens)
    ):
        return []
    place = site.fits(
        "complement", Mention(tokens[0].start, tokens[-1].end, name, "Place", 0.5, "place", "Venue", name)
    )
    return [place] if place else []


def _modifier_right(site: Site, role: str) -> Group:
    _, high = site.sentence.clause(site.index)
    found = (site.fits(role, token.mention) for token in site.sentence.tokens[site.index + 1 : high] if token.mention)
    return [mention for mention in found if mention][:1]


def noun_possessive(site: Site) -> Iterator[Binding]:
    """甲是乙（的）直属机构；作为乙所属的事业单位，甲……"""
    low, _ = site.sentence.clause(site.index)
    owner = next((at for at in range(site.index - 1, low - 1, -1) if _fits_at(site, at, "complement")), None)
    if (
        owner is not None
        and site.text_at(site.index + 1) in COPULAS
        and (named := _fits_at(site, site.index + 2, "theme"))
    ):
        owned = _fits_at(site, owner, "complement")
        yield Binding({"theme": [named], "complement": [owned] if owned else []})
        return
    if owner is None or site.sentence.between(owner + 1, site.index).strip("的所属直接管理副正厅局处级") not in (
        "",
        "省级",
        "市级",
        "一级",
    ):
        return
    copula = next((at for at in range(owner - 1, low - 1, -1) if site.text_at(at) in COPULAS), None)
    if copula is None:
        return
    complements = [mention for mention in [_fits_at(site, owner, "complement")] if mention]
    themes = _next_subject(site) if site.text_at(copula) == "作为" else site.subject("theme", before=copula)
    if themes and complements:
        yield Binding({"theme": themes, "complement": complements})


def _fits_at(site: Site, at: int, role: str) -> Mention | None:
    mention = site.sentence.tokens[at].mention
    return site.fits(role, mention) if mention else None


def _next_subject(site: Site) -> Group:
    _, high = site.sentence.clause(site.index)
    for at in range(high, len(site.sentence.tokens)):
        if _fits_at(site, at, "theme"):
            return arguments.group_at(site.sentence, at, site.filler("theme"))[0]
    return []


_EVER = frozenset("则 均 分别 都 始终 一直 仍 仍然 也 就 现 现在 目前 原先 原先的".split())


def role_noun(site: Site) -> Iterator[Binding]:
    """甲的主办方为乙。"""
    after = site.index + 1
    while site.text_at(after) in _EVER:
        after += 1
    if site.text_at(after) not in COPULAS and site.text_at(after) not in ("由", "包括", "："):
        return
    agents = site.right("agent") or unnamed_party(site, after + 1)
    themes = site.subject("theme") or _modifier_left(site, "theme")
    if agents and themes:
        yield Binding({"theme": themes, "agent": agents})


def unnamed_party(site: Site, low: int, high: int | None = None) -> Group:
    """Words that no list knows where only a party can stand (承建企业为……。, 与……签署): an organisation."""
    end = site.sentence.clause(site.index)[1] if high is None else high
    tokens = [t for t in site.sentence.tokens[low:end] if not CLAUSE_MARKS & set(t.text)]
    name = "".join(t.text for t in tokens)
    if (
        not tokens
        or any(t.mention or t.entries or t.tag[0] in "pducrm" for t in tokens)
        or not 2 <= len(name) <= 8
        or not _HAN.fullmatch(name)
    ):
        return []
    party = Mention(tokens[0].start, tokens[-1].end, name, "Organization", 0.5, "party", None, name)
    return [party] if site.fits("agent", party) or site.fits("party", party) or site.fits("counterparty", party) else []


_HAN = re.compile(r"[\u4e00-\u9fff]+")


def _modifier_left(site: Site, role: str) -> Group:
    low, _ = site.sentence.clause(site.index)
    found = (_fits_at(site, at, role) for at in range(site.index - 1, low - 1, -1))
    return [mention for mention in found if mention][:1]


def speech(site: Site) -> Iterator[Binding]:
    """甲在会上V；甲V（会为上文所提，只限致辞、演讲一类）。"""
    agents = site.subject("agent")
    low, high = site.sentence.clause(site.index)
    events: Group = []
    for at in range(high - 1, low - 1, -1):
        event = _fits_at(site, at, "theme")
        if event and (site.text_at(at - 1) in ("在", "于") or site.text_at(at + 1) in ("上", "期间", "中", "开幕式")):
            events = [event]
            break
    if not events and site.sentence.tokens[site.index].text in _CARRIES_EVENT:
        events = arguments.carried_subject(site.sentence, site.index, site.filler("theme"), site.previous)[
            :1
        ] or _last_event(site)
    if agents and events:
        yield Binding({"agent": agents, "theme": events})


_CARRIES_EVENT = frozenset(
    "致辞 发言 演讲 作主旨演讲 发表讲话 发表演讲 发表主旨演讲 作报告 致欢迎辞 作主题演讲 作专题报告 致开幕词 发表致辞 宣读贺信 宣布开幕 做主旨演讲 作主旨报告".split()
)


def _last_event(site: Site) -> Group:
    for sentence in reversed(site.previous):
        for token in sentence.tokens:
            if token.mention and (event := site.fits("theme", token.mention)):
                return [event]
    return []


def participation(site: Site) -> Iterator[Binding]:
    """甲出席乙会；甲出席（开幕式：会为上文所提）。"""
    plain = list(transitive(site))
    if plain or site.text_at(site.index + 1) == "的":
        yield from plain
        return
    agents = site.subject("agent")
    if agents and not site.right("theme"):
        events = arguments.carried_subject(site.sentence, site.index, site.filler("theme"), site.previous)[
            :1
        ] or _last_event(site)
        if events:
            yield Binding({"agent": agents, "theme": events}, certainty=0.7)


def appointment(site: Site) -> Iterator[Binding]:
    """甲任某职；任命甲为某职；某职由甲担任。"""
    marker = arguments.agent_marker(site.sentence, site.index)
    posts = site.right("post") or _after_as(site)
    if marker is not None:
        people = arguments.marked_agents(site.sentence, marker, site.index, site.filler("agent"))
        posts = posts or site.subject("post", before=marker)
    else:
        people = (
            [p for p in [_fits_at(site, site.index + 1, "agent")] if p]
            if site.index + 1 < len(site.sentence.tokens)
            else []
        )
        people = people or site.subject("agent")
    if people and posts:
        yield Binding({"agent": people[:1], "post": posts})


def _after_as(site: Site) -> Group:
    """丙 of 任命甲为丙."""
    for at in range(site.index + 1, min(site.index + 5, len(site.sentence.tokens))):
        if site.text_at(at - 1) == "为" and _fits_at(site, at, "post"):
            return arguments.group_at(site.sentence, at, site.filler("post"))[0]
    return []


MATCHERS: dict[str, Callable[[Site], Iterator[Binding]]] = {
    "TransitiveFrame": transitive,
    "ProposalFrame": proposal,
    "ErgativeFrame": ergative,
    "IntransitivePPFrame": prepositional,
    "NounPossessiveFrame": noun_possessive,
    "RoleNounFrame": role_noun,
    "SpeechFrame": speech,
    "ParticipationFrame": participation,
    "AppointmentFrame": appointment,
}
