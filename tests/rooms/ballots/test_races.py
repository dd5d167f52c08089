"""Votes, the close and the count at the same moment: each happens wholly, once, and nothing is lost."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from threading import Barrier

from sqlalchemy import select

from app.domain.ballots.votes import read_vote
from app.domain.errors import IllegalMove
from app.models.ballots import Envelope
from app.rooms.ballots.casting import Cast, cast_by_card, seal_for
from app.rooms.ballots.clock import database_clock
from app.rooms.ballots.closing import settle_due
from app.rooms.ballots.queries import get_ballot, get_nullifiers, paper_of
from app.vault.cards import CardCode, nullifier
from tests.rooms.ballots.test_a_ballot import rows
from tests.support.ballots import ballot_of, cast, choose, close, count, new_ballot, opened
from tests.support.organisation import World

AT_ONCE = 20


def test_one_card_cast_a_hundred_times_at_once_leaves_one_envelope(world: World):
    ballot = opened(world, cards=3)
    choices = ["yes", "no", "abstain"] * 33 + ["yes"]
    together = Barrier(AT_ONCE)

    def vote(place: int) -> Cast:
        if place < AT_ONCE:
            together.wait(30)
        return cast(world, ballot.ref, ballot.cards[0], {"choice": [choices[place]]})

    with ThreadPoolExecutor(AT_ONCE) as voters:
        receipts = set(voters.map(vote, range(100)))
    assert len(receipts) == 1
    assert rows(world, Envelope) == 1


def test_many_cards_at_once_each_leave_one_envelope(world: World):
    ballot = opened(world, cards=60)
    with ThreadPoolExecutor(AT_ONCE) as voters:
        told = list(voters.map(lambda card: cast(world, ballot.ref, card, {"choice": ["no"]}), ballot.cards))
    with world.database.read() as session:
        stored = {nullifier.hex() for nullifier in session.scalars(select(Envelope.nullifier))}
    assert stored == {one.nullifier for one in told}
    assert len(stored) == 60


def test_every_vote_that_was_told_counted_is_in_the_box_and_no_other(world: World):
    """The database's own clock closes it while people are voting."""
    world.now = datetime.now(UTC)
    soon = new_ballot(world, closes_at=world.now + timedelta(seconds=2))
    ballot = opened(world, soon, cards=200)
    told: set[str] = set()

    def vote_until_it_closes(cards: list[CardCode]) -> None:
        """One card after the other, and then again, as long as it is told that it counted."""
        for card in cycle(cards):
            if not vote_by_real_clock(world, ballot.ref, card):
                return
            told.add(card.code)

    def close_it() -> None:
        while ballot_of(world, ballot.ref).state == "open":
            with world.database.write() as session:
                settle_due(session, database_clock)

    with ThreadPoolExecutor(6) as people:
        working = [
            people.submit(vote_until_it_closes, list(islice(ballot.cards, start, None, 4)))
            for start in range(4)
        ]
        working.append(people.submit(close_it))
        for one in working:
            one.result(60)
    by_code = {card.code: card for card in ballot.cards}
    with world.database.read() as session:
        row = get_ballot(session, ballot.ref)
        in_the_box = {one.hex() for one in get_nullifiers(session, row)}
    assert in_the_box == {nullifier(by_code[code].secret, ballot.ref).hex() for code in told}
    assert row.envelopes == len(told) > 0


def vote_by_real_clock(world: World, ref: str, card: CardCode) -> bool:
    """True when it was told counted."""
    with world.database.read() as session:
        ballot = get_ballot(session, ref)
    paper = paper_of(ballot)
    said = random.choice(["yes", "no"])  # noqa: S311  # somebody's mind
    sealed = seal_for(ballot, paper, read_vote(paper, {"choice": [said]}), secret=card.secret)
    try:
        with world.database.write() as session:
            cast_by_card(session, card, ballot, sealed, clock=database_clock)
    except IllegalMove:
        return False
    return True


def test_of_two_tellers_who_count_at_once_one_does_and_there_is_one_result(world: World):
    ballot = opened(world, cards=30)
    choose(world, ballot, *["yes"] * 20, *["no"] * 10)
    close(world, ballot.ref)
    together = Barrier(2)

    def count_it(name: str) -> str:
        together.wait(30)
        try:
            count(world, ballot.ref, by=name)
        except IllegalMove as refusal:
            return refusal.key
        return "counted"

    with ThreadPoolExecutor(2) as tellers:
        ended = sorted(tellers.map(count_it, ["teller1", "teller2"]))
    assert ended == ["ballot_already_counted", "counted"]
    result = ballot_of(world, ballot.ref).result
    assert result["chambers"]["participants"]["count"]["rounds"][0]["tally"] == {"yes": "20", "no": "10"}
