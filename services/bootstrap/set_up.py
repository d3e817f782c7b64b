"""Make ``.venv`` from ``uv.lock``, unless it is there and current; run by the Makefile with any Python that fits."""

import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import obtain_uv
import package_index

ROOT = Path(__file__).resolve().parents[2]
STATE = ROOT / ".setup"
VENV = ROOT / ".venv"
GROUPS = {"everything": (), "run": ("--no-default-groups", "--inexact")}
"""What uv is told to install: everything, or what serving needs (and nothing that is there removed)."""


def main(purpose: str = "everything") -> int:
    """Set the workspace up, for `run` without the developers' tools; answer the exit status for the shell."""
    wanted = _fingerprint()
    stamp = STATE / f"stamp-{purpose}"
    fitting = {stamp, STATE / "stamp-everything"}
    before = [file.read_text() for file in fitting if file.is_file()]
    if wanted in before and (VENV / "bin" / "python").exists():
        return 0
    try:
        STATE.mkdir(exist_ok=True)
        print(f"Setting up .venv with Python {sys.version.split()[0]} (once, and when uv.lock changes) ...", flush=True)
        if any(not text.startswith(f"{ROOT}\n") for text in before):
            # Its programs name the folder that the checkout was moved away from.
            shutil.rmtree(VENV, ignore_errors=True)
        uv = obtain_uv.obtain(STATE)
        environment = _environment()
        index = package_index.configured()
        if index is None:
            _run(uv, environment, "sync", "--locked", "--python", sys.executable, *GROUPS[purpose])
        else:
            _install_from(index, uv, environment, purpose)
        link = VENV / "bin" / "uv"
        link.unlink(missing_ok=True)
        link.symlink_to(uv)
    except subprocess.CalledProcessError as error:
        print(f"uv could not set up .venv (exit status {error.returncode}); it says above why.", file=sys.stderr)
        return 1
    except (obtain_uv.NoUvError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    for file in STATE.glob("stamp-*"):
        file.unlink()
    stamp.write_text(wanted)
    return 0


def _members() -> list[str]:
    workspace = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["uv"]["workspace"]
    return list(workspace["members"])


def _fingerprint() -> str:
    """Answer what the environment is made of: where, with which Python, from which declarations."""
    declared = hashlib.sha256()
    for file in (ROOT / "uv.lock", ROOT / "pyproject.toml", *(ROOT / name / "pyproject.toml" for name in _members())):
        declared.update(file.read_bytes())
    return f"{ROOT}\n{sys.version}\n{declared.hexdigest()}\n"


def _environment() -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    environment["UV_PYTHON_DOWNLOADS"] = "never"
    environment["UV_PROJECT_ENVIRONMENT"] = ".venv"
    home = Path(environment.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
    nearest = next(folder for folder in (home, *home.parents) if folder.exists())
    if not os.access(nearest, os.W_OK):
        environment.setdefault("UV_CACHE_DIR", str(STATE / "cache"))
    elif nearest.stat().st_dev != ROOT.stat().st_dev:
        environment.setdefault("UV_LINK_MODE", "copy")
    authorities = package_index.authorities()
    if authorities:
        environment.setdefault("SSL_CERT_FILE", authorities)
    return environment


def _install_from(index: str, uv: Path, environment: dict[str, str], purpose: str) -> None:
    """Install the locked packages from another index than the one whose addresses the lock contains."""
    environment["UV_DEFAULT_INDEX"] = index
    requirements = STATE / "requirements.txt"
    groups = "--no-default-groups" if purpose == "run" else "--all-groups"
    exported = ("--frozen", groups, "--no-emit-workspace", "--no-header", "-q", "-o", str(requirements))
    _run(uv, environment, "export", *exported)
    _run(uv, environment, "venv", "--clear", "-q", "--python", sys.executable, str(VENV))
    python = ("--python", str(VENV / "bin" / "python"))
    _run(uv, environment, "pip", "sync", "--require-hashes", *python, str(requirements))
    members = [word for name in _members() for word in ("-e", f"./{name}")]
    _run(uv, environment, "pip", "install", "--no-deps", *python, *members)


def _run(uv: Path, environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([str(uv), *arguments], cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
