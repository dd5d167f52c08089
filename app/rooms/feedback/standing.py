"""Standing for a seat by the code: the call that is open, one's own wish, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove
from app.domain.lifecycles import NOMINATION, BallotState, CallState, NominationState
from app.domain.nominations import Standing, pack, read_standing
from app.models.ballots import Ballot
from app.models.feedback import Receipt, Thread
from app.models.nominations import Nomination, SeatCall
from app.rooms.accounts.circles import CircleName, get_circle
from app.rooms.feedback.hanging import Hanging
from app.vault.boxes import CannotOpen, open_text, seal_text
from app.web.scrub_requests import ask_for_scrub

_LIVE = (NominationState.WAITING.value, NominationState.ACCEPTED.value)


@dataclass(frozen=True)
class ShownStanding:
    """One's own wish. ``became``: its state; once the paper is frozen on_ballot, elected, level and so on."""

    became: str
    ground: str
    ballot: str
    may_withdraw: bool
    alias: str = field(default="", repr=False)


@dataclass(frozen=True)
class Seats:
    """For the receipt: ``call`` takes names from this person now, or is None; ``mine`` newest first."""

    call: SeatCall | None
    mine: tuple[ShownStanding, ...]


NO_SEATS = Seats(None, ())


def find_open_call(session: Session, today: date) -> SeatCall | None:
    """The call that takes names on this day."""
    is_open = (SeatCall.state == CallState.OPEN.value) & (SeatCall.until_on >= today)
    return session.scalars(select(SeatCall).where(is_open).order_by(SeatCall.id.desc()).limit(1)).first()


def show_seats(
    session: Session, thread: Thread, *, has: Hanging, receipt_private: bytes, today: date
) -> Seats:
    """What the receipt says of seats; the alias is opened by the code alone."""
    rows = _wishes(session, thread) if Nomination in has else []
    call = find_open_call(session, today)
    stands = call is not None and any(one.call_id == call.id and one.state in _LIVE for one, _, _ in rows)
    mine = tuple(_shown(one, seats, ballot, receipt_private) for one, seats, ballot in rows)
    return Seats(None if stands or thread.words_for_circle is None else call, mine)


def stand(session: Session, thread: Thread, *, alias: str, statement: str, today: date) -> None:
    """Seal name and statement to the desk, and the name to the code; one wish a receipt and call."""
    standing = read_standing(alias, statement)
    call = find_open_call(session, today)
    if call is None or thread.words_for_circle is None:
        raise IllegalMove("standing.no_call")
    lock_call(session, call)
    if call.state != CallState.OPEN.value:
        raise IllegalMove("standing.no_call")
    of_this = (Nomination.call_id == call.id) & (Nomination.thread_id == thread.id)
    found = session.scalars(select(Nomination).where(of_this)).one_or_none()
    if found is not None and found.state in _LIVE:
        raise IllegalMove("standing.already")
    nomination = found or Nomination(call_id=call.id, thread_id=thread.id)
    to = NominationState.WAITING
    nomination.state = (NOMINATION.move(NominationState(found.state), to) if found else to).value
    nomination.ground = ""
    seal_standing(session, nomination, standing)
    receipt = session.scalars(select(Receipt).where(Receipt.thread_id == thread.id)).one()
    nomination.sealed_alias = seal_text(receipt.public_key, standing.alias)
    session.add(nomination)
    session.flush()


def stand_back(session: Session, thread: Thread) -> None:
    """Take back every wish of this receipt whose paper is not frozen; ``IllegalMove`` when there is none."""
    if not withdraw_nominations(session, thread):
        raise IllegalMove("standing.too_late")


def withdraw_nominations(session: Session, thread: Thread) -> int:
    """The same without complaint, for words that are erased; returns how many."""
    mine = (Nomination.thread_id == thread.id) & Nomination.state.in_(_LIVE)
    taken = 0
    for nomination in session.scalars(select(Nomination).where(mine)):
        taken += withdraw_nomination(session, nomination)
    return taken


