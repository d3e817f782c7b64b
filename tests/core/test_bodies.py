"""Bodies that are no proper JSON: refused, nothing stored."""

import httpx
import pytest
from tests.core.conftest import USCC, Service

pytestmark = pytest.mark.anyio

PATH = f"/cities/aa/enterprises/{USCC}"
BODY = '{"name": "甲", "division_code": "990121", "industry_code": "C15"%s}'


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (', "name": "乙"', "the same name twice"),
        (', "certifications": [{"kind": "srdi_sme", "kind": "little_giant"}]', "the same name twice"),
        (', "tags": ' + "[" * 40_000 + "]" * 40_000, "nested too deeply"),
        (', "tags": ' + '{"a":' * 40_000 + "1" + "}" * 40_000, "nested too deeply"),
        (', "tags": [' + "[]," * 60_000 + "1]", "more than 50000 objects and lists"),
        (', "tags": ["a"]' + "".join(f', "n{at}": 1' for at in range(1_000)), "more than 1000 names"),
        (', "tags": ', "is not valid JSON"),
        (', "tags": ["\\ud800"]', "is not valid JSON"),
    ],
    ids=[
        "doubled",
        "doubled inside",
        "deep lists",
        "deep objects",
        "many lists",
        "many names",
        "broken",
        "half a surrogate pair",
    ],
)
async def test_what_is_no_proper_json_is_refused(editor: httpx.AsyncClient, more: str, reason: str) -> None:
    await editor.put(PATH, content=BODY % "", headers={"Content-Type": "application/json"})
    for method in ("PUT", "PATCH"):
        answer = await editor.request(method, PATH, content=BODY % more, headers={"Content-Type": "application/json"})
        assert answer.status_code == 422
        assert reason in answer.json()["errors"][0]["detail"]
    assert (await editor.get(PATH)).json()["revision"] == 1


@pytest.mark.parametrize("day", ["0001-01-01", "0999-12-31", "3000-01-01", "9999-12-31"])
async def test_days_that_no_period_can_name_are_refused(editor: httpx.AsyncClient, day: str) -> None:
    body = {"name": "甲", "division_code": "990121", "industry_code": "C15", "established_on": day}
    answer = await editor.put(PATH, json=body)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/established_on")


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
async def test_times_at_the_ends_of_the_calendar_are_refused(service: Service, moment: str) -> None:
    admin = await service.caller("admin")
    for path in ("/cities/aa/enterprises", "/cities/aa/attainment", "http://test/sdmx/2.1/data/OBSERVATIONS"):
        assert (await admin.get(path, params={"as_of": moment})).status_code in (400, 422)
    for name in ("startPeriod", "updatedAfter"):
        answer = await admin.get("http://test/sdmx/2.1/data/OBSERVATIONS", params={name: moment})
        assert answer.status_code == 400
    key = {"name": "a", "role": "reader", "scope": "aa", "expires_at": moment}
    lease = {"token": "0190b7a6-0000-7000-8000-000000000000", "fence": 1, "at": moment, "duration_ms": 1}
    for path, body in (
        ("/keys", key),
        ("/cities/aa/settlements", {"period": "2024", "as_of": moment}),
        (f"/relay/{lease['token']}/attempts", lease),
        (f"/relay/{lease['token']}/attempts", {**lease, "at": "2024-01-01T00:00:00Z", "fence": 2**63}),
    ):
        assert (await admin.post(path, json=body)).status_code == 422, path


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        ("enterprises/123", {}, "unified social credit code"),
        (f"enterprises/{USCC}", {"division_code": "甲县"}, "code of 6, 9 or 12 digits, not its name"),
        (f"enterprises/{USCC}", {"industry_code": "15"}, "GB/T 4754"),
        ("projects/a b", {}, "letters, digits, - and _"),
    ],
    ids=["credit code", "division by name", "industry without section", "project code"],
)
async def test_a_code_of_the_wrong_form_is_told_what_it_must_be(
    editor: httpx.AsyncClient, path: str, body: dict[str, str], words: str
) -> None:
    said = {"name": "甲", "division_code": "990121", "industry_code": "C15"} | body
    (error,) = (await editor.put(f"/cities/aa/{path}", json=said)).json()["errors"]
    assert words in error["detail"]
    assert "pattern" not in error["detail"]


async def test_a_wrong_parameter_is_one_error_in_plain_words(service: Service) -> None:
    reader = await service.caller("reader")
    for path, name, words in (
        ("/scorecard?on=2024-02-30", "?on", "date"),
        ("/cities/aa/targets?year=x", "?year", "integer"),
        ("/cities/aa/targets?sort=title", "?sort", "has one order here; leave it out"),
        ("/scorecard?sort=rank", "?sort", "has one order here; leave it out"),
        ("/cities/aa/enterprises?industry=15", "?industry", "GB/T 4754"),
    ):
        (error,) = (await reader.get(path)).json()["errors"]
        assert (error["pointer"], words in error["detail"]) == (name, True), path
