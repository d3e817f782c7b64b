"""The operator's page says what is there: its commands parse and name what exists."""

import re
import subprocess
from typing import Any, cast

import click
import pytest
from typer.main import get_command

from gongjian_core.cli import app

from .rendering import DEPLOY, OVERLAYS, kustomize, matches, needs_kubectl, of_kind, one, rendered

PAGE = (DEPLOY / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = "\n".join(BLOCKS)


@pytest.mark.parametrize("block", BLOCKS, ids=[block.split("\n")[0][:40] for block in BLOCKS])
def test_a_block_of_commands_is_shell(block: str) -> None:
    done = subprocess.run(["bash", "-n"], input=block, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_is_applied_exists() -> None:
    applied = re.findall(r"kubectl apply -k (\S+)", COMMANDS)
    assert applied
    assert {path.removeprefix("deploy/overlays/") for path in applied} <= set(OVERLAYS)


def chosen(selector: dict[str, Any]) -> list[str]:
    """Answer the kinds of the objects that `kubectl apply -l` would apply."""
    found = [item for item in rendered("production") if matches(selector, item["metadata"].get("labels", {}))]
    return sorted(item["kind"] for item in found)


@needs_kubectl
def test_what_goes_before_the_pods_is_chosen_by_its_label() -> None:
    before: dict[str, Any] = {"key": "app.kubernetes.io/component", "operator": "In", "values": ["network", "database"]}
    assert "-l 'app.kubernetes.io/component in (network,database)'" in COMMANDS
    assert "-l app.kubernetes.io/component=migrate" in COMMANDS
    first = chosen({"matchExpressions": [before]})
    then = chosen({"matchLabels": {"app.kubernetes.io/component": "migrate"}})
    policies = len(of_kind("production", "NetworkPolicy"))
    assert first == ["Cluster", *["NetworkPolicy"] * policies, "ObjectStore", "ScheduledBackup"]
    assert then == ["Job", "ServiceAccount"]
    assert not list(one("production", "Job", "gongjian-migrate")["spec"]["template"]["spec"].get("envFrom", ()))


@needs_kubectl
def test_what_commands_speak_of_exists() -> None:
    said = set(re.findall(r"\b((?:deployment|job|cluster|service)/[a-z-]+)", COMMANDS))
    there = {f"{item['kind'].lower()}/{item['metadata']['name']}" for item in rendered("production")}
    assert said
    assert said <= there


def test_the_commands_of_gongjian_are_commands_of_gongjian() -> None:
    known = cast("click.Group", get_command(app))
    asked = re.findall(r"[` ]gongjian ([a-z]+)(?: ([a-z]+))?", PAGE)
    named = {(first, second) for first, second in asked if first in known.commands}
    assert {"keys", "doctor", "backup", "restore"} <= {first for first, _ in named}
    for second in {second for first, second in named if first == "keys"}:
        assert second in cast("click.Group", known.commands["keys"]).commands
    assert set(re.findall(r"-- gongjian ([a-z]+)", COMMANDS)) <= set(known.commands)


def test_every_folder_that_the_page_names_is_there() -> None:
    for path in re.findall(r"`((?:base|components|overlays|tests|plugins)/[\w./-]*)`", PAGE):
        top = DEPLOY if path.split("/")[0] in ("base", "components", "overlays") else DEPLOY.parent
        assert (top / path).exists(), path


@needs_kubectl
def test_the_single_node_restores_with_the_volume_it_serves_from() -> None:
    serving, idle = (
        one(name, "Deployment", "gongjian-core")["spec"]["template"]["spec"]["containers"][0]
        for name in ("single-node", "single-node-idle")
    )
    other = {"args", "startupProbe", "readinessProbe", "livenessProbe"}
    assert {name for name in serving | idle if serving.get(name) != idle.get(name)} == other


@needs_kubectl
def test_a_restored_database_archives_under_another_name() -> None:
    assert "recovery" in kustomize(DEPLOY / "overlays" / "restore")
    spec = one("restore", "Cluster", "gongjian-db")["spec"]
    assert "initdb" not in spec["bootstrap"]
    (source,) = spec["externalClusters"]
    (plugin,) = spec["plugins"]
    assert spec["bootstrap"]["recovery"]["source"] == source["name"]
    assert source["plugin"]["parameters"]["serverName"] == "gongjian-db"
    assert plugin["parameters"]["serverName"] != source["plugin"]["parameters"]["serverName"]
    assert "targetTime" in spec["bootstrap"]["recovery"]["recoveryTarget"]
