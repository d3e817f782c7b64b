"""Random records with values on and around the boundaries that conditions ask about, and how to record them."""

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.credit_codes import code

from gongjian import Period
from gongjian_core.database import Transaction
from gongjian_core.enterprises.entity import Enterprise
from gongjian_core.projects.entity import Project

CITY = "aa"
DAYS = [date(2022, 12, 31), date(2023, 6, 30), date(2024, 1, 1), date(2024, 2, 29), date(2024, 6, 30), date(2024, 7, 1)]
FIGURES = ["0", "20000000", "49999999.99", "50000000", "50000000.01", "62500000", "100000000"]
INDUSTRIES = ["A01", "B06", "C", "C15", "C1530", "D44", "F51"]
LISTS = ["leaders-2024", "leaders-2023", "remediation"]
KINDS = ["little_giant", "srdi_sme", "clean_production"]
MILESTONES = ["reserved_on", "signed_on", "started_on", "completed_on", "commissioned_on"]
YTD = [Period.parse(text) for text in ("2024-01..05", "2024-H1", "2023-01..05", "2023-H1", "2023", "2022")]
STOCKS = [Period.parse(text) for text in ("2024-05", "2024-06", "2023-06", "2023-12")]

Document = dict[str, Any]
Figures = dict[tuple[str, Period], Decimal]


def _maybe(chance: random.Random, options: list[Any], share: float = 0.7) -> Any:
    return chance.choice(options) if chance.random() < share else None


def _rising(chance: random.Random, number: int) -> list[date | None]:
    days = sorted(chance.choice(DAYS) for _ in range(number))
    return [day if chance.random() < 0.6 else None for day in days]


def enterprise(chance: random.Random, number: int) -> Document:
    """One enterprise as a document."""
    stays, at = [], date(2019, 1, 1)
    for _ in range(chance.randrange(3)):
        begin = at + timedelta(days=chance.choice([30, 365, 730, 1096]))
        end = _maybe(chance, [begin + timedelta(days=200), date(2024, 6, 30), date(2024, 7, 1)], 0.5)
        if begin > date(2024, 7, 1) or (end and end < begin):
            break
        stays.append({"from": begin, "to": end, "entry": chance.choice(["upgrade", "new_build"])})
        if end is None:
            break
        at = end
    chance.shuffle(stays)
    return {
        "uscc": code(number),
        "name": f"企业{number}",
        "division_code": chance.choice(["990102", "990121"]),
        "park": _maybe(chance, ["east-zone"], 0.4),
        "industry_code": chance.choice(INDUSTRIES),
        "status": chance.choice(["operating", "suspended"]),
        "suspended_on": None,
        "established_on": _maybe(chance, DAYS),
        "commissioned_on": _maybe(chance, DAYS),
        "land_mu": _maybe(chance, ["0", "10", "12.5"]),
        "chain": _maybe(chance, ["tea"], 0.4),
        "above_scale": stays,
        "certifications": [
            {"kind": chance.choice(KINDS), "level": _maybe(chance, ["provincial", "city"]),
             "granted_on": chance.choice(DAYS), "first": chance.random() < 0.5}
            for _ in range(chance.randrange(4))
        ],
        "compliance": [
            {"period": period, "lawful_operation": _maybe(chance, [True, False]),
             "tax_normal": _maybe(chance, [True, False])}
            for period in ("2024", "2024-H1", "2023") if chance.random() < 0.5
        ],
        "lists": [
            {"list": name, "from": begin, "to": _maybe(chance, [d for d in DAYS if d >= begin], 0.4)}
            for name in LISTS if chance.random() < 0.4 for begin in [chance.choice(DAYS)]
        ],
        "tags": [tag for tag in ("a", "b") if chance.random() < 0.3],
    }  # fmt: skip


def project(chance: random.Random, number: int, owners: list[str]) -> Document:
    """One project as a document."""
    return {
        "code": f"P-{number}",
        "name": f"项目{number}",
        "enterprise": _maybe(chance, owners, 0.5),
        "division_code": chance.choice(["990102", "990121"]),
        "industry_code": chance.choice(INDUSTRIES),
        "kind": chance.choice(["new_build", "technical_upgrade"]),
        "origin": chance.choice(["investment_promotion", "local"]),
        "planned_investment": _maybe(chance, FIGURES),
        "fixed_asset_investment": _maybe(chance, FIGURES),
        "key_project": chance.random() < 0.5,
        "lists": [name for name in LISTS if chance.random() < 0.4],
        "milestones": dict(zip(MILESTONES, _rising(chance, len(MILESTONES)), strict=True)),
        "tags": [tag for tag in ("a", "b") if chance.random() < 0.3],
    }


def figures(chance: random.Random, indicators: list[str]) -> Figures:
    """Observations of one subject."""
    return {
        (indicator, period): Decimal(chance.choice(FIGURES))
        for indicator in indicators
        for period in (STOCKS if indicator == "employees" else YTD)
        if chance.random() < 0.6
    }


async def record(tx: Transaction, enterprises: list[Document], projects: list[Document]) -> None:
    """Record documents, as the service does: the database derives everything else from them."""
    for model, table, key, documents in (
        (Enterprise, "enterprises", "uscc", enterprises),
        (Project, "projects", "code", projects),
    ):
        texts = [model.model_validate(document).document() for document in documents]
        await tx.execute(
            f"insert into {table} (city, {key}, document) select $1, k, d::json from unnest($2::text[], $3::text[])"
            f" as given(k, d) on conflict (city, {key}) do update set document = excluded.document",
            CITY, [document[key] for document in documents], texts,
        )  # fmt: skip


async def observe(tx: Transaction, subject_kind: str, found: dict[str, Figures]) -> None:
    """Record observations in base units, of the whole subject."""
    rows = [
        (subject_kind, key, "", name, period.first, period.last, str(period), value, value, "元", "final")
        for key, figures_of in found.items()
        for (name, period), value in figures_of.items()
    ]
    await tx.execute(
        """insert into observations (city, subject_kind, subject_key, scope, indicator, period_from, period_to, period,
             value, base, unit, status)
           select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::date[], $8::text[],
             $9::numeric[], $10::numeric[], $11::text[], $12::text[])
           on conflict (city, subject_kind, subject_key, indicator, scope, period_from, period_to)
           do update set value = excluded.value, base = excluded.base""",
        CITY, *(list(column) for column in zip(*rows, strict=True)),
    )  # fmt: skip
