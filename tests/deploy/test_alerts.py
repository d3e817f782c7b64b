"""Alerts and the dashboard ask for figures that exist, and every alert says what to do."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import promql_parser
import pytest
import yaml

from .rendering import DEPLOY, kustomize, needs_kubectl, of_kind

PAGE = "deploy/README.md"
DASHBOARD = json.loads((DEPLOY / "components/monitoring/dashboard.json").read_text("utf-8"))
FOREIGN = {
    "up",
    "barman_cloud_cloudnative_pg_io_last_available_backup_timestamp",
    "cnpg_backends_total",
    "cnpg_pg_replication_lag",
    "cnpg_pg_settings_setting",
    "cnpg_pg_stat_archiver_last_archived_time",
    "cnpg_pg_stat_archiver_last_failed_time",
    "kube_deployment_status_replicas_available",
    "kube_job_status_failed",
    "kube_pod_container_status_restarts_total",
    "kubelet_volume_stats_available_bytes",
    "kubelet_volume_stats_capacity_bytes",
    "process_cpu_seconds_total",
    "process_resident_memory_bytes",
}
"""Of Prometheus, CloudNativePG 1.30, its Barman plugin, kube-state-metrics, the kubelet and prometheus-client."""


def rules() -> list[dict[str, Any]]:
    """Answer the alerts of production."""
    groups = [group for found in of_kind("production", "PrometheusRule") for group in found["spec"]["groups"]]
    return [rule for group in groups for rule in group["rules"]]


def questions() -> list[str]:
    """Answer the dashboard's expressions, its variables filled in."""
    asked = [target["expr"] for panel in DASHBOARD["panels"] for target in panel.get("targets", ())]
    return [each.replace("$__rate_interval", "5m").replace("$namespace", "gongjian") for each in asked]


def selectors(expression: Any) -> list[Any]:
    """Answer every selection of series within a parsed expression."""
    found: list[Any] = []

    def seen(part: Any) -> bool:
        if isinstance(part, promql_parser.VectorSelector):
            found.append(part)
        return True

    promql_parser.walk(expression, seen)
    return found


def series(text: str) -> set[str]:
    """Answer the names of the series that an exposition in Prometheus' format has or may have."""
    found: set[str] = set()
    for name, kind in re.findall(r"^# TYPE (\S+) (\S+)$", text, re.MULTILINE):
        found |= {f"{name}{end}" for end in ("_bucket", "_count", "_sum")} if kind == "histogram" else {name}
    return found


@pytest.fixture
def ours(expositions: dict[str, str]) -> dict[str, set[str]]:
    """Answer the series of core and relay, with the labels that were seen."""
    text = "".join(expositions.values())
    labels: dict[str, set[str]] = {name: set() for name in series(text)}
    for name, found in re.findall(r"^(\w+)\{(.*)\} ", text, re.MULTILINE):
        labels[name] |= set(re.findall(r'(\w+)="', found))
    return labels


@needs_kubectl
def test_what_is_asked_for_exists(ours: dict[str, set[str]]) -> None:
    given = {"namespace", "pod", "job", "container", "service", "instance"}
    for text in [rule["expr"] for rule in rules()] + questions():
        for asked in selectors(promql_parser.parse(text)):
            assert asked.name in ours or asked.name in FOREIGN, f"nobody tells {asked.name}"
            if seen := ours.get(asked.name):
                wanted = {matcher.name for matcher in asked.matchers.matchers} - given
                assert wanted <= seen, f"{asked.name} has no label {wanted - seen}"


@needs_kubectl
def test_every_alert_leads_to_its_paragraph() -> None:
    page = (DEPLOY / "README.md").read_text("utf-8")
    headings = {
        re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        for title in re.findall(r"^##+ (.+)$", page, re.MULTILINE)
    }
    for rule in rules():
        where, _, anchor = rule["annotations"]["runbook_url"].partition("#")
        assert where == PAGE
        assert anchor in headings, f"{rule['alert']}: the page has no paragraph {anchor}"
        assert f"`{rule['alert']}`" in page, f"the page does not name {rule['alert']}"


@needs_kubectl
def test_alerts_lead_to_where_the_operator_has_the_page(tmp_path: Path) -> None:
    mine = "https://wiki.example/gongjian/operating"
    shutil.copytree(DEPLOY, tmp_path / "deploy")
    page = tmp_path / "deploy/components/monitoring/page.yaml"
    page.write_text(page.read_text("utf-8").replace(f"url: {PAGE}", f"url: {mine}"), "utf-8")
    made = yaml.safe_load_all(kustomize(tmp_path / "deploy/overlays/production"))
    found = {
        rule["alert"]: rule["annotations"]["runbook_url"]
        for item in made
        if item["kind"] == "PrometheusRule"
        for group in item["spec"]["groups"]
        for rule in group["rules"]
    }
    assert found == {
        rule["alert"]: rule["annotations"]["runbook_url"].replace(PAGE, mine, 1) for rule in rules()
    }  # fmt: skip


@needs_kubectl
def test_every_alert_says_what_is_wrong_and_how_urgent_it_is() -> None:
    names = [rule["alert"] for rule in rules()]
    assert len(names) == len(set(names)) > 15
    for rule in rules():
        assert rule["alert"].startswith("Gongjian")
        assert rule["labels"]["severity"] in ("critical", "warning", "info")
        assert rule["annotations"]["summary"].endswith(".")


def test_the_dashboard_is_whole() -> None:
    numbers = [panel["id"] for panel in DASHBOARD["panels"]]
    assert len(numbers) == len(set(numbers))
    assert len(questions()) > 20
    taken: set[tuple[int, int]] = set()
    for panel in DASHBOARD["panels"]:
        at = panel["gridPos"]
        here = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert not here & taken, f"{panel['title']} lies upon another"
        assert at["x"] + at["w"] <= 24
        taken |= here


@needs_kubectl
def test_grafana_finds_the_dashboard() -> None:
    (found,) = [item for item in of_kind("production", "ConfigMap") if "gongjian.json" in item["data"]]
    assert found["metadata"]["labels"]["grafana_dashboard"] == "1"
    assert json.loads(found["data"]["gongjian.json"]) == DASHBOARD
