"""htmx 4 for the workspace: where its file comes from, and when a fragment is wanted."""

from dataclasses import dataclass

from starlette.requests import Request

from app.settings import Settings
from app.web.addresses import static_path

FILE = "htmx-4.0.1.min.js"
CDN = "https://cdn.jsdelivr.net/npm/htmx.org@4.0.1/dist/htmx.min.js"
INTEGRITY = "sha384-Qp9rdC8H7EqOoX+nR0P3RPG2Noji+qdwJlGpfzwQJsfOpp3sGwIdSP9xO3+UlEhn"


@dataclass(frozen=True)
class Script:
    """The address and the integrity of the script element."""

    src: str
    integrity: str


def script(settings: Settings) -> Script:
    """Our own copy or the CDN's: the same bytes, the same integrity."""
    return Script(CDN if settings.htmx == "cdn" else static_path(FILE), INTEGRITY)


def is_partial(request: Request) -> bool:
    """True when htmx asks for a piece of the page and not for all of it."""
    return request.headers.get("hx-request") == "true" and request.headers.get("hx-request-type") == "partial"
