"""Rows in the database: COPY into temporary tables, checks and writes by sets, and what became of every row.

Everything happens in one transaction, so an import is there whole or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..database import Transaction
from .entity import Type
from .preparing import Prepared
from .staging import STAGINGS, Staging

Refusal = tuple[int, str | None, list[dict[str, Any]]]
Progress = Callable[[int], None]


class Stage:
    """The temporary tables of one import, for the length of its transaction."""

    def __init__(self, tx: Transaction, city: str, type_: Type, origin: str) -> None:
        self._tx = tx
        self._city = city
        self._type = type_
        self._origin = origin
        self._staging: Staging = STAGINGS[type_]

    async def begin(self) -> None:
        """Create the tables."""
        columns = ", ".join(f"{name} {sql}" for name, sql in self._staging.columns)
        await self._tx.execute(
            f"create temporary table import_given (number integer, key text, version bigint, {columns}) on commit drop"
        )
        await self._tx.execute(
            "create temporary table import_decided"
            " (number integer, key text, outcome text, revision bigint, faults text) on commit drop"
        )

    async def recorded(self, keys: Sequence[str], *, lock: bool) -> Mapping[str, str]:
        """The documents of these records, locked for the rest of the transaction if wanted."""
        table, key = self._type, "uscc" if self._type == "enterprises" else "code"
        rows = await self._tx.fetch(
            f"select {key}, document::text from {table} where city = $1 and {key} = any($2) order by {key}"
            + (" for no key update" if lock else ""),
            self._city,
            list(keys),
        )
        return {row[0]: row[1] for row in rows}

    async def give(self, prepared: Sequence[Prepared], refused: Sequence[Refusal]) -> None:
        """Take the next rows in: those that are right by themselves, and those that are not."""
        names = ("number", "key", "version", *(name for name, _ in self._staging.columns))
        if prepared:
            await self._tx.driver.copy_records_to_table(
                "import_given",
                records=[(one.row.number, one.key, one.row.version, *one.stored) for one in prepared],
                columns=names,
            )
        if refused:
            await self._tx.driver.copy_records_to_table(
                "import_decided",
                records=[(number, key, "rejected", None, _text(faults)) for number, key, faults in refused],
                columns=("number", "key", "outcome", "revision", "faults"),
            )

    async def check(self, column_of: Callable[[str], str | None], *, lock: bool) -> None:
        """Decide what the rows say together: keys that stand twice, versions that are old, records that are missing."""
        await self._tx.execute("create index on import_given (key)")
        await self._tx.execute("analyze import_given")
        await self._doubled()
        await self._outdated()
        for pointer, register, code, detail in self._staging.references:
            table, key = register.split()
            if lock:
                await self._tx.execute(
                    f"""select from {table} where city = $1 and {key} in (select {code} from import_given)
                        order by {key} for key share""",
                    self._city,
                )
            fault = _text([{"column": column_of(pointer), "pointer": pointer, "detail": detail}])
            await self._decide(
                f"""select g.number, g.key, 'rejected', null::bigint, $2 from import_given g
                    where {code} is not null
                      and not exists (select from {table} x where x.city = $1 and x.{key} = {code})""",
                self._city,
                fault,
            )

    async def _doubled(self) -> None:
        """One row for each key: the newest where every row has a version, else the first; the others are told."""
        await self._decide(
            """select number, key, case when versioned and version < newest then 'stale' else 'rejected' end,
                 null::bigint, case when versioned and version < newest then null else json_build_array(
                   json_build_object('column', null, 'pointer', '', 'detail',
                     'is the same record as row ' || kept || '; keep one of them'))::text end
               from (
                 select number, key, version, bool_and(version is not null) over same as versioned,
                   max(version) over same as newest,
                   case when bool_and(version is not null) over same
                     then first_value(number) over (partition by key order by version desc, number)
                     else min(number) over same end as kept
                 from import_given
                 where key in (select key from import_given group by key having count(*) > 1)
                 window same as (partition by key)) s
               where number <> kept"""
        )

    async def _outdated(self) -> None:
        """A row that its source sent before is unchanged; an older one is stale."""
        await self._decide(
            f"""select g.number, g.key, case when g.version = v.version then 'unchanged' else 'stale' end, r.revision,
                  null::text
                from import_given g
                join source_versions v on v.city = $1 and v.type = $2 and v.origin = $3 and v.key = g.key
                  and v.version >= g.version
                {self._staging.current}""",
            self._city, self._staging.change_type, self._origin,
        )  # fmt: skip

    async def _decide(self, select: str, *values: Any) -> None:
        """Move the rows that `select` names from what is given to what is decided."""
        await self._tx.execute(
            f"""with decided as (
                  insert into import_decided (number, key, outcome, revision, faults) {select} returning number)
                delete from import_given g using decided d where g.number = d.number""",
            *values,
        )

    async def rejected(self) -> int:
        """How many rows are wrong."""
        return int(await self._tx.fetchval("select count(*) from import_decided where outcome = 'rejected'"))

    async def compare(self) -> None:
        """Decide what would become of the rows that are left, without writing."""
        await self._decide(
            f"""select g.number, g.key, case when r.revision is null then 'created' when {self._staging.differs}
                  then 'updated' else 'unchanged' end, r.revision, null::text
                from import_given g {self._staging.current}""",
            self._city,
        )

    async def write(self, progress: Progress) -> None:
        """Write the rows that are left, in the order of their keys, and remember their versions."""
        await self._tx.execute(
            "create temporary table import_ordered on commit drop as"
            " select *, row_number() over (order by key) as place from import_given"
        )
        await self._tx.execute("create index on import_ordered (place)")
        await self._tx.execute("analyze import_ordered")
        total = await self._tx.fetchval("select count(*) from import_ordered")
        for begin in range(0, total, self._staging.at_once):
            await self._tx.execute(
                f"""with chosen as materialized (
                      select * from import_ordered where place > $2 and place <= $2 + $3),
                    w as ({self._staging.write})
                    insert into import_decided (number, key, outcome, revision)
                    select g.number, g.key, case when w.revision is null then 'unchanged' when w.before is null
                      then 'created' else 'updated' end, coalesce(w.revision, r.revision)
                    from chosen g left join w on {self._staging.same} {self._staging.current}""",
                self._city, begin, self._staging.at_once,
            )  # fmt: skip
            progress(min(begin + self._staging.at_once, total))
        await self._tx.execute(
            """insert into source_versions (city, type, origin, key, version)
               select $1, $2, $3, key, version from import_ordered where version is not null order by key
               on conflict (city, type, origin, key) do update set version = excluded.version
               where source_versions.version < excluded.version""",
            self._city, self._staging.change_type, self._origin,
        )  # fmt: skip

    async def keep(self, id: str, *, failed: bool) -> Mapping[str, int]:
        """Keep what became of the rows (of a failed import: which are wrong); answers how many of each outcome."""
        await self._tx.execute(
            f"""insert into import_rows (city, import, number, key, outcome, revision, faults)
                select $1, $2, number, key, outcome, revision, faults::json from import_decided
                {"where outcome = 'rejected'" if failed else ""}""",
            self._city, id,
        )  # fmt: skip
        rows = await self._tx.fetch(
            "select outcome, count(*) from import_rows where city = $1 and import = $2 group by outcome",
            self._city, id,
        )  # fmt: skip
        return {row[0]: row[1] for row in rows}


def _text(faults: list[dict[str, Any]]) -> str:
    # PostgreSQL refuses NUL; pointers and headers may have been written by anybody.
    return json.dumps(faults, ensure_ascii=False).replace("\\u0000", "").encode("utf-8", "replace").decode()
