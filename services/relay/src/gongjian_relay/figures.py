"""Figures for Prometheus: deliveries and their duration. What each subscription lags behind is told by core."""

from __future__ import annotations

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    start_http_server,
)

from .delivery import Outcome

disable_created_metrics()  # type: ignore[no-untyped-call]


class Figures:
    """The figures of one relay process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._deliveries = Counter(
            "gongjian_relay_deliveries",
            "Attempts to deliver a message: taken, refused, no_answer or gone",
            ["outcome"],
            registry=self.registry,
        )
        for outcome in ("taken", "refused", "no_answer", "gone"):
            self._deliveries.labels(outcome)
        self._changes = Counter("gongjian_relay_changes", "Changes that receivers took", registry=self.registry)
        self._seconds = Histogram(
            "gongjian_relay_delivery_seconds", "Time until a receiver had answered an attempt", registry=self.registry
        )
        self.working = Gauge("gongjian_relay_subscriptions", "Subscriptions being worked on", registry=self.registry)
        self.core_failures = Counter(
            "gongjian_relay_core_failures", "Requests that core did not answer as it should", registry=self.registry
        )

    def delivered(self, outcome: Outcome, changes: int) -> None:
        """Count one attempt."""
        found = outcome.verdict
        if found.taken:
            self._changes.inc(changes)
        said = "taken" if found.taken else "gone" if found.gone else "refused" if outcome.status else "no_answer"
        self._deliveries.labels(said).inc()
        self._seconds.observe(outcome.duration_ms / 1000)

    def serve(self, host: str, port: int) -> None:
        """Answer Prometheus on a thread of its own."""
        start_http_server(port, host, registry=self.registry)
