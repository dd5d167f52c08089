"""At the doors where voices come in: the overview of a flood, and kiosks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.errors import InvalidInput
from app.models.organisation import Place
from app.rooms.stewardship.floods import (
    FloodAct,
    FloodChoice,
    FloodPart,
    act_on_flood,
    list_floods,
)
from app.rooms.stewardship.forms import data_of
from app.rooms.stewardship.kiosks import KioskRow, add_kiosk, end_kiosk, list_kiosks
from app.rooms.stewardship.pages import Typed
from app.rooms.stewardship.queries import list_places
from app.web.actors import Actor
from app.web.addresses import see_other
from app.web.forms import FormModel, Submitted, form_of
from app.web.render import NO_STORE, render
from app.web.requests import Machine, ReadSession, ThisWeek, WriteSession
from app.web.sessions import SignedIn

router = APIRouter()


class FloodForm(FormModel):
    """A part of a flood and a button."""

    week: str
    channel: str
    state: str
    act: FloodAct


class KioskForm(FormModel):
    """A place by its slug."""

    place: str = ""


@dataclass(frozen=True)
class FloodsPage:
    """Parts of floods, the newest first."""

    parts: Sequence[FloodPart]


@dataclass(frozen=True)
class KiosksPage:
    """``base`` is scheme and host of the public address; a kiosk's address begins with it."""

    kiosks: Sequence[KioskRow]
    places: Sequence[Place]
    base: str
    typed: Typed = field(default_factory=Typed)


@router.get("/desk/floods", name="floods")
def floods(request: Request, session: ReadSession, actor: SignedIn) -> Response:
    """Counts only; nothing is opened here."""
    page = FloodsPage(list_floods(session, actor))
    return render(request, "stewardship/desk/floods.html", page, block="main", headers=NO_STORE)


@router.post("/desk/floods", name="act_on_flood")
def act(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    week: ThisWeek,
    form: Annotated[Submitted[FloodForm], Depends(form_of(FloodForm))],
) -> Response:
    """Let a part in, or set it aside."""
    data = data_of(form)
    choice = FloodChoice(data.week, data.channel, data.state, data.act)
    act_on_flood(session, actor, choice=choice, week=week)
    return see_other(request, "floods")


@router.get("/desk/kiosks", name="kiosks")
def kiosks(request: Request, session: ReadSession, actor: SignedIn, machine: Machine) -> Response:
    """Kiosks in use, each with its address."""
    return _kiosks(request, session, actor, machine)


@router.post("/desk/kiosks", name="add_kiosk")
def add(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    machine: Machine,
    week: ThisWeek,
    form: Annotated[Submitted[KioskForm], Depends(form_of(KioskForm))],
) -> Response:
    """Set one up."""
    try:
        with session.begin_nested():
            add_kiosk(session, actor, place=data_of(form).place, week=week)
    except InvalidInput as refusal:
        typed = Typed(form.typed, form.refused(refusal).errors)
        return _kiosks(request, session, actor, machine, typed=typed)
    return see_other(request, "kiosks")


@router.post("/desk/kiosks/{ref}/end", name="end_kiosk")
def end(request: Request, ref: str, session: WriteSession, actor: SignedIn, week: ThisWeek) -> Response:
    """Its address opens nothing any more."""
    end_kiosk(session, actor, ref=ref, week=week)
    return see_other(request, "kiosks")


def _kiosks(
    request: Request, session: Session, actor: Actor, machine: Machine, *, typed: Typed | None = None
) -> Response:
    page = KiosksPage(
        list_kiosks(session, actor, form_key=machine.form_key),
        list_places(session),
        request.app.state.settings.effective_base_url,
        typed or Typed(),
    )
    status = 422 if page.typed.errors else 200
    return render(
        request, "stewardship/desk/kiosks.html", page, block="main", status=status, headers=NO_STORE
    )
