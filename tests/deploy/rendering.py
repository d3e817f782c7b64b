"""What an operator applies: overlays rendered by the real kustomize (of kubectl), and questions about the result."""

import functools
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

DEPLOY = Path(__file__).parents[2] / "deploy"
OVERLAYS = sorted(path.parent.name for path in (DEPLOY / "overlays").glob("*/kustomization.yaml"))
COMPONENTS = sorted(path.parent.name for path in (DEPLOY / "components").glob("*/kustomization.yaml"))
KUBECTL = Path(sys.executable).parent / "kubectl"

needs_kubectl = pytest.mark.skipif(not KUBECTL.exists(), reason="kubectl comes as a package for Linux only")
POOLED = "pooled"
"""Production with the component pooler: rendered here, applied by nobody."""
every_overlay = pytest.mark.parametrize("overlay", [*OVERLAYS, POOLED])


def kustomize(folder: Path) -> str:
    """Answer a folder as kustomize renders it; fails with its words when it cannot."""
    done = subprocess.run([KUBECTL, "kustomize", folder], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def folder_of(overlay: str) -> Path:
    """Answer where an overlay is."""
    return Path(__file__).parent / POOLED if overlay == POOLED else DEPLOY / "overlays" / overlay


@functools.cache
def rendered(overlay: str) -> tuple[dict[str, Any], ...]:
    """Answer the objects of an overlay."""
    return tuple(yaml.safe_load_all(kustomize(folder_of(overlay))))


def of_kind(overlay: str, *kinds: str) -> list[dict[str, Any]]:
    """Answer the objects of these kinds."""
    return [found for found in rendered(overlay) if found["kind"] in kinds]


def one(overlay: str, kind: str, name: str) -> dict[str, Any]:
    """Answer the one object of this kind and name."""
    (found,) = [item for item in of_kind(overlay, kind) if item["metadata"]["name"] == name]
    return found


@dataclass(frozen=True)
class Pods:
    """What makes pods: its kind and name, and the pods it makes."""

    title: str
    template: dict[str, Any]

    @property
    def spec(self) -> dict[str, Any]:
        """The pods' specification."""
        spec: dict[str, Any] = self.template["spec"]
        return spec

    @property
    def labels(self) -> dict[str, str]:
        """The pods' labels."""
        labels: dict[str, str] = self.template["metadata"]["labels"]
        return labels

    @property
    def containers(self) -> list[dict[str, Any]]:
        """All containers, those that run before the others too."""
        return [*self.spec.get("initContainers", ()), *self.spec["containers"]]

    @property
    def ports(self) -> dict[str, int]:
        """The named ports."""
        return {port["name"]: port["containerPort"] for box in self.containers for port in box.get("ports", ())}


def pods(overlay: str) -> list[Pods]:
    """Answer everything of ours that makes pods."""
    makers = of_kind(overlay, "Deployment", "Job", "StatefulSet", "DaemonSet")
    return [Pods(f"{made['kind']} {made['metadata']['name']}", made["spec"]["template"]) for made in makers]


def selected(overlay: str, selector: dict[str, Any]) -> list[Pods]:
    """Answer the pods of ours that a label selector selects."""
    return [made for made in pods(overlay) if matches(selector, made.labels)]


def matches(selector: dict[str, Any], labels: dict[str, str]) -> bool:
    """Answer whether a label selector selects these labels."""
    wanted = selector.get("matchLabels", {})
    if any(labels.get(name) != value for name, value in wanted.items()):
        return False
    for wish in selector.get("matchExpressions", ()):
        assert wish["operator"] == "In", f"{wish['operator']} is not understood here"
        if labels.get(wish["key"]) not in wish["values"]:
            return False
    return True


def words_of(data: Any, key: str) -> Iterator[Any]:
    """Answer every value that stands under a key, however deep."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name == key:
                yield value
            yield from words_of(value, key)
    elif isinstance(data, list):
        for value in data:
            yield from words_of(value, key)
