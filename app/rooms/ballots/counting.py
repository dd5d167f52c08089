"""Counting: one transaction opens the box, shuffles, writes openings without a link, destroys the rest."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.domain.ballots.box import commit_to
from app.domain.ballots.paper import Chamber, Paper
from app.domain.ballots.results import count_chamber, is_opened, openings_file, result_document
from app.domain.ballots.votes import as_opening, blank, decode
from app.domain.counting.formats.openings import canonical_line
from app.domain.errors import IllegalMove
from app.domain.ledger.canonical import Value
from app.domain.lifecycles import BallotState
from app.domain.permissions import Permission
from app.models.ballots import Ballot, BallotKey, BallotSeat, Envelope, Opening
from app.models.schema import random_key
from app.rooms.ballots.locking import hold_box
from app.rooms.ballots.queries import find_key_of, paper_of
from app.rooms.ballots.records import BallotAct, write_act
from app.rooms.board.acts import office_of
from app.rooms.board.moments import Moment
from app.vault.ballots import open_ballot_key, open_vote
from app.vault.boxes import CannotOpen
from app.web.actors import Actor


@dataclass(frozen=True)
class _Opened:
    chamber: Chamber
    vote: dict[str, object]
    is_spoiled: bool


def count_ballot(session: Session, actor: Actor, ballot: Ballot, *, moment: Moment) -> None:
    """Open and count a closed ballot. Of two tellers at once one does, the other gets ``IllegalMove``.

    The result is stored and stays hidden until the files are scrubbed (``publishing.publish_counted``).
    """
    actor.require(Permission.BALLOT_COUNT)
    ballot = hold_box(session, ballot.ref)
    if ballot.state != BallotState.CLOSED.value:
        raise IllegalMove("ballot_not_closed")
    if ballot.result is not None:
        raise IllegalMove("ballot_already_counted")
    private = _open_key(session, actor, ballot)
    paper, rows = paper_of(ballot), _read_box(session, ballot)
    opened = [_open(paper, Chamber(chamber), sealed, private) for chamber, sealed in rows]
    secrets.SystemRandom().shuffle(opened)
    _write_result(session, ballot, paper, opened)
    ballot.counted_on = moment.on
    written = _write_openings(session, ballot, paper, opened)
    for gone in (Envelope, BallotKey, BallotSeat):
        session.execute(delete(gone).where(gone.ballot_id == ballot.id))
    facts: dict[str, Value] = {
        "files": _digests(paper, opened),
        "openings": written,
        "spoiled": sum(one.is_spoiled for one in opened),
    }
    act = BallotAct("ballot.count", office_of(actor, Permission.BALLOT_COUNT), facts)
    write_act(session, ballot, act, today=moment.on)


def _open_key(session: Session, actor: Actor, ballot: Ballot) -> bytes:
    sealed = find_key_of(session, ballot, actor.account_id)
    if sealed is None:
        raise IllegalMove("ballot_not_your_count")
    try:
        pair = open_ballot_key(actor.private_key, sealed.sealed_private_key, public=ballot.public_key or b"")
    except CannotOpen:
        raise IllegalMove("ballot_key_does_not_open") from None
    return pair.private


def _read_box(session: Session, ballot: Ballot) -> list[tuple[str, bytes]]:
    """Chamber and envelope of each; refused when the box is not the one that the close committed to."""
    rows = session.execute(
        select(Envelope.nullifier, Envelope.chamber, Envelope.sealed).where(Envelope.ballot_id == ballot.id)
    ).all()
    box = commit_to((nullifier, sealed) for nullifier, _, sealed in rows)
    if (box.box, box.roll) != (ballot.box_root, ballot.roll_root):
        raise IllegalMove("ballot_box_was_changed")
    return [(chamber, sealed) for _, chamber, sealed in rows]


def _open(paper: Paper, chamber: Chamber, sealed: bytes, private: bytes) -> _Opened:
    """What lies in an envelope; one that holds no vote is blank and said to be spoiled."""
    try:
        vote, tracker = decode(paper, open_vote(private, sealed))
    except (CannotOpen, ValueError):
        return _Opened(chamber, as_opening(paper, blank(paper)), is_spoiled=True)
    return _Opened(chamber, as_opening(paper, vote, tracker), is_spoiled=False)


def _write_result(session: Session, ballot: Ballot, paper: Paper, opened: Sequence[_Opened]) -> None:
    chambers = [
        count_chamber(paper, chamber, openings_file(paper, _votes(opened, chamber)))
        for chamber in paper.chambers
    ]
    ballot.result = dict(result_document(paper, chambers, spoiled=sum(one.is_spoiled for one in opened)))
    outcome = ballot.result["outcome"]
    ballot.outcome = None if outcome is None else str(outcome)


def _write_openings(session: Session, ballot: Ballot, paper: Paper, opened: Sequence[_Opened]) -> int:
    """Every vote of a chamber that has enough of them, under a random key; returns how many."""
    rows = [
        {"id": random_key(), "ballot_id": ballot.id, "chamber": chamber.value, "vote": canonical_line(vote)}
        for chamber in paper.chambers
        if is_opened(len(votes := _votes(opened, chamber)))
        for vote in votes
    ]
    if rows:
        session.execute(insert(Opening), sorted(rows, key=lambda row: str(row["id"])))
    return len(rows)


def _digests(paper: Paper, opened: Sequence[_Opened]) -> dict[str, Value]:
    """SHA-256 of each chamber's file of openings that is published: no line of it can change any more."""
    chambers = {chamber: _votes(opened, chamber) for chamber in paper.chambers}
    return {
        chamber.value: hashlib.sha256(openings_file(paper, votes)).hexdigest()
        for chamber, votes in chambers.items()
        if is_opened(len(votes))
    }


def _votes(opened: Sequence[_Opened], chamber: Chamber) -> list[dict[str, object]]:
    return [one.vote for one in opened if one.chamber is chamber]
