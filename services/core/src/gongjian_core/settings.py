"""What the environment may say: one class, checked when built. Every variable starts with `GONGJIAN_`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ASYNCPG = "postgresql+asyncpg://"


def asyncpg_url(url: str) -> str:
    """Turn `postgresql://…` or `postgres://…` into SQLAlchemy's asyncpg form; leave others alone."""
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return ASYNCPG + url.removeprefix(plain)
    return url


class Settings(BaseSettings):
    """Settings of the service; the README lists them."""

    model_config = SettingsConfigDict(env_prefix="GONGJIAN_", extra="ignore", hide_input_in_errors=True)

    database_url: SecretStr | None = Field(None, description="URL of the application's role; unset: embedded server")
    owner_database_url: SecretStr | None = Field(None, description="URL of the role that migrates")
    data_dir: Path = Field(Path(".data"), description="where the embedded server and the first key live")
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65535)
    admin_key: SecretStr | None = Field(None, description="text of an admin key with scope *")
    cors_origins: str = Field("", description="origins that browsers may call from, separated by commas")
    pool_size: int = Field(10, ge=1, le=1000)
    max_body_bytes: int = Field(4 * 1024 * 1024, ge=1024)
    max_import_bytes: int = Field(64 * 1024 * 1024, ge=1024, description="size of a file that is imported")
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["text", "json"] = "text"
    telemetry: bool = Field(False, description="send traces over OTLP; OTEL_EXPORTER_OTLP_ENDPOINT says where")
    secrets_key: SecretStr | None = Field(None, description="encrypts subscriptions' secrets; old ones after commas")
    allow_private_webhooks: bool = Field(False, description="let changes be pushed to private and loopback addresses")
    cursor_days: int = Field(90, ge=90, le=3650, description="how long a cursor of the feed is good for")
    settle_at_once: int = Field(
        20_000, ge=0, description="a settlement over more enterprises and projects than that becomes a job (202)"
    )
    shutdown_seconds: int = Field(20, ge=1, le=600)
    drain_seconds: int = Field(
        0, ge=0, le=600, description="on SIGTERM: not ready, but serving on for so long, until nothing is sent here"
    )

    @field_validator("database_url", "owner_database_url", mode="after")
    @classmethod
    def _speaks_asyncpg(cls, url: SecretStr | None) -> SecretStr | None:
        if url is None or not url.get_secret_value():
            return None
        text = asyncpg_url(url.get_secret_value())
        if not text.startswith(ASYNCPG):
            raise ValueError("must be a PostgreSQL URL: postgresql://user:password@host/database")
        return SecretStr(text)

    @field_validator("admin_key", mode="after")
    @classmethod
    def _is_given(cls, key: SecretStr | None) -> SecretStr | None:
        return key if key is not None and key.get_secret_value() else None

    @property
    def weak_admin_key(self) -> bool:
        """Whether the admin key is short enough to be guessed."""
        return self.admin_key is not None and len(self.admin_key.get_secret_value()) < 20

    @field_validator("secrets_key", mode="after")
    @classmethod
    def _are_long_enough(cls, keys: SecretStr | None) -> SecretStr | None:
        if keys is None or not keys.get_secret_value():
            return None
        if any(len(key.strip()) < 32 for key in keys.get_secret_value().split(",")):
            raise ValueError("must have at least 32 characters; take 32 random bytes in base64, for example")
        return keys

    @property
    def origins(self) -> list[str]:
        """The origins named in `GONGJIAN_CORS_ORIGINS`."""
        return [origin.strip().rstrip("/") for origin in self.cors_origins.split(",") if origin.strip()]
