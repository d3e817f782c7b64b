"""Every clause says what became of it, and every printed figure is declared or waived with a reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from ..declarations import Declarations, Declared
from ..incentive import Fund, Incentive
from ..node import Node
from ..plan import Clause, Plan
from ..quantity import plain
from ..schedule import Duty
from ..target import Target
from ..tree import parameters
from .problem import Problem

_DIGITS: Final = {"一": "1", "两": "2", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "十": "10"}
_ROUND: Final = {"亿元": "1亿元", "百亿元": "100亿元", "千亿元": "1000亿元", "万亿元": "1万亿元"}
_YEARS: Final = re.compile("([一二两三四五六十])年")
_YI: Final = re.compile(r"(?<=\d)亿$", re.ASCII)
_RANGE: Final = re.compile(r"(\d[\d.]*)([^\d.—–~至-]*)[—–~至-](\d[\d.]*)([^\d.—–~至-]+)", re.ASCII)


def normal(figure: str) -> str:
    """A figure in one writing: 三年 is 3年, 亿元 (以上) 1亿元, 百亿元 100亿元, 50亿 (级) 50亿元, 3万元/亩 3万元."""
    text = _YEARS.sub(lambda match: f"{_DIGITS[match[1]]}年", figure.replace(" ", ""))
    text = _YI.sub("亿元", text.removesuffix("/亩"))
    return _ROUND.get(text, text)


def spread(figure: str) -> tuple[str, ...]:
    """The ends of a printed range in one writing: 1-2家 is 1家 and 2家, 2000万元—5000万元 its two bounds."""
    text = normal(figure)
    ends = _RANGE.fullmatch(text)
    return (f"{ends[1]}{ends[2] or ends[4]}", f"{ends[3]}{ends[4]}") if ends else (text,)


def printed_figures(item: Declared) -> tuple[str, ...]:
    """The figures that a declaration states, as the document prints them."""
    if isinstance(item, Target):
        baseline = item.baseline
        before = (f"{plain(baseline.value)}{item.unit}",) if baseline and baseline.value is not None else ()
        return (*item.printed, *(figure for figure in before if figure not in item.printed), *_named(item.measure))
    if isinstance(item, Incentive):
        return _named(item.when, item.amount)
    if isinstance(item, Fund):
        return (f"{plain(item.budget)}{item.unit}",)
    return item.printed if isinstance(item, Duty) else ()


def _named(*trees: Node | None) -> tuple[str, ...]:
    """The figures in conditions, amounts and measures; zero ("some at all") is no figure of a document."""
    return tuple(str(parameter.quantity) for parameter in parameters(*trees) if parameter.value)


def problems(said: Declarations) -> Iterator[Problem]:
    """Clauses without a fate, figures without a declaration, declarations without a printed figure."""
    for plan in said.plans:
        if not plan.title.strip():
            yield Problem(said.city.key, "—", f"plan {plan.id} has no title", "give the document's title")
        if not plan.clauses:
            yield Problem(said.city.key, "—", f"plan {plan.id} has no clauses", "give every clause of the document")
        items = [item for _, item in said.declared() if item.plan == plan.id]
        yield from _addresses(said.city.key, plan, items)
        for clause in plan.clauses:
            yield from _figures(said.city.key, clause, [item for item in items if item.clause == clause.address])


def _addresses(city: str, plan: Plan, items: list[Declared]) -> Iterator[Problem]:
    known = Counter(clause.address for clause in plan.clauses)
    for address, times in known.items():
        if times > 1:
            yield Problem(city, address, f"stands {times} times in {plan.id}", "give each clause one entry")
    for item in items:
        if item.clause not in known:
            yield Problem(city, item.clause, f"{item.id} stands at a clause that {plan.id} has not", "add the clause")


def _figures(city: str, clause: Clause, items: list[Declared]) -> Iterator[Problem]:
    if not items and clause.not_declared is None:
        yield Problem(city, clause.address, "declares nothing", "declare it or say why not (not_declared=…)")
    if items and clause.not_declared is not None:
        yield Problem(city, clause.address, "is declared and also has not_declared", "remove not_declared")
    if clause.not_declared is not None and not clause.not_declared.strip():
        yield Problem(city, clause.address, "is not declared for no reason", "say why (not_declared=…)")
    if unexplained := [waiver.figure for waiver in clause.waived if not waiver.reason.strip()]:
        yield Problem(city, clause.address, f"waives {', '.join(unexplained)} for no reason", "say why")
    wanted = Counter(end for figure in clause.figures for end in spread(figure))
    waived = Counter(end for waiver in clause.waived for end in spread(waiver.figure))
    stated = Counter(normal(figure) for item in items for figure in set(printed_figures(item)))
    for figure, times in (waived - wanted).items():
        yield Problem(
            city, clause.address, f"waives {figure}, {times} more than it prints", "correct figures or waived"
        )
    if clause.not_declared is None:
        for figure, times in (wanted - waived - stated).items():
            yield Problem(
                city,
                clause.address,
                f"prints {figure}, undeclared {times} time(s)",
                "declare it or waive it with a reason",
            )
    for figure in stated.keys() - wanted.keys():
        owners = ", ".join(item.id for item in items if figure in map(normal, printed_figures(item)))
        yield Problem(
            city,
            clause.address,
            f"{owners} states {figure}, which the clause does not print",
            "correct one of them",
        )
