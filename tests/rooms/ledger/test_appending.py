import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import update

from app.db import Database
from app.domain.ledger import leaves, tree
from app.domain.ledger.heads import is_signed
from app.models.ledger import LedgerState
from app.rooms.ledger import queries
from app.rooms.ledger.actions import append, sign_head
from app.settings import Settings
from app.ticking import tick
from app.vault.machine import load_or_create
from tests.support.appending import a_leaf, append_many
from tests.support.organisation import NOW, World

TODAY = NOW.date()


def numbers_and_root(database: Database) -> tuple[list[int], bytes, bytes]:
    """The `number` facts in order of the leaves, the root that the bodies give, and the stored one."""
    with database.read() as session:
        state = queries.get_state(session)
        bodies = queries.list_leaf_bodies(session, 0, state.size)
    frontier = tree.Frontier()
    for body in bodies:
        frontier.add(tree.leaf_hash(body))
    assert frontier.size == state.size
    facts = [leaves.decode(body).facts for body in bodies]
    return [int(str(fact["number"])) for fact in facts if "number" in fact], frontier.root(), state.root


def test_a_leaf_gets_the_next_index_and_its_bytes_are_kept(database: Database) -> None:
    with database.write() as session:
        before = queries.get_size(session)
        assert [append(session, a_leaf(number)) for number in range(3)] == [before, before + 1, before + 2]
    with database.read() as session:
        assert queries.get_size(session) == before + 3
        assert queries.list_leaf_bodies(session, before + 1, before + 2) == [leaves.encode(a_leaf(1))]


def test_what_is_rolled_back_leaves_no_trace(database: Database) -> None:
    before = numbers_and_root(database)
    with pytest.raises(RuntimeError), database.write() as session:
        append(session, a_leaf(1))
        raise RuntimeError
    assert numbers_and_root(database) == before


def test_threads_that_append_at_once_lose_nothing_and_keep_one_order(database: Database) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda worker: append_many(database, worker * 5, 5), range(8)))
    numbers, given, stored = numbers_and_root(database)
    assert sorted(numbers) == list(range(40))
    assert given == stored


def test_processes_that_append_at_once_lose_nothing_and_keep_one_order(
    database: Database, settings: Settings
) -> None:
    program = [sys.executable, "-m", "tests.support.appending", settings.effective_database_url]
    running = [subprocess.Popen([*program, str(first), "15"]) for first in (0, 15, 30)]
    assert [process.wait() for process in running] == [0, 0, 0]
    numbers, given, stored = numbers_and_root(database)
    assert sorted(numbers) == list(range(45))
    assert given == stored


def test_a_session_that_looked_before_it_had_the_lock_appends_after_the_others(database: Database) -> None:
    if database.is_sqlite:
        # Whoever writes has the lock from the first word on: there is no looking before.
        append_many(database, 0, 2)
    else:
        with database.write() as early:
            early.get_one(LedgerState, 1)
            append_many(database, 0, 1)
            append(early, a_leaf(1))
    numbers, given, stored = numbers_and_root(database)
    assert numbers == [0, 1]
    assert given == stored


def test_a_lost_hash_stops_appending_rather_than_growing_a_false_tree(database: Database) -> None:
    with database.write() as session:
        session.execute(update(LedgerState).values(size=LedgerState.size * 4 + 3))
    with pytest.raises(Exception, match="No row"), database.write() as session:
        append(session, a_leaf(1))


def test_a_head_is_signed_once_a_day_and_only_when_there_is_something_new(world: World) -> None:
    machine = load_or_create(world.settings.data)
    with world.database.write() as session:
        first = sign_head(session, machine, today=TODAY)
        append(session, a_leaf(1))
        assert sign_head(session, machine, today=TODAY) is None
        second = sign_head(session, machine, today=TODAY + timedelta(days=1))
        assert sign_head(session, machine, today=TODAY + timedelta(days=2)) is None
    assert first is not None
    assert second is not None
    with world.database.read() as session:
        heads = queries.list_heads(session)
        assert [signed.head for signed in heads] == [first, second]
        assert all(is_signed(signed, key=machine.ledger_public) for signed in heads)
        assert heads[-1].head.state == queries.get_state(session)


def test_regular_work_signs_the_head_of_the_organisations_day(world: World) -> None:
    machine = load_or_create(world.settings.data)
    late = NOW.replace(hour=2) + timedelta(days=1)  # still yesterday evening in New York
    assert "ledger-head" in tick(world.database, machine, now=late)
    with world.database.read() as session:
        newest = queries.find_newest_head(session)
    assert newest is not None
    assert newest.head.day == TODAY
