"""The README's plugin works as printed, and the glossary knows every word of the contract."""

import re
from datetime import date
from decimal import Decimal
from inspect import isclass
from pathlib import Path
from types import ModuleType

import gongjian
from gongjian import FactValue, Period, gather
from gongjian.conformance import check_city

FOLDER = Path(__file__).parents[2] / "services" / "contract"
README = (FOLDER / "README.md").read_text("utf-8")
GLOSSARY = (FOLDER / "GLOSSARY.md").read_text("utf-8")


def example() -> ModuleType:
    """Answer the README's plugin as a module."""
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    module = ModuleType("demo")
    exec(compile(code, "README.md", "exec"), vars(module))  # noqa: S102 - our own README
    return module


def test_the_plugin_of_the_readme_conforms_and_decides_as_said() -> None:
    said = gather(example(), "demo", "gongjian-demo", "0.1.0")
    assert check_city(said) == ()
    facts = {"above_scale_entered_on": FactValue(date(2024, 5, 1))}
    found = said.incentives[0].assess(facts, Period.parse("2024-Q2"))
    assert (found.outcome, found.amount) == ("awarded", Decimal("200000.00"))
    assert said.incentives[0].assess(facts, Period.parse("2024-Q3")).outcome == "refused"


def test_every_name_that_the_readme_offers_exists() -> None:
    table = README.split("```python")[0]
    names = {name for name in re.findall(r"`([A-Za-z_]+)`", table) if name not in ("gongjian", "pluggy")}
    assert {name for name in names if not hasattr(gongjian, name)} == set()


def rows() -> list[list[str]]:
    lines = [line for line in GLOSSARY.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "identifier" not in line]


def test_the_glossary_has_every_class_of_the_contract() -> None:
    words = {name for row in rows() for name in re.findall(r"`([A-Za-z_]+)`", row[1])}
    classes = {name for name in gongjian.__all__ if isclass(getattr(gongjian, name))}
    assert classes - words == set()


def test_each_word_of_the_glossary_stands_once_with_its_clause() -> None:
    places = re.compile(r"(临沧|临沂|石嘴山|郯城|铜川) \S+( \S+)*|—")
    chinese = [row[0] for row in rows()]
    assert len(set(chinese)) == len(chinese)
    for row in rows():
        assert len(row) == 4, row
        assert all(row), row
        assert places.fullmatch(row[3]), row
