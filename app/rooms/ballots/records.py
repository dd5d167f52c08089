"""What the public reads of a ballot, and its leaves: each act commits to the record as it then stands."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from app.domain.ledger import canonical
from app.domain.ledger.canonical import Value
from app.domain.ledger.commitments import SALT_BYTES, commitment
from app.domain.ledger.leaves import PROGRAM, RECORD, TAKEN_BACK, Leaf
from app.domain.lifecycles import BallotState
from app.domain.permissions import Permission
from app.domain.weeks import Week
from app.models.ballots import Ballot
from app.rooms.board.acts import office_of
from app.rooms.ledger.actions import append
from app.web.actors import Actor
from app.web.public_version import raise_public_version

FIELDS = (
    "ref",
    "state",
    "paper",
    "envelopes",
    "roll",
    "box",
    "outcome",
    "result",
    "lot",
    "counted_on",
    "reason",
)


@dataclass(frozen=True)
class BallotAct:
    """What was done to a ballot; ``by`` is a role or "program"."""

    name: str
    by: str = PROGRAM
    facts: Mapping[str, Value] = field(default_factory=dict)


def ballot_record(ballot: Ballot) -> dict[str, Value]:
    """The record, by the names of docs/ballots.md; nothing of the result before it is published."""
    is_over = ballot.state == BallotState.PUBLISHED.value
    return {
        "ref": ballot.ref,
        "state": ballot.state,
        "paper": ballot.paper,
        "envelopes": ballot.envelopes,
        "roll": ballot.roll_root.hex() if ballot.roll_root else None,
        "box": ballot.box_root.hex() if ballot.box_root else None,
        "outcome": ballot.outcome if is_over else None,
        "result": ballot.result if is_over else None,
        "lot": ballot.lot if is_over else None,
        "counted_on": ballot.counted_on.isoformat() if is_over and ballot.counted_on else None,
        "reason": ballot.reason,
    }


def sha256_of(document: Value) -> str:
    """64 hex digits over the canonical bytes."""
    return hashlib.sha256(canonical.encode(document)).hexdigest()


def write_public(session: Session, ballot: Ballot, act: BallotAct, *, today: date) -> None:
    """Append the leaf with the commitment to the record as it stands now; raises the public version."""
    ballot.version += 1
    if ballot.ledger_salt is None:
        ballot.ledger_salt = secrets.token_bytes(SALT_BYTES)
    session.flush()
    raise_public_version(session)
    committed = {RECORD: commitment(ballot_record(ballot), salt=ballot.ledger_salt)}
    ballot.ledger_leaf = append(session, _leaf(ballot, act, today, committed))
    session.flush()


def write_act(session: Session, ballot: Ballot, act: BallotAct, *, today: date) -> None:
    """Append a leaf of an act that the public reads nothing of yet."""
    ballot.version += 1
    session.flush()
    append(session, _leaf(ballot, act, today, {}))


def write_taken_back(session: Session, ballot: Ballot, act: BallotAct, *, today: date) -> None:
    """Append the leaf with which a frozen paper leaves the public pages."""
    ballot.ledger_salt = ballot.ledger_leaf = None
    raise_public_version(session)
    taken = BallotAct(act.name, act.by, {**act.facts, TAKEN_BACK: True})
    write_act(session, ballot, taken, today=today)


def preparing_office(actor: Actor) -> str:
    """The role in which somebody prepares a ballot."""
    return office_of(actor, Permission.BALLOT_PREPARE)


def _leaf(ballot: Ballot, act: BallotAct, today: date, committed: Mapping[str, str]) -> Leaf:
    subject, week = f"ballot:{ballot.ref}", str(Week.of(today))
    return Leaf(act.name, subject, ballot.state, act.by, week, act.facts, committed)
