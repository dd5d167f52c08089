"""The overview of what came in a flood: counted by week and door, let in or set aside unopened."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.domain.feedback_kinds import SafetyLevel
from app.domain.ledger.leaves import Leaf
from app.domain.lifecycles import FeedbackState, FloodState
from app.domain.permissions import Permission, Role
from app.domain.weeks import Week
from app.models.feedback import Thread
from app.rooms.feedback.floods import move_flood
from app.rooms.ledger.actions import append
from app.rooms.stewardship.filters import sealed_to
from app.web.actors import Actor
from app.web.counting import count_up_to
from app.web.public_version import raise_public_version

MOST_AT_ONCE = 2_000


class FloodAct(StrEnum):
    """What is done with a part of a flood; ``some`` lets a few in, to see what they are."""

    SOME = "some"
    RELEASE = "release"
    SET_ASIDE = "set_aside"


FEW = 5


@dataclass(frozen=True)
class FloodPart:
    """Voices of one week, channel and state. ``worrying`` ones never go aside in bulk."""

    week: str
    channel: str
    state: str
    count: int
    worrying: int


@dataclass(frozen=True)
class FloodChoice:
    """Which part, and what to do with it."""

    week: str
    channel: str
    state: str
    act: FloodAct


def list_floods(session: Session, actor: Actor) -> list[FloodPart]:
    """The newest week first; only what the actor could open."""
    actor.require(Permission.FEEDBACK_LIST)
    worrying = func.count().filter(Thread.safety_level != SafetyLevel.NONE.value)
    rows = (
        select(Thread.week, Thread.channel, Thread.flood_state, func.count(), worrying)
        .where(_kept_out(session, actor))
        .group_by(Thread.week, Thread.channel, Thread.flood_state)
        .order_by(Thread.week.desc(), Thread.flood_state.desc(), Thread.channel)
    )
    return [
        FloodPart(week, channel, state or "", n, bad)
        for week, channel, state, n, bad in session.execute(rows)
    ]


def count_flooded(session: Session, actor: Actor) -> int:
    """How many wait for a look at the flood."""
    waits = and_(_kept_out(session, actor), Thread.flood_state == FloodState.WAITING.value)
    return count_up_to(session, select(Thread.id).where(waits))


def act_on_flood(session: Session, actor: Actor, *, choice: FloodChoice, week: Week) -> int:
    """Let a part in or set it aside, unopened; returns how many. What may be danger stays where it is."""
    actor.require(Permission.FEEDBACK_SCREEN)
    if choice.state not in (FloodState.WAITING.value, FloodState.SET_ASIDE.value):
        raise InvalidInput("field.not_one_of_these")
    to = FloodState.SET_ASIDE if choice.act is FloodAct.SET_ASIDE else FloodState.RELEASED
    part = and_(
        _kept_out(session, actor),
        Thread.week == choice.week,
        Thread.channel == choice.channel,
        Thread.flood_state == choice.state,
    )
    if to is FloodState.SET_ASIDE:
        part = and_(part, Thread.safety_level == SafetyLevel.NONE.value)
    rows = select(Thread).where(part).order_by(Thread.id).with_for_update()
    threads = list(session.scalars(rows.limit(FEW if choice.act is FloodAct.SOME else MOST_AT_ONCE)))
    for thread in threads:
        move_flood(thread, to=to)
    if threads:
        raise_public_version(session)
        role = Role.STEWARD if Role.STEWARD in actor.roles else Role.OUTSIDE_READER
        subject = f"flood:{choice.week}.{choice.channel}"
        act = "flood.set_aside" if to is FloodState.SET_ASIDE else "flood.release"
        append(session, Leaf(act, subject, to.value, role.value, str(week), {"voices": len(threads)}))
    return len(threads)


def _kept_out(session: Session, actor: Actor) -> ColumnElement[bool]:
    return and_(
        sealed_to(session, actor),
        Thread.flood_state.in_((FloodState.WAITING.value, FloodState.SET_ASIDE.value)),
        Thread.state != FeedbackState.WITHDRAWN.value,
    )
