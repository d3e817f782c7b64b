"""Every installed city keeps the contract, and its README says what became of each clause."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from gongjian import Declarations, clause_table, installed
from gongjian.conformance import check_cities, check_city

CITIES = installed()
PLUGINS = Path(__file__).parents[2] / "plugins"


def modules_of(city: str) -> Iterator[Path]:
    spec = find_spec(f"gongjian_{city}")
    assert spec is not None
    assert spec.origin is not None
    yield from sorted(Path(spec.origin).parent.glob("*.py"))


def by_key(said: Declarations) -> str:
    return said.city.key


def test_at_least_one_city_is_installed() -> None:
    assert CITIES


def test_the_installed_cities_live_together_without_a_problem() -> None:
    assert [str(problem) for problem in check_cities(CITIES)] == []


@pytest.mark.parametrize("said", CITIES, ids=by_key)
def test_a_city_conforms(said: Declarations) -> None:
    assert [str(problem) for problem in check_city(said)] == []


@pytest.mark.parametrize("said", CITIES, ids=by_key)
def test_the_readme_shows_what_became_of_each_clause(said: Declarations) -> None:
    text = (PLUGINS / said.city.key / "README.md").read_text("utf-8")
    table = text.split("<!-- clauses -->\n")[1].split("\n<!-- /clauses -->")[0]
    assert table == clause_table(said)


@pytest.mark.parametrize("said", CITIES, ids=by_key)
def test_no_module_of_a_plugin_is_longer_than_250_lines(said: Declarations) -> None:
    long = {
        path.name: lines for path in modules_of(said.city.key) if (lines := len(path.read_text().splitlines())) > 250
    }
    assert long == {}


@pytest.mark.parametrize("said", CITIES, ids=by_key)
def test_published_results_name_their_source(said: Declarations) -> None:
    assert all(result.source_title for result in said.published)
