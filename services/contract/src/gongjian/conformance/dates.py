"""Plan, phases, dues and duties lie inside the span they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from ..declarations import Declarations
from ..plan import Plan
from ..schedule import Duty, Phase
from .problem import Problem

_STATED: Final = ", or say due_stated=True if the document itself gives it"


def _in(day: date | None, owner: Plan) -> bool:
    return day is None or owner.from_ <= day <= owner.to


def problems(said: Declarations) -> Iterator[Problem]:
    """Spans that end before they start or leave their plan, and phases out of order."""
    city = said.city.key
    plans = {plan.id: plan for plan in said.plans}
    for plan in said.plans:
        if plan.to < plan.from_:
            yield Problem(city, "—", f"plan {plan.id} ends before it starts", "correct from_ and to")
    for target in said.targets:
        owner = plans.get(target.plan)
        first, last = target.period.from_, target.period.to
        if first is None or last is None or last < first:
            yield Problem(city, target.clause, f"{target.id} has no proper period", "give first and last day")
        elif owner is not None and not target.due_stated and not (owner.from_ <= first and last <= owner.to):
            yield Problem(
                city, target.clause, f"{target.id} leaves the span of {owner.id}", f"correct the period{_STATED}"
            )
        elif owner is not None and not target.due_stated and not _in(target.due, owner):
            yield Problem(
                city, target.clause, f"{target.id} is due outside the span of {owner.id}", f"correct due{_STATED}"
            )
    for incentive in said.incentives:
        start, end = incentive.valid.from_, incentive.valid.to
        if start is not None and end is not None and end < start:
            yield Problem(city, incentive.clause, f"{incentive.id} ends before it starts", "correct valid")
    for fund in said.funds:
        owner = plans.get(fund.plan)
        if owner is not None and not owner.from_.year <= fund.year <= owner.to.year:
            yield Problem(city, fund.clause, f"{fund.id} is of {fund.year}, outside {owner.id}", "correct the year")
    dated: tuple[Phase | Duty, ...] = (*said.phases, *said.duties)
    for item in dated:
        owner = plans.get(item.plan)
        if item.to < item.from_:
            yield Problem(city, item.clause, f"{item.id} ends before it starts", "correct its dates")
        elif owner is not None and not (owner.from_ <= item.from_ and item.to <= owner.to):
            yield Problem(city, item.clause, f"{item.id} leaves the span of {owner.id}", "correct its dates")
    for plan in said.plans:
        starts = [phase.from_ for phase in said.phases if phase.plan == plan.id]
        if any(later < earlier for earlier, later in pairwise(starts)):
            yield Problem(city, "—", f"the phases of {plan.id} are not in order", "declare them in order of time")
