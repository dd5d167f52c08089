"""The rota: weekly shifts, who stands in on one day, and who is on duty now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.duty import Cover, DutyLine, Shift, check_shift, on_duty
from app.domain.errors import InvalidInput, NotAllowed, NotFound
from app.domain.ledger.leaves import Leaf
from app.domain.permissions import Permission
from app.domain.weeks import Week
from app.models.care import DutyCover, DutyShift
from app.models.people import Account
from app.rooms.care.lines import ROLE_OF, lines_of, list_members
from app.rooms.ledger.actions import append
from app.web.actors import Actor
from app.web.house import OrganisationFacts


@dataclass(frozen=True)
class NewShift:
    """The same hours on several days; ``account_id`` as it came from the form."""

    line: DutyLine
    account_id: int
    days: Sequence[int]
    from_hour: int
    until_hour: int


@dataclass(frozen=True)
class Rota:
    """One line's week: for each day its shifts as (id, name, from, until); the covers that still come."""

    line: DutyLine
    members: Sequence[tuple[int, str]]
    week: Sequence[Sequence[tuple[int, str, int, int]]]
    covers: Sequence[tuple[int, date, str, str]]
    now: Sequence[str]


def list_on_duty(session: Session, line: DutyLine, *, facts: OrganisationFacts, now: datetime) -> list[int]:
    """Accounts on duty now that are still members of the line."""
    local = now.astimezone(ZoneInfo(facts.time_zone))
    return _members_of(session, line, on_duty(*_written(session, line), local))


def list_on_duty_on(session: Session, line: DutyLine, day: date) -> list[int]:
    """Accounts with a shift that begins on a day."""
    shifts, covers = _written(session, line)
    stands_in = {cover.absent_id: cover.account_id for cover in covers if cover.on == day}
    there = [shift.account_id for shift in shifts if shift.weekday == day.weekday()]
    return _members_of(session, line, [stands_in.get(one, one) for one in there])


def _written(session: Session, line: DutyLine) -> tuple[list[Shift], list[Cover]]:
    shifts = session.scalars(select(DutyShift).where(DutyShift.line == line.value))
    covers = session.scalars(select(DutyCover).where(DutyCover.line == line.value))
    return (
        [Shift(row.weekday, row.from_hour, row.until_hour, row.account_id) for row in shifts],
        [Cover(row.on_date, row.absent_id, row.account_id) for row in covers],
    )


def _members_of(session: Session, line: DutyLine, found: Sequence[int]) -> list[int]:
    members = {account.id for account in list_members(session, line)}
    return [one for one in dict.fromkeys(found) if one in members]


def get_rota(session: Session, line: DutyLine, *, facts: OrganisationFacts, now: datetime) -> Rota:
    """The week of a line as its page shows it."""
    names = {account.id: account.display_name for account in session.scalars(select(Account))}
    week: list[list[tuple[int, str, int, int]]] = [[] for _ in range(7)]
    rows = select(DutyShift).where(DutyShift.line == line.value)
    for row in session.scalars(rows.order_by(DutyShift.from_hour, DutyShift.id)):
        week[row.weekday].append((row.id, names[row.account_id], row.from_hour, row.until_hour))
    coming = select(DutyCover).where(DutyCover.line == line.value, DutyCover.on_date >= facts.today(now))
    return Rota(
        line=line,
        members=[(one.id, one.display_name) for one in list_members(session, line)],
        week=week,
        covers=[
            (row.id, row.on_date, names[row.absent_id], names[row.account_id])
            for row in session.scalars(coming.order_by(DutyCover.on_date, DutyCover.id))
        ],
        now=[names[one] for one in list_on_duty(session, line, facts=facts, now=now)],
    )


def add_shift(session: Session, actor: Actor, new: NewShift, *, week: Week) -> None:
    """Put the same hours on each of the days; what stands there already stays."""
    _require(actor, new.line)
    check_shift(new.days, new.from_hour, new.until_hour)
    _require_member(session, new.line, new.account_id, field="account")
    for day in sorted(set(new.days)):
        same = select(DutyShift).where(
            DutyShift.line == new.line.value,
            DutyShift.account_id == new.account_id,
            DutyShift.weekday == day,
            DutyShift.from_hour == new.from_hour,
        )
        row = session.scalars(same).one_or_none()
        if row is None:
            row = DutyShift(
                line=new.line.value, account_id=new.account_id, weekday=day, from_hour=new.from_hour
            )
            session.add(row)
        row.until_hour = new.until_hour
    session.flush()
    append(session, _leaf("rota.change", new.line, week))


def remove_shift(session: Session, actor: Actor, shift_id: int, *, week: Week) -> None:
    """Take one shift off the rota."""
    row = session.get(DutyShift, shift_id)
    if row is None:
        raise NotFound("not_found")
    line = DutyLine(row.line)
    _require(actor, line)
    session.delete(row)
    session.flush()
    append(session, _leaf("rota.change", line, week))


def stand_in(session: Session, actor: Actor, line: DutyLine, cover: Cover, *, today: date) -> None:
    """For one day somebody takes the shifts of somebody else."""
    _require(actor, line)
    if cover.on < today:
        raise InvalidInput("duty_day_is_past", field="on")
    _require_member(session, line, cover.absent_id, field="absent")
    _require_member(session, line, cover.account_id, field="account")
    if cover.absent_id == cover.account_id:
        raise InvalidInput("duty_same_person", field="account")
    same = (DutyCover.line == line.value, DutyCover.on_date == cover.on)
    session.execute(delete(DutyCover).where(*same, DutyCover.absent_id == cover.absent_id))
    session.add(
        DutyCover(line=line.value, on_date=cover.on, absent_id=cover.absent_id, account_id=cover.account_id)
    )
    session.flush()
    append(session, _leaf("rota.stand_in", line, Week.of(today)))


def _require(actor: Actor, line: DutyLine) -> None:
    actor.require(Permission.DUTY_EDIT)
    if line not in lines_of(actor):
        raise NotAllowed("not_allowed")


def _require_member(session: Session, line: DutyLine, account_id: int, *, field: str) -> None:
    if account_id not in {account.id for account in list_members(session, line)}:
        raise InvalidInput("field.not_one_of_these", field=field)


def _leaf(act: str, line: DutyLine, week: Week) -> Leaf:
    return Leaf(act, f"rota:{line.value}", None, ROLE_OF[line].value, str(week))
