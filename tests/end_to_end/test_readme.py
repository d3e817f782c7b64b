"""The tour of the README gives what it shows: each command is run against a served process, each output compared."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import click
import pytest
from tests.conftest import make_data_dir
from typer.main import get_command

from gongjian_core.cli import app
from gongjian_core.settings import Settings

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh-CN.md")
GONGJIAN = Path(sys.executable).parent / "gongjian"
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
_SETTING = re.compile(r"^\| `(GONGJIAN_[A-Z_]+)` \|", re.MULTILINE)
_DONE = "@@ done"


def commands(readme: str) -> list[tuple[str, list[str]]]:
    """Each command of a README with the lines that it is said to print."""
    found: list[tuple[str, list[str]]] = []
    for block in _CONSOLE.findall((ROOT / readme).read_text("utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line.removeprefix("$ "), []))
            else:
                found[-1][1].append(line)
    return found


def pattern(shown: list[str], port: int) -> str:
    """What the printed text must match: … stands for what differs from run to run."""
    text = "\n".join(shown).replace("127.0.0.1:8000", f"127.0.0.1:{port}")
    return ".*?".join(map(re.escape, text.split("…")))


class Tour:
    """A folder with a served process, and a shell in it."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        path = self._path(folder)
        # Each reads what the other printed; the locale decides how.
        environment = os.environ | {
            "GONGJIAN_PORT": str(self.port),
            "PATH": path,
            "PYTHONUTF8": "1",
            "LC_ALL": "C.UTF-8",
        }
        self._server = subprocess.Popen(
            [GONGJIAN, "serve"], cwd=folder, env=environment, text=True, encoding="utf-8", stderr=subprocess.PIPE
        )
        self._shell = subprocess.Popen(
            ["bash"], cwd=folder, env=environment, text=True, encoding="utf-8", stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def _path(self, folder: Path) -> str:
        tools = folder / "tools"
        tools.mkdir()
        if shutil.which("curl") is None:
            stand_in = tools / "curl"
            stand_in.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{Path(__file__).with_name("curl.py")}" "$@"\n')
            stand_in.chmod(0o755)
        return f"{tools}{os.pathsep}{os.environ.get('PATH', '')}"

    def said_at_start(self) -> list[str]:
        """What the server says until it serves."""
        assert self._server.stderr is not None
        said: list[str] = []
        for line in self._server.stderr:
            said.append(line.rstrip("\n"))
            if line.startswith("Try:"):
                return said
        raise AssertionError("\n".join(said))

    def run(self, command: str) -> str:
        """What a command prints."""
        assert self._shell.stdin is not None
        assert self._shell.stdout is not None
        here = command.replace("127.0.0.1:8000", f"127.0.0.1:{self.port}")
        here = here.replace(".venv/bin/gongjian", f"'{GONGJIAN}'")
        self._shell.stdin.write(f"{here}\necho; echo '{_DONE}'\n")
        self._shell.stdin.flush()
        printed: list[str] = []
        for line in self._shell.stdout:
            if line.startswith(_DONE):
                return "\n".join(printed).rstrip("\n")
            printed.append(line.rstrip("\n"))
        raise AssertionError(f"the shell ended at: {command}")

    def end(self) -> None:
        """Stop both."""
        self._shell.communicate(timeout=30)
        self._server.terminate()
        self._server.communicate(timeout=60)


@pytest.fixture
def tour() -> Iterator[Tour]:
    """Answer the tour's folder, empty but for the server that begins there."""
    folder = make_data_dir()
    begun = Tour(folder)
    yield begun
    begun.end()
    shutil.rmtree(folder)


def test_the_tour_gives_what_it_shows(tour: Tour) -> None:
    (start, announced), *steps = commands("README.md")
    assert start == "make run"
    said = tour.said_at_start()
    places = [at for line in announced for at, one in enumerate(said) if re.fullmatch(pattern([line], tour.port), one)]
    assert places == sorted(set(places)), said
    assert len(places) == len(announced), said
    assert len(steps) > 15
    for command, shown in steps:
        printed = tour.run(command)
        wanted = pattern(shown, tour.port)
        assert re.fullmatch(wanted, printed, re.DOTALL), f"$ {command}\nprints\n{printed}\nand not\n{wanted}"


def test_both_languages_show_the_same_tour() -> None:
    english, chinese = map(commands, READMES)
    assert english == chinese


@pytest.mark.parametrize("readme", READMES)
def test_every_setting_stands_in_the_readme(readme: str) -> None:
    listed = _SETTING.findall((ROOT / readme).read_text("utf-8"))
    assert sorted(listed) == sorted(f"GONGJIAN_{name.upper()}" for name in Settings.model_fields)


@pytest.mark.parametrize("readme", READMES)
def test_every_command_stands_in_the_readme(readme: str) -> None:
    listed = re.findall(r"^\| `gongjian ([a-z-]+)", (ROOT / readme).read_text("utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(cast("click.Group", get_command(app)).commands)


@pytest.mark.parametrize("readme", READMES)
def test_what_the_readme_links_to_is_there(readme: str) -> None:
    links = _LINK.findall((ROOT / readme).read_text("utf-8"))
    assert len(links) >= 5
    for link in links:
        assert (ROOT / link).exists(), f"{readme} links to {link}"
