"""Codes of demo records: credit codes with right check characters (GB 32100, GB 11714) that no registry gives out."""

from __future__ import annotations

from typing import Final

from stdnum.cn import uscc

PREFIX: Final = "示例"
TAG: Final = "demo"
SOURCE: Final = "示例数据"

_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_STEP: Final = 7_368_787
"""Coprime to the number of codes, so that neighbours look unlike and none comes twice."""
_DIGITS: Final = 6


def credit_code(division_code: str, start: int, number: int) -> str:
    """The code of the n-th enterprise; organisation codes begin with DE, where registries write MA or digits."""
    place = (start + number * _STEP) % len(_ALPHABET) ** _DIGITS
    letters = ""
    for _ in range(_DIGITS):
        place, letter = divmod(place, len(_ALPHABET))
        letters = _ALPHABET[letter] + letters
    organisation = "DE" + letters
    body = f"91{division_code}{organisation}{_organisation_check(organisation)}"
    return body + uscc.calc_check_digit(body)


def _organisation_check(code: str) -> str:
    # GB 11714 values letters by the full alphabet, A = 10.
    check = 11 - sum(int(letter, 36) * weight for letter, weight in zip(code, _ORGANISATION, strict=True)) % 11
    return {10: "X", 11: "0"}.get(check, str(check))


def project_code(seed: int, number: int) -> str:
    """The code of the n-th project."""
    return f"DEMO-{seed}-{number:06}"
