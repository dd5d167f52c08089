"""From accepted names to a ballot: prepared in a drawn order, taken anew, and fixed with the paper."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.domain.ballots.document import paper_to_json
from app.domain.ballots.paper import BallotKind, BallotMethod, Paper, TieWay, named_options
from app.domain.errors import IllegalMove
from app.domain.lifecycles import CALL, BallotState, CallState
from app.domain.nominations import Standing
from app.domain.permissions import Permission
from app.models.ballots import Ballot
from app.models.nominations import Nomination, SeatCall
from app.rooms.ballots.calls import find_ballot_of, write_call
from app.rooms.ballots.locking import hold_box
from app.rooms.ballots.nominations import count_waiting, list_accepted
from app.rooms.ballots.preparing import NewBallot, NewOption, check_not_frozen, prepare_ballot
from app.rooms.ballots.queries import paper_of
from app.rooms.ballots.records import BallotAct, preparing_office, write_act
from app.rooms.feedback.standing import lock_call
from app.web.actors import Actor
from app.web.scrub_requests import ask_for_scrub

FEWEST_NAMES = 2


@dataclass(frozen=True)
class NewElection:
    """What is chosen on the desk; names come from the call. ``language``: that of the statements."""

    question: Mapping[str, str]
    opens_at: datetime
    closes_at: datetime
    tellers: Sequence[str]
    method: BallotMethod
    language: str


def prepare_election(
    session: Session, actor: Actor, call: SeatCall, new: NewElection, *, today: date
) -> Ballot:
    """A draft whose options are the accepted names; ``IllegalMove`` while one waits, or with one alone."""
    actor.require(Permission.BALLOT_PREPARE)
    lock_call(session, call)
    if call.state == CallState.ON_BALLOT.value and find_ballot_of(session, call) is None:
        call.state = CALL.move(CallState.ON_BALLOT, CallState.CLOSED).value
    moved = CALL.move(CallState(call.state), CallState.ON_BALLOT)
    if count_waiting(session, call):
        raise IllegalMove("nominations_wait")
    names = _shuffled(list_accepted(session, actor, call))
    if len(names) < FEWEST_NAMES:
        raise IllegalMove("nominations_too_few")
    options = [NewOption({new.language: one.alias}, {new.language: one.statement}) for one in names]
    paper = NewBallot(
        question=new.question,
        opens_at=new.opens_at,
        closes_at=new.closes_at,
        tellers=new.tellers,
        kind=BallotKind.ELECTION,
        method=new.method,
        options=options,
        seats=call.seats,
        tie=TieWay.LOT,
    )
    ballot = prepare_ballot(session, actor, paper, today=today)
    call.state, call.ballot_id = moved.value, ballot.id
    session.flush()
    write_call(session, actor, call, "seat_call.prepare", today=today, facts={"ballot": ballot.ref})
    return ballot


def take_names_anew(session: Session, actor: Actor, call: SeatCall, *, language: str, today: date) -> Ballot:
    """Put the names that still stand onto the draft, in a new order."""
    actor.require(Permission.BALLOT_PREPARE)
    ballot = find_ballot_of(session, call)
    if ballot is None:
        raise IllegalMove("nomination_not_now")
    ballot = hold_box(session, ballot.ref)
    lock_call(session, call)
    check_not_frozen(ballot)
    names = _shuffled(list_accepted(session, actor, call))
    options = named_options(
        [one.alias for one in names],
        [{language: one.alias} for one in names],
        [{language: one.statement} for one in names],
    )
    ballot.paper = dict(paper_to_json(replace(paper_of(ballot), options=options)))
    act = BallotAct("ballot.change", preparing_office(actor))
    write_act(session, ballot, act, today=today)
    return ballot


def fix_names(session: Session, actor: Actor, ballot: Ballot) -> None:
    """For freezing: the paper must hold the accepted names and no other; then the sealed words go.

    A ballot that belongs to no call is left alone. After this nothing on the disk tells whose name is whose.
    """
    call = session.scalars(select(SeatCall).where(SeatCall.ballot_id == ballot.id)).one_or_none()
    if call is None:
        return
    lock_call(session, call)
    accepted = {(one.alias, one.statement) for one in list_accepted(session, actor, call)}
    if accepted != _on_paper(paper_of(ballot)):
        raise IllegalMove("nominations_take_anew")
    mine = update(Nomination).where(Nomination.call_id == call.id)
    session.execute(mine.values(sealed_words=None))
    ask_for_scrub(session)


def needs_anew(session: Session, actor: Actor, call: SeatCall) -> bool:
    """Whether a draft's names are not those that stand now."""
    ballot = find_ballot_of(session, call)
    if ballot is None or ballot.frozen_at is not None or ballot.state != BallotState.CREATED.value:
        return False
    accepted = {(one.alias, one.statement) for one in list_accepted(session, actor, call)}
    return accepted != _on_paper(paper_of(ballot))


def _on_paper(paper: Paper) -> set[tuple[str, str]]:
    return {(one.name, next(iter(one.meaning.values()), "")) for one in paper.options}


def _shuffled(names: list[Standing]) -> list[Standing]:
    secrets.SystemRandom().shuffle(names)
    return names
