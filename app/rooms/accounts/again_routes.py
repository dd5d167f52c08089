"""Showing once more who this is, before keys, people, exports and passphrases."""

from dataclasses import dataclass, field, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from app.domain.errors import InvalidInput
from app.rooms.accounts.factor_pages import Asking, factor_page, shown_in
from app.rooms.accounts.forms import AgainForm
from app.rooms.accounts.proving import PROVE, prove_again
from app.rooms.accounts.sign_in import Opened, look_up_own, unlock
from app.web.addresses import in_workspace
from app.web.forms import Submitted, form_of
from app.web.render import NO_STORE, render
from app.web.requests import Now, ReadSession, WriteSession, argon_costs, argon_lane
from app.web.sessions import SessionToken, SignedIn, set_cookie

router = APIRouter()

TEMPLATE = "accounts/desk/again.html"


@dataclass(frozen=True)
class Proof:
    """The form and, when the passphrase was right, what it opened."""

    form: Submitted[AgainForm]
    opened: Opened | None = field(repr=False)


async def proof(
    request: Request,
    actor: SignedIn,
    form: Annotated[Submitted[AgainForm], Depends(form_of(AgainForm))],
    now: Now,
) -> Proof:
    """The work of the passphrase, within the limits and before any transaction."""
    if form.data is None:
        return Proof(form, None)
    found = await run_in_threadpool(look_up_own, request.app.state.database, actor.account_id, now)
    _, cost = argon_costs(request)
    return Proof(form, await argon_lane(request).in_argon(unlock, found, form.data.passphrase, cost))


@router.get("/desk/again", name="prove_again")
def again_page(
    request: Request, session: ReadSession, actor: SignedIn, token: SessionToken, now: Now
) -> Response:
    """The form that asks once more."""
    target = in_workspace(request.query_params.get("next", "")[:300])
    page = factor_page(request, session, Asking(actor.account_id, token, PROVE, target, now))
    return render(request, TEMPLATE, page, block="main", headers=NO_STORE)


@router.post("/desk/again", name="prove_again_send")
def again_send(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    token: SessionToken,
    proof: Annotated[Proof, Depends(proof)],
    now: Now,
) -> Response:
    """The session goes on under a new token, proved now; or the form again."""
    form, target = proof.form, in_workspace(proof.form.value("next"))
    try:
        if form.data is not None:
            opened = proof.opened.unwrapped if proof.opened else None
            fresh = prove_again(session, token, opened=opened, shown=shown_in(request, form), now=now)
            answer = RedirectResponse(target, 303)
            set_cookie(answer, request.app.state.settings, fresh)
            return answer
    except InvalidInput as refusal:
        form = form.refused(refusal)
    page = factor_page(request, session, Asking(actor.account_id, token, PROVE, target, now))
    refused = replace(page, errors=form.errors)
    return render(request, TEMPLATE, refused, status=422, block="main", headers=NO_STORE)
