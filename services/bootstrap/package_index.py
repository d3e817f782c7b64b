"""The package index this machine is told to use, by uv's or pip's own settings."""

import base64
import configparser
import os
import re
import ssl
import tomllib
import urllib.parse
import urllib.request
from pathlib import Path

PUBLIC = "https://pypi.org/simple"
AUTHORITIES = ("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE")
BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Ubuntu, Arch
    "/etc/pki/tls/certs/ca-bundle.crt",  # RHEL, Rocky, Fedora, openEuler
    "/etc/ssl/ca-bundle.pem",  # SUSE
    "/etc/ssl/cert.pem",
)
SECONDS = 60


def configured() -> str | None:
    """Answer the address of the index that replaces the public one here; None where none does."""
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if os.environ.get(name):
            # uv lets an address be preceded by a name of the index.
            return re.sub(r"^[\w.-]+=(?=\w+:)", "", os.environ[name])
    return _of_uv() or _of_pip()


def _config_home() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path("~/.config").expanduser())


def _of_uv() -> str | None:
    for file in (_config_home() / "uv/uv.toml", Path("/etc/uv/uv.toml")):
        try:
            settings = tomllib.loads(file.read_text())
        except (OSError, ValueError):
            continue
        for index in settings.get("index", []):
            if index.get("default"):
                return str(index["url"])
        if settings.get("index-url"):
            return str(settings["index-url"])
    return None


def _of_pip() -> str | None:
    home = Path("~/.pip/pip.conf").expanduser()
    named = os.environ.get("PIP_CONFIG_FILE")
    for file in (*([Path(named)] if named else []), _config_home() / "pip/pip.conf", home, Path("/etc/pip.conf")):
        settings = configparser.RawConfigParser()
        try:
            settings.read_string(file.read_text())
        except (OSError, ValueError, configparser.Error):
            continue
        for section in ("install", "global"):
            found = settings.get(section, "index-url", fallback=None)
            if found:
                return found
    return None


def authorities() -> str | None:
    """Answer the file of certificate authorities: the one named in the environment, else the system's own."""
    named = [os.environ[name] for name in AUTHORITIES if os.environ.get(name)]
    return next((file for file in (*named, *BUNDLES) if Path(file).is_file()), None)


def get(address: str) -> bytes:
    """Answer what stands at ``address``; raises OSError.

    On a machine without certificate authorities the far side stays unproven. That is sound here alone: what
    is fetched counts only if its hash is the pinned one, and a password is never sent this way.
    """
    if urllib.parse.urlsplit(address).scheme not in ("http", "https", "file"):
        raise OSError(f"{address} is neither http, https nor file")
    request, secret = _without_password(address)
    try:
        return _read(request, ssl.create_default_context(cafile=authorities()))
    except OSError as error:
        reason = getattr(error, "reason", error)
        if secret or not isinstance(reason, ssl.SSLCertVerificationError):
            raise
        return _read(request, ssl._create_unverified_context())  # noqa: S323  the pinned hash decides


def _read(request: urllib.request.Request, context: ssl.SSLContext) -> bytes:
    with urllib.request.urlopen(request, timeout=SECONDS, context=context) as answer:
        content: bytes = answer.read()
    return content


def _without_password(address: str) -> tuple[urllib.request.Request, bool]:
    parts = urllib.parse.urlsplit(address)
    userinfo, at, host = parts.netloc.rpartition("@")
    request = urllib.request.Request(
        urllib.parse.urlunsplit(parts._replace(netloc=host, fragment="")), headers={"Accept": "text/html, */*"}
    )
    if at:
        secret = base64.b64encode(urllib.parse.unquote(userinfo).encode()).decode()
        request.add_unredirected_header("Authorization", f"Basic {secret}")
    return request, bool(at)
