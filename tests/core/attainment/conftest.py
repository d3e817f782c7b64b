"""Cities that declare targets."""

import pytest
from tests.core.attainment.declared_city import catalogue

from gongjian_core.catalogue import InstalledCities


@pytest.fixture
def cities() -> InstalledCities:
    """Answer what the service serves here."""
    return catalogue()
