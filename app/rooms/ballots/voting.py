"""What a form of ``/vote`` asks for, read before any transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.domain.ballots.paper import Paper
from app.models.ballots import Ballot
from app.rooms.ballots.card_queries import find_usable_card
from app.rooms.ballots.queries import list_open, paper_of
from app.vault.cards import CardCode, MalformedCard, read_card
from app.web.forms import FormModel
from app.web.words import Sentence


class VoteForm(FormModel):
    """``look`` asks for the check page, ``more`` for more time at a shared device, whose ``token`` lets a
    form be sent once; marks are read by the ballot's own paper."""

    code: str = ""
    ballot: str = ""
    look: str = ""
    more: str = ""
    token: str = ""


@dataclass(frozen=True)
class Marked:
    """One ballot that a card may vote in, with what was typed and is wrong."""

    ballot: Ballot
    paper: Paper
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict, repr=False)
    errors: Mapping[str, Sentence] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """The first value of a field."""
        values = self.typed.get(name)
        return values[0] if values else ""

    def values(self, name: str) -> Sequence[str]:
        """All values of a repeated field."""
        return self.typed.get(name, ())


def find_card(typed: str, pepper: bytes) -> CardCode | None:
    """The card of a typed or scanned code; None for what cannot be one."""
    try:
        return read_card(typed, pepper)
    except MalformedCard:
        return None


def list_marked(session: Session) -> list[Marked]:
    """Every open ballot, for what the first page says of them."""
    return [Marked(ballot, paper_of(ballot)) for ballot in list_open(session)]


def list_for_card(session: Session, card: CardCode) -> list[Marked]:
    """The open ballots that this card may vote in; none for a card that may in none."""
    return [one for one in list_marked(session) if find_usable_card(session, card, one.ballot) is not None]
