"""The recovery key at the desk: use it for somebody, or put a new one in its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.errors import IllegalMove, InvalidInput, Refusal
from app.domain.permissions import Permission, Role
from app.models.safekeeping import NextRecoveryKey
from app.rooms.accounts.actions import get_account
from app.rooms.accounts.circle_words import circle_words
from app.rooms.accounts.circles import CircleName
from app.rooms.accounts.queries import list_colleagues
from app.rooms.safekeeping.recovery import (
    add_by_old_key,
    add_my_circles,
    begin_replacement,
    list_circles_without_next,
    recover_for,
    rehearse_next,
)
from app.rooms.safekeeping.recovery_queries import is_rehearsed
from app.vault.recovery import join_halves, new_recovery_key, split
from app.web.actors import Actor
from app.web.addresses import see_other
from app.web.forms import FormModel, Submitted, form_of
from app.web.languages import current
from app.web.render import NO_STORE, render
from app.web.requests import ReadSession, Today, WriteSession
from app.web.sessions import RecentlyProved, SignedIn
from app.web.words import Sentence

router = APIRouter()


class HalvesForm(FormModel):
    """Two halves from paper, and for whom they are used."""

    half_1: str = ""
    half_2: str = ""
    account: str = ""
    act: Literal["use", "open", "rehearse"] = "use"


@dataclass(frozen=True)
class NewHalvesPage:
    """The two halves of a key that was made just now; they stand here and nowhere else."""

    halves: tuple[list[str], list[str]] = field(repr=False)


@dataclass(frozen=True)
class RecoveryPage:
    """``next_key``: a new key that does not count yet; ``waits_for``: the circles that it cannot open yet."""

    is_rehearsed: bool
    people: list[tuple[str, str]]
    next_key: NextRecoveryKey | None
    waits_for: str
    act: str = ""
    account: str = ""
    errors: Mapping[str, Sentence] = field(default_factory=dict)

    def error(self, act: str, name: str) -> str:
        """What is wrong with a field of one of the forms, or nothing."""
        sentence = self.errors.get(name) if act == self.act else None
        return sentence.words(current()) if sentence else ""

    @property
    def error_list(self) -> list[tuple[str, str]]:
        """For the summary on top."""
        prefix = f"{self.act}-" if self.act else ""
        return [(f"{prefix}{name}", sentence.words(current())) for name, sentence in self.errors.items()]


@router.get("/desk/keys/recovery", name="desk_recovery_key")
def recovery(request: Request, session: ReadSession, actor: SignedIn) -> Response:
    """What the recovery key is for, and the ways to use it."""
    actor.require(Permission.ORGANISATION_EDIT)
    return _page(request, session)


@router.post("/desk/keys/recovery", name="use_recovery_key")
def use(
    request: Request,
    form: Annotated[Submitted[HalvesForm], Depends(form_of(HalvesForm))],
    session: WriteSession,
    actor: RecentlyProved,
    today: Today,
) -> Response:
    """Both halves: for somebody's keys, to open the circles to a new key, or to try the new key."""
    actor.require(Permission.ORGANISATION_EDIT)
    try:
        if form.data:
            _use(session, actor, form.data, today=today)
            request.app.state.house.forget()
            return see_other(request, "desk_keys")
        errors: Mapping[str, Sentence] = form.errors
    except (InvalidInput, IllegalMove) as refusal:
        errors = {_field(refusal): Sentence(refusal.key, refusal.facts)}
    # What was typed of a half is not given back: it would stand in a page that is kept on the screen.
    return _page(request, session, act=form.value("act"), account=form.value("account"), errors=errors)


@router.post("/desk/keys/recovery/new", name="new_recovery_key")
def new_key(request: Request, session: WriteSession, actor: RecentlyProved, today: Today) -> Response:
    """A new key: its halves are shown once."""
    key = new_recovery_key()
    begin_replacement(session, actor, key.public, today=today)
    page = NewHalvesPage(split(key))
    return render(request, "safekeeping/desk/new_halves.html", page, block="main", headers=NO_STORE)


@router.post("/desk/keys/recovery/mine", name="add_to_recovery_key")
def add_mine(session: WriteSession, request: Request, actor: RecentlyProved, today: Today) -> Response:
    """Seal the circles that I hold to the new key."""
    add_my_circles(session, actor, today=today)
    return see_other(request, "desk_keys")


def _use(session: Session, actor: Actor, typed: HalvesForm, *, today: Today) -> None:
    key = join_halves(typed.half_1, typed.half_2)
    if typed.act == "rehearse":
        rehearse_next(session, actor, key, today=today)
    elif typed.act == "open":
        add_by_old_key(session, actor, key, today=today)
    else:
        if not typed.account.isascii() or not typed.account.isdigit() or len(typed.account) > 9:
            raise InvalidInput("field.not_one_of_these", field="account")
        account = get_account(session, int(typed.account))
        recover_for(session, key, account, by=Role.ADMINISTRATOR.value, today=today)


def _field(refusal: Refusal) -> str:
    return (refusal.field or "half_1") if isinstance(refusal, InvalidInput) else "half_1"


def _page(
    request: Request,
    session: Session,
    *,
    act: str = "",
    account: str = "",
    errors: Mapping[str, Sentence] | None = None,
) -> Response:
    people = [
        (str(one.account.id), one.account.display_name)
        for one in list_colleagues(session)
        if one.account.is_active
    ]
    waiting = {CircleName(circle.name) for circle in list_circles_without_next(session)}
    row = session.get(NextRecoveryKey, 1)
    page = RecoveryPage(
        is_rehearsed(session), people, row, circle_words(waiting) if row else "", act, account, errors or {}
    )
    status = 422 if errors else 200
    template = "safekeeping/desk/recovery.html"
    return render(request, template, page, status=status, block="main", headers=NO_STORE)
