"""Figures for Prometheus: requests by route, work, the state of things; nothing that tells a caller or a record."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.responses import Response
from starlette.routing import Route

from .timing import WORK

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from .figures import DatabaseFigures

disable_created_metrics()  # type: ignore[no-untyped-call]
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """Counts requests around the application; one registry per application."""

    def __init__(self, state: DatabaseFigures) -> None:
        self.registry = CollectorRegistry()
        self._state = state
        self.registry.register(state)
        self.registry.register(WORK)
        ProcessCollector(registry=self.registry)
        self._requests = Counter(
            "gongjian_requests",
            "Requests answered; method is `other` where the route does not take it",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self._seconds = Histogram(
            "gongjian_request_seconds", "Time from a request to the end of its answer", ["method", "route"],
            registry=self.registry, buckets=_BUCKETS,
        )  # fmt: skip
        self.open = Gauge("gongjian_requests_open", "Requests that are being answered", registry=self.registry)

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    async def show(self, request: Request) -> Response:
        """The figures in Prometheus' text format."""
        await self._state.refresh()
        return Response(generate_latest(self.registry), media_type=CONTENT_TYPE_LATEST)

    def route(self) -> Route:
        """`/metrics`."""
        return Route("/metrics", self.show, methods=["GET"], include_in_schema=False)


class Counted:
    """The middleware that counts; requests that match no route stand under one name."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve and count one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500
        self.metrics.open.inc()

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, answer)
        finally:
            self.metrics.open.dec()
            self.metrics.count(*_place(scope), status, time.perf_counter() - started)


def _place(scope: Scope) -> tuple[str, str]:
    """Method and route as labels, which callers cannot multiply: neither a made-up method nor a path is one."""
    route = scope.get("route")
    if route is None:
        # Only FastAPI's own kind of route says so; pages such as /docs and /metrics are the framework's.
        plain = (route for route in scope["app"].routes if getattr(route, "path", None) == scope["path"])
        route = next(plain, None)
    takes: set[str] = getattr(route, "methods", None) or set()
    method = scope["method"] if scope["method"] in takes | ({"HEAD"} if "GET" in takes else set()) else "other"
    return method, getattr(route, "path", "unmatched")
