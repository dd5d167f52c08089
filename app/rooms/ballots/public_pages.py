"""What everybody reads of ballots: the list, and one ballot with its result explained."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.domain.ballots.paper import Chamber, Paper
from app.domain.ballots.results import count_chamber
from app.domain.ballots.rules import promises
from app.domain.lifecycles import BallotState
from app.models.ballots import Ballot
from app.models.board import Motion
from app.models.proposals import Proposal
from app.rooms.ballots.adding_up import AddingUp, find_adding_up
from app.rooms.ballots.flow import Flow, draw_flow
from app.rooms.ballots.queries import get_openings, list_public, paper_of
from app.rooms.ballots.speech import BallotSpeech
from app.rooms.ballots.ties import list_elected, list_tied


@dataclass(frozen=True)
class BallotLine:
    """A ballot in the list; ``elected`` are the names that won, empty for a yes or no."""

    ballot: Ballot
    paper: Paper
    elected: Sequence[str]


@dataclass(frozen=True)
class BallotsPage:
    """Open ballots first, then those to come, then those that are over."""

    say: BallotSpeech
    running: Sequence[BallotLine]
    coming: Sequence[BallotLine]
    over: Sequence[BallotLine]


@dataclass(frozen=True)
class ChamberLine:
    """How one chamber voted. ``tally``: (name, votes, thousandths of the longest bar)."""

    name: str
    cast: int
    is_opened: bool
    outcome: str | None
    tally: Sequence[tuple[str, str, int]]
    sentences: Sequence[Mapping[str, Any]]  # Any: stored sentences, read by the speech
    flow: Flow | None


@dataclass(frozen=True)
class BallotPage:
    """One ballot. ``cards``: how many cards may vote; ``is_recounted``: the openings gave this result."""

    say: BallotSpeech
    line: BallotLine
    chambers: Sequence[ChamberLine]
    tied: Sequence[str]
    cards: int
    promises: Sequence[str]
    motion: Motion | None
    proposal: Proposal | None
    adding_up: AddingUp | None

    @property
    def ballot(self) -> Ballot:
        """The row."""
        return self.line.ballot

    @property
    def paper(self) -> Paper:
        """The paper."""
        return self.line.paper

    @property
    def is_counted(self) -> bool:
        """There is a result to read."""
        return bool(self.chambers)

    @property
    def may_be_recounted(self) -> bool:
        """Some chamber's votes are published one by one."""
        return any(one.is_opened for one in self.chambers)


def ballots_page(session: Session, say: BallotSpeech) -> BallotsPage:
    """All public ballots."""
    lines = [_line(ballot) for ballot in list_public(session)]
    by_state = {state: [one for one in lines if one.ballot.state == state.value] for state in BallotState}
    return BallotsPage(
        say,
        running=by_state[BallotState.OPEN][::-1],
        coming=by_state[BallotState.CREATED][::-1],
        over=[*by_state[BallotState.CLOSED], *by_state[BallotState.PUBLISHED]],
    )


def ballot_page(session: Session, ballot: Ballot, say: BallotSpeech) -> BallotPage:
    """One ballot as everybody sees it."""
    line = _line(ballot)
    return BallotPage(
        say=say,
        line=line,
        chambers=_chambers(session, ballot, line.paper),
        tied=[] if ballot.lot else list_tied(ballot),
        cards=sum(one.printed for one in line.paper.cards),
        promises=promises(line.paper),
        motion=session.get(Motion, ballot.motion_id) if ballot.motion_id else None,
        proposal=session.get(Proposal, ballot.proposal_id) if ballot.proposal_id else None,
        adding_up=find_adding_up(session, ballot),
    )


def end_of_page(changes: datetime | None, day_ends: datetime) -> datetime:
    """Until when a kept page stays true."""
    return min(changes, day_ends) if changes else day_ends


def _line(ballot: Ballot) -> BallotLine:
    return BallotLine(ballot, paper_of(ballot), list_elected(ballot))


def _chambers(session: Session, ballot: Ballot, paper: Paper) -> list[ChamberLine]:
    if ballot.state != BallotState.PUBLISHED.value or ballot.result is None:
        return []
    found = []
    for name, stored in ballot.result["chambers"].items():
        found.append(
            ChamberLine(
                name=name,
                cast=stored["cast"],
                is_opened=stored["opened"],
                outcome=stored["outcome"],
                tally=_tally(stored["count"]["rounds"]),
                sentences=stored["sentences"],
                flow=_flow(session, ballot, paper, Chamber(name)) if stored["opened"] else None,
            )
        )
    return found


def _tally(rounds: Sequence[Mapping[str, Any]]) -> list[tuple[str, str, int]]:  # Any: as stored
    """The first round by size: what each option had at the start."""
    if not rounds:
        return []
    votes = {name: int(number) for name, number in rounds[0]["tally"].items()}
    longest = max([*votes.values(), 1])
    return [
        (name, str(number), number * 1000 // longest)
        for name, number in sorted(votes.items(), key=lambda pair: -pair[1])
    ]


def _flow(session: Session, ballot: Ballot, paper: Paper, chamber: Chamber) -> Flow | None:
    """The way of the votes, counted here once more from the published openings."""
    if not paper.method.is_ranked:
        return None
    return draw_flow(count_chamber(paper, chamber, get_openings(session, ballot, chamber)).result)
