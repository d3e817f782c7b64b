"""Write a custom resource's schema small: python tests/deploy/vendor_schemas.py <definition.yaml> <project> <version>

Descriptions go, unknown fields are refused as a strict API server would, and `sources.json` says where it came from.
Rules in CEL (`x-kubernetes-validations`) cannot be checked here and go, too.
"""

import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml

SCHEMAS = Path(__file__).parent / "schemas"
KEPT = {
    "additionalProperties", "allOf", "anyOf", "enum", "items", "maxItems", "maxLength", "maxProperties", "maximum",
    "minItems", "minLength", "minProperties", "minimum", "not", "oneOf", "pattern", "properties", "required", "type",
}  # fmt: skip


def small(schema: Any, *, whole: bool = True) -> Any:
    """Answer an OpenAPI schema as a JSON schema; `whole` schemas refuse what they do not name, parts of one cannot."""
    if isinstance(schema, list):
        return [small(part, whole=False) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {word: value for word, value in schema.items() if word in KEPT}
    for word, value in kept.items():
        if word == "properties":
            kept[word] = {name: small(part, whole=whole) for name, part in value.items()}
        elif word in ("items", "additionalProperties") and isinstance(value, dict):
            kept[word] = small(value, whole=whole)
        elif word in ("allOf", "anyOf", "oneOf", "not"):
            kept[word] = small(value, whole=False)
        elif word == "pattern" and "(?i)" in value:
            # Go takes a flag anywhere, Python at the beginning only.
            kept[word] = "(?i)" + value.replace("(?i)", "")
    if schema.get("x-kubernetes-int-or-string"):
        kept.pop("type", None)
        kept["anyOf"] = [{"type": "integer"}, {"type": "string"}]
    open_ended = schema.get("x-kubernetes-preserve-unknown-fields") or "additionalProperties" in kept
    if whole and "properties" in kept and not open_ended:
        kept["additionalProperties"] = False
    return kept


def named(api_version: str, kind: str) -> str:
    """Answer the file name of a kind: `postgresql.cnpg.io-v1-cluster.json`."""
    return f"{api_version.replace('/', '-')}-{kind}.json".lower()


def main(definition: Path, project: str, version: str) -> None:
    """Vendor the stable version of one definition."""
    text = definition.read_bytes()
    spec = yaml.safe_load(text)["spec"]
    sources = json.loads((SCHEMAS / "sources.json").read_text()) if (SCHEMAS / "sources.json").exists() else {}
    for served in spec["versions"]:
        if not re.fullmatch(r"v\d+", served["name"]):
            continue
        schema = small(served["schema"]["openAPIV3Schema"])
        # What every object has; the definition leaves it to the API server.
        schema["properties"]["metadata"] = {"type": "object"}
        name = named(f"{spec['group']}/{served['name']}", spec["names"]["kind"])
        written = json.dumps(schema, separators=(",", ":"), sort_keys=True) + "\n"
        (SCHEMAS / name).write_text(written)
        sources[name] = {
            "project": project,
            "version": version,
            "licence": "Apache-2.0",
            "definition_sha256": hashlib.sha256(text).hexdigest(),
            "sha256": hashlib.sha256(written.encode()).hexdigest(),
        }
    (SCHEMAS / "sources.json").write_text(json.dumps(sources, indent=2, sort_keys=True) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
