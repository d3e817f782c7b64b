"""The version before this one, out of the history: the last release, or the code before the newest migration.

`UPGRADE_FROM=<commit or tag>` names another, such as the one that is deployed somewhere.
"""

import io
import os
import re
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FITNESS = Path("services/core/src/gongjian_core/fitness.py")
"""Code that has this file serves a database that is ahead of it."""


def git(*words: str) -> str:
    """Answer what git says; the test is skipped where there is no history."""
    try:
        tried = subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        why = str(getattr(error, "stderr", "")).strip()
        pytest.skip(f"no history to take the version before from; git fetch --unshallow --tags ({error} {why})")
    return tried.stdout.strip()


def commits() -> list[str]:
    """Answer the commit to upgrade from, and where history has more of a development than of releases, some before it.

    That is the last release that this code came after: not a release made of this very code, not one of another branch,
    no candidate. Before the first release it is the code before the newest migration, so that there is one between.
    """
    if named := os.environ.get("UPGRADE_FROM"):
        return [git("rev-parse", f"{named}^{{commit}}")]
    merged = git("tag", "--list", "--merged", "HEAD", "--no-contains", "HEAD", "--sort=-version:refname").split()
    released = [tag for tag in merged if re.fullmatch(r"v\d+\.\d+\.\d+", tag)]
    if released:
        return [git("rev-parse", f"{released[0]}^{{commit}}")]
    added = git("log", "--diff-filter=A", "--format=%H", "-1", "--", "migrations/versions")
    return git("rev-list", "--first-parent", "-n", "10", f"{added}^").split()


def code_before(folder: Path) -> Path:
    """Put the code of the version before into a folder; of a development it is the last commit that runs at all."""
    said = ""
    for commit in commits():
        code = unpacked(folder / commit, commit)
        tried = subprocess.run([*command_of(code), "check"], capture_output=True, text=True, check=False)
        if tried.returncode == 0:
            return code
        said = f"{commit}: {tried.stderr[-2000:]}"
    pytest.fail(f"no version before this one runs; name one: UPGRADE_FROM=<commit>. {said}")


def unpacked(folder: Path, commit: str) -> Path:
    """Put the code of a commit into a folder."""
    archive = subprocess.run(
        ["git", "-C", str(ROOT), "archive", commit, "services", "plugins", "migrations"],
        capture_output=True,
        check=True,
    )
    folder.mkdir(parents=True)
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
        files.extractall(folder, filter="data")
    for member in (*folder.glob("services/*/pyproject.toml"), *folder.glob("plugins/*/pyproject.toml")):
        _install(tomllib.loads(member.read_text("utf-8"))["project"], folder / "installed")
    return folder


def _install(project: dict[str, Any], site: Path) -> None:
    """Say what a member's wheel says of itself: cities are found by it, and this environment speaks of other code."""
    known = site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    known.mkdir(parents=True)
    (known / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n")
    lines = []
    for group, entries in project.get("entry-points", {}).items():
        lines += [f"[{group}]", *(f"{name} = {value}" for name, value in entries.items())]
    (known / "entry_points.txt").write_text("\n".join([*lines, ""]))


def command_of(code: Path) -> tuple[str, ...]:
    """Answer how `gongjian` of that code is run, with the libraries of this environment."""
    paths = [str(path) for folder in ("services", "plugins") for path in sorted((code / folder).glob("*/src"))]
    paths.insert(0, str(code / "installed"))
    return (sys.executable, "-c", f"import sys; sys.path[:0] = {paths!r}; from gongjian_core.cli import app; app()")


def head_of(command: tuple[str, ...]) -> str:
    """Answer the newest migration that the code of a command knows; it must be that code and no other."""
    *python, script = command
    asked = script.replace("from gongjian_core.cli import app; app()", "from gongjian_core import migrate")
    script = f"{asked}; print(migrate.__file__); print(migrate.head())"
    done = subprocess.run([*python, script], capture_output=True, text=True, check=True)
    file, head = done.stdout.split()
    assert not Path(file).is_relative_to(ROOT), "the version before must not be this one"
    return head
