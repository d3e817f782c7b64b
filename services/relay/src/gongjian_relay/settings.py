"""What the environment may say to a relay. Every variable starts with `GONGJIAN_`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class RelaySettings(BaseSettings):
    """Settings of a relay; its README lists them. Times are seconds."""

    model_config = SettingsConfigDict(env_prefix="GONGJIAN_", extra="ignore", hide_input_in_errors=True)

    core_url: str = Field("http://127.0.0.1:8000", description="where core answers, without /api/v1")
    relay_key: SecretStr = Field(description="a key of role relay and scope *")
    allow_private_webhooks: bool = Field(False, description="whether receivers may have private or loopback addresses")
    relay_subscriptions: int = Field(64, ge=1, le=1000, description="how many this process works at once")
    relay_timeout: float = Field(30, ge=0.05, le=45, description="for an answer of a receiver, everything included")
    relay_first_pause: float = Field(5, gt=0, description="after the first failure; doubled with each that follows")
    relay_longest_pause: float = Field(3600, gt=0, description="between two tries, however long it has failed")
    relay_metrics_port: int = Field(0, ge=0, le=65535, description="serves figures for Prometheus; 0: no")
    relay_metrics_host: str = "127.0.0.1"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["text", "json"] = "text"
