"""The demonstration as `make demo` has it, on a server of its own, and one Chromium to look at it with."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from app.db import open_database
from app.demo.playing import play
from app.demo.stage import Stage
from app.settings import Settings
from app.vault.machine import load_or_create
from tests.support.browser import chromium
from tests.support.databases import Templates
from tests.support.organisation import CHEAP, NOW, World
from tests.support.server import Server, served


@dataclass(frozen=True)
class Played:
    """The demonstration, played once: its application, and the codes that its people hold."""

    world: World
    stage: Stage


@pytest.fixture(scope="module")
def played(templates: Templates, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """The demonstration at a small argon2 cost."""
    folder = tmp_path_factory.mktemp("demonstration")
    settings = Settings(
        data=folder,
        database_url=templates.copy("sqlite", "migrated", folder),
        base_url="http://testserver",
        demonstration=True,
    )
    database = open_database(settings)
    stage = play(database, load_or_create(folder), costs=(CHEAP, CHEAP))
    world = World(settings, database)
    with world.running():
        yield Played(world, stage)
    database.close()


@pytest.fixture(scope="module")
def server(played: Played) -> Iterator[Server]:
    """The demonstration's own server."""
    with served(played.world.settings, SAYSO_TEST_NOW=NOW.isoformat(), SAYSO_DEMONSTRATION="true") as running:
        yield running


@pytest.fixture(scope="module")
def address(server: Server) -> str:
    """Where it answers."""
    return server.address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for each file."""
    with chromium() as opened:
        yield opened
