"""The restricted profile of Kubernetes' pod security standards, and what we ask beyond it."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from .rendering import every_overlay, needs_kubectl, of_kind, pods

pytestmark = needs_kubectl

VOLUMES = {"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"}


def breaches(spec: dict[str, Any]) -> Iterator[str]:
    """Answer what the restricted profile forbids in a pod."""
    yield from (word for word in ("hostNetwork", "hostPID", "hostIPC") if spec.get(word))
    for volume in spec.get("volumes", ()):
        if set(volume) - {"name"} - VOLUMES:
            yield f"volume {volume['name']}"
    whole = spec.get("securityContext", {})
    if whole.get("sysctls"):
        yield "sysctls"
    for box in [*spec.get("initContainers", ()), *spec["containers"]]:
        own = box.get("securityContext", {})
        both = whole | own
        capabilities = own.get("capabilities", {})
        forbidden = {
            "privileged": own.get("privileged", False),
            "escalation": own.get("allowPrivilegeEscalation") is not False,
            "capabilities": "ALL" not in capabilities.get("drop", ()),
            "added capabilities": set(capabilities.get("add", ())) - {"NET_BIND_SERVICE"},
            "root": both.get("runAsNonRoot") is not True or both.get("runAsUser") == 0,
            "seccomp": both.get("seccompProfile", {}).get("type") not in ("RuntimeDefault", "Localhost"),
            "host ports": any(port.get("hostPort") for port in box.get("ports", ())),
            "procMount": own.get("procMount", "Default") != "Default",
        }
        yield from (f"{word} of {box['name']}" for word, found in forbidden.items() if found)


@every_overlay
def test_every_pod_keeps_the_restricted_profile(overlay: str) -> None:
    assert pods(overlay)
    for made in pods(overlay):
        assert list(breaches(made.spec)) == [], made.title


@every_overlay
def test_the_namespace_refuses_what_does_not(overlay: str) -> None:
    (namespace,) = of_kind(overlay, "Namespace")
    assert namespace["metadata"]["labels"]["pod-security.kubernetes.io/enforce"] == "restricted"


@every_overlay
def test_every_pod_keeps_more_than_that(overlay: str) -> None:
    for made in pods(overlay):
        assert made.spec["automountServiceAccountToken"] is False, made.title
        assert made.spec["enableServiceLinks"] is False, f"{made.title}: GONGJIAN_…_PORT would be read as settings"
        for box in made.containers:
            assert box["securityContext"]["readOnlyRootFilesystem"] is True, made.title
            asked = box["resources"]
            assert asked["requests"]["cpu"]
            assert asked["requests"]["memory"] == asked["limits"]["memory"], "memory that is taken back is a killed pod"
            assert "cpu" not in asked["limits"], "a limit of the processor throttles a busy event loop"
            assert "/tmp" in [mount["mountPath"] for mount in box["volumeMounts"]], "something to write to"  # noqa: S108


CHANGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "hostNetwork": lambda spec: spec.update(hostNetwork=True),
    "volume": lambda spec: spec["volumes"].append({"name": "x", "hostPath": {"path": "/"}}),
    "privileged": lambda spec: spec["containers"][0]["securityContext"].update(privileged=True),
    "escalation": lambda spec: spec["containers"][0]["securityContext"].pop("allowPrivilegeEscalation"),
    "capabilities": lambda spec: spec["containers"][0]["securityContext"].pop("capabilities"),
    "added": lambda spec: spec["containers"][0]["securityContext"]["capabilities"].update(add=["SYS_ADMIN"]),
    "root": lambda spec: spec["containers"][0]["securityContext"].update(runAsUser=0),
    "seccomp": lambda spec: spec["securityContext"].pop("seccompProfile"),
    "host ports": lambda spec: spec["containers"][0]["ports"][0].update(hostPort=80),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_breach_would_be_found(name: str) -> None:
    spec = copy.deepcopy(pods("production")[0].spec)
    CHANGES[name](spec)
    assert [found for found in breaches(spec) if found.startswith(name)]
