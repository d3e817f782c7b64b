"""What a city's plugin answers. Each hook takes nothing and returns declarations; only the first two are required."""

from __future__ import annotations

from collections.abc import Sequence

import pluggy

from .incentive import Fund, Incentive
from .indicator import Indicator
from .place import City
from .plan import Plan
from .published import PublishedResult
from .schedule import Duty, Phase, Task
from .target import Target

GROUP = "gongjian"
hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@hookspec(firstresult=True)
def register_city() -> City:  # type: ignore[empty-body]
    """The city: names, codes, divisions, departments, chains, scopes."""


@hookspec
def register_plans() -> Sequence[Plan]:  # type: ignore[empty-body]
    """The plans with every clause of their documents, and the lists they keep."""


@hookspec
def register_indicators() -> Sequence[Indicator]:  # type: ignore[empty-body]
    """Indicators of this city alone; their keys begin with the city's key and an underscore."""


@hookspec
def register_targets() -> Sequence[Target]:  # type: ignore[empty-body]
    """The targets, in clause order."""


@hookspec
def register_funds() -> Sequence[Fund]:  # type: ignore[empty-body]
    """The special funds."""


@hookspec
def register_incentives() -> Sequence[Incentive]:  # type: ignore[empty-body]
    """Incentives and pressure measures, in clause order."""


@hookspec
def register_phases() -> Sequence[Phase]:  # type: ignore[empty-body]
    """Dated stages."""


@hookspec
def register_duties() -> Sequence[Duty]:  # type: ignore[empty-body]
    """Recurring and dated duties."""


@hookspec
def register_tasks() -> Sequence[Task]:  # type: ignore[empty-body]
    """The tasks with their units, in the document's order."""


@hookspec
def register_published() -> Sequence[PublishedResult]:  # type: ignore[empty-body]
    """Published results about the city."""
