"""Unified social credit codes by number, with right check characters."""

from stdnum.cn import uscc


def code(number: int) -> str:
    """Answer the number-th enterprise's code."""
    stem = f"91990100{number:09}"
    return stem + uscc.calc_check_digit(stem)
