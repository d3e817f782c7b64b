"""Demo records in the database: COPY into a temporary table, INSERT … SELECT under row-level security, all or nothing.

The triggers of the tables give them revisions, change rows and history like any other write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

import asyncpg

from ..database import Transaction
from ..entity import Recorded
from ..errors import Conflict
from ..store import Register
from .codes import PREFIX, SOURCE, TAG
from .figures import DemoFigure

T = TypeVar("T")
E = TypeVar("E", bound=Recorded)
Progress = Callable[[int], None]

_DOCUMENTS_AT_ONCE = 5_000
_FIGURES_AT_ONCE = 20_000
_KEYS_AT_ONCE = 1_000
_LABELLED = f"""starts_with(name, '{PREFIX}') and document::jsonb -> 'tags' ? '{TAG}'"""


async def holds_records(tx: Transaction, city: str) -> bool:
    """Whether the city's registers hold an enterprise or a project; figures alone do not count."""
    return bool(
        await tx.fetchval(
            "select exists (select from enterprises where city = $1) or exists (select from projects where city = $1)",
            city,
        )
    )


async def count_figures(tx: Transaction, city: str) -> int:
    """How many figures the city has."""
    return int(await tx.fetchval("select count(*) from observations where city = $1", city))


async def insert_documents(
    tx: Transaction, register: Register[E], city: str, documents: Iterable[tuple[str, str]], progress: Progress
) -> int:
    """Record documents by key; Conflict when one is recorded already."""
    await tx.execute("create temporary table demo_documents (key text, document text) on commit drop")
    done = 0
    for rows in _chunks(documents, _DOCUMENTS_AT_ONCE):
        await tx.driver.copy_records_to_table("demo_documents", records=rows, columns=("key", "document"))
        try:
            await tx.execute(
                f"insert into {register.table} (city, {register.key}, document)"
                " select $1, key, document::json from demo_documents order by key",
                city,
            )
        except asyncpg.UniqueViolationError:
            raise Conflict(
                "this seed gives codes that are recorded already; take another --seed, or --remove first"
            ) from None
        await tx.execute("truncate demo_documents")
        done += len(rows)
        progress(done)
    await tx.execute("drop table demo_documents")
    return done


async def insert_figures(tx: Transaction, city: str, figures: Iterable[DemoFigure], progress: Progress) -> int:
    """Record figures, each with its source `示例数据`."""
    columns = ", ".join(DemoFigure._fields)
    await tx.execute(
        f"create temporary table demo_figures on commit drop as select {columns} from observations with no data"
    )
    done = 0
    for rows in _chunks(figures, _FIGURES_AT_ONCE):
        await tx.driver.copy_records_to_table("demo_figures", records=rows, columns=DemoFigure._fields)
        await tx.execute(
            f"insert into observations (city, scope, source, {columns}) select $1, '', $2, {columns} from demo_figures"
            " order by subject_kind, subject_key, indicator, period_from, period_to",
            city,
            SOURCE,
        )
        await tx.execute("truncate demo_figures")
        done += len(rows)
        progress(done)
    await tx.execute("drop table demo_figures")
    return done


async def remove(tx: Transaction, register: Register[E], city: str, progress: Progress) -> int:
    """Delete the labelled records of a register with their figures; Conflict when a record that stays names one."""
    done = 0
    while keys := await tx.fetch(
        f"select {register.key} from {register.table} where city = $1 and {_LABELLED} limit {_KEYS_AT_ONCE}", city
    ):
        try:
            await tx.execute(
                f"delete from {register.table} where city = $1 and {register.key} = any($2)",
                city,
                [row[0] for row in keys],
            )
        except asyncpg.ForeignKeyViolationError as error:
            raise Conflict(
                f"a project that is no demo data names a demo enterprise as its owner ({error.detail}); "
                "give it another owner first"
            ) from None
        done += len(keys)
        progress(done)
    return done


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(items)
    while chunk := list(islice(left, size)):
        yield chunk
