"""Signing in and out."""

from dataclasses import dataclass, field, replace
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from app.domain.errors import InvalidInput, TooMany
from app.domain.sessions import SessionStage
from app.rooms.accounts.forms import SignInForm
from app.rooms.accounts.sign_in import Begun, Opened, Tried, begin_session, look_up, unlock
from app.web.addresses import in_workspace, path_for
from app.web.forgery import ForgedRequest, csrf_checked, origin_is_ours
from app.web.forms import Submitted, form_of
from app.web.known_browsers import give_mark, mark_of
from app.web.render import NO_STORE, render
from app.web.requests import Machine, Now, WriteSession, argon_costs, argon_lane
from app.web.sessions import clear_cookie, close_session, set_cookie, token_of

router = APIRouter()


@dataclass(frozen=True)
class SignInPage:
    """``form`` is what was typed and refused, or None on a first look; ``next`` is where to go afterwards.

    ``is_flooded``: too many tried; a paper code opens the door all the same.
    """

    form: Submitted[SignInForm] | None = None
    next: str = ""
    is_flooded: bool = False


@dataclass(frozen=True)
class Attempt:
    """The form and, if its name and passphrase belong together, what they opened."""

    form: Submitted[SignInForm]
    tried: Tried
    opened: Opened | None = field(default=None, repr=False)
    is_flooded: bool = False


async def attempt(
    request: Request,
    form: Annotated[Submitted[SignInForm], Depends(form_of(SignInForm))],
    machine: Machine,
    now: Now,
) -> Attempt:
    """The work of the passphrase, within the limits and before any transaction."""
    if not origin_is_ours(request):
        raise ForgedRequest
    if form.data is None:
        return Attempt(form, Tried(""))
    tried = Tried(form.data.name, mark_of(request), form.data.code)
    try:
        found = await run_in_threadpool(look_up, request.app.state.database, tried, machine, now)
    except TooMany:
        return Attempt(form, tried, is_flooded=True)
    _, cost = argon_costs(request)
    opened = await argon_lane(request).in_argon(unlock, found, form.data.passphrase, cost)
    return Attempt(form, tried, opened)


@router.get("/desk/sign-in", name="sign_in")
def sign_in_page(request: Request) -> Response:
    """The sign-in form."""
    page = SignInPage(next=request.query_params.get("next", "")[:300])
    return render(request, "accounts/desk/sign_in.html", page, headers=NO_STORE)


@router.post("/desk/sign-in", name="sign_in_send")
def sign_in_send(
    request: Request,
    session: WriteSession,
    attempt: Annotated[Attempt, Depends(attempt)],
    machine: Machine,
    now: Now,
) -> Response:
    """A new session with a new token, which may still lack its second factor; or the form again."""
    form = attempt.form
    if form.data is None or attempt.is_flooded:
        return _again(request, form, is_flooded=attempt.is_flooded)
    is_demonstration = request.app.state.settings.demonstration
    try:
        begun = begin_session(
            session, attempt.opened, attempt.tried, is_demonstration=is_demonstration, now=now
        )
    except InvalidInput as refusal:
        return _again(request, form.refused(refusal))
    old = token_of(request)
    if old:
        close_session(session, old)
    answer = _onward(request, begun, form.data.next)
    set_cookie(answer, request.app.state.settings, begun.token)
    if begun.stage is not SessionStage.HALF:
        give_mark(answer, request.app.state.settings, begun.account, machine)
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


def _onward(request: Request, begun: Begun, wanted: str) -> Response:
    target = in_workspace(wanted)
    if begun.stage is SessionStage.HALF:
        return RedirectResponse(f"{path_for(request, 'second_step')}?next={quote(target)}", 303)
    return RedirectResponse(path_for(request, "second_factor") if begun.lacks_factor else target, 303)


def _again(request: Request, form: Submitted[SignInForm], *, is_flooded: bool = False) -> Response:
    # The name is given back, the passphrase and the code never.
    kept = replace(form, typed={key: form.typed[key] for key in ("name", "next") if key in form.typed})
    page = SignInPage(kept, form.value("next"), is_flooded)
    status = 429 if is_flooded else 422
    return render(request, "accounts/desk/sign_in.html", page, status=status, headers=NO_STORE)
