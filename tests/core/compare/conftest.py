"""A parent city, its county and a neighbour, which all declare targets."""

import pytest
from tests.core.scorecard.declared_cities import catalogue

from gongjian_core.catalogue import InstalledCities


@pytest.fixture
def cities() -> InstalledCities:
    """Answer what the service serves here."""
    return catalogue()
