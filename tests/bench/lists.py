"""Reading and searching a published list of 20,000 invented names, beside the plainest way.

The sizes are those of OFAC's list of recent years; seconds are the processor's, so that other work
on the machine counts for little. ``NEXUS_LISTS`` may name a folder with a real
list, which is then timed too.
"""

from __future__ import annotations

import io
import os
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from rapidfuzz import fuzz

from nexus.instruments.lists import PublishedList, read_bytes, read_lists
from nexus.instruments.names import name_keys
from nexus.instruments.search import search
from nexus.instruments.vintages import compare
from tests.instruments import samples

NAMES = 20_000
ROUNDS = 5
SYLLABLES = ["ri", "pak", "choe", "jong", "kim", "jo", "chang", "jin", "un", "hyon", "chol", "ho"]
ASKED = ("Choi Pil-ho", "Kim Jongun", "general trading corporation", "Zebulon Quixote")


def invented() -> dict[str, bytes]:
    """Return a CSV set of 20,000 names, 26,000 aliases and 30,000 addresses, always the same."""
    chance = random.Random(5)

    def name() -> str:
        given = [chance.choice(SYLLABLES).title() for _ in range(2)]
        return f"{chance.choice(SYLLABLES).upper()}, {' '.join(given)} {chance.randrange(9999)}"

    none = samples.NONE
    sdn, alt, add = [], [], []
    for at in range(NAMES):
        key = str(at + 1)
        remarks = f"DOB {at % 28 + 1} Feb 1950; POB Sample; Passport {at}; a.k.a. 'W{at}'."
        sdn.append([key, name(), "individual", "DPRK4] [NPWMD", "Director", *[none] * 6, remarks])
        alt += [[key, str(n), "aka", name(), none] for n in range(1 + (at % 10 < 3))]
        add += [[key, str(n), f"{at} Street", "City", "Country", none] for n in range(1 + at % 2)]
    parts = {"sdn.csv": sdn, "alt.csv": alt, "add.csv": add}
    return {key: samples.as_csv(rows) for key, rows in parts.items()}


def old_xml(parts: PublishedList) -> bytes:
    """Return the same list in the shape of SDN.XML."""
    aliases = parts.aliases.groupby("entry_id")["alias"].agg(list).to_dict()
    entries = []
    for row in parts.entries.itertuples():
        akas = "".join(
            f"<aka><uid>1</uid><type>a.k.a.</type><category>strong</category><lastName>{alias}"
            "</lastName></aka>"
            for alias in aliases.get(row.entry_id, [])
        )
        entries.append(
            f"<sdnEntry><uid>{row.entry_id}</uid><lastName>{row.name}</lastName><sdnType>Individual"
            "</sdnType><programList><program>DPRK4</program><program>NPWMD</program></programList>"
            f"<idList><id><uid>2</uid><idType>Passport</idType><idNumber>{row.entry_id}</idNumber>"
            f"</id></idList><akaList>{akas}</akaList><addressList><address><uid>3</uid><city>City"
            "</city><country>Country</country></address></addressList></sdnEntry>\n"
        )
    head = '<?xml version="1.0"?><sdnList xmlns="http://tempuri.org/sdnList.xsd">'
    return (head + "".join(entries) + "</sdnList>").encode()


def un_xml() -> bytes:
    """Return the United Nations' sample with its first person 20,000 times."""
    text = samples.UN_XML
    start, end = text.index("<INDIVIDUAL>"), text.index("</INDIVIDUAL>") + len("</INDIVIDUAL>")
    people = (text[start:end].replace("9001", str(100_000 + at)) for at in range(NAMES))
    return (text[:start] + "".join(people) + text[end:]).encode()


def advanced_xml() -> bytes:
    """Return OFAC's advanced sample with its second party and that party's entry 20,000 times."""
    text = samples.ADVANCED_XML
    for begins, ends, of in (
        ('<DistinctParty FixedRef="102">', "</DistinctParty>", "102"),
        ('<SanctionsEntry ID="1027"', "</SanctionsEntry>", "102"),
    ):
        start = text.index(begins)
        end = text.index(ends, start) + len(ends)
        one = text[start:end]
        many = (one.replace(of, str(100_000 + at)) for at in range(NAMES))
        text = text[:start] + "".join(many) + text[end:]
    return text.encode()


def plain_read(parts: dict[str, bytes]) -> list[pd.DataFrame]:
    return [pd.read_csv(io.BytesIO(raw), header=None) for raw in parts.values()]


def plain_scan(published: PublishedList, text: str) -> list[str]:
    """Compare a text with each name in turn, each name made ready anew."""
    key = name_keys([text])[0]
    names = zip(published.names["entry_id"], published.names["written"], strict=True)
    return [found for found, name in names if fuzz.ratio(key, name_keys([name])[0]) >= 75]


def seconds(call: Callable[[], object], rounds: int = ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        began = time.process_time()
        call()
        times.append(time.process_time() - began)
    return statistics.median(times)


def measure() -> None:
    parts = invented()
    published = read_bytes(parts)
    sizes = f"{len(published.entries):,} names, {len(published.names):,} written forms"
    bare = seconds(lambda: plain_read(parts))
    print(f"\nA published list of {sizes}; seconds of the processor, median of {ROUNDS}")
    print(f"  pandas.read_csv alone, nothing joined     {bare:.2f}")
    forms = {
        "SDN.XML": {"SDN.XML": old_xml(published)},
        "advanced": {"SDN_ADVANCED.XML": advanced_xml()},
        "UN XML": {"un.xml": un_xml()},
    }
    for form, files in {"CSV set": parts, **forms}.items():
        took = seconds(lambda files=files: read_bytes(files))
        size = f"{sum(map(len, files.values())) / 1e6:.1f} MB"
        print(f"  read the {form:8s}{size:>9s} (at most 2)    {took:.2f}   ratio {took / bare:.0f}")
    found = statistics.median(seconds(lambda one=one: search(published, one)) for one in ASKED)
    scan = seconds(lambda: plain_scan(published, ASKED[0]), 2)
    print(f"  one search (at most 0.1)                  {found:.3f}")
    print(f"  a linear scan, name by name               {scan:.2f}   ratio {found / scan:.3f}")
    again = seconds(lambda: compare(published, published), 3)
    print(f"  two vintages compared                     {again:.2f}")
    folder = os.environ.get("NEXUS_LISTS")
    if folder:
        real = seconds(lambda: read_lists(folder))
        print(f"  read the real list in {Path(folder).name:20s}{real:.2f}")
