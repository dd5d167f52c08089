"""How acts on cards are written down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.domain.ledger.canonical import Value
from app.domain.permissions import Permission
from app.models.cards import CardBatch
from app.rooms.board.acts import Act, write_down
from app.web.actors import Actor
from app.web.public_version import raise_public_version


@dataclass(frozen=True)
class CardAct:
    """What was done to a batch, in tokens and numbers."""

    name: str
    batch: CardBatch
    facts: Mapping[str, Value]


def write_card_act(session: Session, actor: Actor, act: CardAct, *, today: date) -> int:
    """Append the act's leaf; returns its index. Call it last."""
    raise_public_version(session)
    written = Act(act.name, f"card_batch:{act.batch.ref}", act.batch.state, act.facts)
    return write_down(session, actor, written, permission=Permission.CARD_HANDLE, today=today)
