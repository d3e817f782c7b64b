"""Incentives ask for facts of their subject, name each figure once, and say how and on what they are settled."""

from __future__ import annotations

from collections.abc import Iterator

from ..declarations import Declarations
from ..facts import FACTS
from ..incentive import Incentive
from .problem import Problem
from .trees import named_twice, problems_of


def problems(said: Declarations) -> Iterator[Problem]:
    """Every incentive's condition, amount and event."""
    for incentive in said.incentives:
        for tree in (incentive.when, incentive.amount, incentive.event):
            if tree is not None:
                yield from problems_of(said, incentive.clause, incentive.id, tree)
        for what, cure in _incentive(incentive):
            yield Problem(said.city.key, incentive.clause, f"{incentive.id} {what}", cure)


def _incentive(incentive: Incentive) -> Iterator[tuple[str, str]]:
    yield from named_twice(incentive.when, incentive.amount)
    event = incentive.event
    for fact in {fact.key: fact for fact in (*incentive.facts, *((event,) if event else ()))}.values():
        if fact.name in FACTS and incentive.subject not in FACTS[fact.name].rows:
            yield f"asks for {fact.name}, which is no fact of a {incentive.subject}", "use another"
    if event is not None and event.name in FACTS and FACTS[event.name].type != "date":
        yield f"is paid on {event.name}, which is no date", "name a dated fact"
    if incentive.amount is not None and incentive.settled is None:
        yield "pays money but is never settled", "say settled=…"
    if incentive.settled == "once" and event is None:
        yield "is paid once but on no event", "name the dated fact (event=…)"
    if incentive.amount is None and incentive.polarity in ("reward", "subsidy") and incentive.computable:
        yield "is computable but has no amount", "declare the amount"
