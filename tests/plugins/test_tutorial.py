"""The tutorial for a sixth city works as written: every command is run, every file written, every output compared."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```(?P<kind>console|python) ?(?P<path>\S*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_MARK = "@@ done"


def blocks() -> Iterator[tuple[str, str, str]]:
    """Kind, path and text of each block of the tutorial."""
    for found in _BLOCK.finditer((ROOT / "plugins" / "README.md").read_text("utf-8")):
        yield found["kind"], found["path"], found["text"]


def commands(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block with the lines that it is said to print."""
    command, printed = "", list[str]()
    for line in text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, printed
            command, printed = line.removeprefix("$ "), []
        else:
            printed.append(line)
    yield command, printed


class Shell:
    """One shell for the whole tutorial, so that variables and the folder stay as a reader's would."""

    def __init__(self, temporary: Path, *, offline: bool) -> None:
        kept = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH")}
        settings = {
            "TMPDIR": str(temporary),
            "COLUMNS": "200",
            "UV_PYTHON": sys.executable,
            "UV_PYTHON_DOWNLOADS": "never",
        }
        if offline:
            settings["UV_OFFLINE"] = "1"
        self._process = subprocess.Popen(
            ["bash"], cwd=ROOT, env=kept | settings, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )  # fmt: skip

    def run(self, command: str) -> tuple[int, list[str]]:
        """The command's exit code and what it printed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f'{command}\ncode=$?; echo; echo "{_MARK} $code"\n')
        self._process.stdin.flush()
        printed: list[str] = []
        for line in self._process.stdout:
            if line.startswith(_MARK):
                return int(line.split()[-1]), printed
            printed.append(line.rstrip())
        raise AssertionError(f"the shell ended at: {command}")

    def close(self) -> None:
        """End the shell."""
        self._process.communicate()


def folder_of(shell: Shell) -> Path:
    return Path(shell.run('echo "$SIXTH"')[1][0])


def follow(temporary: Path, *, offline: bool) -> None:
    """Do what the tutorial says."""
    shell = Shell(temporary, offline=offline)
    try:
        for kind, path, text in blocks():
            if kind == "python":
                target = folder_of(shell) / path
                assert target.exists(), path
                target.write_text(text, "utf-8")
                continue
            for command, wanted in commands(text):
                code, printed = shell.run(command)
                failing = any("problems" in line for line in wanted)
                assert code == (1 if failing else 0), (command, printed)
                left = iter(printed)
                for line in wanted:
                    assert line in left, (command, line, printed)
    finally:
        shell.close()


def works_offline() -> bool:
    """Whether uv's cache holds what building needs, so that the test asks no index."""
    return "UV_NO_CACHE" not in os.environ


@pytest.mark.slow
def test_the_tutorial_works_as_written(tmp_path: Path) -> None:
    try:
        follow(tmp_path, offline=works_offline())
    except AssertionError as error:
        if "offline" not in str(error) and "cache" not in str(error):
            raise
        follow(tmp_path, offline=False)
    (plugin,) = tmp_path.glob("*/shili")
    assert "| 二 | 运行调度 | 2次 |" in (plugin / "README.md").read_text("utf-8")
    packages = plugin.parent.joinpath("venv/lib").glob("python*/site-packages/gongjian_*")
    assert sorted(path.name for path in packages) == [
        "gongjian_core", "gongjian_core-0.1.0.dist-info", "gongjian_shili", "gongjian_shili-0.1.0.dist-info",
    ]  # fmt: skip
