"""A real JupyterLab, a real Chromium, and no way out to any network."""

from __future__ import annotations

import json
import os
import random
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from nexus import reading

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
# Chromium looks nothing up, and what asks for another address is recorded by the tests as well.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def chromium() -> str:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail(
            "Chromium is missing; install it (on Debian and Ubuntu: apt-get install chromium), or "
            "name it in the variable CHROMIUM.",
            pytrace=False,
        )
    return found


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = chromium()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


@dataclass
class Watched:
    """A page, and what it did that no page of ours may do."""

    page: Page
    calls_out: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def assert_quiet(self) -> None:
        assert self.calls_out == []
        assert self.errors == []


def is_local(url: str) -> bool:
    scheme, _, rest = url.partition(":")
    if scheme in ("data", "blob", "file", "about"):
        return True
    host = rest.lstrip("/").split("/")[0]
    return host.rsplit(":", 1)[0] in LOOPBACK


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    page = context.new_page()
    made = Watched(page)

    def note(url: str) -> None:
        if not is_local(url):
            made.calls_out.append(url)

    context.on("request", lambda request: note(request.url))
    page.on("websocket", lambda link: note(link.url.replace("ws", "http", 1)))
    page.on("pageerror", lambda error: made.errors.append(str(error)))
    page.set_default_timeout(30_000)
    yield made
    context.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Server:
    url: str
    work: Path


def serve(arguments: list[str], folder: Path, probe: str, **more: str) -> Iterator[Server]:
    """Start a server on a free port of this machine, wait until it answers, stop it at the end."""
    port = free_port()
    work = folder / "my-work"
    log = (folder / "server.log").open("w", encoding="utf-8")
    command = [sys.executable, "-m", *(part.format(port=port) for part in arguments)]
    variables = {
        **os.environ,
        "NEXUS_WORK": str(work),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        **more,
    }
    server = subprocess.Popen(
        command, cwd=folder, env=variables, stdout=log, stderr=subprocess.STDOUT
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(url + probe, server, folder / "server.log")
        yield Server(url, work)
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.25)
    pytest.fail(
        f"the server did not start:\n{log.read_text(encoding='utf-8')[-2000:]}", pytrace=False
    )


def invented_essays() -> dict[str, str]:
    """Return fourteen and seven invented paragraphs, so that no essay's text is needed here."""
    draw = random.Random(7)
    letters = "bcdfghklmnprst"
    words = [f"{a}{v}{b}{w}" for a in letters for v in "aeiou" for b in letters for w in "aeiou"]
    names = [f"H{n:02d}" for n in range(1, 8)] + [f"C{n:02d}" for n in range(1, 15)]
    return {name: " ".join(draw.sample(words, 40)) + "." for name in names}


def data_with(folder: Path, essays: dict[str, str]) -> Path:
    """Return a copy of the data whose fingerprints are those of invented essays."""
    copy = Path(shutil.copytree(ROOT / "data", folder / "data"))
    text = json.dumps(reading.fingerprint(essays))
    (copy / reading.FINGERPRINTS_FILE).write_text(text, encoding="utf-8")
    return copy


@pytest.fixture(scope="package")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    yield from serve(
        [
            "jupyterlab",
            "--no-browser",
            "--allow-root",
            "--ServerApp.port={port}",
            "--ServerApp.port_retries=0",
            "--IdentityProvider.token=",
            "--LabApp.extension_manager=readonly",
        ],
        folder,
        "/api",
        NEXUS_DATA=str(data_with(folder, invented_essays())),
    )


@pytest.fixture(scope="package")
def voila(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("voila")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    yield from serve(
        ["voila", "notebooks", "--no-browser", "--port={port}", "--Voila.ip=127.0.0.1"],
        folder,
        "/",
    )


@pytest.fixture(scope="package")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every notebook as one HTML file."""
    from nexus.publish.page import write_page

    folder = tmp_path_factory.mktemp("pages")
    written = {}
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        written[path.stem] = folder / f"{path.stem}.html"
        write_page(path, written[path.stem])
    return written


def serious_faults(page: Page, within: str) -> list[str]:
    """Return axe-core's serious and critical findings inside the elements of a selector."""
    assert page.locator(within).count() > 0
    results = Axe().run(page, context=within)
    return [
        f"{fault['id']} ({fault['impact']}): {node['html'][:160]}"
        for fault in results.response["violations"]
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]


def write_book(path: Path, cells: Iterable[str]) -> Path:
    """Write a notebook that holds nothing but these cells, for one room's widgets alone."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in cells])
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3 (ipykernel)"}
    for at, cell in enumerate(book.cells):
        cell["id"] = f"cell-{at}"
    nbformat.write(book, path)
    return path


def choose(pick: Locator, value: str) -> None:
    """Choose in a list as a keyboard does: focus, then arrows until the value stands there."""
    # A long list is made anew when the reader pauses; who looks for a value sees it there first.
    pick.locator(f"option[value='{value}']").wait_for(state="attached")
    pick.focus()
    pick.press("Home")
    for _ in range(200):
        if pick.input_value() == value:
            return
        # The key goes to what has the focus, which a list that is drawn anew would lose.
        pick.page.keyboard.press("ArrowDown")
    pytest.fail(f"{value} cannot be reached by arrows")
