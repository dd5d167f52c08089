"""One Chromium for the journeys, and a real server on a clock that stands still."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from app.db import Database
from app.settings import Settings
from tests.journeys.hands import House
from tests.support.browser import chromium
from tests.support.databases import Templates
from tests.support.organisation import NOW, World
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


@pytest.fixture(scope="module")
def house(templates: Templates, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Founded once and served."""
    folder = tmp_path_factory.mktemp("house")
    url = templates.copy("sqlite", "founded", folder)
    settings = Settings(data=folder, database_url=url, base_url="http://testserver")
    database = Database(settings.effective_database_url)
    with World(settings, database).running() as world, served(settings, SAYSO_TEST_NOW=NOW.isoformat()) as it:
        yield House(world, it.address)
    database.close()
