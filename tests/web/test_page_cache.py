"""What the layer keeps, for whom, until when, and what it never keeps."""

import asyncio
import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from app.web.kept_pages import KeptPages
from app.web.languages import LanguagePrefix
from app.web.page_cache import PageCache, fill_per_request, keep
from app.web.page_requests import takes_gzip

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LONG = "You said, we did. " * 200


class Versions:
    """A public version that the test sets; None: the database does not answer."""

    def __init__(self) -> None:
        self.number: int | None = 1
        self.forgotten = 0
        self.is_closed = False

    async def read(self) -> int | None:
        return self.number

    def forget(self) -> None:
        self.forgotten += 1

    def close(self) -> None:
        self.is_closed = True


class House:
    """An application that counts how often its routes were entered."""

    def __init__(self, answer: Callable[[Request], Response], *, most_bytes: int = 1_000_000) -> None:
        self.entered = 0
        self.changes = 0
        self.versions = Versions()
        self.now = NOON
        self.pages = KeptPages(most_bytes)

        def route(request: Request) -> Response:
            self.entered += 1
            return answer(request)

        inner = LanguagePrefix(Starlette(routes=[Route("/{rest:path}", route, methods=["GET", "POST"])]))
        self.app = PageCache(
            inner, self.versions, clock=lambda: self.now, on_change=self._changed, pages=self.pages
        )
        self.client = TestClient(self.app)

    def get(self, path: str = "/page", **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(path, headers={"accept-encoding": "identity", **named})

    def _changed(self) -> None:
        self.changes += 1


def kept(request: Request) -> Response:
    keep(request)
    language = request.scope.get("sayso_language") or request.headers.get("accept-language", "en")[:2]
    words = f"{LONG}{language} {request.url.query}"
    return HTMLResponse(words, headers={"Content-Language": language})


def test_a_kept_page_is_served_without_entering_the_application_until_the_version_rises() -> None:
    house = House(kept)
    first, second = house.get(), house.get()
    assert (first.text, house.entered) == (second.text, 1)
    house.versions.number = 2
    house.get()
    assert (house.entered, house.changes) == (2, 2)


def test_a_page_that_did_not_ask_is_not_kept() -> None:
    house = House(lambda request: HTMLResponse(LONG))
    assert house.get().headers.get("etag") is None
    house.get()
    assert house.entered == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"set-cookie": "a=b"},
        {"cache-control": "no-store"},
        {"cache-control": "private, max-age=5"},
        {"vary": "*"},
    ],
)
def test_what_is_for_one_reader_is_never_kept_whatever_the_route_asks(headers: dict[str, str]) -> None:
    def answer(request: Request) -> Response:
        keep(request)
        return HTMLResponse(LONG, headers=headers)

    house = House(answer)
    assert house.get().text == LONG
    assert house.get().headers.items() >= headers.items()
    assert house.entered == 2


@pytest.mark.parametrize("status", [206, 303, 404, 422, 500])
def test_only_a_plain_200_is_kept(status: int) -> None:
    def answer(request: Request) -> Response:
        keep(request)
        return HTMLResponse(LONG, status)

    house = House(answer)
    house.client.follow_redirects = False
    assert [house.get().status_code, house.get().status_code] == [status, status]
    assert house.entered == 2


def test_each_language_has_its_own_page_and_a_prefix_needs_no_accept_language() -> None:
    house = House(kept)
    for _ in range(2):
        assert house.get(accept_language="es-MX").text.strip().endswith("es")
        assert house.get(accept_language="en").text.strip().endswith("en")
        assert house.get("/es/page", accept_language="en").text.strip().endswith("es")
    assert house.entered == 3
    assert house.get(accept_language="es-MX").headers["vary"] == "Accept-Language, Accept-Encoding"
    assert house.get("/es/page").headers["vary"] == "Accept-Encoding"


def test_only_known_names_in_the_query_are_kept_each_with_its_value() -> None:
    house = House(kept)
    for _ in range(2):
        assert "theme=late" in house.get("/page?theme=late").text
        assert "theme=food" in house.get("/page?theme=food").text
    assert house.entered == 2
    for _ in range(2):
        assert "utm=x" in house.get("/page?theme=late&utm=x").text
    assert house.entered == 4


def test_who_takes_gzip_gets_the_same_words_compressed() -> None:
    house = House(kept)
    house.get()
    raw = [
        message
        for message in asyncio.run(exchange(house.app, "/page", [(b"accept-encoding", b"br, gzip")]))
        if message["type"] == "http.response.body"
    ]
    assert gzip.decompress(raw[0]["body"]).decode() == house.get().text
    assert len(raw[0]["body"]) < len(house.get().content)
    assert house.get(accept_encoding="gzip").headers["content-encoding"] == "gzip"


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        (b"gzip", True),
        (b"br, GZIP;q=0.5", True),
        (b"gzip;q=0", False),
        (b"gzip; q=0.000", False),
        (b"br", False),
        (b"", False),
        (b"x-gzip-like", False),
    ],
)
def test_gzip_is_used_only_where_it_is_welcome(header: bytes, taken: bool) -> None:
    assert takes_gzip(header) is taken


