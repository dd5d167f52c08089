"""Closing a motion and publishing its result: counted once, by the rules that it opened under."""

from datetime import UTC, date, datetime, time

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.domain.consent_rounds import check_round_may_end
from app.domain.counting.consent import Response, Stance
from app.domain.counting.majority import Choice
from app.domain.errors import IllegalMove
from app.domain.ledger.canonical import Value
from app.domain.ledger.commitments import commitment
from app.domain.ledger.leaves import PROGRAM, RECORD, Leaf
from app.domain.lifecycles import MOTION, MotionState, ProposalState
from app.domain.mandate import Power
from app.domain.motion_rules import Method, RulesInForce
from app.domain.motions import Answer, MotionResult, Vote, close_consent, close_vote, join_chambers
from app.domain.outcomes import Outcome
from app.domain.permissions import Permission
from app.domain.proposals import move_after_motion
from app.domain.quorum import Room
from app.domain.weeks import Week
from app.models.board import AgendaItem, Meeting, Motion, MotionVote
from app.models.proposals import Proposal
from app.rooms.board.acts import Act, new_salt, office_of, write_down
from app.rooms.board.in_the_room import list_recused, room_at
from app.rooms.board.meeting_queries import get_meeting
from app.rooms.board.moments import Moment
from app.rooms.board.motions import get_motion, rules_of
from app.rooms.board.records import commit_to_votes, motion_record
from app.rooms.board.results import Names, result_to_json
from app.rooms.board.seats import list_seats
from app.rooms.board.votes import list_votes
from app.rooms.ledger.actions import append
from app.rooms.proposals.moves import move_proposal
from app.web.actors import Actor
from app.web.public_version import raise_public_version

UNDECIDED = (Outcome.INQUORATE, Outcome.COMPOSITION_NOT_MET, Outcome.VOID)


def close_motion(
    session: Session, actor: Actor, motion: Motion, *, moment: Moment, void: bool = False
) -> MotionResult:
    """Count and end it. Of two chairs who close at once one does, the other gets ``IllegalMove``."""
    actor.require(Permission.MOTION_RUN)
    meeting = get_meeting(session, session.get_one(Meeting, motion.meeting_id).ref, lock=True)
    motion = get_motion(session, motion.ref, lock=True)
    motion.state = MOTION.move(MotionState(motion.state), MotionState.CLOSED).value
    votes = list_votes(session, motion)
    answers = [_answer(seat, vote) for seat, vote in votes.items()] if _is_round(motion) else []
    rules = rules_of(motion)
    room = room_at(session, meeting, moment, motion=motion)
    result = _count(motion, rules, votes, answers, room=room, void=void)
    motion.outcome = result.outcome.value
    motion.result = result_to_json(
        result,
        names=Names.of(list_seats(session, moment.on)),
        recused=list_recused(session, motion),
        answers=answers if _is_round(motion) else None,
    )
    motion.closed_at, motion.version = moment.at, motion.version + 1
    by = office_of(actor, Permission.MOTION_RUN)
    if not rules.both_chambers or result.outcome in UNDECIDED:
        _carry_on(session, motion, result.outcome, by=by, today=moment.on)
    _write_close(session, actor, motion, today=moment.on)
    return result


def publish_motion(session: Session, actor: Actor, motion: Motion, *, today: date) -> None:
    """From now on the result stands in public. ``IllegalMove`` while the participants' chamber is to vote."""
    actor.require(Permission.MOTION_RUN)
    motion = get_motion(session, motion.ref, lock=True)
    motion.state = MOTION.move(MotionState(motion.state), MotionState.PUBLISHED).value
    if is_waiting_for_participants(motion):
        raise IllegalMove("participants_have_not_voted")
    motion.version += 1
    session.flush()
    raise_public_version(session)
    motion.ledger_leaf = write_down(
        session,
        actor,
        Act(
            "motion.publish",
            f"motion:{motion.ref}",
            motion.state,
            {"outcome": motion.outcome},
            {RECORD: motion_record(session, motion)},
            motion.ledger_salt or b"",
        ),
        permission=Permission.MOTION_RUN,
        today=today,
    )


