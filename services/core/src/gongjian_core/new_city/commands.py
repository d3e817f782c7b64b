"""`gongjian new-city` and `gongjian clauses`: for whoever writes a city's plugin."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

import typer

from gongjian import ContractError, clause_table, installed

from .rules import NewCity, faults, with_table, written

_DAY = ["%Y-%m-%d"]


def templates() -> list[tuple[str, str]]:
    """The files of the skeleton: path and text."""
    return sorted(_files(files(__package__) / "skeleton", ""))


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, f"{path}{entry.name}/")
        else:
            yield f"{path}{entry.name}", entry.read_text("utf-8")


def refuse(*why: str) -> typer.Exit:
    """Say why, and end with 1."""
    for line in why:
        print(f"gongjian: {line}", file=sys.stderr)
    return typer.Exit(1)


def new_city(
    key: Annotated[str, typer.Argument(help="its key in pinyin, as in paths: linyi")],
    name: Annotated[str, typer.Option(help="its Chinese name: 临沂市")] = "",
    name_en: Annotated[str, typer.Option(help="its English name; the key with a capital if left out")] = "",
    division_code: Annotated[str, typer.Option(help="six digits of GB/T 2260")] = "",
    parent: Annotated[str | None, typer.Option(help="of a county: the key of its city")] = None,
    title: Annotated[str, typer.Option(help="the plan's title as the document gives it")] = "",
    first: Annotated[datetime | None, typer.Option("--from", formats=_DAY, help="first day of the plan")] = None,
    last: Annotated[datetime | None, typer.Option("--to", formats=_DAY, help="last day of the plan")] = None,
    into: Annotated[Path | None, typer.Option(help="folder to write; ./<key> if left out")] = None,
) -> None:
    """Write the skeleton of a city's plugin; plugins/README.md says how to go on."""
    year = datetime.now().astimezone().year
    begin = first.date() if first else datetime(year, 1, 1).date()  # noqa: DTZ001 - a day, not a moment
    city = NewCity(
        key=key,
        name=name,
        name_en=name_en or key.capitalize(),
        division_code=division_code,
        parent=parent,
        title=title,
        first=begin,
        last=last.date() if last else begin.replace(month=12, day=31),
    )
    if found := faults(city, {entry.name for entry in entry_points(group="gongjian")}):
        raise refuse(*found)
    folder = into or Path(key)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise refuse(f"{folder} is there already and not empty; give another folder with --into")
    for path, text in written(city, templates()).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        print(target)
    print(f"Next: give every clause in {folder}/src/gongjian_{key}/document.py, declare it, and run `gongjian check`.")


def clauses(
    city: Annotated[str, typer.Argument(help="key of an installed city")],
    into: Annotated[Path | None, typer.Option(help="a README: replace its clause table")] = None,
) -> None:
    """Print what became of each clause of a city's document, or put the table into its README."""
    try:
        said = next((item for item in installed() if item.city.key == city), None)
    except ContractError as error:
        raise refuse(str(error)) from None
    if said is None:
        raise refuse(f"no city {city} is installed")
    if into is None:
        print(clause_table(said))
        return
    text = with_table(into.read_text("utf-8"), clause_table(said)) if into.exists() else None
    if text is None:
        raise refuse(f"{into} has no lines <!-- clauses --> and <!-- /clauses -->; put them where the table belongs")
    into.write_text(text, "utf-8")
