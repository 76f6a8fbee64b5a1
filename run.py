"""Nexus on any machine with Python 3.11 or later.

    python run.py          open the seminar in JupyterLab
    python run.py test     run every test

Both first set up .venv in this folder from requirements.lock, once, and again only when that file
has changed. Standard library only: nothing of ours is needed before.
"""

import argparse
import errno
import hashlib
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Dict, List, Optional, Sequence, Tuple

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "nexus-stamp.txt"
FIRST_PAGE = "notebooks/00-start-here.ipynb"
OLDEST = (3, 11)
PORT = 8888


class Stop(Exception):
    """Why it cannot go on, in one sentence for the person at the keyboard."""


def main(arguments: Optional[Sequence[str]] = None) -> int:
    options, rest = parser().parse_known_args(arguments)
    if rest and options.act is not run_tests:
        parser().error("these words are not known: {}".format(" ".join(rest)))
    options.rest = rest
    try:
        check_python(sys.version_info[:2])
        set_up()
        return int(options.act(options))
    except Stop as reason:
        print("Nexus: {}".format(reason), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="python run.py",
        description="Open the seminar, or test it. The first run sets up .venv in this folder.",
    )
    top.set_defaults(act=open_lab, port=None, no_browser=False)
    verbs = top.add_subparsers(title="what it does", metavar="")
    lab = verbs.add_parser("lab", help="open the seminar in JupyterLab (also without a word)")
    lab.add_argument(
        "--port", type=port_number, help="the port to serve on (else 8888 or the next free)"
    )
    lab.add_argument("--no-browser", action="store_true", help="print the address, open no browser")
    lab.set_defaults(act=open_lab)
    test = verbs.add_parser("test", help="run every test; words after it go to pytest")
    test.set_defaults(act=run_tests)
    return top


