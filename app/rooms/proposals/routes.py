"""The public side: the list, one proposal, and proposing something. Supporting needs the cards' room."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.errors import NotFound
from app.domain.feedback_kinds import Kind
from app.domain.proposal_parts import Parts, join_parts
from app.domain.word_use import DEFAULT_WORD_USE
from app.rooms.feedback.arrival import NewVoice
from app.rooms.feedback.intake import get_intake
from app.rooms.feedback.pages import ClosedPage
from app.rooms.feedback.routes import Blank, NewBlank, code_answer
from app.rooms.feedback.sending import Arriving, Sending, prepare
from app.rooms.proposals.forms import NewProposalForm
from app.rooms.proposals.listing import Listing, list_public
from app.rooms.proposals.pages import NewProposalPage, proposal_page
from app.rooms.proposals.queries import get_public_proposal
from app.web.forms import Submitted, form_of
from app.web.house import OrganisationFacts
from app.web.page_cache import keep
from app.web.render import NO_STORE, language_of, render
from app.web.requests import Facts, ReadSession, Today, WriteSession

router = APIRouter()


@router.get("/proposals", name="proposals")
def proposals(
    request: Request, session: ReadSession, today: Today, facts: Facts, older: str = ""
) -> Response:
    """The list; an unknown ``older`` shows its beginning."""
    keep(request, until=_end_of(today, facts))
    try:
        start = get_public_proposal(session, older) if older else None
    except NotFound:
        start = None
    page: Listing = list_public(session, after=start, today=today)
    return render(request, "proposals/list.html", page)


async def prepare_proposal(
    request: Request,
    form: Annotated[Submitted[NewProposalForm], Depends(form_of(NewProposalForm))],
    here: Arriving,
) -> Sending[NewProposalForm]:
    """The form of ``/proposals/new``, made ready as that of ``/say`` is."""
    return await prepare(request, form, here=here, voice_of=_voice)


@router.get("/proposals/new", name="new_proposal")
def new_proposal(request: Request, session: ReadSession, blank: NewBlank) -> Response:
    """The form, or the words that it is not open yet."""
    return _form(request, session, blank)


@router.post("/proposals/new", name="new_proposal_send")
def new_proposal_send(
    request: Request,
    sending: Annotated[Sending[NewProposalForm], Depends(prepare_proposal)],
    reading: ReadSession,
    session: WriteSession,
    blank: NewBlank,
) -> Response:
    """The page with the code, as for any voice. A refused form keeps its words."""
    code = code_answer(request, sending, reading=reading, writing=session, week=blank.week)
    return code or _form(request, reading, blank, sending)


@router.get("/proposals/{ref}", name="proposal")
def proposal(request: Request, ref: str, session: ReadSession, today: Today, facts: Facts) -> Response:
    """One proposal with all that is public of it."""
    keep(request, until=_end_of(today, facts))
    page = proposal_page(session, get_public_proposal(session, ref), today=today)
    return render(request, "proposals/proposal.html", page)


def _end_of(today: date, facts: OrganisationFacts) -> datetime:
    # What is late is judged by the day.
    midnight = datetime.combine(today + timedelta(days=1), time.min, ZoneInfo(facts.time_zone))
    return midnight.astimezone(UTC)


def _voice(session: Session, data: NewProposalForm, language: str) -> NewVoice:
    return NewVoice(
        message=join_parts(Parts(data.change, data.title, data.problem)),
        language=language,
        kind=Kind.SUGGESTION,
        word_use=data.word_use or DEFAULT_WORD_USE,
        was_warned=data.quote_warning == "shown",
        asks_board=True,
    )


def _form(
    request: Request, session: ReadSession, blank: Blank, sending: Sending[NewProposalForm] | None = None
) -> Response:
    intake = get_intake(session, blank.facts, language=language_of(request))
    if not intake.is_open:
        typed = sending.form.value("change") if sending else ""
        status = 409 if sending else 200
        return render(request, "feedback/closed.html", ClosedPage(intake, typed), status=status)
    page = NewProposalPage(
        intake,
        has_outside_reader=blank.facts.outside_reader_named,
        token=blank.token,
        form=sending.form if sending else None,
    )
    status = sending.status if sending else 200
    headers = NO_STORE | ({"Retry-After": "5"} if status == 429 else {})
    return render(request, "proposals/new.html", page, status=status, headers=headers)
