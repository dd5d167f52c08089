"""Warnings in the workspace: written, checked for what points to a person, made public, ended."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.alerts import AlertKind
from app.domain.errors import InvalidInput
from app.domain.permissions import Permission
from app.domain.redaction import Mark
from app.models.care import Alert
from app.rooms.care.alerts import NewAlert, end_alert, list_current, list_over, publish_alert
from app.rooms.care.pages import Typed
from app.rooms.stewardship.forms import data_of
from app.rooms.stewardship.redacting import marks_in
from app.web.actors import Actor
from app.web.addresses import see_other
from app.web.forms import FormModel, Submitted, form_of
from app.web.render import NO_STORE, render
from app.web.requests import Facts, ReadSession, Today, WriteSession
from app.web.sessions import SignedIn

router = APIRouter()
USUAL_DAYS = 7


class AlertForm(FormModel):
    """A warning. ``seen``: what points to a person was pointed out already."""

    kind: str = ""
    language: str = "en"
    title: str = ""
    body: str = ""
    ends_on: str = ""
    check: Annotated[list[str], Field(default_factory=list)]
    seen: str = ""


@dataclass(frozen=True)
class DeskAlertsPage:
    """What is public now, and what was."""

    current: Sequence[Alert]
    over: Sequence[Alert]


@dataclass(frozen=True)
class NewAlertPage:
    """The form. ``marks``: words of it that may point to a person."""

    usual_end: str
    languages: Sequence[str]
    kinds: Sequence[AlertKind]
    typed: Typed
    marks: Sequence[Mark] = field(default=(), repr=False)


@router.get("/desk/alerts", name="desk_alerts")
def alerts(request: Request, session: ReadSession, actor: SignedIn, today: Today) -> Response:
    """What stands on the public page, and what stood there."""
    actor.require(Permission.ALERT_PUBLISH)
    page = DeskAlertsPage(list_current(session, today), list_over(session, today))
    return render(request, "care/desk/alerts.html", page, block="main", headers=NO_STORE)


@router.get("/desk/alerts/new", name="new_alert")
def new(request: Request, actor: SignedIn, facts: Facts, today: Today) -> Response:
    """An empty form. It never learns which voice led to it."""
    return _form(request, actor, languages=facts.languages, today=today, typed=Typed({}))


@router.post("/desk/alerts/new", name="publish_alert")
def publish(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    facts: Facts,
    today: Today,
    form: Annotated[Submitted[AlertForm], Depends(form_of(AlertForm))],
) -> Response:
    """Public at once, when nothing in it points to a person or the steward has seen what does."""
    data = data_of(form)
    try:
        wanted = _read(data)
        marks = _marks(session, actor, request, data)
        if marks:
            return _form(
                request, actor, languages=facts.languages, today=today, typed=Typed(form.typed), marks=marks
            )
        with session.begin_nested():
            publish_alert(session, actor, wanted, today=today)
    except InvalidInput as refusal:
        typed = Typed(form.typed, form.refused(refusal).errors)
        return _form(request, actor, languages=facts.languages, today=today, typed=typed)
    return see_other(request, "desk_alerts")


@router.post("/desk/alerts/{ref}/end", name="end_alert")
def end(request: Request, ref: str, session: WriteSession, actor: SignedIn, today: Today) -> Response:
    """It stands no more."""
    end_alert(session, actor, ref, today=today)
    return see_other(request, "desk_alerts")


def _marks(session: Session, actor: Actor, request: Request, data: AlertForm) -> list[Mark]:
    actor.require(Permission.ALERT_PUBLISH)
    if data.seen == "yes":
        return []
    text, settings = f"{data.title}\n{data.body}", request.app.state.settings
    return marks_in(session, text, settings=settings, language=data.language)


def _form(
    request: Request,
    actor: Actor,
    *,
    languages: Sequence[str],
    today: date,
    typed: Typed,
    marks: Sequence[Mark] = (),
) -> Response:
    actor.require(Permission.ALERT_PUBLISH)
    page = NewAlertPage(
        usual_end=(today + timedelta(days=USUAL_DAYS)).isoformat(),
        languages=languages,
        kinds=tuple(AlertKind),
        typed=typed,
        marks=marks,
    )
    status = 422 if typed.errors or marks else 200
    return render(request, "care/desk/alert_new.html", page, block="main", status=status, headers=NO_STORE)


def _read(data: AlertForm) -> NewAlert:
    try:
        ends_on = date.fromisoformat(data.ends_on.strip())
    except ValueError:
        raise InvalidInput("answer_bad_date", field="ends_on") from None
    return NewAlert(data.kind, data.language[:8], data.title, data.body, ends_on, tuple(data.check))
