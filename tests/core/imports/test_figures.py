"""Observations by import: the rules and revisions of PUT, the same key, withdrawn figures, summaries that follow."""

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from tests.core.conftest import USCC
from tests.core.imports.conftest import CSV, OTHER_USCC, enterprise, lines, tally, told

if TYPE_CHECKING:
    from tests.core.imports.conftest import Sender

pytestmark = pytest.mark.anyio


def figure(subject: str = f"enterprise:{USCC}", **changes: Any) -> dict[str, Any]:
    said = {"subject": subject, "indicator": "gross_output", "period": "2023-01..12", "value": "150.5", "unit": "万元"}
    return said | changes


async def test_figures_become_revisions_and_summaries_follow(send: "Sender", editor: httpx.AsyncClient) -> None:
    await send(lines(enterprise()))
    content = lines(figure(value="12000"), figure("city", period="2024-Q1"), figure("division:990121", scope="zones"))
    assert tally(await send(content, type="observations")) == ("done", 3, 0, 0, 0, 0)
    assert tally(await send(content, type="observations")) == ("done", 0, 0, 3, 0, 0)
    assert (await editor.get(f"/cities/aa/enterprises/{USCC}")).json()["tier"] == "hundred_million"
    changed = lines(
        figure(value="11999.9", period="2023"), figure("city", period="2024-01..03", value=None, note="误报")
    )
    for dry_run in ("true", "false"):
        assert tally(await send(changed, type="observations", dry_run=dry_run)) == ("done", 0, 2, 0, 0, 0)
    found = (await editor.get("/cities/aa/observations?subject=city")).json()["items"]
    assert [(one["period"], one["value"], one["note"], one["revision"]) for one in found] == [
        ("2024-Q1", None, "误报", 2)
    ]


async def test_a_table_of_figures_in_chinese(send: "Sender", editor: httpx.AsyncClient) -> None:
    text = "统计对象,指标名称,报告期,数值,计量单位,数据状态,备注\ncity,工业总产值,2024-01..03,-12.50,亿元,初步,\n"
    assert tally(await send(text, CSV, type="observations")) == ("done", 1, 0, 0, 0, 0)
    (found,) = (await editor.get("/cities/aa/observations")).json()["items"]
    assert (found["indicator"], found["value"], found["status"]) == ("gross_output", "-12.5", "preliminary")
    text = text.replace("-12.50", "").replace(",\n", ",重复填报\n")
    assert tally(await send(text, CSV, type="observations")) == ("done", 0, 1, 0, 0, 0)
    (found,) = (await editor.get("/cities/aa/observations")).json()["items"]
    assert (found["value"], found["note"]) == (None, "重复填报")


async def test_wrong_figures_are_told_where_and_the_right_ones_stay_out_too(send: "Sender") -> None:
    await send(lines(enterprise()))
    content = lines(
        figure(), figure(indicator="none"), figure(unit="吨"), figure("park:none"), figure(value=5),
        figure(f"enterprise:{OTHER_USCC}"), figure(period="2023", value="1"), figure(scope="mines"),
        figure("project:P-1", indicator="completed_investment"),
    )  # fmt: skip
    answer = await send(content, type="observations")
    assert tally(answer) == ("failed", 0, 0, 0, 0, 8)
    assert told(answer) == [
        (2, None, "/indicator"), (3, None, "/unit"), (4, None, "/subject"), (5, None, "/value"), (6, None, "/subject"),
        (7, None, ""), (8, None, "/scope"), (9, None, "/subject"),
    ]  # fmt: skip
    assert tally(await send(content, type="observations", mode="per_row")) == ("done", 1, 0, 0, 0, 8)


async def test_a_stock_stands_under_the_month_it_closes_whatever_it_is_called(send: "Sender") -> None:
    await send(lines(enterprise()))
    people = figure(indicator="employees", unit="人", value="12")
    assert tally(await send(lines(people | {"period": "2023"}), type="observations"))[:2] == ("done", 1)
    again = lines(people | {"period": "2023-12"})
    assert tally(await send(again, type="observations")) == ("done", 0, 0, 1, 0, 0)
