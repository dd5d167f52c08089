"""The people of the workspace: who is here, with which roles, and who waits for a key."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.errors import InvalidInput, NotFound
from app.domain.permissions import Permission
from app.models.people import Account
from app.rooms.accounts.actions import NewAccount, add_person, change_roles, get_account, revoke_account
from app.rooms.accounts.circle_words import circle_words
from app.rooms.accounts.circles import CircleName, list_waiting_for_keys
from app.rooms.accounts.factors import reset_factors
from app.rooms.accounts.forms import AccountForm, RolesForm
from app.rooms.accounts.keys import give_keys, list_keys_to_give, renew_keys
from app.rooms.accounts.people_pages import PassphrasePage, PeoplePage, PersonPage, row_of
from app.rooms.accounts.queries import list_colleagues
from app.vault.accounts import WrappedAccount, new_wrapped_account
from app.vault.derivation import Cost
from app.vault.passphrases import make_passphrase
from app.web.actors import Actor
from app.web.addresses import see_other
from app.web.forms import Submitted, form_of
from app.web.render import render
from app.web.requests import ReadSession, Today, WriteSession, argon_costs, argon_lane
from app.web.sessions import RecentlyProved

router = APIRouter()

NewForm = Annotated[Submitted[AccountForm], Depends(form_of(AccountForm))]


@dataclass(frozen=True)
class MadeKey:
    """A passphrase that one page shows once, and what it wraps."""

    passphrase: str = field(repr=False)
    wrapped: WrappedAccount = field(repr=False)


async def made_key(request: Request, actor: RecentlyProved) -> MadeKey:
    """A passphrase and its key pair, for an administrator only and before any transaction."""
    actor.require(Permission.ACCOUNT_EDIT)
    _, cost = argon_costs(request)
    return await argon_lane(request).in_argon(_make, cost)


Made = Annotated[MadeKey, Depends(made_key)]


async def made_for_form(request: Request, actor: RecentlyProved, form: NewForm) -> MadeKey | None:
    """The same, once the form is whole."""
    actor.require(Permission.ACCOUNT_EDIT)
    return await made_key(request, actor) if form.data and form.data.roles else None


@router.get("/desk/people", name="desk_accounts")
def people(request: Request, session: ReadSession, actor: RecentlyProved) -> Response:
    """Everybody who signs in, and who waits for a key."""
    actor.require(Permission.ACCOUNT_EDIT)
    givable = {account.id for account, _ in list_keys_to_give(session, actor)}
    rows = [row_of(colleague, givable) for colleague in list_colleagues(session)]
    return render(request, "accounts/desk/people.html", PeoplePage(rows), block="main")


@router.get("/desk/people/new", name="new_account")
def new_account(request: Request, actor: RecentlyProved) -> Response:
    """The form for somebody new."""
    actor.require(Permission.ACCOUNT_EDIT)
    return render(request, "accounts/desk/person.html", PersonPage(None, frozenset()), block="main")


@router.post("/desk/people/new", name="add_account")
def add(
    request: Request,
    key: Annotated[MadeKey | None, Depends(made_for_form)],
    form: NewForm,
    session: WriteSession,
    actor: RecentlyProved,
    today: Today,
) -> Response:
    """Make the account; the answer shows its passphrase once."""
    try:
        if form.data and key:
            account = add_person(session, actor, _new(form.data, key), today=today)
            return _shown(request, session, account, key)
    except InvalidInput as refusal:
        form = form.refused(refusal)
    if form.data is not None:
        form = form.refused(InvalidInput("account.needs_a_role", field="roles"))
    page = PersonPage(None, frozenset(form.values("roles")), form)
    return render(request, "accounts/desk/person.html", page, status=422, block="main")


@router.get("/desk/people/{account_id:int}", name="desk_person")
def person(request: Request, session: ReadSession, actor: RecentlyProved, account_id: int) -> Response:
    """One person: roles, keys, a new passphrase, the end of the account."""
    actor.require(Permission.ACCOUNT_EDIT)
    return _person(request, session, actor, account_id)


@router.post("/desk/people/{account_id:int}/roles", name="change_roles")
def roles(
    request: Request,
    form: Annotated[Submitted[RolesForm], Depends(form_of(RolesForm))],
    session: WriteSession,
    actor: RecentlyProved,
    today: Today,
    account_id: int,
) -> Response:
    """Exactly these roles; the person's sessions end."""
    account = get_account(session, account_id)
    try:
        if form.data:
            change_roles(session, actor, account, roles=frozenset(form.data.roles), today=today)
    except InvalidInput as refusal:
        form = form.refused(refusal)
    if form.data is None:
        actor.require(Permission.ACCOUNT_EDIT)
        return _person(request, session, actor, account_id, form=form)
    request.app.state.house.forget()
    return see_other(request, "desk_accounts")


