"""Each alert fires when it should, not before, and says what and who; promtool computes them as Prometheus does."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from .rendering import needs_kubectl, of_kind

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("alert_cases.yaml").read_text("utf-8"))
PROMTOOL = shutil.which("promtool")
needs_promtool = pytest.mark.skipif(PROMTOOL is None, reason="promtool is not installed (Debian package: prometheus)")


def groups() -> list[dict[str, Any]]:
    """Answer the groups of rules of production."""
    return [group for found in of_kind("production", "PrometheusRule") for group in found["spec"]["groups"]]


def alerts() -> dict[str, dict[str, Any]]:
    """Answer its alerts by name."""
    return {rule["alert"]: rule for group in groups() for rule in group["rules"]}


def expected(case: dict[str, Any]) -> dict[str, Any]:
    """Answer the labels and annotations of an alert that fires."""
    rule = alerts()[case["alert"]]
    return {
        "exp_labels": {**case["fires"], **rule["labels"]},
        "exp_annotations": {"summary": case["summary"], "runbook_url": rule["annotations"]["runbook_url"]},
    }


@needs_kubectl
def test_each_alert_has_a_case() -> None:
    assert sorted(case["alert"] for case in CASES) == sorted(alerts())


@needs_kubectl
@needs_promtool
def test_each_alert_fires_when_it_should_and_not_before(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(yaml.safe_dump({"groups": groups()}), "utf-8")
    tests = [
        {
            "name": case["alert"],
            "interval": "1m",
            "input_series": [{"series": name, "values": values} for name, values in case["series"].items()],
            "alert_rule_test": [
                {"alertname": case["alert"], "eval_time": case["silent"], "exp_alerts": []},
                {"alertname": case["alert"], "eval_time": case["at"], "exp_alerts": [expected(case)]},
            ],
        }
        for case in CASES
    ]
    written = {"rule_files": ["rules.yaml"], "evaluation_interval": "1m", "tests": tests}
    (tmp_path / "cases.yaml").write_text(yaml.safe_dump(written), "utf-8")
    for words in (("check", "rules", "rules.yaml"), ("test", "rules", "cases.yaml")):
        ended = subprocess.run([str(PROMTOOL), *words], cwd=tmp_path, capture_output=True, text=True)
        assert ended.returncode == 0, ended.stdout + ended.stderr
