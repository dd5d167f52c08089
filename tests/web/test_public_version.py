"""How soon a process notices that the public pages changed."""

import asyncio

from app.db import Database
from app.settings import Settings
from app.web.public_version import (
    PolledVersion,
    SqliteVersion,
    ask,
    get_public_version,
    raise_public_version,
    version_source,
)


def raise_elsewhere(settings: Settings) -> None:
    """As another process does: over an engine of its own."""
    other = Database(settings.effective_database_url)
    with other.write() as session:
        raise_public_version(session)
    other.close()


def number_in(database: Database) -> int:
    with database.read() as session:
        return get_public_version(session)


def test_raising_counts_up_by_one(database: Database) -> None:
    with database.write() as session:
        before = get_public_version(session)
        raise_public_version(session)
        assert get_public_version(session) == before + 1


def test_a_file_is_asked_at_each_reading_and_a_server_once_a_second(
    settings: Settings, database: Database
) -> None:
    time = 100.0

    async def readings() -> list[int | None]:
        nonlocal time
        source = (
            version_source(database)
            if database.is_sqlite
            else PolledVersion(lambda: ask(database), monotonic=lambda: time)
        )
        found = [await source.read()]
        await asyncio.to_thread(raise_elsewhere, settings)
        found.append(await source.read())
        time += 1.0
        found.append(await source.read())
        source.close()
        return found

    at_once = 1 if database.is_sqlite else 0
    start = number_in(database)
    assert asyncio.run(readings()) == [start, start + at_once, start + 1]


def test_after_a_write_of_its_own_a_process_asks_again_at_once(
    settings: Settings, database: Database
) -> None:
    async def readings() -> list[int | None]:
        source = version_source(database)
        found = [await source.read()]
        await asyncio.to_thread(raise_elsewhere, settings)
        source.forget()
        found.append(await source.read())
        source.close()
        return found

    start = number_in(database)
    assert asyncio.run(readings()) == [start, start + 1]


def test_a_write_while_somebody_is_asking_is_not_overlooked(settings: Settings, database: Database) -> None:
    asked: list[int | None] = []

    def ask_while_somebody_writes() -> int | None:
        asked.append(ask(database))
        if len(asked) == 1:
            raise_elsewhere(settings)
            source.forget()
        return asked[-1]

    source = PolledVersion(ask_while_somebody_writes, monotonic=lambda: 100.0)

    async def readings() -> list[int | None]:
        return [await source.read(), await source.read()]

    start = number_in(database)
    assert asyncio.run(readings()) == [start, start + 1]


def test_before_the_set_up_the_number_is_nought(empty_settings: Settings) -> None:
    database = Database(empty_settings.effective_database_url)
    source = version_source(database)
    assert asyncio.run(source.read()) == 0
    source.close()
    database.close()


def test_a_database_that_does_not_answer_gives_no_number(tmp_path: object) -> None:
    source = SqliteVersion(f"{tmp_path}/missing/sayso.db")
    assert asyncio.run(source.read()) is None
