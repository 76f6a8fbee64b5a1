"""run.py: each thing that can go wrong is said in one sentence, and an old Python can read it."""

from __future__ import annotations

import argparse
import ast
import errno
import importlib.util
import socket
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def run(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("run", root / "run.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def fresh(
    run: ModuleType, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> ModuleType:
    """run.py in an empty folder that holds only the lock and the project file."""
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).write_bytes((root / name).read_bytes())
    for name, path in {
        "ROOT": tmp_path,
        "VENV": tmp_path / ".venv",
        "LOCK": tmp_path / "requirements.lock",
        "STAMP": tmp_path / ".venv" / "nexus-stamp.txt",
    }.items():
        monkeypatch.setattr(run, name, path)
    return run


def one_sentence(text: str) -> bool:
    return "\n" not in text and "Traceback" not in text and text.endswith((".", ")"))


def answer(code: int, stderr: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.CompletedProcess([], code, "", stderr)


def test_an_old_python_can_read_it(root: Path) -> None:
    ast.parse((root / "run.py").read_text(encoding="utf-8"), feature_version=(3, 5))


def test_it_imports_the_standard_library_only(root: Path) -> None:
    tree = ast.parse((root / "run.py").read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(str(node.module).split(".")[0])
    assert names <= sys.stdlib_module_names


@pytest.mark.parametrize("version", [(2, 7), (3, 8), (3, 10)])
def test_python_too_old(run: ModuleType, version: tuple[int, int]) -> None:
    with pytest.raises(run.Stop, match=r"needs 3\.11 or later") as caught:
        run.check_python(version)
    assert one_sentence(str(caught.value))


def test_python_new_enough(run: ModuleType) -> None:
    run.check_python((3, 11))
    run.check_python((3, 14))


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("Error: Command '... ensurepip ...' returned non-zero exit status 1.", "no venv module"),
        ("/usr/bin/python3: No module named venv", "no venv module"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("PermissionError: [Errno 13] Permission denied: '.venv'", "may not be written"),
        ("something else\nlast words", "last words"),
    ],
)
def test_why_there_is_no_venv(run: ModuleType, output: str, words: str) -> None:
    said = run.why_no_venv(output)
    assert words in said
    assert "\n" not in said


@pytest.mark.parametrize(
    ("output", "words"),
    [
        (
            "ERROR: Could not install packages: [Errno 28] No space left on device",
            "disk is full",
        ),
        (
            "ConnectionError: Failed to establish a new connection: Name resolution failed",
            "needs a network connection",
        ),
        ("error: error sending request for url: dns error", "needs a network connection"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "differs"),
        ("error: a build failed", "a build failed"),
    ],
)
def test_why_packages_were_not_installed(run: ModuleType, output: str, words: str) -> None:
    said = run.why_not_installed(output)
    assert words in said
    assert "\n" not in said


def test_a_missing_lock_is_said(fresh: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    fresh.LOCK.unlink()
    assert fresh.main(["test"]) == 1
    said = capsys.readouterr().err
    assert "requirements.lock is missing" in said
    assert "Traceback" not in said


def test_set_up_says_each_step_once_and_not_again(
    fresh: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    called: list[list[str]] = []

    def quiet(command: list[str]) -> subprocess.CompletedProcess[str]:
        called.append(command)
        fresh.venv_python().parent.mkdir(parents=True, exist_ok=True)
        fresh.venv_python().touch()
        return answer(0)

    monkeypatch.setattr(fresh, "quiet", quiet)
    fresh.set_up()
    assert [line.split(":")[1].strip() for line in capsys.readouterr().out.splitlines()] == [
        "1 of 3",
        "2 of 3",
        "3 of 3",
        "ready",
    ]
    assert any("--require-hashes" in command for command in called)
    before = len(called)
    fresh.set_up()
    assert len(called) == before
    fresh.LOCK.write_text(fresh.LOCK.read_text(encoding="utf-8") + "# new\n", encoding="utf-8")
    fresh.set_up()
    assert len(called) == before + 2


def test_a_failed_install_leaves_no_stamp(
    fresh: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def quiet(command: list[str]) -> subprocess.CompletedProcess[str]:
        if "install" in command:
            return answer(1, "Connection refused")
        fresh.venv_python().parent.mkdir(parents=True, exist_ok=True)
        fresh.venv_python().touch()
        return answer(0)

    monkeypatch.setattr(fresh, "quiet", quiet)
    assert fresh.main([]) == 1
    assert "network" in capsys.readouterr().err
    assert not fresh.STAMP.exists()


def test_a_full_disk_at_the_last_step(run: ModuleType) -> None:
    assert "disk is full" in run.disk_sentence(OSError(errno.ENOSPC, "No space left on device"))
    assert "could not be written" in run.disk_sentence(OSError(errno.EACCES, "Permission denied"))


def test_without_uv_pip_is_used(fresh: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(fresh, "quiet", lambda command: called.append(command) or answer(0))
    fresh.install(None, ["x"])
    fresh.install("/usr/bin/uv", ["x"])
    assert called[0][1:4] == ["-m", "pip", "install"]
    assert called[1][:3] == ["/usr/bin/uv", "pip", "install"]


def test_a_port_that_is_asked_for_and_taken(run: ModuleType) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(run.Stop, match=f"port {port} is in use") as caught:
            run.choose_port(port)
    assert one_sentence(str(caught.value))
    assert run.choose_port(port) == port


def test_the_usual_port_taken_takes_the_next_and_says_so(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "is_free", lambda port: port >= run.PORT + 2)
    assert run.choose_port(None) == run.PORT + 2
    assert f"port {run.PORT} is in use" in capsys.readouterr().out
    monkeypatch.setattr(run, "is_free", lambda port: False)
    with pytest.raises(run.Stop, match="all in use"):
        run.choose_port(None)


@pytest.mark.parametrize("text", ["0", "65536", "-1", "many", "80.5"])
def test_a_port_is_a_number(run: ModuleType, text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        run.port_number(text)


def test_help_lists_what_there_is(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(root / "run.py"), "--help"], capture_output=True, text=True, check=True
    )
    assert "open the seminar" in done.stdout
    assert "run every test" in done.stdout


def test_words_after_test_go_to_pytest_and_others_are_refused(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(run, "set_up", lambda: None)
    monkeypatch.setattr(run.subprocess, "call", lambda command, **_: called.append(command) or 5)
    assert run.main(["test", "tests/timeline", "-x", "-k", "order"]) == 5
    assert called[0][1:] == ["-m", "pytest", "tests/timeline", "-x", "-k", "order"]
    with pytest.raises(SystemExit):
        run.main(["lab", "--prot", "80"])
    assert "not known: --prot 80" in capsys.readouterr().err


def test_windows_paths(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.os, "name", "nt")
    assert run.venv_python().as_posix().endswith(".venv/Scripts/python.exe")
