"""A backup while twenty voices a second arrive: one moment, whole, with all that was acknowledged before."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from app.db import Database
from app.models.feedback import Message, Receipt, Thread
from app.rooms.safekeeping.backup_writing import back_up
from app.rooms.safekeeping.restoring import restore
from app.settings import Settings
from app.vault.derivation import Cost
from app.vault.machine import load
from app.vault.receipts import derive_receipt, normalise_code
from tests.support.backups import RECOVERY, empty_place, use_known_recovery_key
from tests.support.databases import Templates
from tests.support.organisation import CHEAP, NOW
from tests.support.participant import Participant, code_on, token_on
from tests.support.server import Server, served

A_SECOND = 20
SECONDS = 2.0

Told = list[tuple[float, float, str]]
"""When a person pressed the button, when they had their code, the code."""


def speak(server: Server, number: int, start: float) -> tuple[float, float, str]:
    """One person, in their own moment."""
    with httpx.Client(base_url=server.address, timeout=60) as client:
        token = token_on(client.get("/say"))
        time.sleep(max(0.0, start + number / A_SECOND - time.monotonic()))
        pressed = time.monotonic()
        said = Participant(client).say(f"Voice {number}.", token=token)
        return pressed, time.monotonic(), code_on(said)


@pytest.mark.postgresql_is_long
def test_a_backup_while_people_speak_is_one_moment(
    settings: Settings, database: Database, templates: Templates, backend: str, tmp_path: Path
) -> None:
    use_known_recovery_key(database)
    with served(settings) as server, ThreadPoolExecutor(16) as people:
        start = time.monotonic() + 1
        speaking = [people.submit(speak, server, n, start) for n in range(int(A_SECOND * SECONDS))]
        speaking[len(speaking) // 3].result()
        begun = time.monotonic()
        back_up(database, load(settings.data), tmp_path / "b", now=NOW)
        ended = time.monotonic()
        told: Told = [one.result() for one in speaking]
        told.append(speak(server, 0, 0.0))
    with empty_place(templates, backend, tmp_path / "restored") as place:
        restore(tmp_path / "b", RECOVERY.private, place, now=NOW)
        there = Database(place.effective_database_url)
        lookups = whole_voices(there)
        there.close()
    pepper = load(settings.data).pepper
    before = {lookup_of(code, pepper) for _, had, code in told if had < begun}
    after = {lookup_of(code, pepper) for pressed, _, code in told if pressed > ended}
    assert before
    assert before <= lookups
    assert after
    assert not after & lookups


def lookup_of(code: str, pepper: bytes, cost: Cost = CHEAP) -> bytes:
    """How the database knows a code."""
    return derive_receipt(normalise_code(code), pepper, cost=cost).lookup


def whole_voices(database: Database) -> set[bytes]:
    """The receipts of the restored voices, each of which has all that belongs to it."""
    with database.read() as session:
        threads = set(session.scalars(select(Thread.id)))
        assert threads == set(session.scalars(select(Message.thread_id)))
        receipts = {
            thread: lookup for thread, lookup in session.execute(select(Receipt.thread_id, Receipt.lookup))
        }
    assert threads == set(receipts)
    return set(receipts.values())
