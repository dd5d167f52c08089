"""Cards for tests: batches made in the house's own way, with their codes."""

from datetime import timedelta

from app.rooms.ballots.cards import MadeBatch, NewBatch, RollEntry, freeze_roll, make_batch
from app.vault.machine import load_or_create
from tests.support.board import moment_of
from tests.support.organisation import World

PERIOD = timedelta(days=90)


def made(
    world: World, count: int = 12, *, ballot: str | None = None, chamber: str = "participants"
) -> MadeBatch:
    """A batch for one ballot, or for the next ninety days."""
    today = moment_of(world).on
    new = NewBatch(count, ballot, chamber=chamber)
    if ballot is None:
        new = NewBatch(count, starts_on=today, ends_on=today + PERIOD, chamber=chamber)
    with world.database.write() as session:
        return make_batch(session, new, pepper=pepper_of(world), by="secretary", today=today)


def frozen(world: World, ballot: str, *chambers: str) -> list[RollEntry]:
    """The roll of a ballot, frozen today."""
    with world.database.write() as session:
        named = chambers or ("participants",)
        return freeze_roll(session, ballot, chambers=named, on=moment_of(world).on)


def pepper_of(world: World) -> bytes:
    """The machine's own."""
    return load_or_create(world.settings.data).pepper
