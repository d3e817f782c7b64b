"""Cities that declare phases and duties."""

import pytest
from tests.core.calendar.declared_city import catalogue

from gongjian_core.catalogue import InstalledCities


@pytest.fixture
def cities() -> InstalledCities:
    """Answer what the service serves here."""
    return catalogue()
