"""What one object says of another holds: selectors, ports, service accounts, volumes, targets."""

from typing import Any

from gongjian_core.health import router as health

from .rendering import every_overlay, needs_kubectl, of_kind, one, pods, selected, words_of

pytestmark = needs_kubectl

FOREIGN = {"cnpg.io/cluster": "gongjian-db", "cnpg.io/podRole": "instance"}
"""The labels that CloudNativePG gives to the pods of our database."""
FOREIGN_PORTS = {"postgresql": 5432, "metrics": 9187, "status": 8000}


def names(overlay: str, kind: str) -> set[str]:
    """Answer the names of a kind's objects."""
    return {found["metadata"]["name"] for found in of_kind(overlay, kind)}


def backends(found: dict[str, Any]) -> list[tuple[str, Any]]:
    """Answer the services and ports that a route or an ingress sends to."""
    routed = [(back["name"], back["port"]) for backs in words_of(found, "backendRefs") for back in backs]
    ingress = [(back["service"]["name"], back["service"]["port"]["name"]) for back in words_of(found, "backend")]
    return routed + ingress


@every_overlay
def test_a_selector_selects_its_own_pods_and_no_others(overlay: str) -> None:
    for made in of_kind(overlay, "Deployment"):
        (chosen,) = selected(overlay, made["spec"]["selector"])
        assert chosen.title == f"Deployment {made['metadata']['name']}"
    for service in of_kind(overlay, "Service"):
        assert len(selected(overlay, {"matchLabels": service["spec"]["selector"]})) == 1
    for budget in of_kind(overlay, "PodDisruptionBudget"):
        (chosen,) = selected(overlay, budget["spec"]["selector"])
        assert chosen.title == f"Deployment {budget['metadata']['name']}"


@every_overlay
def test_a_service_leads_to_a_port_that_is_open(overlay: str) -> None:
    for service in of_kind(overlay, "Service"):
        (chosen,) = selected(overlay, {"matchLabels": service["spec"]["selector"]})
        for port in service["spec"]["ports"]:
            assert port["targetPort"] in chosen.ports


@every_overlay
def test_a_route_leads_to_a_service_and_shows_nothing_of_the_operators(overlay: str) -> None:
    routes = of_kind(overlay, "HTTPRoute", "Ingress")
    assert len(routes) == 1
    for name, port in backends(routes[0]):
        ports = one(overlay, "Service", name)["spec"]["ports"]
        assert port in [known for each in ports for known in (each["port"], each["name"])]
    shown = [path if isinstance(path, str) else path["value"] for path in words_of(routes[0], "path")]
    assert set(shown) == {"/api", "/sdmx", "/docs", "/openapi.json"}


@every_overlay
def test_every_account_is_our_own_and_used(overlay: str) -> None:
    used = {made.spec["serviceAccountName"] for made in pods(overlay)}
    assert used == names(overlay, "ServiceAccount")
    for account in of_kind(overlay, "ServiceAccount"):
        assert account["automountServiceAccountToken"] is False


@every_overlay
def test_every_mount_has_its_volume_and_every_volume_its_mount(overlay: str) -> None:
    for made in pods(overlay):
        volumes = {volume["name"] for volume in made.spec["volumes"]}
        mounted = {mount["name"] for box in made.containers for mount in box["volumeMounts"]}
        assert volumes == mounted, made.title
        for claim in words_of(made.spec, "claimName"):
            assert claim in names(overlay, "PersistentVolumeClaim")


@every_overlay
def test_probes_ask_the_three_paths_that_core_answers(overlay: str) -> None:
    known = {getattr(route, "path", "") for route in health.routes}
    for made in of_kind(overlay, "Deployment"):
        (box,) = made["spec"]["template"]["spec"]["containers"]
        if box["args"][0] == "sh":
            continue  # idle, it answers nothing
        asked = {name: box[f"{name}Probe"]["httpGet"] for name in ("startup", "readiness", "liveness")}
        assert {get["port"] for get in asked.values()} == {box["ports"][0]["name"]}
        if box["name"] == "core":
            assert [get["path"] for get in asked.values()] == ["/startupz", "/readyz", "/healthz"]
            assert {get["path"] for get in asked.values()} <= known
            assert box["readinessProbe"]["timeoutSeconds"] > 3, "readyz waits three seconds for the database"


@every_overlay
def test_whoever_scales_is_alone_in_it(overlay: str) -> None:
    scaled = {found["spec"]["scaleTargetRef"]["name"] for found in of_kind(overlay, "HorizontalPodAutoscaler")}
    for name in scaled:
        assert "replicas" not in one(overlay, "Deployment", name)["spec"], "an apply would undo the autoscaler"


@every_overlay
def test_monitors_find_what_they_scrape(overlay: str) -> None:
    for monitor in of_kind(overlay, "ServiceMonitor"):
        wanted = monitor["spec"]["selector"]["matchLabels"].items()
        (found,) = [item for item in of_kind(overlay, "Service") if wanted <= item["metadata"]["labels"].items()]
        open_ports = {port["name"] for port in found["spec"]["ports"]}
        assert {end["port"] for end in monitor["spec"]["endpoints"]} <= open_ports
    for monitor in of_kind(overlay, "PodMonitor"):
        chosen = selected(overlay, monitor["spec"]["selector"])
        ports = chosen[0].ports if chosen else FOREIGN_PORTS
        assert chosen or monitor["spec"]["selector"]["matchLabels"].items() <= FOREIGN.items()
        assert {end["port"] for end in monitor["spec"]["podMetricsEndpoints"]} <= set(ports)


def test_production_backs_up_the_cluster_that_it_runs() -> None:
    cluster = one("production", "Cluster", "gongjian-db")
    (plugin,) = cluster["spec"]["plugins"]
    assert plugin["parameters"]["barmanObjectName"] in names("production", "ObjectStore")
    schedule = one("production", "ScheduledBackup", "gongjian-db")["spec"]
    assert schedule["cluster"]["name"] == cluster["metadata"]["name"]
    assert schedule["pluginConfiguration"]["name"] == plugin["name"]
    assert len(schedule["schedule"].split()) == 6, "its first field is seconds"
    roles = {role["name"]: role for role in cluster["spec"]["managed"]["roles"]}
    assert roles["gongjian_app"]["inherit"] is False
    assert not {"superuser", "bypassrls", "createrole"} & set(roles["gongjian_app"])


def test_production_outlives_a_node() -> None:
    assert one("production", "HorizontalPodAutoscaler", "gongjian-core")["spec"]["minReplicas"] >= 3
    assert one("production", "Cluster", "gongjian-db")["spec"]["instances"] >= 3
    assert names("production", "PodDisruptionBudget") == names("production", "Deployment")
    for made in of_kind("production", "Deployment"):
        spread = made["spec"]["template"]["spec"]["topologySpreadConstraints"]
        assert {each["topologyKey"] for each in spread} == {"kubernetes.io/hostname", "topology.kubernetes.io/zone"}
        assert made["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
