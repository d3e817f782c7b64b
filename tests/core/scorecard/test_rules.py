"""Counts, ranks, ties and missing data; which targets count for whom."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.scorecard.declared_cities import OFFICE, STATISTICS, catalogue

from gongjian_core.allocations.entity import Allocation
from gongjian_core.scorecard.rules import Unit, judged_by, method, standings

AA = catalogue().cities["aa"]


def unit(name: str, city: str = "aa") -> Unit:
    return Unit(city, name, name)


def lights(**given_to: str) -> list[tuple[Unit, str]]:
    """`a="ggr-"`: two green, one red, one grey."""
    colours = {"g": "green", "y": "yellow", "r": "red", "-": "grey"}
    return [(unit(name), colours[letter]) for name, letters in given_to.items() for letter in letters]


def test_equal_shares_share_a_rank_and_the_next_is_skipped() -> None:
    placed = standings(lights(a="gr", b="ggrr-", c="ggg", d="r", e="--", f="gy"), "city")
    assert [(one.key, one.rank, one.share) for one in placed] == [
        ("c", 1, "1.0000"), ("a", 2, "0.5000"), ("b", 2, "0.5000"), ("f", 2, "0.5000"), ("d", 5, "0.0000"),
        ("e", None, None),
    ]  # fmt: skip


def test_grey_is_shown_and_not_counted() -> None:
    (one,) = standings(lights(a="ggyr---"), "city")
    assert (one.targets, one.green, one.yellow, one.red, one.grey, one.judged, one.share) == (
        7, 2, 1, 1, 3, 4, "0.5000",
    )  # fmt: skip


def test_shares_are_rounded_half_up_and_compared_exactly() -> None:
    placed = standings(lights(a="g" * 1 + "r" * 15, b="g" * 10_001 + "r" * 9_999, c="gr"), "city")
    assert [(one.key, one.rank, one.share) for one in placed] == [
        ("b", 1, "0.5001"), ("c", 2, "0.5000"), ("a", 3, "0.0625"),
    ]  # fmt: skip


@pytest.mark.parametrize("by", ["division", "department"])
def test_units_are_ranked_within_their_city(by: str) -> None:
    of_aa, of_bb = [(unit("x"), "green"), (unit("y"), "red")], [(unit("x", "bb"), "red")]
    placed = standings(of_aa + of_bb, by)  # type: ignore[arg-type]
    assert [(one.city, one.key, one.rank) for one in placed] == [("aa", "x", 1), ("aa", "y", 2), ("bb", "x", 1)]
    assert "ranked_within_the_city" in [rule.code for rule in method(by)]  # type: ignore[arg-type]


@given(st.lists(st.text("gyr-", min_size=1, max_size=6), min_size=1, max_size=8))
def test_a_rank_is_one_more_than_the_number_of_better_ones(letters: list[str]) -> None:
    placed = standings(lights(**{f"u{at}": word for at, word in enumerate(letters)}), "city")
    judged = [one for one in placed if one.share is not None]
    assert placed[: len(judged)] == judged
    for one in judged:
        better = [other for other in judged if other.green * one.judged > one.green * other.judged]
        assert one.rank == len(better) + 1
    assert sum(one.targets for one in placed) == sum(map(len, letters))


def test_a_department_counts_what_it_leads() -> None:
    found = [(who.key, target.id) for who, target in judged_by("department", AA, [])]
    assert [id for name, id in found if name == STATISTICS] == ["each", "started"]
    assert [id for name, id in found if name == OFFICE] == ["gdp", "growth", "zones", "started", "park", "words"]


def test_divisions_and_parks_count_their_own_targets() -> None:
    found = [(who.key, target.id, target.subject, target.per) for who, target in judged_by("division", AA, [])]
    assert found == [
        ("division:990102", "each", "division:990102", None),
        ("division:990121", "each", "division:990121", None),
        ("park:east-zone", "park", "park:east-zone", None),
    ]


def test_an_allocated_figure_takes_the_place_of_the_targets() -> None:
    parts = Allocation.model_validate(
        {
            "target": "started",
            "items": [
                {"to": "division:990102", "value": "3"},
                {"to": "park:east-zone", "value": "1"},
                {"to": f"department:{OFFICE}", "value": "4"},
            ],
        }
    )
    each = Allocation.model_validate({"target": "each", "items": [{"to": "division:990121", "value": "2"}]})
    found = [(who.key, target.id, target.value) for who, target in judged_by("division", AA, [parts, each])]
    assert found == [
        ("division:990102", "each", Decimal(1)),
        ("division:990102", "started", Decimal(3)),
        ("division:990121", "each", Decimal(2)),
        ("park:east-zone", "started", Decimal(1)),
        ("park:east-zone", "park", Decimal(1)),
    ]
