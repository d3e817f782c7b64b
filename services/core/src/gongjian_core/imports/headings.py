"""The columns that a table of records may have, derived from the entity's own class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from ..enterprises.entity import Enterprise
from ..entity import Item, Recorded
from ..indicators.entity import Observation
from ..projects.entity import Project
from . import labels
from .entity import Type

Form = Literal["text", "number", "day", "flag", "choice", "texts", "entries"]
ENTITIES: Mapping[Type, type[Recorded]] = {
    "enterprises": Enterprise,
    "projects": Project,
    "observations": Observation,
}
LABELS: Mapping[Type, Mapping[str, tuple[str, ...]]] = {
    "enterprises": labels.ENTERPRISES,
    "projects": labels.PROJECTS,
    "observations": labels.OBSERVATIONS,
}
KEYS: Mapping[Type, tuple[str, ...]] = {
    "enterprises": ("uscc",),
    "projects": ("code",),
    "observations": ("subject", "indicator", "period", "value", "unit"),
}
"""Columns without which a table says nothing."""


@dataclass(frozen=True)
class Heading:
    """A column: its name in our own CSV, what it is called in Chinese, and how its cells are read."""

    name: str
    labels: tuple[str, ...] = ()
    form: Form = "text"
    codes: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[Heading, ...] = ()
    needed: bool = False
    nullable: bool = False
    ignored: bool = False
    money: bool = False


@cache
def headings(type_: Type) -> tuple[Heading, ...]:
    """The columns of that type, in the entity's order; what the server adds is known and ignored."""
    version, names = labels.VERSION
    return (*_headings(ENTITIES[type_], type_, ""), Heading(version, names))


def _headings(model: type[Item], type_: Type, prefix: str) -> Iterator[Heading]:
    for name, info in model.model_fields.items():
        inner = info.annotation
        if isinstance(inner, type) and issubclass(inner, Item):
            yield from _headings(inner, type_, f"{prefix}{info.alias or name}.")
        else:
            yield _heading(f"{prefix}{info.alias or name}", info, type_, LABELS[type_])


def _heading(name: str, info: FieldInfo, type_: Type, known: Mapping[str, tuple[str, ...]]) -> Heading:
    plain, nullable = _bare(info.annotation)
    form, parts = _form(plain, type_)
    codes = labels.CODES.get((type_, name.rpartition(".")[2]), {})
    ignored = isinstance(info.json_schema_extra, dict) and info.json_schema_extra.get("readOnly") is True
    key = name in KEYS[type_]
    return Heading(
        name=name,
        labels=known.get(name, ()),
        form=form,
        codes=codes,
        parts=parts,
        needed=key or info.is_required(),
        nullable=nullable and info.is_required(),
        ignored=ignored,
        money=name.endswith("_investment"),
    )


def _form(plain: Any, type_: Type) -> tuple[Form, tuple[Heading, ...]]:
    if get_origin(plain) is list:
        item, _ = _bare(get_args(plain)[0])
        if isinstance(item, type) and issubclass(item, Item):
            return "entries", tuple(
                _heading(info.alias or name, info, type_, {}) for name, info in item.model_fields.items()
            )
        return "texts", ()
    if get_origin(plain) is Literal:
        return "choice", ()
    forms: dict[Any, Form] = {bool: "flag", Decimal: "number", date: "day"}
    return forms.get(plain, "text"), ()


def _bare(annotation: Any) -> tuple[Any, bool]:
    """The type without `Annotated` and without `None`, and whether it may be None."""
    if get_origin(annotation) is Annotated:
        return _bare(annotation.__origin__)
    if get_origin(annotation) in (Union, UnionType):
        arms = [arm for arm in get_args(annotation) if arm is not NoneType]
        return _bare(arms[0])[0], len(arms) < len(get_args(annotation))
    return annotation, False
