"""Ballots for tests: prepared, frozen with printed cards, voted in, closed by the clock, counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.domain.ballots.paper import BallotMethod
from app.domain.ballots.votes import Fields, read_vote
from app.models.ballots import Ballot
from app.rooms.ballots.cards import NewBatch, make_batch
from app.rooms.ballots.casting import Cast, cast_by_card, seal_for
from app.rooms.ballots.clock import Clock
from app.rooms.ballots.closing import settle_due
from app.rooms.ballots.counting import count_ballot
from app.rooms.ballots.freezing import freeze_ballot
from app.rooms.ballots.preparing import NewBallot, NewOption, prepare_ballot
from app.rooms.ballots.publishing import publish_counted
from app.rooms.ballots.queries import get_ballot, paper_of
from app.vault.cards import CardCode
from app.vault.machine import load
from tests.support.board import moment_of
from tests.support.organisation import World
from tests.support.sign_in import actor_of

QUESTION = {"en": "Shall the drop-in stay open late?", "es": "¿Debe abrir más tarde el centro?"}
SOUPS = ("Soup", "Bread", "Fruit", "Tea")
LASTS = timedelta(days=7)


@dataclass(frozen=True)
class OpenBallot:
    """An open ballot and the codes of the cards that may vote in it."""

    ref: str
    cards: Sequence[CardCode]


def clock_of(world: World) -> Clock:
    """The world's clock in place of the database's."""
    return lambda _session: world.now


def new_ballot(world: World, **chosen: Any) -> NewBallot:
    """A yes or no that opens now and closes in a week."""
    values: dict[str, Any] = {
        "question": QUESTION,
        "opens_at": world.now,
        "closes_at": world.now + LASTS,
        "tellers": ("teller1", "teller2"),
    }
    return NewBallot(**{**values, **chosen})


def with_options(world: World, method: BallotMethod, *, seats: int = 1, **chosen: Any) -> NewBallot:
    """A ballot between four things to eat."""
    options = [NewOption({"en": name}) for name in SOUPS]
    return new_ballot(world, method=method, options=options, seats=seats, **chosen)


def prepared(world: World, new: NewBallot | None = None) -> str:
    """A ballot that is written and not frozen; its reference."""
    chair, today = actor_of(world, "chair"), moment_of(world).on
    with world.database.write() as session:
        return prepare_ballot(session, chair, new or new_ballot(world), today=today).ref


def printed(world: World, ref: str, count: int, *, chamber: str = "participants") -> Sequence[CardCode]:
    """Cards for one ballot."""
    pepper, today = load(world.settings.data).pepper, moment_of(world).on
    new = NewBatch(count, ballot_ref=ref, chamber=chamber)
    with world.database.write() as session:
        return make_batch(session, new, pepper=pepper, by="chair", today=today).codes


def freeze(world: World, ref: str) -> None:
    """Freeze it, and open it if its time has come."""
    chair, moment = actor_of(world, "chair"), moment_of(world)
    with world.database.write() as session:
        freeze_ballot(session, chair, get_ballot(session, ref), moment=moment)
        settle_due(session, clock_of(world))


def opened(world: World, new: NewBallot | None = None, *, cards: int = 12) -> OpenBallot:
    """An open ballot with so many cards."""
    ref = prepared(world, new)
    codes = printed(world, ref, cards)
    freeze(world, ref)
    return OpenBallot(ref, codes)


def cast(world: World, ref: str, card: CardCode, typed: Fields) -> Cast:
    """Vote with a card."""
    with world.database.read() as session:
        ballot = get_ballot(session, ref)
    paper = paper_of(ballot)
    sealed = seal_for(ballot, paper, read_vote(paper, typed), secret=card.secret)
    with world.database.write() as session:
        return cast_by_card(session, card, ballot, sealed, clock=clock_of(world))


def choose(world: World, ballot: OpenBallot, *choices: str) -> None:
    """One card after the other says this."""
    for card, choice in zip(ballot.cards, choices, strict=False):
        cast(world, ballot.ref, card, {"choice": [choice]})


def close(world: World, ref: str) -> None:
    """Let the closing time come, and write it down."""
    world.now = max(world.now, ballot_of(world, ref).closes_at)
    with world.database.write() as session:
        settle_due(session, clock_of(world))


def count(world: World, ref: str, *, by: str = "teller1") -> None:
    """A teller counts; the result is still hidden."""
    teller, moment = actor_of(world, by), moment_of(world)
    with world.database.write() as session:
        count_ballot(session, teller, get_ballot(session, ref), moment=moment)


def publish(world: World) -> list[str]:
    """Scrub, and show what is counted."""
    return publish_counted(world.database, clock_of(world))


def counted(world: World, ballot: OpenBallot) -> Ballot:
    """Close, count, scrub and publish; returns the row."""
    close(world, ballot.ref)
    count(world, ballot.ref)
    assert publish(world) == [ballot.ref]
    return ballot_of(world, ballot.ref)


def ballot_of(world: World, ref: str) -> Ballot:
    """The ballot's row as it stands."""
    with world.database.read() as session:
        return get_ballot(session, ref)
