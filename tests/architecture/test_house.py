"""House rules that no linter knows: where things stand, how long they are, what they are called."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST = 250
BANNED = {"utils", "util", "common", "helpers", "helper", "models", "constants", "misc", "base", "types"}
COPIES = re.compile(r"(Create|Update|Read|Out|In|Schema|DTO|Dto)$")
SEEN = {".ci", ".gitignore"}
FOLDERS = ("services", "plugins", "migrations", "deploy", "tests")


def modules(*folders: str) -> list[Path]:
    """Answer the Python files below ``folders`` of the repository."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "__pycache__" not in path.parts)


def named(path: Path) -> str:
    """Answer a path as a test's name."""
    return path.relative_to(ROOT).as_posix()


def imported(tree: ast.AST) -> Iterator[str]:
    """Answer the top-level packages that are imported from outside of the module's own package."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]


def cities() -> list[Path]:
    """Answer the folders of the cities' plugins."""
    return sorted(path.parent for path in (ROOT / "plugins").glob("*/pyproject.toml"))


every_module = pytest.mark.parametrize("path", modules(*FOLDERS), ids=named)
every_city = pytest.mark.parametrize("city", cities(), ids=lambda city: city.name)


@every_module
def test_a_module_fits_into_the_head(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{named(path)} has {lines} lines; split it by what it is about"


@every_module
def test_a_modules_name_says_what_it_is_about(path: Path) -> None:
    assert not {path.stem, path.parent.name} & BANNED, f"{named(path)}: name what is in it"


@every_module
def test_an_entity_is_written_once(path: Path) -> None:
    classes = [node.name for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ClassDef)]
    copies = [name for name in classes if COPIES.search(name)]
    assert not copies, f"{named(path)}: {copies} look like copies of an entity; another shape is another noun"


@every_module
def test_imports_stand_at_the_top(path: Path) -> None:
    for function in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            inside = [node.lineno for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)]
            assert not inside, f"{named(path)}: imports inside a function in lines {inside}"


def test_the_contract_needs_pluggy_alone() -> None:
    allowed = {*sys.stdlib_module_names, "gongjian", "pluggy"}
    for path in modules("services/contract/src"):
        foreign = set(imported(ast.parse(path.read_text("utf-8")))) - allowed
        assert not foreign, f"{named(path)} imports {foreign}"


@every_city
def test_a_city_needs_the_contract_alone(city: Path) -> None:
    allowed = {*sys.stdlib_module_names, "gongjian", f"gongjian_{city.name}"}
    for path in modules(f"plugins/{city.name}/src"):
        foreign = set(imported(ast.parse(path.read_text("utf-8")))) - allowed
        assert not foreign, f"{named(path)} imports {foreign}"
    declared = tomllib.loads((city / "pyproject.toml").read_text("utf-8"))["project"]
    assert [re.split(r"[^\w-]", need)[0] for need in declared["dependencies"]] == ["gongjian"]


@every_city
def test_a_city_joins_the_workspace_in_every_place(city: Path) -> None:
    workspace = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    tool = workspace["tool"]
    assert f"plugins/{city.name}" in tool["uv"]["workspace"]["members"]
    assert f"gongjian-{city.name}" in workspace["project"]["dependencies"]
    assert f"plugins/{city.name}/src" in tool["mypy"]["mypy_path"]
    assert f"gongjian_{city.name}" in tool["importlinter"]["root_packages"]
    contracts = {contract["id"]: contract for contract in tool["importlinter"]["contracts"]}
    assert f"gongjian_{city.name}" in contracts["cities-know-the-contract"]["source_modules"]
    assert f"gongjian_{city.name}" in contracts["services-name-no-city"]["forbidden_modules"]


@every_city
def test_no_service_behaves_differently_for_a_city(city: Path) -> None:
    for path in modules("services"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Compare | ast.Dict | ast.Match | ast.Name | ast.Attribute):
                assert city.name not in ast.unparse(node), f"{named(path)}:{node.lineno} names {city.name}"


@pytest.mark.parametrize(
    "folder",
    [*FOLDERS, *(f"services/{part}" for part in ("bootstrap", "contract", "core", "decisions", "relay"))],
)
def test_a_folder_says_what_it_is(folder: str) -> None:
    assert (ROOT / folder / "README.md").read_text("utf-8").startswith("# ")


@every_city
def test_a_citys_folder_says_which_document_it_reads(city: Path) -> None:
    assert (city / "README.md").read_text("utf-8").startswith("# ")


def test_nothing_depends_on_the_machine_it_was_written_on() -> None:
    machine = re.compile("|".join(("/work" + "/", r"\.\./" + "shared", r"\." + "library", "/opt" + "/pypi")))
    written = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    written += [path for path in ROOT.iterdir() if path.is_file()] + list((ROOT / ".ci").iterdir())
    for path in written:
        inside = path.relative_to(ROOT).parts
        if "__pycache__" in inside or any(part.startswith(".") and part not in SEEN for part in inside):
            continue
        found = machine.findall(path.read_text("utf-8", errors="ignore"))
        assert not found, f"{named(path)} names {found}"
