"""A recorded entity is written once: the same class is request, response, feed payload and table.

`table_of` derives the Core table from the words of the class (`vocabulary.Column`); what the server adds is
declared read-only in the class (`server_side`) and never part of the stored document.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Annotated, Any, ClassVar, Self, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from sqlalchemy import JSON, BigInteger, DateTime, Identity, Integer, MetaData, PrimaryKeyConstraint, Table, Text
from sqlalchemy import Column as TableColumn
from sqlalchemy.types import TypeEngine

from .vocabulary import Column

METADATA = MetaData()


def server_side(description: str) -> Any:
    """A field that the server adds: answered, accepted and ignored in PUT, refused in PATCH."""
    return Field(default=None, description=description, json_schema_extra={"readOnly": True})


class Item(BaseModel):
    """A part of an entity: immutable, nothing unknown accepted."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, populate_by_name=True)


def _served(schema: dict[str, Any]) -> None:
    """Server-side fields are always answered: `required` of a read-only property binds responses only."""
    always = [name for name, field in schema["properties"].items() if field.get("readOnly")]
    for name in always:
        schema["properties"][name] = schema["properties"].pop(name)
    schema["required"] = [*schema.get("required", []), *always]


class Recorded(Item):
    """Base of recorded entities."""

    model_config = ConfigDict(json_schema_extra=_served)
    key_field: ClassVar[str]

    revision: int = server_side("number of the record's present revision, from 1")
    recorded_at: datetime = server_side("when this revision was recorded")
    recorded_by: str = server_side("who recorded it: `key:<name>`")

    @classmethod
    def server_fields(cls) -> frozenset[str]:
        """Names of what the server adds."""
        return frozenset(
            name
            for name, field in cls.model_fields.items()
            if isinstance(field.json_schema_extra, dict) and field.json_schema_extra.get("readOnly")
        )

    def document(self) -> str:
        """The canonical JSON text that is stored and served: every field, without what the server adds."""
        return self.model_dump_json(exclude=set(self.server_fields()), by_alias=True)

    def with_key(self, key: str) -> Self:
        """The same entity under its natural key (the body may leave it out); ValidationError if it is none."""
        return self.model_copy(update={self.key_field: _key_form(type(self)).validate_python(key)})


@cache
def _key_form(entity: type[Recorded]) -> TypeAdapter[Any]:
    field = entity.model_fields[entity.key_field]
    annotation: Any = field.annotation
    return TypeAdapter(Annotated[annotation, *field.metadata] if field.metadata else annotation)


def _marker(annotation: Any) -> Column | None:
    if get_origin(annotation) is Annotated:
        for extra in annotation.__metadata__:
            if isinstance(extra, Column):
                return extra
        return _marker(annotation.__origin__)
    if get_origin(annotation) in (Union, types.UnionType):
        return next((found for arg in get_args(annotation) if (found := _marker(arg))), None)
    return None


def _item_class(annotation: Any) -> type[Item] | None:
    if isinstance(annotation, type) and issubclass(annotation, Item):
        return annotation
    return None


def typed_columns(entity: type[Item]) -> Iterator[tuple[str, TypeEngine[Any], bool]]:
    """Name, type and nullability of each stored field; fields of an embedded item count as the entity's own."""
    for name, field in entity.model_fields.items():
        if embedded := _item_class(field.annotation):
            yield from typed_columns(embedded)
            continue
        marker = next((extra for extra in field.metadata if isinstance(extra, Column)), None)
        if marker := marker or _marker(field.annotation):
            yield field.alias or name, marker.type, field.default is None


def _columns(entity: type[Item], key: str) -> list[TableColumn[Any]]:
    return [
        TableColumn(name, type_, nullable=nullable) for name, type_, nullable in typed_columns(entity) if name != key
    ]


def table_of(entity: type[Recorded], name: str, *, summary: Sequence[TableColumn[Any]] = ()) -> Table:
    """The current table: city, natural key, typed columns, summaries, bookkeeping, document."""
    key = entity.key_field
    return Table(
        name,
        METADATA,
        TableColumn("city", Text, nullable=False),
        TableColumn(key, Text, nullable=False),
        *_columns(entity, key),
        *summary,
        TableColumn("revision", BigInteger, nullable=False),
        TableColumn("change_id", BigInteger, nullable=False),
        TableColumn("recorded_at", DateTime(timezone=True), nullable=False),
        TableColumn("recorded_by", Text, nullable=False),
        TableColumn("document", JSON, nullable=False),
        PrimaryKeyConstraint("city", key),
    )


def history_of(entity: type[Recorded], name: str, *, summary: Sequence[TableColumn[Any]] = ()) -> Table:
    """The typed columns of every revision; the documents themselves stand in `changes`."""
    key = entity.key_field
    return Table(
        name,
        METADATA,
        TableColumn("city", Text, nullable=False),
        TableColumn("change_id", BigInteger, nullable=False),
        TableColumn("op", Text, nullable=False),
        TableColumn(key, Text, nullable=False),
        *_columns(entity, key),
        *summary,
        TableColumn("revision", BigInteger, nullable=False),
        TableColumn("recorded_at", DateTime(timezone=True), nullable=False),
        TableColumn("recorded_by", Text, nullable=False),
        PrimaryKeyConstraint("city", key, "revision"),
    )


def rows_of(item: type[Item], name: str, *, owner: str) -> Table:
    """The entries of a list inside an entity, one row each, under the change that brought them.

    An entity's present entries are those of its own `change_id`; those of an earlier state are found the same way.
    """
    return Table(
        name,
        METADATA,
        TableColumn("city", Text, nullable=False),
        TableColumn("change_id", BigInteger, nullable=False),
        TableColumn("position", Integer, nullable=False),
        TableColumn(owner, Text, nullable=False),
        *_columns(item, owner),
        PrimaryKeyConstraint("city", "change_id", "position"),
    )


def identity() -> Identity:
    """An identity column that only the database fills."""
    return Identity(always=True)
