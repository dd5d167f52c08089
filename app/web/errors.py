"""The one error path: a refusal, a fault or a limit becomes a status and words in the reader's language."""

import logging
from dataclasses import dataclass, field
from pathlib import Path
from traceback import extract_tb
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from jinja2 import Environment
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.domain.errors import (
    IllegalMove,
    InvalidInput,
    NotAllowed,
    NotFound,
    Refusal,
    SecondFactorNeeded,
    TooMany,
)
from app.web import languages
from app.web.addresses import path_for
from app.web.forgery import ForgedRequest
from app.web.headers import BodyTooLarge
from app.web.htmx import is_partial
from app.web.render import render
from app.web.sessions import NotSignedIn, ProveAgain
from app.web.words import Sentence

log = logging.getLogger("sayso")

STATUSES: dict[type[Refusal], int] = {
    NotFound: 404,
    NotAllowed: 403,
    IllegalMove: 409,
    InvalidInput: 422,
    TooMany: 429,
}
# Never given back on a page, whatever went wrong.
SECRET_FIELDS = ("passphrase", "current", "again", "made", "half_1", "half_2", "passkey", "code")
PAGES = (403, 404, 409, 413, 422, 429, 503)


@dataclass(frozen=True)
class ErrorPage:
    """``sentence`` says what happened (None: the template's own words); ``typed`` is what to give back.

    ``onward``: where the reader can do something about it.
    """

    status: int
    sentence: Sentence | None = None
    typed: list[str] = field(default_factory=list)
    onward: str = ""


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a domain refusal."""
    return next((status for kind, status in STATUSES.items() if isinstance(refusal, kind)), 409)


def add_error_pages(app: FastAPI) -> None:
    """Register the handlers; what none of them takes ends in ``LastResort``."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(SecondFactorNeeded, _without_factor)
    app.add_exception_handler(ProveAgain, _prove_again)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(NotSignedIn, _sign_in)
    app.add_exception_handler(ForgedRequest, _forged)
    app.add_exception_handler(BodyTooLarge, _too_large)
    app.add_exception_handler(DataError, _unknown)
    app.add_exception_handler(OverflowError, _unknown)
    app.add_exception_handler(OperationalError, _database_away)
    app.add_exception_handler(PoolTimeout, _database_away)
    app.add_exception_handler(Exception, _nobody_expected)


def error_page(request: Request, page: ErrorPage) -> Response:
    """The page, or for htmx its main part, with what was typed given back to copy."""
    status = page.status if page.status in PAGES else 404 if page.status < 500 else 503
    retry = {"Retry-After": "30"} if status in (429, 503) else {}
    return render(request, f"errors/{status}.html", page, status=page.status, block="main", headers=retry)


async def _typed(request: Request) -> list[str]:
    form = getattr(request, "_form", None)
    if not form:
        return []
    hidden = {"csrf", "token", *SECRET_FIELDS}
    return [
        value
        for name, value in form.multi_items()
        if isinstance(value, str) and name not in hidden and len(value) > 20
    ]


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)  # noqa: S101  # Starlette hands over what was registered
    sentence = Sentence(error.key, error.facts)
    return error_page(request, ErrorPage(status_of(error), sentence, await _typed(request)))


async def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    if status == 400:  # a body that is no form, or has too many fields
        status = 422
    return error_page(request, ErrorPage(status, None, await _typed(request)))


async def _unreadable(request: Request, error: Exception) -> Response:
    return error_page(request, ErrorPage(422, None, await _typed(request)))


async def _unknown(request: Request, error: Exception) -> Response:
    # A value that the database cannot even hold, such as NUL or a number of twenty digits in an address, is
    # nothing's name. PostgreSQL says so itself, SQLite's driver already when it is handed over.
    return error_page(request, ErrorPage(404, None, await _typed(request)))


async def _sign_in(request: Request, error: Exception) -> Response:
    typed = await _typed(request)
    if typed or is_partial(request):
        return error_page(request, ErrorPage(403, Sentence("session.ended"), typed))
    target = path_for(request, "sign_in")
    here = request.scope["path"]
    return RedirectResponse(f"{target}?next={quote(here)}" if request.method == "GET" else target, 303)


async def _without_factor(request: Request, error: Exception) -> Response:
    target = path_for(request, "second_factor")
    if request.method == "GET" and not is_partial(request):
        return RedirectResponse(target, 303)
    sentence = Sentence("second_factor.needed")
    return error_page(request, ErrorPage(403, sentence, await _typed(request), target))


async def _prove_again(request: Request, error: Exception) -> Response:
    here, is_look = request.scope["path"], request.method == "GET"
    target = f"{path_for(request, 'prove_again')}?next={quote(here if is_look else _page_above(request))}"
    if is_look and not is_partial(request):
        return RedirectResponse(target, 303)
    sentence = Sentence("session.prove_again")
    return error_page(request, ErrorPage(403, sentence, await _typed(request), target))


def _page_above(request: Request) -> str:
    """The nearest page at or above the address that a form was sent to: where that form stands."""
    path = request.scope["path"]
    while "/" in path[1:]:
        look = {**request.scope, "method": "GET", "path": path}
        if any(route.matches(look)[0] is Match.FULL for route in request.app.routes):
            return str(path)
        path = path.rpartition("/")[0]
    return "/desk"


async def _forged(request: Request, error: Exception) -> Response:
    return error_page(request, ErrorPage(403, Sentence("form.forged_desk"), await _typed(request)))


async def _too_large(request: Request, error: Exception) -> Response:
    answer = error_page(request, ErrorPage(413))
    answer.headers["Connection"] = "close"
    return answer


async def _database_away(request: Request, error: Exception) -> Response:
    log_fault(error)
    return error_page(request, ErrorPage(503, None, await _typed(request)))


async def _nobody_expected(request: Request, error: Exception) -> Response:
    # Starlette raises it again once this is sent, so that ``LastResort`` writes it down.
    return last_page(request.app.state.templates)


def last_page(templates: Environment) -> Response:
    """What is said when everything else broke: it asks nothing of the database."""
    languages.speak(languages.SOURCE)
    try:
        body = templates.get_template("errors/500.html").render(
            request_language="en", direction="ltr", page=ErrorPage(500)
        )
    except Exception as error:  # the words must come even if the template cannot
        log_fault(error)
        return PlainTextResponse("Something broke on our side. Please try again.", 500)
    return HTMLResponse(body, 500, headers={"Cache-Control": "no-store"})


def log_fault(error: BaseException) -> None:
    """One line with the kind of fault and where in our code; never its message, which may hold words."""
    ours = [frame for frame in extract_tb(error.__traceback__) if "/app/" in frame.filename]
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "outside"
    log.error("fault kind=%s at=%s", type(error).__name__, place)


class LastResort:
    """Outermost: a fault nobody expected becomes a page that needs no database; the log gets no words."""

    def __init__(self, app: ASGIApp, templates: Environment) -> None:
        self.app = app
        self.templates = templates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 500 in plain words if nothing was sent yet."""
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            log_fault(error)
            if scope["type"] == "http" and not started:
                await last_page(self.templates)(scope, receive, send)
