"""Fill a city with demo data, or take exactly that out again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..changelog import sequence
from ..database import Database
from ..enterprises.repository import REGISTER as ENTERPRISES
from ..errors import Conflict
from ..projects.repository import REGISTER as PROJECTS
from . import repository
from .choices import Choices
from .enterprises import EnterpriseTraits, enterprise_of
from .figures import figures
from .projects import ProjectTraits, project_of

ACTOR = "demo data"
Progress = Callable[[str, int], None]


@dataclass(frozen=True)
class Amounts:
    """How many records of each kind."""

    enterprises: int
    projects: int
    observations: int


async def load(
    database: Database, city: str, choices: Choices, wanted: Amounts, *, add: bool, progress: Progress
) -> Amounts:
    """Record demo data in one transaction; Conflict when the city has records and `add` is not set."""
    async with database.transaction((city,), actor=ACTOR, origin="demo") as tx:
        if not add and await repository.holds_records(tx, city):
            raise Conflict("this city has records already; --add adds demo data to them, --remove takes earlier out")
        enterprises = await repository.insert_documents(
            tx, ENTERPRISES, city, _enterprises(choices, wanted), lambda done: progress("enterprises", done)
        )
        projects = await repository.insert_documents(
            tx, PROJECTS, city, _projects(choices, wanted), lambda done: progress("projects", done)
        )
        observations = await repository.insert_figures(
            tx,
            city,
            figures(choices, wanted.enterprises, wanted.projects, wanted.observations),
            lambda done: progress("observations", done),
        )
    await _number_changes(database)
    return Amounts(enterprises, projects, observations)


async def remove(database: Database, city: str, *, progress: Progress) -> Amounts:
    """Delete the labelled projects and enterprises with their figures, in one transaction."""
    async with database.transaction((city,), actor=ACTOR, origin="demo") as tx:
        before = await repository.count_figures(tx, city)
        projects = await repository.remove(tx, PROJECTS, city, lambda done: progress("projects", done))
        enterprises = await repository.remove(tx, ENTERPRISES, city, lambda done: progress("enterprises", done))
        after = await repository.count_figures(tx, city)
    await _number_changes(database)
    return Amounts(enterprises, projects, before - after)


async def _number_changes(database: Database) -> None:
    """Number the changes now, so that the first question `as_of` does not wait for it."""
    async with database.gate() as gate:
        await sequence(gate)


def _enterprises(choices: Choices, wanted: Amounts) -> Iterator[tuple[str, str]]:
    for number in range(wanted.enterprises):
        traits = EnterpriseTraits(choices, number)
        yield traits.uscc, enterprise_of(traits).document()


def _projects(choices: Choices, wanted: Amounts) -> Iterator[tuple[str, str]]:
    for number in range(wanted.projects):
        traits = ProjectTraits(choices, number, wanted.enterprises)
        yield traits.code, project_of(traits).document()
