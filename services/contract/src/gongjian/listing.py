"""What became of each clause, as data for `/clauses` and as the table in a plugin's README."""

from __future__ import annotations

from dataclasses import dataclass

from .declarations import Declarations
from .plan import Waiver


@dataclass(frozen=True)
class DeclaredAt:
    """One declaration that stands at a clause."""

    kind: str
    id: str


@dataclass(frozen=True)
class ClauseFate:
    """A clause, its printed figures, what it declares, or why it (or a single figure) declares nothing."""

    plan: str
    clause: str
    heading: str
    figures: tuple[str, ...]
    declared: tuple[DeclaredAt, ...]
    not_declared: str | None
    waived: tuple[Waiver, ...]


def clause_fates(said: Declarations) -> tuple[ClauseFate, ...]:
    """Every clause of every plan of a city, in the document's order."""
    return tuple(
        ClauseFate(
            plan.id,
            clause.address,
            clause.heading,
            clause.figures,
            tuple(
                DeclaredAt(kind, item.id)
                for kind, item in said.declared()
                if item.plan == plan.id and item.clause == clause.address
            ),
            clause.not_declared,
            clause.waived,
        )
        for plan in said.plans
        for clause in plan.clauses
    )


def clause_table(said: Declarations) -> str:
    """The same as a Markdown table; a plugin's README carries it and its test keeps it true."""
    lines = ["| clause | heading | figures | declared | not declared |", "|---|---|---|---|---|"]
    for fate in clause_fates(said):
        declared = ", ".join(f"{item.kind} `{item.id}`" for item in fate.declared)
        reasons = [*filter(None, [fate.not_declared]), *(f"{w.figure}: {w.reason}" for w in fate.waived)]
        cells = (fate.clause, fate.heading, "、".join(fate.figures), declared, "; ".join(reasons))
        safe = [cell.replace("|", "\\|") for cell in cells]
        lines.append(f"| {' | '.join(safe)} |")
    return "\n".join(lines)
