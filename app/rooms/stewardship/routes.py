"""The inbox and the list of themes; one voice and holding back have their own files."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.errors import InvalidInput
from app.domain.permissions import Permission
from app.rooms.stewardship.counts import Sealed, count_sealed, count_voices_by_theme
from app.rooms.stewardship.door_routes import router as door_router
from app.rooms.stewardship.filters import Filters, known
from app.rooms.stewardship.forms import ThemeForm, data_of
from app.rooms.stewardship.hold_routes import router as hold_router
from app.rooms.stewardship.pages import InboxPage, ThemesPage, Typed
from app.rooms.stewardship.paper_routes import router as paper_router
from app.rooms.stewardship.queries import Cursor, list_inbox, list_languages, list_places
from app.rooms.stewardship.spoken_routes import router as spoken_router
from app.rooms.stewardship.themes import add_theme, list_themes
from app.rooms.stewardship.voice_routes import router as voice_router
from app.web.addresses import path_for, see_other
from app.web.forms import Submitted, form_of
from app.web.render import NO_STORE, render
from app.web.requests import ReadSession, ThisWeek, WriteSession
from app.web.sessions import SignedIn

router = APIRouter()
router.include_router(voice_router)
router.include_router(hold_router)
router.include_router(door_router)
router.include_router(paper_router)
router.include_router(spoken_router)


def filters_of(request: Request) -> Filters:
    """The filters in the address; what is unknown is left out."""
    asked = request.query_params
    return known(
        Filters(
            asked.get("state", ""), asked.get("theme", ""), asked.get("place", ""), asked.get("language", "")
        )
    )


@router.get("/desk/inbox", name="inbox")
def inbox(
    request: Request,
    session: ReadSession,
    actor: SignedIn,
    week: ThisWeek,
    filters: Annotated[Filters, Depends(filters_of)],
) -> Response:
    """Envelopes, late first; nothing of it is opened."""
    actor.require(Permission.FEEDBACK_LIST)
    after = Cursor.parse(request.query_params.get("after", ""))
    listed = list_inbox(session, actor, filters=filters, now=week, after=after)
    reads_outside = actor.may(Permission.FEEDBACK_OPEN_OUTSIDE)
    page = InboxPage(
        inbox=listed,
        filters=filters,
        themes=list_themes(session),
        places=list_places(session),
        languages=list_languages(session),
        sealed=Sealed() if reads_outside else count_sealed(session),
        reads_outside=reads_outside,
        older=_address(request, filters, listed.older),
    )
    return render(request, "stewardship/desk/inbox.html", page, block="main", headers=NO_STORE)


@router.get("/desk/themes", name="themes")
def themes(request: Request, session: ReadSession, actor: SignedIn) -> Response:
    """All themes, and a form for a new one."""
    actor.require(Permission.THEME_EDIT)
    return _themes_page(request, session, Typed())


@router.post("/desk/themes", name="add_theme")
def new_theme(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    week: ThisWeek,
    form: Annotated[Submitted[ThemeForm], Depends(form_of(ThemeForm))],
) -> Response:
    """Add a theme."""
    data = data_of(form)
    try:
        with session.begin_nested():
            add_theme(
                session,
                actor,
                name=data.name,
                is_outside_control=bool(data.is_outside_control),
                week=week,
            )
    except InvalidInput as refusal:
        typed = Typed(values=form.typed, errors=form.refused(refusal).errors)
        return _themes_page(request, session, typed, status=422)
    return see_other(request, "themes")


def _themes_page(request: Request, session: Session, typed: Typed, *, status: int = 200) -> Response:
    counts = count_voices_by_theme(session)
    page = ThemesPage([(theme, counts.get(theme.id, 0)) for theme in list_themes(session)], typed)
    return render(
        request, "stewardship/desk/themes.html", page, block="main", status=status, headers=NO_STORE
    )


def _address(request: Request, filters: Filters, older: str) -> str:
    if not older:
        return ""
    asked = {
        "state": filters.state,
        "theme": filters.theme,
        "place": filters.place,
        "language": filters.language,
        "after": older,
    }
    return f"{path_for(request, 'inbox')}?{urlencode({k: v for k, v in asked.items() if v})}"
