"""An import as a job: taken by any pod, whole or absent whatever happens to it."""

from __future__ import annotations

import tempfile
from functools import partial
from typing import Final

from ..database import Transaction
from ..declared import Catalogue
from ..errors import Invalid
from ..jobs import repository as jobs
from ..jobs.worker import Handler, Shift
from ..telemetry.timing import timed
from . import repository
from .running import run, source_of

KIND: Final = "import"
_IN_MEMORY: Final = 1024 * 1024


async def put_in(tx: Transaction, city: str, id: str) -> None:
    """Let a worker do the import."""
    await jobs.enqueue(tx, city, id, KIND, {})


def handler(catalogue: Catalogue) -> Handler:
    """Who does imports, for these cities."""
    return partial(_work, catalogue)


async def _work(catalogue: Catalogue, shift: Shift) -> None:
    job = shift.job
    city = catalogue.cities.get(job.city)
    if city is None:
        raise Invalid("The city is not installed any more.")
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        async with shift.database.transaction((job.city,)) as tx:
            errand = await repository.errand_of(tx, job.city, job.id)
            if errand is None:
                raise Invalid("The import has expired; send the file again.")
            await repository.get_file(tx, job.city, job.id, file)
        file.seek(0)
        async with shift.database.transaction((job.city,), actor=job.created_by, origin=errand.origin) as tx:
            await jobs.without_limits(tx)
            await repository.reserve(tx, job.city, errand.type, wait=True)
            with timed("import"):
                ending = await run(tx, city, job.id, errand, source_of(errand, file, catalogue, city), shift.report)
            await repository.end(tx, job.city, job.id, ending)
            await jobs.finish(tx, job)
