"""Figures keep Prometheus' conventions, and no label can grow without bound or name a caller or a record."""

import re
import subprocess

from prometheus_client.parser import text_string_to_metric_families

from .test_alerts_fire import PROMTOOL, needs_promtool

LABELS = {"method", "route", "status", "kind", "state", "outcome", "subscription", "city", "le"}
UNITS = ("_seconds", "_bytes", "_fds", "_rows", "_changes")


def test_each_figure_says_what_it_is_in_base_units(expositions: dict[str, str]) -> None:
    families = [family for text in expositions.values() for family in text_string_to_metric_families(text)]
    ours = [family for family in families if family.name.startswith("gongjian_")]
    assert len(ours) > 20
    for family in ours:
        assert len(family.documentation.split()) > 2, family.name
        assert not re.search(r"_(ms|milliseconds|minutes|hours|kb|mb|percent)(_|$)", family.name)
        assert family.type != "histogram" or family.name.endswith(UNITS)
        assert family.samples, f"{family.name} was not seen"
        for sample in family.samples:
            assert set(sample.labels) <= LABELS, sample


def test_labels_come_from_the_service_and_not_from_its_callers(expositions: dict[str, str]) -> None:
    routes = set(re.findall(r'route="([^"]*)"', expositions["core"]))
    assert routes == {
        "/api/v1/subscriptions", "/api/v1/cities/{city}/observations", "/api/v1/cities/{city}/imports",
    }  # fmt: skip
    assert set(re.findall(r'city="([^"]*)"', expositions["core"])) == {"linyi"}
    assert "hook" not in expositions["core"]


@needs_promtool
def test_promtool_has_no_complaint(expositions: dict[str, str]) -> None:
    for text in expositions.values():
        ended = subprocess.run([str(PROMTOOL), "check", "metrics"], input=text, capture_output=True, text=True)
        assert (ended.returncode, ended.stderr) == (0, "")
