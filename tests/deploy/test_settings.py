"""Settings reach the processes as they are meant: from ConfigMaps and Secrets, under names that exist."""

import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from gongjian_core import app
from gongjian_core.reach import Reach
from gongjian_core.settings import Settings
from gongjian_relay.settings import RelaySettings

from .rendering import DEPLOY, POOLED, Pods, every_overlay, needs_kubectl, of_kind, one, pods, words_of

pytestmark = needs_kubectl

OTHERS = {"FORWARDED_ALLOW_IPS", "PGSSLROOTCERT"}
"""Read by uvicorn and by asyncpg."""
MADE_BY_OPERATOR = {"gongjian-db-ca"}
"""CloudNativePG makes it for its cluster."""
CLASSES: dict[str, type[Settings | RelaySettings]] = {"core": Settings, "migrate": Settings, "relay": RelaySettings}
SOURCES = Path(app.__file__).parent


def component(made: Pods) -> str:
    """Answer which part of gongjian these pods are."""
    return made.labels["app.kubernetes.io/component"]


def configured(overlay: str, made: Pods) -> dict[str, str]:
    """Answer the variables of a container's ConfigMaps."""
    found: dict[str, str] = {}
    for reference in words_of(made.spec, "configMapRef"):
        found |= one(overlay, "ConfigMap", reference["name"])["data"]
    return found


def environment(overlay: str, made: Pods) -> dict[str, str]:
    """Answer all variables of a container; what only the operator knows is made up."""
    plain = {
        entry["name"]: entry.get("value", "postgresql://u:p@h/d?ssl=verify-full" + "x" * 32)
        for box in made.containers
        for entry in box.get("env", ())
    }
    return configured(overlay, made) | plain


@every_overlay
def test_every_variable_is_a_setting_that_the_process_knows(overlay: str) -> None:
    for made in pods(overlay):
        known = {f"GONGJIAN_{name.upper()}" for name in CLASSES[component(made)].model_fields}
        assert set(environment(overlay, made)) <= known | OTHERS, made.title


