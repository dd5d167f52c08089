"""Records of the board: what the ledger commits to, and what the public reads as data."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.domain.ledger import leaves
from app.domain.ledger.canonical import Value
from app.domain.ledger.commitments import commitment, opens
from app.models.board import Meeting, Motion, MotionVote
from app.models.ledger import LedgerLeaf
from app.models.proposals import Proposal
from app.rooms.board.votes import list_votes


def motion_record(session: Session, motion: Motion) -> dict[str, Value]:
    """A published motion: its words, the rules that it opened under, and its result in exact numbers."""
    meeting = session.get_one(Meeting, motion.meeting_id)
    proposal = session.get(Proposal, motion.proposal_id) if motion.proposal_id else None
    return {
        "held_on": meeting.held_on.isoformat(),
        "matter": motion.matter,
        "meeting": meeting.ref,
        "method": motion.method,
        "outcome": motion.outcome,
        "power": motion.power,
        "proposal": proposal.ref if proposal else None,
        "ref": motion.ref,
        "result": motion.result,
        "round": motion.round,
        "rules": motion.rules,
        "sum_needed": motion.sum_needed,
        "text": motion.text,
        "title": motion.title,
        "votes": commit_to_votes(session, motion),
    }


def commit_to_votes(session: Session, motion: Motion) -> str | None:
    """A digest of who said what, as the rows stand now; its salt is never published, so it tells nothing.

    It stands in the leaf of the close and in the public record: a vote changed in its row afterwards no
    longer gives the digest that the ledger committed to. None before the close.
    """
    if motion.votes_salt is None:
        return None
    return commitment(votes_record(list_votes(session, motion)), salt=motion.votes_salt)


def minutes_record(meeting: Meeting) -> dict[str, Value]:
    """Adopted minutes, with the place and the day of the meeting."""
    return {
        "adopted_on": meeting.minutes_adopted_on.isoformat() if meeting.minutes_adopted_on else None,
        "held_on": meeting.held_on.isoformat(),
        "minutes": meeting.minutes,
        "place": meeting.place,
        "ref": meeting.ref,
        "title": meeting.title,
    }


def votes_record(votes: Mapping[str, MotionVote]) -> list[Value]:
    """Who said what, seat by seat: committed to at the close, never published."""
    return [
        {
            "answered": vote.is_answered,
            "choice": vote.choice,
            "holder": vote.holder,
            "reason": vote.reason,
            "seat": seat,
        }
        for seat, vote in sorted(votes.items())
    ]


def is_as_counted(session: Session, motion: Motion) -> bool:
    """False when the votes or the result are no longer what the ledger committed to at the close."""
    if motion.close_leaf is None:
        return motion.result is None
    committed = leaves.decode(session.get_one(LedgerLeaf, motion.close_leaf).body).commitments
    salt = motion.ledger_salt or b""
    board_alone = _before_chambers(motion)
    votes_stand = committed["votes"] == commit_to_votes(session, motion)
    return votes_stand and opens(committed["result"], board_alone, salt=salt)


def _before_chambers(motion: Motion) -> Value:
    """The board's own result, without what the participants' chamber added later."""
    result = dict(motion.result or {})
    if "chambers" in result:
        added = len(result.pop("chambers")) + 1
        result["sentences"] = result["sentences"][:-added]
    return result
