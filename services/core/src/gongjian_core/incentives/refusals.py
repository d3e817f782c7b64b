"""Refusals, computed again from a settlement's inputs when somebody asks: why not?"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from ..errors import BadRequest
from ..pages import MALFORMED, opaque, read_opaque
from .entity import SUBJECTS, SubjectKind
from .judging import Judged
from .order import Order
from .run import Piece, Run


def narrowed(order: Order, incentive: str | None) -> Order:
    """The order for one incentive alone, if one is named."""
    if incentive is None:
        return order
    return replace(order, incentives=tuple(item for item in order.incentives if item.id == incentive))


async def of_subject(run: Run, kind: SubjectKind, key: str) -> list[Judged]:
    """What one subject was refused."""
    if kind not in run.benches:
        return []
    piece = await run.only(kind, [key])
    return list(_refused(run, piece))


def _refused(run: Run, piece: Piece) -> Iterator[Judged]:
    return run.benches[piece.kind].refusals(piece.subjects, piece.select, piece.approved)


async def page_of_refusals(run: Run, *, cursor: str | None, limit: int) -> tuple[list[Judged], str | None]:
    """A page of refusals by subject and incentive, and the cursor after it. Explains no more than the page holds."""
    kind, key, incentive = _read(cursor) if cursor is not None else (SUBJECTS[0], "", "")
    found: list[Judged] = []
    for asked in SUBJECTS[SUBJECTS.index(kind) :]:
        begin = key if asked == kind else ""
        async for piece in run.pieces(asked, after=begin, again=bool(begin)):
            items = _after(_refused(run, piece), begin, incentive)
            found += await asyncio.to_thread(list, islice(items, limit + 1 - len(found)))
            if len(found) > limit:
                found.pop()
                last = found[-1].verdict
                return found, _write(last.subject.kind, last.subject.key, last.item.id)
    return found, None


def _after(items: Iterator[Judged], key: str, incentive: str) -> Iterator[Judged]:
    """Leave out what the page before showed of its last subject."""
    waiting = bool(key)
    for item in items:
        if waiting and item.verdict.subject.key == key:
            waiting = item.verdict.item.id != incentive
            continue
        waiting = False
        yield item


def _write(kind: str, key: str, incentive: str) -> str:
    return opaque(f"{kind}|{key}|{incentive}")


def _read(cursor: str) -> tuple[SubjectKind, str, str]:
    try:
        kind, key, incentive = read_opaque(cursor).split("|")
        return SUBJECTS[SUBJECTS.index(kind)], key, incentive
    except ValueError:
        raise BadRequest(MALFORMED) from None
