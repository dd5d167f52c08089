"""The ballots' part of the workspace's start page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from app.domain.lifecycles import BallotState, CallState, NominationState
from app.domain.permissions import Permission
from app.models.ballots import Ballot, BallotKey, BallotSeat
from app.models.nominations import Nomination, SeatCall
from app.rooms.ballots.nominations import count_waiting
from app.rooms.ballots.public_pages import BallotLine
from app.rooms.ballots.queries import paper_of
from app.rooms.ballots.words import in_language
from app.web.actors import Actor
from app.web.desk import DeskSection


@dataclass(frozen=True)
class WaitingBallots:
    """For ``ballots/desk/_waiting.html``: what this person counts, votes in, or has still to freeze."""

    to_count: Sequence[BallotLine]
    to_vote: Sequence[BallotLine]
    drafts: Sequence[BallotLine]

    def question(self, line: BallotLine) -> str:
        """The question in the reader's language."""
        return in_language(line.paper.question)


@dataclass(frozen=True)
class WaitingNames:
    """For ``ballots/desk/_names.html``: how many names of one call nobody has read yet."""

    call: SeatCall
    waiting: int


def waiting_ballots(session: Session, actor: Actor, today: date) -> DeskSection | None:
    """Closed ballots whose key this account holds, open ones with a seat of its own, and drafts."""
    key = exists().where(BallotKey.ballot_id == Ballot.id, BallotKey.account_id == actor.account_id)
    seat = exists().where(BallotSeat.ballot_id == Ballot.id, BallotSeat.account_id == actor.account_id)
    draft = (Ballot.state == BallotState.CREATED.value) & Ballot.frozen_at.is_(None)
    prepares = actor.may(Permission.BALLOT_PREPARE)
    data = WaitingBallots(
        to_count=_lines(session, (Ballot.state == BallotState.CLOSED.value) & key),
        to_vote=_lines(session, (Ballot.state == BallotState.OPEN.value) & seat),
        drafts=_lines(session, draft) if prepares else (),
    )
    if not (data.to_count or data.to_vote or data.drafts):
        return None
    return DeskSection("ballots/desk/_waiting.html", data)


def waiting_names(session: Session, actor: Actor, today: date) -> DeskSection | None:
    """Calls with names that this person may read and nobody has read yet."""
    waits = exists().where(
        Nomination.call_id == SeatCall.id, Nomination.state == NominationState.WAITING.value
    )
    states = (CallState.OPEN.value, CallState.CLOSED.value)
    calls = session.scalars(select(SeatCall).where(waits, SeatCall.state.in_(states))).all()
    if not calls or not actor.may(Permission.PROPOSAL_SCREEN):
        return None
    lines = [WaitingNames(call, count_waiting(session, call)) for call in calls]
    return DeskSection("ballots/desk/_names.html", lines)


def _lines(session: Session, which: ColumnElement[bool]) -> list[BallotLine]:
    rows = session.scalars(select(Ballot).where(which).order_by(Ballot.closes_at).limit(5))
    return [BallotLine(ballot, paper_of(ballot), ()) for ballot in rows]
