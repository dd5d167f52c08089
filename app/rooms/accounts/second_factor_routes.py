"""My second factors: an app, passkeys, codes on paper."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.permissions import withheld_without_second_factor
from app.rooms.accounts.factors import Factors, list_factors, remove_factor, renew_paper_codes
from app.rooms.accounts.forms import WhichFactorForm
from app.rooms.accounts.proving import strengthen
from app.vault.receipts import group_code
from app.web.addresses import see_other
from app.web.forms import Submitted, form_of
from app.web.passkey_place import passkey_place
from app.web.render import NO_STORE, render
from app.web.requests import Now, ReadSession, Today, WriteSession
from app.web.sessions import RecentlyProved, SessionToken, SignedIn, find_actor, set_cookie

router = APIRouter()


@dataclass(frozen=True)
class FactorsPage:
    """``is_needed``: a role of mine waits for a factor; ``can_passkey``: this address has a host name."""

    factors: Factors
    is_needed: bool
    can_passkey: bool


@dataclass(frozen=True)
class PaperPage:
    """Paper codes in groups, shown once; ``is_new_factor``: a factor was set up just now."""

    codes: list[str] = field(repr=False)
    is_new_factor: bool


@router.get("/desk/account/second-factor", name="second_factor")
def second_factor(request: Request, session: ReadSession, actor: SignedIn) -> Response:
    """What I have, and what I can add."""
    needs = bool(withheld_without_second_factor(actor.permissions | actor.withheld))
    can_passkey = passkey_place(request.app.state.settings) is not None
    page = FactorsPage(list_factors(session, actor.account_id), needs, can_passkey)
    return render(request, "accounts/desk/second_factor.html", page, block="main", headers=NO_STORE)


@router.post("/desk/account/second-factor/remove", name="remove_factor")
def remove(
    request: Request,
    session: WriteSession,
    actor: RecentlyProved,
    form: Annotated[Submitted[WhichFactorForm], Depends(form_of(WhichFactorForm))],
    today: Today,
) -> Response:
    """Remove one; the last one stays."""
    remove_factor(session, actor, form.value("which"), today=today)
    return see_other(request, "second_factor")


@router.post("/desk/account/second-factor/paper", name="renew_paper_codes")
def renew(request: Request, session: WriteSession, actor: RecentlyProved, today: Today) -> Response:
    """New paper codes, shown once."""
    codes = renew_paper_codes(session, actor, today=today)
    return _paper(request, codes, is_new_factor=False)


def added(request: Request, session: Session, token: SessionToken, codes: list[str], *, now: Now) -> Response:
    """After a factor was set up: a new token that opens everything, and the paper codes if they are new."""
    session.flush()
    fresh = strengthen(session, token, now=now)
    found = find_actor(session, fresh, now)
    request.state.actor = found[0] if found else None
    answer = _paper(request, codes, is_new_factor=True) if codes else see_other(request, "second_factor")
    set_cookie(answer, request.app.state.settings, fresh)
    return answer


def _paper(request: Request, codes: list[str], *, is_new_factor: bool) -> Response:
    page = PaperPage([" ".join(group_code(code)) for code in codes], is_new_factor)
    return render(request, "accounts/desk/paper_codes.html", page, headers=NO_STORE)
