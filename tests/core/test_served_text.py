"""What PostgreSQL writes as JSON is what the models would write, for records of every shape."""

import json
import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar

import httpx
import pytest

from gongjian_core.enterprises.entity import Enterprise
from gongjian_core.enterprises.repository import REGISTER as ENTERPRISES
from gongjian_core.entity import Recorded
from gongjian_core.projects.entity import Milestones, Project
from gongjian_core.projects.repository import REGISTER as PROJECTS

pytestmark = pytest.mark.anyio
E = TypeVar("E", bound=Recorded)

TEXTS = ['"引号"', "反\\斜杠", "换\n行", "tab\t", "表情😀", "=1+1", "</script>", "\u2028", "é", "空 格", "{}", "'"]
KINDS = ("little_giant", "gazelle", "listed")


def day(chance: random.Random) -> date | None:
    """Some day, or none."""
    return None if chance.random() < 0.3 else date(2000, 1, 1) + timedelta(days=chance.randrange(12_000))


def text(chance: random.Random) -> str:
    """Some text with awkward letters."""
    return "x" + "".join(chance.choices(TEXTS, k=chance.randrange(1, 4))) + "x"


def enterprise(chance: random.Random) -> dict[str, Any]:
    """Fields of an enterprise."""
    return {
        "name": text(chance),
        "division_code": "990121",
        "industry_code": chance.choice(["C", "C15", "C1530"]),
        "land_mu": chance.choice([None, "0", "0.000001", "999999999999999999.999999", "1500.50"]),
        "established_on": day(chance),
        "tags": [text(chance) for _ in range(chance.randrange(3))],
        "above_scale": [{"from": "2020-01-01", "to": day(chance), "entry": "upgrade"}],
        "certifications": [
            {"kind": chance.choice(KINDS), "granted_on": "2020-01-01", "first": chance.random() < 0.5}
            for _ in range(chance.randrange(3))
        ],
        "compliance": [
            {"period": "2024-01..03", "tax_normal": chance.choice([None, True, False]), "note": text(chance)}
        ],
    }


def project(chance: random.Random) -> dict[str, Any]:
    """Fields of a project; its milestones lie in order."""
    reached = sorted(found for _ in Milestones.model_fields if (found := day(chance)) is not None)
    names = sorted(chance.sample(range(len(Milestones.model_fields)), len(reached)))
    fields = list(Milestones.model_fields)
    return {
        "name": text(chance),
        "division_code": "990121",
        "industry_code": "C15",
        "kind": "expansion",
        "planned_investment": chance.choice([None, "0", "0.01", "999999999999999999.99", "5000"]),
        "key_project": chance.random() < 0.5,
        "lists": [text(chance) for _ in range(chance.randrange(3))],
        "milestones": {fields[at]: found for at, found in zip(names, reached, strict=True)},
        "leader": chance.choice([None, text(chance)]),
    }


def made(entity: type[E], key: str, fields: dict[str, Any]) -> E:
    """A record under a key that need not be a real code."""
    return entity.model_validate(fields).model_copy(update={entity.key_field: key})


@pytest.mark.parametrize("seed", range(3))
async def test_every_record_reads_as_its_model_and_fills_its_columns(
    service: Any, editor: httpx.AsyncClient, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 -- the same records each time
    enterprises = {f"E{number:03}": made(Enterprise, f"E{number:03}", enterprise(chance)) for number in range(150)}
    projects = {f"P{number:03}": made(Project, f"P{number:03}", project(chance)) for number in range(150)}
    async with service.database.transaction(("aa",)) as transaction:
        await ENTERPRISES.put(transaction, "aa", [(key, one.document()) for key, one in enterprises.items()])
        await PROJECTS.put(transaction, "aa", [(key, one.document()) for key, one in projects.items()])
        rows = {
            "enterprises": await transaction.fetch("select * from enterprises order by uscc"),
            "projects": await transaction.fetch("select * from projects order by code"),
        }
    pairs: list[tuple[str, dict[str, Any]]] = [("enterprises", enterprises), ("projects", projects)]
    for path, said in pairs:
        items = (await editor.get(f"/cities/aa/{path}?limit=500")).json()["items"]
        assert len(items) == len(said)
        for item, row, (_, one) in zip(items, rows[path], said.items(), strict=True):
            added = one.server_fields()
            assert {name: value for name, value in item.items() if name not in added} == json.loads(one.document())
            assert list(item)[-len(added) :] == [name for name in item if name in added]
            assert row["name"] == one.name
            assert row["recorded_at"].isoformat().startswith(item["recorded_at"][:26])
    for row, enterprise_ in zip(rows["enterprises"], enterprises.values(), strict=True):
        assert (row["land_mu"], row["established_on"]) == (enterprise_.land_mu, enterprise_.established_on)
        assert row["is_above_scale"] == any(stay.to is None for stay in enterprise_.above_scale)
    for row, project_ in zip(rows["projects"], projects.values(), strict=True):
        assert row["planned_investment"] == project_.planned_investment
        assert isinstance(row["planned_investment"], Decimal | None)
        assert row["completed_on"] == project_.milestones.completed_on
