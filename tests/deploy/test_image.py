"""The images: what the Dockerfile does, as far as it can be done without a registry."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from .rendering import DEPLOY

ROOT = DEPLOY.parent
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")
IGNORED = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
HADOLINT = Path(sys.executable).parent / "hadolint"
LIST = "import importlib.metadata as m, json; print(json.dumps({d.name: d.version for d in m.distributions()}))"


@pytest.mark.skipif(not HADOLINT.exists(), reason="hadolint comes as a package for Linux only")
def test_the_dockerfile_has_nothing_that_a_linter_finds() -> None:
    done = subprocess.run([HADOLINT, DEPLOY / "Dockerfile"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_what_is_copied_is_let_through_and_nothing_else_is() -> None:
    copied = {
        word for line in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE) for word in line.split()
    }
    assert all((ROOT / word).exists() for word in copied)
    assert IGNORED[1] == "*"
    assert {line[1:] for line in IGNORED if line.startswith("!")} == copied


def test_the_images_run_as_the_user_that_the_pods_ask_for() -> None:
    after = DOCKERFILE[DOCKERFILE.index("AS runtime") :]
    assert re.findall(r"^USER (\S+)$", DOCKERFILE, re.MULTILINE) == ["65532:65532"]
    assert "USER 65532:65532" in after
    pod = (DEPLOY / "base/core/deployment.yaml").read_text("utf-8")
    assert "runAsUser: 65532" in pod
    assert re.findall(r"^EXPOSE (\d+)$", DOCKERFILE, re.MULTILINE) == ["9100", "8000"]


def test_the_base_is_one_that_gongjian_supports_and_comes_from_any_registry() -> None:
    (base,) = re.findall(r"^ARG PYTHON_IMAGE=python:(\d+\.\d+)-slim\S*$", DOCKERFILE, re.MULTILINE)
    assert tuple(map(int, base.split("."))) in {(3, minor) for minor in range(11, 15)}
    assert set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)) == {"${PYTHON_IMAGE}", "source", "runtime"}


def assemble(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the step that the Dockerfile runs."""
    command: list[str | Path] = [sys.executable, DEPLOY / "assemble.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")


def contents(place: Path) -> dict[str, str]:
    """Answer the distributions of an environment, with their versions."""
    done = subprocess.run([place / "bin" / "python", "-c", LIST], capture_output=True, text=True, check=True)
    return {
        name.lower().replace("_", "-").replace(".", "-"): version for name, version in json.loads(done.stdout).items()
    }


def locked() -> dict[str, str]:
    """Answer the versions of the lock."""
    return {item["name"]: item["version"] for item in tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))["package"]}


def test_an_image_of_core_holds_the_lock_and_the_cities_that_were_named(tmp_path: Path) -> None:
    done = assemble("core", "linyi", "--telemetry", "--into", str(tmp_path / "made"))
    assert done.returncode == 0, done.stderr
    there = contents(tmp_path / "made")
    assert there.items() <= locked().items()
    assert {name for name in there if name.startswith("gongjian")} == {"gongjian", "gongjian-core", "gongjian-linyi"}
    assert "opentelemetry-api" in there
    assert not {"pytest", "mypy", "hatchling", "kubernetes-validate", "pip"} & set(there)
    checked = subprocess.run(
        [tmp_path / "made" / "bin" / "gongjian", "check"], capture_output=True, text=True, check=False, cwd="/"
    )
    assert checked.returncode == 0, checked.stderr
    assert "linyi" in checked.stdout
    assert (next((tmp_path / "made").glob("lib/*/site-packages/gongjian_core/migrations")) / "env.py").exists()


def archived(place: Path) -> bytes:
    """Answer a folder as a layer of an image would hold it: names, content, modes and times."""
    sorted_and_whole: list[str | Path] = ["tar", "--sort=name", "--numeric-owner", "-c", "-C", place, "."]
    return subprocess.run(sorted_and_whole, capture_output=True, check=True).stdout


@pytest.mark.skipif(sys.platform != "linux", reason="the tar of other systems sorts nothing")
def test_two_builds_of_one_lock_are_equal_to_the_byte(tmp_path: Path) -> None:
    layers = []
    for _ in range(2):
        done = assemble("relay", "--into", str(tmp_path / "made"))
        assert done.returncode == 0, done.stderr
        layers.append(archived(tmp_path / "made"))
    assert len(layers[0]) > 1_000_000
    assert layers[0] == layers[1]


def test_an_image_of_the_relay_holds_the_relay_alone(tmp_path: Path) -> None:
    done = assemble("relay", "--into", str(tmp_path / "made"))
    assert done.returncode == 0, done.stderr
    there = contents(tmp_path / "made")
    assert there.items() <= locked().items()
    assert {name for name in there if name.startswith("gongjian")} == {"gongjian-relay"}
    assert not {"sqlalchemy", "fastapi", "asyncpg"} & set(there)
    used = subprocess.run(
        [tmp_path / "made" / "bin" / "gongjian-relay", "--help"], capture_output=True, text=True, check=False
    )
    assert "usage: gongjian-relay" in used.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("core", "atlantis"), "no plugin of atlantis"),
        (("relay", "linyi"), "the relay knows no cities"),
        (("relay", "--telemetry"), "sends no traces"),
    ],
)
def test_what_cannot_be_assembled_is_refused(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = assemble(*arguments, "--into", str(tmp_path / "made"))
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "made").exists()
