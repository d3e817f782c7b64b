"""Awards over HTTP: every amount with its reasons, every refusal when asked, every payment once."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from ..access.guard import Approving, Reading, Work
from ..attainment.query import today
from ..errors import NotFound
from ..pages import Page, Where, page_of
from ..web.body import accepts, read_json, validated
from ..web.conditions import answer, check_write
from ..web.idempotent import HEADER, once
from ..web.lists import Listed, answer_page, page_of_known
from ..web.operation import API, IF_MATCH, READ, AsOf, City, listing, secured
from ..web.problem import responses
from . import approval, repository
from .answers import award_text
from .entity import SUBJECTS, Award
from .query import AwardQuery, PaymentRequest
from .refusals import narrowed, of_subject, page_of_refusals
from .repository import SETTLEMENTS
from .restored import restored
from .run import Run
from .settlement_routes import Id, declaring

router = APIRouter(prefix=f"{API}/cities/{{city}}", tags=["settlement"])
AwardId = Annotated[str, Path(description="id of the award")]


@router.get("/settlements/{id}/awards", operation_id="list_awards", response_model=Listed[Award], **listing(Award))
async def list_awards(city: City, id: Id, query: Annotated[AwardQuery, Query()], work: Reading) -> Response:
    """Decisions by subject; refusals are computed again when asked for (`outcome=refused`, `subject`)."""
    settlement = await settlement_of(work, id)
    state = settlement["state"]
    if query.subject is not None:
        page = await _of_subject(work, id, state, query)
    elif query.outcome == "refused" and settlement.get("corrects") is None:
        run = await prepared(work, id, query.incentive)
        found, following = await page_of_refusals(run, cursor=query.cursor, limit=query.limit)
        page = Page([award_text(judged, state) for judged in found], following, None)
    else:
        page = await stored_page(work, id, query)
    return answer_page(work.request, page, Award, query.fields)


async def stored_page(work: Work, id: str, query: AwardQuery) -> Page:
    """A page of what was stored."""
    where = Where()
    source = repository.award_source(None if work.place is None else where.value(work.place))
    repository.awards_of(
        work.city.key, id, where, incentive=query.incentive, outcome=query.outcome, subject=query.subject
    )
    return await page_of(
        work.transaction, item=repository.AWARD, source=source, where=where,
        keys=repository.AWARD_KEYS, sorts={"number": repository.AWARD_KEYS[1]}, wanted=query.wanted("number"),
    )  # fmt: skip


async def _of_subject(work: Work, id: str, state: str, query: AwardQuery) -> Page:
    kind, _, key = (query.subject or "").partition(":")
    whole = AwardQuery(subject=query.subject, incentive=query.incentive, limit=500)
    texts = list((await stored_page(work, id, whole)).items)
    if query.outcome in (None, "refused"):
        run = await prepared(work, id, query.incentive)
        texts += [award_text(judged, state) for judged in await of_subject(run, SUBJECTS[SUBJECTS.index(kind)], key)]
    documents = [json.loads(text) for text in texts]
    items = [
        (document["id"], text)
        for document, text in zip(documents, texts, strict=True)
        if query.outcome in (None, document["outcome"])
    ]
    return page_of_known(items, query.wanted("number"))


async def settlement_of(work: Work, id: str) -> dict[str, Any]:
    """The document of a settlement, now or at the place that is asked for; NotFound when there is none."""
    found = await SETTLEMENTS.served_text(work.transaction, work.city.key, id, work.place)
    if found is None:
        raise approval.missing(id)
    return dict(json.loads(found[0]))


async def prepared(work: Work, id: str, incentive: str | None) -> Run:
    """The settlement's run again, for one incentive if one is named."""
    order = narrowed(await restored(work.transaction, work.city.key, id), incentive)
    run = Run(work.transaction, order, declaring(work).indicators)
    await run.prepare()
    return run


@router.get(
    "/awards/{id}",
    operation_id="get_award",
    response_model=Award,
    **READ,
)
async def get_award(city: City, id: AwardId, work: Reading, as_of: AsOf = None) -> Response:
    """One award: why this amount, condition by condition."""
    found = await repository.award_text(work.transaction, work.city.key, id, work.place)
    if found is None:
        raise NotFound(f"There is no award {id[:64]} here.")
    return answer(work.request, *found)


@router.post(
    "/awards/{id}/pay", operation_id="pay_award", response_model=Award,
    responses=responses(400, 401, 403, 404, 409, 412, 413, 415, 422, 503),
    openapi_extra=secured(accepts(PaymentRequest), headers=(HEADER, IF_MATCH)),
)  # fmt: skip
async def pay_award(city: City, id: AwardId, work: Approving) -> Response:
    """Record that an approved award was paid, once and whole."""
    raw = await read_json(work.request)
    wanted = validated(PaymentRequest, raw)

    async def act(_: bytes) -> Response:
        if "if-match" in work.request.headers:
            present = await repository.award_text(work.transaction, work.city.key, id)
            check_write(work.request.headers, None if present is None else present[1])
        await approval.pay(work.transaction, work.city.key, id, wanted.paid_on, wanted.reference, today())
        found = await repository.award_text(work.transaction, work.city.key, id)
        if found is None:
            raise RuntimeError("an award just paid is not visible")
        return answer(work.request, *found)

    return await once(work.request, work.transaction, work.access.key_id, raw, act)
