"""What happens to a call for names, and to somebody's wish to stand for a seat."""

from enum import StrEnum

from app.domain.lifecycles.lifecycle import Lifecycle


class CallState(StrEnum):
    """Taking names; taking no more; its names stand on a ballot; called off."""

    OPEN = "open"
    CLOSED = "closed"
    ON_BALLOT = "on_ballot"
    CALLED_OFF = "called_off"


CALL = Lifecycle(
    "seat_call",
    CallState.OPEN,
    {
        CallState.OPEN: frozenset({CallState.CLOSED, CallState.CALLED_OFF}),
        CallState.CLOSED: frozenset({CallState.ON_BALLOT, CallState.CALLED_OFF}),
        CallState.ON_BALLOT: frozenset({CallState.CLOSED}),
        CallState.CALLED_OFF: frozenset(),
    },
)


class NominationState(StrEnum):
    """Waiting to be read; going onto the ballot; refused on a stated ground; taken back."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


NOMINATION = Lifecycle(
    "nomination",
    NominationState.WAITING,
    {
        NominationState.WAITING: frozenset(
            {NominationState.ACCEPTED, NominationState.REFUSED, NominationState.WITHDRAWN}
        ),
        NominationState.ACCEPTED: frozenset({NominationState.WITHDRAWN}),
        NominationState.REFUSED: frozenset({NominationState.WAITING}),
        NominationState.WITHDRAWN: frozenset({NominationState.WAITING}),
    },
)
