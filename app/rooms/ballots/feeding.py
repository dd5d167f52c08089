"""Where a result goes: to the motion that asked for it, as the rules of that motion say."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.ballots.paper import Chamber
from app.domain.ballots.results import least_lived
from app.domain.ledger.canonical import Value
from app.domain.ledger.leaves import PROGRAM
from app.domain.lifecycles import BallotState, MotionState
from app.domain.outcomes import Outcome
from app.models.ballots import Ballot
from app.models.board import Motion
from app.rooms.ballots.queries import paper_of
from app.rooms.board.closing import close_by_secret_ballot, is_waiting_for_participants, join_participants


def feed_result(session: Session, ballot: Ballot, *, today: date) -> None:
    """A participants' chamber joins the board's open vote; a board's secret ballot ends its motion."""
    if ballot.motion_id is None or ballot.result is None or ballot.outcome is None:
        return
    motion = session.get_one(Motion, ballot.motion_id)
    chambers = ballot.result["chambers"]
    if Chamber.BOARD.value in chambers:
        if motion.state == MotionState.OPEN.value:
            close_by_secret_ballot(session, motion, result=board_result(ballot), today=today)
            session.flush()
        else:
            return
    if Chamber.PARTICIPANTS.value in chambers and is_waiting_for_participants(motion):
        outcome = Outcome(chambers[Chamber.PARTICIPANTS.value]["outcome"])
        join_participants(session, motion, participants=outcome, by=PROGRAM, today=today)


def feed_waiting(session: Session, *, today: date) -> None:
    """Join participants' results that were published before their motion closed."""
    published = select(Ballot).where(
        Ballot.state == BallotState.PUBLISHED.value, Ballot.motion_id.is_not(None), Ballot.result.is_not(None)
    )
    for ballot in session.scalars(published):
        if is_waiting_for_participants(session.get_one(Motion, ballot.motion_id)):
            feed_result(session, ballot, today=today)


def board_result(ballot: Ballot) -> dict[str, Value]:
    """The board's chamber in the shape of a motion's result (``rooms.board.results``)."""
    paper, chamber = paper_of(ballot), (ballot.result or {})["chambers"][Chamber.BOARD.value]
    board, cast = paper.board, chamber["cast"]
    assert board is not None  # noqa: S101  # the board's chamber was counted by it
    tally = {name: int(votes) for name, votes in _first_tally(chamber).items()}
    yes, no = tally.get("yes", 0), tally.get("no", 0)
    lived = least_lived(board, cast)
    return {
        "outcome": chamber["outcome"],
        "votes": {"yes": yes, "no": no, "abstain": cast - yes - no},
        "whole": _fact(chamber, "whole"),
        "needed": _fact(chamber, "needed"),
        "quorum": {
            "filled": board.filled,
            "present": cast,
            "needed": board.quorum.all_seats.needed(board.filled),
            "lived_filled": board.lived_filled,
            "lived_present": lived,
            "lived_needed": board.quorum.lived_experience.needed(board.lived_filled),
            "is_met": chamber["outcome"] != Outcome.INQUORATE.value,
        },
        "composition_met": board.composition_met,
        "ballot": ballot.ref,
        "left_out": [],
        "recusals": [],
        "objections": [],
        "answered": [],
        "concerns": [],
        "sentences": chamber["sentences"],
    }


def _first_tally(chamber: dict[str, dict[str, list[dict[str, dict[str, str]]]]]) -> dict[str, str]:
    rounds = chamber["count"]["rounds"]
    return rounds[0]["tally"] if rounds else {}


def _fact(chamber: dict[str, list[dict[str, dict[str, int]]]], name: str) -> int:
    return next((one["facts"][name] for one in chamber["sentences"] if name in one["facts"]), 0)
