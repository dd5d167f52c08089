"""A tie ends as the paper said: nothing changes, a lot that anybody can draw again, or a run-off."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app.domain.ballots.lots import draw_lot, read_seed
from app.domain.ballots.paper import TieWay
from app.domain.errors import IllegalMove
from app.domain.lifecycles import BallotState
from app.domain.permissions import Permission
from app.models.ballots import Ballot
from app.rooms.ballots.locking import hold_box
from app.rooms.ballots.preparing import NewBallot, NewOption, prepare_ballot
from app.rooms.ballots.queries import list_tellers, paper_of
from app.rooms.ballots.records import BallotAct, preparing_office, write_public
from app.rooms.board.moments import Moment
from app.web.actors import Actor

RUN_OFF_BEGINS, RUN_OFF_LASTS = timedelta(days=1), timedelta(days=7)


def list_tied(ballot: Ballot) -> list[str]:
    """Names between which the count did not choose; nobody before it is published."""
    if ballot.state != BallotState.PUBLISHED.value or ballot.result is None:
        return []
    return [name for one in ballot.result["chambers"].values() for name in one["count"]["tied"]]


def list_elected(ballot: Ballot) -> list[str]:
    """Names that the count chose, and after a lot those that it added; nobody for a yes or no."""
    if ballot.state != BallotState.PUBLISHED.value or ballot.result is None or ballot.outcome is not None:
        return []
    chosen = [name for one in ballot.result["chambers"].values() for name in one["count"]["elected"]]
    return chosen + (list(ballot.lot["elected"]) if ballot.lot else [])


def draw_for_tie(session: Session, actor: Actor, ballot: Ballot, *, seed: str, moment: Moment) -> None:
    """Fill the tied places in the order of a lot; its digits were thrown in the room and are published."""
    actor.require(Permission.BALLOT_PREPARE)
    ballot = hold_box(session, ballot.ref)
    _check_tied(ballot, TieWay.LOT)
    digits, tied = read_seed(seed), list_tied(ballot)
    places = paper_of(ballot).seats - len(list_elected(ballot))
    order = draw_lot(tied, seed=digits)
    ballot.lot = {"seed": digits, "order": order, "elected": order[:places]}
    act = BallotAct("ballot.lot", preparing_office(actor), {"seed": digits})
    write_public(session, ballot, act, today=moment.on)


def prepare_run_off(session: Session, actor: Actor, ballot: Ballot, *, moment: Moment) -> Ballot:
    """A new ballot between those who were level, with the same words, to be looked at and frozen."""
    actor.require(Permission.BALLOT_PREPARE)
    _check_tied(ballot, TieWay.RUN_OFF)
    paper, tied = paper_of(ballot), list_tied(ballot)
    options = [NewOption(one.title, one.meaning) for one in paper.options if one.name in tied]
    begins = moment.at + RUN_OFF_BEGINS
    new = NewBallot(
        question=paper.question,
        about=paper.about,
        opens_at=begins,
        closes_at=begins + RUN_OFF_LASTS,
        tellers=[account.name for account in list_tellers(session, ballot)],
        kind=paper.kind,
        method=paper.method,
        options=options,
        seats=paper.seats - len(list_elected(ballot)),
        chambers=paper.chambers,
        power=paper.power,
        matter=paper.matter,
        sum_needed=paper.sum_needed,
        tie=TieWay.LOT,
        proposal=paper.proposal or "",
        run_off_of=ballot.ref,
    )
    return prepare_ballot(session, actor, new, today=moment.on)


def _check_tied(ballot: Ballot, way: TieWay) -> None:
    if not list_tied(ballot) or ballot.lot is not None or paper_of(ballot).tie is not way:
        raise IllegalMove("ballot_no_such_tie")
