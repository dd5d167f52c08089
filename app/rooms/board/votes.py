"""Votes and answers while a motion is open: one's own, recorded by the secretary, and stepping out.

Each of them takes the motion's row first, so that a vote at the moment of closing is in or refused.
"""

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.consent_rounds import check_another_round
from app.domain.counting.consent import Stance
from app.domain.counting.majority import Choice
from app.domain.errors import IllegalMove, NotFound
from app.domain.lifecycles import MotionState
from app.domain.motion_rules import Method
from app.domain.motions import Answer, Vote, check_recusal, why_not_counted
from app.domain.permissions import Permission
from app.models.board import BoardSeat, Meeting, Motion, MotionVote, Recusal
from app.rooms.board.acts import Act, write_down
from app.rooms.board.in_the_room import room_at
from app.rooms.board.moments import Moment
from app.rooms.board.motions import get_motion, rules_of
from app.rooms.board.seats import SeatLine, find_seat_of, list_seats
from app.web.actors import Actor


@dataclass(frozen=True)
class Said:
    """A vote or an answer in a round. ``seat`` only where the secretary records it."""

    choice: Choice | Stance
    reason: str = ""
    seat: str = ""


def cast_vote(session: Session, actor: Actor, motion: Motion, said: Said, *, moment: Moment) -> None:
    """The actor's own vote or answer; it may change until the close."""
    actor.require(Permission.VOTE_CAST)
    motion = _open(session, motion, said)
    line = _own_seat(session, actor, moment)
    _store(session, motion, line, replace(said, seat=""), moment=moment, recorder=actor)


def record_vote(session: Session, actor: Actor, motion: Motion, said: Said, *, moment: Moment) -> None:
    """A vote by voice or hand of a member without an account, else ``IllegalMove``."""
    actor.require(Permission.MOTION_RUN)
    motion = _open(session, motion, said)
    line = _seat(session, said.seat, moment)
    if line.term is not None and line.term.account_id is not None:
        raise IllegalMove("votes_with_own_account")
    _store(session, motion, line, said, moment=moment, recorder=actor)


def recuse(
    session: Session, actor: Actor, motion: Motion, *, reason: str, seat: str = "", moment: Moment
) -> None:
    """Step out of this motion with a reason; ``seat`` names another's when the chair notes it."""
    actor.require(Permission.MOTION_RUN if seat else Permission.VOTE_CAST)
    motion = get_motion(session, motion.ref, lock=True)
    if motion.state not in (MotionState.CREATED.value, MotionState.OPEN.value):
        raise IllegalMove("motion_not_open")
    why = check_recusal(reason)
    line = _seat(session, seat, moment) if seat else _own_seat(session, actor, moment)
    if session.get(Recusal, (motion.id, line.seat.id)) is not None:
        raise IllegalMove("recused_already")
    session.add(Recusal(motion_id=motion.id, seat_id=line.seat.id, reason=why))
    session.flush()


def settle_objection(
    session: Session, actor: Actor, motion: Motion, *, seat: str, is_answered: bool, moment: Moment
) -> None:
    """The objection was met to the member's content, or is upheld after all."""
    actor.require(Permission.MOTION_RUN)
    motion = get_motion(session, motion.ref, lock=True)
    _check_open(motion)
    line = _seat(session, seat, moment)
    vote = session.get(MotionVote, (motion.id, line.seat.id))
    if vote is None or vote.choice != Stance.OBJECT.value:
        raise IllegalMove("no_objection_here")
    vote.is_answered = is_answered
    session.flush()


def begin_next_round(session: Session, actor: Actor, motion: Motion, *, moment: Moment) -> None:
    """Ask everybody again; who says nothing new stays with the answer given before."""
    actor.require(Permission.MOTION_RUN)
    motion = get_motion(session, motion.ref, lock=True)
    _check_open(motion)
    motion.round = check_another_round(motion.round, rules_of(motion))
    motion.version += 1
    session.flush()
    act = Act("motion.next_round", f"motion:{motion.ref}", motion.state, {"round": motion.round})
    write_down(session, actor, act, permission=Permission.MOTION_RUN, today=moment.on)


def list_votes(session: Session, motion: Motion) -> dict[str, MotionVote]:
    """What each seat said so far, by the seat's reference."""
    rows = session.execute(
        select(BoardSeat.ref, MotionVote)
        .join(BoardSeat, BoardSeat.id == MotionVote.seat_id)
        .where(MotionVote.motion_id == motion.id)
        .order_by(BoardSeat.position)
    )
    return {ref: vote for ref, vote in rows}


def _open(session: Session, motion: Motion, said: Said) -> Motion:
    motion = get_motion(session, motion.ref, lock=True)
    _check_open(motion)
    if isinstance(said.choice, Stance) != (motion.method == Method.CONSENT.value):
        raise IllegalMove("motion_is_no_vote" if isinstance(said.choice, Choice) else "motion_is_no_round")
    return motion


def _check_open(motion: Motion) -> None:
    if motion.state != MotionState.OPEN.value:
        raise IllegalMove("motion_not_open")


def _own_seat(session: Session, actor: Actor, moment: Moment) -> SeatLine:
    line = find_seat_of(session, actor, moment.on)
    if line is None:
        raise IllegalMove("no_seat_of_yours")
    return line


def _seat(session: Session, ref: str, moment: Moment) -> SeatLine:
    line = next((one for one in list_seats(session, moment.on) if one.seat.ref == ref), None)
    if line is None:
        raise NotFound("not_found")
    return line


def _store(
    session: Session, motion: Motion, line: SeatLine, said: Said, *, moment: Moment, recorder: Actor
) -> None:
    holder = line.term.ref if line.term else ""
    _check_counts(session, motion, as_rule(line.seat.ref, holder, said), moment=moment)
    vote = session.get(MotionVote, (motion.id, line.seat.id))
    if vote is None:
        vote = MotionVote(motion_id=motion.id, seat_id=line.seat.id)
        session.add(vote)
    vote.holder, vote.choice = holder, said.choice.value
    vote.reason, vote.is_answered = said.reason.strip(), False
    vote.by_hand, vote.recorded_by_id = bool(said.seat), recorder.account_id
    session.flush()


def as_rule(seat: str, holder: str, said: Said) -> Vote | Answer:
    """What was said, as the rules see it."""
    if isinstance(said.choice, Stance):
        return Answer(seat, holder, said.choice, said.reason)
    return Vote(seat, holder, said.choice)


def _check_counts(session: Session, motion: Motion, vote: Vote | Answer, *, moment: Moment) -> None:
    """``IllegalMove`` for what would not count if the motion closed now."""
    meeting = session.get_one(Meeting, motion.meeting_id)
    why = why_not_counted(vote, room_at(session, meeting, moment, motion=motion))
    if why is not None:
        raise IllegalMove(f"cannot_count_{why}")
