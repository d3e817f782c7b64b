"""The key that receivers' secrets are encrypted with: who still needs an old one, and how nobody does any more."""

from __future__ import annotations

import asyncio
from typing import Literal

from ..database import Database
from ..errors import Unavailable
from ..sync.subscriptions import repository
from ..sync.subscriptions.secrets import Safe


async def reseal(url: str, safe: Safe) -> int:
    """Encrypt every secret with the first key, all or none of them; answer how many subscriptions changed."""
    database = Database(url, pool_size=1)
    changed = 0
    try:
        async with database.gate() as gate:
            for id, stored in await repository.sealed(gate):
                if (fresh := safe.resealed(stored)) is not None:
                    await repository.rotate(gate, id, fresh)
                    changed += 1
    finally:
        await database.close()
    return changed


def resealed(url: str, keys: str) -> int:
    """As `reseal`, for a command. Unavailable when no key opens one of them."""
    return asyncio.run(reseal(url, Safe(keys)))


async def standing(database: Database, keys: str) -> tuple[Literal["ok", "note", "wrong"], str]:
    """How the stored secrets stand to the keys."""
    safe = Safe(keys)
    old = lost = 0
    async with database.gate() as gate:
        stored = await repository.sealed(gate)
    for _, secrets in stored:
        try:
            old += safe.resealed(secrets) is not None
        except Unavailable:
            lost += 1
    if lost:
        return "wrong", (
            f"no key of GONGJIAN_SECRETS_KEY opens those of {lost} of {len(stored)} subscriptions: nothing is "
            "delivered to them; add the old key after a comma, or let these receivers subscribe anew"
        )
    if old:
        return "note", f"{old} of {len(stored)} subscriptions need the old key: `gongjian reseal`, then leave it out"
    return "ok", f"the first key opens those of all {len(stored)} subscriptions"
