"""Addresses inside the house: they keep the reader's language and never echo a Host header."""

import hashlib
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

STATIC = Path(__file__).parent / "static"


def path_for(request: Request, name: str, **parameters: str | int) -> str:
    """The path of a named route, with the language prefix that the reader is using."""
    route: Route = request.app.state.routes[name]
    path = str(route.url_path_for(name, **{key: str(value) for key, value in parameters.items()}))
    prefix = request.scope.get("sayso_language")
    return f"/{prefix}{path}" if prefix else path


def has_path(request: Request, name: str) -> bool:
    """True when a room with this route is part of the application."""
    return name in request.app.state.routes


def path_in(request: Request, language: str) -> str:
    """This same page in another language; pages that only answer a form lead to their own address."""
    path: str = request.scope["path"]
    return f"/{language}{path}"


def see_other(request: Request, name: str, **parameters: str | int) -> RedirectResponse:
    """After a POST: go and look (303)."""
    return RedirectResponse(path_for(request, name, **parameters), status_code=303)


def in_workspace(wanted: str) -> str:
    """``wanted`` where it is a page of the workspace, else its start page: never an address of elsewhere."""
    is_ours = wanted.startswith("/desk") and "\\" not in wanted and "//" not in wanted
    return wanted if is_ours and wanted.isprintable() else "/desk"


@cache
def static_path(name: str) -> str:
    """The address of a static file, which changes with its content."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{digest}/{name}"
