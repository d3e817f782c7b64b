"""A city's answers to the hooks are taken from its chapters, in their order."""

from pathlib import Path
from types import ModuleType

import pytest

from gongjian import CityPlugin, ContractError, PluginError, gather

from .mini_city import CITY, PLAN, mini_city

MINI = mini_city()


def chapter(name: str, **held: object) -> ModuleType:
    module = ModuleType(name)
    module.__dict__.update(held)
    return module


def test_what_chapters_hold_is_declared_in_their_order() -> None:
    first, second = MINI.targets[:1], MINI.targets[1:2]
    chapters = (chapter("later", TARGETS=second, DUTIES=MINI.duties), chapter("sooner", TARGETS=first))
    plugin = CityPlugin(city=CITY, plans=(PLAN,), chapters=chapters)
    said = gather(plugin, CITY.key, "gongjian-mini", "0.1.0")
    assert said.targets == second + first
    assert (said.city, said.plans, said.duties) == (CITY, (PLAN,), MINI.duties)
    assert (said.incentives, said.funds, said.phases, said.tasks, said.published) == ((), (), (), (), ())


def test_a_chapter_that_holds_nothing_is_refused_by_name() -> None:
    with pytest.raises(ContractError, match=r"mini\.chapter_2 holds none of TARGETS, FUNDS, .*; write one, or leave"):
        CityPlugin(city=CITY, plans=(PLAN,), chapters=(chapter("mini.chapter_2", TARGET=MINI.targets),))


def test_a_tuple_without_its_comma_is_refused_by_name() -> None:
    with pytest.raises(ContractError, match=r"TARGETS of mini\.chapter_2 is no tuple; put it in brackets with a comma"):
        CityPlugin(city=CITY, plans=(PLAN,), chapters=(chapter("mini.chapter_2", TARGETS=MINI.targets[0]),))


def test_what_stands_under_the_wrong_name_stops_the_start() -> None:
    plugin = CityPlugin(city=CITY, plans=(PLAN,), chapters=(chapter("mini.chapter_1", DUTIES=MINI.targets),))
    with pytest.raises(PluginError, match="register_duties of gongjian-mini returns a Target; return a tuple of Duty"):
        gather(plugin, CITY.key, "gongjian-mini", "0.1.0")


def test_a_row_of_published_results_that_is_wrong_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "published.csv").write_text("city\nmini\n", "utf-8")
    plugin = CityPlugin(city=CITY, plans=(PLAN,), chapters=(), published=tmp_path / "published.csv")
    with pytest.raises(PluginError, match=r"register_published of gongjian-mini fails .*column"):
        gather(plugin, CITY.key, "gongjian-mini", "0.1.0")
