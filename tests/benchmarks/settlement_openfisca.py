# /// script
# requires-python = ">=3.11,<3.15"
# dependencies = ["openfisca-core[web-api]==46.0.1"]
# ///
# mypy: disable-error-code="import-not-found, import-untyped, misc, no-any-return, no-untyped-call"
"""Lincang's 三(一) for enterprises in OpenFisca-core, and its request path timed; `uv run --script` runs it apart.

Reads cases (facts by name) as JSON from stdin, answers seconds per case on the handlers behind POST /calculate, and
the amounts. Written the way OpenFisca asks for: one vectorised formula for each award.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from typing import Any

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from openfisca_web_api import handlers

YEAR = "2024"
Enterprise = build_entity(key="enterprise", plural="enterprises", label="Enterprise", is_person=True)
NUMBERS = ("gross_output", "gross_output_last_year", "digital_equipment_purchase")
FLAGS = ("lawful_operation", "tax_normal", "above_scale", "has_last_year")
TEXTS = ("industry_code", "above_scale_entry")
NEVER = date(1000, 1, 1)
DAYS = ("above_scale_entered_on", "previous_above_scale_entered_on", "commissioned_on")
TITLES = {
    "first-little-giant": (100_000, True),
    "first-srdi-sme": (50_000, True),
    "first-innovative-sme": (20_000, True),
    "clean-production-provincial": (100_000, False),
    "clean-production-city": (50_000, False),
    "digital-benchmark": (300_000, False),
    "integration-pilot": (150_000, False),
}


def _input(name: str, kind: type, default: Any) -> type[Variable]:
    return type(
        name, (Variable,),
        {"value_type": kind, "entity": Enterprise, "definition_period": DateUnit.YEAR, "label": name,
         "default_value": default},
    )  # fmt: skip


def _award(name: str, formula: Any) -> type[Variable]:
    return type(
        name, (Variable,),
        {"value_type": float, "entity": Enterprise, "definition_period": DateUnit.YEAR, "label": name,
         "formula": formula},
    )  # fmt: skip


def output_growth(enterprise: Any, period: Any) -> Any:
    """三(一)1."""
    now, before = enterprise("gross_output", period), enterprise("gross_output_last_year", period)
    growth = numpy.where(before > 0, (now - before) / numpy.where(before > 0, before, 1), -1)
    demand = numpy.select(
        [now >= 500_000_000, now >= 100_000_000, now >= 50_000_000, now >= 20_000_000], [0.10, 0.15, 0.20, 0.25], 1e9
    )
    held = _compliant(enterprise, period) * enterprise("above_scale", period) * _industry(enterprise, period, "BCD")
    return held * (growth >= demand) * (now - before) * 0.001


def new_above_scale(enterprise: Any, period: Any) -> Any:
    """三(一)2, for the entry."""
    entry = enterprise("above_scale_entry", period)
    held = _compliant(enterprise, period) * _industry(enterprise, period, "BCD") * _entered_anew(enterprise, period)
    return held * ((entry == "upgrade") + (entry == "new_build")) * 200_000


def new_build(enterprise: Any, period: Any) -> Any:
    """三(一)2, the further award."""
    held = _compliant(enterprise, period) * _industry(enterprise, period, "C") * _entered_anew(enterprise, period)
    held *= enterprise("above_scale_entry", period) == "new_build"
    held *= _in_2024(enterprise("commissioned_on", period))
    return held * (enterprise("gross_output", period) > 50_000_000) * 200_000


def backbone(enterprise: Any, period: Any) -> Any:
    """三(一)3."""
    now, before = enterprise("gross_output", period), enterprise("gross_output_last_year", period)
    held = _compliant(enterprise, period) * enterprise("above_scale", period) * _industry(enterprise, period, "C")
    return held * (now > 500_000_000) * (now > before) * enterprise("has_last_year", period) * 100_000


def equipment(enterprise: Any, period: Any) -> Any:
    """三(一)7, the subsidy."""
    now, before = enterprise("gross_output", period), enterprise("gross_output_last_year", period)
    bought = enterprise("digital_equipment_purchase", period)
    held = _compliant(enterprise, period) * _industry(enterprise, period, "C") * (now > before)
    return held * enterprise("has_last_year", period) * numpy.minimum(bought * 0.1, 500_000)


def _compliant(enterprise: Any, period: Any) -> Any:
    return enterprise("lawful_operation", period) * enterprise("tax_normal", period)


def _industry(enterprise: Any, period: Any, sections: str) -> Any:
    codes = enterprise("industry_code", period).astype(str)
    return numpy.logical_or.reduce([numpy.char.startswith(codes, section) for section in sections])


def _in_2024(days: Any) -> Any:
    return (days >= numpy.datetime64("2024-01-01")) * (days <= numpy.datetime64("2024-12-31"))


def _entered_anew(enterprise: Any, period: Any) -> Any:
    """Entered in 2024, and not within three years of an entry before."""
    entered = enterprise("above_scale_entered_on", period)
    before = enterprise("previous_above_scale_entered_on", period).astype("datetime64[M]")
    within = entered <= (before + 36).astype("datetime64[D]") + (
        enterprise("previous_above_scale_entered_on", period) - before.astype("datetime64[D]")
    )
    return _in_2024(entered) * ~within


def _title(name: str, amount: int, first: bool) -> Any:
    def formula(enterprise: Any, period: Any) -> Any:
        held = _compliant(enterprise, period) * _industry(enterprise, period, "BCD")
        held *= _in_2024(enterprise(f"{name}_granted_on", period))
        return held * (enterprise(f"{name}_first", period) if first else True) * amount

    return formula


AWARDS: dict[str, Any] = {
    "output-growth": output_growth,
    "new-above-scale": new_above_scale,
    "new-build-manufacturing": new_build,
    "backbone-output": backbone,
    "digital-equipment": equipment,
}


def system() -> TaxBenefitSystem:
    """The tax and benefit system."""
    made = TaxBenefitSystem([Enterprise])
    for name in NUMBERS:
        made.add_variable(_input(name, float, 0))
    for name in FLAGS:
        made.add_variable(_input(name, bool, False))
    for name in TEXTS:
        made.add_variable(_input(name, str, ""))
    for name in DAYS:
        made.add_variable(_input(name, date, NEVER))
    for name, (amount, first) in TITLES.items():
        plain = name.replace("-", "_")
        made.add_variable(_input(f"{plain}_granted_on", date, NEVER))
        made.add_variable(_input(f"{plain}_first", bool, False))
        AWARDS[name] = _title(plain, amount, first)
    for name, formula in AWARDS.items():
        made.add_variable(_award(name.replace("-", "_"), formula))
    return made


def asked(cases: list[dict[str, Any]]) -> dict[str, Any]:
    """The body of POST /calculate for some cases."""
    wanted = {name.replace("-", "_"): {YEAR: None} for name in AWARDS}
    return {
        "enterprises": {
            f"e{at}": {name: {YEAR: value} for name, value in case.items()} | wanted for at, case in enumerate(cases)
        }
    }


def main() -> None:
    """Time the request path: one enterprise a request, with a trace, and a hundred a request."""
    cases = json.load(sys.stdin)
    made = system()
    handlers.calculate(made, asked(cases[:1]))
    begin = time.process_time()
    singles = [handlers.calculate(made, asked([case])) for case in cases[:100]]
    single = (time.process_time() - begin) / len(singles)
    begin = time.process_time()
    for one in cases[:50]:
        handlers.trace(made, asked([one]))
    traced = (time.process_time() - begin) / len(cases[:50])
    begin = time.process_time()
    together = handlers.calculate(made, asked(cases[:100]))
    many = (time.process_time() - begin) / len(cases[:100])
    everything = handlers.calculate(made, asked(cases))
    amounts = [
        {name: everything["enterprises"][f"e{at}"][name.replace("-", "_")][YEAR] for name in AWARDS}
        for at in range(len(cases))
    ]
    print(
        json.dumps({"single": single, "traced": traced, "hundred": many, "checked": len(together), "amounts": amounts})
    )


if __name__ == "__main__":
    main()
