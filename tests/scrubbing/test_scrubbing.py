"""What was deleted is in no file of the database after scrubbing, and scrubbing says what it could not do."""

import os
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread

from sqlalchemy import text

from app.db import Database
from app.scrubbing import scrub
from app.settings import Settings
from app.ticking import tick_outside
from app.vault.machine import load_or_create
from app.web.scrub_requests import ask_for_scrub, get_scrub_state
from tests.support.organisation import World
from tests.support.raid import content_of, files_of_database

SHORT = timedelta(seconds=1)
KEPT, GONE = b"zqkept" * 8, b"zqgone" * 8


def fill(database: Database) -> None:
    """Rows of which half are deleted again, small ones and ones that are stored apart from their row."""
    with database.write() as session:
        rows = [
            {
                "lookup": bytes([number]) * 32,
                "kept": (KEPT if number % 2 else GONE) * (1 if number < 40 else 300),
            }
            for number in range(60)
        ]
        session.execute(
            text("INSERT INTO form_use (submission_key, reshow_key_id, week) VALUES (:lookup, 1, 'w')"), rows
        )
        session.execute(
            text(
                "CREATE TABLE trial (id INTEGER PRIMARY KEY, body BLOB)"
                if database.is_sqlite
                else "CREATE TABLE trial (id INTEGER PRIMARY KEY, body BYTEA)"
            )
        )
        session.execute(
            text("INSERT INTO trial VALUES (:id, :body)"),
            [{"id": number, "body": row["kept"] + os.urandom(20)} for number, row in enumerate(rows)],
        )


def delete(database: Database) -> None:
    """Delete every second row."""
    with database.write() as session:
        session.execute(text("DELETE FROM trial WHERE id % 2 = 0"))


def found(settings: Settings, word: bytes) -> list[Path]:
    """Files of the database, its log included, in which the word stands."""
    return [path for path in files_of_database(settings) if word in content_of(path)]


def test_deleted_rows_are_in_no_file_after_scrubbing_and_the_others_are(
    settings: Settings, database: Database
) -> None:
    fill(database)
    delete(database)
    # Without the control a search that finds nothing would prove nothing.
    assert found(settings, GONE)
    assert scrub(database).is_done
    assert found(settings, GONE) == []
    assert found(settings, KEPT)
    with database.read() as session:
        assert session.execute(text("SELECT count(*) FROM trial")).scalar_one() == 30


def test_it_says_what_an_open_reader_kept_it_from_and_does_it_once_the_reader_is_gone(
    settings: Settings, database: Database
) -> None:
    fill(database)
    with database.engine.connect() as reader:
        if not database.is_sqlite:
            reader.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        reader.execute(text("SELECT count(*) FROM organisation")).scalar_one()
        delete(database)
        kept = scrub(database, ["trial"], patience=SHORT)
        assert kept.left == ((("scrub.log", ""),) if database.is_sqlite else (("scrub.rows", "trial"),))
    assert scrub(database, ["trial"]).is_done
    assert found(settings, GONE) == []


def test_it_says_which_table_somebody_holds(settings: Settings, database: Database) -> None:
    fill(database)
    with database.write() as session:
        session.execute(text("DELETE FROM trial WHERE id % 2 = 0"))
        kept = scrub(database, ["trial"], patience=SHORT)
    assert kept.left == ((("scrub.busy", ""),) if database.is_sqlite else (("scrub.locked", "trial"),))
    assert scrub(database, ["trial"]).is_done


def test_others_read_and_write_while_it_scrubs_and_lose_nothing(
    settings: Settings, database: Database
) -> None:
    fill(database)
    stop, written = Event(), []

    def write() -> None:
        number = 1000
        while not stop.is_set():
            with database.write() as session:
                session.execute(text("INSERT INTO trial VALUES (:id, :body)"), {"id": number, "body": KEPT})
            written.append(number)
            number += 1

    delete(database)
    thread = Thread(target=write)
    thread.start()
    try:
        results = [scrub(database, ["trial"]) for _ in range(3)]
    finally:
        stop.set()
        thread.join()
    assert all(result.is_done for result in results)
    with database.read() as session:
        stored = session.execute(text("SELECT id FROM trial WHERE id >= 1000 ORDER BY id")).scalars().all()
    assert list(stored) == written
    assert found(settings, GONE) == []


def test_the_regular_work_scrubs_when_it_was_asked_for_and_once_a_day(world: World) -> None:
    machine = load_or_create(world.settings.data)

    def done_at() -> datetime | None:
        world.pass_time(hours=1)
        tick_outside(world.database, world.settings, machine, now=world.now)
        with world.database.read() as session:
            return get_scrub_state(session).done_at

    assert done_at() == world.now
    first = world.now
    assert done_at() == first
    with world.database.write() as session:
        ask_for_scrub(session)
    assert done_at() == world.now != first
    second = world.now
    assert done_at() == second
    world.pass_time(days=1)
    assert done_at() == world.now
    with world.database.read() as session:
        state = get_scrub_state(session)
        assert (state.asked, state.done, state.left) == (1, 1, [])
