"""Support of a proposal with a standing card: it counts once, and enough of it forces the board to look."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.domain.agenda import is_forced
from app.domain.ballots.paper import Chamber
from app.domain.errors import IllegalMove, InvalidInput
from app.domain.lifecycles import CardState, ProposalState
from app.models.cards import Card, CardBatch, CardSupport
from app.models.proposals import Proposal
from app.rooms.board.forced import put_forced_on_next
from app.rooms.board.rulebooks import get_rulebook
from app.rooms.proposals.card_counts import count_card_supports
from app.rooms.proposals.moves import lock_proposal
from app.vault.cards import CardCode, support_mark
from app.web.limits import count_one, require_room
from app.web.public_version import raise_public_version

MOST_FOR_ALL = 600


def support_with_card(
    session: Session, proposal: Proposal, code: CardCode, *, now: datetime, today: date
) -> None:
    """Count this card behind the proposal; the same card again changes nothing.

    ``InvalidInput`` for a card that may not support, ``IllegalMove`` unless it is open, ``TooMany`` beyond so
    many tries in ten minutes. Reaching the rulebook's number puts it on the next agenda by itself.
    """
    require_room(session, "card-support", most=MOST_FOR_ALL, now=now)
    count_one(session, "card-support", now=now)
    if not _may_support(session, code, today):
        raise InvalidInput("card_cannot_support", field="card")
    # Locked, so that of two cards at once one sees the other and the number is not passed unseen.
    lock_proposal(session, proposal)
    if proposal.state != ProposalState.OPEN_FOR_SUPPORT.value:
        raise IllegalMove("proposal_not_open")
    _store(session, proposal, code)
    raise_public_version(session)
    if is_forced(count_card_supports(session, proposal), get_rulebook(session, today)):
        put_forced_on_next(session, today=today)


def _may_support(session: Session, code: CardCode, today: date) -> bool:
    """A participants' card of the season that now is, neither voided nor handed in."""
    standing = select(CardBatch.id).where(
        CardBatch.starts_on <= today, CardBatch.ends_on > today, CardBatch.ballot_ref.is_(None)
    )
    usable = select(Card.hash).where(
        Card.hash == code.lookup,
        Card.state == CardState.USABLE.value,
        Card.chamber == Chamber.PARTICIPANTS.value,
        Card.batch_id.in_(standing),
    )
    return session.scalar(usable) is not None


def _store(session: Session, proposal: Proposal, code: CardCode) -> None:
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    mark = support_mark(code.secret, proposal.ref)
    session.execute(insert(CardSupport).values(mark=mark, proposal_id=proposal.id).on_conflict_do_nothing())
