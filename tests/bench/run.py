"""Benchmarks: ratios within one run, printed as a table. Not part of the tests.

.venv/bin/python tests/bench/run.py            all five
.venv/bin/python tests/bench/run.py start      one of: start, frames, notebooks, lists, lenses
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

OURS = "import nexus, nexus.case; nexus.case.load()"
BARE = "import pandas, altair, ipywidgets"
OURS_TOO = f"{BARE}; {OURS}"
ROUNDS = 9


def start() -> None:
    """Time ``import nexus`` and ``load()`` against importing pandas, altair and ipywidgets."""
    seconds = {code: [] for code in (OURS, BARE, OURS_TOO)}
    for _ in range(ROUNDS + 1):
        for code, times in seconds.items():
            began = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
            times.append(time.perf_counter() - began)
    middle = {code: statistics.median(times[1:]) for code, times in seconds.items()}
    print("\nStart, seconds of a whole process, median of", ROUNDS)
    print(f"  pandas, altair, ipywidgets alone        {middle[BARE]:.2f}")
    print(f"  import nexus + load()                   {middle[OURS]:.2f}")
    print(f"  all of these together                   {middle[OURS_TOO]:.2f}")
    print(f"  ratio, import nexus + load() / alone    {middle[OURS] / middle[BARE]:.2f}")
    print(f"  ratio, together / alone (at most 1.15)  {middle[OURS_TOO] / middle[BARE]:.2f}")


def notebooks() -> None:
    """Time each notebook from kernel start to last cell."""
    import nbformat
    from nbclient import NotebookClient

    print("\nNotebooks, seconds from kernel start to the last cell, median of 3")
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        times = []
        for _ in range(3):
            book = nbformat.read(path, as_version=4)
            began = time.perf_counter()
            NotebookClient(book, resources={"metadata": {"path": str(path.parent)}}).execute()
            times.append(time.perf_counter() - began)
        print(f"  {path.stem:40s}{statistics.median(times):.1f}")


def frames() -> None:
    """Time the filter and the cut-off, from input to painted frame, beside ``interact``."""
    from tests.bench.frames import measure

    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(Path(__file__).parent / "frames.ipynb.txt", Path(folder) / "frames.ipynb")
        measure(Path(folder))


def lenses() -> None:
    """Time the comparisons of lenses, from input to painted frame, beside ``interact``."""
    from tests.bench.lenses import measure

    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(Path(__file__).parent / "lenses.ipynb.txt", Path(folder) / "lenses.ipynb")
        measure(Path(folder))


def lists() -> None:
    """Time reading and searching a published list, beside pandas and a linear scan."""
    from tests.bench.lists import measure

    measure()


def main() -> None:
    every = (start, frames, notebooks, lists, lenses)
    parts = {part.__name__: part for part in every}
    for name in sys.argv[1:] or parts:
        parts[name]()


if __name__ == "__main__":
    main()
