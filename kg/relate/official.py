"""An official document, as its form shows (GB/T 9704—2012): who issued what on which day, and what lies ahead in it.

    海岭市人民政府关于印发《海岭市数据行动计划》的通知 … 海岭市人民政府 2021年3月5日 … 海岭市数据行动计划 一、总体目标 …
    海岭市数据条例 2021年3月5日 海岭市人民政府令第7号公布 …

The title says who issues what, the line under the name of the body when; of a law the line below its title says both.
A title may stand in what the file says of itself instead of in the text.
What a plan says in its own text is planned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kg.model import Claim, Clean, Mention
from kg.relate.coordination import Group
from kg.relate.markers import affixes, choice
from kg.relate.quoted import evidence
from kg.relate.sentence import Sentence
from kg.relate.signed import MARKS, Signature, is_title, only, signatures
from kg.relate.titled import NOTICE, without_version

_HEAD = 8
"""Among how many first lines the title stands."""
_NEAR = 100
"""How many characters below the title a signature may stand for its evidence to be one run with the title."""
_ITS_OWN = re.compile(rf"[^，。；：！？《》]*?关于[^，。；：！？《》]{{2,50}}的{choice('kinds_of_official_documents')}")
_NUMBERED = re.compile(r"\s*[一二三四五六七八九十]+、[^，。；：！？]{2,30}。?\s*")
_PROMULGATED = re.compile(r"日\s*(?P<number>(?P<who>[\u4e00-\u9fff、]{2,40}?)(?:令第\d{1,4}号)?)(?:公布|发布|颁布)")
"""Below the title of a law: 2021年3月5日 海岭市人民政府令第7号公布."""
_ARTICLE = re.compile(r"\s*第[一二三四五六七八九十百零〇\d]+条(?![款的、，。])")
_OF_DOERS = frozenset(
    ["indicator", "proposed", "implements", "attended", "cooperatesWith", "establishedBy", "launched"]
)
"""Properties of what somebody does or measures."""
_RULE, _LIKELY = "official form", 0.9
_STATE = "中华人民共和国"
_ISSUERS = frozenset(["Organization", "Place"])


@dataclass(frozen=True, slots=True)
class Official:
    """A document whose form is official: its title as a mention (None if the text has it nowhere), its issuers, the day
    beside its signature.

    `number` is that of the order that promulgates a law, `plan` the offset in the reading text from which the text of a
    plan runs, None of what is no plan.
    """

    title: Mention | None
    issuers: Group
    day: Mention | None
    plan: int | None = None
    number: Mention | None = None

    @property
    def since(self) -> str | None:
        """The ISO date of the day."""
        return self.day.value.lexical if self.day and self.day.value else None


def issued(clean: Clean, form: Official | None) -> Iterator[Claim]:
    """The claims that the form makes: who issued the document and when, and the number of the order."""
    if form is None or form.title is None or not form.title.name:
        return
    qualifiers = (("date", form.day.value),) if form.day and form.day.value else ()
    for issuer in form.issuers:
        far = form.day is not None and issuer.start > form.title.end + _NEAR
        said = evidence(clean, _RULE, issuer, form.day if far and form.day else form.title)
        yield Claim(issuer, "published", form.title, said, qualifiers, score=_LIKELY)
    if number := form.number:
        said = evidence(clean, _RULE, form.title, number)
        yield Claim(form.title, "documentNumber", number, said, score=_LIKELY)


def norms_from(sentences: Sequence[Sentence]) -> int | None:
    """Where the articles of a law begin (第一条 …), as an offset in the reading text."""
    articles = [sentence.start for sentence in sentences if _ARTICLE.match(sentence.text)]
    return articles[0] if len(articles) > 1 else None


def states(claim: Claim, sentence: Sentence, norms: int | None) -> bool:
    """Is the claim a fact where it stands? What the articles of a law bid whomever it concerns is none: a fine, a term,
    what a body is to carry out."""
    return norms is None or sentence.start < norms or claim.property not in _OF_DOERS


def official(sentences: Sequence[Sentence], headline: str = "") -> Official | None:
    """The document that a text is or issues, if its form tells, or its headline, which stands outside the text."""
    return _titled(sentences) or _headed(sentences, headline.strip())


def _titled(sentences: Sequence[Sentence]) -> Official | None:
    """The document whose title is one of the first lines."""
    for sentence in sentences[:_HEAD]:
        notice = NOTICE.fullmatch(sentence.text.strip())
        if notice or _ITS_OWN.fullmatch(sentence.text.strip()):
            title = _issued(sentence) if notice else _whole(sentence)
            signed = _signed(sentences)
            if title and (notice or signed):
                plan = _runs_from(sentences, title.name, title.end) if notice else None
                issuers = _issuers(sentence) or (signed.bodies if signed else [])
                return Official(title, issuers, signed.day if signed else None, plan=plan)
    first = sentences[0] if sentences else None
    if first is None:
        return None
    if _plans(first.text) and any(_NUMBERED.fullmatch(other.text) for other in sentences):
        signed = _signed(sentences)
        return Official(_whole(first), [], signed.day if signed else None, plan=first.end)
    return _promulgated(first, sentences[1:_HEAD]) or _own(first, sentences)


def _own(title: Sentence, sentences: Sequence[Sentence]) -> Official | None:
    """The announcement, bulletin or report whose first line is its title and which a body signs."""
    signed = _signed(sentences) if is_title(title) else None
    return Official(_whole(title), signed.bodies, signed.day) if signed else None


def _signed(sentences: Sequence[Sentence]) -> Signature | None:
    """The first signature of the text."""
    return next(signatures(sentences), None)


def _headed(sentences: Sequence[Sentence], headline: str) -> Official | None:
    """The document that a headline names, or that the notice of this title issues."""
    notice = NOTICE.fullmatch(headline)
    signed = _signed(sentences)
    day = signed.day if signed else None
    if notice is None:
        numbered = any(_NUMBERED.fullmatch(sentence.text) for sentence in sentences)
        return Official(None, [], day, plan=0) if numbered and _plans(headline) else None
    title = _named(sentences, notice["title"])
    said = notice["issuer"].strip()
    issuers = [body for body in signed.bodies if said in ("", body.name)] if signed else []
    return Official(title, issuers, day, plan=_runs_from(sentences, notice["title"]))


def _named(sentences: Sequence[Sentence], name: str) -> Mention | None:
    """Where the document of this name is first named, in the text or by a line that is its title."""
    for sentence in sentences:
        if without_version(sentence.text.strip(MARKS)) == without_version(name):
            return _whole(sentence)
        for _, document in sentence.mentions(0, len(sentence.tokens), "Document"):
            if document.name == name:
                return document
    return None


def _promulgated(title: Sentence, lines: Sequence[Sentence]) -> Official | None:
    """The law whose title is a line of its own, promulgated by the first of the lines below that says so."""
    named = only(title)
    if named is None or named.cls != "Document":
        return None
    for line in lines:
        days = [day for _, day in line.mentions(0, len(line.tokens), "Date") if day.value]
        said = _PROMULGATED.search(line.text)
        if said and days:
            number = _body(line, *said.span("number"), "Text") if said["number"] != said["who"] else None
            return Official(_whole(title), _promulgators(line, said), days[0], number=number)
    return None


def _promulgators(line: Sentence, said: re.Match[str]) -> Group:
    """国务院 and 中央军事委员会 of 中华人民共和国国务院、中华人民共和国中央军事委员会令第7号."""
    parts = re.compile("[^、]+").finditer(line.text, *said.span("who"))
    return [_body(line, *part.span(), "Organization") for part in parts]


def _body(line: Sentence, start: int, end: int, cls: str) -> Mention:
    """The characters [start, end) of a line as what promulgates, or its order."""
    text, offset = line.text[start:end], line.start
    name = text.removeprefix(_STATE) if cls == "Organization" else text
    return Mention(offset + start, offset + end, text, cls, 0.9, "promulgation", None, name)


def _issued(sentence: Sentence) -> Mention | None:
    """The document in the title of a notice."""
    return next((document for _, document in sentence.mentions(0, len(sentence.tokens), "Document")), None)


def _whole(sentence: Sentence) -> Mention:
    """The line as the title that it is."""
    name = sentence.text.strip(MARKS)
    start = sentence.start + sentence.text.index(name)
    return Mention(start, start + len(name), name, "Document", 0.9, "title", None, name)


def _issuers(sentence: Sentence) -> Group:
    """The bodies before 关于; one of several titles of a line that has none before it issues nothing."""
    about = next((i for i, token in enumerate(sentence.tokens) if token.word == "关于"), 0)
    before = sentence.tokens[:about]
    named = [token.mention for token in before if token.mention and token.mention.name]
    apart = "".join(token.word for token in before).strip(MARKS + "、和等")
    return [] if apart else [mention for mention in named if mention.cls in _ISSUERS]


def _runs_from(sentences: Sequence[Sentence], title: str, after: int = -1) -> int | None:
    """Where the text of the plan begins that a notice issues: below its title in a line that starts past `after`."""
    name = without_version(title)
    if not name.endswith(affixes("plans")):
        return None
    lines = (sentence for sentence in sentences if sentence.start > after)
    return next((line.end for line in islice(lines, 60) if without_version(line.text.strip(MARKS)) == name), None)


def _plans(line: str) -> bool:
    """Is the line the title of a plan, and no headline about one?"""
    name = without_version(line.strip(MARKS))
    headline = re.search(rf"[，。；：！？《》]|{choice('words_of_headlines')}", name)
    return len(name) > 6 and name.endswith(affixes("plans")) and not name.endswith("通知") and not headline
