"""Paper ballots: the card is the paper. Two people enter it, each alone; its code retires at the first entry.

Between the two only a value that is keyed by the card is kept: without the card it tells no vote.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.ballots.paper import Chamber
from app.domain.ballots.votes import Vote, encode
from app.domain.errors import IllegalMove, InvalidInput
from app.domain.lifecycles import CARD, CardState
from app.domain.permissions import Permission
from app.models.ballots import Ballot
from app.models.cards import Card, CardBatch, PaperEntry
from app.rooms.ballots.card_acts import CardAct, write_card_act
from app.rooms.ballots.card_queries import find_usable_card
from app.rooms.ballots.casting import check_open, seal_for, store_envelope
from app.rooms.ballots.clock import Clock
from app.rooms.ballots.locking import share_box
from app.rooms.ballots.queries import paper_of
from app.vault.cards import CardCode, nullifier, paper_agreement
from app.web.actors import Actor


class Entered(StrEnum):
    """What became of an entry: it waits for the second, both differ, or it lies in the box."""

    WAITS = "waits"
    DIFFERS = "differs"
    IN_BOX = "in_box"


@dataclass(frozen=True)
class PaperVote:
    """What stands on a card that was handed in."""

    code: CardCode = field(repr=False)
    vote: Vote = field(repr=False)


def enter_paper(
    session: Session, actor: Actor, ballot: Ballot, on_paper: PaperVote, *, clock: Clock, today: date
) -> Entered:
    """Enter a card; the second person's entry puts it into the box if it says the same.

    ``InvalidInput`` for a card that may not vote, ``IllegalMove`` for a ballot that is not open, and for the
    same person twice. Where both differ the newer one waits, and the other person enters it again.
    """
    actor.require(Permission.CARD_HANDLE)
    share_box(session, ballot.ref)
    check_open(session, ballot, clock)
    secret = on_paper.code.secret
    key = nullifier(secret, ballot.ref)
    agreement = paper_agreement(secret, ballot.ref, encode(on_paper.vote))
    waiting = session.scalars(
        select(PaperEntry).where(PaperEntry.nullifier == key).with_for_update()
    ).one_or_none()
    if waiting is None:
        _retire(session, on_paper.code, ballot)
        entry = PaperEntry(
            nullifier=key, ballot_ref=ballot.ref, agreement=agreement, entered_by_id=actor.account_id
        )
        session.add(entry)
        session.flush()
        return Entered.WAITS
    if waiting.entered_by_id == actor.account_id:
        raise IllegalMove("paper_needs_second")
    if waiting.agreement != agreement:
        waiting.agreement, waiting.entered_by_id = agreement, actor.account_id
        session.flush()
        return Entered.DIFFERS
    _put_in_box(session, actor, ballot, on_paper, today=today)
    return Entered.IN_BOX


def count_waiting(session: Session, ballot: Ballot) -> int:
    """Cards that one person has entered and nobody a second time."""
    return len(session.scalars(select(PaperEntry.nullifier).where(PaperEntry.ballot_ref == ballot.ref)).all())


def _retire(session: Session, code: CardCode, ballot: Ballot) -> None:
    """From now on nobody votes with it online."""
    card = find_usable_card(session, code, ballot)
    if card is None:
        raise InvalidInput("paper_card_cannot_vote", field="code")
    card.state = CARD.move(CardState(card.state), CardState.RETIRED).value
    session.flush()


def _put_in_box(session: Session, actor: Actor, ballot: Ballot, on_paper: PaperVote, *, today: date) -> None:
    """As any other envelope; an earlier vote of the same card is replaced."""
    card = session.get_one(Card, on_paper.code.lookup)
    sealed = seal_for(ballot, paper_of(ballot), on_paper.vote, secret=on_paper.code.secret)
    store_envelope(session, ballot, sealed, Chamber(card.chamber))
    session.execute(delete(PaperEntry).where(PaperEntry.nullifier == sealed.nullifier))
    batch = session.get_one(CardBatch, card.batch_id)
    write_card_act(session, actor, CardAct("cards.enter_paper", batch, {"ballot": ballot.ref}), today=today)
