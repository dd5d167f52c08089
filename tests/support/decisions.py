"""Decisions for tests: a proposal with a voice behind it, voted on, recorded, replied to."""

from dataclasses import dataclass
from datetime import timedelta

from app.domain.counting.majority import Choice
from app.domain.motion_rules import Method
from app.rooms.board.agendas import put_proposal_on
from app.rooms.board.closing import close_motion, publish_motion
from app.rooms.board.meeting_queries import get_meeting, list_items
from app.rooms.board.motions import NewMotion, get_motion, open_motion, put_motion
from app.rooms.decisions.recording import Reasons, get_decision, record_decision
from app.rooms.decisions.replies import reply_to_decision
from app.rooms.proposals.queries import get_proposal_by_ref
from tests.support.board import EVERYBODY, found_board, held_meeting, moment_of, votes
from tests.support.organisation import World
from tests.support.proposals import put_up
from tests.support.sign_in import actor_of

WORDS = Reasons("Night workers cannot reach a four o'clock close.", "One member wanted mornings first.")


@dataclass(frozen=True)
class Decided:
    """References of what led to a decision; ``decision`` empty until it is recorded."""

    proposal: str
    motion: str
    decision: str = ""


def voted(world: World, *, choice: Choice = Choice.YES, proposal: str = "") -> Decided:
    """A proposal (this one, or one of a member's) that the whole board voted on, its result published."""
    found_board(world)
    proposal_ref = proposal or put_up(world)
    chair, moment = actor_of(world, "chair"), moment_of(world)
    meeting_ref = held_meeting(world)
    with world.database.write() as session:
        meeting = get_meeting(session, meeting_ref)
        row = get_proposal_by_ref(session, proposal_ref)
        put_proposal_on(session, chair, meeting, row, today=moment.on)
        item = next(one for one in list_items(session, meeting) if one.subject == proposal_ref)
        new = NewMotion(method=Method.VOTE)
        motion_ref = put_motion(session, chair, meeting, new, item=item, today=moment.on).ref
        open_motion(session, chair, get_motion(session, motion_ref), moment=moment)
    for alias in EVERYBODY:
        votes(world, motion_ref, alias, choice)
    with world.database.write() as session:
        motion = get_motion(session, motion_ref)
        close_motion(session, chair, motion, moment=moment)
        publish_motion(session, chair, motion, today=moment.on)
    return Decided(proposal_ref, motion_ref)


def decided(world: World, *, proposal: str = "") -> Decided:
    """The same with its decision recorded."""
    so_far = voted(world, proposal=proposal)
    secretary, today = actor_of(world, "secretary"), moment_of(world).on
    with world.database.write() as session:
        motion = get_motion(session, so_far.motion)
        ref = record_decision(session, secretary, motion, words=WORDS, today=today).ref
    return Decided(so_far.proposal, so_far.motion, ref)


def accepted(world: World, *, position: str = "accepted", reason: str = "", proposal: str = "") -> Decided:
    """The same with leadership's reply."""
    done = decided(world, proposal=proposal)
    director, today = actor_of(world, "director"), moment_of(world).on
    with world.database.write() as session:
        decision = get_decision(session, done.decision)
        reply_to_decision(session, director, decision, position=position, reason=reason, today=today)
    return done


def later(world: World, days: int) -> None:
    """Let some days pass."""
    world.now += timedelta(days=days)
