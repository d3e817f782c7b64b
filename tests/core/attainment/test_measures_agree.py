"""Counts and sums in SQL equal the pure evaluator's, for generated records and generated conditions."""

import asyncio
import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.core.attainment import generated, reference
from tests.core.attainment.generated import CITY, DAYS, FIGURES, Document, Figures

from gongjian import (
    SHARED,
    All,
    Band,
    Bands,
    Before,
    Compare,
    During,
    GrowthOf,
    Has,
    Is,
    Lasting,
    Matches,
    Minus,
    Not,
    OneOf,
    Param,
    Past,
    Period,
    UpTo,
    Within,
    check,
    fact,
)
from gongjian import (
    Any as Either,
)
from gongjian.expression import Condition
from gongjian.facts import FACTS
from gongjian_core.attainment import repository
from gongjian_core.attainment.cells import Part
from gongjian_core.attainment.parameters import Window
from gongjian_core.attainment.tally import Asked
from gongjian_core.changelog import sequence
from gongjian_core.database import Database

INDICATORS = {item.key: item for item in SHARED}
WINDOWS = [
    Window(Period.parse("2024"), date(2024, 6, 30)),
    Window(Period.parse("2024-H1"), date(2024, 6, 29)),
    Window(Period.parse("2023"), date(2023, 12, 31)),
]
RECORDED = {
    "enterprise": ["gross_output", "revenue", "employees"],
    "project": ["completed_investment"],
}
ROW_KINDS = ("enterprise", "project", "entry", "exit", "title", "listing")
_UNRECORDED = {"suspended_on", "land_use_tax_arrears_since", "digital_equipment_purchase", "expires_on"}


def _facts_of(rows: str, type: str) -> list[Any]:
    names = [
        name
        for name, kind in FACTS.items()
        if rows in kind.rows and kind.type == type and name not in _UNRECORDED and not kind.arguments
        and (kind.indicator is None or kind.indicator in RECORDED["project" if rows == "project" else "enterprise"])
        and name not in ("preliminary_on", "statistics_entered_on", "above_scale_on", "list_completed_on")
    ]  # fmt: skip
    if rows == "project":
        names = [name for name in names if name not in ("lawful_operation", "tax_normal")]
    found = [fact(name) for name in names]
    if rows == "enterprise" and type in ("date", "bool"):
        found.append(fact("certification_granted_on" if type == "date" else "certification_first", kind="little_giant"))
    return found


def _params() -> st.SearchStrategy[Param]:
    return st.sampled_from(FIGURES).map(lambda value: Param("limit", Decimal(value), "元"))


def conditions(rows: str) -> st.SearchStrategy[Condition]:
    """Any condition that may be asked of such rows."""
    figures, days = st.sampled_from(_facts_of(rows, "decimal")), st.sampled_from(_facts_of(rows, "date"))
    years = st.sampled_from([1, 2, 3]).map(lambda n: Param("years", Decimal(n), "年"))
    rates = st.sampled_from(["0", "0.25", "0.6", "1"]).map(lambda v: Param("rate", Decimal(v) * 100, "%"))
    growth = st.builds(GrowthOf, figures, figures)
    tests = st.sampled_from(["ge", "gt", "le", "lt", "eq"])
    leaves: list[st.SearchStrategy[Any]] = [
        st.builds(Compare, figures | st.builds(Minus, figures, figures), tests, _params() | figures),
        st.builds(Compare, growth, tests, rates | growth),
        st.builds(Matches, st.just(fact("industry_code")), st.sampled_from([("C",), ("B", "D"), ("C15", "F")])),
        st.builds(OneOf, st.just(fact("division_code")), st.sampled_from([("990102",), ("990121", "x")])),
        st.builds(Has, st.just(fact("lists")), st.just("leaders"), st.just(True)),
        st.builds(Has, st.sampled_from([fact("lists"), fact("tags")]), st.sampled_from(["remediation", "a"])),
        st.builds(During, days, st.none() | st.just(Period.parse("2023"))),
        st.builds(UpTo, days),
        st.builds(Before, days),
        st.builds(Past, days),
        st.builds(Within, days, days, years),
        st.builds(Lasting, days, years),
        st.builds(
            lambda by, value, test: Bands(by, value, test, (_band("20000000", "25"), _band("50000000", "0"))),
            figures, growth, tests,
        ),
    ]  # fmt: skip
    if flags := _facts_of(rows, "bool"):
        leaves.append(st.builds(Is, st.sampled_from(flags)))
    return st.recursive(
        st.one_of(leaves),
        lambda inner: st.one_of(
            st.builds(Not, inner),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: Either(tuple(parts))),
        ),
        max_leaves=6,
    )


def _band(lower: str, demand: str) -> Band:
    return Band(Param(f"from {lower}", Decimal(lower), "元"), Param(f"demand {lower}", Decimal(demand), "%"))


