"""Root hands PostgreSQL to an account without rights, and nobody's folders are opened wider for it."""

import os
import pwd
import shutil
import stat
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import psutil
import pytest
from tests.core.embedded.asking import ask

from gongjian_core.embedded import EmbeddedServer, EmbeddedServerError, account, binaries

pytestmark = pytest.mark.anyio
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


def runner_of(data: Path) -> str:
    """Answer the name of the user that PostgreSQL runs as."""
    pid = int((data / "postmaster.pid").read_text().split("\n")[0])
    return psutil.Process(pid).username()


def forget(folder: Path) -> None:
    """Remove a cluster that had to be kept outside of its data directory."""
    assert folder.parent == binaries.SHARED / "clusters"
    shutil.rmtree(folder)
    folder.with_name(f"{folder.name}.lock").unlink()


def as_nobody(script: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run ``script`` as a user without rights.

    The interpreter may stand where that user can't reach it: everything is imported first, then root is given up.
    """
    nobody = pwd.getpwnam("nobody")
    prologue = f"""
    import asyncio, asyncpg, os, sys
    from pathlib import Path
    from gongjian_core.embedded import EmbeddedServer, EmbeddedServerError
    os.setgroups([]); os.setgid({nobody.pw_gid}); os.setuid({nobody.pw_uid})
    """
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(prologue) + textwrap.dedent(script), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@as_root
async def test_below_root_it_runs_as_a_user_without_rights(data_dir: Path) -> None:
    with EmbeddedServer(data_dir) as server:
        assert runner_of(data_dir / "postgresql" / "data") in account.UNPRIVILEGED
        assert await ask(server.app_url, "select 1") == 1


@as_root
async def test_below_a_home_that_others_cannot_enter_the_data_are_kept_elsewhere_and_found_again(
    data_dir: Path,
) -> None:
    home = data_dir / "home"
    home.mkdir(mode=0o700)
    with EmbeddedServer(home / "data") as server:
        await ask(server.owner_url, "create table kept as select 1 as n")
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert not (home / "data" / "postgresql").exists()
    with EmbeddedServer(home / "data") as server:
        assert await ask(server.owner_url, "select n from kept") == 1
        folder = Path(str(await ask(server.superuser_url, "show data_directory"))).parent
    home.rename(data_dir / "moved")
    with EmbeddedServer(data_dir / "moved" / "data") as server:
        assert await ask(server.owner_url, "select n from kept") == 1
    forget(folder)
    with pytest.raises(EmbeddedServerError, match=r"has gone\. Put it back"):
        EmbeddedServer(data_dir / "moved" / "data").start()


@as_root
def test_programs_out_of_reach_are_copied_once_with_their_libraries(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = data_dir / "site"
    for folder in (binaries.PROGRAMS / "bin", binaries.PROGRAMS / "lib", binaries.PROGRAMS / "share"):
        shutil.copytree(binaries.in_wheel() / folder, wheel / folder)
    shutil.copytree(binaries.in_wheel() / binaries.LIBRARIES, wheel / binaries.LIBRARIES)
    wheel.chmod(0o700)
    shared = data_dir / "shared"
    shared.mkdir(mode=0o755)
    shared.chmod(0o755)
    monkeypatch.setattr(binaries, "in_wheel", lambda: wheel)
    monkeypatch.setattr(binaries, "SHARED", shared)
    nobody = account.for_new_cluster(data_dir)
    copied = binaries.for_account(nobody)
    assert shared in copied.parents
    assert (copied.parents[2] / binaries.LIBRARIES).is_dir()
    assert stat.S_IMODE(wheel.stat().st_mode) == 0o700
    made = copied.stat().st_ctime_ns
    assert binaries.for_account(nobody) == copied
    assert copied.stat().st_ctime_ns == made
    with EmbeddedServer(data_dir / "data") as server:
        assert server.running


@as_root
def test_a_folder_of_programs_that_others_may_write_is_not_trusted(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_to_all = data_dir / "programs"
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    monkeypatch.setattr(binaries, "SHARED", data_dir)
    (data_dir / "no-folder").touch()
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(data_dir / "no-folder"))
    with pytest.raises(EmbeddedServerError, match="a copy could be written neither"):
        binaries._copied(binaries.in_wheel())


@as_root
def test_an_ordinary_user_runs_it_as_itself(data_dir: Path) -> None:
    os.chown(data_dir, pwd.getpwnam("nobody").pw_uid, -1)
    site = data_dir / "site"
    for folder in (binaries.PROGRAMS / "bin", binaries.PROGRAMS / "lib", binaries.PROGRAMS / "share"):
        shutil.copytree(binaries.in_wheel() / folder, site / folder)
    shutil.copytree(binaries.in_wheel() / binaries.LIBRARIES, site / binaries.LIBRARIES)
    tried = as_nobody(
        """
        from gongjian_core.embedded import binaries
        binaries.in_wheel = lambda: Path(sys.argv[2])
        async def ask(url):
            connection = await asyncpg.connect(url.replace("+asyncpg", ""))
            print(await connection.fetchval("select current_user"))
            await connection.close()
        for _ in range(2):
            with EmbeddedServer(Path(sys.argv[1])) as server:
                asyncio.run(ask(server.app_url))
        """,
        str(data_dir / "data"),
        str(site),
    )
    assert tried.stdout.split() == ["gongjian_app", "gongjian_app"], tried.stderr
    assert (data_dir / "data" / "postgresql").stat().st_uid == pwd.getpwnam("nobody").pw_uid
    with EmbeddedServer(data_dir / "data"):
        assert runner_of(data_dir / "data" / "postgresql" / "data") == "nobody"
    assert (data_dir / "data" / "embedded.json").stat().st_uid == pwd.getpwnam("nobody").pw_uid


@as_root
def test_a_data_directory_of_root_is_refused_to_an_ordinary_user_with_the_cure(data_dir: Path) -> None:
    with EmbeddedServer(data_dir):
        pass
    tried = as_nobody(
        """
        try:
            EmbeddedServer(Path(sys.argv[1])).start()
        except EmbeddedServerError as error:
            print(error)
        """,
        str(data_dir),
    )
    assert "can't be used" in tried.stdout, tried.stderr
    assert "GONGJIAN_DATA_DIR" in tried.stdout


def test_a_machine_without_the_wheel_is_told_the_alternative(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "DISTRIBUTION", "no-such-distribution-of-postgresql")
    with pytest.raises(EmbeddedServerError, match="GONGJIAN_DATABASE_URL"):
        binaries.in_wheel()
