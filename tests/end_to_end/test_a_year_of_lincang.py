"""A year of Lincang's special fund over HTTP, every figure computed by hand beside the call.

Four quarters and the year: an upgrade, a repeat upgrade within three years, a new plant over 50 million, a cap
reached, values corrected after approval, an overlap with another city policy, a fact that comes late, the fund
exceeded.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from tests.core.conftest import served
from tests.end_to_end.lincang_year import ALL_YEAR, AT, code, figure, record

from gongjian_core import catalogue

pytestmark = pytest.mark.anyio
BRACKETS = "工业总产值同比增速按工业总产值分档(2000万元起 ≥25%;5000万元起 ≥20%;10000万元起 ≥15%;50000万元起 ≥10%)"
Awards = dict[tuple[str, str], str | None]


@dataclass
class Bureau:
    """The bureau's editor and its approver."""

    editor: httpx.AsyncClient
    approver: httpx.AsyncClient

    async def run(self, period: str) -> Any:
        """Run a settlement and approve it."""
        draft = await self.editor.post(f"{AT}/settlements", json={"period": period})
        assert draft.status_code == 201, draft.text
        approved = await self.approver.post(f"{AT}/settlements/{draft.json()['id']}/approve")
        assert approved.status_code == 200, approved.text
        return approved.json()

    async def decisions(self, settlement: Any, query: str = "") -> list[Any]:
        """What was decided."""
        return list(
            (await self.editor.get(f"{AT}/settlements/{settlement['id']}/awards?limit=500{query}")).json()["items"]
        )

    async def awards(self, settlement: Any) -> Awards:
        """Incentive and name of whom it concerns, to the amount (None: unknown)."""
        return {(one["incentive"], one["name"]): one["amount"] for one in await self.decisions(settlement)}

    async def revise(self, subject: str, indicator: str, period: str, value: str) -> None:
        """Correct a figure."""
        answer = await self.editor.put(
            f"{AT}/observations", json={"items": [figure(subject, indicator, period, value)]}
        )
        assert answer.json()["items"][0]["outcome"] == "revised"


@pytest.fixture
async def bureau(urls: Any) -> AsyncIterator[Bureau]:
    """Answer Lincang's bureau with the records of the year."""
    async with served(urls.app, catalogue.load()) as service:
        made = Bureau(await service.caller("editor", "lincang", "李"), await service.caller("approver", "53", "王"))
        await record(made.editor)
        yield made


async def test_a_year_of_lincang(bureau: Bureau) -> None:
    # First quarter. A: (26,000,000 − 20,000,000) × 1‰, growth 30 % ≥ 25 %. B entered on 10 February. G on 15 March.
    first = await bureau.run("2024-Q1")
    assert await bureau.awards(first) == {
        ("output-growth", "提质茶业"): "6000.00",
        ("new-above-scale", "升规糖业"): "200000.00",
        ("first-little-giant", "巨人生物"): "100000.00",
    }
    assert (first["totals"]["amount"], first["fund"]["committed"]) == ("306000.00", "306000.00")

    # A reports a million more for the first quarter: 7,000.00 due, 6,000.00 approved.
    await bureau.revise(f"enterprise:{code('A')}", "gross_output", "2024-Q1", "27000000")
    correction = await bureau.run("2024-Q1")
    assert correction["corrects"] == first["id"]
    assert await bureau.awards(correction) == {("output-growth", "提质茶业"): "1000.00"}

    # Second quarter. A: 50,000,000 lies in the second bracket (20 %), 10,000.00 due, 7,000.00 approved. D is new.
    # P1: 80,000,000 × 1‰. P3: exactly 50,000,000 of fixed assets. I: nobody judged its lawfulness.
    second = await bureau.run("2024-Q2")
    assert await bureau.awards(second) == {
        ("output-growth", "提质茶业"): "3000.00",
        ("new-above-scale", "新建咖啡"): "200000.00",
        ("first-innovative-sme", "创新未判"): None,
        ("non-energy-investment", "茶园加工"): "80000.00",
        ("promoted-project-started", "招商乳胶"): "100000.00",
    }
    assert second["totals"]["amount"] == "383000.00"
    await _explained(bureau, second)

    # P1's investment was 70,000,000 only: 10,000.00 too much, reported and not taken back.
    await bureau.revise("project:P1", "completed_investment", "2024-H1", "70000000")
    correction = await bureau.run("2024-Q2")
    (award,) = await bureau.decisions(correction)
    assert (award["subject"], award["amount"], award["overpaid"]) == ("project:P1", "0.00", "10000.00")

    # H got 200,000 under another policy of the city for the same thing; I was judged lawful meanwhile.
    other = {
        "title": "市级数字化转型专项", "level": "city", "subject": f"enterprise:{code('H')}",
        "incentive": "digital-benchmark", "year": 2024, "amount": "200000.00", "paid_on": "2024-09-01",
    }  # fmt: skip
    assert (await bureau.editor.put(f"{AT}/other-awards/h-2024", json=other)).status_code == 201
    await bureau.editor.patch(f"{AT}/enterprises/{code('I')}", json={"compliance": ALL_YEAR})

    # Third quarter. A: 70,000,000 against 60,000,000 is 16.7 %, less than 20 %. P1: 120,000.00 less 80,000.00.
    third = await bureau.run("2024-Q3")
    assert await bureau.awards(third) == {
        ("first-innovative-sme", "创新未判"): "20000.00",
        ("clean-production-provincial", "巨人生物"): "100000.00",
        ("digital-benchmark", "标杆数字"): "100000.00",
        ("non-energy-investment", "茶园加工"): "40000.00",
    }
    (award,) = await bureau.decisions(third, "&incentive=digital-benchmark")
    assert (award["entitlement"], award["overlap"]["deducted"]) == ("300000.00", "200000.00")
    assert award["overlap"]["other_awards"][0]["title"] == "市级数字化转型专项"

    # Fourth quarter. A: 102,000,000 lies in the third bracket (15 %), growth 20 %: 17,000.00 less 10,000.00.
    # P1: 150,000.00 less 120,000.00. P4: 30,000,000,000 × 1‰.
    fourth = await bureau.run("2024-Q4")
    assert await bureau.awards(fourth) == {
        ("output-growth", "提质茶业"): "7000.00",
        ("non-energy-investment", "茶园加工"): "30000.00",
        ("non-energy-investment", "绿电新材料"): "30000000.00",
    }

    # The year. D: 60,000,000 of output. E: over 500,000,000 and rising; 10 % of 6,000,000 is capped at 500,000.
    # F: 10 % of 1,234,567.85 is 123,456.785, half up.
    year = await bureau.run("2024")
    assert await bureau.awards(year) == {
        ("new-build-manufacturing", "新建咖啡"): "200000.00",
        ("backbone-output", "骨干锗业"): "100000.00",
        ("digital-equipment", "骨干锗业"): "500000.00",
        ("digital-equipment", "设备小厂"): "123456.79",
    }

    # 306,000 + 1,000 + 383,000 + 0 + 260,000 + 30,037,000 + 923,456.79, of 30,000,000.
    await _fund(bureau, first)


