"""All aggregates over rows of one kind in one statement: each condition is computed once per row, whoever asks.

A row counts when its condition is true; rows for which it is null are unknown and counted apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gongjian import Fact
from gongjian.expression import Condition
from gongjian.facts import fact_kind

from .conditions import condition
from .fact_columns import column
from .parameters import Window
from .sources import Source

MOST_COLUMNS = 600


@dataclass(frozen=True)
class Asked:
    """What one part of a measure wants of the rows: how many, or the sum of a figure, or two sums of paired figures.

    With two figures only rows that have both are summed, so that a quotient compares like with like.
    """

    where: Condition
    window: Window
    first: Fact | None = None
    second: Fact | None = None
    years_back: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Counted:
    """What the rows answer: rows that pass, rows unknown, and of those that pass the sums and how many have them."""

    rows: int
    unknown: int
    first: Decimal | None = None
    second: Decimal | None = None
    having: int = 0


class Tally:
    """Collects what is asked of the rows of one kind and compiles it to one statement."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._conditions: dict[str, str] = {}
        self._values: dict[tuple[str, str], str] = {}
        self._results: dict[str, str] = {}
        self._asked: dict[Asked, dict[str, str]] = {}

    @property
    def width(self) -> int:
        """Number of columns that the statement answers."""
        return len(self._results)

    def ask(self, asked: Asked) -> None:
        """Add what is asked; asking again adds nothing."""
        if asked in self._asked:
            return
        sql = condition(asked.where, self.source, asked.window)
        passes = self._conditions.setdefault(sql, f"c{len(self._conditions)}")
        names = {
            "rows": self._result(f"count(*) filter (where {passes})"),
            "unknown": self._result(f"count(*) - count({passes})"),
        }
        if asked.first is not None:
            first = self._value(asked.first, asked, 0, passes)
            having = f"{passes} and {first} is not null"
            if asked.second is not None:
                second = self._value(asked.second, asked, 1, passes)
                having += f" and {second} is not null"
                names["second"] = self._result(f"sum({second}) filter (where {having})")
            names["first"] = self._result(f"sum({first}) filter (where {having})")
            names["having"] = self._result(f"count(*) filter (where {having})")
        self._asked[asked] = names

    def statement(self) -> str:
        """The SQL; its parameters are the source's."""
        columns = ", ".join(
            [f"{sql} as {name}" for sql, name in self._conditions.items()]
            + [f"{sql} as {name}" for (sql, _), name in self._values.items()]
        )
        rows = f"select {self._subject()}{columns} {self.source.from_clause()} offset 0"
        if self.source.kind == "title":
            # Each enterprise once per kind of title: one that passes is enough.
            of_each = ", ".join(
                [
                    f"case when bool_or({name}) then true when count({name}) = count(*) then false end as {name}"
                    for name in self._conditions.values()
                ]
                + [f"max({name}) filter (where {passes}) as {name}" for (_, passes), name in self._values.items()]
            )
            rows = f"select {of_each} from ({rows}) e group by subject, title offset 0"
        results = ", ".join(f"{sql} as {name}" for sql, name in self._results.items())
        ctes = self.source.with_clause()
        return f"{f'with {ctes} ' if ctes else ''}select {results} from ({rows}) x"

    def answers(self, row: Mapping[str, Any]) -> dict[Asked, Counted]:
        """What each asker gets from the statement's one row."""
        return {
            asked: Counted(
                rows=row[names["rows"]],
                unknown=row[names["unknown"]],
                first=row[names["first"]] if "first" in names else None,
                second=row[names["second"]] if "second" in names else None,
                having=row[names["having"]] if "having" in names else 0,
            )
            for asked, names in self._asked.items()
        }

    def _subject(self) -> str:
        return f"b.{self.source.key} as subject, r.kind as title, " if self.source.kind == "title" else ""

    def _value(self, fact: Fact, asked: Asked, which: int, passes: str) -> str:
        sql = value_of(fact, self.source, asked.window, asked.years_back[which])
        return self._values.setdefault((sql, passes), f"v{len(self._values)}")

    def _result(self, sql: str) -> str:
        return self._results.setdefault(sql, f"a{len(self._results)}")


def value_of(fact: Fact, source: Source, window: Window, years_back: int) -> str:
    """The SQL of a figure to be summed: one whose absence means `no` is zero where nothing is recorded."""
    sql = column(fact, source, window, years_back)
    return f"coalesce({sql}, 0)" if fact_kind(fact.name).absent == "no" else sql
