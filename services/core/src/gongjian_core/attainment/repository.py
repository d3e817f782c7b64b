"""Records behind targets, read in a handful of statements: one per kind of row, one for all observations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gongjian import Indicator, Period
from gongjian.facts import RowKind

from ..database import Transaction
from .cells import Part
from .figures import Observed, Series
from .parameters import Parameters
from .sources import Source
from .tally import MOST_COLUMNS, Asked, Counted, Tally

_WANTED = (
    "unnest($2::text[], $3::text[], $4::text[], $5::text[]) as w(indicator, scope, subject_kind, subject_key)"
    " join {table} o on o.city = $1 and o.indicator = w.indicator and o.scope = w.scope"
    " and o.subject_kind = w.subject_kind and o.subject_key = w.subject_key"
)
_COLUMNS = (
    "o.indicator, o.scope, o.subject_kind, o.subject_key, o.period_from, o.period_to, o.value, o.base, o.unit,"
    " o.revision"
)
_NOW = f"select {_COLUMNS} from {_WANTED.format(table='observations')} where o.value is not null"
_THEN = f"""with later as materialized (
  select c.id from changes c where c.city = $1 and (c.seq > $6 or c.seq is null))
select * from (
  select distinct on (o.indicator, o.scope, o.subject_kind, o.subject_key, o.period_from, o.period_to) {_COLUMNS}, o.op
  from {_WANTED.format(table="observations_history")}
  where not exists (select from later where later.id = o.change_id)
  order by o.indicator, o.scope, o.subject_kind, o.subject_key, o.period_from, o.period_to, o.revision desc) o
where o.op = 'upsert' and o.value is not null"""

# Every statement here joins whole registers: after a bulk load, or for an earlier state, the planner's estimates are
# far too low and nested loops would take minutes where hashes take a second.
_PREPARE = (
    "select set_config('enable_nestloop', 'off', true), set_config('work_mem', '64MB', true),"
    " set_config('plan_cache_mode', 'force_custom_plan', true)"
)


_AS_BEFORE = "select set_config('enable_nestloop', 'on', true)"


async def prepare(tx: Transaction) -> None:
    """Set the transaction up for statements over whole registers."""
    await tx.execute(_PREPARE)


async def empty_registers(tx: Transaction, city: str, place: int | None) -> frozenset[str]:
    """Which of `enterprises` and `projects` hold nothing, now or as known at a place of the change sequence."""
    if place is None:
        row = await tx.fetchrow(
            "select exists (select from enterprises where city = $1) as enterprises,"
            " exists (select from projects where city = $1) as projects",
            city,
        )
    else:
        row = await tx.fetchrow(
            "select exists (select from changes where city = $1 and type = 'enterprise' and seq <= $2) as enterprises,"
            " exists (select from changes where city = $1 and type = 'project' and seq <= $2) as projects",
            city,
            place,
        )
    return frozenset(name for name, kept in (row or {}).items() if not kept)


async def observations(
    tx: Transaction, city: str, wanted: Iterable[Series], place: int | None
) -> dict[Series, list[Observed]]:
    """Every observation of these series that stands, or stood at a place of the change sequence."""
    keys = sorted(set(wanted))
    found: dict[Series, list[Observed]] = {series: [] for series in keys}
    if not keys:
        return found
    columns = (
        [k.indicator for k in keys], [k.scope for k in keys], [k.subject_kind for k in keys],
        [k.subject_key for k in keys],
    )  # fmt: skip
    if place is None:
        rows = await tx.fetch(_NOW, city, *columns)
    else:
        rows = await tx.fetch(_THEN, city, *columns, place)
    for row in rows:
        series = Series(row["indicator"], row["scope"], row["subject_kind"], row["subject_key"])
        period = Period(row["period_from"], row["period_to"])
        found[series].append(Observed(series, period, row["value"], row["base"], row["unit"], row["revision"]))
    return found


async def tallies(
    tx: Transaction, city: str, parts: Sequence[Part], indicators: Mapping[str, Indicator], place: int | None
) -> dict[Asked, Counted]:
    """What the records answer to all parts: one statement per kind of row, more only beyond hundreds of columns."""
    answers: dict[Asked, Counted] = {}
    by_kind: dict[RowKind, list[Part]] = {}
    for part in parts:
        by_kind.setdefault(part.of, []).append(part)
    if by_kind:
        await prepare(tx)
    for kind, asking in by_kind.items():
        for tally in compiled(kind, city, asking, indicators, place):
            row = await tx.fetchrow(tally.statement(), *tally.source.parameters.values)
            if row is not None:
                answers.update(tally.answers(row))
    if by_kind:
        await tx.execute(_AS_BEFORE)
    return answers


def compiled(
    kind: RowKind, city: str, parts: Sequence[Part], indicators: Mapping[str, Indicator], place: int | None
) -> list[Tally]:
    """The statements for parts over rows of one kind."""
    made: list[Tally] = []
    for part in parts:
        if not made or made[-1].width > MOST_COLUMNS:
            made.append(Tally(Source(kind, Parameters(), city, place, indicators)))
        made[-1].ask(part.asked)
    return made
