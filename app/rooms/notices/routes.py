"""Being told by e-mail: each account for itself."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.errors import InvalidInput
from app.domain.notices import NoticeState
from app.models.notices import Notice
from app.rooms.notices.addresses import find_address, forget_address, set_address
from app.web.actors import Actor
from app.web.addresses import see_other
from app.web.forms import FormModel, Submitted, form_of
from app.web.languages import SOURCE
from app.web.render import NO_STORE, render
from app.web.requests import Machine, ReadSession, Today, WriteSession
from app.web.sessions import RecentlyProved

router = APIRouter()


class AddressForm(FormModel):
    """One address."""

    address: str = ""


@dataclass(frozen=True)
class NoticesPage:
    """``has_mail``: a mail server is set. ``failed``: letters to this person that were given up."""

    has_mail: bool
    address: str
    typed: str
    error: str
    failed: int


@router.get("/desk/notices", name="desk_notices")
def notices(request: Request, session: ReadSession, actor: RecentlyProved, machine: Machine) -> Response:
    """The address, or a form for one, and what it means to give one."""
    address = find_address(session, actor.account_id, machine=machine) or ""
    return _page(request, session, actor, address=address)


@router.post("/desk/notices", name="set_notice_address")
def give(
    request: Request,
    session: WriteSession,
    actor: RecentlyProved,
    machine: Machine,
    today: Today,
    form: Annotated[Submitted[AddressForm], Depends(form_of(AddressForm))],
) -> Response:
    """Keep an address."""
    try:
        set_address(session, actor, form.value("address"), machine=machine, today=today)
    except InvalidInput as refusal:
        error = form.refused(refusal).errors["address"].words(SOURCE)
        return _page(request, session, actor, typed=form.value("address"), error=error)
    return see_other(request, "desk_notices")


@router.post("/desk/notices/end", name="end_notices")
def end(request: Request, session: WriteSession, actor: RecentlyProved) -> Response:
    """Forget the address and what was to be written to it."""
    forget_address(session, actor)
    return see_other(request, "desk_notices")


def _page(
    request: Request, session: Session, actor: Actor, *, address: str = "", typed: str = "", error: str = ""
) -> Response:
    failed = select(func.count()).select_from(Notice).where(Notice.account_id == actor.account_id)
    page = NoticesPage(
        has_mail=bool(request.app.state.settings.smtp_host),
        address=address,
        typed=typed or address,
        error=error,
        failed=session.scalar(failed.where(Notice.state == NoticeState.FAILED.value)) or 0,
    )
    status = 422 if error else 200
    return render(request, "notices/desk/notices.html", page, block="main", status=status, headers=NO_STORE)
