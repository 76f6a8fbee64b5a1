"""One set of dependencies in three files, and no registry's host in any."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.version import Version

HOSTS = re.compile(
    r"pypi\." r"org|files\.python" r"hosted|registry\.npm" r"js|anaconda\." r"org/|deb\.debi" r"an",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def conda(root: Path) -> list[Any]:
    return list(
        yaml.safe_load((root / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    )


@pytest.fixture(scope="module")
def locked(root: Path) -> dict[str, Version]:
    lines = (root / "requirements.lock").read_text(encoding="utf-8").splitlines()
    found = [re.match(r"([A-Za-z0-9_.-]+)==([^ ;\\]+)", line) for line in lines]
    return {match[1].lower(): Version(match[2]) for match in found if match}


def by_name(lines: list[str]) -> dict[str, Requirement]:
    return {Requirement(line).name: Requirement(line) for line in lines}


def conda_requirements(conda: list[Any]) -> dict[str, Requirement]:
    return by_name([line for line in conda if isinstance(line, str)])


def test_conda_names_the_same_direct_dependencies(
    project: dict[str, Any], conda: list[Any]
) -> None:
    direct = by_name(project["project"]["dependencies"])
    named = conda_requirements(conda)
    nbval = by_name([line for line in project["dependency-groups"]["dev"] if "nbval" in line])
    expected = {**direct, **nbval}
    assert set(named) - {"python", "pip"} == set(expected)
    for name, requirement in expected.items():
        assert named[name].specifier == requirement.specifier, name


def test_the_python_bound_is_the_same(
    project: dict[str, Any], conda: list[Any], root: Path
) -> None:
    bound = project["project"]["requires-python"]
    assert str(conda_requirements(conda)["python"].specifier) == bound
    oldest = re.search(r"OLDEST = \((\d+), (\d+)\)", (root / "run.py").read_text(encoding="utf-8"))
    assert oldest and bound == f">={oldest[1]}.{oldest[2]}"


def test_the_bounds_admit_what_is_locked(
    project: dict[str, Any], locked: dict[str, Version]
) -> None:
    lines = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    for name, requirement in by_name(lines).items():
        assert name.lower() in locked, name
        assert requirement.specifier.contains(locked[name.lower()], prereleases=True), name


def test_every_locked_package_has_hashes(root: Path) -> None:
    text = (root / "requirements.lock").read_text(encoding="utf-8")
    for block in re.split(r"\n(?=[A-Za-z0-9])", text):
        if "==" in block.split("\n")[0]:
            assert "--hash=sha256:" in block, block.split("\n")[0]


def test_no_registry_host_in_any_file(root: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert len(listed) > 30
    for name in listed:
        path = root / name
        if path.is_file():
            assert not HOSTS.search(path.read_text(encoding="utf-8", errors="replace")), name


def test_the_wheel_carries_data_and_front_ends(root: Path, tmp_path: Path) -> None:
    import sys
    import zipfile

    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=root,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (root / "data").iterdir():
        assert f"nexus/_data/{path.name}" in names
    for name in ("assets/dom.js", "assets/look.css", "timeline/timeline.js", "study/quiz.js"):
        assert f"nexus/{name}" in names
    assert "nexus/publish/templates/nexus/index.html.j2" in names
    assert any(name.endswith("settings/overrides.d/nexus.json") for name in names)
