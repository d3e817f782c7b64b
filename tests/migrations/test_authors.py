"""Whoever changes a record is named by its revision, although another recorded it first."""

import asyncio

import asyncpg
from sqlalchemy import make_url

from gongjian_core import migrate

DOCUMENTS = [
    f'{{"title":"奖","level":"city","subject":"enterprise:X","incentive":"entry","year":2024,"amount":"{amount}.00"}}'
    for amount in (1, 2)
]


async def authors(url: str) -> list[tuple[int, str, str]]:
    """Two people write the same other award; answers who is named by history and change rows."""
    address = make_url(url)
    connection = await asyncpg.connect(
        host=str(address.query["host"]), user=address.username, password=address.password, database=address.database
    )
    try:
        await connection.execute("select set_config('gongjian.cities', 'aa', false)")
        for actor, document in zip(("key:李", "key:王"), DOCUMENTS, strict=True):
            await connection.execute("select set_config('gongjian.actor', $1, false)", actor)
            await connection.execute(
                "insert into other_awards (city, id, document) values ('aa', 'o1', $1)"
                " on conflict (city, id) do update set document = excluded.document",
                document,
            )
        rows = await connection.fetch(
            "select h.revision, h.recorded_by, c.recorded_by as told from other_awards_history h"
            " join changes c on c.city = h.city and c.id = h.change_id order by h.revision"
        )
        return [(row["revision"], row["recorded_by"], row["told"]) for row in rows]
    finally:
        await connection.close()


def test_the_second_author_of_an_other_award_is_named(empty: str) -> None:
    migrate.upgrade(empty)
    assert asyncio.run(authors(empty)) == [(1, "key:李", "key:李"), (2, "key:王", "key:王")]
