"""The worker of a process: one loop for each kind of job, with connections of its own so that requests never wait.

It is told of new jobs by NOTIFY, and looks by itself every few seconds in case it was not.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import uuid4

import asyncpg

from ..database import Database
from ..errors import Problem, Unavailable
from ..telemetry import logs
from . import repository
from .repository import Job, Lost

_LOG = logging.getLogger("gongjian.jobs")
_BEAT_SECONDS = 1.0
_LOOK_SECONDS = 3.0
_PATIENCE_SECONDS = 30.0
"""For a heartbeat or a look for work; a server that takes longer is gone or hangs."""
_SILENT_SECONDS = 90.0
"""A job without a heartbeat for so long is given up here: another worker has it, or nobody can finish it."""
_STATEMENT_SECONDS = 3600.0


class Shift:
    """One job being worked on: what the handler gets."""

    def __init__(self, database: Database, job: Job) -> None:
        self.database = database
        self.job = job
        self.done = 0
        self.total: int | None = None

    def report(self, done: int, total: int | None = None) -> None:
        """How far the work is; told to the database with the next beat."""
        self.done = done
        self.total = self.total if total is None else total


Handler = Callable[[Shift], Awaitable[None]]
"""Does the job in one transaction that ends with `repository.finish`; a Problem but Unavailable fails the job."""


class Worker:
    """Works on jobs until stopped."""

    def __init__(self, url: str, handlers: Mapping[str, Handler]) -> None:
        self._handlers = handlers
        self._database = Database(url, pool_size=2 * len(handlers) or 1, command_seconds=_STATEMENT_SECONDS)
        self._name = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"
        self._wake = {kind: asyncio.Event() for kind in handlers}
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to listen and to work."""
        self._tasks = [
            asyncio.create_task(self._listen(), name="jobs"),
            *(asyncio.create_task(self._work(kind), name=f"jobs {kind}") for kind in self._handlers),
        ]

    async def stop(self) -> None:
        """Stop; what is being worked on is rolled back and given back."""
        left = set(self._tasks)
        while left:
            # Again and again: a library may swallow a cancellation that arrives together with a result.
            for task in left:
                task.cancel()
            _, left = await asyncio.wait(left, timeout=1)
        await self._database.close()

    async def _listen(self) -> None:
        while True:
            with contextlib.suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError):
                async with self._database.listener() as connection:
                    await connection.add_listener("gongjian_jobs", self._told)
                    self._told()
                    while True:
                        await asyncio.sleep(5)
                        await connection.fetchval("select 1", timeout=5)
            await asyncio.sleep(1)

    def _told(self, *_: Any) -> None:
        for event in self._wake.values():
            event.set()

    async def _work(self, kind: str) -> None:
        wake = self._wake[kind]
        while True:
            wake.clear()
            logs.begin()
            try:
                async with asyncio.timeout(_PATIENCE_SECONDS):
                    job = await repository.take(self._database, kind, self._name)
            except Exception as error:
                # Whatever it is, the next look may succeed; a loop that ended would leave jobs lying for ever.
                _LOG.warning("cannot look for %s jobs (%s)", kind, error)
                job = None
            if job is not None:
                await self._do(job)
                continue
            # Not wait_for: in Python 3.11 it loses a cancellation that comes in the moment it is woken.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_SECONDS):
                    await wake.wait()

    async def _do(self, job: Job) -> None:
        logs.begin(job=job.id, city=job.city)
        shift = Shift(self._database, job)
        working = asyncio.ensure_future(self._handlers[job.kind](shift))
        beating = asyncio.create_task(self._beat(shift, working))
        begun = time.perf_counter()
        try:
            await working
            _tell(logging.INFO, job, "done", begun)
        except asyncio.CancelledError:
            if not _being_stopped():
                _LOG.warning("%s %s was taken over by another worker", job.kind, job.id)
                return
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)
            await self._settle(repository.give_back(self._database, job, "its worker stopped", counts=False))
            raise
        except Lost:
            _LOG.warning("%s %s was taken over by another worker", job.kind, job.id)
        except Unavailable as error:
            _tell(logging.WARNING, job, f"given back ({error.detail})", begun)
            await self._settle(repository.give_back(self._database, job, error.detail))
        except Problem as error:
            _tell(logging.INFO, job, f"refused ({error.detail})", begun)
            await self._settle(repository.fail(self._database, job, error.detail))
        except Exception:
            _LOG.exception("%s %s failed", job.kind, job.id)
            await self._settle(repository.fail(self._database, job, "a defect of the service; its log says more"))
        finally:
            beating.cancel()
            await asyncio.gather(beating, return_exceptions=True)

    async def _beat(self, shift: Shift, working: asyncio.Future[None]) -> None:
        last = time.monotonic()
        while True:
            await asyncio.sleep(_BEAT_SECONDS)
            ours = True
            try:
                async with asyncio.timeout(_PATIENCE_SECONDS):
                    ours = await repository.beat(shift.database, shift.job, shift.done, shift.total)
                last = time.monotonic()
            except (Problem, TimeoutError) as error:
                _LOG.warning("no heartbeat for %s %s (%r)", shift.job.kind, shift.job.id, error)
                ours = time.monotonic() - last < _SILENT_SECONDS
            if not ours and not working.done():
                working.cancel()
                return

    async def _settle(self, said: Awaitable[None]) -> None:
        """Tell the database what became of a job; if that fails, the lease runs out and another worker takes it."""
        with contextlib.suppress(Exception):
            await asyncio.shield(asyncio.ensure_future(said))


def _tell(level: int, job: Job, outcome: str, begun: float) -> None:
    spent = round(1000 * (time.perf_counter() - begun), 1)
    fields = {"kind": job.kind, "attempt": job.attempt, "ms": spent}
    _LOG.log(level, "%s %s %s", job.kind, job.id, outcome, extra={"fields": fields})


def _being_stopped() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
