"""The codebook and the log of disputes say what the data say."""

from __future__ import annotations

from pathlib import Path

import pytest

from nexus.case import Case, read_package
from nexus.cli import main
from nexus.publish import codebook


@pytest.mark.parametrize(
    ("name", "make"),
    [(codebook.CODEBOOK, codebook.codebook), (codebook.DISPUTES, codebook.disputes)],
)
def test_the_committed_page_is_current(root: Path, case: Case, name: str, make: object) -> None:
    kept = (root / "data" / name).read_text(encoding="utf-8")
    assert kept == make(case), f"run `nexus codebook`: {name} is not current"  # type: ignore[operator]


def test_every_column_and_every_dispute_is_there(case: Case) -> None:
    text = codebook.codebook(case)
    for resource in read_package(case.folder)["resources"]:
        for field in resource["schema"]["fields"]:
            assert f"| `{field['name']}` |" in text
    log = codebook.disputes(case)
    for event_id in case.events.loc[case.events["status"] == "disputed", "event_id"]:
        assert f"`{event_id}`" in log


def test_the_command_makes_both(data_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data_copy / codebook.CODEBOOK).unlink()
    assert main(["codebook", str(data_copy)]) == 0
    assert (data_copy / codebook.CODEBOOK).is_file()
    assert "made anew" in capsys.readouterr().out
