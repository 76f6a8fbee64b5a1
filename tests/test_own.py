"""The learner's folder, and files that are replaced whole."""

from __future__ import annotations

import errno
import os
import stat
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nexus import own

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="rights are others on Windows")


def test_the_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(own.FOLDER_VARIABLE, str(tmp_path / "elsewhere"))
    assert own.work_folder() == tmp_path / "elsewhere"
    monkeypatch.setenv(own.FOLDER_VARIABLE, "")
    monkeypatch.chdir(tmp_path)
    assert own.work_folder() == tmp_path / "my-work"
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_and_its_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "one" / "two" / "file.json"
    own.replace(path, "new")
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_any_text_comes_back_byte_for_byte(tmp_path: Path, text: str) -> None:
    own.replace(tmp_path / "file", "older and longer text " * 20)
    own.replace(tmp_path / "file", text)
    assert (tmp_path / "file").read_bytes() == text.encode("utf-8")


def test_line_ends_are_the_same_on_every_system(tmp_path: Path) -> None:
    own.replace(tmp_path / "file", "one\ntwo\r\n")
    assert (tmp_path / "file").read_bytes() == b"one\ntwo\r\n"


def test_half_a_surrogate_pair_is_no_traceback(tmp_path: Path) -> None:
    own.replace(tmp_path / "file", "one \ud83d two")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "one ? two"


@pytest.mark.parametrize("broken", ["write", "fsync", "replace"])
@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str, fault: BaseException
) -> None:
    path = tmp_path / "file"
    own.replace(path, "old")

    def fail(*_: object, **__: object) -> None:
        raise fault

    if broken == "write":
        monkeypatch.setattr(Path, "open", fail)
    elif broken == "fsync":
        monkeypatch.setattr(own.os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(type(fault)):
        own.replace(path, "new")
    monkeypatch.undo()
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_text_is_on_the_disk_before_it_gets_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    own.replace(path, "old")
    seen = []

    def look(descriptor: int) -> None:
        seen.append((path.read_text(encoding="utf-8"), os.fstat(descriptor).st_size))

    monkeypatch.setattr(own.os, "fsync", look)
    own.replace(path, "brand new")
    assert seen == [("old", len("brand new"))]


def test_a_folder_that_is_a_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError):
        own.replace(tmp_path / "file" / "inside", "new")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "kept").touch()
    with pytest.raises(OSError):
        own.replace(tmp_path / "folder", "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o666])
def test_a_file_keeps_its_rights(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "file"
    path.touch()
    path.chmod(mode)
    own.replace(path, "new")
    assert stat.S_IMODE(path.stat().st_mode) == mode


@POSIX
def test_a_new_file_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    own.replace(tmp_path / "ours", "new")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


@POSIX  # Windows refuses to replace a file that is open elsewhere
def test_windows_that_write_at_once_leave_one_whole_text(tmp_path: Path) -> None:
    path = tmp_path / "file"
    texts = [name * 50_000 for name in "abcd"]
    seen = set()

    def window(text: str) -> None:
        for _ in range(10):
            own.replace(path, text)
            seen.add(path.read_text(encoding="utf-8"))

    windows = [threading.Thread(target=window, args=(text,)) for text in texts]
    for one in windows:
        one.start()
    for one in windows:
        one.join()
    assert seen <= set(texts)
    assert list(tmp_path.iterdir()) == [path]
