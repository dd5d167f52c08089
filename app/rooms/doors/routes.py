"""What is there before any room: `/healthz`, `/static`, `/leave`, `/robots.txt`."""

from fastapi import APIRouter, Request
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response

from app.domain.errors import NotFound
from app.web.addresses import STATIC, static_path
from app.web.page_cache import keep

router = APIRouter()

KEPT_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}


@router.get("/healthz", name="healthz")
def healthz(request: Request) -> Response:
    """``ok`` when the database answers, else 503."""
    try:
        request.app.state.database.answers()
    except SQLAlchemyError:
        return PlainTextResponse("the database does not answer", 503)
    return PlainTextResponse("ok")


@router.get("/static/{digest}/{name}", name="static")
def static(request: Request, digest: str, name: str) -> Response:
    """A file of ours, for ever: its address changes with its content."""
    keep(request)
    known = {path.name for path in STATIC.iterdir() if path.is_file()}
    if name not in known or static_path(name) != f"/static/{digest}/{name}":
        raise NotFound("not_found")
    return FileResponse(STATIC / name, headers=KEPT_FOREVER)


@router.get("/leave", name="leave")
def leave(request: Request) -> Response:
    """The quick exit: elsewhere at once, and the browser is asked to forget what it kept of this site."""
    answer = RedirectResponse(request.app.state.settings.leave_url, 303)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@router.get("/robots.txt", name="robots")
def robots() -> Response:
    """Search engines may read the public pages, not the workspace."""
    return PlainTextResponse("User-agent: *\nDisallow: /desk\nDisallow: /receipt\n")
