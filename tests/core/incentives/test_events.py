"""Once-only incentives: their event's quarter, events recorded late, repeats, and other policies for the same thing."""

from typing import Any

import pytest
from tests.core.incentives.conftest import AT, Bureau
from tests.credit_codes import code

pytestmark = pytest.mark.anyio


async def entries(bureau: Bureau, settlement: Any) -> dict[tuple[str, str], str | None]:
    return await bureau.amounts(settlement, "incentive=entry")


UPGRADED = [{"from": "2024-02-10", "entry": "upgrade"}]


async def test_an_event_is_paid_with_its_quarter_and_never_again(bureau: Bureau) -> None:
    uscc = await bureau.enterprise(1, above_scale=UPGRADED)
    assert await entries(bureau, await bureau.settled("2024-Q1")) == {("entry", "企业1"): "200000.00"}
    second = await bureau.settled("2024-Q2")
    assert await entries(bureau, second) == {}
    (refused,) = await bureau.awards(second, f"subject=enterprise:{uscc}&incentive=entry")
    assert refused["outcome"] == "refused"
    assert refused["reasons"][-1]["found"] == "已在此前批准的核算中兑现"
    assert (await bureau.settle("2024-Q1"))["totals"]["awarded"] == 0


async def test_an_event_of_a_quarter_not_settled_is_paid_with_the_next(bureau: Bureau) -> None:
    await bureau.enterprise(1, above_scale=UPGRADED)
    assert await entries(bureau, await bureau.settle("2024-Q3")) == {("entry", "企业1"): "200000.00"}


async def test_an_event_recorded_late_is_paid_with_the_first_quarter_not_approved(bureau: Bureau) -> None:
    await bureau.settled("2024-Q1")
    await bureau.enterprise(1, above_scale=UPGRADED)
    assert await entries(bureau, await bureau.settled("2024-Q2")) == {("entry", "企业1"): "200000.00"}
    assert await entries(bureau, await bureau.settled("2024-Q3")) == {}


async def test_an_event_recorded_after_all_quarters_is_paid_by_a_correction_of_its_own(bureau: Bureau) -> None:
    for quarter in range(1, 5):
        await bureau.settled(f"2024-Q{quarter}")
    await bureau.enterprise(1, above_scale=UPGRADED)
    assert await entries(bureau, await bureau.settle("2024-Q4")) == {}
    assert await entries(bureau, await bureau.settled("2024-Q1")) == {("entry", "企业1"): "200000.00"}
    assert await entries(bureau, await bureau.settle("2024-Q2")) == {}


async def test_an_event_refused_in_its_quarter_is_not_decided_again_by_the_next(bureau: Bureau) -> None:
    compliance = [
        {"period": "2024-Q1", "lawful_operation": False, "tax_normal": True},
        {"period": "2024", "lawful_operation": True, "tax_normal": True},
    ]
    uscc = await bureau.enterprise(1, above_scale=UPGRADED, compliance=compliance)
    await bureau.settled("2024-Q1")
    second = await bureau.settle("2024-Q2")
    assert await entries(bureau, second) == {}
    (refused,) = await bureau.awards(second, f"subject=enterprise:{uscc}&incentive=entry")
    assert refused["reasons"][-1]["found"] == "已在2024-Q1的核算中判定,更正在该季度进行"
    await bureau.enterprise(1, above_scale=UPGRADED, compliance=compliance[1:])
    assert await entries(bureau, await bureau.settle("2024-Q1")) == {("entry", "企业1"): "200000.00"}


async def test_an_event_that_was_unknown_is_decided_with_the_next_quarter(bureau: Bureau) -> None:
    await bureau.enterprise(1, above_scale=UPGRADED, compliance=[])
    first = await bureau.settled("2024-Q1")
    assert await entries(bureau, first) == {("entry", "企业1"): None}
    await bureau.enterprise(1, above_scale=UPGRADED)
    assert await entries(bureau, await bureau.settled("2024-Q2")) == {("entry", "企业1"): "200000.00"}


