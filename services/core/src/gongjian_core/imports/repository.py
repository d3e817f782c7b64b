"""Imports in the database: what was asked, the file until it is read, what came of it."""

from __future__ import annotations

import json
from typing import IO, Any, Final

from ..database import Transaction
from ..pages import Page, Sort, Wanted, Where, page_of
from ..vocabulary import storable
from .entity import SHOWN, ImportDocument, ImportFault, Outcome
from .running import Ending, Errand

KEPT: Final = "30 days"
_BLOCK: Final = 1024 * 1024
_COUNTS: Final = ("created", "updated", "unchanged", "stale", "rejected")
_ROW: Final = """'{"row":' || r.number || ',"key":' || coalesce(to_json(r.key)::text, 'null')
    || ',"outcome":"' || r.outcome || '","revision":' || coalesce(r.revision::text, 'null')
    || ',"errors":' || coalesce((
      select '[' || string_agg('{"row":' || r.number || ',' || substr(f.fault::text, 2), ',' order by f.at) || ']'
      from json_array_elements(r.faults) with ordinality f(fault, at)), '[]') || '}'"""


async def create(tx: Transaction, city: str, errand: Errand) -> str:
    """A new import; of those that are older than `KEPT` the oldest two go."""
    await tx.execute(
        f"""delete from imports where city = $1 and id in (
              select id from imports where city = $1 and created_at < clock_timestamp() - interval '{KEPT}'
              order by created_at limit 2)""",
        city,
    )
    id: str = await tx.fetchval(
        "insert into imports (city, type, mode, dry_run, origin, form) values ($1, $2, $3, $4, $5, $6) returning id",
        city, errand.type, errand.mode, errand.dry_run, errand.origin, errand.form,
    )  # fmt: skip
    return id


async def waiting(tx: Transaction, city: str) -> int:
    """How many files of the city wait for a worker."""
    return int(
        await tx.fetchval(
            "select count(*) from imports i join jobs j on j.city = i.city and j.id = i.id"
            " where i.city = $1 and i.state = 'queued' and j.state in ('queued', 'running')",
            city,
        )
    )


async def put_file(tx: Transaction, city: str, id: str, file: IO[bytes]) -> None:
    """Keep the file for the worker, block by block."""
    position = 0
    while block := file.read(_BLOCK):
        await tx.execute(
            "insert into import_chunks (city, import, position, bytes) values ($1, $2, $3, $4)",
            city, id, position, block,
        )  # fmt: skip
        position += 1


async def get_file(tx: Transaction, city: str, id: str, file: IO[bytes]) -> None:
    """Write the file out, block by block."""
    position = 0
    while block := await tx.fetchval(
        "select bytes from import_chunks where city = $1 and import = $2 and position = $3", city, id, position
    ):
        file.write(block)
        position += 1


async def errand_of(tx: Transaction, city: str, id: str) -> Errand | None:
    """What the import was asked to do, or None when it has expired or ended."""
    row = await tx.fetchrow(
        "select type, mode, dry_run, origin, form from imports where city = $1 and id = $2 and state = 'queued'",
        city,
        id,
    )
    return None if row is None else Errand(**dict(row))


async def reserve(tx: Transaction, city: str, type_: str, *, wait: bool) -> bool:
    """One import of a type writes into a city at a time; False when another does and we are not to wait."""
    lock = f"{city} import {type_}"
    if not wait:
        free: bool = await tx.fetchval("select pg_try_advisory_xact_lock(hashtextextended($1, 7305061997))", lock)
        return free
    await tx.execute("select set_config('lock_timeout', '0', true)")
    await tx.execute("select pg_advisory_xact_lock(hashtextextended($1, 7305061997))", lock)
    await tx.execute("select set_config('lock_timeout', '60s', true)")
    return True


async def end(tx: Transaction, city: str, id: str, ending: Ending) -> None:
    """Keep how the import ended, and let its file go."""
    if ending.broken is not None:
        broken = ending.broken
        fault = {"column": _plain(broken.column), "pointer": "", "detail": _plain(broken.detail)}
        await tx.execute(
            "insert into import_rows (city, import, number, outcome, faults)"
            " values ($1, $2, $3, 'unreadable', $4::text::json) on conflict (city, import, number)"
            " do update set outcome = excluded.outcome, faults = excluded.faults",
            city, id, broken.row, json.dumps([fault], ensure_ascii=False),
        )  # fmt: skip
    await tx.execute(
        f"""update imports set state = $3, rows = $4, finished_at = clock_timestamp(),
              {", ".join(f"{name} = ${at}" for at, name in enumerate(_COUNTS, 5))}
            where city = $1 and id = $2""",
        city, id, "failed" if ending.failed else "done", ending.rows,
        *(ending.tally.get(name, 0) for name in _COUNTS),
    )  # fmt: skip
    await tx.execute("delete from import_chunks where city = $1 and import = $2", city, id)


def _plain(text: str | None) -> str | None:
    try:
        return None if text is None else storable(text)
    except ValueError:
        return text.encode("utf-8", "replace").decode().replace("\x00", "") if text else None


async def find(tx: Transaction, city: str, id: str) -> ImportDocument | None:
    """The import as it stands: while it runs, how far its job is."""
    row = await tx.fetchrow(
        """select i.*, j.state as job_state, j.done as job_done, j.total as job_total, j.error as job_error,
             j.finished_at as job_finished_at
           from imports i left join jobs j on j.city = i.city and j.id = i.id
           where i.city = $1 and i.id = $2""",
        city,
        id,
    )
    if row is None:
        return None
    ended = row["state"] != "queued"
    errors = await faults(tx, city, id)
    said: dict[str, Any] = {name: row[name] for name in ImportDocument.model_fields if name in row}
    if ended:
        said |= {"done": row["rows"], "error": None}
    else:
        said |= {
            "state": row["job_state"] or "queued",
            "rows": row["job_total"] or 0,
            "done": row["job_done"] or 0,
            "error": row["job_error"] if row["job_state"] == "failed" else None,
            "finished_at": row["job_finished_at"],
        }
    return ImportDocument.model_validate(said | {"errors": errors})


async def faults(tx: Transaction, city: str, id: str, after: int = -1) -> list[ImportFault]:
    """What is wrong with the next rows that are wrong, after a row."""
    found = await tx.fetch(
        f"""select r.number as row, f.fault ->> 'column' as column, f.fault ->> 'pointer' as pointer,
              f.fault ->> 'detail' as detail
            from (select number, faults from import_rows
                  where city = $1 and import = $2 and number > $3 and outcome in ('rejected', 'unreadable')
                  order by number limit {SHOWN}) r, json_array_elements(r.faults) with ordinality f(fault, at)
            order by r.number, f.at""",
        city, id, after,
    )  # fmt: skip
    return [ImportFault.model_validate(dict(row)) for row in found]


async def exists(tx: Transaction, city: str, id: str) -> bool:
    """Whether there is such an import."""
    return bool(await tx.fetchval("select exists (select from imports where city = $1 and id = $2)", city, id))


async def rows(tx: Transaction, city: str, id: str, outcome: Outcome | None, wanted: Wanted) -> Page:
    """What became of its rows."""
    where = Where()
    where.add("r.city = {} and r.import = {} and r.outcome <> 'unreadable'", city, id)
    if outcome is not None:
        where.add("r.outcome = {}", outcome)
    key = Sort("r.number", "integer")
    return await page_of(
        tx, item=_ROW, source="import_rows r", where=where, keys=(key,), sorts={"row": key}, wanted=wanted
    )
