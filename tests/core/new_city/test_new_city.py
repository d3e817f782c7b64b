"""`gongjian new-city` and `gongjian clauses`, as whoever writes a plugin meets them."""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gongjian import clause_table, installed
from gongjian.conformance import check_city
from gongjian.plugins import gather
from gongjian_core.cli import app

ROOT = Path(__file__).parents[3]
run = CliRunner()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Answer a folder for a plugin whose modules are forgotten after the test."""
    yield tmp_path / "shili"
    for name in [name for name in sys.modules if name.startswith("gongjian_shili")]:
        del sys.modules[name]


def made(folder: Path, *options: str) -> list[str]:
    """The problems of a new city with these options."""
    answer = run.invoke(app, ["new-city", "shili", "--into", str(folder), *options])
    assert answer.exit_code == 0, answer.output
    sys.path.insert(0, str(folder / "src"))
    try:
        said = gather(importlib.import_module("gongjian_shili.plugin").PLUGIN, "shili", "gongjian-shili", "0.1.0")
    finally:
        sys.path.pop(0)
    return [problem.what for problem in check_city(said)]


def test_what_is_given_is_written_and_only_the_clauses_are_missing(folder: Path) -> None:
    given = (
        "--name",
        "示例市",
        "--division-code",
        "990100",
        "--title",
        "方案",
        "--from",
        "2025-01-01",
        "--to",
        "2026-12-31",
    )
    assert made(folder, *given) == ["plan shili-2025 has no clauses"]
    places = (folder / "src/gongjian_shili/places.py").read_text("utf-8")
    assert 'name="示例市"' in places
    assert 'name_en="Shili"' in places
    assert 'level="prefecture"' in places
    assert "to=date(2026, 12, 31)" in (folder / "src/gongjian_shili/document.py").read_text("utf-8")


def test_what_is_left_out_is_asked_for_and_never_invented(folder: Path) -> None:
    found = made(folder)
    assert "the city has no name" in found
    assert any("is no code of the province" in what for what in found)
    assert any(what.endswith("has no title") for what in found)


def test_a_county_names_its_city(folder: Path) -> None:
    made(folder, "--division-code", "990121", "--parent", "linyi")
    places = (folder / "src/gongjian_shili/places.py").read_text("utf-8")
    assert 'level="county"' in places
    assert 'parent="linyi"' in places


def test_the_skeleton_is_in_the_form_of_the_house(folder: Path) -> None:
    made(folder, "--name", "示例市")
    for check in (["format", "--check"], ["check", "--config", str(ROOT / "pyproject.toml")]):
        answer = subprocess.run(
            [sys.executable, "-m", "ruff", *check, "--line-length", "120", str(folder)], check=False
        )
        assert answer.returncode == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["linyi"], "is installed"),
        (["Shi-li"], "lower-case letters"),
        (["shili", "--division-code", "99"], "six digits"),
        (["shili", "--from", "2025-01-01", "--to", "2024-12-31"], "lies before"),
        (["shili", "--name", '示"例'], "quotation marks"),
        (["shili", "--title", "$key"], "dollars"),
        (["shili", "--parent", "No Where"], "--parent"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(folder: Path, options: list[str], message: str) -> None:
    answer = run.invoke(app, ["new-city", *options, "--into", str(folder)])
    assert answer.exit_code == 1
    assert message in answer.output
    assert not folder.exists()


def test_a_folder_that_is_in_use_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    answer = run.invoke(app, ["new-city", "shili", "--into", str(folder)])
    assert (answer.exit_code, [path.name for path in folder.iterdir()]) == (1, ["notes.txt"])


def test_the_clause_table_is_printed_and_put_into_a_readme(tmp_path: Path) -> None:
    said = next(item for item in installed() if item.city.key == "tongchuan")
    assert run.invoke(app, ["clauses", "tongchuan"]).output == f"{clause_table(said)}\n"
    readme = tmp_path / "README.md"
    readme.write_text("# x\n<!-- clauses -->\nold\n<!-- /clauses -->\nafter\n", "utf-8")
    assert run.invoke(app, ["clauses", "tongchuan", "--into", str(readme)]).exit_code == 0
    assert readme.read_text("utf-8") == f"# x\n<!-- clauses -->\n{clause_table(said)}\n<!-- /clauses -->\nafter\n"
    readme.write_text("# x\n", "utf-8")
    assert run.invoke(app, ["clauses", "tongchuan", "--into", str(readme)]).exit_code == 1
    assert readme.read_text("utf-8") == "# x\n"
    assert run.invoke(app, ["clauses", "nowhere"]).exit_code == 1
