"""What the templates of motions are given on the desk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.domain.consent_rounds import may_have_another
from app.domain.counting.sentences import Sentence
from app.domain.lifecycles import MOTION, MotionState
from app.domain.motion_rules import Method, RulesInForce
from app.domain.permissions import Permission
from app.domain.quorum import Quorum, count_quorum
from app.domain.rulebook_sentences import Clause, majority_clause
from app.models.board import AgendaItem, Meeting, Motion, MotionVote
from app.models.proposals import Proposal
from app.rooms.board.closing import is_waiting_for_participants
from app.rooms.board.in_the_room import list_recused, room_at
from app.rooms.board.moments import Moment
from app.rooms.board.motion_queries import get_meeting_of
from app.rooms.board.motions import rules_of
from app.rooms.board.records import is_as_counted
from app.rooms.board.results import sentences_of
from app.rooms.board.rulebooks import get_rulebook
from app.rooms.board.seats import SeatLine, find_seat_of, list_seats
from app.rooms.board.speech import Speech, Typed
from app.rooms.board.votes import list_votes
from app.web.actors import Actor


@dataclass(frozen=True)
class NewMotionPage:
    """A motion to put, free or on an item; on a proposal's item only the method is asked."""

    meeting: Meeting
    item: AgendaItem | None
    proposal: Proposal | None
    typed: Typed
    say: Speech = field(default_factory=Speech)


@dataclass(frozen=True)
class SeatVote:
    """One voting seat at this motion. ``by_hand``: the secretary records it, no account does."""

    line: SeatLine
    vote: MotionVote | None
    is_present: bool
    recusal: str | None
    by_hand: bool


@dataclass(frozen=True)
class MotionDoors:
    """Which acts this reader may do now."""

    open: bool
    withdraw: bool
    close: bool
    publish: bool
    run: bool
    recuse: bool
    next_round: bool


@dataclass(frozen=True)
class MotionPage:
    """One motion on the desk. ``mine`` is the reader's own seat; ``rules`` None until it is open."""

    motion: Motion
    meeting: Meeting
    proposal: Proposal | None
    rules: RulesInForce | None
    majority: Clause | None
    votes: Sequence[SeatVote]
    mine: SeatVote | None
    quorum: Quorum
    recusals: Mapping[str, str]
    sentences: Sequence[Sentence]
    is_intact: bool
    waits_for_participants: bool
    may: MotionDoors
    typed: Typed
    say: Speech = field(default_factory=Speech)

    @property
    def is_round(self) -> bool:
        """A consent round, not a vote."""
        return self.motion.method == Method.CONSENT.value

    @property
    def seat_options(self) -> list[tuple[str, str]]:
        """Voting members who have not stepped out, for the form."""
        return [
            (one.line.seat.ref, one.line.term.alias)
            for one in self.votes
            if one.recusal is None and one.line.term is not None
        ]

    @property
    def votes_in(self) -> int:
        """How many seats have spoken."""
        return sum(one.vote is not None for one in self.votes)


def motion_page(
    session: Session, actor: Actor, motion: Motion, *, moment: Moment, typed: Typed | None = None
) -> MotionPage:
    """Everything about one motion for this reader."""
    actor.require(Permission.BOARD_READ)
    meeting = get_meeting_of(session, motion)
    room = room_at(session, meeting, moment, motion=motion)
    rules = rules_of(motion) if motion.rules is not None else None
    rulebook = get_rulebook(session, moment.on)
    votes = _seat_votes(session, motion, moment, present=frozenset(room.present))
    own = find_seat_of(session, actor, moment.on)
    return MotionPage(
        motion=motion,
        meeting=meeting,
        proposal=proposal_of(session, motion),
        rules=rules,
        majority=majority_clause(rules.majority) if rules else None,
        votes=votes,
        mine=next((one for one in votes if own and one.line.seat.id == own.seat.id), None),
        quorum=count_quorum(room, rules.quorum if rules else rulebook.quorum),
        recusals=list_recused(session, motion),
        sentences=sentences_of(motion),
        is_intact=is_as_counted(session, motion),
        waits_for_participants=is_waiting_for_participants(motion),
        may=_doors(actor, motion, rules),
        typed=typed or Typed(),
    )


def proposal_of(session: Session, row: Motion | AgendaItem | None) -> Proposal | None:
    """The proposal that a motion or an item is about."""
    return session.get(Proposal, row.proposal_id) if row and row.proposal_id else None


def _seat_votes(
    session: Session, motion: Motion, moment: Moment, *, present: frozenset[str]
) -> list[SeatVote]:
    votes, recused = list_votes(session, motion), list_recused(session, motion)
    return [
        SeatVote(
            line=line,
            vote=votes.get(line.seat.ref),
            is_present=line.seat.ref in present,
            recusal=recused.get(line.seat.ref),
            by_hand=line.term.account_id is None,
        )
        for line in list_seats(session, moment.on)
        if line.term is not None and line.seat.is_voting
    ]


def _doors(actor: Actor, motion: Motion, rules: RulesInForce | None) -> MotionDoors:
    state = MotionState(motion.state)
    runs = actor.may(Permission.MOTION_RUN)
    is_open = state is MotionState.OPEN
    return MotionDoors(
        open=runs and MOTION.may_move(state, MotionState.OPEN),
        withdraw=runs and MOTION.may_move(state, MotionState.WITHDRAWN),
        close=runs and MOTION.may_move(state, MotionState.CLOSED),
        publish=runs
        and MOTION.may_move(state, MotionState.PUBLISHED)
        and not is_waiting_for_participants(motion),
        run=runs and is_open,
        recuse=state in (MotionState.CREATED, MotionState.OPEN),
        next_round=runs and is_open and rules is not None and may_have_another(motion.round, rules),
    )