def withdraw_nomination(session: Session, nomination: Nomination) -> bool:
    """Destroy its words, and the names on a paper that is not frozen yet; False once it is frozen."""
    call = session.get_one(SeatCall, nomination.call_id)
    # The ballot first, as freezing does, so that neither waits for the other for ever.
    ballot = session.get(Ballot, call.ballot_id, with_for_update=True) if call.ballot_id else None
    lock_call(session, call)
    session.refresh(nomination, with_for_update=True)
    if is_fixed(ballot) or nomination.state not in _LIVE:
        return False
    nomination.state = NOMINATION.move(NominationState(nomination.state), NominationState.WITHDRAWN).value
    nomination.sealed_words = nomination.sealed_alias = None
    if ballot is not None and ballot.state == BallotState.CREATED.value:
        # Nothing on the paper says whose name is whose: all leave it, and are taken anew on the desk.
        ballot.paper = {**ballot.paper, "options": []}
        ballot.version += 1
        ask_for_scrub(session)
    session.flush()
    return True


def lock_call(session: Session, call: SeatCall) -> None:
    """Hold the call until this transaction ends: standing, taking back and freezing wait for each other."""
    session.refresh(call, with_for_update=True)


def is_fixed(ballot: Ballot | None) -> bool:
    """Whether the names stand on a frozen paper that was not withdrawn."""
    return ballot is not None and ballot.frozen_at is not None and ballot.state != BallotState.WITHDRAWN.value


def seal_standing(session: Session, nomination: Nomination, standing: Standing) -> None:
    """Put the words into the row, sealed to the newest desk circle."""
    circle = get_circle(session, CircleName.DESK)
    nomination.desk_circle_id = circle.id
    nomination.sealed_words = seal_text(circle.public_key, pack(standing))


def nomination_steps(session: Session, thread: Thread) -> list[date | None]:
    """For the end of the receipt: the day of the count, None while a wish is undecided."""
    rows = session.execute(
        select(Nomination.state, SeatCall.state, Ballot.counted_on)
        .join(SeatCall, SeatCall.id == Nomination.call_id)
        .outerjoin(Ballot, Ballot.id == SeatCall.ballot_id)
        .where(Nomination.thread_id == thread.id)
    )
    off = CallState.CALLED_OFF.value
    return [counted for state, call, counted in rows if state in _LIVE and call != off]


def forget_nominations(session: Session, thread: Thread) -> None:
    """The receipt has ended: nothing leads from the thread to a wish any more."""
    mine = update(Nomination).where(Nomination.thread_id == thread.id)
    session.execute(mine.values(thread_id=None, sealed_alias=None))


def _wishes(session: Session, thread: Thread) -> Sequence[Row[Nomination, SeatCall, Ballot]]:
    rows = (
        select(Nomination, SeatCall, Ballot)
        .join(SeatCall, SeatCall.id == Nomination.call_id)
        .outerjoin(Ballot, Ballot.id == SeatCall.ballot_id)
        .where(Nomination.thread_id == thread.id)
        .order_by(SeatCall.id.desc())
    )
    return session.execute(rows).all()


def _shown(
    nomination: Nomination, call: SeatCall, ballot: Ballot | None, receipt_private: bytes
) -> ShownStanding:
    fixed = is_fixed(ballot) and nomination.state == NominationState.ACCEPTED.value
    alias = _alias(nomination, receipt_private)
    became = nomination.state
    if nomination.state in _LIVE and call.state == CallState.CALLED_OFF.value:
        became = "called_off"
    elif fixed and ballot is not None:
        became = _result(ballot, alias)
    may = nomination.state in _LIVE and not is_fixed(ballot)
    return ShownStanding(became, nomination.ground, ballot.ref if fixed and ballot else "", may, alias)


def _result(ballot: Ballot, alias: str) -> str:
    if ballot.state != BallotState.PUBLISHED.value:
        return "on_ballot"
    if ballot.result is None:
        return "void"
    counts = [one["count"] for one in ballot.result["chambers"].values()]
    elected = {name for one in counts for name in one["elected"]}
    elected |= set(ballot.lot["elected"]) if ballot.lot else set()
    if alias in elected:
        return "elected"
    is_level = any(alias in one["tied"] for one in counts) and not ballot.lot
    return "level" if is_level else "not_elected"


def _alias(nomination: Nomination, receipt_private: bytes) -> str:
    if nomination.sealed_alias is None:
        return ""
    try:
        return open_text(receipt_private, nomination.sealed_alias)
    except CannotOpen:
        return ""
