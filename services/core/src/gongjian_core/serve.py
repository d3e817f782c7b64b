"""`gongjian serve`: finds or starts the database, brings it up to date, says what runs where, and serves."""

from __future__ import annotations

import asyncio
import errno
import faulthandler
import os
import secrets
import socket
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import asyncpg
import uvicorn
from pydantic import SecretStr

from . import fitness, migrate
from .access import repository as keys
from .app import create_app
from .beside import RelayBeside
from .connections import Connection
from .database import Database
from .declared import Catalogue
from .draining import DrainingServer
from .embedded import said
from .errors import StartRefused, Unavailable
from .opening import Opened, opened
from .settings import Settings
from .telemetry import logs

Say = Callable[[str], None]
_KEEP_ALIVE_SECONDS = 130
"""Longer than gateways keep an idle connection (nginx 60, Traefik 90, Caddy 120): who closes first closes safely."""


def serve(
    settings: Settings,
    catalogue: Catalogue,
    say: Say,
    *,
    prepare: Callable[[Opened], None] | None = None,
    relay: bool = False,
) -> None:
    """Serve until told to stop; StartRefused says why it cannot. `prepare` may fill the database before.

    `relay` runs a relay beside, with a key of its own making.
    """
    if not faulthandler.is_enabled():
        # A crash in an extension leaves its stack on standard error instead of nothing.
        faulthandler.enable()
    listening = _bind(settings)
    try:
        with opened(settings, say, attach=False) as place, said():
            bring_up_to_date(place, say)
            settings = settings.model_copy(update={"database_url": SecretStr(place.app_url)})
            settings, shown = asyncio.run(_with_admin_key(_with_secrets_key(settings, place), place))
            if prepare is not None:
                prepare(place)
            with _relay(settings, listening, say) if relay else nullcontext() as beside:
                if settings.log_format == "json" and shown.startswith("gj_"):
                    shown = f"kept in {settings.data_dir.expanduser() / 'admin.key'}"
                _announce(place, _url(listening), shown, say)
                _run(settings, catalogue, listening, beside)
    except (Unavailable, asyncpg.PostgresError, BrokenPipeError) as error:
        # The command line takes a broken pipe for a terminal that was closed, and would end without a word.
        raise StartRefused(f"a connection was lost while starting: {error.__cause__ or error}") from error
    finally:
        listening.close()


def _bind(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
        listening.listen(2048)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise StartRefused(
                f"port {settings.port} on {settings.host} is taken; stop what listens there or choose another port: "
                f"GONGJIAN_PORT={settings.port + 1 if settings.port < 65535 else 8001}"
            ) from error
        raise StartRefused(
            f"cannot listen on {settings.host}:{settings.port} ({error.strerror}); set GONGJIAN_HOST and GONGJIAN_PORT"
        ) from error
    return listening


def bring_up_to_date(place: Opened, say: Say) -> None:
    """Migrate the embedded server; refuse a server of the operator's that is behind, and any that is too far ahead."""
    found, floor = asyncio.run(_revision(place.app_url))
    fault = migrate.standing(found, floor)
    if fault is None:
        return
    if floor is not None or not place.embedded or place.owner_url is None:
        raise StartRefused(f"{fault} (`gongjian migrate` takes GONGJIAN_OWNER_DATABASE_URL)")
    say("Bringing the database up to date …")
    migrate.upgrade(place.owner_url)


async def _revision(url: str) -> tuple[str | None, str | None]:
    """Its migration and floor; StartRefused when it cannot be used, or its role sees past row-level security."""
    database = Database(url, pool_size=1)
    try:
        await fitness.refuse_unsafe_role(database)
        return await fitness.revision(database)
    except (Unavailable, asyncpg.PostgresError) as error:
        raise StartRefused(
            f"the database cannot be used ({error.__cause__ or error}); see its URL and its log"
        ) from error
    finally:
        await database.close()


def _with_secrets_key(settings: Settings, place: Opened) -> Settings:
    """The settings with a key for the secrets of subscriptions; beside embedded data it is made at the first start."""
    if settings.secrets_key is not None or not place.embedded:
        return settings
    text = kept_key(settings.data_dir.expanduser(), "secrets.key", "GONGJIAN_SECRETS_KEY")
    return settings.model_copy(update={"secrets_key": SecretStr(text)})


async def _with_admin_key(settings: Settings, place: Opened) -> tuple[Settings, str]:
    """The settings with an admin key, and what to show of it: one of our own making is kept beside the data."""
    if settings.admin_key is not None:
        weak = " (short enough to be guessed: take 32 random bytes in production)" if settings.weak_admin_key else ""
        return settings, f"the key of GONGJIAN_ADMIN_KEY{weak}"
    if not place.embedded:
        database = Database(place.app_url, pool_size=1)
        try:
            known = await keys.listed(database)
        finally:
            await database.close()
        if any(row["role"] == "admin" and row["scope"] == "*" for row in known):
            return settings, "a key made with `gongjian keys create`"
    text = kept_key(settings.data_dir.expanduser())
    return settings.model_copy(update={"admin_key": SecretStr(text)}), text


def kept_key(data_dir: Path, name: str = "admin.key", setting: str = "GONGJIAN_ADMIN_KEY") -> str:
    """A key in the data directory, made at the first start and readable by its owner alone."""
    path = data_dir / name
    try:
        if path.exists():
            return path.read_text().strip()
        data_dir.mkdir(parents=True, exist_ok=True)
        text = f"gj_{secrets.token_urlsafe(32)}"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text + "\n")
    except OSError as error:
        raise StartRefused(
            f"a key cannot be kept in {path} ({error.strerror}); set {setting} to 32 random bytes of your own, "
            "or GONGJIAN_DATA_DIR to a directory that can be written"
        ) from error
    return text


def _relay(settings: Settings, listening: socket.socket, say: Say) -> RelayBeside:
    text = kept_key(settings.data_dir.expanduser(), "relay.key", "GONGJIAN_RELAY_KEY")
    asyncio.run(_with_relay_key(settings, text))
    return RelayBeside(_url(listening), text, say)


async def _with_relay_key(settings: Settings, text: str) -> None:
    if settings.database_url is None:
        raise StartRefused("no database: set GONGJIAN_DATABASE_URL")
    database = Database(settings.database_url.get_secret_value(), pool_size=1)
    try:
        await keys.keep(database, text, name=keys.RELAY_NAME, role="relay")
    finally:
        await database.close()


def _url(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # noqa: S104 -- compared, not bound
        host = "127.0.0.1" if host == "0.0.0.0" else "::1"  # noqa: S104
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _announce(place: Opened, url: str, key: str, say: Say) -> None:
    say(f"Database: {place.title}")
    say(f"Admin key: {key}")
    say(f"Serving {url}/api/v1 — documentation at {url}/docs")
    if key.startswith("gj_"):
        say(f"Try: curl -H 'Authorization: Bearer {key}' {url}/api/v1/keys")


def _run(settings: Settings, catalogue: Catalogue, listening: socket.socket, beside: RelayBeside | None) -> None:
    logs.configure(settings.log_level, settings.log_format)
    app = create_app(settings, catalogue)
    config = uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="on",
        timeout_graceful_shutdown=settings.shutdown_seconds,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
    )
    server = DrainingServer(config, app, settings.drain_seconds, beside)
    server.run(sockets=[listening])
    if not server.started:
        raise StartRefused("the service did not start; the reason stands above")
