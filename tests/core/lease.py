"""Time that passes without the waiting."""

from gongjian_core.database import Database


async def pass_the_lease(owner_url: str) -> None:
    """Let so much time pass that a silent worker's job may be taken by another."""
    owner = Database(owner_url)
    async with owner.transaction(("aa",)) as tx:
        await tx.execute("update jobs set heartbeat_at = heartbeat_at - interval '16 seconds' where state = 'running'")
    await owner.close()
