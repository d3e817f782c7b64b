"""A recorded world, now and as it was, and what the pure evaluator says of it."""

import asyncio
import random
from collections import defaultdict
from decimal import Decimal
from typing import Any

from tests.core.attainment import generated, reference
from tests.core.attainment.asked import INDICATORS, RECORDED
from tests.core.attainment.generated import CITY, Document, Figures

from gongjian import (
    check,
)
from gongjian_core.attainment import repository
from gongjian_core.attainment.cells import Part
from gongjian_core.attainment.evidence import Listing, statement
from gongjian_core.attainment.tally import Asked
from gongjian_core.changelog import sequence
from gongjian_core.database import Database


class World:
    """Recorded documents and figures, and the database that holds them."""

    def __init__(self, runner: asyncio.Runner, database: Database, place: int | None) -> None:
        self.runner, self.database, self.place = runner, database, place
        chance = random.Random(20240630)  # noqa: S311
        self.enterprises = [generated.enterprise(chance, number) for number in range(60)]
        owners = [document["uscc"] for document in self.enterprises]
        self.projects = [generated.project(chance, number, owners) for number in range(60)]
        self.figures: dict[str, Figures] = {
            document.get("uscc") or document["code"]: generated.figures(chance, RECORDED[kind])
            for kind, documents in (("enterprise", self.enterprises), ("project", self.projects))
            for document in documents
        }

    async def write(self) -> None:
        """Record everything."""
        async with self.database.transaction((CITY,)) as tx:
            await generated.record(tx, self.enterprises, self.projects)
            for kind, documents in (("enterprise", self.enterprises), ("project", self.projects)):
                keys = [document.get("uscc") or document["code"] for document in documents]
                await generated.observe(tx, kind, {key: self.figures[key] for key in keys})

    async def counted(self, kind: Any, asked: list[Asked]) -> list[Any]:
        """What SQL answers."""
        async with self.database.transaction((CITY,)) as tx:
            parts = [Part("count", kind, item) for item in asked]
            answers = await repository.tallies(tx, CITY, parts, INDICATORS, self.place)
        return [answers[item] for item in asked]

    async def listed(self, kind: Any, asked: Asked) -> list[Any]:
        """The records behind one aggregate."""
        role: Any = "counted" if asked.first is None else "summed"
        which = None if asked.first is None else 0
        sql, values = statement([Listing(role, Part("count", kind, asked), which)], CITY, INDICATORS, self.place)
        async with self.database.transaction((CITY,)) as tx:
            return list(await tx.fetch(sql, *values))

    def expected(self, kind: str, asked: Asked) -> tuple[int, int, Decimal]:
        """What the pure evaluator answers: rows that pass, rows unknown, sum of the figure over those that pass."""
        documents: list[Document] = self.projects if kind == "project" else self.enterprises
        window = asked.window
        outcomes: dict[str, set[str]] = defaultdict(set)
        sums: dict[str, Decimal] = {}
        for row, (key, facts) in enumerate(reference.rows(kind, documents, self.figures, window.figures, window.day)):
            name = key if kind == "title" else str(row)
            outcomes[name].add(check(asked.where, facts, window.seen).outcome)
            value = facts.get(asked.first.key) if asked.first else None
            sums[name] = value.value if value and isinstance(value.value, Decimal) else Decimal(0)
        passed = [name for name, found in outcomes.items() if "pass" in found]
        unknown = sum("unknown" in found and "pass" not in found for found in outcomes.values())
        return len(passed), unknown, sum((sums[name] for name in passed), Decimal(0))


async def overwritten(world: World) -> int:
    """Change everything again; answers the place before that."""
    async with world.database.gate() as gate:
        await sequence(gate)
        place = await gate.fetchval("select last_seq from sequence_head")
    chance = random.Random(1)  # noqa: S311
    owners = [document["uscc"] for document in world.enterprises]
    async with world.database.transaction((CITY,)) as tx:
        await generated.record(
            tx,
            [generated.enterprise(chance, number) for number in range(60)],
            [generated.project(chance, number, owners) for number in range(40)],
        )
        await tx.execute("delete from projects where city = $1 and code >= 'P-4'", CITY)
        changed = {key: generated.figures(chance, RECORDED["enterprise"]) for key in owners}
        await generated.observe(tx, "enterprise", changed)
    return int(place)
