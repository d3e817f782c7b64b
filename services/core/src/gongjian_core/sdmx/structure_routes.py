"""Structures over HTTP: what the flows are made of, readable without a key."""

from datetime import UTC, datetime
from typing import Annotated, Any, Final, get_args

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from ..catalogue import InstalledCities
from ..errors import NotFound
from ..web.conditions import not_modified, tag_of
from .artefacts import KINDS, Kind, StructureQuery, answered, artefacts
from .formats import STRUCTURE, chosen
from .markup import Header
from .query import StructureParameters
from .refusals import NotOffered, refused
from .route import BASE, SdmxRoute, path_parameters
from .structure_xml import structure_message

router = APIRouter(prefix=BASE, tags=["sdmx"], route_class=SdmxRoute)

NOT_BUILT: Final = {
    "actualconstraint", "agencyscheme", "allowedconstraint", "attachmentconstraint", "availableconstraint",
    "categorisation", "categoryscheme", "contentconstraint", "customtypescheme", "dataconsumerscheme",
    "dataproviderscheme", "hierarchicalcodelist", "metadata", "metadataflow", "metadatastructure",
    "namepersonalisationscheme", "organisationscheme", "organisationunitscheme", "process",
    "provisionagreement", "reportingtaxonomy", "rulesetscheme", "schema", "structureset",
    "transformationscheme", "userdefinedoperatorscheme", "vtlmappingscheme",
}  # fmt: skip
"""The other resources of SDMX-REST."""

_PATH = (
    ("resource", f"structure, {', '.join(KINDS)}"),
    ("agency", "agency, or all"),
    ("id", "id of the artefact, or all"),
    ("version", "version, latest or all"),
    ("item", "code or concept of a scheme, or all"),
)
_ANSWER: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The artefacts as SDMX-ML 2.1",
            "content": {STRUCTURE.content_type: {"schema": {"type": "string"}}},
            "headers": {"ETag": {"description": "weak entity tag", "schema": {"type": "string"}}},
        },
        304: {"description": "If-None-Match names these very artefacts"},
    }
    | refused(400, 404, 406, 501)
}


def _kind(resource: str) -> Any:
    if resource == "structure" or resource in get_args(Kind):
        return resource
    if resource in NOT_BUILT:
        raise NotOffered(f"{resource} is not built; there are data, structure, {', '.join(KINDS)}.")
    raise NotFound(f"SDMX-REST has no such resource; there are data, structure, {', '.join(KINDS)}.")


async def get_structures(request: Request, query: Annotated[StructureParameters, Query()]) -> Response:
    """Dataflows, data structures, concepts and codelists; what is left out at the end of the path is `all`."""
    asked = dict(request.path_params)
    kind = _kind(asked.pop("resource"))
    format = chosen(request.headers.get("accept", ""), (STRUCTURE,))
    cities: InstalledCities = request.app.state.catalogue
    wanted = StructureQuery(kind, **asked, references=query.references, detail=query.detail)
    found = answered(artefacts(cities), wanted)
    headers = {"Vary": "Accept", "Cache-Control": "public, no-cache"}
    tag = tag_of(repr(found).encode())
    headers["ETag"] = f"W/{tag}"
    if not_modified(request.headers, tag):
        return Response(status_code=304, headers=headers)
    text = structure_message(Header(datetime.now(UTC)), found)
    return Response(text.encode(), headers=headers, media_type=format.content_type)


for _depth in range(1, len(_PATH) + 1):
    _parts = _PATH[:_depth]
    router.add_api_route(
        "".join(f"/{{{name}}}" for name, _ in _parts), get_structures, methods=["GET"],
        operation_id=f"get_sdmx_structures_by_{_parts[-1][0]}", response_class=Response,
        openapi_extra={"parameters": path_parameters(*_parts)}, **_ANSWER,
    )  # fmt: skip
