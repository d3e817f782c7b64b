"""The rows of a measure and their facts, in plain Python from the documents: what the SQL is held against."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.core.attainment.generated import MILESTONES, Document, Figures

from gongjian import FactValue, Period

Facts = dict[str, FactValue]
Row = tuple[str, Facts]
FLOWS = ("gross_output", "revenue")


def _seen(day: date | None, last: date) -> date | None:
    return day if day is not None and day <= last else None


def _latest(found: Figures, indicator: str, period: Period, day: date) -> tuple[Period, Decimal] | None:
    fit = [
        (span, value)
        for (name, span), value in found.items()
        if name == indicator and period.first <= span.last <= day
        and (indicator == "employees" or ((span.first.month, span.first.day) == (1, 1) and span.year == day.year))
    ]  # fmt: skip
    return max(fit, key=lambda item: (item[0].last, item[0].first), default=None)


def figure(found: Figures, indicator: str, period: Period, day: date, years_back: int = 0) -> Decimal | None:
    """The latest figure inside the period, or that of the same months earlier."""
    now = _latest(found, indicator, period, day)
    if now is None or years_back == 0:
        return now[1] if now else None
    back = now[0].years_back(years_back)
    for (name, span), value in found.items():
        if name == indicator and (span == back or (indicator == "employees" and span.last == back.last)):
            return value
    return None


def _facts(values: dict[str, Any]) -> Facts:
    return {name: FactValue(value) for name, value in values.items() if value is not None}


def _enterprise(document: Document, found: Figures, period: Period, day: date) -> dict[str, Any]:
    stays = sorted((s for s in document["above_scale"] if s["from"] <= day), key=lambda s: s["from"])
    stay = stays[-1] if stays else None
    values: dict[str, Any] = {name: document[name] for name in ("industry_code", "division_code", "park", "chain")}
    values["status"] = document["status"]
    values["established_on"] = _seen(document["established_on"], day)
    values["enterprise_commissioned_on"] = _seen(document["commissioned_on"], day)
    values["land_mu"] = None if document["land_mu"] is None else Decimal(document["land_mu"])
    values["above_scale"] = stay is not None and _seen(stay["to"], day) is None
    values["above_scale_entered_on"] = stay["from"] if stay else None
    values["above_scale_entry"] = stay["entry"] if stay else None
    values["above_scale_left_on"] = _seen(stay["to"], day) if stay else None
    values["previous_above_scale_entered_on"] = stays[-2]["from"] if len(stays) > 1 else None
    values["lists"] = frozenset(
        item["list"] for item in document["lists"] if item["from"] <= day and (item["to"] is None or item["to"] > day)
    )
    values["tags"] = frozenset(document["tags"])
    judged = {entry["period"]: entry for entry in document["compliance"]}
    entry = judged.get(str(period)) or judged.get(str(day.year))
    for name in ("lawful_operation", "tax_normal"):
        values[name] = entry[name] if entry else None
    for name in (*FLOWS, "employees"):
        values[name] = figure(found, name, period, day)
        values[f"{name}_last_year"] = figure(found, name, period, day, 1)
    return values


def _certification(document: Document, kind: str, day: date) -> dict[str, Any]:
    held = [
        (item["granted_on"], at, item)
        for at, item in enumerate(document["certifications"])
        if item["kind"] == kind and item["granted_on"] <= day
    ]
    latest = max(held, key=lambda item: item[:2])[2] if held else None
    years = [item["first"] for day_, _, item in held if latest and day_.year == latest["granted_on"].year]
    return {
        f"certification_granted_on[kind={kind}]": latest["granted_on"] if latest else None,
        f"certification_first[kind={kind}]": any(years) if latest else None,
    }


def rows(kind: str, documents: list[Document], figures: dict[str, Figures], period: Period, day: date) -> list[Row]:
    """Every row of one kind with its facts; a title's subject and kind make its identity."""
    made: list[Row] = []
    for document in documents:
        if kind == "project":
            made.append((document["code"], _facts(_project(document, figures[document["code"]], period, day))))
            continue
        base = _enterprise(document, figures[document["uscc"]], period, day)
        if kind == "enterprise":
            titles = _certification(document, "little_giant", day)
            made.append((document["uscc"], _facts(base | titles)))
        elif kind in ("entry", "exit"):
            for at, stay in enumerate(document["above_scale"]):
                if kind == "entry" or stay["to"] is not None:
                    own = {
                        "above_scale_entered_on": _seen(stay["from"], day),
                        "above_scale_left_on": _seen(stay["to"], day),
                        "above_scale_entry": stay["entry"],
                    }
                    made.append((f"{document['uscc']}/{at}", _facts(base | own)))
        elif kind == "title":
            for item in document["certifications"]:
                own = {
                    "title_kind": item["kind"],
                    "title_level": item["level"],
                    "granted_on": _seen(item["granted_on"], day),
                    "first": item["first"],
                }
                made.append((f"{document['uscc']}/{item['kind']}", _facts(base | own)))
        else:
            for at, item in enumerate(document["lists"]):
                own = {
                    "list": item["list"],
                    "listed_from": _seen(item["from"], day),
                    "listed_to": _seen(item["to"], day),
                }
                made.append((f"{document['uscc']}/{at}", _facts(base | own)))
    return made


def _project(document: Document, found: Figures, period: Period, day: date) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: document[name] for name in ("industry_code", "division_code", "kind", "origin", "key_project")
    }
    for name in ("planned_investment", "fixed_asset_investment"):
        values[name] = None if document[name] is None else Decimal(document[name])
    values["lists"] = frozenset(document["lists"])
    values["tags"] = frozenset(document["tags"])
    for name in MILESTONES:
        values[name] = _seen(document["milestones"][name], day)
    values["completed_investment"] = figure(found, "completed_investment", period, day)
    return values
