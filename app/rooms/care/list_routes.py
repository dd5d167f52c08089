"""The list of danger words in the workspace: read it, change it, try it."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.danger import HEADS, Harm, Judgement, Line, Standing
from app.domain.danger.sets import SETS
from app.domain.errors import InvalidInput
from app.domain.permissions import Permission
from app.rooms.care.forms import LineForm, NameForm, TryForm
from app.rooms.care.pages import ListPage, Typed
from app.rooms.care.phrases import (
    add_line,
    add_staff_name,
    list_lines,
    list_names,
    put_back,
    remove_staff_name,
    take_away,
)
from app.rooms.feedback.danger_list import judge, list_staff_names
from app.rooms.stewardship.forms import data_of
from app.web.actors import Actor
from app.web.addresses import path_for, see_other
from app.web.forms import Submitted, form_of
from app.web.languages import KNOWN, SOURCE, own_name
from app.web.render import NO_STORE, render
from app.web.requests import ReadSession, ThisWeek, WriteSession
from app.web.sessions import SignedIn

router = APIRouter()


@dataclass(frozen=True)
class Head:
    """Which part of the list is looked at."""

    language: str = SOURCE
    harm: Harm = Harm.SUICIDE


FIRST_HEAD = Head()

LineTyped = Annotated[Submitted[LineForm], Depends(form_of(LineForm))]


@router.get("/desk/danger-words", name="danger_words")
def words(request: Request, session: ReadSession, actor: SignedIn) -> Response:
    """One head of the list in one language."""
    asked = request.query_params
    return _page(request, session, actor, head=_head(asked.get("language", ""), asked.get("harm", "")))


@router.post("/desk/danger-words/try", name="try_danger_words")
def try_words(
    request: Request,
    session: ReadSession,
    actor: SignedIn,
    form: Annotated[Submitted[TryForm], Depends(form_of(TryForm))],
) -> Response:
    """What the list makes of these words; nothing of them is stored."""
    tried = judge(session, data_of(form).words)
    return _page(request, session, actor, tried=tried, typed=Typed(form.typed, {}, "try"))


@router.post("/desk/danger-words/add", name="add_danger_words")
def add(
    request: Request, session: WriteSession, actor: SignedIn, week: ThisWeek, form: LineTyped
) -> Response:
    """A new line."""
    data = data_of(form)
    try:
        with session.begin_nested():
            add_line(session, actor, _line(data), week=week)
    except InvalidInput as refusal:
        typed = Typed(form.typed, form.refused(refusal).errors, "add")
        return _page(request, session, actor, head=_head(data.language, data.harm), typed=typed)
    return _back(request, data)


@router.post("/desk/danger-words/take-away", name="take_away_danger_words")
def away(
    request: Request, session: WriteSession, actor: SignedIn, week: ThisWeek, form: LineTyped
) -> Response:
    """A line counts no more."""
    data = data_of(form)
    take_away(session, actor, _line(data), week=week)
    return _back(request, data)


@router.post("/desk/danger-words/put-back", name="put_back_danger_words")
def back(
    request: Request, session: WriteSession, actor: SignedIn, week: ThisWeek, form: LineTyped
) -> Response:
    """A line of the starter counts again."""
    data = data_of(form)
    put_back(session, actor, _line(data), week=week)
    return _back(request, data)


@router.post("/desk/danger-words/names", name="add_staff_name")
def add_name(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    week: ThisWeek,
    form: Annotated[Submitted[NameForm], Depends(form_of(NameForm))],
) -> Response:
    """What people call somebody of the staff."""
    try:
        with session.begin_nested():
            add_staff_name(session, actor, data_of(form).name, week=week)
    except InvalidInput as refusal:
        typed = Typed(form.typed, form.refused(refusal).errors, "name")
        return _page(request, session, actor, typed=typed)
    return see_other(request, "danger_words")


@router.post("/desk/danger-words/names/{name_id}/remove", name="remove_staff_name")
def remove_name(
    request: Request, name_id: int, session: WriteSession, actor: SignedIn, week: ThisWeek
) -> Response:
    """A name counts no more."""
    remove_staff_name(session, actor, name_id, week=week)
    return see_other(request, "danger_words")


def _page(
    request: Request,
    session: Session,
    actor: Actor,
    *,
    head: Head = FIRST_HEAD,
    tried: Judgement | None = None,
    typed: Typed | None = None,
) -> Response:
    actor.require(Permission.DANGER_LIST_EDIT)
    page = ListPage(
        lines=list_lines(session, language=head.language, harm=head.harm),
        languages=[(code, own_name(code)) for code in KNOWN],
        language=head.language,
        harm=head.harm.value,
        sets={name: sorted(words) for name, words in SETS.items()},
        names=list_names(session),
        account_names=list_staff_names(session),
        tried=tried,
        typed=typed or Typed(),
    )
    status = 422 if page.typed.errors else 200
    return render(request, "care/desk/list.html", page, block="main", status=status, headers=NO_STORE)


def _head(language: str, harm: str) -> Head:
    known = harm in [one.value for one in HEADS]
    return Head(language if language in KNOWN else SOURCE, Harm(harm) if known else Harm.SUICIDE)


def _line(data: LineForm) -> Line:
    try:
        line = Line(data.language, Harm(data.harm), data.words, Standing(data.standing))
    except ValueError:
        raise InvalidInput("field.not_one_of_these", field="words") from None
    if line.harm not in HEADS:
        raise InvalidInput("field.not_one_of_these", field="words")
    return line


def _back(request: Request, data: LineForm) -> Response:
    address = f"{path_for(request, 'danger_words')}?language={data.language}&harm={data.harm}"
    response = see_other(request, "danger_words")
    response.headers["Location"] = address
    return response
