"""All facts that incentives ask of all subjects of one kind: one statement, read in pieces.

Memory holds one piece (`PIECE` subjects) of the answer, whatever the number of subjects; the database materialises
the joins. Values are for the fast path; where each came from is worked out only for what is explained.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Container, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongjian import Fact, FactValue, Indicator, Period
from gongjian.facts import FactKind, fact_kind
from gongjian.reader import FactContent

from ..attainment.fact_columns import column
from ..attainment.parameters import Parameters, Window
from ..attainment.sources import Source
from ..database import Transaction
from .entity import SubjectKind
from .fact_figures import Closing, figure

PIECE = 1000
_FIRST_FACT = 5


@dataclass(frozen=True, slots=True)
class Subject:
    """One enterprise or project with what is known of it."""

    kind: SubjectKind
    key: str
    name: str
    payee: str | None
    payee_name: str | None
    contents: dict[str, FactContent]
    row: Any

    @property
    def text(self) -> str:
        """`enterprise:<uscc>` or `project:<code>`."""
        return f"{self.kind}:{self.key}"


class FactSelect:
    """The statement for a kind of subject, a period and a place of the change sequence, and how its rows are read."""

    def __init__(
        self,
        kind: SubjectKind,
        city: str,
        facts: Sequence[Fact],
        indicators: Mapping[str, Indicator],
        period: Period,
        closing: Closing,
        place: int | None,
        only: Sequence[str] | None = None,
    ) -> None:
        self.kind = kind
        self.facts = tuple(facts)
        self.closing = closing
        self.source = Source(kind, Parameters(), city, place, indicators)
        if only is not None:
            self.source.narrow(only)
        window = Window(period, closing.day)
        self._columns: list[str] = []
        self._figures: dict[str, int] = {}
        self._kinds = [fact_kind(fact.name) for fact in facts]
        key = f"b.{self.source.key}"
        if kind == "project":
            owner = self.source.joined("owner", "{alias}.uscc = b.enterprise", self._owners())
            self._columns += [key, "b.name", "b.revision", f"{owner}.uscc", f"{owner}.name"]
        else:
            self._columns += [key, "b.name", "b.revision", key, "b.name"]
        for fact, known in zip(facts, self._kinds, strict=True):
            if known.indicator is None:
                self._columns.append(column(fact, self.source, window))
            else:
                self._columns.append(figure(known, self.source, closing).base)
        for fact, known in zip(facts, self._kinds, strict=True):
            if known.indicator is not None:
                found = figure(known, self.source, closing)
                self._figures[fact.key] = len(self._columns)
                self._columns += [found.period_from, found.period_to, found.revision]
        self._began = len(self._columns)
        self._columns.append("b.commissioned_on" if kind == "enterprise" else f"{owner}.revision")
        self._keys = [fact.key for fact in facts]
        self._keyed = list(zip(self._keys, self._kinds, strict=True))
        self._sets = [fact.key for fact, known in zip(facts, self._kinds, strict=True) if known.type == "set"]
        self._last_year = [key for key, known in self._keyed if known.years_back and known.indicator]

    def _owners(self) -> str:
        return f"select e.uscc, e.name, e.revision from ({self.source.register('enterprises', 'uscc')}) e"

    def statement(self, *, after: str = "", again: bool = False) -> tuple[str, list[object]]:
        """SQL and values: subjects by key, those after one (that one `again`)."""
        add = self.source.parameters.add
        where = f" and b.{self.source.key} {'>=' if again else '>'} {add(after, 'text')}" if after else ""
        if self.source.only is not None:
            where += f" and b.{self.source.key} = any({self.source.only})"
        rows = f"{self.source.from_clause()}{where}"
        ctes = self.source.with_clause()
        head = f"with {ctes} " if ctes else ""
        columns = ", ".join(f"{sql} as c{at}" for at, sql in enumerate(self._columns))
        return f"{head}select {columns} {rows} order by b.{self.source.key}", list(self.source.parameters.values)

    def subject(self, row: Any) -> Subject:
        """A row as a subject."""
        values = zip(self._keys, row[_FIRST_FACT : _FIRST_FACT + len(self._keys)], strict=True)
        contents: dict[str, FactContent] = {key: value for key, value in values if value is not None}
        for key in self._sets:
            if key in contents:
                contents[key] = frozenset(contents[key])  # type: ignore[arg-type]
        for key in self._last_year:
            if key not in contents and self._began_this_year(row):
                contents[key] = None
        return Subject(self.kind, row[0], row[1], row[3], row[4], contents, row)

    def _began_this_year(self, row: Any) -> bool:
        """A plant commissioned this year had no output the year before: known, not unknown."""
        day = row[self._began]
        return isinstance(day, date) and self.closing.first <= day <= self.closing.day

    def explained(self, subject: Subject, asked: Container[str] | None = None) -> dict[str, FactValue]:
        """The facts (those that are `asked` for) with their sources, for the evaluator that explains."""
        row = subject.row
        register = f"{subject.text} 第{row[2]}版"
        return {
            key: FactValue(subject.contents[key], self._source(subject, key, known, register))
            for key, known in self._keyed
            if key in subject.contents and (asked is None or key in asked)
        }

    def _source(self, subject: Subject, key: str, known: FactKind, register: str) -> str:
        row = subject.row
        if key in self._figures:
            at = self._figures[key]
            if row[at] is None:
                return f"{register},{row[self._began]} 投产"
            period = Period(row[at], row[at + 1])
            return f"{subject.text}|{known.indicator}|{period} 第{row[at + 2]}版"
        if known.name in ("lawful_operation", "tax_normal") and self.kind == "project":
            return f"enterprise:{row[3]} 第{row[self._began]}版"
        return register


@asynccontextmanager
async def _joined_by_hash(tx: Transaction) -> AsyncIterator[None]:
    """Plan what is begun inside for its values and without nested loops.

    Every join here is of whole tables, and the planner, which knows nothing of the joins' sizes, would take some
    for tiny: with nested loops the time grows with the square of the number of subjects.
    """
    setting = "select set_config('enable_nestloop', $1, true), set_config('plan_cache_mode', $2, true)"
    await tx.execute(setting, "off", "force_custom_plan")
    yield
    await tx.execute(setting, "on", "auto")


async def pieces(
    tx: Transaction, select: FactSelect, *, after: str = "", again: bool = False
) -> AsyncIterator[list[Subject]]:
    """The subjects by key, in pieces, through a server-side cursor."""
    sql, values = select.statement(after=after, again=again)
    async with _joined_by_hash(tx):
        cursor = await tx.driver.cursor(sql, *values)
    while rows := await cursor.fetch(PIECE):
        yield [select.subject(row) for row in rows]


async def chosen(tx: Transaction, select: FactSelect) -> list[Subject]:
    """The subjects of a statement that asks for some only."""
    sql, values = select.statement()
    async with _joined_by_hash(tx):
        rows = await tx.fetch(sql, *values)
    return [select.subject(row) for row in rows]