async def _explained(bureau: Bureau, second: Any) -> None:
    """Why this amount, and why not: on the pages themselves."""
    (award,) = await bureau.decisions(second, f"&subject=enterprise:{code('A')}&outcome=awarded")
    page = (await bureau.editor.get(f"{AT}/awards/{award['id']}")).json()
    assert page["calculation"] == (
        "(工业总产值 − 上年同期工业总产值) × 1‰;基数 10000000元;应得 10000.00元;此前已批准 7000.00元;本次 3000.00元"
    )
    assert [(one["condition"], one["outcome"], one["wanted"], one["found"]) for one in page["reasons"]] == [
        ("依法生产经营 是", "pass", "是", "是"),
        ("正常纳税 是", "pass", "是", "是"),
        ("规模以上 是", "pass", "是", "是"),
        ("行业代码 属 B、C、D", "pass", "属 B、C、D", "C1530"),
        (BRACKETS, "pass", "≥ 20% (工业总产值 50000000元 ≥ 5000万元)", "25%"),
    ]
    (repeat,) = await bureau.decisions(second, f"&subject=enterprise:{code('C')}&incentive=new-above-scale")
    assert (repeat["outcome"], repeat["reasons"][-1]["wanted"]) == ("refused", "不得:3年以内")
    (energy,) = await bureau.decisions(second, "&subject=project:P2&incentive=non-energy-investment")
    assert [one["condition"] for one in energy["reasons"] if one["outcome"] == "fail"] == [
        "非(行业代码 属 B06、B07、C25、D44、D45)"
    ]
    lists = (await bureau.editor.get(f"{AT}/settlements/{second['id']}/entitled?standing=lacks_one_fact")).json()
    assert lists["items"] == []  # I lacks two facts: lawful operation and normal tax.
    (unknown,) = await bureau.decisions(second, "&outcome=unknown")
    assert unknown["missing"] == ["lawful_operation", "tax_normal"]


async def _fund(bureau: Bureau, first: Any) -> None:
    (fund,) = (await bureau.editor.get(f"{AT}/funds")).json()["items"]
    assert (fund["budget"], fund["unit"], fund["budget_yuan"]) == ("3000", "万元", "30000000.00")
    assert (fund["committed"], fund["paid"], fund["excess"]) == ("31910456.79", "0.00", "1910456.79")
    for award in await bureau.decisions(first):
        body = {"paid_on": "2024-04-30", "reference": f"支付令-{award['clause']}"}
        assert (await bureau.approver.post(f"{AT}/awards/{award['id']}/pay", json=body)).status_code == 200
    assert (await bureau.editor.get(f"{AT}/settlements/{first['id']}")).json()["state"] == "paid"
    (fund,) = (await bureau.editor.get(f"{AT}/funds")).json()["items"]
    assert (fund["paid"], fund["excess"]) == ("306000.00", "1910456.79")
