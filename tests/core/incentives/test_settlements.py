"""Settlements: what a quarter and a year settle, net of what was approved, with receipts that repeat."""

import json
from typing import Any

import pytest
from tests.core.incentives.conftest import AT, Bureau
from tests.credit_codes import code

pytestmark = pytest.mark.anyio


async def test_nobody_without_the_right_runs_or_reads_settlements(bureau: Bureau) -> None:
    settlement = await bureau.settle("2024-Q1")
    path = f"{AT}/settlements/{settlement['id']}"
    service = bureau.service
    reader = await service.caller("reader", "aa")
    for client, status in ((await service.caller(), 401), (await service.caller("editor", "bb"), 404)):
        for method, address in (
            ("POST", f"{AT}/settlements"), ("GET", f"{AT}/settlements"), ("GET", path), ("DELETE", path),
            ("POST", f"{path}/approve"), ("GET", f"{path}/awards"), ("GET", f"{path}/history"),
        ):  # fmt: skip
            answer = await client.request(method, address, json={"period": "2024-Q1"} if method == "POST" else None)
            assert answer.status_code == status, (method, address)
    for client in (reader, bureau.approver):
        assert (await client.post(f"{AT}/settlements", json={"period": "2024-Q1"})).status_code == 403
        assert (await client.delete(path)).status_code == 403
    for client in (reader, bureau.editor):
        assert (await client.post(f"{path}/approve")).status_code == 403


async def test_a_quarter_pays_what_is_due_to_date_with_every_reason(bureau: Bureau) -> None:
    uscc = await bureau.enterprise(1)
    await bureau.output(uscc, y2023_H1="40000000", y2024_H1="50000000")
    settlement = await bureau.settle("2024-Q2")
    assert (settlement["state"], settlement["period"], settlement["corrects"]) == ("draft", "2024-Q2", None)
    assert settlement["totals"]["amount"] == "10000.00"
    assert settlement["fund"]["drafted"] == "10000.00"
    (award,) = await bureau.awards(settlement)
    assert (award["incentive"], award["clause"], award["outcome"]) == ("growth", "一(一)", "awarded")
    assert (award["amount"], award["entitlement"], award["paid_before"]) == ("10000.00", "10000.00", "0.00")
    assert (
        award["calculation"] == "(工业总产值 − 上年同期工业总产值) × 1‰;基数 10000000元;应得 10000.00元;本次 10000.00元"
    )
    bands = award["reasons"][-1]
    assert (bands["outcome"], bands["wanted"], bands["found"]) == (
        "pass", "≥ 25% (工业总产值 50000000元 ≥ 2000万元)", "25%",
    )  # fmt: skip
    assert f"enterprise:{uscc}|gross_output|2024-H1 第1版" in bands["source"]
    assert f"enterprise:{uscc}|gross_output|2023-H1 第1版" in bands["source"]
    assert award["reasons"][0]["source"] == f"enterprise:{uscc} 第1版"
    assert (await bureau.editor.get(f"{AT}/awards/{award['id']}")).json() == award


async def test_only_the_figure_at_the_quarters_end_speaks_for_it(bureau: Bureau) -> None:
    uscc = await bureau.enterprise(1)
    await bureau.observe(f"enterprise:{uscc}", "gross_output", **{"y2024_01..05": "50000000", "y2023_H1": "1"})
    (award,) = await bureau.awards(await bureau.settle("2024-Q2"))
    assert (award["outcome"], award["amount"], award["missing"]) == ("unknown", None, ["gross_output"])


async def test_the_next_quarter_pays_the_rest_and_never_takes_back(bureau: Bureau) -> None:
    rising, falling = await bureau.enterprise(1), await bureau.enterprise(2)
    await bureau.output(rising, y2023_Q1="20000000", y2024_Q1="30000000", y2023_H1="40000000", y2024_H1="60000000.01")
    await bureau.output(falling, y2023_Q1="20000000", y2024_Q1="30000000", y2023_H1="40000000", y2024_H1="50000000.00")
    await bureau.output(falling, **{"y2023_01..09": "70000000", "y2024_01..09": "87500000"})
    first = await bureau.settled("2024-Q1")
    assert first["totals"]["amount"] == "20000.00"
    second = await bureau.settled("2024-Q2")
    assert await bureau.amounts(second) == {("growth", "企业1"): "10000.00", ("growth", "企业2"): "0.00"}
    (award,) = await bureau.awards(second, f"subject=enterprise:{rising}&outcome=awarded")
    assert (award["entitlement"], award["paid_before"]) == ("20000.00", "10000.00")
    third = await bureau.settle("2024-Q3")
    (award,) = await bureau.awards(third, f"subject=enterprise:{falling}&outcome=awarded")
    assert (award["amount"], award["entitlement"], award["paid_before"]) == ("7500.00", "17500.00", "10000.00")


async def test_a_year_settles_what_is_judged_on_the_years_figures(bureau: Bureau) -> None:
    uscc = await bureau.enterprise(1)
    await bureau.output(uscc, y2023="50000000", y2024="50000000.01")
    await bureau.observe(f"enterprise:{uscc}", "digital_equipment_purchase", **{"y2024_01..09": "5000000.10"})
    year = await bureau.settle("2024")
    assert await bureau.amounts(year) == {("backbone", "企业1"): "100000.00", ("equipment", "企业1"): "500000.00"}
    quarter = await bureau.settle("2024-Q4")
    assert {one["incentive"] for one in await bureau.awards(quarter, f"subject=enterprise:{uscc}")} == {
        "growth",
        "entry",
    }


