"""What stood at a place of the change sequence: of each record the latest revision numbered up to there.

Revisions once numbered never change, so the answer for a place is the same whenever it is asked.
"""

from __future__ import annotations

AT = """select distinct on ({keys}) c.* from changes c
  where {where} and c.seq <= {place} order by {keys}, c.revision desc"""
"""SQL of the latest revisions, deletions included; `keys` are the columns that a record is known by under `where`."""


def standing(columns: str, *, keys: str, where: str, place: str) -> str:
    """SQL of what stood there, under the name `c`; values are placeholders or literals of ours."""
    latest = AT.format(keys=keys, where=where, place=place)
    return f"select {columns} from ({latest}) c where c.op = 'upsert'"
