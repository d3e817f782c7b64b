"""免申即享: who gets what without applying, who lacks just one fact, who is refused and why."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from gongjian.describe import value as spoken
from gongjian.facts import FACTS
from gongjian.tree import fact

from ..pages import Where
from ..vocabulary import Money
from ..web.formats import compact
from .entity import SubjectText
from .query import Standing
from .repository import awards_of

ENTITLED_OR_NEARLY = "((r.outcome = 'awarded' and r.amount > 0) or (r.outcome = 'unknown' and r.missing = 1))"
BY_STANDING = {
    "entitled": "r.outcome = 'awarded' and r.amount > 0",
    "lacks_one_fact": "r.outcome = 'unknown' and r.missing = 1",
}


class Entitlement(BaseModel):
    """One line of the list that an officer hands on."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    standing: Standing
    subject: SubjectText
    name: str
    payee: str | None
    payee_name: str | None
    incentive: str
    clause: str
    title: str
    amount: Money | None = Field(description="yuan to be paid; null unless entitled")
    missing: str | None = Field(description="key of the one fact that is missing")
    missing_title: str | None = Field(description="its Chinese name")
    why: str = Field(description="the amount in figures, what is missing, or the conditions that failed")
    award: str | None = Field(description="id of the award; null for a refusal")


def listed(city: str, settlement: str, where: Where, standing: str | None, incentive: str | None) -> None:
    """The conditions of the list over what was stored."""
    awards_of(city, settlement, where, incentive=incentive)
    where.clauses.append(BY_STANDING[standing] if standing is not None else ENTITLED_OR_NEARLY)


def entitlement_text(award: str, *, stored: bool = True) -> str:
    """A decision's text as a line of the list."""
    return compact(entitlement(json.loads(award), stored=stored))


def entitlement(said: dict[str, Any], *, stored: bool = True) -> dict[str, Any]:
    """A decision as a line of the list."""
    standing = {"awarded": "entitled", "unknown": "lacks_one_fact"}.get(said["outcome"], "refused")
    missing = said["missing"][0] if standing == "lacks_one_fact" and said["missing"] else None
    title = missing_title(missing) if missing else None
    return {
        "standing": standing,
        "subject": said["subject"],
        "name": said["name"],
        "payee": said["payee"],
        "payee_name": said["payee_name"],
        "incentive": said["incentive"],
        "clause": said["clause"],
        "title": said["title"],
        "amount": said["amount"] if standing == "entitled" else None,
        "missing": missing,
        "missing_title": title,
        "why": _why(said, standing, title),
        "award": said["id"] if stored else None,
    }


def _why(said: dict[str, Any], standing: str, title: str | None) -> str:
    if standing == "entitled":
        return str(said["calculation"])
    if standing == "lacks_one_fact":
        return f"只缺:{title}"
    failed = [reason for reason in said["reasons"] if reason["outcome"] == "fail"]
    return ";".join(f"{one['condition']}:应{one['wanted']},实为{one['found'] or '无'}" for one in failed)


def missing_title(key: str) -> str:
    """The Chinese name of a fact's key, with what narrows it."""
    name, _, narrowed = key.partition("[")
    if name not in FACTS:
        return key
    pairs = (pair.partition("=") for pair in narrowed.rstrip("]").split(",") if pair)
    return spoken(fact(name, **{argument: code for argument, _, code in pairs}))
