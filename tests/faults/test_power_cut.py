"""The power is cut and every unsynced write is lost: what a person was told is stored, is there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.db import SQLITE_PRAGMAS, Database
from app.models.feedback import FormUse, Message, Receipt, Thread
from app.settings import Settings
from tests.faults.test_kill import Crowd
from tests.support.databases import Templates
from tests.support.power import Disk, make_disk
from tests.support.server import served, start

ROUNDS = [pytest.param(1, id="one cut"), pytest.param(50, id="fifty cuts", marks=pytest.mark.long)]

WRITER = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
for pragma in sys.argv[2:]:
    connection.execute(pragma)
connection.execute("CREATE TABLE IF NOT EXISTS said (words TEXT)")
connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
for number in range(20):
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO said VALUES (?)", (f"voice {number}",))
    connection.execute("COMMIT")
print("told", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("rounds", ROUNDS)
def test_no_acknowledged_voice_is_lost_when_unsynced_writes_are(
    templates: Templates, tmp_path: Path, rounds: int
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    settings = Settings(data=folder, database_url=templates.copy("sqlite", "founded", folder))
    disk = make_disk(folder, tmp_path)
    crowd = Crowd()
    for _ in range(rounds):
        heard = len(crowd.told)
        crowd.speak_until_the_line_breaks(start(settings, **disk.environment))
        assert len(crowd.told) > heard
        disk.cut()
    with served(settings) as server:
        crowd.come_back(server.address)
        crowd.send_again(server.address)
    assert count_stored(settings) == [len(crowd.told)] * 4


def count_stored(settings: Settings) -> list[int]:
    """Rows of each table that a voice makes."""
    database = Database(settings.effective_database_url)
    with database.read() as session:
        counts = [
            session.scalar(select(func.count()).select_from(model)) or 0
            for model in (Thread, Receipt, Message, FormUse)
        ]
    database.close()
    return counts


@pytest.mark.parametrize(
    ("pragmas", "left"),
    [(SQLITE_PRAGMAS, 20), (("PRAGMA journal_mode=WAL", "PRAGMA synchronous=OFF"), 0)],
    ids=["as the house opens it", "without syncing"],
)
def test_the_cut_keeps_what_is_synced_and_takes_what_is_not(
    tmp_path: Path, pragmas: tuple[str, ...], left: int
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    disk = make_disk(folder, tmp_path)
    written = write_and_die(disk, pragmas)
    assert written == "told\n"
    disk.cut()
    assert count_said(folder / "said.db") == left


def write_and_die(disk: Disk, pragmas: tuple[str, ...]) -> str:
    """Twenty transactions, each acknowledged, then SIGKILL."""
    return subprocess.run(
        [sys.executable, "-c", WRITER, str(disk.folder / "said.db"), *pragmas],
        env=os.environ | disk.environment,
        capture_output=True,
        text=True,
        check=False,
    ).stdout


def count_said(file: Path) -> int:
    """Rows of the writer's table; none where there is no table."""
    if not file.exists():
        return 0
    database = Database(f"sqlite:///{file}")
    with database.engine.connect() as connection:
        tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
        found = connection.exec_driver_sql("SELECT count(*) FROM said").scalar_one() if tables else 0
    database.close()
    return int(found)