@pytest.mark.parametrize(
    ("before", "amount"), [("2021-02-09", "200000.00"), ("2021-02-10", None), ("2021-02-11", None)]
)
async def test_a_repeat_within_three_years_is_excluded_exactly_three_too(
    bureau: Bureau, before: str, amount: str | None
) -> None:
    stays = [{"from": before, "to": "2023-01-01", "entry": "upgrade"}, *UPGRADED]
    uscc = await bureau.enterprise(1, above_scale=stays)
    settlement = await bureau.settle("2024-Q1")
    found = await entries(bureau, settlement)
    assert found.get(("entry", "企业1")) == amount
    if amount is None:
        (refused,) = await bureau.awards(settlement, f"subject=enterprise:{uscc}&incentive=entry")
        assert refused["reasons"][-1]["wanted"] == "不得:3年以内"


async def other(bureau: Bureau, id: str, **changes: object) -> int:
    body = {
        "title": "市级其他政策", "level": "city", "subject": f"enterprise:{code(1)}", "incentive": "entry",
        "year": 2024, "amount": "150000.00", "paid_on": "2024-01-15", **changes,
    }  # fmt: skip
    return (await bureau.editor.put(f"{AT}/other-awards/{id}", json=body)).status_code


@pytest.mark.parametrize(
    ("changes", "amount"),
    [
        ({}, "50000.00"),
        ({"amount": "200000.00"}, "0.00"),
        ({"amount": "300000.00"}, "0.00"),
        ({"level": "county"}, "200000.00"),
        ({"level": "province"}, "200000.00"),
        ({"year": 2023}, "200000.00"),
        ({"incentive": "growth"}, "200000.00"),
    ],
)
async def test_the_higher_of_two_city_policies_is_paid(bureau: Bureau, changes: dict[str, object], amount: str) -> None:
    await bureau.enterprise(1, above_scale=UPGRADED)
    assert await other(bureau, "o1", **changes) == 201
    settlement = await bureau.settle("2024-Q1")
    (award,) = await bureau.awards(settlement, "incentive=entry")
    assert (award["outcome"], award["amount"], award["entitlement"]) == ("awarded", amount, "200000.00")
    if amount != "200000.00":
        assert award["overlap"]["other_awards"][0]["title"] == "市级其他政策"
        assert award["overlap"]["rule"] == "higher_of"
    else:
        assert award["overlap"] is None


async def test_other_awards_need_the_right_and_are_recorded(bureau: Bureau) -> None:
    await bureau.enterprise(1)
    assert await other(bureau, "o1") == 201
    path = f"{AT}/other-awards/o1"
    for client, status in (
        (await bureau.service.caller(), 401), (await bureau.service.caller("editor", "bb"), 404),
        (bureau.approver, 403),
    ):  # fmt: skip
        assert (await client.put(path, json={})).status_code == status
        assert (await client.delete(path)).status_code == status
    assert (await (await bureau.service.caller()).get(path)).status_code == 401
    read = (await bureau.approver.get(path)).json()
    assert (read["amount"], read["year"], read["recorded_by"], read["revision"]) == ("150000.00", 2024, "key:李", 1)
    assert await other(bureau, "o1", amount="1.00") == 200
    history = (await bureau.editor.get(f"{path}/history")).json()["items"]
    assert history[1]["changed"] == [{"pointer": "/amount", "before": "150000.00", "after": "1.00"}]
    assert len((await bureau.editor.get(f"{AT}/other-awards?subject=enterprise:{code(1)}")).json()["items"]) == 1
    assert (await bureau.editor.get(f"{AT}/other-awards?level=county")).json()["items"] == []
    assert (await bureau.editor.delete(path)).status_code == 204


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"incentive": "nothing"}, "/incentive"),
        ({"subject": "project:P1"}, "/subject"),
        ({"subject": "city"}, "/subject"),
        ({"subject": f"enterprise:{code(2)}"}, "/subject"),
        ({"amount": 5}, "/amount"),
        ({"amount": "-1.00"}, "/amount"),
        ({"year": "2024"}, "/year"),
        ({"level": "town"}, "/level"),
    ],
)
async def test_wrong_other_awards_are_refused(bureau: Bureau, changes: dict[str, object], pointer: str) -> None:
    await bureau.enterprise(1)
    body = {
        "title": "市级其他政策", "level": "city", "subject": f"enterprise:{code(1)}", "incentive": "entry",
        "year": 2024, "amount": "150000.00", **changes,
    }  # fmt: skip
    answer = await bureau.editor.put(f"{AT}/other-awards/o1", json=body)
    assert (answer.status_code, [one["pointer"] for one in answer.json()["errors"]]) == (422, [pointer])
    assert (await bureau.editor.get(f"{AT}/other-awards")).json()["items"] == []
