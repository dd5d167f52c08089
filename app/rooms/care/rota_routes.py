"""The rota in the workspace: who is on duty in a week, and who stands in on one day."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.duty import Cover, DutyLine
from app.domain.errors import InvalidInput
from app.domain.permissions import Permission
from app.rooms.care.forms import ShiftForm, StandInForm
from app.rooms.care.lines import lines_of
from app.rooms.care.pages import RotaPage, Typed
from app.rooms.care.rota import NewShift, add_shift, get_rota, remove_shift, stand_in
from app.rooms.stewardship.forms import data_of
from app.web.actors import Actor
from app.web.addresses import see_other
from app.web.forms import Submitted, form_of
from app.web.house import OrganisationFacts
from app.web.render import NO_STORE, render
from app.web.requests import Facts, Now, ReadSession, ThisWeek, WriteSession
from app.web.sessions import RecentlyProved, SignedIn

router = APIRouter()
_NOBODY = 0
_NO_HOUR = -1


@router.get("/desk/rota", name="rota")
def rota(request: Request, session: ReadSession, actor: SignedIn, facts: Facts, now: Now) -> Response:
    """The week, and a form for more."""
    return _page(request, session, actor, facts=facts, now=now, typed=Typed())


@router.post("/desk/rota/shifts", name="add_shift")
def new_shift(
    request: Request,
    session: WriteSession,
    actor: RecentlyProved,
    facts: Facts,
    now: Now,
    form: Annotated[Submitted[ShiftForm], Depends(form_of(ShiftForm))],
) -> Response:
    """Put somebody on the rota."""
    data = data_of(form)
    try:
        new = NewShift(
            line=_line(data.line),
            account_id=_number(data.account, _NOBODY),
            days=[_number(day, _NO_HOUR) for day in data.day],
            from_hour=_number(data.from_hour, _NO_HOUR),
            until_hour=_number(data.until_hour, _NO_HOUR),
        )
        with session.begin_nested():
            add_shift(session, actor, new, week=facts.week(now))
    except InvalidInput as refusal:
        typed = Typed(form.typed, form.refused(refusal).errors, f"shift-{data.line}")
        return _page(request, session, actor, facts=facts, now=now, typed=typed)
    return see_other(request, "rota")


@router.post("/desk/rota/shifts/{shift_id}/remove", name="remove_shift")
def old_shift(
    request: Request, shift_id: int, session: WriteSession, actor: RecentlyProved, week: ThisWeek
) -> Response:
    """Take a shift off."""
    remove_shift(session, actor, shift_id, week=week)
    return see_other(request, "rota")


@router.post("/desk/rota/stand-in", name="stand_in")
def new_stand_in(
    request: Request,
    session: WriteSession,
    actor: RecentlyProved,
    facts: Facts,
    now: Now,
    form: Annotated[Submitted[StandInForm], Depends(form_of(StandInForm))],
) -> Response:
    """For one day somebody else."""
    data = data_of(form)
    try:
        cover = Cover(_day(data.on), _number(data.absent, _NOBODY), _number(data.account, _NOBODY))
        with session.begin_nested():
            stand_in(session, actor, _line(data.line), cover, today=facts.today(now))
    except InvalidInput as refusal:
        typed = Typed(form.typed, form.refused(refusal).errors, f"cover-{data.line}")
        return _page(request, session, actor, facts=facts, now=now, typed=typed)
    return see_other(request, "rota")


def _page(
    request: Request, session: Session, actor: Actor, *, facts: OrganisationFacts, now: datetime, typed: Typed
) -> Response:
    actor.require(Permission.DUTY_EDIT)
    rotas = [get_rota(session, line, facts=facts, now=now) for line in lines_of(actor)]
    status = 422 if typed.errors else 200
    page = RotaPage(rotas, typed)
    return render(request, "care/desk/rota.html", page, block="main", status=status, headers=NO_STORE)


def _line(typed: str) -> DutyLine:
    try:
        return DutyLine(typed)
    except ValueError:
        raise InvalidInput("field.not_one_of_these") from None


def _number(typed: str, otherwise: int) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else otherwise


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise InvalidInput("answer_bad_date", field="on") from None
