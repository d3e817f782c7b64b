"""What is recorded about a project (项目)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field
from sqlalchemy import BigInteger, Computed, ForeignKeyConstraint, Table, Text
from sqlalchemy import Column as TableColumn

from ..enterprises.entity import Uscc
from ..entity import Item, Recorded, history_of, rows_of, server_side, table_of
from ..vocabulary import Code, Column, Day, DivisionCode, Flag, IndustryCode, Label, Money, Name, Reference

Kind = Annotated[Literal["new_build", "technical_upgrade", "expansion", "relocation", "infrastructure"], Column(Text())]
Origin = Annotated[Literal["investment_promotion", "local"], Column(Text())]
Stage = Literal[
    "planned", "reserved", "signed", "preliminary", "started", "statistics_entered", "completed", "commissioned",
    "above_scale",
]  # fmt: skip


class Milestones(Item):
    """When the project reached what; in this order, each may be missing."""

    reserved_on: Day | None = None
    signed_on: Day | None = None
    preliminary_on: Day | None = None
    started_on: Day | None = None
    statistics_entered_on: Day | None = None
    completed_on: Day | None = None
    commissioned_on: Day | None = None
    above_scale_on: Day | None = None


class ProjectListing(Item):
    """Membership in a list; written as the bare id in the project."""

    list: Reference


class Project(Recorded):
    """A project in a city's register."""

    key_field: ClassVar[str] = "code"

    code: Code | None = Field(
        None, validate_default=False, description="1 to 64 letters, digits, - and _", examples=["P-2024-017"]
    )
    name: Name
    enterprise: Uscc | None = Field(None, description="credit code of the owner, an enterprise of this city's register")
    division_code: DivisionCode
    park: Reference | None = None
    industry_code: IndustryCode
    kind: Kind | None = None
    origin: Origin | None = Field(None, description="signed projects count only from investment promotion")
    chain: Reference | None = None
    planned_investment: Money | None = Field(None, description="yuan")
    fixed_asset_investment: Money | None = Field(None, description="yuan, the part in fixed assets")
    key_project: Flag = Field(False, description="on the city's list of key projects (重点项目盘子)")
    lists: list[Label] = Field(default=[], max_length=200, description="ids from `/lists`, with `-YYYY` where yearly")
    leader: Annotated[Label, Column(Text())] | None = Field(None, description="the leader who looks after it")
    milestones: Milestones = Field(default_factory=Milestones)
    tags: list[Label] = Field(default=[], max_length=50)

    stage: Stage = server_side("the last milestone reached today (Asia/Shanghai); planned before the first")


def _sortable() -> list[TableColumn[object]]:
    return [
        TableColumn(f"{name}_fen", BigInteger, Computed(f"gongjian_fen({name})", persisted=True))
        for name in ("planned_investment", "fixed_asset_investment")
    ]


def _owner(table: Table) -> Table:
    table.append_constraint(
        ForeignKeyConstraint(
            ["city", "enterprise"], ["enterprises.city", "enterprises.uscc"], name="projects_enterprise_fkey"
        )
    )
    return table


PROJECTS: Table = _owner(table_of(Project, "projects", summary=_sortable()))
PROJECTS_HISTORY: Table = history_of(Project, "projects_history")
PROJECT_LISTS: Table = rows_of(ProjectListing, "project_lists", owner="code")
