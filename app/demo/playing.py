"""Playing the whole story into an empty database, act by act, in the order of its days."""

from app.db import Database
from app.demo.answers import moments_of_answers
from app.demo.founding import found_demonstration
from app.demo.stage import Stage, on, story
from app.demo.voices import moments_of_voices, silence_until
from app.domain.weeks import Week
from app.vault.derivation import ACCOUNT_COST, RECEIPT_COST, Cost
from app.vault.machine import MachineKeys

FOUNDED = on("2026-W33", 0).date()
LAST_WEEK = Week(2026, 48)


def play(
    database: Database, machine: MachineKeys, *, costs: tuple[Cost, Cost] = (RECEIPT_COST, ACCOUNT_COST)
) -> Stage:
    """Found the invented organisation and let its people act; returns the stage with codes and references."""
    with database.write() as session:
        found_demonstration(session, today=FOUNDED, cost=costs[1])
    data = story()
    stage = Stage(database, machine, costs)
    stage.tell([*moments_of_voices(data), *silence_until(data, LAST_WEEK), *moments_of_answers(data)])
    return stage
