"""A folder as a mirror: whatever a kill interrupts, it stands as before or as after."""

import json
from pathlib import Path
from typing import Any

import pytest

from gongjian_core.errors import StartRefused
from gongjian_core.mirror import runs
from gongjian_core.mirror.folder import Folder
from gongjian_core.mirror.source import Selected

pytestmark = pytest.mark.anyio


def change(key: str, revision: int, name: str = "一", *, type: str = "enterprise", op: str = "upsert") -> bytes:
    data = {"name": name} if op == "upsert" else None
    said = {"type": type, "city": "aa", "key": key, "op": op, "revision": revision, "data": data}
    return json.dumps(said, ensure_ascii=False).encode()


def opened(path: Path) -> Folder:
    return Folder(path, "http://core", Selected())


async def stands(folder: Folder) -> dict[str, Any]:
    return {f"{one['type']} {one['key']}": one["data"]["name"] async for one in folder.records()}


async def begun(path: Path) -> Folder:
    """A folder that was loaded with three enterprises."""
    folder = opened(path)
    await folder.await_export("e1")
    loading = folder.load("enterprise")
    await loading.add([change(key, 1) for key in ("c", "a", "b")])
    await loading.end()
    await folder.loaded("c0")
    return folder


async def test_what_was_loaded_and_applied_stands_after_a_start_again(tmp_path: Path) -> None:
    folder = await begun(tmp_path)
    await folder.apply([change("a", 2, "二"), change("p", 1, "新", type="project")], "c1")
    await folder.apply([change("b", 2, op="delete"), change("a", 1, "旧")], "c2")
    await folder.close()
    folder = opened(tmp_path)
    assert await stands(folder) == {"enterprise a": "二", "enterprise c": "一", "project p": "新"}
    assert (await folder.standing()).cursor == "c2"
    folder.work_in()
    assert await stands(folder) == {"enterprise a": "二", "enterprise c": "一", "project p": "新"}
    lines = (tmp_path / "records-1" / "aa" / "enterprise.ndjson").read_bytes().splitlines()
    assert [json.loads(line)["key"] for line in lines] == ["a", "c"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lock", "records-1", "state.json"]
    await folder.close()


async def test_what_a_kill_left_in_the_journal_behind_the_state_does_not_count(tmp_path: Path) -> None:
    folder = await begun(tmp_path)
    await folder.apply([change("a", 2, "二")], "c1")
    await folder.close()
    (journal,) = tmp_path.glob("journal-*.ndjson")
    with journal.open("ab") as file:
        file.write(change("b", 2, "三") + b"\n" + change("c", 2, "四")[:20])
    folder = opened(tmp_path)
    assert await stands(folder) == {"enterprise a": "二", "enterprise b": "一", "enterprise c": "一"}
    await folder.apply([change("b", 2, "三")], "c2")
    await folder.close()
    folder = opened(tmp_path)
    assert (await stands(folder))["enterprise b"] == "三"
    await folder.close()


@pytest.mark.parametrize("at", range(6))
async def test_working_the_journal_in_may_be_interrupted_anywhere(
    tmp_path: Path, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = await begun(tmp_path)
    await folder.apply([change("a", 2, "二"), change("b", 2, op="delete")], "c1")
    await folder.apply([change("p", 1, "新", type="project"), change("q", 1, "又", type="project")], "c2")
    wanted = await stands(folder)
    real, calls = runs.replace, iter(range(100))

    def interrupted(path: Path, lines: Any) -> None:
        number = next(calls)
        if number == at // 2:
            if at % 2:
                real(path, lines)
            raise KeyboardInterrupt
        real(path, lines)

    monkeypatch.setattr(runs, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        folder.work_in()
    monkeypatch.undo()
    await folder.close()
    folder = opened(tmp_path)
    assert await stands(folder) == wanted
    folder.work_in()
    assert await stands(folder) == wanted
    await folder.close()


async def test_a_half_loaded_beginning_leaves_what_stood(tmp_path: Path) -> None:
    folder = await begun(tmp_path)
    await folder.await_export("e2")
    loading = folder.load("enterprise")
    await loading.add([change("z", 9, "九")])
    await loading.end()
    await folder.close()
    folder = opened(tmp_path)
    assert (await folder.standing()).export == "e2"
    assert set(await stands(folder)) == {"enterprise a", "enterprise b", "enterprise c"}
    await folder.await_export("e2")
    await folder.loaded("c9")
    assert await stands(folder) == {}
    await folder.close()


async def test_one_mirror_at_a_time_and_of_one_thing(tmp_path: Path) -> None:
    folder = await begun(tmp_path)
    with pytest.raises(StartRefused, match="another mirror works on"):
        opened(tmp_path)
    await folder.close()
    with pytest.raises(StartRefused, match="mirrors http://core"):
        Folder(tmp_path, "http://elsewhere", Selected())
    with pytest.raises(StartRefused, match="mirrors http://core"):
        Folder(tmp_path, "http://core", Selected(types=("project",)))


async def test_a_name_from_outside_never_leads_out_of_the_folder(tmp_path: Path) -> None:
    folder = opened(tmp_path / "mirror")
    await folder.await_export("e1")
    loading = folder.load("enterprise")
    await loading.add([change("a", 1).replace(b'"aa"', b'"../../out"')])
    with pytest.raises(StartRefused, match="cannot be the name of a file"):
        await loading.end()
    assert not (tmp_path / "out").exists()
    await folder.close()
