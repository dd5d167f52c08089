"""Saying something: the form, and the page with the code."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.clocks import Clocks, acknowledge_due, answer_due
from app.domain.weeks import Week
from app.domain.word_use import needs_safe_copy, read_word_use
from app.rooms.feedback.arrival import find_code_again, take_in
from app.rooms.feedback.clocks import get_clock_history
from app.rooms.feedback.floods import notice_flood
from app.rooms.feedback.form_marks import new_token
from app.rooms.feedback.forms import SayForm
from app.rooms.feedback.intake import get_intake
from app.rooms.feedback.pages import AlreadyPage, Care, ClosedPage, CodePage, FormFace, SayPage
from app.rooms.feedback.sending import Prepared, Sending
from app.vault.receipts import group_code
from app.web.forms import F, Submitted
from app.web.house import OrganisationFacts
from app.web.page_cache import fill_per_request, keep
from app.web.render import NO_STORE, language_of, render
from app.web.requests import Facts, Machine, Now, ReadSession, WriteSession
from app.web.uploads import asking_again

router = APIRouter()
PLAIN = FormFace()


@dataclass(frozen=True)
class Blank:
    """What a form needs that is handed out now."""

    facts: OrganisationFacts
    now: datetime
    week: Week
    token: str = field(repr=False)

    @property
    def today(self) -> date:
        """The organisation's day."""
        return self.facts.today(self.now)


def _blank(facts: Facts, machine: Machine, now: Now) -> Blank:
    return Blank(facts, now, facts.week(now), new_token(machine.form_key, now))


NewBlank = Annotated[Blank, Depends(_blank)]


@router.get("/say", name="say")
def say(request: Request, session: ReadSession, blank: NewBlank, now: Now) -> Response:
    """The form, or that it is not open yet; kept for the day, with a token of their own for each reader."""
    keep(request, until=blank.facts.day_ends_at(now))
    fresh = partial(_token_now, request.app.state.machine.form_key, request.app.state.clock)
    return draw_form(
        request, session, replace(blank, token=fill_per_request(request, fresh)), face=FormFace(headers={})
    )


@router.post("/say", name="say_send")
def say_send(
    request: Request, sending: Prepared, reading: ReadSession, session: WriteSession, blank: NewBlank
) -> Response:
    """The page with the code; the same form again shows the same code. A refused form keeps its words."""
    code = code_answer(request, sending, reading=reading, writing=session, week=blank.week)
    return code or draw_form(request, reading, blank, sending)


def code_answer(
    request: Request,
    sending: Sending[F],
    *,
    reading: ReadSession,
    writing: WriteSession,
    week: Week,
    template: str = "feedback/code.html",
) -> Response | None:
    """The page with the code of a voice that is taken in now, or was before; None for a refused form."""
    # A session takes no connection before its first statement: only the one that is used costs anything.
    if sending.ready:
        ready = sending.ready
        thread = take_in(
            writing, ready.voice, receipt=ready.receipt, form=ready.form, week=week, now=ready.at
        )
        if thread:
            most = request.app.state.settings.flood_after
            notice_flood(writing, thread, ready.voice.door, most=most, now=ready.at)
        code = ready.code_once if thread else None
        code = code or find_code_again(writing, ready.form.mark)
        care = care_after(request, writing, sending)
        clocks = get_clock_history(writing).of_week(week)
        page = code_page(request, sending.form, code, week=week, clocks=clocks) if code else None
        return _code(request, page, care=care, template=template, status=201 if thread else 200)
    if sending.known:
        code = find_code_again(reading, sending.known)
        care = care_after(request, reading, sending)
        clocks = get_clock_history(reading).of_week(week)
        page = code_page(request, sending.form, code, week=week, clocks=clocks) if code else None
        return _code(request, page, care=care, template=template)
    return None


def care_after(request: Request, session: Session, sending: Sending[F]) -> Care:
    """Where help is, for a page that follows words about danger."""
    if not sending.is_in_danger:
        return Care()
    facts: OrganisationFacts = request.app.state.house.facts()
    return Care(True, get_intake(session, facts, language=language_of(request)).help)


def _token_now(form_key: bytes, clock: Callable[[], datetime] | None) -> str:
    return new_token(form_key, clock() if clock else datetime.now(UTC))


def draw_form(
    request: Request,
    session: ReadSession,
    blank: Blank,
    sending: Sending[SayForm] | None = None,
    *,
    face: FormFace = PLAIN,
) -> Response:
    """The form, empty or with what was refused; or that it is not open yet. Each door has its own face."""
    intake = get_intake(session, blank.facts, language=language_of(request))
    if not intake.is_open:
        typed = sending.form.value("message") if sending else ""
        status = 409 if sending else 200
        return render(request, "feedback/closed.html", ClosedPage(intake, typed), status=status)
    page = SayPage(
        intake,
        has_outside_reader=blank.facts.outside_reader_named,
        token=blank.token,
        clocks=get_clock_history(session).of_week(blank.week),
        form=asking_again(sending.form, "photo") if sending else None,
        kiosk=face.kiosk,
    )
    status = sending.status if sending else 200
    headers = {**face.headers, **({"Retry-After": "5"} if status == 429 else {})}
    return render(request, face.template, page, status=status, headers=headers)


def _code(
    request: Request, page: CodePage | None, *, care: Care, template: str, status: int = 200
) -> Response:
    if page is None:
        return render(request, "feedback/already.html", AlreadyPage(care), headers=NO_STORE)
    return render(request, template, replace(page, care=care), status=status, headers=NO_STORE)


def code_page(request: Request, form: Submitted[F], code: str, *, week: Week, clocks: Clocks) -> CodePage:
    """The code of this form, with what happens next and by when."""
    chosen = read_word_use(form.value("word_use"))
    return CodePage(
        groups=group_code(code),
        code=code,
        shows_words=form.value("keep_words") == "yes",
        will_see_copy=needs_safe_copy(chosen),
        read_by=acknowledge_due(week, clocks),
        answered_by=answer_due(week, clocks),
        silence_weeks=clocks.silence_weeks,
        opens_at=opens_at(request),
        kiosk_mark=request.path_params.get("mark", ""),
    )


def opens_at(request: Request) -> str:
    """Where a code is typed in, as it stands on a slip: host and path, from the public address alone."""
    base: str = request.app.state.settings.effective_base_url
    return base.split("://", 1)[-1] + "/receipt"
