"""Bodies that are no proper JSON: refused, nothing stored."""

import httpx
import pytest
from tests.core.conftest import USCC

pytestmark = pytest.mark.anyio

PATH = f"/cities/aa/enterprises/{USCC}"
BODY = '{"name": "甲", "division_code": "990121", "industry_code": "C15"%s}'


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (', "name": "乙"', "the same name twice"),
        (', "certifications": [{"kind": "srdi_sme", "kind": "little_giant"}]', "the same name twice"),
        (', "tags": ' + "[" * 100_000 + "]" * 100_000, "nested too deeply"),
        (', "tags": ' + '{"a":' * 100_000 + "1" + "}" * 100_000, "nested too deeply"),
        (', "tags": ', "is not valid JSON"),
        (', "tags": ["\\ud800"]', "is not valid JSON"),
    ],
    ids=["doubled", "doubled inside", "deep lists", "deep objects", "broken", "half a surrogate pair"],
)
async def test_what_is_no_proper_json_is_refused(editor: httpx.AsyncClient, more: str, reason: str) -> None:
    await editor.put(PATH, content=BODY % "", headers={"Content-Type": "application/json"})
    for method in ("PUT", "PATCH"):
        answer = await editor.request(method, PATH, content=BODY % more, headers={"Content-Type": "application/json"})
        assert answer.status_code == 422
        assert reason in answer.json()["errors"][0]["detail"]
    assert (await editor.get(PATH)).json()["revision"] == 1
