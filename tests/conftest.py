"""What every test may ask for: a database of each kind, a founded organisation, an application, a client."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.db import Database
from app.settings import Settings
from tests.support.databases import BACKENDS, Templates, start_postgresql, stop_postgresql
from tests.support.organisation import World


def pytest_configure(config: pytest.Config) -> None:
    """One PostgreSQL for the run: started before the workers, which inherit its address."""
    if hasattr(config, "workerinput") or os.environ.get("SAYSO_TEST_POSTGRESQL"):
        return
    os.environ["SAYSO_TEST_POSTGRESQL"] = start_postgresql()
    config.add_cleanup(stop_postgresql)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes many seconds on each database: SQLite in `make test`, PostgreSQL in `make proof`."""
    for item in items:
        backend = getattr(item, "callspec", None) and item.callspec.params.get("backend")
        if backend == "postgresql" and item.get_closest_marker("postgresql_is_long"):
            item.add_marker(pytest.mark.long)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Templates]:
    """Migrated and founded databases that tests get copies of."""
    made = Templates(tmp_path_factory.mktemp("templates"), os.environ["SAYSO_TEST_POSTGRESQL"])
    yield made
    made.close()


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """``sqlite``, then ``postgresql``: what touches the database runs on both."""
    return str(request.param)


@pytest.fixture
def settings(backend: str, templates: Templates, tmp_path: Path) -> Iterator[Settings]:
    """Settings of a founded organisation in a fresh folder and database."""
    url = templates.copy(backend, "founded", tmp_path)
    yield Settings(data=tmp_path, database_url=url, base_url="http://testserver")
    templates.drop(url)


@pytest.fixture
def empty_settings(backend: str, templates: Templates, tmp_path: Path) -> Iterator[Settings]:
    """Settings of a migrated database without an organisation."""
    url = templates.copy(backend, "migrated", tmp_path)
    yield Settings(data=tmp_path, database_url=url, base_url="http://testserver")
    templates.drop(url)


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    """The founded organisation's database."""
    opened = Database(settings.effective_database_url)
    yield opened
    opened.close()


@pytest.fixture
def world(settings: Settings, database: Database) -> Iterator[World]:
    """A founded organisation with its people, an application on it and a clock that tests set."""
    made = World(settings, database)
    with made.running():
        yield made


@pytest.fixture
def client(world: World) -> TestClient:
    """A stranger's browser without a script: no cookie, follows no redirect."""
    return world.browser()


@pytest.fixture
def empty_world(empty_settings: Settings) -> Iterator[World]:
    """An application before its first start: no organisation yet."""
    opened = Database(empty_settings.effective_database_url)
    made = World(empty_settings, opened)
    with made.running():
        yield made
    opened.close()
