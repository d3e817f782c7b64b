"""Any condition that may be asked of rows of a kind, and the windows it is asked over."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from tests.core.attainment.generated import FIGURES

from gongjian import (
    SHARED,
    All,
    Band,
    Bands,
    Before,
    Compare,
    During,
    GrowthOf,
    Has,
    Is,
    Lasting,
    Matches,
    Minus,
    Not,
    OneOf,
    Param,
    Past,
    Period,
    UpTo,
    Within,
    fact,
)
from gongjian import (
    Any as Either,
)
from gongjian.expression import Condition
from gongjian.facts import FACTS
from gongjian_core.attainment.parameters import Window

INDICATORS = {item.key: item for item in SHARED}
WINDOWS = [
    Window(Period.parse("2024"), date(2024, 6, 30)),
    Window(Period.parse("2024-H1"), date(2024, 6, 29)),
    Window(Period.parse("2023"), date(2023, 12, 31)),
]
RECORDED = {
    "enterprise": ["gross_output", "revenue", "employees"],
    "project": ["completed_investment"],
}
ROW_KINDS = ("enterprise", "project", "entry", "exit", "title", "listing")
_UNRECORDED = {"suspended_on", "land_use_tax_arrears_since", "digital_equipment_purchase", "expires_on"}


def facts_of(rows: str, type: str) -> list[Any]:
    """The facts of that type that stand in such rows and are recorded here."""
    names = [
        name
        for name, kind in FACTS.items()
        if rows in kind.rows and kind.type == type and name not in _UNRECORDED and not kind.arguments
        and (kind.indicator is None or kind.indicator in RECORDED["project" if rows == "project" else "enterprise"])
        and name not in ("preliminary_on", "statistics_entered_on", "above_scale_on", "list_completed_on")
    ]  # fmt: skip
    if rows == "project":
        names = [name for name in names if name not in ("lawful_operation", "tax_normal")]
    found = [fact(name) for name in names]
    if rows == "enterprise" and type in ("date", "bool"):
        found.append(fact("certification_granted_on" if type == "date" else "certification_first", kind="little_giant"))
    return found


def _params() -> st.SearchStrategy[Param]:
    return st.sampled_from(FIGURES).map(lambda value: Param("limit", Decimal(value), "元"))


def conditions(rows: str) -> st.SearchStrategy[Condition]:
    """Any condition that may be asked of such rows."""
    figures, days = st.sampled_from(facts_of(rows, "decimal")), st.sampled_from(facts_of(rows, "date"))
    years = st.sampled_from([1, 2, 3]).map(lambda n: Param("years", Decimal(n), "年"))
    rates = st.sampled_from(["0", "0.25", "0.6", "1"]).map(lambda v: Param("rate", Decimal(v) * 100, "%"))
    growth = st.builds(GrowthOf, figures, figures)
    tests = st.sampled_from(["ge", "gt", "le", "lt", "eq"])
    leaves: list[st.SearchStrategy[Any]] = [
        st.builds(Compare, figures | st.builds(Minus, figures, figures), tests, _params() | figures),
        st.builds(Compare, growth, tests, rates | growth),
        st.builds(Matches, st.just(fact("industry_code")), st.sampled_from([("C",), ("B", "D"), ("C15", "F")])),
        st.builds(OneOf, st.just(fact("division_code")), st.sampled_from([("990102",), ("990121", "x")])),
        st.builds(Has, st.just(fact("lists")), st.just("leaders"), st.just(True)),
        st.builds(Has, st.sampled_from([fact("lists"), fact("tags")]), st.sampled_from(["remediation", "a"])),
        st.builds(During, days, st.none() | st.just(Period.parse("2023"))),
        st.builds(UpTo, days),
        st.builds(Before, days),
        st.builds(Past, days),
        st.builds(Within, days, days, years),
        st.builds(Lasting, days, years),
        st.builds(
            lambda by, value, test: Bands(by, value, test, (_band("20000000", "25"), _band("50000000", "0"))),
            figures, growth, tests,
        ),
    ]  # fmt: skip
    if flags := facts_of(rows, "bool"):
        leaves.append(st.builds(Is, st.sampled_from(flags)))
    return st.recursive(
        st.one_of(leaves),
        lambda inner: st.one_of(
            st.builds(Not, inner),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: Either(tuple(parts))),
        ),
        max_leaves=6,
    )


def _band(lower: str, demand: str) -> Band:
    return Band(Param(f"from {lower}", Decimal(lower), "元"), Param(f"demand {lower}", Decimal(demand), "%"))
