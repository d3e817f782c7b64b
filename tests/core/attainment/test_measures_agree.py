"""Counts and sums in SQL equal the pure evaluator's, for generated records and generated conditions."""

import asyncio
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.core.attainment.asked import ROW_KINDS, WINDOWS, conditions, facts_of
from tests.core.attainment.generated import DAYS
from tests.core.attainment.world import World, overwritten

from gongjian_core.attainment.tally import Asked
from gongjian_core.database import Database


@pytest.fixture(params=["now", "as of a place"])
def world(urls: Any, request: pytest.FixtureRequest) -> Iterator[World]:
    """Answer recorded worlds: the present, and one reconstructed from history after everything changed again."""
    with asyncio.Runner() as runner:
        database = Database(urls.app)
        made = World(runner, database, None)
        runner.run(made.write())
        if request.param != "now":
            made.place = runner.run(overwritten(made))
        yield made
        runner.run(database.close())


@pytest.mark.parametrize("kind", ROW_KINDS)
def test_sql_counts_what_the_pure_evaluator_counts(world: World, kind: str) -> None:
    figures = [None, *facts_of(kind, "decimal")]

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


@pytest.mark.parametrize("kind", ROW_KINDS)
def test_evidence_lists_exactly_the_rows_that_were_counted(world: World, kind: Any) -> None:
    figures = [None, *facts_of(kind, "decimal")]

    @settings(
        max_examples=8, deadline=None, derandomize=True, database=None,
        phases=(Phase.generate,), suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.builds(Asked, conditions(kind), st.sampled_from(WINDOWS), st.sampled_from(figures)))
    def agree(asked: Asked) -> None:
        (found,) = world.runner.run(world.counted(kind, [asked]))
        listed = world.runner.run(world.listed(kind, asked))
        assert len(listed) == len({(row["id"], row["sub"]) for row in listed})
        assert len(listed) == (found.rows if asked.first is None else found.having)
        if asked.first is not None:
            assert sum((row["value"] for row in listed), Decimal(0)) == (found.first or Decimal(0))

    agree()


def test_the_generated_days_lie_on_and_around_the_windows() -> None:
    assert {window.day for window in WINDOWS} & set(DAYS) == {date(2024, 6, 30)}
