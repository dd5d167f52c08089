"""The second step of signing in: a code or a passkey, after the passphrase was right."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from app.domain.errors import InvalidInput
from app.rooms.accounts.actions import get_account
from app.rooms.accounts.factor_pages import Asking, factor_page, shown_in
from app.rooms.accounts.forms import FactorForm
from app.rooms.accounts.proving import SIGN_IN, finish_sign_in
from app.web.addresses import in_workspace
from app.web.forgery import csrf_checked
from app.web.forms import Submitted, form_of
from app.web.known_browsers import give_mark
from app.web.render import NO_STORE, render
from app.web.requests import Machine, Now, ReadSession, WriteSession
from app.web.sessions import HalfSignedIn, set_cookie

router = APIRouter()

TEMPLATE = "accounts/desk/factor.html"


@router.get("/desk/sign-in/factor", name="second_step")
def second_step(request: Request, session: ReadSession, half: HalfSignedIn, now: Now) -> Response:
    """The form for it."""
    target = in_workspace(request.query_params.get("next", "")[:300])
    page = factor_page(request, session, Asking(half.account_id, half.token, SIGN_IN, target, now))
    return render(request, TEMPLATE, page, headers=NO_STORE)


@router.post("/desk/sign-in/factor", name="second_step_send", dependencies=[Depends(csrf_checked)])
def second_step_send(
    request: Request,
    session: WriteSession,
    form: Annotated[Submitted[FactorForm], Depends(form_of(FactorForm))],
    half: HalfSignedIn,
    machine: Machine,
    now: Now,
) -> Response:
    """Another new token, which opens the workspace; or the form again."""
    target = in_workspace(form.value("next"))
    try:
        token = finish_sign_in(session, half.token, shown_in(request, form), now=now)
    except InvalidInput as refusal:
        page = factor_page(request, session, Asking(half.account_id, half.token, SIGN_IN, target, now))
        refused = replace(page, errors=form.refused(refusal).errors)
        return render(request, TEMPLATE, refused, status=422, headers=NO_STORE)
    answer = RedirectResponse(target, 303)
    set_cookie(answer, request.app.state.settings, token)
    give_mark(answer, request.app.state.settings, get_account(session, half.account_id), machine)
    return answer
