"""The policy calculator, simulations, and to whom measures without money apply."""

from typing import Any

import pytest
from tests.core.incentives.conftest import AT, Bureau
from tests.credit_codes import code

pytestmark = pytest.mark.anyio
ASSESS = f"{AT}/incentives/assess"
GIVEN = {
    "above_scale": True, "lawful_operation": True, "industry_code": "C15", "gross_output": "50000000",
    "gross_output_last_year": "40000000",
}  # fmt: skip


async def assess(bureau: Bureau, subject: dict[str, Any], period: str = "2024-Q2") -> dict[str, Any]:
    answer = await bureau.editor.post(ASSESS, json={"subject": subject, "period": period})
    assert answer.status_code == 200, answer.text
    return {one["incentive"]: one for one in answer.json()["items"]}


async def test_nobody_without_a_key_asks(bureau: Bureau) -> None:
    nobody, elsewhere = await bureau.service.caller(), await bureau.service.caller("admin", "bb")
    for client, status in ((nobody, 401), (elsewhere, 404)):
        assert (await client.post(ASSESS, json={})).status_code == status
        assert (await client.post(f"{AT}/simulations", json={})).status_code == status
        assert (await client.get(f"{AT}/incentives/idle/subjects")).status_code == status


async def test_facts_that_are_not_recorded_are_assessed_and_the_missing_named(bureau: Bureau) -> None:
    found = await assess(bureau, {"kind": "enterprise", "facts": GIVEN})
    assert (found["growth"]["outcome"], found["growth"]["amount"]) == ("awarded", "10000.00")
    assert found["growth"]["reasons"][0]["source"] == "由询问者提供"
    assert (found["entry"]["outcome"], found["idle"]["outcome"]) == ("refused", "refused")
    assert found["backbone"]["period"] == "2024"
    less = {key: value for key, value in GIVEN.items() if key not in ("lawful_operation", "gross_output_last_year")}
    found = await assess(bureau, {"kind": "enterprise", "facts": less})
    assert (found["growth"]["outcome"], found["growth"]["amount"]) == ("unknown", None)
    assert found["growth"]["missing"] == ["lawful_operation", "gross_output_last_year"]


async def test_given_facts_come_before_recorded_ones_and_nothing_is_stored(bureau: Bureau) -> None:
    uscc = await bureau.enterprise(1)
    await bureau.output(uscc, y2023_H1="40000000", y2024_H1="50000000")
    recorded = await assess(bureau, {"enterprise": uscc})
    assert recorded["growth"]["amount"] == "10000.00"
    assert recorded["growth"]["reasons"][-1]["source"].startswith(f"enterprise:{uscc}|gross_output|2024-H1")
    better = await assess(bureau, {"enterprise": uscc, "facts": {"gross_output": "60000000"}})
    assert better["growth"]["amount"] == "20000.00"
    worse = await assess(bureau, {"enterprise": uscc, "facts": {"gross_output_last_year": None}})
    assert worse["growth"]["outcome"] == "refused"
    assert (await bureau.editor.get(f"{AT}/settlements")).json()["items"] == []
    assert (await bureau.editor.get(f"{AT}/observations")).json()["items"][0]["revision"] == 1


async def test_what_was_approved_counts_in_an_assessment(bureau: Bureau) -> None:
    uscc = await bureau.enterprise(1)
    await bureau.output(uscc, y2023_Q1="20000000", y2024_Q1="30000000")
    await bureau.settled("2024-Q1")
    found = await assess(bureau, {"enterprise": uscc, "facts": GIVEN})
    assert (found["growth"]["entitlement"], found["growth"]["paid_before"], found["growth"]["amount"]) == (
        "10000.00", "10000.00", "0.00",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("subject", "pointer"),
    [
        ({}, "/subject"),
        ({"enterprise": "x", "project": "y"}, "/subject"),
        ({"kind": "enterprise", "facts": {"profit": "1"}}, "/subject/facts/profit"),
        ({"kind": "enterprise", "facts": {"gross_output": 5}}, "/subject/facts/gross_output"),
        ({"kind": "enterprise", "facts": {"gross_output": "5e3"}}, "/subject/facts/gross_output"),
        ({"kind": "enterprise", "facts": {"above_scale": "yes"}}, "/subject/facts/above_scale"),
        ({"kind": "enterprise", "facts": {"established_on": "2024-02-30"}}, "/subject/facts/established_on"),
        ({"kind": "project", "facts": {"gross_output": "5"}}, "/subject/facts/gross_output"),
        ({"kind": "enterprise", "facts": {"certification_granted_on[kind=best]": "2024-01-01"}}, None),
    ],
)
async def test_wrong_questions_are_refused_with_a_pointer(
    bureau: Bureau, subject: dict[str, Any], pointer: str | None
) -> None:
    answer = await bureau.editor.post(ASSESS, json={"subject": subject, "period": "2024-Q2"})
    assert answer.status_code == 422
    (fault,) = answer.json()["errors"]
    assert pointer is None or fault["pointer"] == pointer


async def test_a_subject_that_is_neither_recorded_nor_described_is_not_found(bureau: Bureau) -> None:
    answer = await bureau.editor.post(ASSESS, json={"subject": {"enterprise": code(9)}, "period": "2024-Q2"})
    assert answer.status_code == 404
    answer = await bureau.editor.post(ASSESS, json={"subject": {"kind": "enterprise"}, "period": "2024-05"})
    assert answer.json()["errors"][0]["pointer"] == "/period"


