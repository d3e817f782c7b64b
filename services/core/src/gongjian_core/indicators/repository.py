"""Observations in the database: many figures in one statement, lists now or as they were known."""

from __future__ import annotations

from collections.abc import Sequence

from gongjian.period import Period

from ..database import Transaction
from ..pages import Sort, Where
from ..store import Written, known_at
from .query import ObservationQuery
from .rules import Figure

KEY_COLUMNS = ("subject_kind", "subject_key", "indicator", "scope", "period_from", "period_to")
_KEY_SQL = ", ".join(KEY_COLUMNS)
_SAME = " and ".join(f"o.{column} = g.{column}" for column in KEY_COLUMNS)

PUT = f"""with given as materialized (
  select * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::date[], $8::text[],
    $9::numeric[], $10::numeric[], $11::text[], $12::text[], $13::text[], $14::text[]) with ordinality
    as g({_KEY_SQL}, period, value, base, unit, status, source, note, number)),
written as (
  insert into observations as o (city, {_KEY_SQL}, period, value, base, unit, status, source, note)
  select $1, {_KEY_SQL}, period, value, base, unit, status, source, note from given order by {_KEY_SQL}
  on conflict (city, {_KEY_SQL}) do update set value = excluded.value, base = excluded.base, unit = excluded.unit,
    status = excluded.status, source = excluded.source, note = excluded.note
  where (o.value, o.unit, o.status, o.source, o.note)
    is distinct from (excluded.value, excluded.unit, excluded.status, excluded.source, excluded.note)
  returning {", ".join(f"new.{column}" for column in KEY_COLUMNS)}, old.revision as before, new.revision)
select g.number, w.before, w.revision as now, o.revision as kept from given g
left join written w on {_SAME.replace("o.", "w.")}
left join observations o on o.city = $1 and {_SAME}
order by g.number"""

ITEM = """left(observation_document(r.subject_kind, r.subject_key, r.scope, r.indicator, r.period, r.value, r.unit,
    r.status, r.source, r.note), -1) || ',"revision":' || r.revision
    || ',"recorded_at":"' || gongjian_time(r.recorded_at)
    || '","recorded_by":' || to_json(r.recorded_by)::text || '}'"""
KEYS = (
    Sort("r.subject_kind"), Sort("r.subject_key"), Sort("r.indicator"), Sort("r.scope"),
    Sort("r.period_from", "date"), Sort("r.period_to", "date"), Sort("r.revision", "bigint"),
)  # fmt: skip
SORTS = {
    "subject": KEYS[0],
    "indicator": KEYS[2],
    "period": KEYS[4],
    "recorded_at": Sort("r.recorded_at", "timestamptz"),
}


async def put(tx: Transaction, city: str, figures: Sequence[Figure]) -> list[Written]:
    """Record figures, all in one statement; answers in the same order, `before` equal to `revision` if unchanged."""
    keys = zip(*(figure.key for figure in figures), strict=True)
    said = [figure.observation for figure in figures]
    rows = await tx.fetch(
        PUT, city, *(list(column) for column in keys), [str(figure.period) for figure in figures],
        [one.value for one in said], [figure.base for figure in figures], [one.unit for one in said],
        [one.status for one in said], [one.source for one in said], [one.note for one in said],
    )  # fmt: skip
    return [
        Written("", row["before"], row["now"]) if row["now"] is not None else Written("", row["kept"], row["kept"])
        for row in rows
    ]


async def never_recorded(tx: Transaction, city: str, figures: Sequence[Figure]) -> list[Figure]:
    """Those figures whose key has no revision yet, withdrawn or replaced ones included."""
    keys = [list(column) for column in zip(*(figure.key for figure in figures), strict=True)]
    if not keys:
        return []
    rows = await tx.fetch(
        f"""select g.number from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::date[])
              with ordinality as g({_KEY_SQL}, number)
            where not exists (select from observations_history o where o.city = $1 and {_SAME})
            order by g.number""",
        city,
        *keys,
    )
    return [figures[row[0] - 1] for row in rows]


async def unknown_subjects(tx: Transaction, city: str, figures: Sequence[Figure]) -> set[tuple[str, str]]:
    """Enterprises and projects that figures are about and the registers do not know; known ones stay until commit."""
    missing: set[tuple[str, str]] = set()
    for kind, table, key in (("enterprise", "enterprises", "uscc"), ("project", "projects", "code")):
        asked = sorted({figure.subject_key for figure in figures if figure.subject_kind == kind})
        if not asked:
            continue
        rows = await tx.fetch(
            f"select {key} from {table} where city = $1 and {key} = any($2) order by {key} for key share", city, asked
        )
        missing |= {(kind, code) for code in set(asked) - {row[0] for row in rows}}
    return missing


def source(query: ObservationQuery, place: int | None, where: Where) -> str:
    """The rows that a list reads, under the name `r`."""
    if place is None and not query.include_history:
        return "observations r"
    known = "" if place is None else f" and {known_at('c', where.value(place))}"
    joined = f"observations_history v join changes c on c.city = v.city and c.id = v.change_id{known}"
    if query.include_history:
        where.add("r.op = 'upsert'")
        return f"(select v.* from {joined}) r"
    key = f"v.city, {', '.join(f'v.{column}' for column in KEY_COLUMNS)}"
    where.add("r.op = 'upsert'")
    return f"(select distinct on ({key}) v.* from {joined} order by {key}, v.revision desc) r"


def filtered(city: str, query: ObservationQuery, stocks: Sequence[str], where: Where) -> None:
    """The conditions of a list of observations; `stocks` are recorded under the month that they close."""
    where.add("r.city = {}", city)
    if query.subject:
        kind, _, key = query.subject.partition(":")
        where.add("r.subject_kind = {} and r.subject_key = {}", kind, key)
    if query.indicator:
        where.add("r.indicator = {}", query.indicator)
    if query.scope is not None:
        where.add("r.scope = {}", query.scope)
    if query.period:
        span = Period.parse(query.period)
        month = Period.months(span.last.year, span.last.month, span.last.month)
        where.add(
            "((r.period_from = {} and r.period_to = {}) or (r.indicator = any({}) and r.period_from = {}"
            " and r.period_to = {}))",
            span.first, span.last, list(stocks), month.first, month.last,
        )  # fmt: skip
    if query.first is not None:
        where.add("r.period_from >= {}", query.first)
    if query.last is not None:
        where.add("r.period_to <= {}", query.last)
