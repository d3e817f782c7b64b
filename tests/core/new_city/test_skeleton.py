"""The skeleton that `gongjian new-city` writes is the skeleton of the cities in this repository."""

import ast
import tomllib
from datetime import date
from pathlib import Path

import pytest

from gongjian_core.new_city.commands import templates
from gongjian_core.new_city.rules import NewCity, written

PLUGINS = Path(__file__).parents[3] / "plugins"
CITIES = sorted(path.parent for path in PLUGINS.glob("*/pyproject.toml"))
SKELETON = written(
    NewCity(
        key="shili", name="示例市", name_en="Shili", division_code="990100", parent=None, title="方案",
        first=date(2025, 1, 1), last=date(2025, 12, 31),
    ),
    templates(),
)  # fmt: skip
FOLDER = "src/gongjian_shili/"
every_city = pytest.mark.parametrize("city", CITIES, ids=lambda city: city.name)


def modules(paths: list[str]) -> set[str]:
    """Paths of a plugin without the chapters, which differ from document to document."""
    return {path for path in paths if "/chapter_" not in path and "__pycache__" not in path}


def english(city: Path) -> str:
    return city.name.capitalize()


@every_city
def test_the_files_are_the_same(city: Path) -> None:
    theirs = [path.relative_to(city).as_posix() for path in city.rglob("*") if path.is_file()]
    renamed = [
        path.replace(f"gongjian_{city.name}", "gongjian_shili") for path in theirs if not path.startswith("dist")
    ]
    assert modules(renamed) == modules(list(SKELETON))
    assert any(path.startswith(f"{FOLDER}chapter_") for path in renamed)


@every_city
def test_the_projects_are_declared_alike(city: Path) -> None:
    text = (city / "pyproject.toml").read_text("utf-8").replace(city.name, "shili")
    theirs, ours = tomllib.loads(text), tomllib.loads(SKELETON["pyproject.toml"])
    for project in (theirs, ours):
        assert project["project"].pop("description").endswith(", clause by clause.")
    assert theirs == ours


@every_city
def test_the_plugins_are_put_together_alike(city: Path) -> None:
    def without_chapters(text: str) -> str:
        tree = ast.parse(text)
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg == "chapters":
                node.value = ast.Tuple([], ast.Load())
            if isinstance(node, ast.ImportFrom) and node.module is None:
                node.names = [ast.alias("chapters")]
        return ast.unparse(tree)

    theirs = (city / f"src/gongjian_{city.name}/plugin.py").read_text("utf-8")
    ours = SKELETON[f"{FOLDER}plugin.py"].replace("Shili", english(city))
    assert without_chapters(theirs) == without_chapters(ours)


@every_city
def test_every_chapter_is_part_of_the_plugin(city: Path) -> None:
    folder = city / f"src/gongjian_{city.name}"
    tree = ast.parse((folder / "plugin.py").read_text("utf-8"))
    named = next(node.value for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "chapters")
    assert isinstance(named, ast.Tuple)
    assert {ast.unparse(name) for name in named.elts} == {path.stem for path in folder.glob("chapter_*.py")}


@every_city
def test_documents_places_and_tables_begin_alike(city: Path) -> None:
    def first_line(path: str) -> str:
        return (city / path.replace("shili", city.name)).read_text("utf-8").splitlines()[0]

    assert first_line(f"{FOLDER}published.csv") == SKELETON[f"{FOLDER}published.csv"].splitlines()[0]
    assert first_line("CHANGELOG.md") == SKELETON["CHANGELOG.md"].splitlines()[0]
    assert first_line("README.md") == f"# gongjian-{city.name}"
    assert SKELETON["README.md"].startswith("# gongjian-shili\n")
    for markers in ("<!-- clauses -->", "<!-- /clauses -->"):
        assert markers in SKELETON["README.md"]
        assert markers in (city / "README.md").read_text("utf-8")
    for module, names in (("document", {"PLAN"}), ("places", {"CITY"}), ("indicators", {"INDICATORS"})):
        theirs = assigned((city / f"src/gongjian_{city.name}/{module}.py").read_text("utf-8"))
        assert names <= theirs & assigned(SKELETON[f"{FOLDER}{module}.py"])


def assigned(text: str) -> set[str]:
    """The names that a module assigns."""
    found: set[str] = set()
    for node in ast.parse(text).body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        found.update(ast.unparse(target) for target in targets)
    return found
