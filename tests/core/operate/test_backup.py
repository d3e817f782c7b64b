"""A backup is as of one moment and goes back into an empty directory, equal to the last row, or not at all."""

import asyncio
import shutil
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.conftest import make_data_dir
from tests.core.conftest import served
from tests.core.sample_city import SampleCatalogue

from gongjian_core import migrate
from gongjian_core.embedded import EmbeddedServer
from gongjian_core.errors import StartRefused
from gongjian_core.operate.commands import back_up, restore
from gongjian_core.settings import Settings

PATH = "/cities/aa/enterprises"
BODY = {"name": "一", "division_code": "990121", "industry_code": "C15"}
USCCS = ("91530900MA6K5X2W1W", "91530900MA6K5X2W20")


@pytest.fixture
def empty() -> Iterator[Path]:
    """Answer a second data directory."""
    made = make_data_dir()
    yield made
    shutil.rmtree(made)


async def on(server: EmbeddedServer, errand: Any) -> Any:
    """Run a service on this server and do something with an editor of it."""
    async with served(server.app_url, SampleCatalogue()) as service:
        return await errand(await service.caller("editor", "aa"))


async def fill(editor: httpx.AsyncClient) -> list[str]:
    """Record, change and delete; answer the feed."""
    for uscc in USCCS:
        assert (await editor.put(f"{PATH}/{uscc}", json=BODY)).status_code == 201
    assert (await editor.patch(f"{PATH}/{USCCS[0]}", json={"tags": ["二"]})).status_code == 200
    assert (await editor.delete(f"{PATH}/{USCCS[1]}")).status_code == 204
    return await feed(editor)


async def feed(editor: httpx.AsyncClient) -> list[str]:
    """Answer every change there is."""
    return [change["id"] for change in (await editor.get("/changes")).json()["changes"]]


def test_a_backup_of_a_running_database_comes_back_equal(data_dir: Path, empty: Path, tmp_path: Path) -> None:
    file = tmp_path / "one.backup"
    elsewhere = tmp_path / "of another"
    elsewhere.touch(mode=0o644)
    file.with_name("one.backup.unfinished").symlink_to(elsewhere)
    said: list[str] = []
    with EmbeddedServer(data_dir) as server:
        migrate.upgrade(server.owner_url)
        changes = asyncio.run(on(server, fill))
        (data_dir / "secrets.key").write_text("of the test\n")
        back_up(Settings(data_dir=data_dir), file, said.append)
        asyncio.run(on(server, lambda editor: editor.put(f"{PATH}/{USCCS[1]}", json=BODY)))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert elsewhere.read_bytes() == b""
    restore(Settings(data_dir=empty), file, said.append)
    assert "each table has the hash that it had" in said[-1]
    assert (empty / "secrets.key").read_text() == "of the test\n"

    async def goes_on(editor: httpx.AsyncClient) -> None:
        assert await feed(editor) == changes
        assert (await editor.get(f"{PATH}/{USCCS[0]}")).json()["tags"] == ["二"]
        assert (await editor.get(f"{PATH}/{USCCS[1]}")).status_code == 404
        assert len((await editor.get(f"{PATH}/{USCCS[0]}/history")).json()["items"]) == 2
        assert (await editor.put(f"{PATH}/{USCCS[1]}", json=BODY)).status_code == 201
        assert len(await feed(editor)) == len(changes) + 1

    with EmbeddedServer(empty) as server:
        asyncio.run(on(server, goes_on))
    with pytest.raises(StartRefused, match="holds a database already"):
        restore(Settings(data_dir=empty), file, said.append)


def test_what_is_not_equal_is_refused_and_leaves_nothing(data_dir: Path, empty: Path, tmp_path: Path) -> None:
    file, forged = tmp_path / "one.backup", tmp_path / "forged.backup"
    with EmbeddedServer(data_dir) as server:
        migrate.upgrade(server.owner_url)
        asyncio.run(on(server, fill))
        back_up(Settings(data_dir=data_dir), file, print)
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(forged, "w") as other:
        for name in archive.namelist():
            content = archive.read(name)
            if name == "manifest.json":
                content = content.replace(b'"enterprises": [\n      1,', b'"enterprises": [\n      2,')
            other.writestr(name, content)
    with pytest.raises(StartRefused, match="enterprises: 2 rows in the backup, 1 here"):
        restore(Settings(data_dir=empty), forged, print)
    restore(Settings(data_dir=empty), file, print)


def test_a_file_that_is_no_backup_or_damaged_is_refused(empty: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.backup"
    wrong.write_text("no archive")
    with pytest.raises(StartRefused, match="no backup of gongjian"):
        restore(Settings(data_dir=empty), wrong, print)
    with pytest.raises(StartRefused, match="no backup of gongjian"):
        restore(Settings(data_dir=empty), tmp_path / "missing.backup", print)
    with zipfile.ZipFile(wrong, "w") as archive:
        archive.writestr("manifest.json", '{"format": 2, "version": "9.0"}')
    with pytest.raises(StartRefused, match=r"made by gongjian 9\.0"):
        restore(Settings(data_dir=empty), wrong, print)


def test_a_backup_overwrites_nothing_and_a_server_of_ones_own_is_left_to_its_tools(
    data_dir: Path, tmp_path: Path
) -> None:
    file = tmp_path / "kept.backup"
    file.write_text("kept")
    with EmbeddedServer(data_dir) as server:
        migrate.upgrade(server.owner_url)
        with pytest.raises(StartRefused, match="exists"):
            back_up(Settings(data_dir=data_dir), file, print)
        with pytest.raises(StartRefused, match="in use by process"):
            restore(Settings(data_dir=data_dir), _made(data_dir, tmp_path), print)
    assert file.read_text() == "kept"
    with pytest.raises(StartRefused, match="a server of your own"):
        back_up(Settings(database_url="postgresql://x@/x"), tmp_path / "x", print)


def _made(data_dir: Path, folder: Path) -> Path:
    return back_up(Settings(data_dir=data_dir), folder / "made.backup", print)
