"""Core on a loopback socket, a reader of the city aa with its key, and who records there."""

import pytest
from tests.serving import Editor, Serving


@pytest.fixture
async def writer(serving: Serving) -> Editor:
    """Answer who records in the city aa."""
    return Editor(await serving.caller("editor", "aa"))


@pytest.fixture
async def key(serving: Serving) -> str:
    """Answer a reader's key for everything."""
    return await serving.key("reader")
