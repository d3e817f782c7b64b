"""A plan and its clauses: every clause of the document, its printed figures, and why a figure is not declared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from .errors import ContractError
from .node import Span
from .period import Period

_ADDRESS: Final = re.compile(
    r"前言|结尾[①-⑳]?|(?:附件)?[一二三四五六七八九十]+(?:\([一二三四五六七八九十]+\))?(?:\d{1,2})?[①-⑳]?"
)


ListSubject = Literal["enterprise", "project"]
Counted = Literal["at_the_start", "on_the_day"]


@dataclass(frozen=True)
class Waiver:
    """A printed figure that is no promise of its own, and why (a year of another document, a name, an example)."""

    figure: str
    reason: str


@dataclass(frozen=True)
class Clause:
    """One addressable piece of the document.

    `figures` are its figures as printed, in order (`12%`, `93.1亿元`, `翻一番`), each as often as it promises
    something; `not_declared` says why the clause as a whole declares nothing; `waived` accounts for single
    figures. `lead` and `cooperating` are the units printed with the clause, in the order printed (责任单位 are
    all `lead`); what the clause declares inherits them.
    """

    address: str
    heading: str
    figures: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    not_declared: str | None = None
    waived: tuple[Waiver, ...] = ()


@dataclass(frozen=True)
class Listed:
    """A list the plan keeps (清单, 名单, 台账, 项目库). Yearly lists are referred to with `-YYYY` appended.

    `counted` says, as a reading, whether a share counts the list as it stood at the start or on the day.
    """

    id: str
    plan: str
    clause: str
    title: str
    subject: ListSubject
    yearly: bool = False
    counted: Counted = "on_the_day"


@dataclass(frozen=True)
class Sums:
    """The document says that parts add up to a whole: target ids."""

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A published plan. Unknown = None, never made up. `number` is the document number (文号)."""

    id: str
    title: str
    number: str | None
    issued_on: date | None
    from_: date
    to: date
    url: str | None = None
    referenced: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = field(default=(), metadata={"hidden": True})
    lists: tuple[Listed, ...] = field(default=(), metadata={"hidden": True})
    sums: tuple[Sums, ...] = field(default=(), metadata={"hidden": True})

    @property
    def span(self) -> Span:
        """First and last day of the plan."""
        return Span(self.from_, self.to)

    @property
    def period(self) -> Period:
        """The plan's span as a period."""
        return Period(self.from_, self.to)

    def clause(self, address: str) -> Clause:
        """Return the clause at an address; ContractError when the document has none there."""
        for clause in self.clauses:
            if clause.address == address:
                return clause
        raise ContractError(f"{self.id} has no clause {address!r}; add it to the plan's clauses or correct the address")


def clause(
    address: str,
    heading: str,
    *figures: str,
    lead: tuple[str, ...] = (),
    cooperating: tuple[str, ...] = (),
    not_declared: str | None = None,
    waived: Iterable[tuple[str, str]] = (),
) -> Clause:
    """Declare a clause: `clause("一①", "工业增速与占比", "12%", "2个百分点")`."""
    if not _ADDRESS.fullmatch(address):
        raise ContractError(
            f"{address!r} is not a clause address; write it as printed, without spaces and with half-width "
            "brackets: 二(一)2, 一①, 前言 or 结尾"
        )
    return Clause(address, heading, figures, lead, cooperating, not_declared, tuple(Waiver(*pair) for pair in waived))
