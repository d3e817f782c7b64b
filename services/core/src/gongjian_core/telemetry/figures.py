"""The state of a process and of its deployment as figures for Prometheus, read when they are asked for.

A scrape never fails and hardly waits because the database does not answer: then `gongjian_database_up` is 0 and the
figures that only the database knows are left out, rather than shown as they were.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterator, Sequence

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from ..database import Database
from ..errors import Unavailable
from .vitals import Subscribed, Vitals, vitals

_LOG = logging.getLogger("gongjian.figures")
_SUBSCRIPTION: Sequence[tuple[str, str, Callable[[Subscribed], float]]] = (
    ("behind_changes", "Numbers of the change sequence that it has not passed yet", lambda one: one.behind),
    ("lag_seconds", "Age of the oldest change that it has not passed yet", lambda one: one.seconds),
    ("failures", "Failed attempts since the last delivery", lambda one: one.failures),
    ("disabled", "Whether it is switched off: 1 if its receiver wants no more", lambda one: not one.active),
)
"""Name, meaning and value of what is told of each subscription, by its id."""
_PATIENCE_SECONDS = 3.0
_GOOD_FOR_SECONDS = 5.0


class DatabaseFigures(Collector):
    """What is known of the pool and, as of the last refresh, of the feed, the jobs and the records."""

    def __init__(self, database: Database, cities: Sequence[str]) -> None:
        self._database = database
        self._cities = cities
        self._vitals: Vitals | None = None
        self._read_at = float("-inf")
        self._one = asyncio.Lock()

    async def refresh(self) -> None:
        """Read anew what is older than a few seconds; whoever asks meanwhile waits for the same answer."""
        async with self._one:
            if time.monotonic() - self._read_at < _GOOD_FOR_SECONDS:
                return
            try:
                async with asyncio.timeout(_PATIENCE_SECONDS):
                    self._vitals = await vitals(self._database, self._cities)
            except (Unavailable, TimeoutError) as error:
                _LOG.warning("the database's figures cannot be read: %s", str(error) or "no answer in time")
                self._vitals = None
            self._read_at = time.monotonic()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The figures."""
        usage = self._database.usage
        yield GaugeMetricFamily("gongjian_pool_size", "Connections to the database that requests may hold", usage.size)
        yield GaugeMetricFamily("gongjian_pool_in_use", "Connections to the database that requests hold", usage.in_use)
        yield GaugeMetricFamily(
            "gongjian_pool_waiting", "Requests that wait for a connection to the database", usage.waiting
        )
        known = self._vitals
        yield GaugeMetricFamily("gongjian_database_up", "Whether the database answered", float(known is not None))
        if known is not None:
            yield from _of(known)


def _of(known: Vitals) -> Iterator[GaugeMetricFamily]:
    yield GaugeMetricFamily(
        "gongjian_feed_unsequenced_rows", "Committed changes that have no number yet", known.unsequenced
    )
    yield GaugeMetricFamily(
        "gongjian_feed_lag_seconds", "Age of the oldest committed change that has no number yet", known.lag_seconds
    )
    yield GaugeMetricFamily("gongjian_feed_head", "Last number of the change sequence", known.head)
    number = GaugeMetricFamily("gongjian_jobs", "Jobs that wait or are worked on", labels=["kind", "state"])
    oldest = GaugeMetricFamily(
        "gongjian_jobs_oldest_seconds", "Age of the oldest job that waits or is worked on", labels=["kind", "state"]
    )
    for jobs in known.jobs:
        number.add_metric([jobs.kind, jobs.state], jobs.number)
        oldest.add_metric([jobs.kind, jobs.state], jobs.oldest)
    yield number
    yield oldest
    yield from _of_subscriptions(known.subscriptions)
    observed = GaugeMetricFamily(
        "gongjian_attainment_observed_timestamp_seconds",
        "When a city recorded the newest observation that its attainment reads",
        labels=["city"],
    )
    for city, moment in known.observed.items():
        observed.add_metric([city], moment.timestamp())
    yield observed


def _of_subscriptions(known: Sequence[Subscribed]) -> Iterator[GaugeMetricFamily]:
    for name, help, value in _SUBSCRIPTION:
        figure = GaugeMetricFamily(f"gongjian_subscription_{name}", help, labels=["subscription"])
        for one in known:
            figure.add_metric([one.id], value(one))
        yield figure
