"""Names for seats in tests: asked for, given by a code, read, and put on a ballot."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.domain.ballots.paper import BallotMethod
from app.models.nominations import Nomination
from app.rooms.ballots.calls import close_call, get_call, open_call
from app.rooms.ballots.elections import NewElection, prepare_election
from app.rooms.ballots.nominations import accept_name
from tests.support.ballots import LASTS
from tests.support.board import moment_of
from tests.support.organisation import World
from tests.support.participant import Participant
from tests.support.sign_in import actor_of

ALIAS, SAYS = "Juniper Vale", "I want hot showers on both days, and I listen well."


def asked(world: World, *, seats: int = 1, days: int = 14) -> str:
    """A call that takes names; its reference. The board must be founded."""
    secretary, today = actor_of(world, "secretary"), moment_of(world).on
    with world.database.write() as session:
        until = today + timedelta(days=days)
        return open_call(session, secretary, seats=seats, until_on=until, today=today).ref


def stood(world: World, code: str, alias: str = ALIAS, statement: str = SAYS) -> Any:
    """Stand by a code; the answer."""
    person = Participant(world.browser())
    return person.open(code, action="stand", alias=alias, statement=statement)


def names_of(world: World) -> list[Nomination]:
    """Every wish, as it is stored."""
    with world.database.read() as session:
        return list(session.scalars(select(Nomination)))


def accepted(world: World, ref: str) -> None:
    """A steward puts all that wait onto the ballot."""
    steward, today = actor_of(world, "steward"), moment_of(world).on
    for one in names_of(world):
        with world.database.write() as session:
            if one.state == "waiting":
                accept_name(session, steward, get_call(session, ref), one.id, today=today)


def on_a_draft(world: World, ref: str, *, method: BallotMethod = BallotMethod.APPROVAL) -> str:
    """Close the call and prepare its ballot; the ballot's reference."""
    secretary, today = actor_of(world, "secretary"), moment_of(world).on
    new = NewElection(
        {"en": "Who shall sit on the board?"},
        world.now,
        world.now + LASTS,
        ("teller1", "teller2"),
        method,
        "en",
    )
    with world.database.write() as session:
        call = get_call(session, ref)
        if call.state == "open":
            close_call(session, secretary, call, today=today)
        return prepare_election(session, secretary, call, new, today=today).ref
