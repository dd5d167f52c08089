"""Cards for tests: batches made in the house's own way, with their codes; ballots as rows."""

from datetime import timedelta

from sqlalchemy import select, update

from app.domain.lifecycles import BallotState
from app.models.ballots import Ballot, Envelope
from app.models.cards import CardBatch
from app.rooms.ballots.card_queries import get_batch
from app.rooms.ballots.cards import MadeBatch, NewBatch, RollEntry, freeze_roll, make_batch
from app.vault.cards import CardCode, nullifier
from app.vault.machine import load_or_create
from tests.support.board import moment_of
from tests.support.organisation import World

PERIOD = timedelta(days=90)


def prepared(world: World, ref: str) -> str:
    """A ballot that is still being prepared, as a row; its reference."""
    question = {"en": "Should we stay open until 8 pm?", "es": "¿Abrimos hasta las 8?"}
    with world.database.write() as session:
        session.add(
            Ballot(
                ref=ref,
                state=BallotState.CREATED.value,
                paper={"question": question},
                opens_at=world.now,
                closes_at=world.now + timedelta(days=7),
            )
        )
    return ref


def made(
    world: World, count: int = 12, *, ballot: str | None = None, chamber: str = "participants"
) -> MadeBatch:
    """A batch for one ballot (prepared if it is not there), or for the next ninety days."""
    today = moment_of(world).on
    new = NewBatch(count, ballot, chamber=chamber)
    if ballot is None:
        new = NewBatch(count, starts_on=today, ends_on=today + PERIOD, chamber=chamber)
    elif not _is_there(world, ballot):
        prepared(world, ballot)
    with world.database.write() as session:
        return make_batch(session, new, pepper=pepper_of(world), by="secretary", today=today)


def frozen(world: World, ballot: str, *chambers: str) -> list[RollEntry]:
    """The roll of a ballot, frozen today."""
    with world.database.write() as session:
        named = chambers or ("participants",)
        session.execute(update(Ballot).where(Ballot.ref == ballot).values(frozen_at=world.now))
        return freeze_roll(session, ballot, chambers=named, on=moment_of(world).on)


def in_state(world: World, ballot: str, state: BallotState) -> None:
    """The ballot stands there now."""
    with world.database.write() as session:
        session.execute(update(Ballot).where(Ballot.ref == ballot).values(state=state.value))


def put_in_box(world: World, ballot: str, card: CardCode) -> None:
    """An envelope of this card lies in the box."""
    with world.database.write() as session:
        row = session.scalars(select(Ballot).where(Ballot.ref == ballot)).one()
        session.add(
            Envelope(
                nullifier=nullifier(card.secret, ballot),
                ballot_id=row.id,
                chamber="participants",
                sealed=bytes(1072),
            )
        )


def batch_of(world: World, made_: MadeBatch) -> CardBatch:
    """The batch as it stands."""
    with world.database.read() as session:
        return get_batch(session, made_.batch.ref)


def pepper_of(world: World) -> bytes:
    """The machine's own."""
    return load_or_create(world.settings.data).pepper


def typed(cards: list[CardCode]) -> str:
    """Codes as a scanner sends them: one a line."""
    return "\n".join(card.code for card in cards)


def _is_there(world: World, ref: str) -> bool:
    with world.database.read() as session:
        return session.scalar(select(Ballot.id).where(Ballot.ref == ref)) is not None
