"""Approving, paying and correcting: four eyes, no stale drafts, approved figures that never change."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import asyncpg
import pytest
from tests.core.incentives.conftest import AT, Bureau

pytestmark = pytest.mark.anyio


async def grown(bureau: Bureau, number: int = 1) -> str:
    """An enterprise that is due 10,000 yuan in the first quarter."""
    uscc = await bureau.enterprise(number)
    await bureau.output(uscc, y2023_Q1="20000000", y2024_Q1="30000000")
    return uscc


async def problem(answer: Any, status: int, type: str) -> None:
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:gongjian:problem:{type}"), answer.text


async def test_whoever_ran_a_settlement_cannot_approve_it(bureau: Bureau) -> None:
    admin = await bureau.service.caller("admin", "aa", "赵")
    run = (await admin.post(f"{AT}/settlements", json={"period": "2024-Q1"})).json()
    path = f"{AT}/settlements/{run['id']}"
    await problem(await admin.post(f"{path}/approve"), 403, "four-eyes")
    namesake = await bureau.service.caller("approver", "aa", "赵")
    await problem(await namesake.post(f"{path}/approve"), 403, "four-eyes")
    assert (await admin.get(path)).json()["state"] == "draft"
    approved = await bureau.approve(run)
    assert (approved["state"], approved["run_by"], approved["approved_by"]) == ("approved", "key:赵", "key:王")
    history = (await admin.get(f"{path}/history")).json()["items"]
    assert [one["recorded_by"] for one in history] == ["key:赵", "key:王"]


async def test_a_draft_is_stale_when_the_ledger_moved(bureau: Bureau) -> None:
    uscc = await grown(bureau)
    stale = await bureau.settle("2024-Q1")
    other = {
        "title": "市级技改", "level": "city", "subject": f"enterprise:{uscc}", "incentive": "growth", "year": 2024,
        "amount": "100.00",
    }  # fmt: skip
    assert (await bureau.editor.put(f"{AT}/other-awards/o1", json=other)).status_code == 201
    path = f"{AT}/settlements/{stale['id']}"
    await problem(await bureau.approver.post(f"{path}/approve"), 409, "stale-draft")
    kept = (await bureau.editor.get(path)).json()
    assert {**kept, "fund": None, "funds": []} == {**stale, "fund": None, "funds": []}
    fresh, rival = await bureau.settle("2024-Q1"), await bureau.settle("2024-Q1")
    assert (await bureau.approve(fresh))["totals"]["amount"] == "9900.00"
    await problem(await bureau.approver.post(f"{AT}/settlements/{rival['id']}/approve"), 409, "stale-draft")


async def test_a_payment_leaves_drafts_as_good_as_they_were(bureau: Bureau) -> None:
    await grown(bureau)
    approved = await bureau.settled("2024-Q1")
    draft = await bureau.settle("2024-Q2")
    award = next(award for award in await bureau.awards(approved) if award["outcome"] == "awarded")
    paid = {"paid_on": "2024-05-06", "reference": "兑付1号"}
    assert (await bureau.approver.post(f"{AT}/awards/{award['id']}/pay", json=paid)).status_code == 200
    assert (await bureau.approve(draft))["state"] == "approved"


async def test_two_approvals_at_once_approve_one(bureau: Bureau) -> None:
    await grown(bureau)
    drafts = [await bureau.settle("2024-Q1") for _ in range(3)]
    answers = await asyncio.gather(
        *(bureau.approver.post(f"{AT}/settlements/{draft['id']}/approve") for draft in drafts)
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]


async def test_what_is_approved_is_neither_approved_again_nor_deleted(bureau: Bureau) -> None:
    approved = await bureau.settled("2024-Q1")
    path = f"{AT}/settlements/{approved['id']}"
    await problem(await bureau.approver.post(f"{path}/approve"), 409, "already-approved")
    await problem(await bureau.editor.delete(path), 409, "already-approved")


async def test_the_database_itself_keeps_approved_figures(bureau: Bureau) -> None:
    await grown(bureau)
    await bureau.settled("2024-Q1")
    for statement in (
        "update awards set state = 'draft'",
        "update settlements set document = replace(document::text, '10000.00', '10001.00')::json",
        "update settlements set document = replace(document::text, '\"approved\"', '\"draft\"')::json",
        "delete from settlements",
    ):
        with pytest.raises(asyncpg.RaiseError):
            async with bureau.service.database.transaction(("aa",)) as tx:
                await tx.execute(statement)
    for statement in ("update awards set amount = 1", "delete from awards", "delete from payments"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with bureau.service.database.transaction(("aa",)) as tx:
                await tx.execute(statement)


async def test_an_award_is_paid_once_and_whole(bureau: Bureau) -> None:
    await grown(bureau, 1)
    await grown(bureau, 2)
    draft = await bureau.settle("2024-Q1")
    one, two = await bureau.awards(draft)
    body = {"paid_on": "2024-05-01", "reference": "凭证1"}
    await problem(await bureau.approver.post(f"{AT}/awards/{one['id']}/pay", json=body), 409, "not-approved")
    await bureau.approve(draft)
    assert (await bureau.editor.post(f"{AT}/awards/{one['id']}/pay", json=body)).status_code == 403
    late = await bureau.approver.post(f"{AT}/awards/{one['id']}/pay", json={**body, "paid_on": "2999-01-01"})
    assert (late.status_code, late.json()["errors"][0]["pointer"]) == (422, "/paid_on")
    early = await bureau.approver.post(f"{AT}/awards/{one['id']}/pay", json={**body, "paid_on": "2024-03-31"})
    assert (early.status_code, early.json()["errors"][0]["pointer"]) == (422, "/paid_on")
    stale = {"If-Match": '"99"'}
    path = f"{AT}/awards/{one['id']}/pay"
    assert (await bureau.approver.post(path, json=body, headers=stale)).status_code == 412
    approved_at = datetime.now(UTC).isoformat()
    paid = await bureau.approver.post(f"{AT}/awards/{one['id']}/pay", json=body)
    assert (paid.json()["revision"], paid.json()["recorded_by"]) == (2, "key:王")
    then = await bureau.editor.get(f"{AT}/awards/{one['id']}", params={"as_of": approved_at})
    assert (then.json()["state"], then.json()["payment"], then.json()["revision"]) == ("approved", None, 1)
    path = f"{AT}/settlements/{draft['id']}/awards"
    listed = (await bureau.editor.get(path, params={"as_of": approved_at})).json()["items"]
    assert [(it["state"], it["amount"]) for it in listed] == [("approved", "10000.00")] * 2
    assert (paid.json()["state"], paid.json()["payment"]) == ("paid", body)
    await problem(await bureau.approver.post(f"{AT}/awards/{one['id']}/pay", json=body), 409, "already-paid")
    settlement = (await bureau.editor.get(f"{AT}/settlements/{draft['id']}")).json()
    assert (settlement["state"], settlement["fund"]["committed"], settlement["fund"]["paid"]) == (
        "approved", "20000.00", "10000.00",
    )  # fmt: skip
    await bureau.approver.post(f"{AT}/awards/{two['id']}/pay", json=body)
    settlement = (await bureau.editor.get(f"{AT}/settlements/{draft['id']}")).json()
    assert settlement["state"] == "paid"
    assert (await bureau.approver.post(f"{AT}/awards/nothing/pay", json=body)).status_code == 404


async def test_a_payment_is_recorded_once_per_idempotency_key(bureau: Bureau) -> None:
    await grown(bureau)
    draft = await bureau.settle("2024-Q1")
    (award,) = await bureau.awards(draft)
    await bureau.approve(draft)
    path, headers = f"{AT}/awards/{award['id']}/pay", {"Idempotency-Key": "k"}
    body = {"paid_on": "2024-05-01", "reference": "凭证1"}
    first = await bureau.approver.post(path, json=body, headers=headers)
    again = await bureau.approver.post(path, json=body, headers=headers)
    assert (first.status_code, again.status_code, first.json()) == (200, 200, again.json())


async def test_a_correction_holds_differences_only_and_takes_nothing_back(bureau: Bureau) -> None:
    up, down, same = await grown(bureau, 1), await grown(bureau, 2), await grown(bureau, 3)
    original = await bureau.settled("2024-Q1")
    await bureau.output(up, y2024_Q1="32000000")
    await bureau.output(down, y2024_Q1="26000000")
    correction = await bureau.settle("2024-Q1")
    assert correction["corrects"] == original["id"]
    found = {one["name"]: one for one in await bureau.awards(correction)}
    assert set(found) == {"企业1", "企业2"}
    more, less = found["企业1"], found["企业2"]
    assert (more["amount"], more["entitlement"], more["paid_before"]) == ("2000.00", "12000.00", "10000.00")
    assert (less["amount"], less["entitlement"], less["overpaid"]) == ("0.00", "6000.00", "4000.00")
    assert "多付 4000.00元,不追回" in less["calculation"]
    assert (correction["totals"]["amount"], correction["totals"]["overpaid"]) == ("2000.00", "4000.00")
    await bureau.approve(correction)
    assert (await bureau.settle("2024-Q1"))["totals"]["awarded"] == 0
    (kept,) = await bureau.awards(original, f"subject=enterprise:{up}&outcome=awarded")
    assert kept["amount"] == "10000.00"
    assert [one["name"] for one in await bureau.awards(original, f"subject=enterprise:{same}&outcome=awarded")] == [
        "企业3"
    ]


async def test_a_correction_reports_what_was_paid_to_whom_nothing_is_due(bureau: Bureau) -> None:
    uscc = await grown(bureau)
    await bureau.settled("2024-Q1")
    await bureau.output(uscc, y2024_Q1="21000000")
    (award,) = await bureau.awards(await bureau.settle("2024-Q1"))
    assert (award["outcome"], award["amount"], award["overpaid"]) == ("refused", "0.00", "10000.00")
    assert award["reasons"][-1]["outcome"] == "fail"


async def test_a_correction_pays_no_more_than_later_quarters_left_due(bureau: Bureau) -> None:
    uscc = await grown(bureau)
    await bureau.output(uscc, y2023_H1="40000000", y2024_H1="60000000")
    await bureau.settled("2024-Q1")
    await bureau.settled("2024-Q2")
    await bureau.output(uscc, y2024_Q1="35000000")
    correction = await bureau.settle("2024-Q1")
    (award,) = await bureau.awards(correction)
    assert (award["entitlement"], award["paid_before"], award["amount"]) == ("15000.00", "20000.00", "0.00")
    assert award["overpaid"] == "0.00"


async def test_approved_awards_and_payments_enter_the_change_feed(bureau: Bureau) -> None:
    await grown(bureau)
    draft = await bureau.settle("2024-Q1")
    (award,) = await bureau.awards(draft)
    await bureau.approve(draft)
    await bureau.approver.post(f"{AT}/awards/{award['id']}/pay", json={"paid_on": "2024-05-01", "reference": "凭证1"})
    async with bureau.service.database.transaction(("aa",)) as tx:
        rows = await tx.fetch(
            "select type, key, op, revision, recorded_by, document ->> 'state' as state from changes"
            " where type in ('settlement', 'award') order by id"
        )
    assert [tuple(row) for row in rows] == [
        ("settlement", draft["id"], "upsert", 1, "key:李", "draft"),
        ("settlement", draft["id"], "upsert", 2, "key:王", "approved"),
        ("award", award["id"], "upsert", 1, "key:王", "approved"),
        ("award", award["id"], "upsert", 2, "key:王", "paid"),
        ("settlement", draft["id"], "upsert", 3, "key:王", "paid"),
    ]
