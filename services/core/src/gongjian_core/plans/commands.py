"""`gongjian check`: do the installed cities keep the contract, and what do they declare?"""

from __future__ import annotations

import typer
from rich.console import Console
from rich.table import Table

from gongjian import ContractError, Declarations, clause_fates, installed
from gongjian.conformance import check_cities


def report(said: Declarations) -> dict[str, int]:
    """How much a city declares, by kind."""
    fates = clause_fates(said)
    readings = [item.readings for item in said.targets] + [item.readings for item in said.incentives]
    readings += [item.readings for item in said.duties]
    return {
        "clauses": len(fates),
        "figures": sum(len(fate.figures) for fate in fates),
        "waived": sum(len(fate.waived) for fate in fates),
        "targets": len(said.targets),
        "measured": sum(1 for target in said.targets if target.measure is not None),
        "incentives": len(said.incentives),
        "computable": sum(1 for incentive in said.incentives if incentive.computable),
        "phases": len(said.phases),
        "duties": len(said.duties),
        "tasks": len(said.tasks),
        "readings": sum(map(len, readings)),
    }


def check() -> None:
    """Check the installed cities against the contract; exit 1 when one breaks it."""
    console = Console(soft_wrap=True, highlight=False)
    try:
        cities = installed()
    except ContractError as error:
        console.print(str(error), style="red", markup=False)
        raise typer.Exit(1) from None
    if not cities:
        console.print("No city is installed; install a distribution such as gongjian-lincang.", markup=False)
        raise typer.Exit(1)
    table = Table("", *(f"{said.city.name} {said.city.key}\n{said.distribution} {said.version}" for said in cities))
    reports = [report(said) for said in cities]
    for kind in reports[0]:
        table.add_row(kind, *(str(counts[kind]) for counts in reports))
    console.print(table)
    problems = check_cities(cities)
    for problem in problems:
        console.print(str(problem), style="red", markup=False)
    verdict = f"{len(problems)} problems" if problems else "clean"
    console.print(f"{len(cities)} cities checked: {verdict}", markup=False)
    if problems:
        raise typer.Exit(1)
