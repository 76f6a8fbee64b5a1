"""Whatever happens to a file: a list with its doubts told, or one clear sentence."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator

import pytest

from nexus.instruments.lists import ListError, PublishedList, read_bytes
from nexus.instruments.search import search

from . import samples

FORMS = {
    "sdn.csv": samples.as_csv(samples.SDN),
    "old.xml": samples.OLD_XML.encode(),
    "advanced.xml": samples.ADVANCED_XML.encode(),
    "un.xml": samples.UN_XML.encode(),
}


def damaged(raw: bytes) -> Iterator[bytes]:
    draw = random.Random(len(raw))
    for _ in range(80):
        yield raw[: draw.randrange(len(raw))]
        noisy = bytearray(raw)
        for _ in range(draw.randrange(1, 12)):
            noisy[draw.randrange(len(noisy))] = draw.randrange(256)
        yield bytes(noisy)
    yield from (raw + raw, gzip.compress(raw), raw.decode().encode("utf-16"), b"\xef\xbb\xbf" + raw)


def tried(name: str, raw: bytes) -> PublishedList | None:
    """Return what was read, or None after one sentence."""
    try:
        return read_bytes({name: raw})
    except ListError as fault:
        assert "\n" not in str(fault)
        assert "To mend it: " in str(fault)
        return None


@pytest.mark.parametrize("name", FORMS)
def test_a_damaged_file_is_read_in_part_or_refused_in_one_sentence(name: str) -> None:
    outcomes = [tried(name, raw) for raw in damaged(FORMS[name])]
    read = [one for one in outcomes if one is not None]
    assert 0 < len(read) < len(outcomes)
    for one in read:
        assert one.entries["entry_id"].is_unique
        assert set(one.aliases["entry_id"]) <= set(one.entries["entry_id"])
        search(one, "Choe Pil-ho")


@pytest.mark.parametrize("name", ["old.xml", "un.xml"])
def test_a_fault_far_down_a_long_file_is_told_by_its_line(name: str) -> None:
    text = FORMS[name].decode()
    gone = {"old.xml": "<lastName>MORNING REED</lastName>", "un.xml": "<DATAID>9003</DATAID>"}[name]
    begins = {"old.xml": "<sdnEntry>", "un.xml": "<ENTITY>"}[name]
    if name == "un.xml":
        text = text.replace("<REFERENCE_NUMBER>KPe.903</REFERENCE_NUMBER>", "")
    text = text.replace(gone, "")
    at = text.rindex(begins)
    text = f"{text[:at]}<!-- {begins} -->{chr(10) * 70_000}{text[at:]}"
    line = text[: text.rindex(begins)].count("\n") + 1
    read = read_bytes({name: text.encode()})
    assert any(f"{name}, line {line}: " in fault for fault in read.faults)
