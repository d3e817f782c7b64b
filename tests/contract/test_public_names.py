"""The face of the contract: documented, sorted, and resting on the standard library and pluggy alone."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import is_dataclass
from inspect import isclass, isfunction, ismodule, signature
from pathlib import Path

import pytest

import gongjian
from gongjian import SHARED
from gongjian.quantity import UNITS

SOURCE = Path(gongjian.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))


Definition = ast.FunctionDef | ast.ClassDef


def spoken_for(tree: ast.Module | ast.ClassDef) -> Iterator[Definition]:
    """Answer the public functions and classes, and the public methods of the latter."""
    for node in tree.body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from spoken_for(node)


def imported(module: Path) -> set[str]:
    tree = ast.parse(module.read_text("utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {
        node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module and not node.level
    }
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("name", gongjian.__all__)
def test_every_public_name_exists_and_is_documented(name: str) -> None:
    found = getattr(gongjian, name)
    if isclass(found) or isfunction(found) or ismodule(found):
        written = found.__doc__ or ""
        generated = is_dataclass(found) and written.startswith(f"{name}(")
        assert written.strip()
        assert not generated


def test_public_names_are_sorted_as_the_linter_wants() -> None:
    def place(name: str) -> tuple[int, str]:
        return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)

    assert gongjian.__all__ == sorted(gongjian.__all__, key=place)
    assert len(set(gongjian.__all__)) == len(gongjian.__all__)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_the_contract_imports_the_standard_library_and_pluggy_alone(module: Path) -> None:
    assert imported(module) <= {*sys.stdlib_module_names, "pluggy"}


def test_importing_the_contract_loads_nothing_else() -> None:
    seen = "import sys; old = set(sys.modules); import gongjian, gongjian.conformance; print(*set(sys.modules) - old)"
    answer = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    roots = {name.split(".")[0] for name in answer.stdout.split()}
    assert roots <= {*sys.stdlib_module_names, "gongjian", "pluggy"}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_public_function_and_class_says_what_it_is(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    assert ast.get_docstring(tree)
    silent = [node.name for node in spoken_for(tree) if not ast.get_docstring(node)]
    assert silent == []


def test_no_constructor_takes_a_float() -> None:
    for name in gongjian.__all__:
        found = getattr(gongjian, name)
        if isfunction(found):
            assert "float" not in str(signature(found)), name


def test_shared_indicators_have_one_key_one_name_and_a_known_unit() -> None:
    names = [name for item in SHARED for name in {item.name, *item.names}]
    assert len({item.key for item in SHARED}) == len(SHARED)
    assert len(set(names)) == len(names)
    for item in SHARED:
        assert re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", item.key)
        assert item.unit in UNITS
        assert set(item.subjects) <= {"city", "division", "park", "chain", "enterprise", "project"}
