"""Conditions, values and amounts in the words of the document's readers (Chinese), for reasons and listings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_DOWN, Decimal
from functools import wraps
from typing import Final, TypeVar

from .codes import spoken, spoken_argument
from .expression import (
    All,
    Amount,
    Any,
    Bands,
    Before,
    Compare,
    Condition,
    During,
    Fact,
    GrowthOf,
    Has,
    Is,
    Lasting,
    Lump,
    Matches,
    Minus,
    Not,
    OneOf,
    Param,
    Past,
    Quotient,
    Test,
    UpTo,
    Value,
    Within,
)
from .facts import fact_kind
from .node import Node
from .period import Period
from .quantity import EXACT, shortest

ALL: Final = "全部满足"
ANY: Final = "满足其一"
BASE: Final = "有计算基数"
SIGNS: Final[dict[Test, str]] = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "eq": "="}
_NEGATED: Final = {"是": "否"}
_BASE_UNITS: Final = {"money": "元", "area": "亩", "energy": "吨标准煤", "mass": "吨"}
_SHOWN: Final = Decimal("0.000001")


N = TypeVar("N", bound=Node)


def _said_once(say: Callable[[N], str]) -> Callable[[N], str]:
    """What a node says stays with the node, which never changes: a settlement says it thousands of times."""
    kept = f"_{say.__name__}"

    @wraps(say)
    def said(node: N) -> str:
        found: str | None = node.__dict__.get(kept)
        if found is None:
            found = node.__dict__[kept] = say(node)
        return found

    return said


@_said_once
def value(node: Value) -> str:
    """Name a value: 工业总产值, 工业总产值同比增速, 5000万元."""
    if isinstance(node, Param):
        return str(node.quantity)
    if isinstance(node, Fact):
        title = fact_kind(node.name).title
        said = "、".join(spoken_argument(name, code) for name, code in node.arguments)
        return f"{title}({said})" if said else title
    if isinstance(node, GrowthOf):
        return f"{value(node.now)}同比增速"
    return f"{value(node.left)} {'−' if isinstance(node, Minus) else '÷'} {value(node.right)}"


def _is_ratio(node: Value) -> bool:
    if isinstance(node, Minus):
        return _is_ratio(node.left)
    return isinstance(node, GrowthOf) or (isinstance(node, Param) and node.quantity.dimension == "ratio")


def _base_unit(node: Value) -> str:
    if isinstance(node, Minus):
        return _base_unit(node.left)
    if isinstance(node, Quotient):
        return f"{_base_unit(node.left)}/{_base_unit(node.right)}"
    dimension = fact_kind(node.name).dimension if isinstance(node, Fact) else None
    return _BASE_UNITS.get(dimension or "", "")


def number(node: Value, found: Decimal | None) -> str | None:
    """Print a found figure: percent for rates, else the base unit. A quotient is cut to six decimals, with `≈` before
    it, and never rounded up to a bound that it misses."""
    if found is None:
        return None
    if _is_ratio(node):
        return f"{_cut(EXACT.multiply(found, Decimal(100)))}%"
    if isinstance(node, Quotient):
        return f"{_cut(found)}{_base_unit(node)}"
    return f"{shortest(found)}{_base_unit(node)}"


def _cut(exact: Decimal) -> str:
    shown = exact.quantize(_SHOWN, ROUND_DOWN, EXACT)
    return f"{'' if shown == exact else '≈'}{shortest(shown)}"


def wanted(test: Test, right: Value, found: Decimal | None, left: Value) -> str:
    """Print the demand of a comparison: `≥ 25%`, or `> 上年同期工业总产值 40000000元`."""
    if isinstance(right, Param):
        return f"{SIGNS[test]} {right.quantity}"
    shown = number(left, found)
    return f"{SIGNS[test]} {value(right)}" + (f" {shown}" if shown is not None else "")


def content(found: bool | str | Decimal | date | frozenset[str] | None, fact: Fact | None = None) -> str:
    """Print a found fact; codes of `fact` in Chinese."""
    if found is None:
        return "无"
    if isinstance(found, bool):
        return "是" if found else "否"
    if isinstance(found, date):
        return found.isoformat()
    if isinstance(found, Decimal):
        return shortest(found)
    if isinstance(found, frozenset):
        return "、".join(sorted(found)) or "无"
    return spoken(fact.name, found) if fact else found


def negated(text: str) -> str:
    """The demand of `not`: 是 becomes 否, others are prefixed."""
    return _NEGATED.get(text, f"不得:{text}")


def _grouped(node: Condition) -> str:
    text = condition(node)
    return f"({text})" if isinstance(node, (All, Any)) and len(node.of) > 1 else text


@_said_once
def condition(node: Condition) -> str:
    """One line that says the condition."""
    if isinstance(node, (All, Any)):
        return (" 且 " if isinstance(node, All) else " 或 ").join(_grouped(part) for part in node.of)
    if isinstance(node, Not):
        return f"非({condition(node.of)})"
    if isinstance(node, Compare):
        return f"{value(node.left)} {SIGNS[node.test]} {value(node.right)}"
    if isinstance(node, Bands):
        steps = ";".join(f"{band.lower.quantity}起 {SIGNS[node.test]}{band.demand.quantity}" for band in node.bands)
        return f"{value(node.value)}按{value(node.by)}分档({steps})"
    if isinstance(node, Within):
        return f"{value(node.later)}距{value(node.earlier)}{node.limit.quantity}以内"
    if isinstance(node, Lasting):
        return f"{value(node.since)}至今满{node.limit.quantity}"
    return f"{value(node.fact)} {simple_wanted(node, None)}"


def simple_wanted(
    node: Is | Matches | OneOf | Has | During | UpTo | Before | Past | Within | Lasting, period: Period | None
) -> str:
    """The demand of a single condition; `period` is named where the node has none of its own."""
    span = str(period) if period else "本期"
    if isinstance(node, Is):
        return "是"
    if isinstance(node, Matches):
        return "属 " + "、".join(node.prefixes)
    if isinstance(node, OneOf):
        return "为 " + "、".join(spoken(node.fact.name, value) for value in node.values)
    if isinstance(node, Has):
        return f"列入 {node.value}" + ("-年度" if node.yearly else "")
    if isinstance(node, During):
        return f"在 {node.period or span} 内"
    if isinstance(node, UpTo):
        return f"不晚于 {period.last if period else '期末'}"
    if isinstance(node, Past):
        return f"早于 {period.last if period else '期末'}"
    if isinstance(node, Before):
        return f"早于 {period.first if period else '期初'}"
    return f"{node.limit.quantity}以内" if isinstance(node, Within) else f"满{node.limit.quantity}"


@_said_once
def amount(node: Amount) -> str:
    """One line that says the amount."""
    if isinstance(node, Lump):
        return f"一次性 {node.amount.quantity}"
    capped = f",最高不超过 {node.cap.quantity}" if node.cap else ""
    base = f"({value(node.of)})" if isinstance(node.of, (Minus, Quotient)) else value(node.of)
    return f"{base} × {node.rate.quantity}{capped}"
