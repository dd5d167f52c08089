"""Setting up an authenticator app: the secret on the page, a code back, and the passphrase that locks it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from app.domain.errors import InvalidInput
from app.rooms.accounts.factors import add_app
from app.rooms.accounts.forms import AppForm
from app.rooms.accounts.keys import conceal, reveal
from app.rooms.accounts.second_factor_routes import added
from app.rooms.accounts.sign_in import Found, look_up_own
from app.vault.accounts import lock_secret
from app.vault.boxes import CannotOpen
from app.vault.derivation import Cost
from app.vault.second_factors import enrolment_address, letters_of, matching_step, new_secret
from app.web.actors import Actor
from app.web.forms import Submitted, form_of
from app.web.languages import current
from app.web.qr import qr_svg
from app.web.render import NO_STORE, render
from app.web.requests import Now, Today, WriteSession, argon_costs, argon_lane
from app.web.sessions import RecentlyProved, SessionToken

router = APIRouter()

ThisForm = Annotated[Submitted[AppForm], Depends(form_of(AppForm))]


@dataclass(frozen=True)
class AppPage:
    """The secret as a picture and in letters; ``made`` is the same, concealed for this session alone."""

    picture: Markup = field(repr=False)
    letters: str = field(repr=False)
    made: str = field(repr=False)
    errors: list[tuple[str, str]] = field(default_factory=list)

    def error(self, name: str) -> str:
        """What is wrong with a field, or nothing."""
        return dict(self.errors).get(name, "")


@dataclass(frozen=True)
class Locked:
    """The form, the secret it came with, and, when code and passphrase were right, what the row will hold."""

    form: Submitted[AppForm]
    now: datetime
    secret: bytes = field(repr=False)
    boxed: bytes = field(default=b"", repr=False)
    step: int = 0


async def locked(
    request: Request, actor: RecentlyProved, token: SessionToken, form: ThisForm, now: Now
) -> Locked:
    """The work of the passphrase, in the lane and before any transaction."""
    secret = b""
    try:
        secret = bytes.fromhex(reveal(form.value("made"), token))
        if form.data is None:
            return Locked(form, now, secret)
        step = matching_step(secret, form.data.code, now=now)
        if step is None:
            raise InvalidInput("second_factor.wrong_code", field="code")
        found = await run_in_threadpool(look_up_own, request.app.state.database, actor.account_id, now)
        _, cost = argon_costs(request)
        boxed = await argon_lane(request).in_argon(_lock, found, secret, form.data.passphrase, cost)
    except InvalidInput as refusal:
        return Locked(form.refused(refusal), now, secret or new_secret())
    return Locked(form, now, secret, boxed, step)


@router.get("/desk/account/second-factor/app", name="new_app")
def new_app(request: Request, actor: RecentlyProved, token: SessionToken) -> Response:
    """A new secret. It counts only once a code of it came back."""
    return _page(request, actor, token, new_secret())


@router.post("/desk/account/second-factor/app", name="add_app")
def add(
    request: Request,
    session: WriteSession,
    actor: RecentlyProved,
    token: SessionToken,
    work: Annotated[Locked, Depends(locked)],
    today: Today,
) -> Response:
    """Keep it: all my other sessions end, and this browser gets a new token."""
    if not work.boxed:
        errors = [(name, sentence.words(current())) for name, sentence in work.form.errors.items()]
        return _page(request, actor, token, work.secret, errors)
    codes = add_app(session, actor, boxed=work.boxed, step=work.step, today=today)
    return added(request, session, token, codes, now=work.now)


def _page(
    request: Request,
    actor: Actor,
    token: str,
    secret: bytes,
    errors: list[tuple[str, str]] | None = None,
) -> Response:
    host = request.app.state.settings.host_name
    picture = qr_svg(enrolment_address(secret, name=actor.name, place=host))
    page = AppPage(picture, letters_of(secret), conceal(secret.hex(), token), errors or [])
    status = 422 if errors else 200
    return render(request, "accounts/desk/new_app.html", page, status=status, headers=NO_STORE)


def _lock(found: Found, secret: bytes, passphrase: str, cost: Cost) -> bytes:
    try:
        return lock_secret(found.wrapped, secret, passphrase, cost=cost)
    except CannotOpen:
        raise InvalidInput("account.wrong_passphrase", field="passphrase") from None
