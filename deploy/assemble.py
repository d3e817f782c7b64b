"""Put a service into a virtual environment, from the lock alone: what an image contains, made anywhere.

    python deploy/assemble.py core linyi tancheng --into /opt/gongjian
    python deploy/assemble.py relay --into /opt/gongjian

Third-party packages come with the hashes of uv.lock, the tool that builds our wheels too; the index may be another
(UV_DEFAULT_INDEX or PIP_INDEX_URL). Installed means enabled: core serves the cities that are named, or all of them.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "services" / "bootstrap"))

import obtain_uv  # noqa: E402  it lies beside, in no package
import package_index  # noqa: E402


def known_cities() -> list[str]:
    """Answer the cities of this checkout."""
    return sorted(path.parent.name for path in (ROOT / "plugins").glob("*/pyproject.toml"))


def members(service: str, cities: list[str]) -> dict[str, Path]:
    """Answer the distributions of ours that belong into it, by name."""
    if service == "relay":
        return {"gongjian-relay": ROOT / "services" / "relay"}
    ours = {"gongjian": ROOT / "services" / "contract", "gongjian-core": ROOT / "services" / "core"}
    return ours | {f"gongjian-{city}": ROOT / "plugins" / city for city in cities}


class Assembly:
    """The steps; `work` is a folder that goes afterwards."""

    def __init__(self, uv: Path, work: Path) -> None:
        self.uv = uv
        self.work = work
        self.environment = os.environ | {
            "UV_PYTHON_DOWNLOADS": "never",
            # Not links into the cache: the files get times of their own.
            "UV_LINK_MODE": "copy",
            "PYC_INVALIDATION_MODE": "UNCHECKED_HASH",
        }
        self.environment.pop("VIRTUAL_ENV", None)
        if index := package_index.configured():
            self.environment["UV_DEFAULT_INDEX"] = index
        if authorities := package_index.authorities():
            self.environment.setdefault("SSL_CERT_FILE", authorities)

    def run(self, *command: str | Path, cwd: Path = ROOT) -> None:
        """Run a command; CalledProcessError when it fails."""
        subprocess.run([str(word) for word in command], cwd=cwd, env=self.environment, check=True)

    def locked(self, name: str, *which: str) -> Path:
        """Write what the lock says of these packages, with hashes."""
        written = self.work / f"{name}.txt"
        self.run(self.uv, "export", "--frozen", "--no-emit-workspace", "--no-header", "-q", *which, "-o", written)
        return written

    def environment_of(self, place: Path, requirements: Path) -> Path:
        """Make a virtual environment of exactly these packages; answer its Python."""
        self.run(self.uv, "venv", "--clear", "-q", "--python", sys.executable, place)
        python = place / "bin" / "python"
        sync = ("pip", "sync", "-q", "--require-hashes", "--compile-bytecode", "--python", python)
        self.run(self.uv, *sync, requirements)
        return python

    def put(self, ours: dict[str, Path], into: Path, extras: list[str]) -> None:
        """Assemble these members and all that they need."""
        builder = self.environment_of(self.work / "builder", self.locked("builder", "--only-group", "build"))
        wheels = self.work / "wheels"
        for folder in ours.values():
            self.run(builder, "-m", "hatchling", "build", "-t", "wheel", "-d", wheels, cwd=folder)
        packages = [word for name in ours for word in ("--package", name)]
        packages += [word for extra in extras for word in ("--extra", extra)]
        python = self.environment_of(into, self.locked("runtime", "--no-default-groups", *packages))
        install = ("pip", "install", "-q", "--no-deps", "--no-index", "--compile-bytecode", "--python", python)
        # By name, not by path: the path of a wheel would be written into the environment.
        self.run(self.uv, *install, "--find-links", wheels, *ours)
        make_repeatable(into)


def make_repeatable(place: Path) -> None:
    """Let two builds be equal: no times of this one.

    uv notes when a wheel of ours was made, which goes; every file gets SOURCE_DATE_EPOCH or the oldest time that a
    wheel can have.
    """
    for note in place.rglob("uv_cache.json"):
        record = note.with_name("RECORD")
        lines = record.read_text("utf-8").splitlines(keepends=True)
        record.write_text("".join(line for line in lines if "/uv_cache.json," not in line), "utf-8")
        note.unlink()
    moment = int(os.environ.get("SOURCE_DATE_EPOCH", "315532800"))
    for path in [*place.rglob("*"), place]:
        os.utime(path, (moment, moment), follow_symlinks=False)


def main() -> int:
    """Read the command line and assemble; answer the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("service", choices=["core", "relay"])
    parser.add_argument("cities", nargs="*", help="keys of plugins; all of them if none is named")
    parser.add_argument("--into", type=Path, required=True, help="where the environment goes; it is made anew")
    parser.add_argument("--telemetry", action="store_true", help="with what GONGJIAN_TELEMETRY needs, core only")
    asked = parser.parse_args()
    if unknown := sorted(set(asked.cities) - set(known_cities())):
        parser.error(f"no plugin of {', '.join(unknown)} in plugins/; there are {', '.join(known_cities())}")
    if asked.service == "relay" and (asked.cities or asked.telemetry):
        parser.error("the relay knows no cities and sends no traces")
    extras = ["telemetry"] if asked.telemetry else []
    with tempfile.TemporaryDirectory() as work:
        try:
            uv = obtain_uv.obtain(ROOT / ".setup")
            ours = members(asked.service, asked.cities or known_cities())
            Assembly(uv, Path(work)).put(ours, asked.into.absolute(), extras)
        except (obtain_uv.NoUvError, subprocess.CalledProcessError) as error:
            print(f"{asked.service} could not be assembled: {error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
