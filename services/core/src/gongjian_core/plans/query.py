"""How declared lists may be narrowed."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from ..web.lists import PageQuery, Search
from .rules import Wanted, WantedTargets


class KnownQuery(PageQuery):
    """A list in the document's order, whole or by page."""

    sort: str = Field("", pattern="^$", description="lists of declared things keep the document's order")


class DeclaredQuery(KnownQuery):
    """Filters common to all that cities declare; what stands at no clause or names no unit meets no filter of that."""

    clause: Search | None = Field(None, description="beginning of the clause's address", examples=["三(一)"])
    plan: Search | None = Field(None, description="id of the plan")
    department: Search | None = Field(None, description="a unit that leads or cooperates, by any of its names")
    q: Search | None = Field(None, description="part of the title or name")

    def filters(self) -> Wanted:
        """The filters that were given."""
        return Wanted(self.clause, self.plan, self.department, self.q)


class TargetQuery(DeclaredQuery):
    """Filters of targets."""

    indicator: Search | None = None
    year: int | None = Field(None, ge=1900, le=2999, description="the target's period touches that year")
    kind: Literal[
        "level", "growth", "increment", "count", "share", "ratio", "rank", "milestone", "qualitative"
    ] | None = None  # fmt: skip
    strength: Literal["binding", "expected", "aspirational"] | None = None

    def filters(self) -> WantedTargets:
        """The filters that were given."""
        return WantedTargets(
            self.clause, self.plan, self.department, self.q, self.indicator, self.year, self.kind, self.strength
        )


class IncentiveQuery(DeclaredQuery):
    """Filters of incentives."""

    subject: Literal["enterprise", "project", "division", "department", "person", "park"] | None = None
    polarity: Literal[
        "reward", "subsidy", "support", "restriction", "elimination", "honour", "sanction"
    ] | None = None  # fmt: skip


class PhaseQuery(DeclaredQuery):
    """Filters of phases."""

    on: date | None = Field(None, description="the phases that this day lies in")