@every_overlay
def test_the_process_takes_its_settings(overlay: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for made in pods(overlay):
        with monkeypatch.context() as patch:
            for name, value in environment(overlay, made).items():
                patch.setenv(name, value)
            settings = CLASSES[component(made)]()
        if isinstance(settings, RelaySettings):
            assert settings.relay_metrics_port == made.ports["metrics"]
            assert settings.relay_key.get_secret_value()
            assert settings.log_format == "json"
        elif component(made) == "core":
            assert (settings.host, settings.port) == ("0.0.0.0", made.ports["http"])  # noqa: S104  in a pod of its own
            assert settings.log_format == "json"
            assert settings.admin_key is not None
            assert settings.secrets_key is not None
            assert (settings.database_url is None) == overlay.startswith("single-node")
        else:
            assert settings.owner_database_url is not None
            assert settings.database_url is None, "the job needs the owner alone"


@every_overlay
def test_only_the_job_knows_the_owner(overlay: str) -> None:
    for made in pods(overlay):
        owner = "gongjian-database-owner" in [reference["name"] for reference in words_of(made.spec, "secretKeyRef")]
        assert owner == (component(made) == "migrate")


@every_overlay
def test_secrets_stand_in_no_file_and_are_made_on_the_operators_page(overlay: str) -> None:
    page = (DEPLOY / "README.md").read_text("utf-8")
    assert of_kind(overlay, "Secret") == []
    wanted = {(ref["name"], ref["key"]) for made in pods(overlay) for ref in words_of(made.spec, "secretKeyRef")}
    wanted |= {(name, "url") for made in pods(overlay) for name in words_of(made.spec, "secretName")}
    for store in of_kind(overlay, "ObjectStore"):
        wanted |= {(ref["name"], ref["key"]) for ref in store["spec"]["configuration"]["s3Credentials"].values()}
    for cluster in of_kind(overlay, "Cluster"):
        (begun,) = cluster["spec"]["bootstrap"].values()
        for name in (begun["secret"]["name"], cluster["spec"]["managed"]["roles"][0]["passwordSecret"]["name"]):
            wanted |= {(name, "username"), (name, "password")}
    for name, key in wanted:
        if name in MADE_BY_OPERATOR:
            continue
        made_there = re.findall(rf"create secret generic {name}\b((?:.*\\\n)*.*)", page)
        assert made_there, f"deploy/README.md makes no secret {name}"
        for command in made_there:
            assert f"--from-literal={key}=" in command, f"{name} lacks {key}"


@every_overlay
def test_a_changed_setting_rolls_the_pods(overlay: str) -> None:
    used = [reference["name"] for made in pods(overlay) for reference in words_of(made.spec, "configMapRef")]
    ours = [found["metadata"]["name"] for found in of_kind(overlay, "ConfigMap")]
    assert sorted(used) == sorted(name for name in ours if not name.endswith("dashboard"))
    assert all(re.fullmatch(r"gongjian-(core|relay)-[a-z0-9]{10}", name) for name in used)


@every_overlay
def test_the_relay_finds_core(overlay: str) -> None:
    (relay,) = [made for made in pods(overlay) if component(made) == "relay"]
    address = re.fullmatch(r"http://([a-z-]+)", configured(overlay, relay)["GONGJIAN_CORE_URL"])
    assert address
    assert [port["port"] for port in one(overlay, "Service", address[1])["spec"]["ports"]] == [80]


@every_overlay
def test_a_pod_has_the_time_that_it_takes_to_end(overlay: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (core,) = [made for made in pods(overlay) if component(made) == "core"]
    for name, value in environment(overlay, core).items():
        monkeypatch.setenv(name, value)
    settings = Settings()
    assert settings.drain_seconds >= 5, "gateways need a moment until they send nothing more"
    assert core.spec["terminationGracePeriodSeconds"] >= settings.drain_seconds + settings.shutdown_seconds + 10
    (relay,) = [made for made in pods(overlay) if component(made) == "relay"]
    assert relay.spec["terminationGracePeriodSeconds"] > RelaySettings.model_fields["relay_timeout"].default


def connections_of_a_pod() -> tuple[int, int]:
    """Answer how many connections a pod of core may hold for requests and jobs, and how many that listen."""
    code = "".join(path.read_text("utf-8") for path in SOURCES.rglob("*.py"))
    listeners = len(re.findall(r"async with self\._?database\.listener\(\)", code))
    assert listeners >= 3, "listeners are counted by how they are opened"
    return int(Settings.model_fields["pool_size"].default) + 2 * len(app.HANDLERS), listeners


def test_the_connections_of_all_pods_fit_into_the_database() -> None:
    core: dict[str, Any] = one("production", "Deployment", "gongjian-core")["spec"]
    most = one("production", "HorizontalPodAutoscaler", "gongjian-core")["spec"]["maxReplicas"]
    surge = core["strategy"]["rollingUpdate"]["maxSurge"]
    parameters = one("production", "Cluster", "gongjian-db")["spec"]["postgresql"]["parameters"]
    for_others = 30  # the operator, replicas, the migration, an administrator
    assert (most + surge) * sum(connections_of_a_pod()) + for_others <= int(parameters["max_connections"])


def test_three_times_as_many_pods_fit_by_way_of_the_pooler() -> None:
    pooler = one(POOLED, "Pooler", "gongjian-db-pooler")["spec"]
    shared = {name: int(pooler["pgbouncer"]["parameters"][name]) for name in ("max_client_conn", "default_pool_size")}
    working, listening = connections_of_a_pod()
    pods_of_core = 3 * (one(POOLED, "HorizontalPodAutoscaler", "gongjian-core")["spec"]["maxReplicas"] + 1)
    database = one(POOLED, "Cluster", "gongjian-db")["spec"]
    # PgBouncer looks up passwords over one more; the role, like any, has a pool of its own.
    servers = pooler["instances"] * (shared["default_pool_size"] + 1) + pods_of_core * listening
    assert servers + 30 <= int(database["postgresql"]["parameters"]["max_connections"])
    assert pods_of_core * working <= shared["max_client_conn"], "all of them may meet one instance"
    assert pooler["cluster"]["name"] == "gongjian-db"
    assert "gongjian-db-pooler" in database["certificates"]["serverAltDNSNames"], "else verify-full refuses it"


def test_the_page_says_how_the_pooler_is_reached() -> None:
    page = (DEPLOY / "README.md").read_text("utf-8")
    (said,) = re.findall(r"at='(gongjian-db-pooler[^']*)'", page)
    reach = Reach.of(f"postgresql+asyncpg://gongjian_app:p@{said}")
    assert (reach.pooled, reach.listen) == (True, {"host": "gongjian-db-rw"})
    url = make_url(reach.url)
    assert (url.host, url.port, url.database) == (
        one(POOLED, "Pooler", "gongjian-db-pooler")["metadata"]["name"],
        5432,
        "gongjian",
    )
    assert url.query == {"ssl": "verify-full"}
