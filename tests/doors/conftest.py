"""The demonstration's story in an installation that is none: its people need their second factors."""

from collections.abc import Iterator

import pytest

from app.db import open_database
from app.demo.playing import play
from app.settings import Settings
from app.vault.machine import load_or_create
from tests.support.databases import Templates
from tests.support.organisation import CHEAP, NOW, World


def told(templates: Templates, folder, backend: str) -> World:
    """The story on a database of this kind."""
    url = templates.copy(backend, "migrated", folder)
    settings = Settings(data=folder, database_url=url, base_url="https://testserver")
    database = open_database(settings)
    play(database, load_or_create(folder), costs=(CHEAP, CHEAP))
    return World(settings, database, now=NOW)


@pytest.fixture(scope="session")
def house(templates: Templates, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The story on SQLite, told once a process; what a test changes, later tests meet."""
    made = told(templates, tmp_path_factory.mktemp("house"), "sqlite")
    with made.running():
        yield made
    made.database.close()
