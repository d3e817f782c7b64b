"""Read and write any recorded entity: its stored text is what is answered, with what the server adds appended.

The database derives columns, revision, change row, history and list entries from the document (see the migrations),
so a write is one statement whoever makes it, for one record or many.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from .database import Transaction
from .entity import Recorded

E = TypeVar("E", bound=Recorded)


def known_at(change: str, place: str) -> str:
    """SQL: the change was known at that place. Written so that it finds no index: rows are joined by their own key."""
    return f"coalesce({change}.seq, 9223372036854775807) <= {place}"


@dataclass(frozen=True)
class Stored:
    """A record as read: its JSON text with the server's additions, its bare document, its entity tag."""

    text: str
    document: str
    revision: int
    tag: str


@dataclass(frozen=True)
class Written:
    """What a write did to one record: revision before (None: created) and now."""

    key: str
    before: int | None
    revision: int


@dataclass(frozen=True)
class Register(Generic[E]):
    """An entity with its table. `additions` are the server's fields beyond the common ones, as SQL text.

    `references` names what a violated foreign key means: pointer and detail.
    `derived` and `joined` say how a past state (`h`) gets the summary columns that the history does not hold.
    """

    entity: type[E]
    table: str
    type: str
    additions: tuple[tuple[str, str], ...] = ()
    tagged: tuple[str, ...] = ()
    derived: tuple[tuple[str, str], ...] = ()
    joined: str = ""
    references: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The column of the natural key."""
        return self.entity.key_field

    @cached_property
    def served(self) -> str:
        """SQL of the JSON text that is answered, over the table under the name `r`."""
        extras = "".join(f" || ',\"{name}\":' || {sql}" for name, sql in self.additions)
        return (
            f'left(r.document::text, -1){extras} || \',"revision":\' || r.revision || \',"recorded_at":"\''
            " || gongjian_time(r.recorded_at) || '\",\"recorded_by\":' || to_json(r.recorded_by)::text || '}'"
        )

    @cached_property
    def tag(self) -> str:
        """SQL of the entity tag: the revision and every addition that changes without one."""
        return "'\"' || r.revision" + "".join(f" || '-' || {sql}" for sql in self.tagged) + " || '\"'"

    @cached_property
    def _select(self) -> str:
        return (
            f"select {self.served} as text, r.document::text as document, r.revision, {self.tag} as tag"
            f" from {self.table} r where r.city = $1 and r.{self.key} = $2"
        )

    @cached_property
    def _select_served(self) -> str:
        return f"select {self.served}, {self.tag} from {self.table} r where r.city = $1 and r.{self.key} = $2"

    @cached_property
    def _select_known(self) -> str:
        source = self.source("$3")
        return f"select {self.served}, {self.tag} from {source} where r.city = $1 and r.{self.key} = $2"

    def source(self, place: str | None) -> str:
        """The table under the name `r`, or what it held at a place (a placeholder) of the change sequence."""
        if place is None:
            return f"{self.table} r"
        return f"""(select h.*{"".join(f", {sql} as {name}" for name, sql in self.derived)} from (
            select distinct on (v.city, v.{self.key}) v.*, c.document from {self.table}_history v
            join changes c on c.city = v.city and c.id = v.change_id and {known_at("c", place)}
            order by v.city, v.{self.key}, v.revision desc) h
            {self.joined.replace("$place", place)} where h.op = 'upsert') r"""

    @cached_property
    def _upsert(self) -> str:
        t, k = self.table, self.key
        return f"""insert into {t} (city, {k}, document)
            select $1, given.key, given.document::json from unnest($2::text[], $3::text[]) as given(key, document)
            on conflict (city, {k}) do update set document = excluded.document
            where {t}.document::text <> excluded.document::text
            returning new.{k} as key, old.revision as before, new.revision as revision"""

    @cached_property
    def _update(self) -> str:
        return (
            f"update {self.table} r set document = $3::json where $opened and r.city = $1 and r.{self.key} = $2"
            f" and {self.tag} = $4 returning {self.served}, {self.tag}"
        )

    @cached_property
    def _insert(self) -> str:
        return self._upsert.partition("do update")[0] + (
            f"do nothing returning new.{self.key} as key, null::bigint as before, new.revision as revision"
        )

    async def served_text(
        self, tx: Transaction, city: str, key: str, place: int | None = None
    ) -> tuple[str, str] | None:
        """The JSON text and the entity tag, now or at a place of the change sequence: the hot read."""
        if place is None:
            rows = await tx.once(self._select_served, city, key)
        else:
            rows = await tx.once(self._select_known, city, key, place)
        return (rows[0][0], rows[0][1]) if rows else None

    async def find(self, tx: Transaction, city: str, key: str, *, lock: bool = False) -> Stored | None:
        """The record, locked for the rest of the transaction if wanted."""
        if lock:
            rows = await tx.fetch(f"{self._select} for no key update", city, key)
        else:
            rows = await tx.once(self._select, city, key)
        return Stored(*rows[0]) if rows else None

    async def put(
        self, tx: Transaction, city: str, documents: Sequence[tuple[str, str]], *, create_only: bool = False
    ) -> list[Written]:
        """Write documents by key, all in one statement; what is unchanged (or exists, if create_only) is left out."""
        rows = await tx.fetch(
            self._insert if create_only else self._upsert,
            city, [key for key, _ in documents], [document for _, document in documents],
        )  # fmt: skip
        return [Written(row["key"], row["before"], row["revision"]) for row in rows]

    async def change(self, tx: Transaction, city: str, key: str, document: str, tag: str) -> tuple[str, str] | None:
        """Give a record with that tag another document; text and tag now, None when it is not there (any more)."""
        rows = await tx.write_once(self._update, city, key, document, tag)
        return (rows[0][0], rows[0][1]) if rows else None

    async def delete(self, tx: Transaction, city: str, key: str) -> bool:
        """Delete the record, leaving its tombstone in the history; False when there is none."""
        return (
            await tx.execute(f"delete from {self.table} where city = $1 and {self.key} = $2", city, key) == "DELETE 1"
        )


def loaded(document: str) -> dict[str, Any]:
    """A stored document as plain values; numbers with units are strings in it, so nothing is lost."""
    values = json.loads(document)
    if not isinstance(values, dict):
        raise TypeError("a stored document is a JSON object")
    return values
