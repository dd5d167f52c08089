"""``/proposals/{ref}/support``: a press of the button, or a card that counts. No cookie, no script."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.errors import IllegalMove, InvalidInput, Refusal, TooMany
from app.models.proposals import Proposal
from app.rooms.ballots.card_support import support_with_card
from app.rooms.ballots.voting import find_card
from app.rooms.proposals.forms import SupportForm
from app.rooms.proposals.pages import ProposalPage, proposal_page
from app.rooms.proposals.queries import get_public_proposal
from app.rooms.proposals.support import support
from app.web.errors import status_of
from app.web.forms import Submitted, form_of
from app.web.render import NO_STORE, render
from app.web.requests import Machine, Now, Today, WriteSession
from app.web.words import Sentence

router = APIRouter()


@dataclass(frozen=True)
class Supporter:
    """What was sent, when; ``card`` is what was typed, None where only the button was pressed."""

    card: str | None = field(repr=False)
    pepper: bytes = field(repr=False)
    now: datetime
    today: date


def _supporter(
    machine: Machine,
    now: Now,
    today: Today,
    form: Annotated[Submitted[SupportForm], Depends(form_of(SupportForm))],
) -> Supporter:
    return Supporter(form.value("card").strip() or None, machine.pepper, now, today)


@router.post("/proposals/{ref}/support", name="support_proposal")
def support_proposal(
    request: Request, ref: str, session: WriteSession, here: Annotated[Supporter, Depends(_supporter)]
) -> Response:
    """Count it and say what it means. Of a card only its mark on this proposal is kept."""
    found = get_public_proposal(session, ref)
    refusal = _refused(session, found, here)
    page = proposal_page(session, found, today=here.today)
    if refusal is None:
        done = "supported" if here.card is None else "card_supported"
        return _shown(request, replace(page, done=done), 200)
    words, status = Sentence(refusal.key, refusal.facts), status_of(refusal)
    if here.card is None:
        return _shown(request, replace(page, problem=words), status)
    return _shown(request, replace(page, typed_card=here.card, card_error=words), status)


def _refused(session: Session, proposal: Proposal, here: Supporter) -> Refusal | None:
    try:
        if here.card is None:
            support(session, proposal, now=here.now)
        else:
            _support_with(session, proposal, here.card, here)
    except (IllegalMove, InvalidInput, TooMany) as refusal:
        return refusal
    return None


def _support_with(session: Session, proposal: Proposal, typed: str, here: Supporter) -> None:
    """A malformed, an unknown and a voided card look alike."""
    card = find_card(typed, here.pepper)
    if card is None:
        raise InvalidInput("card_cannot_support", field="card")
    support_with_card(session, proposal, card, now=here.now, today=here.today)


def _shown(request: Request, page: ProposalPage, status: int) -> Response:
    headers = NO_STORE | ({"Retry-After": "60"} if status == 429 else {})
    return render(request, "proposals/proposal.html", page, status=status, headers=headers)
