"""Facts in bulk equal the facts read from the documents one by one, now and as of a place, over and running periods."""

import random
from collections.abc import AsyncIterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.core.attainment import generated, reference
from tests.core.attainment.generated import CITY, Document, Figures

from gongjian import SHARED, Fact, Period, fact
from gongjian.facts import FACTS
from gongjian_core.changelog import sequence
from gongjian_core.database import Database
from gongjian_core.incentives.entity import SUBJECTS, SubjectKind
from gongjian_core.incentives.fact_figures import Closing
from gongjian_core.incentives.fact_rows import FactSelect, chosen, pieces

pytestmark = pytest.mark.anyio
INDICATORS = {item.key: item for item in SHARED}
RECORDED: dict[SubjectKind, list[str]] = {
    "enterprise": ["gross_output", "revenue", "employees"],
    "project": ["completed_investment"],
}
WINDOWS = [
    (Period.parse("2024-Q2"), date(2024, 6, 30)),
    (Period.parse("2024-Q2"), date(2024, 5, 31)),
    (Period.parse("2023"), date(2023, 12, 31)),
    (Period.parse("2024"), date(2024, 6, 30)),
]
Subjects = dict[str, tuple[Document, Figures]]


def asked(kind: SubjectKind) -> list[Fact]:
    """Every fact of a kind, titles narrowed to one."""
    narrowed = {name: fact(name, kind="little_giant") for name in ("certification_granted_on", "certification_first")}
    return [narrowed.get(name, fact(name)) for name, item in FACTS.items() if kind in item.rows]


def read(found: Figures, indicator: str, window: Period, day: date, years_back: int, *, exact: bool) -> Decimal | None:
    """A figure to date: at the very end, or the latest of the year; or of the same months before."""
    stock = indicator == "employees"

    def fit(year: int) -> dict[date, Decimal]:
        return {
            period.last: value
            for (name, period), value in found.items()
            if name == indicator and period.last.year == year
            and (stock or (period.first.month, period.first.day) == (1, 1))
        }  # fmt: skip

    ends = sorted(last for last in fit(day.year) if last <= day)
    end = day if exact else (ends[-1] if ends else None)
    if end is None:
        return None
    return fit(end.year - years_back).get(Period(date(end.year, 1, 1), end).years_back(years_back).last)


def expected(kind: SubjectKind, key: str, subjects: Subjects, window: Period, day: date) -> dict[str, Any]:
    """The facts of one subject, from its document and figures."""
    document, figures = subjects[key]
    ((_, facts),) = reference.rows(kind, [document], {key: figures}, window, day)
    names = {item.key: FACTS[item.name] for item in asked(kind)}
    found = {name: one.value for name, one in facts.items() if name in names and names[name].indicator is None}
    for name, item in names.items():
        if item.indicator is not None:
            exact = day == window.last and item.absent == "unknown"
            value = read(figures, item.indicator, window, day, item.years_back, exact=exact)
            begun = document.get("commissioned_on")
            if value is not None:
                found[name] = value
            elif item.years_back and begun is not None and date(day.year, 1, 1) <= begun <= day:
                found[name] = None
    return found


@pytest.fixture(params=["now", "nothing changed since", "a third changed since", "everything changed since"])
async def world(urls: Any, request: pytest.FixtureRequest) -> AsyncIterator[tuple[Database, Any, int | None]]:
    """Answer recorded subjects, and the place that they were recorded at, with what changed since."""
    database = Database(urls.app)
    chance = random.Random(20241231)  # noqa: S311
    subjects, place = _drawn(chance), None
    await _write(database, subjects)
    if request.param != "now":
        async with database.gate() as gate:
            await sequence(gate)
            place = await gate.fetchval("select last_seq from sequence_head")
    if request.param == "a third changed since":
        await _write(database, {kind: dict(list(items.items())[::3]) for kind, items in _drawn(chance).items()})
    if request.param == "everything changed since":
        await _write(database, _drawn(chance))
        async with database.transaction((CITY,)) as tx:
            await tx.execute("delete from projects where code >= 'P-4'")
    yield database, subjects, place
    await database.close()


def _drawn(chance: random.Random) -> dict[SubjectKind, Subjects]:
    enterprises = [generated.enterprise(chance, number) for number in range(80)]
    projects = [generated.project(chance, number, [one["uscc"] for one in enterprises]) for number in range(60)]
    return {
        "enterprise": {one["uscc"]: (one, generated.figures(chance, RECORDED["enterprise"])) for one in enterprises},
        "project": {one["code"]: (one, generated.figures(chance, RECORDED["project"])) for one in projects},
    }


async def _write(database: Database, subjects: dict[SubjectKind, Subjects]) -> None:
    async with database.transaction((CITY,)) as tx:
        await generated.record(tx, *([one for one, _ in subjects[kind].values()] for kind in SUBJECTS))
        for kind in SUBJECTS:
            await generated.observe(tx, kind, {key: figures for key, (_, figures) in subjects[kind].items()})


@pytest.mark.parametrize("kind", SUBJECTS)
@pytest.mark.parametrize(("window", "day"), WINDOWS)
async def test_facts_in_bulk_are_the_facts_of_each(world: Any, kind: SubjectKind, window: Period, day: date) -> None:
    database, subjects, place = world
    owners: Subjects = subjects["enterprise"]
    closing = Closing(day, over=day == window.last)
    async with database.transaction((CITY,)) as tx:
        select = FactSelect(kind, CITY, asked(kind), INDICATORS, window, closing, place)
        found = [subject async for piece in pieces(tx, select) for subject in piece]
        keys = list(subjects[kind])[::7]
        some = await chosen(tx, FactSelect(kind, CITY, asked(kind), INDICATORS, window, closing, place, keys))
    assert [subject.key for subject in found] == sorted(subjects[kind])
    assert [(one.key, one.contents) for one in some] == [(one.key, one.contents) for one in found if one.key in keys]
    for subject in found:
        wanted = expected(kind, subject.key, subjects[kind], window, day)
        if kind == "project" and (owner := subjects[kind][subject.key][0]["enterprise"]):
            judged = expected("enterprise", owner, owners, window, day)
            wanted |= {name: judged[name] for name in ("lawful_operation", "tax_normal") if name in judged}
        empty = {name for name in ("lists", "tags") if not wanted.get(name)}
        assert _without(subject.contents, empty) == _without(wanted, empty), subject.key
        explained = select.explained(subject)
        assert {name: one.value for name, one in explained.items()} == subject.contents
        assert all(one.source for one in explained.values())


def _without(facts: dict[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name not in names}
