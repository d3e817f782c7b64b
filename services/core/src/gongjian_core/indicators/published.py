"""The published results that plugins carry, recorded as observations once, each with its source.

A figure whose key was ever recorded is left alone: whoever corrected or withdrew it had a reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from gongjian import Declarations, PublishedResult
from gongjian.quantity import shortest

from ..catalogue import InstalledCity
from ..database import Database
from ..errors import Fault
from . import repository
from .entity import Observation
from .rules import Figure, figures_of

ACTOR = "published results"


def observation_of(result: PublishedResult) -> Observation:
    """A published result as an observation of the whole city, or of the scope it names."""
    source = " ".join(filter(None, (result.source_title, result.source_url)))
    return Observation.model_validate(
        {
            "subject": "city",
            "scope": result.scope,
            "indicator": result.indicator,
            "period": str(result.period),
            "value": shortest(result.figure.value),
            "unit": result.figure.unit,
            "status": result.status,
            "source": source,
        }
    )


def figures(said: Declarations) -> tuple[list[Figure], list[Fault]]:
    """A city's published results as figures, and what is wrong with them."""
    return figures_of([observation_of(result) for result in said.published], InstalledCity(said))


async def load(database: Database, cities: Sequence[Declarations]) -> dict[str, tuple[int, int]]:
    """Record what was never recorded; answers (recorded, carried) for each city. All or nothing per city."""
    outcome = {}
    for said in cities:
        wanted, faults = figures(said)
        if faults:
            raise ValueError(f"{said.city.key}: published.csv {faults[0].pointer} {faults[0].detail}")
        key = said.city.key
        async with database.transaction((key,), actor=ACTOR, origin="published") as transaction:
            fresh = await repository.never_recorded(transaction, key, wanted)
            if fresh:
                await repository.put(transaction, key, fresh)
        outcome[key] = (len(fresh), len(wanted))
    return outcome
