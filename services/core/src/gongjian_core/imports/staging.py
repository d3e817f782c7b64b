"""How each type is checked and written, as SQL over the temporary table `import_given`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..enterprises.repository import REGISTER as ENTERPRISES
from ..indicators.repository import KEY_COLUMNS
from ..projects.repository import REGISTER as PROJECTS
from ..store import Register
from .entity import Type


@dataclass(frozen=True)
class Staging:
    """The columns of the temporary table beside number, key and version, and what is done with them.

    `references`: pointer, register and the SQL of the code that must stand in it, with what to say if it does not.
    `current`: a join that gives the record as it stands (`r.revision`). `differs`: whether the row would change it.
    `write`: an upsert of the rows `chosen`, returning key columns, `before` and `revision` as `w`.
    """

    change_type: str
    columns: tuple[tuple[str, str], ...]
    references: tuple[tuple[str, str, str, str], ...]
    current: str
    differs: str
    write: str
    same: str
    at_once: int


def _documents(register: Register[Any], references: tuple[tuple[str, str, str, str], ...]) -> Staging:
    table, key = register.table, register.key
    return Staging(
        change_type=register.type,
        columns=(("document", "text"), ("owner", "text")),
        references=references,
        current=f"left join {table} r on r.city = $1 and r.{key} = g.key",
        differs="r.document::text <> g.document",
        write=f"""insert into {table} (city, {key}, document)
            select $1, key, document::json from chosen order by key
            on conflict (city, {key}) do update set document = excluded.document
            where {table}.document::text <> excluded.document::text
            returning new.{key} as key, old.revision as before, new.revision as revision""",
        same="w.key = g.key",
        at_once=5_000,
    )


_KEY = ", ".join(KEY_COLUMNS)
_VALUES = "value, unit, status, source, note"
_FIGURES = Staging(
    change_type="observation",
    columns=(
        *((name, "date" if name.startswith("period") else "text") for name in KEY_COLUMNS),
        ("period", "text"), ("value", "numeric"), ("base", "numeric"), ("unit", "text"), ("status", "text"),
        ("source", "text"), ("note", "text"),
    ),
    references=tuple(
        ("/subject", table, f"case when subject_kind = '{kind}' then subject_key end",
         f"is no {kind} of this city's register; record it first")
        for kind, table in (("enterprise", "enterprises uscc"), ("project", "projects code"))
    ),
    current=f"""left join observations r on r.city = $1 and {" and ".join(f"r.{c} = g.{c}" for c in KEY_COLUMNS)}""",
    differs=f"""({", ".join(f"r.{c}" for c in _VALUES.split(", "))}) is distinct from
        ({", ".join(f"g.{c}" for c in _VALUES.split(", "))})""",
    write=f"""insert into observations as o (city, {_KEY}, period, base, {_VALUES})
        select $1, {_KEY}, period, base, {_VALUES} from chosen order by {_KEY}
        on conflict (city, {_KEY}) do update set value = excluded.value, base = excluded.base,
          unit = excluded.unit, status = excluded.status, source = excluded.source, note = excluded.note
        where ({", ".join(f"o.{c}" for c in _VALUES.split(", "))}) is distinct from
          ({", ".join(f"excluded.{c}" for c in _VALUES.split(", "))})
        returning {", ".join(f"new.{c}" for c in KEY_COLUMNS)}, old.revision as before, new.revision as revision""",
    same=" and ".join(f"w.{c} = g.{c}" for c in KEY_COLUMNS),
    at_once=20_000,
)  # fmt: skip

STAGINGS: Mapping[Type, Staging] = {
    "enterprises": _documents(ENTERPRISES, ()),
    "projects": _documents(
        PROJECTS,
        (("/enterprise", "enterprises uscc", "owner", "is no enterprise of this city's register; record it first"),),
    ),
    "observations": _FIGURES,
}
