"""The competency questions: one file ontology/queries/NAME.rq each, headed by the question in Chinese and English.

    # zh: 某机构何时成立？
    # en: When was a body established?
    # param name: 佛山市数字政府建设管理局 — the body, by any of its names

A parameter is a variable of the query that is bound when the query runs, never pasted in. Its default says what it
takes: a whole number (2017), a term (kg:launched), else a name. Where it is empty or a bare kg:, the variable stays
free unless a value is given.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg import iris
from kg.errors import QueryError
from kg.schema import ontology_folder
from kg.zh.script import language

PREFIXES = iris.PREFIXES
_INTEGER = NamedNode(PREFIXES["xsd"] + "integer")
_HEADER = re.compile(r"#[ \t]*(zh|en|param[ \t]+\w+):[ \t]*(.*?)[ \t\r]*", re.ASCII)
_PARAMETER = re.compile(r"(?:(?P<default>.*?)[ \t]+|)—[ \t]+(?P<description>.+)")
_ABSOLUTE = re.compile(r"<?([A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|^`\\]+)>?")
_LITERAL = re.compile(r'"(?P<text>.*)"(?:@(?P<language>[A-Za-z]+(?:-[A-Za-z0-9]+)*)|\^\^(?P<datatype>\S+))?', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable that is bound from outside; `default` is as the head of the question has it."""

    name: str
    default: str
    description: str

    @property
    def free(self) -> bool:
        """Is the variable left unbound where no value is given?"""
        return self.default in ("", "kg:")

    def term(self, value: str) -> NamedNode | Literal:
        """The RDF term for the value given, read as the default is. Raises QueryError if it is of another sort."""
        if re.fullmatch(r"-?\d+", self.default, re.ASCII):
            return self._number(value)
        if self.default and isinstance(read_term(self.default), NamedNode):
            return self._named(value)
        return _name(value) if self.default else read_term(value)

    def _number(self, value: str) -> Literal:
        if not re.fullmatch(r"-?\d+", value, re.ASCII):
            raise QueryError(f"parameter {self.name}: {value!r} is not a whole number; give one like {self.default}")
        return Literal(value, datatype=_INTEGER)

    def _named(self, value: str) -> NamedNode:
        term = read_term(value if ":" in value else f"kg:{value}")
        if not isinstance(term, NamedNode):
            raise QueryError(f"parameter {self.name}: {value!r} is no term; give one like {self.default} or a full IRI")
        return term


@dataclass(frozen=True, slots=True)
class Question:
    """A query with its question in Chinese and English; `name` is the file's name without .rq."""

    name: str
    zh: str
    en: str
    parameters: tuple[Parameter, ...]
    path: Path
    text: str


def questions() -> tuple[Question, ...]:
    """All competency questions, by name. Raises QueryError on a file without its head, naming the file."""
    return tuple(_read(path) for path in sorted((ontology_folder() / "queries").glob("*.rq")))


def find(name: str) -> Question:
    """The question of that name. Raises QueryError with the nearest name and the list."""
    path = ontology_folder() / "queries" / f"{name}.rq"
    if re.fullmatch(r"[\w-]+", name) and path.is_file():
        return _read(path)
    names = sorted(p.stem for p in path.parent.glob("*.rq"))
    raise QueryError(f"no question is called {name!r}{nearest(name, names)}; there are {', '.join(names)}")


def nearest(name: str, names: list[str]) -> str:
    """" (did you mean X?)" if one of `names` is like `name`, else nothing."""
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    return f" (did you mean {close[0]}?)" if close else ""


def head(text: str) -> dict[str, str]:
    """What the comment lines at the top of a query say: "zh", "en", "param NAME" → their text."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        if match := _HEADER.fullmatch(line):
            found[re.sub(r"\s+", " ", match[1])] = match[2]
    return found


def parameters_of(text: str, source: str) -> tuple[Parameter, ...]:
    """The parameters that the head of a query declares. Raises QueryError if one lacks its description."""
    said = {key.removeprefix("param "): value for key, value in head(text).items() if key.startswith("param ")}
    return tuple(_parameter(name, value, source) for name, value in said.items())


def read_term(value: str) -> NamedNode | Literal:
    """An IRI (full or with a known prefix), a literal as Turtle writes it, a whole number, else a Chinese name."""
    if re.fullmatch(r"-?\d+", value, re.ASCII):
        return Literal(value, datatype=_INTEGER)
    if match := _LITERAL.fullmatch(value):
        return _literal(match)
    prefix, _, local = value.partition(":")
    if prefix in PREFIXES and re.fullmatch(r"\w*", local):
        return NamedNode(PREFIXES[prefix] + local)
    absolute = _ABSOLUTE.fullmatch(value) if value.startswith("<") or "://" in value else None
    return NamedNode(absolute[1]) if absolute else _name(value)


def _name(text: str) -> Literal:
    """A name as the graph writes it: Chinese if it has a Chinese character, else English."""
    return Literal(text, language=language(text))


def _literal(match: re.Match[str]) -> Literal:
    if match["datatype"]:
        datatype = read_term(match["datatype"])
        if isinstance(datatype, NamedNode):
            return Literal(match["text"], datatype=datatype)
        raise QueryError(f"{match['datatype']!r} is not a datatype; give one like xsd:date")
    return Literal(match["text"], language=match["language"].lower()) if match["language"] else Literal(match["text"])


def _read(path: Path) -> Question:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: cannot be read as UTF-8 text: {error}") from None
    said = head(text)
    for key in ("zh", "en"):
        if not said.get(key):
            raise QueryError(f"{path}:1:1: no line `# {key}: …`; head it with the question in Chinese and English")
    return Question(path.stem, said["zh"], said["en"], parameters_of(text, str(path)), path, text)


def _parameter(name: str, said: str, source: str) -> Parameter:
    match = _PARAMETER.fullmatch(said)
    if not match:
        raise QueryError(f"{source}: {said!r} is no parameter; write `# param {name}: default — description`")
    return Parameter(name, match["default"] or "", match["description"])