def port_number(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError("a port is a whole number from 1 to 65535")
    return int(text)


# ---- set-up


def check_python(version: Tuple[int, ...]) -> None:
    if tuple(version) < OLDEST:
        raise Stop(
            "this is Python {}.{}, and Nexus needs {}.{} or later; install a newer one and start "
            "run.py with it.".format(version[0], version[1], *OLDEST)
        )


def set_up() -> None:
    """Make .venv hold what requirements.lock lists, and Nexus itself."""
    wanted = stamp()
    if venv_python().exists() and read(STAMP) == wanted:
        return
    uv = shutil.which("uv")
    if not venv_python().exists():
        say("1 of 3: making .venv")
        make_venv(uv)
    say("2 of 3: installing the packages of requirements.lock ({})".format("uv" if uv else "pip"))
    install(uv, ["--require-hashes", "-r", str(LOCK)])
    say("3 of 3: installing Nexus itself")
    install(uv, ["--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    try:
        STAMP.write_text(wanted, encoding="utf-8")
    except OSError as fault:
        raise Stop(disk_sentence(fault)) from None
    say("ready")


def stamp() -> str:
    """Return what .venv depends on: the lock, the project file, the Python and this folder."""
    parts = [sys.version, str(ROOT)]
    for path in (LOCK, ROOT / "pyproject.toml"):
        try:
            parts.append(hashlib.sha256(path.read_bytes()).hexdigest())
        except OSError:
            raise Stop("{} is missing; get the whole folder again.".format(path.name)) from None
    return "\n".join(parts)


def make_venv(uv: Optional[str]) -> None:
    if uv:
        command = [uv, "venv", "--quiet", "--python", sys.executable, str(VENV)]
    else:
        command = [sys.executable, "-m", "venv", str(VENV)]
    done = quiet(command)
    if done.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise Stop(why_no_venv(done.stderr + done.stdout))


def why_no_venv(output: str) -> str:
    if "No space left" in output or "not enough space" in output:
        return disk_sentence(OSError(errno.ENOSPC, ""))
    if "ensurepip" in output or "No module named venv" in output:
        return (
            "this Python has no venv module; install it (on Debian and Ubuntu: the package "
            "python3-venv) and start again."
        )
    if "ermission denied" in output:
        return (
            "this folder may not be written; put the folder in a place of your own and start again."
        )
    return "a virtual environment could not be made; the last line was: {}".format(
        last_line(output)
    )


def install(uv: Optional[str], arguments: List[str]) -> None:
    if uv:
        command = [uv, "pip", "install", "--quiet", "--python", str(venv_python()), *arguments]
    else:
        command = [str(venv_python()), "-m", "pip", "install", "--quiet", *arguments]
    done = quiet(command)
    if done.returncode:
        raise Stop(why_not_installed(done.stderr + done.stdout))


def why_not_installed(output: str) -> str:
    low = output.lower()
    if "no space left" in low or "not enough space" in low or "disk quota" in low:
        return disk_sentence(OSError(errno.ENOSPC, ""))
    if "do not match the hashes" in low or "hash mismatch" in low:
        return (
            "a downloaded package differs from the one that was checked, so nothing was installed; "
            "try another network, and tell the developers if it happens again."
        )
    signs = (
        "connection",
        "network",
        "resolve host",
        "name resolution",
        "timed out",
        "dns",
        "offline",
        "proxy",
        "getaddrinfo",
        "no matching distribution",
        "error sending request",
    )
    if any(sign in low for sign in signs):
        return (
            "the packages could not be fetched; the first run needs a network connection. Connect "
            "and start again: what was fetched is kept. The last line was: {}".format(
                last_line(output)
            )
        )
    return "the packages could not be installed; the last line was: {}".format(last_line(output))


def disk_sentence(fault: OSError) -> str:
    if fault.errno == errno.ENOSPC:
        return "the disk is full; free about 1 GB and start again."
    return "a file could not be written ({}); check that this folder is yours.".format(
        fault.strerror
    )


def quiet(command: List[str]) -> "subprocess.CompletedProcess[str]":
    try:
        return subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as fault:
        raise Stop("{} could not be started ({}).".format(command[0], fault.strerror)) from None


def venv_python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def last_line(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1] if lines else "(none)"


def read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


def say(text: str) -> None:
    print("Nexus: {}".format(text), flush=True)


# ---- the two acts


def open_lab(options: argparse.Namespace) -> int:
    port = choose_port(options.port)
    say("opening {} on port {}; stop with Ctrl-C".format(FIRST_PAGE, port))
    command = [
        str(venv_python()),
        "-m",
        "jupyterlab",
        # The address that is printed leads to the lesson too, for those who open it by hand.
        "--LabApp.default_url=/lab/tree/{}".format(FIRST_PAGE),
        "--ServerApp.root_dir={}".format(ROOT),
        "--ServerApp.port={}".format(port),
        "--ServerApp.port_retries=0",
        "--LabApp.extension_manager=readonly",
    ]
    if options.no_browser:
        command.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # A container's only user is often root; Jupyter asks to be told that this is meant.
        command.append("--allow-root")
    return subprocess.call(command, cwd=str(ROOT), env=environment())


def run_tests(options: argparse.Namespace) -> int:
    return subprocess.call(
        [str(venv_python()), "-m", "pytest", *options.rest], cwd=str(ROOT), env=environment()
    )


def environment() -> Dict[str, str]:
    return dict(os.environ, NEXUS_WORK=os.environ.get("NEXUS_WORK", str(ROOT / "my-work")))


def choose_port(asked: Optional[int]) -> int:
    if asked is not None:
        if not is_free(asked):
            raise Stop(
                "port {} is in use by another program; close that program or name another port: "
                "python run.py lab --port {}.".format(asked, min(asked + 1, 65535))
            )
        return asked
    for port in range(PORT, PORT + 50):
        if is_free(port):
            if port != PORT:
                say("port {} is in use, so port {} is taken".format(PORT, port))
            return port
    raise Stop(
        "ports {} to {} are all in use; name one: python run.py lab --port N.".format(
            PORT, PORT + 49
        )
    )


def is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name != "nt":
            # Else a port that was closed a moment ago counts as taken.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


if __name__ == "__main__":
    sys.exit(main())