def join_participants(
    session: Session, motion: Motion, *, participants: Outcome, by: str, today: date
) -> Outcome:
    """The participants' chamber has voted as well: the result of the whole, kept and carried on.

    ``by`` is the role that counted, or "program". The leaf is the ballot's.
    """
    motion = get_motion(session, motion.ref, lock=True)
    if not is_waiting_for_participants(motion) or motion.result is None:
        raise IllegalMove("motion_not_open")
    board = Outcome(motion.result["outcome"])
    joined = join_chambers(rules_of(motion), board, participants=participants)
    chambers = {name: outcome.value for name, outcome in joined.chambers.items()}
    said = [{"key": one.key, "facts": dict(one.facts)} for one in joined.sentences]
    sentences = [*motion.result["sentences"], *said]
    motion.result = motion.result | {"chambers": chambers, "sentences": sentences}
    motion.outcome = joined.outcome.value
    motion.version += 1
    raise_public_version(session)
    _carry_on(session, motion, joined.outcome, by=by, today=today)
    return joined.outcome


def close_by_secret_ballot(
    session: Session, motion: Motion, *, result: dict[str, Value], today: date
) -> None:
    """End a motion by the count of a secret ballot of its members; no open vote of it is left."""
    motion = get_motion(session, motion.ref, lock=True)
    motion.state = MOTION.move(MotionState(motion.state), MotionState.CLOSED).value
    session.execute(delete(MotionVote).where(MotionVote.motion_id == motion.id))
    outcome = Outcome(str(result["outcome"]))
    motion.outcome, motion.result = outcome.value, dict(result)
    motion.closed_at, motion.version = datetime.combine(today, time(), UTC), motion.version + 1
    if not rules_of(motion).both_chambers or outcome in UNDECIDED:
        _carry_on(session, motion, outcome, by=PROGRAM, today=today)
    session.flush()
    raise_public_version(session)
    motion.votes_salt = new_salt()
    facts: dict[str, Value] = {"round": motion.round, "ballot": str(result["ballot"])}
    by_program = Leaf(
        "motion.close",
        f"motion:{motion.ref}",
        motion.state,
        PROGRAM,
        str(Week.of(today)),
        facts,
        {
            "result": commitment(result, salt=motion.ledger_salt or b""),
            "votes": commit_to_votes(session, motion) or "",
        },
    )
    motion.close_leaf = append(session, by_program)


def is_waiting_for_participants(motion: Motion) -> bool:
    """Closed by the board, on a matter on which participants must say yes too, and they have not yet."""
    if motion.result is None or motion.rules is None or "chambers" in motion.result:
        return False
    return bool(motion.rules["both_chambers"]) and Outcome(motion.result["outcome"]) not in UNDECIDED


def _is_round(motion: Motion) -> bool:
    return motion.method == Method.CONSENT.value


def _answer(seat: str, vote: MotionVote) -> Answer:
    return Answer(seat, vote.holder, Stance(vote.choice), vote.reason, vote.is_answered)


def _count(
    motion: Motion,
    rules: RulesInForce,
    votes: dict[str, MotionVote],
    answers: list[Answer],
    *,
    room: Room,
    void: bool,
) -> MotionResult:
    if not _is_round(motion):
        cast = [Vote(seat, vote.holder, Choice(vote.choice)) for seat, vote in votes.items()]
        return close_vote(rules, cast, room, void=void)
    result = close_consent(rules, answers, room, void=void)
    if result.outcome not in UNDECIDED:
        upheld = [Response(one.seat, one.stance, one.reason, one.answered) for one in result.objections]
        check_round_may_end(motion.round, rules, upheld)
    return result


def _carry_on(session: Session, motion: Motion, outcome: Outcome, *, by: str, today: date) -> None:
    """The item is done, and the proposal goes where the result sends it; undecided both stay."""
    if outcome in UNDECIDED:
        return
    if motion.item_id is not None:
        session.get_one(AgendaItem, motion.item_id).is_done = True
    if motion.proposal_id is None:
        return
    proposal = session.get_one(Proposal, motion.proposal_id)
    if proposal.state == ProposalState.ON_AGENDA.value:
        to = move_after_motion(outcome, power=Power(motion.power), method=Method(motion.method))
        move_proposal(session, proposal, to=to, by=by, today=today)


def _write_close(session: Session, actor: Actor, motion: Motion, *, today: date) -> None:
    session.flush()
    raise_public_version(session)
    result: Value = motion.result
    motion.votes_salt = new_salt()
    act = Act(
        "motion.close",
        f"motion:{motion.ref}",
        motion.state,
        {"round": motion.round},
        {"result": result},
        motion.ledger_salt or b"",
        {"votes": commit_to_votes(session, motion) or ""},
    )
    motion.close_leaf = write_down(session, actor, act, permission=Permission.MOTION_RUN, today=today)
