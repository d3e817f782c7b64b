"""The reasons of a decision as JSON texts, the same as `Incentive.assess` gives them. Pure.

Most conditions look at one fact that is no figure: whether taxes are paid, which industry it is. What is said of them
depends on what was found and is kept; only its source differs from subject to subject.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from json.encoder import encode_basestring

from gongjian import All, Any, Condition, FactValue, Finding, Incentive, Not, Period, check
from gongjian.evaluate import base_of
from gongjian.expression import Lump
from gongjian.facts import fact_kind
from gongjian.node import Plain
from gongjian.reader import FactContent
from gongjian.tree import facts_of, walk

ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_MOST = 10_000
_NOT_RECORDED = object()


def printed(finding: Finding) -> dict[str, Plain]:
    """A finding as it is answered."""
    return {
        "condition": finding.condition,
        "outcome": finding.outcome,
        "wanted": finding.wanted,
        "found": finding.found,
        "source": finding.source,
        "missing": list(finding.missing),
        "parts": [printed(part) for part in finding.parts],
    }


def conjuncts(condition: Condition) -> Iterator[Condition]:
    """The conditions that must all hold and are explained one by one, in the clause's order."""
    if isinstance(condition, All) and condition.of:
        for part in condition.of:
            yield from conjuncts(part)
    elif isinstance(condition, Not) and isinstance(condition.of, Any) and condition.of.of:
        for part in condition.of.of:
            yield from conjuncts(Not(part))
    else:
        yield condition


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a decision: its reasons, the facts that are missing, the figure that the amount is taken of."""

    reasons: list[str]
    missing: tuple[str, ...]
    base: str | None


class Reasons:
    """Says why, for one incentive over a period."""

    def __init__(self, incentive: Incentive, span: Period) -> None:
        self._amount = incentive.amount
        self._span = span
        self._asked = [(one, _one_fact(one)) for one in (conjuncts(incentive.when) if incentive.when else ())]
        self._kept: dict[tuple[int, object], tuple[str, str, tuple[str, ...]]] = {}

    def of(self, facts: Mapping[str, FactValue]) -> Said:
        """What is said of a subject's facts."""
        reasons: list[str] = []
        missing: list[str] = []
        for at, (condition, fact) in enumerate(self._asked):
            if fact is None:
                for finding in check(condition, facts, self._span).leaves:
                    reasons.append(ENCODE(printed(finding)))
                    missing += finding.missing
            else:
                given = facts.get(fact)
                head, tail, lacking = self._of_one(
                    at, condition, _NOT_RECORDED if given is None else given.value, facts
                )
                source = encode_basestring(given.source) if given is not None and given.source else "null"
                reasons.append(f"{head}{source}{tail}")
                missing += lacking
        base = None
        if self._amount is not None and not isinstance(self._amount, Lump):
            finding = base_of(self._amount, facts, self._span)
            base = finding.found
            if finding.outcome != "pass":
                reasons.append(ENCODE(printed(finding)))
                missing += finding.missing
        return Said(reasons, tuple(dict.fromkeys(missing)), base)

    def _of_one(
        self, at: int, condition: Condition, content: FactContent | object, facts: Mapping[str, FactValue]
    ) -> tuple[str, str, tuple[str, ...]]:
        kept = self._kept.get((at, content))
        if kept is None:
            said = printed(finding := check(condition, facts, self._span))
            before = {name: said[name] for name in ("condition", "outcome", "wanted", "found")}
            after = {name: said[name] for name in ("missing", "parts")}
            kept = f'{ENCODE(before)[:-1]},"source":', f",{ENCODE(after)[1:]}", finding.missing
            if len(self._kept) >= _MOST:
                self._kept.clear()
            self._kept[at, content] = kept
        return kept


def _one_fact(condition: Condition) -> str | None:
    """The key of the one fact that a single condition looks at, unless that is a figure; None of several conditions."""
    facts, several = facts_of(condition), any(isinstance(node, (All, Any)) for node in walk(condition))
    if several or len(facts) != 1 or fact_kind(facts[0].name).type == "decimal":
        return None
    return facts[0].key
