"""Network policies, evaluated: who needs to reach whom does, and nobody else."""

from ipaddress import ip_address, ip_network
from typing import Any

import pytest

from .rendering import POOLED, every_overlay, matches, needs_kubectl, of_kind, pods

pytestmark = needs_kubectl

NAMESPACE = "kubernetes.io/metadata.name"
OPERATED = {
    "database": {"cnpg.io/cluster": "gongjian-db"},
    "pooler": {"cnpg.io/cluster": "gongjian-db", "cnpg.io/poolerName": "gongjian-db-pooler"},
}
"""Labels that CloudNativePG gives to the pods that it makes."""
PORTS: dict[str, dict[str, int]] = {"core": {"http": 8000}, "relay": {"metrics": 9100}, "migrate": {}}


def labels(name: str, overlay: str) -> dict[str, str]:
    """Answer the labels of one of the deployment's pods."""
    if name in OPERATED:
        return OPERATED[name]
    (found,) = [pod.labels for pod in pods(overlay) if pod.labels["app.kubernetes.io/component"] == name]
    return found


def is_meant(peer: dict[str, Any], pod: dict[str, str] | None, namespace: str | None, address: str | None) -> bool:
    """Answer whether a peer of a rule means a pod here, a pod of another namespace, or an address outside."""
    if "ipBlock" in peer:
        block = peer["ipBlock"]
        return (
            address is not None
            and ip_address(address) in ip_network(block["cidr"])
            and not any(ip_address(address) in ip_network(part) for part in block.get("except", ()))
        )
    if "namespaceSelector" in peer:
        if namespace is None or not matches(peer["namespaceSelector"], {NAMESPACE: namespace}):
            return False
        return "podSelector" not in peer
    return pod is not None and namespace is None and matches(peer["podSelector"], pod)


def allows(overlay: str, mine: dict[str, str], direction: str, port: int, known: dict[str, int], **other: Any) -> bool:
    """Answer whether the policies that select a pod let this through; a pod that none selects is open."""
    word = {"Ingress": "from", "Egress": "to"}[direction]
    about = [
        policy["spec"]
        for policy in of_kind(overlay, "NetworkPolicy")
        if direction in policy["spec"]["policyTypes"] and matches(policy["spec"]["podSelector"], mine)
    ]
    for spec in about:
        for rule in spec.get(direction.lower(), ()):
            at = [known.get(each["port"], each["port"]) for each in rule.get("ports", ())]
            if (not at or port in at) and (word not in rule or any(is_meant(peer, **other) for peer in rule[word])):
                return True
    return not about


def reaches(overlay: str, one: str, other: str, port: int) -> bool:
    """Answer whether one of the deployment's pods reaches a port of another: both sides have to allow it."""
    mine, theirs = labels(one, overlay), labels(other, overlay)
    peer: dict[str, Any] = {"namespace": None, "address": None}
    out = allows(overlay, mine, "Egress", port, PORTS.get(other, {}), pod=theirs, **peer)
    return out and allows(overlay, theirs, "Ingress", port, PORTS.get(other, {}), pod=mine, **peer)


def goes_out(overlay: str, one: str, port: int, *, address: str | None = None, namespace: str | None = None) -> bool:
    """Answer whether a pod reaches an address or another namespace."""
    mine = labels(one, overlay)
    return allows(overlay, mine, "Egress", port, {}, pod=None, namespace=namespace, address=address)


def comes_in(overlay: str, one: str, port: int, namespace: str) -> bool:
    """Answer whether pods of another namespace reach a pod."""
    return allows(
        overlay, labels(one, overlay), "Ingress", port, PORTS.get(one, {}), pod=None, namespace=namespace, address=None
    )


@every_overlay
def test_what_has_to_talk_can(overlay: str) -> None:
    assert reaches(overlay, "relay", "core", 8000)
    assert comes_in(overlay, "core", 8000, "gateway")
    assert comes_in(overlay, "core", 8000, "monitoring")
    assert comes_in(overlay, "relay", 9100, "monitoring")
    assert goes_out(overlay, "relay", 443, address="93.184.216.34")
    for name in ("core", "relay"):
        assert goes_out(overlay, name, 53, namespace="kube-system")


@pytest.mark.parametrize("overlay", ["staging", "production", "restore", POOLED])
def test_the_database_is_reached_by_whoever_works_with_it(overlay: str) -> None:
    for name in ("core", "migrate", "database"):
        assert reaches(overlay, name, "database", 5432)
    assert comes_in(overlay, "database", 8000, "cnpg-system")
    assert comes_in(overlay, "database", 9187, "monitoring")
    for port in (443, 6443):
        assert goes_out(overlay, "database", port, address="10.96.0.1")


def test_core_reaches_the_database_by_way_of_its_pooler_and_to_listen() -> None:
    assert reaches(POOLED, "core", "pooler", 5432)
    assert reaches(POOLED, "pooler", "database", 5432)
    assert reaches(POOLED, "core", "database", 5432)
    assert goes_out(POOLED, "pooler", 443, address="10.96.0.1"), "its manager asks the Kubernetes API"
    assert not reaches(POOLED, "relay", "pooler", 5432)
    assert not comes_in(POOLED, "pooler", 5432, "gateway")


@every_overlay
def test_what_need_not_talk_cannot(overlay: str) -> None:
    assert not reaches(overlay, "relay", "database", 5432)
    assert not reaches(overlay, "core", "relay", 9100)
    assert not reaches(overlay, "core", "database", 8000)
    assert not comes_in(overlay, "core", 8000, "default")
    assert not comes_in(overlay, "database", 5432, "gateway")
    assert not comes_in(overlay, "relay", 9100, "gateway")
    for private in ("10.0.0.1", "169.254.169.254", "192.168.1.1", "127.0.0.1", "100.64.0.1"):
        assert not goes_out(overlay, "relay", 443, address=private)
    for port in (80, 443, 5432):
        assert not goes_out(overlay, "core", port, address="93.184.216.34")


@every_overlay
def test_a_pod_that_no_policy_names_is_cut_off(overlay: str) -> None:
    stranger = {"app": "stranger"}
    alone: dict[str, Any] = {"pod": labels("core", overlay), "namespace": None, "address": None}
    assert not allows(overlay, stranger, "Ingress", 8000, {}, **alone)
    assert not allows(overlay, stranger, "Egress", 8000, {}, **alone)
