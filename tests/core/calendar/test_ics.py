"""`calendar.ics`, read by a reader that shares no code with the writer's."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest
import vobject
from fastapi import FastAPI

from gongjian import Declarations, installed
from gongjian_core.app import create_app
from gongjian_core.catalogue import InstalledCities, InstalledCity
from gongjian_core.settings import Settings

pytestmark = pytest.mark.anyio
CITIES = installed()


@pytest.fixture(scope="module")
def app() -> FastAPI:
    """Answer the service with the installed cities; nothing public needs its database."""
    settings = Settings(database_url="postgresql://nobody@127.0.0.1:1/none")
    return create_app(settings, InstalledCities({said.city.key: InstalledCity(said) for said in CITIES}))


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Answer a caller without a key."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test/api/v1") as client:
        yield client


def by_key(said: Declarations) -> str:
    return said.city.key


async def events(client: httpx.AsyncClient, city: str, **asked: str) -> list[Any]:
    answer = await client.get(f"/cities/{city}/calendar.ics", params=asked)
    assert answer.status_code == 200, answer.text
    return list(vobject.readOne(answer.text).vevent_list)


def days_of(event: Any) -> list[date]:
    """The days on which an event begins, as the reader expands its rule."""
    rules = event.getrruleset(addRDate=True)
    return [event.dtstart.value] if rules is None else [moment.date() for moment in rules]


async def test_shizuishans_four_phases_stand_on_their_days(client: httpx.AsyncClient) -> None:
    phases = [event for event in await events(client, "shizuishan") if ".phase." in event.uid.value]
    assert [(e.summary.value, e.dtstart.value, e.dtend.value - timedelta(days=1)) for e in phases] == [
        ("动员部署阶段", date(2022, 3, 1), date(2022, 3, 31)),
        ("全面推进阶段", date(2022, 3, 1), date(2022, 12, 31)),
        ("集中攻坚阶段", date(2023, 1, 1), date(2023, 12, 31)),
        ("巩固提升阶段", date(2024, 1, 1), date(2024, 12, 31)),
    ]
    assert all("条款:四" in event.description.value for event in phases)


@pytest.mark.parametrize("said", CITIES, ids=by_key)
async def test_the_file_holds_the_very_days_of_the_calendar(client: httpx.AsyncClient, said: Declarations) -> None:
    read = [(e.uid.value, day) for e in await events(client, said.city.key) for day in days_of(e)]
    listed: list[tuple[str, date]] = []
    cursor: str | None = ""
    while cursor is not None:
        asked = {"limit": "500"} | ({"cursor": cursor} if cursor else {})
        page = (await client.get(f"/cities/{said.city.key}/calendar", params=asked)).json()
        listed += [(item["series"], date.fromisoformat(item["from"])) for item in page["items"]]
        cursor = page["next"]
    assert sorted(read) == sorted(listed)
    assert read


@pytest.mark.parametrize("said", CITIES, ids=by_key)
async def test_every_event_is_what_phones_accept(client: httpx.AsyncClient, said: Declarations) -> None:
    found = await events(client, said.city.key)
    assert len({event.uid.value for event in found}) == len(found)
    for event in found:
        assert type(event.dtstart.value) is type(event.dtend.value) is date
        assert event.dtend.value > event.dtstart.value
        assert event.dtstamp.value.tzinfo is not None
        assert re.search(r"[\u4e00-\u9fff]", event.summary.value)
        assert ("阶段" in event.summary.value) or ".duty." in event.uid.value
        (alarm,) = event.valarm_list
        assert (alarm.action.value, alarm.description.value) == ("DISPLAY", event.summary.value)
        nine = datetime.combine(event.dtstart.value, datetime.min.time(), UTC) + alarm.trigger.value
        assert nine.hour == 9


async def test_the_file_is_a_subscription(client: httpx.AsyncClient) -> None:
    answer = await client.get("/cities/lincang/calendar.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'inline; filename="lincang.ics"'
    lines = answer.content.decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H", "VERSION:2.0"} <= set(lines)
    assert "X-WR-CALNAME:临沧市方案阶段与调度日历" in lines
    assert "RRULE:FREQ=MONTHLY;UNTIL=20241231;BYMONTHDAY=-1" in lines
    assert all(len(line.encode()) <= 75 for line in lines)
    again = await client.get("/cities/lincang/calendar.ics", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (await client.get("/cities/lincang/calendar.ics")).content == answer.content


async def test_a_unit_subscribes_to_what_it_is_responsible_for(client: httpx.AsyncClient) -> None:
    whole = {event.uid.value: event for event in await events(client, "lincang")}
    for unit in ("市统计局", "市财政局"):
        mine = {event.uid.value for event in await events(client, "lincang", department=unit)}
        assert mine == {uid for uid, event in whole.items() if unit in event.description.value.split("责任单位:")[-1]}
        assert 0 < len(mine) < len(whole)


async def test_a_duty_of_a_phase_names_it(client: httpx.AsyncClient) -> None:
    found = {event.uid.value: event for event in await events(client, "shizuishan")}
    related = found["shizuishan.duty.local-plans@gongjian"].related_to
    assert (related.value, related.params["RELTYPE"]) == ("shizuishan.phase.mobilisation@gongjian", ["PARENT"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/cities/nowhere/calendar.ics", 404),
        ("/cities/lincang/calendar.ics?from=2024-01-01", 422),
        ("/cities/lincang/calendar.ics?department=", 422),
        ("/cities/lincang/calendar.ics?department=a%0D%0AX-OTHER:1", 422),
        ("/cities/lincang/calendar.ics?department=%00", 422),
    ],
)
async def test_what_is_not_there_is_a_problem_document(client: httpx.AsyncClient, path: str, status: int) -> None:
    answer = await client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
