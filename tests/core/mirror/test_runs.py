"""Lines in files: sorted, merged, and never an older revision in place of a newer one."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian_core.mirror import runs
from gongjian_core.mirror.runs import Line, Sorter, line, merged


def text(key: str, revision: int, city: str = "aa", *, deleted: bool = False) -> bytes:
    op = "delete" if deleted else "upsert"
    said = {"type": "enterprise", "city": city, "key": key, "revision": revision, "op": op}
    return json.dumps(said, ensure_ascii=False).encode()


keys = st.sampled_from(["a", "b", "c", "云南", "d|e"])
changes = st.lists(st.tuples(keys, st.integers(1, 4), st.booleans()), max_size=12)


def latest(lines: Iterable[Line]) -> dict[str, Line]:
    """What stands after these, the plain way."""
    found: dict[str, Line] = {}
    for one in lines:
        if one.key not in found or found[one.key].revision < one.revision:
            found[one.key] = one
    return {key: one for key, one in found.items() if not one.deleted}


@given(st.dictionaries(keys, st.integers(1, 4)), changes)
def test_merging_leaves_of_each_record_the_latest_revision(
    standing: dict[str, int], newer: list[tuple[str, int, bool]]
) -> None:
    base = [line(text(key, revision)) for key, revision in sorted(standing.items())]
    came = [line(text(key, revision, deleted=gone)) for key, revision, gone in newer]
    over: dict[str, Line] = {}
    for one in sorted(came, key=lambda one: one.revision):
        over[one.key] = one
    found = list(merged(base, over))
    assert [one.key for one in found] == sorted(latest([*base, *over.values()]))
    assert {one.key: one.revision for one in found} == {
        key: one.revision for key, one in latest([*base, *over.values()]).items()
    }
    assert list(merged(found, over)) == found


@pytest.mark.parametrize("in_memory", [1, 2, 7, 1000])
def test_any_number_of_lines_comes_out_sorted(tmp_path: Path, in_memory: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "_IN_MEMORY", in_memory)
    lines = [text(f"k{(number * 37) % 101:03}", 1, "bb" if number % 3 else "aa") for number in range(101)]
    sorter = Sorter(tmp_path)
    sorter.add(lines[:50])
    sorter.add(lines[50:])
    found = [one.text for one in sorter.sorted()]
    assert found == sorted(lines, key=lambda one: (line(one).city, line(one).key))
    assert list(tmp_path.iterdir()) == []
