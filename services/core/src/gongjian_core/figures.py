"""The state of a process and of its deployment as figures for Prometheus, read when they are asked for.

A scrape never fails and hardly waits because the database does not answer: then `gongjian_database_up` is 0 and the
figures that only the database knows are left out, rather than shown as they were.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterator, Sequence

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from .database import Database
from .errors import Unavailable
from .vitals import Subscribed, Vitals, vitals

_LOG = logging.getLogger("gongjian.figures")
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
        yield GaugeMetricFamily("gongjian_pool_size", "Connections that requests may hold", usage.size)
        yield GaugeMetricFamily("gongjian_pool_in_use", "Connections that requests hold", usage.in_use)
        yield GaugeMetricFamily("gongjian_pool_waiting", "Requests that wait for a connection", usage.waiting)
        known = self._vitals
        yield GaugeMetricFamily("gongjian_database_up", "Whether the database answered", float(known is not None))
        if known is not None:
            yield from _of(known)


def _of(known: Vitals) -> Iterator[GaugeMetricFamily]:
    yield GaugeMetricFamily(
        "gongjian_feed_unsequenced_rows", "Committed changes that have no number yet", known.unsequenced
    )
    yield GaugeMetricFamily("gongjian_feed_lag_seconds", "Age of the oldest of them", known.lag_seconds)
    yield GaugeMetricFamily("gongjian_feed_head", "Last number of the change sequence", known.head)
    number = GaugeMetricFamily("gongjian_jobs", "Jobs that wait or are worked on", labels=["kind", "state"])
    oldest = GaugeMetricFamily("gongjian_jobs_oldest_seconds", "Age of the oldest of them", labels=["kind", "state"])
    for jobs in known.jobs:
        number.add_metric([jobs.kind, jobs.state], jobs.number)
        oldest.add_metric([jobs.kind, jobs.state], jobs.oldest)
    yield number
    yield oldest
    yield from _of_subscriptions(known.subscriptions)
    observed = GaugeMetricFamily(
        "gongjian_attainment_observed_timestamp_seconds",
        "When the newest observation that a city's attainment reads was recorded",
        labels=["city"],
    )
    for city, moment in known.observed.items():
        observed.add_metric([city], moment.timestamp())
    yield observed


def _of_subscriptions(known: Sequence[Subscribed]) -> Iterator[GaugeMetricFamily]:
    behind = GaugeMetricFamily(
        "gongjian_subscription_behind", "Numbers of the change sequence not delivered yet", labels=["subscription"]
    )
    seconds = GaugeMetricFamily(
        "gongjian_subscription_lag_seconds", "Age of the oldest change not delivered yet", labels=["subscription"]
    )
    failures = GaugeMetricFamily(
        "gongjian_subscription_failures", "Failed attempts since the last delivery", labels=["subscription"]
    )
    disabled = GaugeMetricFamily(
        "gongjian_subscription_disabled", "Whether it is switched off", labels=["subscription"]
    )  # fmt: skip
    for one in known:
        behind.add_metric([one.id], one.behind)
        seconds.add_metric([one.id], one.seconds)
        failures.add_metric([one.id], one.failures)
        disabled.add_metric([one.id], float(not one.active))
    yield from (behind, seconds, failures, disabled)
