"""Ballots before they are frozen: written, changed, given their tellers, withdrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.ballots.document import paper_to_json
from app.domain.ballots.paper import (
    BallotKind,
    BallotMethod,
    Chamber,
    Paper,
    TieWay,
    named_options,
    yes_and_no,
)
from app.domain.ballots.rules import check_paper, check_tellers
from app.domain.errors import IllegalMove, InvalidInput
from app.domain.lifecycles import BALLOT, BallotState
from app.domain.mandate import Matter, Power
from app.domain.permissions import Permission
from app.models.ballots import Ballot, BallotTeller
from app.models.board import Motion
from app.models.proposals import Proposal
from app.models.schema import random_reference
from app.rooms.ballots.locking import hold_box
from app.rooms.ballots.queries import list_possible_tellers, paper_of
from app.rooms.ballots.records import BallotAct, preparing_office, write_act, write_taken_back
from app.rooms.board.rulebooks import get_rulebook
from app.web.actors import Actor


@dataclass(frozen=True)
class NewOption:
    """An option as it is written: title and meaning by language, the first of ``title`` is its name."""

    title: Mapping[str, str]
    meaning: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class NewBallot:
    """What is put to a vote. ``tellers`` are sign-in names; ``motion`` and ``proposal`` references."""

    question: Mapping[str, str]
    opens_at: datetime
    closes_at: datetime
    tellers: Sequence[str]
    about: Mapping[str, str] = field(default_factory=dict)
    kind: BallotKind = BallotKind.QUESTION
    method: BallotMethod = BallotMethod.MAJORITY
    options: Sequence[NewOption] = ()
    seats: int = 1
    chambers: tuple[Chamber, ...] = (Chamber.PARTICIPANTS,)
    power: Power = Power.RECOMMEND
    matter: Matter = Matter.OTHER
    sum_needed: int = 0
    tie: TieWay = TieWay.STATUS_QUO
    is_checkable: bool = False
    motion: str = ""
    proposal: str = ""
    run_off_of: str = ""


def prepare_ballot(session: Session, actor: Actor, new: NewBallot, *, today: date) -> Ballot:
    """Write a ballot down; nothing of it is public yet. ``InvalidInput`` with the field that is wrong."""
    actor.require(Permission.BALLOT_PREPARE)
    ballot = Ballot(ref=_free_reference(session), state=BALLOT.first.value, version=1, reason="")
    _fill(session, ballot, new, today)
    session.add(ballot)
    session.flush()
    _name_tellers(session, ballot, new.tellers)
    paper = paper_of(ballot)
    chambers = [one.value for one in paper.chambers]
    facts = {"kind": paper.kind.value, "method": paper.method.value, "chambers": chambers}
    act = BallotAct("ballot.prepare", preparing_office(actor), facts)
    write_act(session, ballot, act, today=today)
    return ballot


def change_ballot(session: Session, actor: Actor, ballot: Ballot, new: NewBallot, *, today: date) -> None:
    """Write it anew, as long as it is not frozen."""
    actor.require(Permission.BALLOT_PREPARE)
    ballot = hold_box(session, ballot.ref)
    check_not_frozen(ballot)
    _fill(session, ballot, new, today)
    session.flush()
    _name_tellers(session, ballot, new.tellers)
    write_act(session, ballot, BallotAct("ballot.change", preparing_office(actor)), today=today)


def withdraw_ballot(session: Session, actor: Actor, ballot: Ballot, *, today: date) -> None:
    """Take back a ballot that has not opened."""
    actor.require(Permission.BALLOT_PREPARE)
    ballot = hold_box(session, ballot.ref)
    was_public = ballot.frozen_at is not None
    ballot.state = BALLOT.move(BallotState(ballot.state), BallotState.WITHDRAWN).value
    act = BallotAct("ballot.withdraw", preparing_office(actor))
    write = write_taken_back if was_public else write_act
    write(session, ballot, act, today=today)


def check_not_frozen(ballot: Ballot) -> None:
    """``IllegalMove`` once the paper is on the ledger."""
    if ballot.state != BallotState.CREATED.value or ballot.frozen_at is not None:
        raise IllegalMove("ballot_is_frozen")


def _fill(session: Session, ballot: Ballot, new: NewBallot, today: date) -> None:
    rulebook = get_rulebook(session, today)
    motion, proposal = _find_motion(session, new.motion), _find_proposal(session, new.proposal)
    paper = _paper(ballot.ref, new)
    paper = replace(
        paper,
        rulebook=rulebook.version,
        rule=rulebook.majority_for(new.matter),
        motion=motion.ref if motion else None,
        proposal=proposal.ref if proposal else None,
    )
    check_paper(paper, mandate=rulebook.mandate)
    _check_chambers(paper, motion)
    ballot.paper = dict(paper_to_json(paper))
    ballot.opens_at, ballot.closes_at = paper.opens_at, paper.closes_at
    ballot.motion_id = motion.id if motion else None
    ballot.proposal_id = proposal.id if proposal else None


def _paper(ref: str, new: NewBallot) -> Paper:
    options = yes_and_no()
    if new.method is not BallotMethod.MAJORITY:
        names = [next(iter(one.title.values()), "").strip() for one in new.options]
        options = named_options(
            names, [one.title for one in new.options], [one.meaning for one in new.options]
        )
    return Paper(
        ref=ref,
        kind=new.kind,
        question=dict(new.question),
        about=dict(new.about),
        options=options,
        method=new.method,
        seats=new.seats,
        chambers=new.chambers,
        power=new.power,
        matter=new.matter,
        sum_needed=new.sum_needed,
        tie=new.tie,
        is_checkable=new.is_checkable,
        opens_at=new.opens_at.replace(microsecond=0),
        closes_at=new.closes_at.replace(microsecond=0),
        run_off_of=new.run_off_of or None,
    )


def _name_tellers(session: Session, ballot: Ballot, names: Sequence[str]) -> None:
    possible = {account.name: account.id for account in list_possible_tellers(session)}
    chosen = {possible[name] for name in names if name in possible}
    check_tellers(len(chosen))
    session.execute(delete(BallotTeller).where(BallotTeller.ballot_id == ballot.id))
    session.add_all(BallotTeller(ballot_id=ballot.id, account_id=account) for account in sorted(chosen))
    session.flush()


def _find_motion(session: Session, typed: str) -> Motion | None:
    ref = typed.strip().upper()
    found = session.scalars(select(Motion).where(Motion.ref == ref)).one_or_none() if ref else None
    if ref and found is None:
        raise InvalidInput("ballot_no_such_thing", field="motion")
    return found


def _check_chambers(paper: Paper, motion: Motion | None) -> None:
    # Such a paper says "Both must say yes"; a motion whose rules ask the board alone would not wait for both.
    if motion is None or Chamber.BOARD not in paper.chambers or Chamber.PARTICIPANTS not in paper.chambers:
        return
    if motion.rules is None or not motion.rules["both_chambers"]:
        raise InvalidInput("ballot_motion_is_the_boards", field="chambers")


def _find_proposal(session: Session, typed: str) -> Proposal | None:
    ref = typed.strip().upper()
    found = session.scalars(select(Proposal).where(Proposal.ref == ref)).one_or_none() if ref else None
    if ref and found is None:
        raise InvalidInput("ballot_no_such_thing", field="proposal")
    return found


def _free_reference(session: Session) -> str:
    while True:
        ref = random_reference("V")
        if session.scalar(select(Ballot.id).where(Ballot.ref == ref)) is None:
            return ref
