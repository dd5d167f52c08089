"""What the templates of calls for names are given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.domain.lifecycles import CallState, NominationState
from app.domain.nominations import NominationGround
from app.domain.permissions import Permission
from app.models.ballots import Ballot
from app.models.nominations import SeatCall
from app.models.people import Account
from app.rooms.ballots.calls import count_coming_seats, find_ballot_of, list_calls
from app.rooms.ballots.desk_words import CALL_STATES, GROUNDS
from app.rooms.ballots.elections import FEWEST_NAMES, needs_anew
from app.rooms.ballots.nominations import NameLine, list_names, may_type
from app.rooms.ballots.queries import list_possible_tellers
from app.rooms.board.speech import Typed
from app.web.actors import Actor
from app.web.languages import gettext


@dataclass(frozen=True)
class CallsPage:
    """All calls; ``coming`` seats can be opened for names."""

    calls: Sequence[SeatCall]
    coming: int
    may_open: bool
    typed: Typed

    def state(self, call: SeatCall) -> str:
        """Its state in words."""
        return gettext(CALL_STATES[call.state])


@dataclass(frozen=True)
class CallPage:
    """One call with its names for this reader; the ``may_`` say which forms are shown."""

    call: SeatCall
    ballot: Ballot | None
    names: Sequence[NameLine]
    tellers: Sequence[Account]
    today: date
    may_read: bool
    may_type: bool
    may_prepare: bool
    needs_anew: bool
    typed: Typed

    def in_state(self, state: str) -> list[NameLine]:
        """The names in one state."""
        return [one for one in self.names if one.nomination.state == state]

    @property
    def state(self) -> str:
        """Its state in words."""
        return gettext(CALL_STATES[self.call.state])

    @property
    def takes_names(self) -> bool:
        """Open, and its day has not passed."""
        return self.call.state == CallState.OPEN.value and self.call.until_on >= self.today

    @property
    def may_make_ballot(self) -> bool:
        """Closed with nothing left to read, and on no ballot."""
        is_over = self.call.state in (CallState.CLOSED.value, CallState.ON_BALLOT.value)
        return self.may_prepare and is_over and self.ballot is None

    @property
    def has_a_choice(self) -> bool:
        """One name alone is nothing to vote on."""
        return len(self.in_state(NominationState.ACCEPTED.value)) >= FEWEST_NAMES

    @property
    def waiting(self) -> list[NameLine]:
        """Names that nobody has read yet."""
        return self.in_state(NominationState.WAITING.value)

    @property
    def grounds(self) -> list[tuple[str, str]]:
        """The only grounds for a refusal."""
        return [(one.value, gettext(GROUNDS[one.value])) for one in NominationGround]

    def ground(self, key: str) -> str:
        """One of them in words."""
        return gettext(GROUNDS[key]) if key else ""


def calls_page(session: Session, actor: Actor, *, today: date, typed: Typed | None = None) -> CallsPage:
    """All calls for this reader."""
    actor.require(Permission.BOARD_READ)
    may_open = actor.may(Permission.BALLOT_PREPARE)
    return CallsPage(list_calls(session), count_coming_seats(session, today), may_open, typed or Typed())


def call_page(
    session: Session, actor: Actor, call: SeatCall, *, today: date, typed: Typed | None = None
) -> CallPage:
    """One call for this reader."""
    actor.require(Permission.BOARD_READ)
    prepares = actor.may(Permission.BALLOT_PREPARE)
    names = list_names(session, actor, call)
    has_key = all(one.standing for one in names if one.nomination.sealed_words)
    return CallPage(
        call=call,
        ballot=find_ballot_of(session, call),
        names=names,
        tellers=list_possible_tellers(session),
        today=today,
        may_read=actor.may(Permission.PROPOSAL_SCREEN),
        may_type=may_type(actor),
        may_prepare=prepares,
        needs_anew=prepares and has_key and needs_anew(session, actor, call),
        typed=typed or Typed(),
    )
