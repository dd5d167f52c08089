"""Showing once more who this is, before keys, people, exports and passphrases."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from app.domain.errors import InvalidInput
from app.rooms.accounts.actions import get_account
from app.rooms.accounts.forms import AgainForm
from app.rooms.accounts.proving import prove_again
from app.rooms.accounts.queries import wrapped_of
from app.rooms.accounts.sign_in import Found, Opened, count_attempt, unlock
from app.web.actors import Actor
from app.web.addresses import in_workspace
from app.web.forms import Submitted, form_of
from app.web.render import NO_STORE, render
from app.web.requests import Now, WriteSession, argon_costs, argon_lane
from app.web.sessions import SignedIn, set_cookie, token_of

router = APIRouter()


@dataclass(frozen=True)
class AgainPage:
    """``next`` is the page that asked for it; ``errors`` by field, in words."""

    next: str
    errors: list[tuple[str, str]] = field(default_factory=list)

    def error(self, name: str) -> str:
        """What is wrong with a field, or nothing."""
        return dict(self.errors).get(name, "")


@dataclass(frozen=True)
class Proof:
    """The form and, when the passphrase was right, the opened key."""

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
    found = await run_in_threadpool(_held_by, request, actor, now)
    _, cost = argon_costs(request)
    return Proof(form, await argon_lane(request).in_argon(unlock, found, form.data.passphrase, cost))


@router.get("/desk/again", name="prove_again")
def again_page(request: Request, actor: SignedIn) -> Response:
    """The form that asks for the passphrase once more."""
    page = AgainPage(in_workspace(request.query_params.get("next", "")[:300]))
    return render(request, "accounts/desk/again.html", page, block="main", headers=NO_STORE)


@router.post("/desk/again", name="prove_again_send")
def again_send(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    proof: Annotated[Proof, Depends(proof)],
    now: Now,
) -> Response:
    """The session goes on under a new token, proved now; or the form again."""
    form = proof.form
    try:
        if form.data is not None:
            token = prove_again(session, token_of(request) or "", opened=proof.opened, now=now)
            answer = RedirectResponse(in_workspace(form.data.next), 303)
            set_cookie(answer, request.app.state.settings, token)
            return answer
    except InvalidInput as refusal:
        form = form.refused(refusal)
    errors = [(name, sentence.words("en")) for name, sentence in form.errors.items()]
    page = AgainPage(in_workspace(form.value("next")), errors)
    return render(request, "accounts/desk/again.html", page, status=422, block="main")


def _held_by(request: Request, actor: Actor, now: datetime) -> Found:
    with request.app.state.database.write() as session:
        count_attempt(session, actor.name, now=now)
        return Found(actor.account_id, wrapped_of(get_account(session, actor.account_id)))
