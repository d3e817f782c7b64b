"""The rows that a measure counts, as SQL: now or at a place of the change sequence, facts joined when asked for.

An event that lies after the window's day is not seen: its date is null. A fact that nobody recorded is null, too;
whether that means `no` or `unknown` is the fact's own rule and decided by the condition.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongjian import Indicator
from gongjian.errors import ContractError
from gongjian.facts import RowKind

from ..enterprises.entity import ENTERPRISES_HISTORY
from ..projects.entity import PROJECTS_HISTORY
from .parameters import Parameters, Window

_REVISIONS = {
    table: ", ".join(f'h."{column.name}"' for column in history.columns if column.name != "op")
    for table, history in (("enterprises", ENTERPRISES_HISTORY), ("projects", PROJECTS_HISTORY))
}
CHILDREN: dict[RowKind, tuple[str, str]] = {
    "entry": ("enterprise_above_scale", ""),
    "exit": ("enterprise_above_scale", ' and r."to" is not null'),
    "title": ("enterprise_certifications", ""),
    "listing": ("enterprise_lists", ""),
}


class Source:
    """The rows of one kind. `b` is the enterprise or project, `r` the entry of its list where rows are entries."""

    def __init__(
        self, kind: RowKind, parameters: Parameters, city: str, place: int | None, indicators: Mapping[str, Indicator]
    ) -> None:
        self.kind = kind
        self.parameters = parameters
        self.indicators = indicators
        self.place = place
        self.city = parameters.add(city, "text")
        self.only: str | None = None
        self.table, self.key = ("projects", "code") if kind == "project" else ("enterprises", "uscc")
        self._ctes: dict[str, str] = {}
        self._joins: dict[tuple[str, str], tuple[str, str]] = {}

    @property
    def subject(self) -> str:
        """The kind of subject that its observations are recorded for."""
        return self.table.removesuffix("s")

    @property
    def sub_key(self) -> str:
        """SQL text that tells rows of one subject apart: a title by its kind, other entries by their position."""
        return {"project": "''", "enterprise": "''", "title": "r.kind"}.get(self.kind, "lpad(r.position::text, 9, '0')")

    def joined(self, base: str, on: str, sql: str) -> str:
        """Join a sub-select once under a condition; answers its alias, which `on` calls `{alias}`."""
        cte = self._ctes.setdefault(sql, f"{base}_{len(self._ctes)}")
        alias, _ = self._joins.setdefault((cte, on), (f"{base}{len(self._joins)}", cte))
        return alias

    def with_clause(self) -> str:
        """The common table expressions, without the word `with`."""
        parts = [f"{alias} as materialized ({sql})" for sql, alias in self._ctes.items()]
        if self.place is not None:
            parts[:0] = [
                f"later as materialized ({self._later()})",
                f"base as materialized ({self._state_at(self.table, self.key)})",
            ]
        return ", ".join(parts)

    def from_clause(self) -> str:
        """FROM and WHERE over all rows of the kind."""
        rows = f"{self.table} b" if self.place is None else "base b"
        where = f"b.city = {self.city}"
        if self.kind in CHILDREN:
            table, extra = CHILDREN[self.kind]
            rows += f" join {table} r on r.city = b.city and r.change_id = b.change_id{extra}"
        joins = "".join(
            f" left join {cte} {alias} on {on.format(alias=alias)}" for (_, on), (alias, cte) in self._joins.items()
        )
        return f"from {rows}{joins} where {where}" + ("" if self.place is None else " and b.op = 'upsert'")

    def observations(self, indicator: str, first: str, more: str) -> str:
        """Rows `subject_key, base, period_from, period_to, revision`, under two more conditions on `o`."""
        kind = self.parameters.add(self.subject, "text")
        asked = self.parameters.add(indicator, "text")
        where = (
            f"o.city = {self.city} and o.subject_kind = {kind} and o.scope = '' and o.indicator = {asked}"
            f" and {first} and {more}"
        )
        if self.only is not None:
            where += f" and o.subject_key = any({self.only})"
        columns = "o.subject_key, o.base, o.period_from, o.period_to, o.revision"
        if self.place is None:
            return f"select {columns} from observations o where {where} and o.base is not null"
        touched = "select split_part(split_part(l.key, '|', 1), ':', 2) from later l where l.type = 'observation'"
        return (
            f"select {columns} from observations o where {where} and o.base is not null"
            f" and o.subject_key not in ({touched})"
            f" union all select {columns} from (select distinct on (o.subject_key, o.period_from, o.period_to)"
            f" {columns}, o.op from observations_history o where {where} and {self._known('o')}"
            f" and o.subject_key = any(array({touched}))"
            " order by o.subject_key, o.period_from, o.period_to, o.revision desc) o"
            " where o.op = 'upsert' and o.base is not null"
        )

    def narrow(self, keys: Sequence[str]) -> None:
        """Read what belongs to these subjects alone; to be said before anything is joined."""
        self.only = self.parameters.add(tuple(keys), "text[]")

    def entries(self, alias: str, *, owners: bool = False) -> str:
        """A further condition on entries of lists, under an alias: those of the revisions that are looked at."""
        table, key = ("enterprises", "uscc") if owners else (self.table, self.key)
        if self.only is None:
            rows = "base" if table == self.table and self.place is not None else f"({self.register(table, key)})"
            return f" and exists (select from {rows} w where w.change_id = {alias}.change_id)"
        keys = f"any({self.only})"
        if owners:
            mine = f"select p.enterprise from projects_history p where p.city = {self.city} and p.code = {keys}"
            keys = f"any(array({mine}))"
        return (
            f" and {alias}.change_id = any(array(select w.change_id from {table}_history w"
            f" where w.city = {self.city} and w.{key} = {keys}))"
        )

    def owner_compliance(self, entries: str) -> str:
        """Compliance entries of a project's owner by the owner's code; `entries` selects them by `change_id`."""
        owners = self.register("enterprises", "uscc")
        return f"select e.uscc, j.* from ({owners}) e join ({entries}) j on j.change_id = e.change_id"

    def register(self, table: str, key: str) -> str:
        """A register's rows as they stand, or stood at the place."""
        if self.place is None:
            return f"select s.* from {table} s where s.city = {self.city}"
        return f"select s.* from ({self._state_at(table, key)}) s where s.op = 'upsert'"

    def _state_at(self, table: str, key: str) -> str:
        """Records as the place had them: of those that nothing touched later, as they are now."""
        asked = f" and h.{key} = any({self.only})" if self.only is not None and table == self.table else ""
        touched = f"select l.key from later l where l.type = '{table.removesuffix('s')}'"
        return (
            f"select {_REVISIONS[table]}, 'upsert' as op from {table} h where h.city = {self.city}{asked}"
            f" and h.{key} not in ({touched})"
            f" union all (select distinct on (h.{key}) {_REVISIONS[table]}, h.op from {table}_history h"
            f" where h.city = {self.city}{asked} and h.{key} = any(array({touched})) and {self._known('h')}"
            f" order by h.{key}, h.revision desc)"
        )

    def _known(self, alias: str) -> str:
        """Whether a revision was known at the place: its change is none of those that came later, mostly few."""
        return f"not exists (select from later where later.id = {alias}.change_id)"

    def _later(self) -> str:
        if self.place is None:
            raise ValueError("the present state has no place in the sequence")
        place = self.parameters.add(self.place, "bigint")
        later = f"(c.seq > {place} or c.seq is null)"
        return f"select c.id, c.type, c.key from changes c where c.city = {self.city} and {later}"

    def indicator(self, key: str) -> Indicator:
        """An indicator of the city; ContractError when there is none."""
        try:
            return self.indicators[key]
        except KeyError:
            raise ContractError(f"unknown indicator {key!r}; declare it or use one of the catalogue") from None


def seen(column: str, window: Window, parameters: Parameters) -> str:
    """A date that is null when it lies after the window's day."""
    return f"case when {column} <= {parameters.add(window.day, 'date')} then {column} end"
