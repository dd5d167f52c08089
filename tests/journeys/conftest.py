"""One Chromium for the journeys, and a real server on a clock that stands still."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from app.settings import Settings
from tests.support.browser import chromium
from tests.support.organisation import NOW
from tests.support.server import served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, opened once."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def home(settings: Settings) -> Iterator[str]:
    """The address of the founded organisation's own server."""
    with served(settings, SAYSO_TEST_NOW=NOW.isoformat()) as server:
        yield server.address