class World:
    """Recorded documents and figures, and the database that holds them."""

    def __init__(self, runner: asyncio.Runner, database: Database, place: int | None) -> None:
        self.runner, self.database, self.place = runner, database, place
        chance = random.Random(20240630)  # noqa: S311
        self.enterprises = [generated.enterprise(chance, number) for number in range(60)]
        owners = [document["uscc"] for document in self.enterprises]
        self.projects = [generated.project(chance, number, owners) for number in range(60)]
        self.figures: dict[str, Figures] = {
            document.get("uscc") or document["code"]: generated.figures(chance, RECORDED[kind])
            for kind, documents in (("enterprise", self.enterprises), ("project", self.projects))
            for document in documents
        }

    async def write(self) -> None:
        """Record everything."""
        async with self.database.transaction((CITY,)) as tx:
            await generated.record(tx, self.enterprises, self.projects)
            for kind, documents in (("enterprise", self.enterprises), ("project", self.projects)):
                keys = [document.get("uscc") or document["code"] for document in documents]
                await generated.observe(tx, kind, {key: self.figures[key] for key in keys})

    async def counted(self, kind: Any, asked: list[Asked]) -> list[Any]:
        """What SQL answers."""
        async with self.database.transaction((CITY,)) as tx:
            parts = [Part("count", kind, item) for item in asked]
            answers = await repository.tallies(tx, CITY, parts, INDICATORS, self.place)
        return [answers[item] for item in asked]

    def expected(self, kind: str, asked: Asked) -> tuple[int, int, Decimal]:
        """What the pure evaluator answers: rows that pass, rows unknown, sum of the figure over those that pass."""
        documents: list[Document] = self.projects if kind == "project" else self.enterprises
        window = asked.window
        outcomes: dict[str, set[str]] = defaultdict(set)
        sums: dict[str, Decimal] = {}
        for row, (key, facts) in enumerate(reference.rows(kind, documents, self.figures, window.figures, window.day)):
            name = key if kind == "title" else str(row)
            outcomes[name].add(check(asked.where, facts, window.seen).outcome)
            value = facts.get(asked.first.key) if asked.first else None
            sums[name] = value.value if value and isinstance(value.value, Decimal) else Decimal(0)
        passed = [name for name, found in outcomes.items() if "pass" in found]
        unknown = sum("unknown" in found and "pass" not in found for found in outcomes.values())
        return len(passed), unknown, sum((sums[name] for name in passed), Decimal(0))


@pytest.fixture(params=["now", "as of a place"])
def world(urls: Any, request: pytest.FixtureRequest) -> Iterator[World]:
    """Answer recorded worlds: the present, and one reconstructed from history after everything changed again."""
    with asyncio.Runner() as runner:
        database = Database(urls.app)
        made = World(runner, database, None)
        runner.run(made.write())
        if request.param != "now":
            made.place = runner.run(_overwritten(made))
        yield made
        runner.run(database.close())


async def _overwritten(world: World) -> int:
    async with world.database.gate() as gate:
        await sequence(gate)
        place = await gate.fetchval("select last_seq from sequence_head")
    chance = random.Random(1)  # noqa: S311
    owners = [document["uscc"] for document in world.enterprises]
    async with world.database.transaction((CITY,)) as tx:
        await generated.record(
            tx,
            [generated.enterprise(chance, number) for number in range(60)],
            [generated.project(chance, number, owners) for number in range(40)],
        )
        await tx.execute("delete from projects where city = $1 and code >= 'P-4'", CITY)
        changed = {key: generated.figures(chance, RECORDED["enterprise"]) for key in owners}
        await generated.observe(tx, "enterprise", changed)
    return int(place)


@pytest.mark.parametrize("kind", ROW_KINDS)
def test_sql_counts_what_the_pure_evaluator_counts(world: World, kind: str) -> None:
    figures = [None, *_facts_of(kind, "decimal")]

    @settings(
        max_examples=12, deadline=None, derandomize=True, database=None,
        phases=(Phase.generate,), suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(
        st.lists(
            st.builds(Asked, conditions(kind), st.sampled_from(WINDOWS), st.sampled_from(figures)),
            min_size=6,
            max_size=12,
        )
    )
    def agree(asked: list[Asked]) -> None:
        answers = world.runner.run(world.counted(kind, asked))
        for item, found in zip(asked, answers, strict=True):
            rows, unknown, total = world.expected(kind, item)
            assert (found.rows, found.unknown) == (rows, unknown), item
            if item.first is not None:
                assert (found.first or Decimal(0)) == total, item

    agree()


def test_the_generated_days_lie_on_and_around_the_windows() -> None:
    assert {window.day for window in WINDOWS} & set(DAYS) == {date(2024, 6, 30)}
