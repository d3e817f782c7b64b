"""Traces for OpenTelemetry: off unless asked for, and then FastAPI's own, sent over OTLP where the environment says."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from ..errors import StartRefused

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from fastapi.telemetry import TelemetryConfig

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
_PROBES = frozenset({"/healthz", "/readyz", "/metrics"})


def telemetry(wanted: bool) -> TelemetryConfig:
    """What FastAPI is told; StartRefused when traces are wanted and cannot be sent.

    Figures are Prometheus' and logs go to standard error, so neither is sent a second time.
    """
    if wanted and not _installed():
        raise StartRefused("GONGJIAN_TELEMETRY needs the exporter: pip install 'gongjian-core[telemetry]'")
    if wanted and not any(os.environ.get(name) for name in _ENDPOINTS):
        raise StartRefused(f"GONGJIAN_TELEMETRY is set, but not where traces go: set {_ENDPOINTS[0]}=http://…:4318")
    return {
        "auto_configure": wanted,
        "tracing": wanted,
        "operation_spans": wanted,
        "metrics": False,
        "logs": False,
        "exclude": _is_probe,
    }


def _installed() -> bool:
    try:
        return find_spec("opentelemetry.exporter.otlp.proto.http") is not None
    except ModuleNotFoundError:
        return False


def _is_probe(scope: MutableMapping[str, Any]) -> bool:
    return scope.get("path") in _PROBES