def test_a_page_that_did_not_change_is_answered_with_304_and_no_body() -> None:
    house = House(kept)
    tag = house.get().headers["etag"]
    again = house.get(if_none_match=f'"other", W/{tag}')
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert again.headers["cache-control"] == "no-cache"
    zipped = house.get(accept_encoding="gzip").headers["etag"]
    assert zipped != tag
    assert house.get(if_none_match=zipped).status_code == 200


def test_head_is_answered_as_get_without_its_body_kept_or_not() -> None:
    for house in (House(kept), House(lambda request: PlainTextResponse("words"))):
        for _ in range(2):
            head = house.client.head("/page", headers={"accept-encoding": "identity"})
            full = house.get()
            assert (head.status_code, head.content) == (200, b"")
            assert head.headers["content-length"] == full.headers["content-length"] == str(len(full.content))


@pytest.mark.parametrize("headers", [{"range": "bytes=0-9"}, {"hx_request": "true"}])
def test_ranges_and_fragments_go_to_the_application(headers: dict[str, str]) -> None:
    house = House(kept)
    house.get()
    house.get(**headers)
    assert house.entered == 2


def test_a_page_that_depends_on_the_date_is_drawn_again_when_its_day_is_over() -> None:
    midnight = NOON + timedelta(hours=12)

    def answer(request: Request) -> Response:
        keep(request, until=midnight)
        return HTMLResponse(LONG)

    house = House(answer)
    house.get()
    house.now = midnight - timedelta(seconds=1)
    house.get()
    assert house.entered == 1
    house.now = midnight
    house.get()
    assert house.entered == 2


def form_page(request: Request) -> Response:
    keep(request)
    numbers = iter(range(1, 100))
    token = fill_per_request(request, lambda: f"token{next(numbers)}")
    return HTMLResponse(f'<input value="{token}"> {LONG} <input value="{token}">')


def test_a_form_is_kept_with_a_fresh_token_for_each_reader_and_never_compressed() -> None:
    house = House(form_page)
    for number in (1, 2, 3):
        page = house.get(accept_encoding="gzip")
        assert page.text.count('value="token') == 2
        assert f'value="token{number if number < 2 else 2 * number - 1}"' in page.text
        assert "content-encoding" not in page.headers
        assert "etag" not in page.headers
        assert int(page.headers["content-length"]) == len(page.content)
    assert house.entered == 1


def test_a_refused_form_gets_its_token_too_and_is_not_kept() -> None:
    def answer(request: Request) -> Response:
        response = form_page(request)
        response.status_code = 422
        return response

    house = House(answer)
    for _ in range(2):
        page = house.get()
        assert (page.status_code, 'value="token1"' in page.text) == (422, True)
    assert house.entered == 2


def test_the_pages_unread_for_longest_go_first_when_memory_is_full() -> None:
    house = House(kept, most_bytes=20_000)
    for path in ("/a", "/b", "/c"):
        house.get(path)
        house.get("/a")
    house.get("/d")
    entered = house.entered
    house.get("/a")
    assert house.entered == entered
    house.get("/b")
    assert house.entered == entered + 1
    assert house.pages.bytes <= 20_000


def test_while_the_database_does_not_answer_nothing_is_served_from_memory_or_kept() -> None:
    house = House(kept)
    house.get()
    house.versions.number = None
    house.get()
    house.get()
    assert house.entered == 3


def test_a_page_drawn_while_the_version_rose_is_not_kept() -> None:
    def answer(request: Request) -> Response:
        if house.versions.number == 1:
            house.versions.number = 2
            asyncio.run(exchange(house.app, "/other", []))
        return kept(request)

    house = House(answer)
    house.get("/page")
    house.get("/other")
    assert house.entered == 2
    house.get("/page")
    assert house.entered == 3


def test_whatever_may_have_written_makes_the_version_be_asked_anew() -> None:
    house = House(kept)
    house.client.post("/page")
    assert house.versions.forgotten == 1
    with TestClient(house.app):
        pass
    assert house.versions.is_closed


async def exchange(app: Any, path: str, headers: list[tuple[bytes, bytes]]) -> list[dict[str, Any]]:
    """One GET over bare ASGI, for what a client would change on the way."""
    sent: list[dict[str, Any]] = []
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": headers,
        "root_path": "",
        "server": ("testserver", 80),
        "scheme": "http",
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent
