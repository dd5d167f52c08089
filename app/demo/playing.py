"""Playing the whole story into an empty database, act by act, in the order of its days."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.db import Database
from app.demo.answers import moments_of_answers
from app.demo.ballots import COUNTED, moments_of_ballots, publish_story
from app.demo.board import moments_of_board
from app.demo.care import moments_of_care
from app.demo.decisions import moments_of_decisions
from app.demo.doors import moments_of_doors
from app.demo.founding import found_demonstration
from app.demo.names import moments_of_names
from app.demo.proposals import moments_of_proposals
from app.demo.stage import Moment, Stage, at, day_of, on, story
from app.demo.voices import moments_of_voices, silence_until
from app.domain.weeks import Week
from app.rooms.decisions.policies import bring_due_into_effect
from app.rooms.decisions.steps import open_due_reviews
from app.rooms.ledger.actions import sign_head
from app.vault.derivation import ACCOUNT_COST, RECEIPT_COST, Cost
from app.vault.machine import MachineKeys

FOUNDED = on("2026-W33", 0).date()
LAST_WEEK = Week(2026, 48)
LAST_DAY = date(2026, 11, 22)


def play(
    database: Database, machine: MachineKeys, *, costs: tuple[Cost, Cost] = (RECEIPT_COST, ACCOUNT_COST)
) -> Stage:
    """Found the invented organisation and let its people act; returns the stage with codes and references."""
    with database.write() as session:
        found_demonstration(session, today=FOUNDED, cost=costs[1])
    data = story()
    stage = Stage(database, machine, costs, data)
    moments = [
        *moments_of_doors(),
        *moments_of_voices(data),
        *silence_until(data, LAST_WEEK),
        *moments_of_answers(data),
        *moments_of_proposals(data),
        *moments_of_board(data),
        *moments_of_ballots(),
        *moments_of_names(),
        *moments_of_decisions(data),
        *moments_of_care(),
        *daily_work(FOUNDED, LAST_WEEK),
    ]
    # A count is shown after the files were scrubbed, which no transaction may be open for.
    counted = at(COUNTED, 12)
    stage.tell([one for one in moments if one.at < counted])
    publish_story(stage)
    stage.tell([one for one in moments if one.at >= counted])
    return stage


def daily_work(first: date, last: Week) -> Iterator[Moment]:
    """Early each day, rules and second looks begin whose day has come, and the ledger's head is signed."""
    day = first
    while day <= min(last.ends_on, LAST_DAY):
        yield Moment(at(day, 5), 0, _work)
        day += timedelta(days=1)


def _work(stage: Stage, session: Session, now: datetime) -> None:
    bring_due_into_effect(session, day_of(now))
    open_due_reviews(session, day_of(now))
    sign_head(session, stage.machine, today=day_of(now))
