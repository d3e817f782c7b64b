"""What counts in measures unless a clause says otherwise: the words that all plans share, as conditions and counts.

Industrial is GB/T 4754 B, C, D; manufacturing is C; the size of a project is its planned investment; each milestone
counts in the period in which it falls.
"""

from __future__ import annotations

from typing import Final

from .expression import Before, Compare, Condition, During, Is, Matches, Not, OneOf, Param, Past, UpTo
from .measure import Count, Difference, Growth, Sum, count, rows
from .tree import every, fact

INDUSTRIAL: Final = Matches(fact("industry_code"), ("B", "C", "D"))
MANUFACTURING: Final = Matches(fact("industry_code"), ("C",))
NATIONAL: Final = OneOf(fact("title_level"), ("national",))
PROVINCIAL: Final = OneOf(fact("title_level"), ("provincial", "national"))
"""省级以上: provincial or national."""
PROMOTED: Final = OneOf(fact("origin"), ("investment_promotion",))

RESERVED: Final = During(fact("reserved_on"))
SIGNED: Final = every(PROMOTED, During(fact("signed_on")))
STARTED: Final = During(fact("started_on"))
UPGRADED: Final = every(OneOf(fact("kind"), ("technical_upgrade",)), During(fact("started_on")))
COMPLETED: Final = During(fact("completed_on"))
COMMISSIONED: Final = During(fact("commissioned_on"))
UNDER_WAY: Final = every(UpTo(fact("started_on")), Not(Before(fact("completed_on"))))


def size_from(lower: Param) -> Compare:
    """Projects of that planned investment and more (以上, inclusive)."""
    return Compare(fact("planned_investment"), "ge", lower)


def size_below(upper: Param) -> Compare:
    """Projects below that planned investment: the upper end of a band whose bound belongs to the next band."""
    return Compare(fact("planned_investment"), "lt", upper)


def industries(*prefixes: str) -> Matches:
    """The industries of GB/T 4754-2017 with these prefixes, section letter included (`C153`)."""
    return Matches(fact("industry_code"), prefixes)


def chains(*ids: str) -> OneOf:
    """Those of the chains or sectors that the city declares."""
    return OneOf(fact("chain"), ids)


def entries(*conditions: Condition) -> Count:
    """New above-scale enterprises of the period (INDUSTRIAL unless the conditions narrow it)."""
    return count("entry", INDUSTRIAL, During(fact("above_scale_entered_on")), *conditions)


def net_increase(*conditions: Condition) -> Difference:
    """Above-scale entries less exits of the period."""
    return Difference(entries(*conditions), count("exit", INDUSTRIAL, During(fact("above_scale_left_on")), *conditions))


def titles(kind: str | tuple[str, ...], *conditions: Condition) -> Count:
    """Enterprises that were granted a title in the period, each once; of several kinds, once for each."""
    return count("title", _of_kind(kind), During(fact("granted_on")), *conditions)


def holders(kind: str | tuple[str, ...], *conditions: Condition) -> Count:
    """Enterprises whose title is valid on the day (有效期至 included), each once; of several kinds, once for each."""
    return count("title", _of_kind(kind), UpTo(fact("granted_on")), Not(Past(fact("expires_on"))), *conditions)


def _of_kind(kind: str | tuple[str, ...]) -> OneOf:
    return OneOf(fact("title_kind"), (kind,) if isinstance(kind, str) else kind)


def investment(*conditions: Condition) -> Sum:
    """Investment entered in statistics over the period, summed over the projects that meet the conditions."""
    return Sum(fact("completed_investment"), rows("project", *conditions))


def output_growth(*conditions: Condition) -> Growth:
    """Growth of the year-to-date gross output of the above-scale enterprises that meet the conditions."""
    return Growth(Sum(fact("gross_output"), rows("enterprise", Is(fact("above_scale")), *conditions)))
