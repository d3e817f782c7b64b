"""Periods on the wire: read by the contract, answered in their shortest form."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from gongjian.errors import ContractError
from gongjian.period import Period


def shortest_form(text: str) -> str:
    """`2024-01..12` becomes `2024`; ValueError when it is no period."""
    try:
        return str(Period.parse(text))
    except ContractError as error:
        raise ValueError("is no period: write 2024, 2024-H1, 2024-Q2, 2024-06, 2024-06-D2 or 2024-01..06") from error


PeriodText = Annotated[
    str,
    AfterValidator(shortest_form),
    Field(description="2024, 2024-H1, 2024-Q2, 2024-06, 2024-06-D2, 2024-01..06, 2022..2024", examples=["2024-Q2"]),
]
