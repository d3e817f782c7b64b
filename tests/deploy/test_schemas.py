"""What the API server would say: strict schemas of Kubernetes and of the custom resources, offline."""

import copy
import hashlib
import json
from pathlib import Path
from typing import Any

import jsonschema
import kubernetes_validate
import pytest

from .rendering import DEPLOY, OVERLAYS, POOLED, every_overlay, kustomize, needs_kubectl, of_kind, rendered
from .vendor_schemas import SCHEMAS, named, small

VERSIONS = ["1.34", "1.37"]
"""The oldest that the manifests are meant for, and the newest that is known here."""


def validate(found: dict[str, Any], version: str) -> None:
    """Raise jsonschema's ValidationError for what the API server would refuse."""
    schema = SCHEMAS / named(found["apiVersion"], found["kind"])
    if schema.exists():
        jsonschema.Draft202012Validator(json.loads(schema.read_text())).validate(found)
    else:
        kubernetes_validate.validate(found, version, strict=True)


@needs_kubectl
@every_overlay
@pytest.mark.parametrize("version", VERSIONS)
def test_an_overlay_holds_against_strict_schemas(overlay: str, version: str) -> None:
    for found in rendered(overlay):
        try:
            validate(found, version)
        except jsonschema.ValidationError as error:
            where = "/".join(map(str, error.absolute_path))
            pytest.fail(f"{found['kind']} {found['metadata']['name']} at {where}: {error.message}")


@needs_kubectl
def test_a_misspelt_field_is_found_in_every_kind() -> None:
    every = [*OVERLAYS, POOLED]
    for kind in {found["kind"] for name in every for found in rendered(name)}:
        wrong = copy.deepcopy(next(item for name in every for item in of_kind(name, kind)))
        (wrong["spec"] if isinstance(wrong.get("spec"), dict) else wrong)["replicsa"] = 2
        with pytest.raises(jsonschema.ValidationError):
            validate(wrong, VERSIONS[-1])


@needs_kubectl
def test_a_field_of_the_wrong_type_is_found_deep_in_a_custom_resource() -> None:
    wrong = copy.deepcopy(of_kind("production", "Cluster")[0])
    wrong["spec"]["managed"]["roles"][0]["login"] = "yes"
    with pytest.raises(jsonschema.ValidationError, match="'yes' is not of type 'boolean'"):
        validate(wrong, VERSIONS[-1])


def test_the_vendored_schemas_are_those_that_were_vendored() -> None:
    sources = json.loads((SCHEMAS / "sources.json").read_text())
    assert {path.name for path in SCHEMAS.glob("*.json")} == {*sources, "sources.json"}
    for name, source in sources.items():
        text = (SCHEMAS / name).read_bytes()
        assert hashlib.sha256(text).hexdigest() == source["sha256"], f"{name} was edited; vendor it anew"
        jsonschema.Draft202012Validator.check_schema(json.loads(text))
        assert source["licence"] == "Apache-2.0"
        assert source["version"].startswith("v")


def test_a_small_schema_refuses_what_the_whole_refuses() -> None:
    whole = {
        "type": "object",
        "description": "gone",
        "properties": {
            "description": {"type": "string", "maxLength": 3},
            "port": {"x-kubernetes-int-or-string": True, "anyOf": [{"type": "integer"}, {"type": "string"}]},
            "free": {"type": "object", "x-kubernetes-preserve-unknown-fields": True, "properties": {"a": {}}},
            "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        },
        "oneOf": [{"required": ["port"], "properties": {"port": {}}}],
    }
    checked = jsonschema.Draft202012Validator(small(whole))
    assert checked.is_valid({"port": "http", "description": "ok", "free": {"b": 1}, "labels": {"x": "y"}})
    refused: list[dict[str, Any]] = [{"port": 1, "prot": 1}, {"port": 1.5}, {"port": 1, "description": "long"}]
    for wrong in [*refused, {"labels": {}}]:
        assert not checked.is_valid(wrong), wrong
    assert not checked.is_valid({"port": 1, "labels": {"x": 1}})


@needs_kubectl
def test_the_base_alone_renders_and_holds() -> None:
    assert "kind: Deployment" in kustomize(DEPLOY / "base")
    assert Path(DEPLOY / "base" / "kustomization.yaml").exists()
