"""Approving a draft, which moves the city's ledger, and recording that an award was paid, which does not."""

from __future__ import annotations

from datetime import UTC, date, datetime

from ..access.rules import Access
from ..database import Transaction
from ..errors import Conflict, Forbidden, Invalid, NotFound
from ..jobs.repository import without_limits
from . import ledger, repository
from .entity import ZERO, Settlement


async def approve(tx: Transaction, city: str, id: str, access: Access) -> None:
    """Approve a draft under the city's settlement lock, by somebody else than who ran it, if nothing moved since."""
    position = await ledger.locked_position(tx, city)
    row = await tx.fetchrow(
        "select document::text as document, state, author_key, recorded_by, ledger_position from settlements"
        " where city = $1 and id = $2 for update",
        city, id,
    )  # fmt: skip
    if row is None:
        raise missing(id)
    draft = Settlement.model_validate_json(row["document"])
    if row["state"] != "draft":
        raise Conflict(f"This settlement is {row['state']} already.", type="already-approved")
    if access.key_id == row["author_key"] or access.actor == draft.run_by:
        raise Forbidden("Whoever ran a settlement cannot approve it; another approver has to.", type="four-eyes")
    if row["ledger_position"] != position:
        raise Conflict(
            "Since this draft was computed, another settlement was approved, or other awards changed; "
            "delete it and run the settlement again.",
            type="stale-draft",
        )
    approved = draft.model_copy(
        update={"state": "approved", "approved_by": access.actor, "approved_at": datetime.now(UTC)}
    )
    await without_limits(tx)
    await _replace(tx, city, id, approved)
    await tx.execute("update awards set state = 'approved' where city = $1 and settlement = $2", city, id)


async def pay(tx: Transaction, city: str, id: str, paid_on: date, reference: str, today: date) -> None:
    """Record the payment of an approved award, once and whole."""
    await ledger.locked_position(tx, city)
    row = await tx.fetchrow(
        "select a.state, a.amount, a.settlement, s.last_day from awards a join settlements s on s.city = a.city"
        " and s.id = a.settlement where a.city = $1 and a.id = $2 for update of a",
        city, id,
    )  # fmt: skip
    if row is None:
        raise NotFound(f"There is no award {id[:64]} here.")
    if paid_on > today:
        raise Invalid.at("/paid_on", "lies in the future; record a payment when it was made")
    if paid_on <= row["last_day"]:
        raise Invalid.at("/paid_on", f"lies before the period was over, which ended on {row['last_day']}")
    if row["state"] == "draft":
        raise Conflict("This award is a draft; its settlement has to be approved first.", type="not-approved")
    if row["state"] == "paid":
        raise Conflict("This award was paid already.", type="already-paid")
    if row["amount"] is None or row["amount"] <= ZERO:
        raise Conflict("There is nothing to pay for this award.", type="nothing-to-pay")
    await repository.pay(tx, city, id, paid_on, reference)
    await _close_if_paid(tx, city, row["settlement"])


async def _close_if_paid(tx: Transaction, city: str, settlement: str) -> None:
    """A settlement is paid when the last of its awards is."""
    row = await tx.fetchrow(
        """select s.document::text as document from settlements s where s.city = $1 and s.id = $2
             and s.state = 'approved' and not exists (select from awards a where a.city = s.city
             and a.settlement = s.id and a.state = 'approved' and a.amount > 0) for update""",
        city, settlement,
    )  # fmt: skip
    if row is not None:
        approved = Settlement.model_validate_json(row["document"])
        await _replace(
            tx, city, settlement, approved.model_copy(update={"state": "paid", "paid_at": datetime.now(UTC)})
        )


async def _replace(tx: Transaction, city: str, id: str, settlement: Settlement) -> None:
    await tx.execute(
        "update settlements set document = $3::text::json where city = $1 and id = $2",
        city, id, settlement.document(),
    )  # fmt: skip


async def delete_draft(tx: Transaction, city: str, id: str) -> None:
    """Delete a draft with its awards; Conflict when it was approved."""
    row = await tx.fetchrow("select state from settlements where city = $1 and id = $2 for update", city, id)
    if row is None:
        raise missing(id)
    if row["state"] != "draft":
        raise Conflict(
            f"This settlement is {row['state']}; it stays. Correct it by running the period again.",
            type="already-approved",
        )
    await tx.execute("delete from settlements where city = $1 and id = $2", city, id)


def missing(id: str) -> NotFound:
    """There is no such settlement."""
    return NotFound(f"There is no settlement {id[:64]} here.")
