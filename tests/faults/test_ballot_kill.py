"""A power cut while a box is closed or counted: each has happened wholly, or not at all."""

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection

import pytest
from sqlalchemy import func, select

from app.db import Database
from app.models.ballots import Ballot, BallotBox, BallotKey, Envelope, Opening
from app.rooms.ballots.closing import settle_due
from app.rooms.ballots.counting import count_ballot
from app.rooms.ballots.queries import get_ballot
from app.web.actors import Actor
from tests.support.ballots import OpenBallot, ballot_of, choose, close, opened
from tests.support.board import moment_of
from tests.support.organisation import World
from tests.support.sign_in import actor_of

VOTES = 150
FORK = multiprocessing.get_context("fork")


def close_it(database: Database, world: World, ref: str, teller: Actor) -> None:
    with database.write() as session:
        settle_due(session, lambda _session: world.now)


def count_it(database: Database, world: World, ref: str, teller: Actor) -> None:
    with database.write() as session:
        count_ballot(session, teller, get_ballot(session, ref), moment=moment_of(world))


def act_in_a_process(
    act: Callable[[Database, World, str, Actor], None],
    world: World,
    ref: str,
    teller: Actor,
    line: Connection,
) -> None:
    database = Database(world.settings.effective_database_url)
    own = World(world.settings, database, world.now)
    assert database.answers()
    line.send("ready")
    act(database, own, ref, teller)
    line.send("done")


def kill_meanwhile(
    act: Callable[[Database, World, str, Actor], None], world: World, ref: str, *, within: float
) -> None:
    """Begin the act in a process of its own and cut its power at some moment."""
    here, there = FORK.Pipe()
    teller = actor_of(world, "teller1")
    process = FORK.Process(target=act_in_a_process, args=(act, world, ref, teller, there))
    process.start()
    assert here.recv() == "ready"
    time.sleep(random.uniform(0, within))  # noqa: S311  # when a cable is pulled, not a secret
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join(20)


def rows_of(world: World, table: type, ballot: Ballot) -> int:
    with world.database.read() as session:
        mine = select(func.count()).select_from(table).where(table.ballot_id == ballot.id)
        return session.scalar(mine) or 0


def state_of(world: World, ref: str) -> tuple[object, ...]:
    row = ballot_of(world, ref)
    tables = (Envelope, BallotKey, BallotBox, Opening)
    return (row.state, row.result is not None, *(rows_of(world, table, row) for table in tables))


def voted(world: World) -> OpenBallot:
    ballot = opened(world, cards=VOTES)
    choose(world, ballot, *["yes"] * VOTES)
    return ballot


def require_whole_closes(world: World, *, rounds: int) -> set[bool]:
    """Whether each close had happened when the power went."""
    seen = set()
    for _ in range(rounds):
        ballot = voted(world)
        world.now = ballot_of(world, ballot.ref).closes_at
        kill_meanwhile(close_it, world, ballot.ref, within=0.06)
        is_closed = ballot_of(world, ballot.ref).state == "closed"
        expected = ("closed", False, VOTES, 2, 1, 0) if is_closed else ("open", False, VOTES, 2, 0, 0)
        assert state_of(world, ballot.ref) == expected
        close(world, ballot.ref)
        assert ballot_of(world, ballot.ref).envelopes == VOTES
        seen.add(is_closed)
    return seen


def require_whole_counts(world: World, *, rounds: int) -> set[bool]:
    """Whether each count had happened when the power went."""
    seen = set()
    for _ in range(rounds):
        ballot = voted(world)
        close(world, ballot.ref)
        kill_meanwhile(count_it, world, ballot.ref, within=0.12)
        is_counted = ballot_of(world, ballot.ref).result is not None
        expected = ("closed", True, 0, 0, 1, VOTES) if is_counted else ("closed", False, VOTES, 2, 1, 0)
        assert state_of(world, ballot.ref) == expected
        seen.add(is_counted)
    return seen


def test_a_close_that_is_killed_has_happened_wholly_or_not_at_all(world: World):
    require_whole_closes(world, rounds=3)


def test_a_count_that_is_killed_has_happened_wholly_or_not_at_all(world: World):
    require_whole_counts(world, rounds=3)


@pytest.mark.long
def test_forty_kills_of_closes_and_counts_leave_nothing_half_done(world: World):
    assert require_whole_closes(world, rounds=40) == {True, False}
    assert require_whole_counts(world, rounds=40) == {True, False}
