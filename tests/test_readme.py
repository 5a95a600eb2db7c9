"""The READMEs are true: their commands print what they show, and both show the same.

`README=write pytest tests/test_readme.py` puts what the commands print now into both.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
READMES = [ROOT / "README.md", ROOT / "README.zh.md"]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.M)


def blocks(path: Path, language: str) -> list[str]:
    return [found[2] for found in BLOCK.finditer(path.read_text("utf-8")) if found[1] == language]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the checkout to the commands, and that they may write to."""
    folder = tmp_path_factory.mktemp("readme")
    for name in ("seeds", "tests", "kg"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "ontology", folder / "ontology")
    return folder


def printed(command: str, place: Path) -> str:
    bin = Path(sys.executable).parent
    surroundings = os.environ | {"PATH": f"{bin}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        ["sh", "-c", f"{{ {command}\n}} 2>&1"], cwd=place, env=surroundings, capture_output=True, check=True
    )
    return done.stdout.decode("utf-8").replace("\r\n", "\n")


def test_every_command_prints_what_is_shown(place: Path) -> None:
    shown = [found for block in blocks(READMES[0], "console") for found in COMMAND.findall(block)]
    assert len(shown) > 10
    really = [(command, printed(command, place)) for command, _ in shown]
    if os.environ.get("README") == "write":
        for path in READMES:
            text = path.read_text("utf-8")
            for (command, output), (_, new) in zip(shown, really, strict=True):
                text = text.replace(f"$ {command}\n{output}", f"$ {command}\n{new}")
            path.write_text(text, encoding="utf-8")
    else:
        assert really == shown


def test_the_python_session_is_true(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [session] = blocks(READMES[0], "pycon")
    monkeypatch.chdir(place)
    (place / "session.txt").write_text(session, encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "doctest", "session.txt"], cwd=place, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")
    assert len(doctest.DocTestParser().get_examples(session)) > 5


def test_a_word_is_taught_as_described(place: Path) -> None:
    [entry] = blocks(READMES[0], "turtle")
    [sentence], [fact] = re.findall(r'rdf:value "(.*)"@', entry), re.findall(r'lex:states "(.*)"', entry)
    command = f"echo '{sentence}' | python -m kg extract - --format table"
    subject, predicate, object_ = fact.split(" | ")
    assert predicate not in printed(command, place)
    lexicon = place / "ontology/lexicon.ttl"
    before = lexicon.read_text("utf-8")
    lexicon.write_text(f"{before}\n{entry}", encoding="utf-8")
    said = printed(command, place).splitlines()[2].split()
    lexicon.write_text(before, encoding="utf-8")
    assert said[:3] == [subject, predicate, object_]


@pytest.mark.parametrize("language", ["sh", "console", "pycon", "turtle"])
def test_both_languages_show_the_same(language: str) -> None:
    without_comments = [[re.sub(r" *# .*", "", text) for text in blocks(path, language)] for path in READMES]
    assert without_comments[0] == without_comments[1]
    assert without_comments[0]


def test_links_lead_somewhere() -> None:
    for path in READMES:
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text("utf-8")):
            assert (ROOT / link).exists(), f"{path.name} links to {link}"
