"""Signing in and out."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from app.domain.errors import InvalidInput
from app.rooms.accounts.forms import SignInForm
from app.rooms.accounts.sign_in import Opened, look_up, open_session_of, unlock
from app.web.addresses import in_workspace, path_for
from app.web.forgery import ForgedRequest, csrf_checked, origin_is_ours
from app.web.forms import Submitted, form_of
from app.web.render import render
from app.web.requests import Now, WriteSession, argon_costs, argon_lane
from app.web.sessions import clear_cookie, close_session, set_cookie, token_of

router = APIRouter()


@dataclass(frozen=True)
class SignInPage:
    """``form`` is what was typed and refused, or None on a first look; ``next`` is where to go afterwards."""

    form: Submitted[SignInForm] | None = None
    next: str = ""


@dataclass(frozen=True)
class Attempt:
    """The form and, if its name and passphrase belong together, the opened key."""

    form: Submitted[SignInForm]
    opened: Opened | None


async def attempt(
    request: Request, form: Annotated[Submitted[SignInForm], Depends(form_of(SignInForm))], now: Now
) -> Attempt:
    """The work of the passphrase, within the limits and before any transaction."""
    if not origin_is_ours(request):
        raise ForgedRequest
    if form.data is None:
        return Attempt(form, None)
    found = await run_in_threadpool(look_up, request.app.state.database, form.data.name, now)
    _, cost = argon_costs(request)
    opened = await argon_lane(request).in_argon(unlock, found, form.data.passphrase, cost)
    return Attempt(form, opened)


@router.get("/desk/sign-in", name="sign_in")
def sign_in_page(request: Request) -> Response:
    """The sign-in form."""
    return render(
        request, "accounts/desk/sign_in.html", SignInPage(next=request.query_params.get("next", "")[:300])
    )


@router.post("/desk/sign-in", name="sign_in_send")
def sign_in_send(
    request: Request, session: WriteSession, attempt: Annotated[Attempt, Depends(attempt)], now: Now
) -> Response:
    """A new session with a new token, or the form again."""
    form = attempt.form
    if form.data is None:
        return _again(request, form)
    try:
        token = open_session_of(session, attempt.opened, form.data.name, now=now)
    except InvalidInput as refusal:
        return _again(request, form.refused(refusal))
    old = token_of(request)
    if old:
        close_session(session, old)
    answer = RedirectResponse(in_workspace(form.data.next), 303)
    set_cookie(answer, request.app.state.settings, token)
    return answer


@router.post("/desk/sign-out", name="sign_out", dependencies=[Depends(csrf_checked)])
def sign_out(request: Request, session: WriteSession) -> Response:
    """End this session; its keys are gone with its row."""
    token = token_of(request)
    if token:
        close_session(session, token)
    answer = RedirectResponse(path_for(request, "sign_in"), 303)
    clear_cookie(answer, request.app.state.settings)
    return answer


def _again(request: Request, form: Submitted[SignInForm]) -> Response:
    # The name is given back, the passphrase never.
    kept = replace(form, typed={key: value for key, value in form.typed.items() if key != "passphrase"})
    return render(request, "accounts/desk/sign_in.html", SignInPage(kept, form.value("next")), status=422)
