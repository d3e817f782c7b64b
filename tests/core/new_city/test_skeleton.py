"""The skeleton that `gongjian new-city` writes is the skeleton of the cities in this repository."""

import ast
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

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


def hooks(text: str) -> dict[str, tuple[str, str, str]]:
    """Each hook by name: its marks, its signature, and its body."""
    found = [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
    return {
        node.name: (
            " ".join(map(ast.unparse, node.decorator_list)),
            f"({ast.unparse(node.args)}) -> {ast.unparse(node.returns) if node.returns else None}",
            "\n".join(map(ast.unparse, node.body[1:])),
        )
        for node in found
    }


def imported(text: str) -> dict[str, set[str]]:
    """What is imported from where, without the chapters."""
    found: dict[str, set[str]] = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.ImportFrom):
            names = {name.name for name in node.names if not name.name.startswith("chapter_")}
            found.setdefault(f"{'.' * node.level}{node.module or ''}", set()).update(names)
    return found


@every_city
def test_the_hooks_are_the_same(city: Path) -> None:
    theirs = (city / f"src/gongjian_{city.name}/plugin.py").read_text("utf-8")
    ours = SKELETON[f"{FOLDER}plugin.py"]
    assert ast.get_docstring(ast.parse(theirs)) == f"What {english(city)} answers to gongjian's hooks."
    assert ast.get_docstring(ast.parse(ours)) == "What Shili answers to gongjian's hooks."
    found, wanted = hooks(theirs), hooks(ours)
    assert [name for name in found if name in wanted] == list(wanted)
    assert set(found) - set(wanted) <= {"register_funds"}
    for name, (marks, signature, body) in wanted.items():
        assert found[name][:2] == (marks, signature)
        if name in ("register_city", "register_plans", "register_indicators", "register_published"):
            assert found[name][2] == body
    extra: dict[str, Any] = {"gongjian": {"Fund"} if "register_funds" in found else set()}
    assert imported(theirs) == {module: names | extra.get(module, set()) for module, names in imported(ours).items()}


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
