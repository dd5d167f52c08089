"""Care in the story: a rota, a look-alike that is cleared, a worry that somebody holds, and a warning."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.demo.stage import Moment, Stage, day_of, on, week_of
from app.domain.alerts import CHECKS, LONGEST_DAYS, AlertKind
from app.domain.duty import DutyLine
from app.rooms.care.alerts import NewAlert, publish_alert
from app.rooms.care.looking import clear, look
from app.rooms.care.rota import NewShift, add_shift
from app.rooms.feedback.threads import get_thread_by_ref

WORKDAYS: Sequence[int] = range(5)
EVERY_DAY: Sequence[int] = range(7)
LOOK_ALIKE, WORRY = "F-005", "F-024"


def moments_of_care() -> Iterator[Moment]:
    """After everything else that its days bring."""
    yield Moment(on("2026-W33", 0, hour=16), 900, _rota)
    yield Moment(on("2026-W47", 3, hour=16), 900, _queue)
    yield Moment(on("2026-W47", 4, hour=16), 900, _warn)


def _rota(stage: Stage, session: Session, now: datetime) -> None:
    steward, outside = stage.actor("steward"), stage.actor("outside")
    day = NewShift(DutyLine.STEWARDS, steward.account_id, WORKDAYS, 9, 17)
    evening = NewShift(DutyLine.OUTSIDE, outside.account_id, EVERY_DAY, 18, 22)
    add_shift(session, steward, day, week=week_of(now))
    add_shift(session, outside, evening, week=week_of(now))


def _queue(stage: Stage, session: Session, now: datetime) -> None:
    steward, week = stage.actor("steward"), week_of(now)
    for name in (LOOK_ALIKE, WORRY):
        thread = get_thread_by_ref(session, stage.refs[name])
        look(session, steward, thread=thread, now=now, week=week)
        if name == LOOK_ALIKE:
            clear(session, steward, thread=thread, week=week)


def _warn(stage: Stage, session: Session, now: datetime) -> None:
    today = day_of(now)
    new = NewAlert(
        kind=AlertKind.BAD_BATCH.value,
        language="en",
        title="Small blue pills are stronger than they look",
        body="Two people told us they went down fast. Start with less, not alone, with naloxone near. "
        "We test what you bring, no name asked.",
        ends_on=today + timedelta(days=LONGEST_DAYS),
        said=CHECKS,
    )
    publish_alert(session, stage.actor("steward"), new, today=today)
