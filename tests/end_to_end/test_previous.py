"""Which version an upgrade is tested from."""

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.end_to_end import previous

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed here")
WHO = ("-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Answer a repository in which two migrations were added, the newer one three commits ago."""
    monkeypatch.delenv("UPGRADE_FROM", raising=False)
    monkeypatch.setattr(previous, "ROOT", tmp_path)
    previous.git("init", "-q", "-b", "main")
    (tmp_path / "migrations/versions").mkdir(parents=True)
    for name in ("migrations/versions/0001.py", "a", "migrations/versions/0002.py", "b", "c"):
        committed(tmp_path, name)
    return tmp_path


def committed(folder: Path, name: str) -> str:
    """Commit a new file; answer the commit."""
    (folder / name).write_text(name)
    previous.git("add", name)
    previous.git(*WHO, "commit", "-q", "-m", name)
    return previous.git("rev-parse", "HEAD")


def test_before_the_first_release_it_is_the_code_before_the_newest_migration(history: Path) -> None:
    assert previous.commits() == [previous.git("rev-parse", f"HEAD~{number}") for number in (3, 4)]
    previous.git("tag", "v0.1.0")
    assert previous.commits()[0] == previous.git("rev-parse", "HEAD~3"), "the first release has none before it"


def test_it_is_the_last_release_that_this_code_came_after(history: Path) -> None:
    released = previous.git("rev-parse", "HEAD")
    previous.git("tag", "v0.9.0")
    later = committed(history, "d")
    previous.git("tag", "v0.10.0-rc1")
    previous.git("checkout", "-q", "-b", "other", released)
    committed(history, "e")
    previous.git("tag", "v2.0.0")
    previous.git("checkout", "-q", "main")
    assert previous.commits() == [released]
    previous.git(*WHO, "tag", "-m", "a release", "v0.10.0")
    assert previous.commits() == [released], "this very code"
    committed(history, "f")
    assert previous.commits() == [later]


def test_another_can_be_named(history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPGRADE_FROM", "HEAD~4")
    assert previous.commits() == [previous.git("rev-parse", "HEAD~4")]


def test_a_checkout_without_history_says_what_to_fetch(
    history: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{history}", shallow], check=True)
    monkeypatch.setattr(previous, "ROOT", shallow)
    with pytest.raises(pytest.skip.Exception, match="git fetch --unshallow --tags"):
        previous.commits()