async def simulate(bureau: Bureau, *changes: tuple[str, str, str]) -> Any:
    body = {
        "period": "2024-Q1",
        "changes": [{"incentive": item, "parameter": name, "value": value} for item, name, value in changes],
    }
    return await bureau.editor.post(f"{AT}/simulations", json=body)


async def test_a_simulation_shows_cost_gainers_and_losers(bureau: Bureau) -> None:
    for number, output in ((1, "25000000"), (2, "24000000"), (3, "30000000")):
        uscc = await bureau.enterprise(number)
        await bureau.output(uscc, y2023_Q1="20000000", y2024_Q1=output)
    answer = (await simulate(bureau, ("growth", "growth-from-20m", "20"), ("growth", "rate", "0.8"))).json()
    assert (answer["baseline"]["amount"], answer["baseline"]["awarded"]) == ("15000.00", 2)
    assert (answer["changed"]["amount"], answer["changed"]["awarded"]) == ("15200.00", 3)
    assert answer["difference"] == {"awarded": 1, "unknown": 0, "amount": "200.00"}
    assert [(one["name"], one["before"], one["after"]) for one in answer["gainers"]["items"]] == [
        ("企业2", "0.00", "3200.00")
    ]
    assert [(one["name"], one["difference"]) for one in answer["losers"]["items"]] == [
        ("企业3", "-2000.00"), ("企业1", "-1000.00"),
    ]  # fmt: skip
    assert (answer["losers"]["count"], answer["losers"]["amount"]) == (2, "-3000.00")
    assert answer["baseline"]["funds"][0]["drafted"] == "15000.00"
    assert answer["changed"]["funds"][0]["excess_with_drafts"] == "0.00"
    assert answer["changes"][1] == {
        "incentive": "growth", "parameter": "rate", "before": "1", "value": "0.8", "unit": "‰",
    }  # fmt: skip


async def test_a_period_that_is_approved_is_simulated_afresh(bureau: Bureau) -> None:
    for number, output in ((1, "25000000"), (2, "24000000")):
        uscc = await bureau.enterprise(number)
        await bureau.output(uscc, y2023_Q1="20000000", y2024_Q1=output, y2023_H1="40000000", y2024_H1="60000000")
    before = (await simulate(bureau, ("growth", "rate", "0.5"))).json()
    await bureau.settled("2024-Q1")
    await bureau.settled("2024-Q2")
    after = (await simulate(bureau, ("growth", "rate", "0.5"))).json()
    assert after["baseline"]["amount"] == "5000.00"
    assert after["losers"] == before["losers"]
    assert [(one["name"], one["before"], one["after"]) for one in after["losers"]["items"]] == [
        ("企业1", "5000.00", "2500.00")
    ]
    (fund,), (changed,) = after["baseline"]["funds"], after["changed"]["funds"]
    assert (fund["committed"], fund["drafted"], changed["drafted"]) == ("35000.00", "5000.00", "2500.00")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        (("nothing", "rate", "1"), "/changes/0/incentive"),
        (("backbone", "lump", "1"), "/changes/0/incentive"),
        (("growth", "bonus", "1"), "/changes/0/parameter"),
        (("growth", "rate", "-1"), "/changes/0/value"),
        (("growth", "rate", "1000.1"), "/changes/0/value"),
        (("growth", "from-100m", "2000"), "/changes/0/value"),
        (("entry", "look-back", "2.5"), "/changes/0/value"),
    ],
)
async def test_a_parameter_out_of_its_bounds_is_refused(
    bureau: Bureau, change: tuple[str, str, str], pointer: str
) -> None:
    answer = await simulate(bureau, change)
    assert (answer.status_code, [one["pointer"] for one in answer.json()["errors"]]) == (422, [pointer]), answer.text


async def test_a_measure_without_money_lists_its_subjects_with_reasons(bureau: Bureau) -> None:
    for number, since in ((1, "2022-06-30"), (2, "2022-07-01"), (3, "2020-01-01")):
        await bureau.enterprise(number, status="suspended", suspended_on=since)
    await bureau.enterprise(4)
    path = f"{AT}/incentives/idle/subjects?period=2024-Q2"
    items = (await bureau.editor.get(path)).json()["items"]
    assert [one["name"] for one in items] == ["企业1", "企业3"]
    assert [reason["outcome"] for reason in items[0]["reasons"]] == ["pass", "pass"]
    assert items[0]["division_code"] == "990102"
    first = (await bureau.editor.get(f"{path}&limit=1")).json()
    second = (await bureau.editor.get(f"{path}&limit=1&cursor={first['next']}")).json()
    assert ([one["name"] for one in first["items"] + second["items"]], second["next"]) == (["企业1", "企业3"], None)
    unknown = (await bureau.editor.get(f"{AT}/incentives/growth/subjects?period=2024-Q2&outcome=unknown")).json()
    assert unknown["items"][0]["missing"] == ["gross_output", "gross_output_last_year"]
    assert (await bureau.editor.get(f"{AT}/incentives/nothing/subjects")).status_code == 404


async def test_incentives_are_listed_by_beneficiary_and_polarity(bureau: Bureau) -> None:
    nobody = await bureau.service.caller()
    for query, expected in (
        ("subject=project", ["investment"]), ("polarity=elimination", ["idle"]), ("polarity=subsidy", ["equipment"]),
    ):  # fmt: skip
        items = (await nobody.get(f"{AT}/incentives?{query}")).json()["items"]
        assert [one["id"] for one in items] == expected
