"""The first start: from a one-time link to an organisation with its people and keys."""

from datetime import datetime
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from app.domain.host_names import telling_word
from app.rooms.admin.first_keys import (
    FirstKeys,
    first_keys,
    list_first_people,
    make_first_key,
    may_be_made_again,
    new_organisation,
    replace_first_keys,
)
from app.rooms.admin.founding import found_organisation
from app.rooms.admin.setup_answers import Answers, Person
from app.rooms.admin.setup_link import LinkState, state_of_link, use_link
from app.rooms.admin.setup_pages import ClosedPage, FoundedPage, StartPage, StepPage
from app.rooms.admin.setup_steps import Errors, first_fault, next_step
from app.web.forgery import ForgedRequest, origin_is_ours
from app.web.forms import read_fields
from app.web.house import get_organisation_facts
from app.web.render import render
from app.web.requests import Facts, Now, ReadSession, WriteSession, argon_costs, argon_lane

router = APIRouter()

NOTHING = Answers({})


async def answers_sent(request: Request) -> Answers:
    """All that the form carries. The token in it is what nobody else can send; the origin is checked too."""
    if not origin_is_ours(request):
        raise ForgedRequest
    return Answers(await read_fields(request))


Sent = Annotated[Answers, Depends(answers_sent)]


async def _wrap_all(request: Request, people: tuple[Person, ...]) -> FirstKeys:
    _, cost = argon_costs(request)
    lane = argon_lane(request)
    return first_keys([await lane.in_argon(make_first_key, person, cost) for person in people])


async def keys_for_founding(request: Request, answers: Sent) -> FirstKeys | None:
    """Everybody's keys, made before any transaction, when the link and all answers are right."""
    state = await run_in_threadpool(_look_at_link, request, answers)
    if state is not LinkState.OPEN or first_fault(answers)[1]:
        return None
    return await _wrap_all(request, answers.people())


async def keys_for_replacing(request: Request, answers: Sent, now: Now) -> FirstKeys | None:
    """The same people's keys once more, while that is allowed."""

    def look() -> tuple[Person, ...]:
        with request.app.state.database.read() as session:
            token = answers.value("token")
            return list_first_people(session) if may_be_made_again(session, token, now) else ()

    people = await run_in_threadpool(look)
    return await _wrap_all(request, people) if people else None


@router.get("/desk/setup", name="setup")
def setup(request: Request, session: ReadSession, facts: Facts, now: Now) -> Response:
    """The link's page: its form takes the token out of the address."""
    token = request.query_params.get("token", "")[:100]
    closed = _closed(request, session, token, now=now)
    return closed or render(
        request, "admin/desk/setup_start.html", StartPage(token, telling_word=_telling_word(request))
    )


@router.post("/desk/setup", name="setup_send")
def setup_send(request: Request, session: ReadSession, answers: Sent, now: Now) -> Response:
    """The next step, the one before, or the same one with what is not right yet."""
    closed = _closed(request, session, answers.value("token"), now=now, answers=answers)
    if closed:
        return closed
    step, errors = next_step(answers, answers.value("step"), answers.value("go"))
    return _step(request, answers, step, errors)


@router.post("/desk/setup/found", name="setup_found")
def setup_found(
    request: Request,
    keys: Annotated[FirstKeys | None, Depends(keys_for_founding)],
    answers: Sent,
    session: WriteSession,
    now: Now,
) -> Response:
    """Found the organisation in one transaction; the answer shows the keys once."""
    token = answers.value("token")
    if keys is None:
        closed = _closed(request, session, token, now=now, answers=answers)
        return closed or _step(request, answers, *first_fault(answers))
    if not use_link(session, token, now):
        return _closed_page(request, session, token, now=now)
    today = now.astimezone(ZoneInfo(answers.time_zone)).date()
    found_organisation(
        session, new_organisation(answers, keys), recovery_public=keys.recovery.public, today=today
    )
    return _founded(request, keys)


@router.post("/desk/setup/again", name="setup_again")
def setup_again(
    request: Request,
    keys: Annotated[FirstKeys | None, Depends(keys_for_replacing)],
    answers: Sent,
    session: WriteSession,
    now: Now,
    facts: Facts,
) -> Response:
    """New keys for everybody, for one who never saw the first ones; the old ones open nothing any more."""
    token = answers.value("token")
    if keys is None or not may_be_made_again(session, token, now):
        return _closed_page(request, session, token, now=now)
    replace_first_keys(session, keys, today=facts.today(now))
    return _founded(request, keys)


def _look_at_link(request: Request, answers: Answers) -> LinkState:
    with request.app.state.database.read() as session:
        return state_of_link(session, answers.value("token"))


def _closed(
    request: Request, session: Session, token: str, *, now: datetime, answers: Answers = NOTHING
) -> Response | None:
    if state_of_link(session, token) is LinkState.OPEN:
        return None
    return _closed_page(request, session, token, now=now, answers=answers)


def _closed_page(
    request: Request, session: Session, token: str, *, now: datetime, answers: Answers = NOTHING
) -> Response:
    if state_of_link(session, token) is LinkState.USED:
        page = ClosedPage(True, token if may_be_made_again(session, token, now) else "")
    else:
        is_founded = get_organisation_facts(session).is_founded
        page = ClosedPage(is_founded, carried=[] if is_founded else answers.carried(""))
    return render(request, "admin/desk/setup_closed.html", page, status=409 if page.is_founded else 403)


def _step(request: Request, answers: Answers, step: str, errors: Errors) -> Response:
    page = StepPage(answers.value("token"), step, answers, errors, telling_word=_telling_word(request))
    return render(request, f"admin/desk/setup_{step}.html", page, status=422 if errors else 200)


def _founded(request: Request, keys: FirstKeys) -> Response:
    answer = render(request, "admin/desk/setup_founded.html", FoundedPage.of(keys))
    request.app.state.house.forget()
    return answer


def _telling_word(request: Request) -> str | None:
    host = urlsplit(request.app.state.settings.effective_base_url).hostname or ""
    return telling_word(host)
