"""The version before this one, out of the history: the last release, or the code before the newest migration."""

import io
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FITNESS = Path("services/core/src/gongjian_core/fitness.py")
"""Code that has this file serves a database that is ahead of it."""


def git(*words: str) -> str:
    """Answer what git says; the test is skipped where there is no history."""
    try:
        tried = subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no history to take the version before from: {error}")
    return tried.stdout.strip()


def commit() -> str:
    """Answer the commit of the last release, if there is one before this; else the one before the newest migration."""
    released = git("tag", "--list", "v*", "--sort=-version:refname", "--no-contains", "HEAD").split()
    if released:
        return released[0]
    added = git("log", "--diff-filter=A", "--format=%H", "-1", "--", "migrations/versions")
    return git("rev-parse", f"{added}^")


def unpacked(folder: Path, commit: str) -> Path:
    """Put the code of a commit into a folder."""
    archive = subprocess.run(
        ["git", "-C", str(ROOT), "archive", commit, "services", "plugins", "migrations"],
        capture_output=True,
        check=True,
    )
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
        files.extractall(folder, filter="data")
    return folder


def command_of(code: Path) -> tuple[str, ...]:
    """Answer how `gongjian` of that code is run, with the libraries of this environment."""
    paths = [str(path) for folder in ("services", "plugins") for path in sorted((code / folder).glob("*/src"))]
    return (sys.executable, "-c", f"import sys; sys.path[:0] = {paths!r}; from gongjian_core.cli import app; app()")
