"""Freezing a ballot: rules, roll and tellers are copied, the key pair is made, the paper is committed to."""

from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.database_check import list_database_faults
from app.domain.ballots.document import paper_to_json
from app.domain.ballots.paper import BoardAtOpening, CardsOfBatch, Chamber, Paper, frozen
from app.domain.ballots.rules import check_paper, check_still_to_come, check_tellers
from app.domain.errors import IllegalMove
from app.domain.ledger.canonical import Value
from app.domain.permissions import Permission
from app.domain.quorum import Room, meets_composition
from app.models.ballots import Ballot, BallotKey, BallotSeat
from app.models.people import Account
from app.rooms.ballots.cards import freeze_roll
from app.rooms.ballots.elections import fix_names
from app.rooms.ballots.locking import hold_box
from app.rooms.ballots.preparing import check_not_frozen
from app.rooms.ballots.queries import list_tellers, paper_of
from app.rooms.ballots.records import BallotAct, preparing_office, sha256_of, write_public
from app.rooms.board.moments import Moment
from app.rooms.board.rulebooks import get_rulebook
from app.rooms.board.seats import board_on, list_seats
from app.vault.ballots import new_ballot_key, new_seat_secret
from app.web.actors import Actor

# No operator can accept these for a secret vote, whatever they accepted for the rest.
COPIES = frozenset({"archive_mode", "replication", "wal_recycle", "wal_keep_size", "scrub_rights"})


def freeze_ballot(session: Session, actor: Actor, ballot: Ballot, *, moment: Moment) -> None:
    """From now on nothing of it changes. Refused while the database keeps copies of every write."""
    actor.require(Permission.BALLOT_PREPARE)
    ballot = hold_box(session, ballot.ref)
    check_not_frozen(ballot)
    check_no_copies(session)
    fix_names(session, actor, ballot)
    rulebook, tellers = get_rulebook(session, moment.on), list_tellers(session, ballot)
    paper = replace(paper_of(ballot), rulebook=rulebook.version)
    paper = replace(paper, rule=rulebook.majority_for(paper.matter))
    check_paper(paper, mandate=rulebook.mandate)
    check_still_to_come(paper, moment.at)
    check_tellers(len(tellers))
    key = _make_key(session, ballot, tellers)
    paper = frozen(
        paper,
        key=key.hex(),
        cards=_take_roll(session, paper, moment),
        tellers=tuple(account.public_title or account.display_name for account in tellers),
        board=_board(session, paper, moment),
    )
    _seal_to_seats(session, ballot, paper, moment)
    ballot.paper, ballot.public_key = dict(paper_to_json(paper)), key
    ballot.frozen_at = _whole(moment.at)
    act = BallotAct("ballot.freeze", preparing_office(actor), _facts(ballot, paper))
    write_public(session, ballot, act, today=moment.on)


def check_no_copies(session: Session) -> None:
    """``IllegalMove`` where PostgreSQL would keep what the count destroys: archive, copies, old log files."""
    kept = COPIES & {fault.name for fault in list_database_faults(session)}
    if kept:
        raise IllegalMove("ballot_database_keeps_copies", names=", ".join(sorted(kept)))


def _make_key(session: Session, ballot: Ballot, tellers: list[Account]) -> bytes:
    key = new_ballot_key({account.id: account.public_key for account in tellers})
    session.add_all(
        BallotKey(ballot_id=ballot.id, account_id=account, sealed_private_key=sealed)
        for account, sealed in key.sealed.items()
    )
    return key.public


def _take_roll(session: Session, paper: Paper, moment: Moment) -> tuple[CardsOfBatch, ...]:
    roll = freeze_roll(session, paper.ref, chambers=[one.value for one in paper.chambers], on=moment.on)
    if Chamber.PARTICIPANTS in paper.chambers and not any(one.chamber == "participants" for one in roll):
        raise IllegalMove("ballot_has_no_cards")
    return tuple(CardsOfBatch(one.ref, Chamber(one.chamber), one.printed, one.root) for one in roll)


def _board(session: Session, paper: Paper, moment: Moment) -> BoardAtOpening | None:
    if Chamber.BOARD not in paper.chambers:
        return None
    rulebook = get_rulebook(session, moment.on)
    room = Room(board_on(session, moment.on), moment.on, frozenset())
    filled = room.filled()
    if not filled:
        raise IllegalMove("ballot_has_no_seats")
    return BoardAtOpening(
        filled=len(filled),
        lived_filled=sum(seat.is_lived_experience for seat in filled),
        quorum=rulebook.quorum,
        composition_met=meets_composition(room, rulebook.lived_experience_share),
    )


def _seal_to_seats(session: Session, ballot: Ballot, paper: Paper, moment: Moment) -> None:
    """A member with an account votes by a secret of the seat; one without gets a seat card."""
    if Chamber.BOARD not in paper.chambers:
        return
    for line in list_seats(session, moment.on):
        if line.term is None or line.term.account_id is None or not line.seat.is_voting:
            continue
        account = session.get_one(Account, line.term.account_id)
        sealed = new_seat_secret(account.public_key)
        session.add(
            BallotSeat(ballot_id=ballot.id, seat_id=line.seat.id, account_id=account.id, sealed_secret=sealed)
        )


def _facts(ballot: Ballot, paper: Paper) -> dict[str, Value]:
    return {
        "paper": sha256_of(ballot.paper),
        "key": paper.key,
        "rulebook": paper.rulebook,
        "tellers": len(paper.tellers),
        "cards": [dict(asdict(one)) | {"chamber": one.chamber.value} for one in paper.cards],
    }


def _whole(at: datetime) -> datetime:
    return at.replace(microsecond=0)
