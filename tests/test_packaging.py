"""The wheel stands on its own: it holds the ontology and every data file, and works far away from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import kg
import kg.schema

ROOT = Path(__file__).parent.parent


def call(*command: object, cwd: Path, **surroundings: str) -> str:
    env = os.environ | surroundings
    done = subprocess.run([*map(str, command)], cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built as `pip wheel` would, but offline: the build tool is one of the locked packages."""
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    [built] = folder.glob("kg-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the checkout that holds the unpacked wheel."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-index", "--no-deps", "--target"]
    call(*pip, folder, wheel, cwd=folder)
    return folder


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    files = [path for folder in ("kg", "ontology") for path in (ROOT / folder).rglob("*") if path.is_file()]
    names = {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}
    assert {name if name.startswith("kg/") else f"kg/{name}" for name in names} <= held
    assert "kg/py.typed" in held
    assert not {name for name in held if name.startswith(("tests/", "seeds/"))}


def test_the_installed_package_finds_its_ontology(installed: Path) -> None:
    asked = "import kg.schema, kg.lexicon; print(kg.schema.ontology_folder(), len(kg.schema.load().relations))"
    folder, relations = call(sys.executable, "-c", asked, cwd=installed, PYTHONPATH=str(installed)).split()
    assert Path(folder) == installed / "kg" / "ontology"
    assert int(relations) == len(kg.schema.load().relations)


def test_the_installed_package_reads_a_text(installed: Path) -> None:
    (installed / "a.txt").write_text("2017年12月16日，佛山市数字政府建设管理局揭牌成立。", encoding="utf-8")
    run = [sys.executable, "-m", "kg"]
    assert "COMMAND" in call(*run, "--help", cwd=installed, PYTHONPATH=str(installed))
    assert "2017-12-16" in call(*run, "extract", "a.txt", cwd=installed, PYTHONPATH=str(installed))


def test_the_doctor_knows_what_the_wheel_brought(installed: Path) -> None:
    def told() -> dict[tuple[str, str], str]:
        run = [sys.executable, "-m", "kg", "doctor", "--json"]
        env = os.environ | {"PYTHONPATH": str(installed)}
        done = subprocess.run(run, cwd=installed, env=env, capture_output=True, text=True, check=False)
        found = map(json.loads, done.stdout.splitlines())
        return {(record["check"], record["subject"]): record["state"] for record in found}

    assert told()["installed", "kg"] == "ok"
    changes = dict.fromkeys(("kg/zh/data/names.toml", "kg/ontology/kg.ttl"), "data-changed") | {
        "kg/iris.py": "code-changed"}  # fmt: skip
    before = {name: (installed / name).read_bytes() for name in changes}
    try:
        for name in changes:
            (installed / name).write_bytes(before[name] + b"\n")
        (installed / "kg/py.typed").unlink()
        found = told()
    finally:
        for name, content in before.items():
            (installed / name).write_bytes(content)
        (installed / "kg/py.typed").touch()
    states = {"data-changed": "note", "code-changed": "fault"}
    assert {(check, name): found.get((check, name)) for name, check in changes.items()} == {
        (check, name): states[check] for name, check in changes.items()}  # fmt: skip
    assert found["file-missing", "kg/py.typed"] == "fault"


@pytest.mark.skipif(os.environ.get("KG_REQUIRE_SBOM") != "1", reason="asks a package registry: KG_REQUIRE_SBOM=1")
def test_the_bill_of_materials_names_what_is_locked_with_its_hashes(tmp_path: Path) -> None:
    for name in ("Makefile", ".ci", "requirements.txt", "pyproject.toml", "README.md"):
        (tmp_path / name).symlink_to(ROOT / name)
    assert call("make", "sbom", cwd=tmp_path).strip() == "build/sbom.json"
    first = (tmp_path / "build/sbom.json").read_bytes()
    bill = json.loads(first)
    lock = (ROOT / "requirements.txt").read_text("utf-8").replace("\\\n", "")
    locked = {entry.split("==")[0]: entry for entry in lock.splitlines() if "==" in entry}
    parts = {part["name"]: part for part in bill["components"]}
    assert bill["bomFormat"] == "CycloneDX"
    assert set(parts) == set(locked)
    for name, part in parts.items():
        assert part["version"] in locked[name]
        hashes = {each["content"] for ref in part["externalReferences"] for each in ref.get("hashes", ())}
        assert hashes
        assert all(digest in locked[name] for digest in hashes)
    call("make", "sbom", cwd=tmp_path)
    assert (tmp_path / "build/sbom.json").read_bytes() == first, "the same bytes each time"


def test_the_metadata_says_what_the_package_says(wheel: Path) -> None:
    assert wheel.name == f"kg-{kg.__version__}-py3-none-any.whl"
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"## [{kg.__version__}]" in changes or "## [Unreleased]" in changes


def test_every_language_step_is_published_to_spacy() -> None:
    import kg.pipeline

    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]["spacy_factories"]
    assert set(declared) >= set(kg.pipeline.load().pipe_names)
    published = {point.name: point for point in entry_points(group="spacy_factories") if point.value.startswith("kg.")}
    assert {name: point.value for name, point in published.items()} == declared
    assert all(callable(point.load()) for point in published.values())


def test_the_lock_names_every_dependency_with_hashes_and_no_host() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for name, wanted in (("requirements.txt", project["dependencies"]),
                         ("requirements-dev.txt", project["optional-dependencies"]["dev"])):  # fmt: skip
        lock = (ROOT / name).read_text("utf-8")
        assert "://" not in lock
        assert "index" not in lock.replace("importlib", "")
        locked = [entry.split("==")[0] for entry in lock.splitlines() if "==" in entry]
        assert {dependency.split(">")[0].split("=")[0] for dependency in wanted} <= set(locked)
        assert all("--hash=sha256:" in entry for entry in lock.replace("\\\n", "").splitlines() if "==" in entry)


def test_the_public_names_are_there_however_often_one_asks() -> None:
    asked = (
        "import kg; assert all(callable(kg.build) and callable(kg.extract) for _ in range(2)); print(kg.build.__name__)"
    )
    assert call(sys.executable, "-c", asked, cwd=ROOT) == "build\n"
