"""Reading ballots."""

from datetime import datetime

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from app.domain.ballots.document import paper_from_json
from app.domain.ballots.paper import Chamber, Paper
from app.domain.ballots.results import openings_file
from app.domain.errors import NotFound
from app.domain.ledger.canonical import parse
from app.domain.lifecycles import BallotState
from app.domain.permissions import Role
from app.models.ballots import Ballot, BallotBox, BallotKey, BallotTeller, Opening
from app.models.people import Account, RoleGrant


def get_ballot(session: Session, ref: str) -> Ballot:
    """The ballot, else ``NotFound``."""
    ballot = find_ballot(session, ref)
    if ballot is None:
        raise NotFound("not_found")
    return ballot


def find_ballot(session: Session, ref: str) -> Ballot | None:
    """The ballot, or None."""
    return session.scalars(select(Ballot).where(Ballot.ref == ref)).one_or_none()


def get_public_ballot(session: Session, ref: str) -> Ballot:
    """A ballot that the public may read: frozen and not withdrawn; else ``NotFound``."""
    ballot = get_ballot(session, ref)
    if ballot.frozen_at is None or ballot.state == BallotState.WITHDRAWN.value:
        raise NotFound("not_found")
    return ballot


def paper_of(ballot: Ballot) -> Paper:
    """The paper as the rules read it."""
    return paper_from_json(ballot.paper)


def list_ballots(session: Session) -> list[Ballot]:
    """All ballots for the desk: the newest first."""
    return list(session.scalars(select(Ballot).order_by(Ballot.closes_at.desc(), Ballot.ref)))


def list_public(session: Session) -> list[Ballot]:
    """All that the public may read: the newest close first."""
    shown = Ballot.frozen_at.is_not(None) & (Ballot.state != BallotState.WITHDRAWN.value)
    return list(session.scalars(select(Ballot).where(shown).order_by(Ballot.closes_at.desc(), Ballot.ref)))


def list_open(session: Session) -> list[Ballot]:
    """Ballots that are open: the one that closes first stands first."""
    is_open = select(Ballot).where(Ballot.state == BallotState.OPEN.value)
    return list(session.scalars(is_open.order_by(Ballot.closes_at, Ballot.ref)))


def is_frozen_to_come(ballot: Ballot) -> bool:
    """Frozen, and not open yet."""
    return ballot.state == BallotState.CREATED.value and ballot.frozen_at is not None


def list_due(session: Session, now: datetime) -> list[str]:
    """References of ballots that the clock has opened or closed, and nobody wrote it down yet."""
    opens = and_(
        Ballot.state == BallotState.CREATED.value, Ballot.frozen_at.is_not(None), Ballot.opens_at <= now
    )
    closes = and_(Ballot.state == BallotState.OPEN.value, Ballot.closes_at <= now)
    return list(session.scalars(select(Ballot.ref).where(or_(opens, closes)).order_by(Ballot.id)))


def find_next_change(session: Session, now: datetime) -> datetime | None:
    """When the clock next opens or closes a ballot: until then a page about them stays true."""
    rows = session.execute(
        select(Ballot.opens_at, Ballot.closes_at).where(
            Ballot.frozen_at.is_not(None),
            Ballot.state.in_([BallotState.CREATED.value, BallotState.OPEN.value]),
        )
    )
    return min((at for row in rows for at in row if at > now), default=None)


def list_tellers(session: Session, ballot: Ballot) -> list[Account]:
    """The accounts named to count it."""
    named = select(BallotTeller.account_id).where(BallotTeller.ballot_id == ballot.id)
    return list(session.scalars(select(Account).where(Account.id.in_(named)).order_by(Account.name)))


def list_possible_tellers(session: Session) -> list[Account]:
    """Active accounts that may count."""
    tellers = select(RoleGrant.account_id).where(RoleGrant.role == Role.TELLER.value)
    found = select(Account).where(Account.is_active, Account.id.in_(tellers))
    return list(session.scalars(found.order_by(Account.name)))


def find_key_of(session: Session, ballot: Ballot, account_id: int) -> BallotKey | None:
    """A teller's sealed copy of the ballot's key."""
    return session.get(BallotKey, (ballot.id, account_id))


def has_key(session: Session, ballot: Ballot) -> bool:
    """True while somebody can still count it."""
    return bool(session.scalar(select(exists().where(BallotKey.ballot_id == ballot.id))))


def get_openings(session: Session, ballot: Ballot, chamber: Chamber) -> bytes:
    """``openings/1`` of one chamber, as published."""
    lines = session.scalars(
        select(Opening.vote).where(Opening.ballot_id == ballot.id, Opening.chamber == chamber.value)
    )
    return openings_file(paper_of(ballot), (_record(line) for line in lines))


def get_nullifiers(session: Session, ballot: Ballot) -> list[bytes]:
    """The sorted nullifiers of a closed ballot, 32 bytes each."""
    box = session.get(BallotBox, ballot.id)
    whole = box.nullifiers if box else b""
    return [whole[start : start + 32] for start in range(0, len(whole), 32)]


def _record(line: bytes) -> dict[str, object]:
    read = parse(line)
    return dict(read) if isinstance(read, dict) else {}