@router.post("/desk/people/{account_id:int}/passphrase", name="renew_passphrase")
def renew(
    request: Request, key: Made, session: WriteSession, actor: RecentlyProved, today: Today, account_id: int
) -> Response:
    """A new passphrase for one who lost theirs, shown once; circles wait to be granted."""
    account = get_account(session, account_id)
    renew_keys(session, actor, account, wrapped=key.wrapped, today=today)
    return _shown(request, session, account, key)


@router.post("/desk/people/{account_id:int}/second-factor", name="reset_factors")
def reset(
    request: Request, session: WriteSession, actor: RecentlyProved, today: Today, account_id: int
) -> Response:
    """For one who lost phone and paper codes: the next sign-in leads to a new second factor."""
    reset_factors(session, actor, get_account(session, account_id), today=today)
    return see_other(request, "desk_person", account_id=account_id)


@router.post("/desk/people/{account_id:int}/end", name="end_account")
def end(
    request: Request, session: WriteSession, actor: RecentlyProved, today: Today, account_id: int
) -> Response:
    """No more sign-in."""
    revoke_account(session, actor, get_account(session, account_id), today=today)
    request.app.state.house.forget()
    return see_other(request, "desk_accounts")


@router.post("/desk/keys/{account_id:int}/give", name="give_keys")
def give(
    request: Request, session: WriteSession, actor: RecentlyProved, today: Today, account_id: int
) -> Response:
    """Hand the keys on that this member of the circle holds."""
    give_keys(session, actor, get_account(session, account_id), today=today)
    request.app.state.house.forget()
    wanted = "desk_accounts" if actor.may(Permission.ACCOUNT_EDIT) else "desk_own_account"
    return see_other(request, wanted)


def _make(cost: Cost) -> MadeKey:
    passphrase = make_passphrase()
    return MadeKey(passphrase, new_wrapped_account(passphrase, cost=cost))


def _new(typed: AccountForm, key: MadeKey) -> NewAccount:
    return NewAccount(
        typed.name.strip().lower(),
        typed.display_name.strip(),
        typed.public_title.strip(),
        frozenset(typed.roles),
        key.wrapped,
    )


def _person(
    request: Request,
    session: Session,
    actor: Actor,
    account_id: int,
    *,
    form: Submitted[RolesForm] | None = None,
) -> Response:
    found = next((row for row in list_colleagues(session) if row.account.id == account_id), None)
    if found is None:
        raise NotFound("not_found")
    givable = {account.id for account, _ in list_keys_to_give(session, actor)}
    chosen = frozenset(form.values("roles")) if form else frozenset(role.value for role in found.roles)
    page = PersonPage(row_of(found, givable), chosen, form, is_myself=account_id == actor.account_id)
    return render(request, "accounts/desk/person.html", page, status=422 if form else 200, block="main")


def _shown(request: Request, session: Session, account: Account, key: MadeKey) -> Response:
    session.flush()
    waiting = {
        CircleName(circle.name) for one, circle in list_waiting_for_keys(session) if one.id == account.id
    }
    page = PassphrasePage(account, circle_words(waiting), key.passphrase)
    answer = render(request, "accounts/desk/passphrase_shown.html", page, block="main")
    request.app.state.house.forget()
    return answer
