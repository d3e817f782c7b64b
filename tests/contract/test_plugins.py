"""A plugin that does not answer as it should stops the start, naming city, distribution and cure."""

from collections.abc import Callable
from importlib.metadata import Distribution, EntryPoint
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from gongjian import City, Plan, PluginError, Target, gather, hookimpl, installed, plugins

from .mini_city import CITY, PLAN, mini_city

HOOKS: dict[str, Callable[[], object]] = {
    "register_city": lambda: CITY,
    "register_plans": lambda: (PLAN,),
    "register_targets": lambda: mini_city().targets,
    "register_published": lambda: [],
}


def plugin(*without: str, **hooks: Callable[..., object]) -> SimpleNamespace:
    """Answer a plugin with the given hooks instead of the usual ones."""
    named = {name: hook for name, hook in {**HOOKS, **hooks}.items() if name not in without}
    return SimpleNamespace(**{name: hookimpl(_fresh(hook)) for name, hook in named.items()})


def _fresh(hook: Callable[..., object]) -> Callable[..., object]:
    """Answer the hook as a function of its own, for marks are set on functions."""
    if hook.__code__.co_argcount:
        return hook
    return lambda: hook()


def gathered(found: object, name: str = "mini") -> Any:
    return gather(found, name, "gongjian-mini", "0.1.0")


def fail() -> object:
    raise RuntimeError("the file is gone")


def test_what_a_plugin_declares_is_gathered() -> None:
    said = gathered(plugin())
    assert (said.city, said.plans, said.targets) == (CITY, (PLAN,), mini_city().targets)
    assert (said.distribution, said.version, said.published, said.tasks) == ("gongjian-mini", "0.1.0", (), ())


@pytest.mark.parametrize(
    ("found", "message"),
    [
        (plugin("register_city"), "register_city of gongjian-mini is missing or returns no City; add that hook"),
        (plugin(register_city=lambda: PLAN), "register_city of gongjian-mini is missing or returns no City"),
        (plugin("register_plans"), "register_plans of gongjian-mini is missing or returns no Plan; add the plan with"),
        (plugin(register_target=lambda: ()), "unknown hook 'register_target'"),
        (plugin(register_targets=lambda config: ()), "register_targets"),
        (plugin(register_targets=lambda: None), "register_targets of gongjian-mini returns nothing; return a tuple of"),
        (plugin(register_targets=lambda: PLAN), "returns a Plan; return a tuple of Target"),
        (plugin(register_targets=lambda: (PLAN,)), "returns a Plan; return a tuple of Target"),
        (plugin(register_targets=lambda: iter(())), "returns a tuple_iterator; return a tuple of Target"),
        (plugin(register_targets=fail), "register_targets of gongjian-mini fails (RuntimeError: the file is gone)"),
        (plugin(register_city=fail), "register_city of gongjian-mini fails (RuntimeError: the file is gone); mend it"),
    ],
)
def test_a_hook_that_is_wrong_is_named_with_its_cure(found: object, message: str) -> None:
    with pytest.raises(PluginError) as caught:
        gathered(found)
    assert str(caught.value).startswith("city mini: ")
    assert message in str(caught.value)
    assert "gongjian-mini" in str(caught.value)


def test_a_wrong_argument_says_which_and_what_to_do() -> None:
    with pytest.raises(PluginError, match=r"'register_targets'[\s\S]*config[\s\S]*correct the hook's name or arg"):
        gathered(plugin(register_targets=lambda config: ()))


def test_a_hook_without_its_mark_is_not_silently_left_out() -> None:
    found = plugin("register_targets")
    found.register_targets = lambda: mini_city().targets
    with pytest.raises(PluginError, match="register_targets of gongjian-mini is not marked; put @hookimpl above it"):
        gathered(found)


def test_the_entry_point_is_called_like_the_city() -> None:
    with pytest.raises(
        PluginError,
        match="city maxi: the entry point of gongjian-mini is called maxi but the city's key is mini; make them equal",
    ):
        gathered(plugin(), "maxi")


class _Installed(Distribution):
    """A distribution with one entry point, as if installed."""

    def __init__(self, name: str, city: str, value: str) -> None:
        self._texts = {
            "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.1.0\n",
            "entry_points.txt": f"[gongjian]\n{city} = {value}\n",
        }

    def read_text(self, filename: str) -> str | None:
        return self._texts.get(filename)

    def locate_file(self, path: Any) -> Any:
        raise FileNotFoundError(path)


Install = Callable[..., None]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Install:
    """Put plugins on the path: module text by name, then (distribution, city, module) triples."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def put(modules: dict[str, str], *found: tuple[str, str, str]) -> None:
        for name, text in modules.items():
            (tmp_path / f"{name}.py").write_text(text, "utf-8")
        entries: list[EntryPoint] = [entry for triple in found for entry in _Installed(*triple).entry_points]
        monkeypatch.setattr(plugins, "entry_points", lambda group: [e for e in entries if e.group == group])

    return put


GOOD = """
from datetime import date
from gongjian import City, Plan, hookimpl
@hookimpl
def register_city():
    return City(key="{key}", name="市", name_en="C", division_code="990000", level="county", province_code="99")
@hookimpl
def register_plans():
    return (Plan(id="p", title="t", number=None, issued_on=None, from_=date(2024, 1, 1), to=date(2024, 12, 31)),)
"""


def test_installed_cities_come_by_key(install: Install) -> None:
    modules = {"made_up_b": GOOD.format(key="b"), "made_up_a": GOOD.format(key="a")}
    install(modules, ("gongjian-b", "b", "made_up_b"), ("gongjian-a", "a", "made_up_a"))
    assert [(said.city.key, said.distribution) for said in installed()] == [("a", "gongjian-a"), ("b", "gongjian-b")]
    assert isinstance(installed()[0].city, City)
    assert isinstance(installed()[0].plans[0], Plan)


def test_a_plugin_that_fails_on_import_stops_the_start(install: Install) -> None:
    install({"made_up_broken": "import no_such_module"}, ("gongjian-broken", "broken", "made_up_broken"))
    with pytest.raises(PluginError) as caught:
        installed()
    assert str(caught.value) == (
        "city broken: gongjian-broken 0.1.0 does not load (ModuleNotFoundError: No module named 'no_such_module'); "
        "mend it or uninstall gongjian-broken"
    )


def test_a_declaration_refused_on_import_names_its_city(install: Install) -> None:
    install({"made_up_float": "from gongjian import yi\nyi(93.1)"}, ("gongjian-float", "float", "made_up_float"))
    with pytest.raises(PluginError, match=r"city float: .* \(ContractError: 93\.1 is not an exact number"):
        installed()


def test_two_distributions_of_one_city_are_refused_by_name(install: Install) -> None:
    text = {"made_up_c": GOOD.format(key="c")}
    install(text, ("gongjian-c", "c", "made_up_c"), ("gongjian-c-fork", "c", "made_up_c"))
    with pytest.raises(PluginError, match="city c is installed twice, by gongjian-c and gongjian-c-fork; un"):
        installed()


def test_no_city_is_no_error_of_the_contract(install: Install) -> None:
    install({})
    assert installed() == ()
    assert Target.__doc__