async def test_a_project_is_paid_through_its_owner_whose_lawfulness_counts(bureau: Bureau) -> None:
    uscc = await bureau.enterprise(1)
    project = {"name": "项目", "division_code": "990102", "industry_code": "C1530", "kind": "new_build"}
    for number, owner in (("P1", uscc), ("P2", None)):
        body = {**project, "enterprise": owner}
        assert (await bureau.editor.put(f"{AT}/projects/{number}", json=body)).status_code == 201
        await bureau.observe(f"project:{number}", "completed_investment", y2024_Q1="50000000.01")
    awards = await bureau.awards(await bureau.settle("2024-Q1"), "incentive=investment")
    assert [(one["subject"], one["outcome"], one["amount"]) for one in awards] == [
        ("project:P1", "awarded", "50000.00"), ("project:P2", "unknown", None),
    ]  # fmt: skip
    assert (awards[0]["payee"], awards[0]["payee_name"]) == (uscc, "企业1")
    assert awards[0]["reasons"][0]["source"] == f"enterprise:{uscc} 第1版"
    assert awards[1]["missing"] == ["lawful_operation"]


async def test_a_plant_commissioned_this_year_had_no_output_before(bureau: Bureau) -> None:
    uscc = await bureau.enterprise(1, commissioned_on="2024-02-01")
    await bureau.output(uscc, y2024_Q1="30000000")
    settlement = await bureau.settle("2024-Q1")
    refused = await bureau.awards(settlement, f"subject=enterprise:{uscc}&incentive=growth")
    assert [one["outcome"] for one in refused] == ["refused"]
    assert "2024-02-01 投产" in refused[0]["reasons"][-1]["source"]


async def test_the_same_inputs_give_the_same_awards_to_the_byte(bureau: Bureau) -> None:
    for number in range(1, 6):
        uscc = await bureau.enterprise(number)
        await bureau.output(uscc, y2023_Q1="20000000", y2024_Q1=f"{25_000_000 + number}")
    first = await bureau.settle("2024-Q1")
    await bureau.output(code(1), y2024_Q1="99000000")
    again = await bureau.settle("2024-Q1", as_of=first["receipt"]["as_of"])

    def bare(awards: list[Any]) -> str:
        return json.dumps([{**one, "id": "", "settlement": "", "recorded_at": ""} for one in awards])

    assert bare(await bureau.awards(first)) == bare(await bureau.awards(again))
    assert {**first["receipt"], "ledger_seq": 0} == {**again["receipt"], "ledger_seq": 0}
    now = await bureau.settle("2024-Q1")
    assert bare(await bureau.awards(now)) != bare(await bureau.awards(first))


async def test_the_receipt_names_plan_engine_time_and_every_parameter(bureau: Bureau) -> None:
    receipt = (await bureau.settle("2024-Q1"))["receipt"]
    assert len(receipt["plan_hash"]) == 64
    assert receipt["engine_version"].startswith("gongjian ")
    assert {"incentive": "growth", "name": "rate", "value": "1", "unit": "‰"} in receipt["parameters"]
    assert {one["incentive"] for one in receipt["parameters"]} == {"growth", "entry", "investment"}


@pytest.mark.parametrize("period", ["2024-H1", "2024-06", "2023..2024", "2024-01..09", "2024-13", "quarter"])
async def test_a_period_that_is_neither_quarter_nor_year_is_refused(bureau: Bureau, period: str) -> None:
    answer = await bureau.editor.post(f"{AT}/settlements", json={"period": period})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/period")


async def test_a_period_without_incentives_in_force_is_refused(bureau: Bureau) -> None:
    answer = await bureau.editor.post(f"{AT}/settlements", json={"period": "2023-Q4"})
    assert answer.status_code == 422
    assert "no incentive in force in 2023-Q4" in answer.json()["errors"][0]["detail"]


@pytest.mark.parametrize("as_of", ["2999-01-01T00:00:00Z", "2024-01-01", 5])
async def test_a_settlement_as_of_no_time_that_has_passed_is_refused(bureau: Bureau, as_of: object) -> None:
    answer = await bureau.editor.post(f"{AT}/settlements", json={"period": "2024-Q1", "as_of": as_of})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/as_of")


async def test_a_dry_run_answers_awards_and_stores_nothing(bureau: Bureau) -> None:
    uscc = await bureau.enterprise(1)
    await bureau.output(uscc, y2023_Q1="20000000", y2024_Q1="30000000")
    tried = await bureau.settle("2024-Q1", dry_run=True)
    assert (tried["id"], tried["dry_run"], tried["totals"]["amount"]) == (None, True, "10000.00")
    assert [one["amount"] for one in tried["awards"]] == ["10000.00"]
    assert tried["fund"]["drafted"] == "10000.00"
    assert (await bureau.editor.get(f"{AT}/settlements")).json()["items"] == []


async def test_a_draft_can_be_deleted_and_stays_in_history(bureau: Bureau) -> None:
    settlement = await bureau.settle("2024-Q1")
    path = f"{AT}/settlements/{settlement['id']}"
    assert (await bureau.editor.delete(path)).status_code == 204
    assert (await bureau.editor.get(path)).status_code == 404
    history = (await bureau.editor.get(f"{path}/history")).json()["items"]
    assert [(one["op"], one["recorded_by"]) for one in history] == [("upsert", "key:李"), ("delete", "key:李")]


async def test_the_same_idempotency_key_runs_a_settlement_once(bureau: Bureau) -> None:
    headers = {"Idempotency-Key": "q1"}
    first = await bureau.editor.post(f"{AT}/settlements", json={"period": "2024-Q1"}, headers=headers)
    again = await bureau.editor.post(f"{AT}/settlements", json={"period": "2024-Q1"}, headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    other = await bureau.editor.post(f"{AT}/settlements", json={"period": "2024-Q2"}, headers=headers)
    assert other.status_code == 422
    assert len((await bureau.editor.get(f"{AT}/settlements")).json()["items"]) == 1
