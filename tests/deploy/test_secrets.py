"""The commands that make secrets, run as they stand on the page, by the real kubectl without a cluster."""

import base64
import json
import os
import re
import shutil
import subprocess

import kubernetes_validate
import pytest
import yaml
from sqlalchemy import make_url

from gongjian_core.settings import Settings

from .rendering import DEPLOY, KUBECTL, needs_kubectl, one

pytestmark = [needs_kubectl, pytest.mark.skipif(shutil.which("openssl") is None, reason="the page uses openssl")]

PAGE = (DEPLOY / "README.md").read_text("utf-8")
ONLY_SECRETS = """
kubectl() {
  case "$*" in
    *"create secret"*) "$KUBECTL" "$@" --dry-run=client -o yaml && echo ---;;
    *exec*) echo gj_of_the_relay;;
  esac
}
"""


def made(heading: str) -> dict[str, dict[str, str]]:
    """Answer the secrets that a chapter's commands make: name, then key and text."""
    chapter = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    commands = ONLY_SECRETS + "\n".join(re.findall(r"^```sh\n(.*?)^```$", chapter, re.MULTILINE | re.DOTALL))
    others = ("docker", "curl", "kubectl -n gongjian exec")
    commands = "\n".join(line for line in commands.splitlines() if not line.startswith(others))
    environment = {"PATH": os.environ["PATH"], "KUBECTL": str(KUBECTL), "HOME": "/nonexistent"}
    done = subprocess.run(["bash", "-e"], input=commands, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    found = {}
    for secret in yaml.safe_load_all(done.stdout):
        if secret is None:
            continue
        kubernetes_validate.validate(secret, "1.37", strict=True)
        found[secret["metadata"]["name"]] = {
            key: base64.b64decode(value).decode() for key, value in secret["data"].items()
        } | {"type": secret.get("type", "Opaque")}
    return found


PATCHED_SECRETS = """
kubectl() {
  case "$*" in
    *"patch secret"*) printf '%s %s\\n' "$5" "$7";;
    *"get secret"*) printf 'the old one, which is long enough to be taken' | base64;;
    *exec*) echo gj_of_the_relay;;
  esac
}
"""


def test_what_is_rotated_is_what_the_secrets_hold() -> None:
    chapter = PAGE.partition("\n## Rotate keys and secrets\n")[2].partition("\n## ")[0]
    commands = PATCHED_SECRETS + "\n".join(re.findall(r"^```sh\n(.*?)^```$", chapter, re.MULTILINE | re.DOTALL))
    commands = "\n".join(line for line in commands.replace("\\\n", " ").splitlines() if not line.startswith("curl"))
    done = subprocess.run(["bash", "-e"], input=commands, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made_of = made("From nothing to a running city") | made("Production")
    patched = [line.partition(" ") for line in done.stdout.splitlines() if line.startswith("gongjian-")]
    seen = set()
    for name, _, change in patched:
        for key, value in json.loads(change)["stringData"].items():
            assert key in made_of[name]
            assert len(value) >= len("gj_of_the_relay")
            seen.add((name, key, "," in value))
    assert seen == {
        ("gongjian-core", "admin-key", False), ("gongjian-relay", "relay-key", False),
        ("gongjian-core", "secrets-key", True), ("gongjian-core", "secrets-key", False),
        ("gongjian-database", "password", False), ("gongjian-database", "url", False),
    }  # fmt: skip


def test_a_single_node_gets_what_it_needs() -> None:
    secrets = made("From nothing to a running city")
    assert set(secrets) == {"gongjian-core", "gongjian-relay"}
    assert secrets["gongjian-relay"]["relay-key"] == "gj_of_the_relay"


def test_production_gets_urls_that_fit_its_database(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = made("Production")
    cluster = one("production", "Cluster", "gongjian-db")
    for name, role in (("gongjian-database", "gongjian_app"), ("gongjian-database-owner", "gongjian_owner")):
        secret = secrets[name]
        assert secret["type"] == "kubernetes.io/basic-auth", "CloudNativePG takes no other"
        monkeypatch.setenv("GONGJIAN_DATABASE_URL", secret["url"])
        read = Settings().database_url
        assert read is not None
        url = make_url(read.get_secret_value())
        assert (url.username, url.password) == (role, secret["password"])
        assert secret["username"] == role
        assert url.host == f"{cluster['metadata']['name']}-rw"
        assert url.database == cluster["spec"]["bootstrap"]["initdb"]["database"]
        assert url.query["ssl"] == "verify-full"


def test_the_values_are_long_enough_and_differ_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = made("Production"), made("Production")
    for name, key in (
        ("gongjian-core", "admin-key"),
        ("gongjian-core", "secrets-key"),
        ("gongjian-database", "password"),
    ):
        assert first[name][key] != second[name][key]
        assert len(first[name][key]) >= 32
    monkeypatch.setenv("GONGJIAN_ADMIN_KEY", first["gongjian-core"]["admin-key"])
    monkeypatch.setenv("GONGJIAN_SECRETS_KEY", first["gongjian-core"]["secrets-key"])
    assert not Settings().weak_admin_key
