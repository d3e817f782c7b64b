"""免申即享 lists, refusals by page, funds with their figures."""

import io
import re
import zipfile
from typing import Any

import pytest
from tests.core.incentives.conftest import AT, Bureau
from tests.credit_codes import code

pytestmark = pytest.mark.anyio
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def prepared(bureau: Bureau) -> Any:
    """Entitled, lacking one fact, lacking two, refused."""
    for number, before, now in ((1, "20000000", "30000000"), (2, None, "30000000"), (3, None, None), (4, "2", "1")):
        changes: dict[str, Any] = {"name": "=企业1"} if number == 1 else {}
        uscc = await bureau.enterprise(number, **changes)
        if now is not None:
            await bureau.output(uscc, y2024_Q1=now)
        if before is not None:
            await bureau.output(uscc, y2023_Q1=before)
    return await bureau.settle("2024-Q1")


async def test_nobody_without_a_key_sees_who_is_entitled(bureau: Bureau) -> None:
    path = f"{AT}/settlements/{(await prepared(bureau))['id']}/entitled"
    for client, status in ((await bureau.service.caller(), 401), (await bureau.service.caller("admin", "bb"), 404)):
        assert (await client.get(path)).status_code == status
        assert (await client.get(f"{path}.xlsx")).status_code == status
    assert (await bureau.editor.get(f"{AT}/settlements/none/entitled")).status_code == 404


async def test_the_list_says_who_is_entitled_who_lacks_one_fact_and_who_is_refused(bureau: Bureau) -> None:
    path = f"{AT}/settlements/{(await prepared(bureau))['id']}/entitled"
    items = (await bureau.editor.get(path)).json()["items"]
    assert [(one["standing"], one["name"], one["amount"]) for one in items] == [
        ("entitled", "=企业1", "10000.00"), ("lacks_one_fact", "企业2", None),
    ]  # fmt: skip
    assert (items[1]["missing"], items[1]["missing_title"]) == ("gross_output_last_year", "上年同期工业总产值")
    assert items[1]["why"] == "只缺:上年同期工业总产值"
    assert items[0]["why"].endswith("本次 10000.00元")
    refused = (await bureau.editor.get(f"{path}?standing=refused&incentive=growth")).json()["items"]
    assert [one["name"] for one in refused] == ["企业4"]
    assert refused[0]["why"].endswith("应≥ 2000万元,实为1元")
    csv = (await bureau.editor.get(path, headers={"Accept": "text/csv"})).text
    assert "'=企业1" in csv


async def test_the_workbook_has_chinese_headers_and_three_sheets(bureau: Bureau) -> None:
    path = f"{AT}/settlements/{(await prepared(bureau))['id']}/entitled.xlsx"
    answer = await bureau.editor.get(path)
    assert answer.headers["content-type"] == XLSX
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        assert re.findall(r'sheet name="(\w+)"', book.read("xl/workbook.xml").decode()) == [
            "免申即享", "只差一项", "不予奖补",
        ]  # fmt: skip
        first = book.read("xl/worksheets/sheet1.xml").decode()
        third = book.read("xl/worksheets/sheet3.xml").decode()
    for text in ("统一社会信用代码或项目代码", "金额(元)", "'=企业1", "<v>10000.00</v>"):
        assert text in first
    assert third.count("<row") > 4


async def test_refusals_are_computed_again_page_by_page(bureau: Bureau) -> None:
    settlement = await prepared(bureau)
    path = f"{AT}/settlements/{settlement['id']}/awards?outcome=refused"
    whole = (await bureau.editor.get(f"{path}&limit=500")).json()
    assert len(whole["items"]) == settlement["totals"]["refused"] == 5
    assert all(one["outcome"] == "refused" and one["reasons"] for one in whole["items"])
    pages: list[Any] = []
    cursor = ""
    while True:
        page = (await bureau.editor.get(f"{path}&limit=2{cursor}")).json()
        pages += page["items"]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert pages == whole["items"]
    await bureau.enterprise(4, name="改名", industry_code="F51")
    assert (await bureau.editor.get(f"{path}&limit=500")).json() == whole


async def test_funds_are_public_and_their_figures_need_a_key(bureau: Bureau) -> None:
    await bureau.approve(await prepared(bureau))
    public = (await (await bureau.service.caller()).get(f"{AT}/funds")).json()["items"]
    assert (public[0]["budget"], public[0]["unit"], public[0]["budget_yuan"]) == ("100", "万元", "1000000.00")
    assert (public[0]["committed"], public[0]["excess"]) == (None, None)
    (fund,) = (await bureau.editor.get(f"{AT}/funds")).json()["items"]
    assert (fund["committed"], fund["drafted"], fund["paid"], fund["excess"]) == ("10000.00", "0.00", "0.00", "0.00")
    bad = await (await bureau.service.caller()).get(f"{AT}/funds", headers={"Authorization": "Bearer wrong"})
    assert bad.status_code == 401


async def test_a_draft_that_an_approval_has_overtaken_counts_no_more(bureau: Bureau) -> None:
    await prepared(bureau)
    await bureau.approve(await bureau.settle("2024-Q1"))
    (fund,) = (await bureau.editor.get(f"{AT}/funds")).json()["items"]
    assert (fund["committed"], fund["drafted"]) == ("10000.00", "0.00")
    await bureau.output(code(1), y2024_Q1="40000000")
    await bureau.settle("2024-Q1")
    (fund,) = (await bureau.editor.get(f"{AT}/funds")).json()["items"]
    assert (fund["committed"], fund["drafted"]) == ("10000.00", "10000.00")


async def test_a_fund_that_is_exceeded_is_reported_and_never_scaled(bureau: Bureau) -> None:
    for number in range(1, 7):
        await bureau.enterprise(number, above_scale=[{"from": "2024-02-10", "entry": "upgrade"}])
    draft = await bureau.settle("2024-Q1")
    assert draft["totals"]["amount"] == "1200000.00"
    assert (draft["fund"]["committed"], draft["fund"]["excess"]) == ("0.00", "0.00")
    assert draft["fund"]["excess_with_drafts"] == "200000.00"
    approved = await bureau.approve(draft)
    assert (approved["fund"]["committed"], approved["fund"]["excess"]) == ("1200000.00", "200000.00")
