"""A room full of people votes at once, from processes with connections of their own: none is lost."""

import multiprocessing
from collections.abc import Sequence
from multiprocessing.connection import Connection

import pytest
from sqlalchemy import select

from app.db import Database
from app.models.ballots import Envelope
from app.vault.cards import CardCode, nullifier
from tests.support.ballots import OpenBallot, cast, counted, opened
from tests.support.organisation import World

FORK = multiprocessing.get_context("fork")


def vote_in_a_process(world: World, ref: str, cards: Sequence[CardCode], line: Connection) -> None:
    """Every card votes, and every second one changes its mind; sends what it was told, or the fault."""
    database = Database(world.settings.effective_database_url)
    own = World(world.settings, database, world.now)
    try:
        told = []
        for number, card in enumerate(cards):
            for choice in ("yes", "no") if number % 2 else ("yes",):
                receipt = cast(own, ref, card, {"choice": [choice]})
            told.append(receipt.nullifier)
        line.send(told)
    except Exception as fault:
        line.send(repr(fault))
    finally:
        database.close()


def require_none_lost(world: World, ballot: OpenBallot, *, processes: int) -> None:
    lines, working = [], []
    for first in range(processes):
        here, there = FORK.Pipe(duplex=False)
        share = ballot.cards[first::processes]
        working.append(FORK.Process(target=vote_in_a_process, args=(world, ballot.ref, share, there)))
        lines.append(here)
    for process in working:
        process.start()
    told = [line.recv() for line in lines]
    for process in working:
        process.join(30)
    assert not [one for one in told if isinstance(one, str)]
    with world.database.read() as session:
        stored = {one.hex() for one in session.scalars(select(Envelope.nullifier))}
    assert stored == {one for share in told for one in share}
    assert stored == {nullifier(card.secret, ballot.ref).hex() for card in ballot.cards}


def test_votes_from_four_processes_are_all_in_the_box(world: World):
    ballot = opened(world, cards=80)
    require_none_lost(world, ballot, processes=4)
    tally = counted(world, ballot).result["chambers"]["participants"]["count"]["rounds"][0]["tally"]
    assert tally == {"yes": "40", "no": "40"}


@pytest.mark.long
def test_two_thousand_cards_from_eight_processes_are_all_in_the_box(world: World):
    require_none_lost(world, opened(world, cards=2000), processes=8)
