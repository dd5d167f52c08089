"""My own account: my passphrase, my open sessions, the keys that I can hand on."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from app.domain.errors import InvalidInput
from app.rooms.accounts.actions import get_account
from app.rooms.accounts.circle_words import circle_words
from app.rooms.accounts.circles import CircleName, roles_by_account
from app.rooms.accounts.factors import Factors, list_factors
from app.rooms.accounts.forms import EndSessionForm, PassphraseForm
from app.rooms.accounts.keys import (
    NewLock,
    change_passphrase,
    conceal,
    end_session,
    is_same_passphrase,
    list_keys_to_give,
    reveal,
)
from app.rooms.accounts.queries import list_sessions
from app.rooms.accounts.role_words import role_words
from app.rooms.accounts.sign_in import Found, look_up_own
from app.vault.accounts import open_account, rewrap
from app.vault.boxes import CannotOpen
from app.vault.derivation import Cost
from app.vault.passphrases import make_passphrase
from app.vault.session_keys import lookup_hash
from app.web.actors import Actor
from app.web.addresses import path_for, see_other
from app.web.forms import Submitted, form_of
from app.web.languages import current
from app.web.render import render
from app.web.requests import Facts, Now, ReadSession, Today, WriteSession, argon_costs, argon_lane
from app.web.sessions import RecentlyProved, SessionToken, SignedIn, proved_recently, set_cookie

router = APIRouter()

ThisForm = Annotated[Submitted[PassphraseForm], Depends(form_of(PassphraseForm))]


@dataclass(frozen=True)
class SessionRow:
    """An open session: when it began and was last seen, in the organisation's time zone."""

    which: str
    made: datetime
    seen: datetime
    is_this: bool


@dataclass(frozen=True)
class OwnPage:
    """``to_give``: (account id, name, roles in words, what the keys open), once ``is_proved`` again."""

    roles: str
    sessions: list[SessionRow]
    to_give: list[tuple[int, str, str, str]]
    factors: Factors
    is_proved: bool


@dataclass(frozen=True)
class NewPassphrasePage:
    """The new words; ``made`` is the same, concealed for this session alone."""

    passphrase: str = field(repr=False)
    made: str = field(repr=False)
    errors: list[tuple[str, str]] = field(default_factory=list)

    def error(self, name: str) -> str:
        """What is wrong with a field, or nothing."""
        return dict(self.errors).get(name, "")


@dataclass(frozen=True)
class Rewrapped:
    """The form and, when both passphrases were right, the same key pair under the new one."""

    form: Submitted[PassphraseForm]
    token: str = field(repr=False)
    passphrase: str = field(repr=False)
    lock: NewLock | None = field(repr=False)


async def rewrapped(
    request: Request, actor: RecentlyProved, token: SessionToken, form: ThisForm, now: Now
) -> Rewrapped:
    """The work of both passphrases, in the lane and before any transaction."""
    made = ""
    try:
        made = reveal(form.value("made"), token)
        if form.data is None:
            return Rewrapped(form, token, made, None)
        if not is_same_passphrase(form.data.again, made):
            raise InvalidInput("account.typed_back_wrong", field="again")
        held = await run_in_threadpool(look_up_own, request.app.state.database, actor.account_id, now)
        _, cost = argon_costs(request)
        lock = await argon_lane(request).in_argon(_rewrap, held, form.data.current, made, cost)
    except InvalidInput as refusal:
        return Rewrapped(form.refused(refusal), token, made or make_passphrase(), None)
    return Rewrapped(form, token, made, lock)


@router.get("/desk/account", name="desk_own_account")
def own_account(
    request: Request, session: ReadSession, actor: SignedIn, facts: Facts, token: SessionToken, now: Now
) -> Response:
    """My roles, my sessions, and who waits for a key that I hold."""
    zone = ZoneInfo(facts.time_zone)
    this = lookup_hash(token)
    sessions = [
        SessionRow(
            row.lookup.hex(), row.made_at.astimezone(zone), row.seen_at.astimezone(zone), row.lookup == this
        )
        for row in list_sessions(session, actor.account_id)
    ]
    page = OwnPage(
        role_words(actor.roles),
        sessions,
        _to_give(session, actor) if actor.is_strong else [],
        list_factors(session, actor.account_id),
        proved_recently(request, actor, now),
    )
    return render(request, "accounts/desk/own_account.html", page, block="main")


@router.post("/desk/account/sessions/end", name="end_session")
def end(
    request: Request,
    form: Annotated[Submitted[EndSessionForm], Depends(form_of(EndSessionForm))],
    session: WriteSession,
    actor: SignedIn,
    token: SessionToken,
) -> Response:
    """End one of my sessions, or all but this one."""
    end_session(session, actor, form.value("which"), this=lookup_hash(token))
    return see_other(request, "desk_own_account")


@router.get("/desk/account/passphrase", name="new_passphrase")
def new_passphrase(request: Request, actor: RecentlyProved, token: SessionToken) -> Response:
    """New words to write down. They are valid only once they are typed back."""
    passphrase = make_passphrase()
    page = NewPassphrasePage(passphrase, conceal(passphrase, token))
    return render(request, "accounts/desk/new_passphrase.html", page, block="main")


@router.post("/desk/account/passphrase", name="change_passphrase")
def change(
    request: Request,
    work: Annotated[Rewrapped, Depends(rewrapped)],
    session: WriteSession,
    actor: SignedIn,
    now: Now,
    today: Today,
) -> Response:
    """Change it: all my sessions end, and this browser gets a new one."""
    if work.lock is None:
        errors = [(name, sentence.words(current())) for name, sentence in work.form.errors.items()]
        page = NewPassphrasePage(work.passphrase, conceal(work.passphrase, work.token), errors)
        return render(request, "accounts/desk/new_passphrase.html", page, status=422, block="main")
    token = change_passphrase(session, actor, work.lock, now=now, today=today)
    answer = RedirectResponse(path_for(request, "desk_own_account"), 303)
    set_cookie(answer, request.app.state.settings, token)
    return answer


def _to_give(session: ReadSession, actor: Actor) -> list[tuple[int, str, str, str]]:
    found: dict[int, set[CircleName]] = {}
    for account, circle in list_keys_to_give(session, actor):
        found.setdefault(account.id, set()).add(CircleName(circle.name))
    roles = roles_by_account(session)
    return [
        (key, get_account(session, key).display_name, role_words(roles[key]), circle_words(names))
        for key, names in found.items()
    ]


def _rewrap(held: Found, passphrase: str, made: str, cost: Cost) -> NewLock:
    try:
        opened = open_account(held.wrapped, held.boxed_secret, passphrase, cost=cost)
    except CannotOpen:
        raise InvalidInput("account.wrong_current", field="current") from None
    wrapped, boxed = rewrap(opened, held.wrapped.public, made, cost=cost)
    return NewLock(wrapped, boxed, held.boxed_secret)
