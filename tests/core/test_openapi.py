"""The OpenAPI document is exact: typed answers, stable operation ids, problems, one schema per entity."""

from typing import Any

import pytest
from tests.core.sample_city import SampleCatalogue

from gongjian_core.app import create_app
from gongjian_core.settings import Settings

METHODS = {"get", "put", "post", "patch", "delete"}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """Answer the document of the service; it needs no database."""
    app = create_app(Settings(database_url="postgresql://nobody@localhost/nothing"), SampleCatalogue())
    return app.openapi()


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """Path, method and operation of everything described."""
    return [
        (path, method, operation)
        for path, described in document["paths"].items()
        for method, operation in described.items()
        if method in METHODS
    ]


def references(value: Any) -> set[str]:
    """Every `$ref` in a value."""
    if isinstance(value, list):
        return set().union(*map(references, value))
    if isinstance(value, dict):
        own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return own.union(*map(references, value.values()))
    return set()


def test_every_success_is_typed_and_every_error_is_a_problem(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        for status, response in operation["responses"].items():
            content = response.get("content", {})
            if status in ("200", "201") and "application/json" in content:
                assert content["application/json"]["schema"].get("$ref"), (path, method, status)
            elif status in ("200", "201"):
                # A file in a format of its own: calendar, spreadsheet, SDMX.
                assert content, (path, method, status)
                assert all("schema" in described for described in content.values()), (path, method, status)
            elif status.startswith(("4", "5")):
                assert content == {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}, (
                    path,
                    method,
                    status,
                )


def test_operation_ids_are_unique_verbs(document: dict[str, Any]) -> None:
    ids = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(ids) == len(set(ids))
    standard = {"get", "list", "put", "patch", "delete", "create"}
    assert {id.split("_")[0] for id in ids} <= standard | {
        "revoke", "approve", "pay", "assess", "simulate", "import", "claim", "ack", "replay", "rotate",
    }  # fmt: skip
    assert {
        "list_enterprises", "get_enterprise", "put_enterprise", "patch_enterprise", "delete_enterprise",
        "list_enterprise_history", "put_observations", "list_observations", "list_indicators", "create_key",
    } <= set(ids)  # fmt: skip


def test_references_lead_somewhere(document: dict[str, Any]) -> None:
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert references(document) <= known


def test_entities_have_one_schema_with_read_only_additions(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    assert not [name for name in schemas if name.endswith(("-Input", "-Output", "_"))]
    enterprise = schemas["Enterprise"]
    added = {name for name, field in enterprise["properties"].items() if field.get("readOnly")}
    assert added == {"tier", "revision", "recorded_at", "recorded_by"}
    assert added < set(enterprise["required"])
    assert enterprise["properties"]["land_mu"]["anyOf"][0]["type"] == "string"
    assert schemas["EnterprisePage"]["properties"]["items"]["items"] == {"$ref": "#/components/schemas/Enterprise"}


def test_a_history_shows_records_without_the_read_only_additions(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    for name in ("Enterprise", "Project", "Allocation", "Fulfilment", "OtherAward", "Settlement"):
        shown = schemas[f"{name}Revision"]["properties"]["data"]["anyOf"][0]
        fields = schemas[name]["properties"]
        assert set(shown["properties"]) == {field for field in fields if not fields[field].get("readOnly")}
        assert set(shown["required"]) == set(schemas[name].get("required", ())) & set(shown["properties"])


def test_parameters_are_named_figures_with_units(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    assert schemas["Incentive"]["properties"]["parameters"]["items"] == {"$ref": "#/components/schemas/Parameter"}
    assert {"name", "value", "unit"} <= set(schemas["Parameter"]["required"])


def test_what_is_recorded_needs_a_key(document: dict[str, Any]) -> None:
    for path, _, operation in operations(document):
        if any(word in path for word in ("enterprises", "projects", "observations", "keys")):
            assert operation["security"] == [{"key": []}], path
            assert "401" in operation["responses"]


def test_writes_describe_their_bodies_and_conditions(document: dict[str, Any]) -> None:
    put = document["paths"]["/api/v1/cities/{city}/enterprises/{uscc}"]["put"]
    assert put["requestBody"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Enterprise"}
    assert {parameter["name"] for parameter in put["parameters"]} == {"city", "uscc", "If-Match", "If-None-Match"}
    for _, method, operation in operations(document):
        if method != "post":
            assert ("requestBody" in operation) == (method in ("put", "patch"))
