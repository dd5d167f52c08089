"""Passkeys in a real Chromium with a virtual authenticator, and answers that nobody's passkey gave."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from app.models.second_factors import StoredPasskey
from app.settings import Settings
from app.vault.passkeys import (
    Passkey,
    PasskeyRefused,
    Place,
    Question,
    answered_by,
    verify_answer,
    verify_registration,
)
from app.web.passkey_place import passkey_place
from tests.support.browser import Visitor, chromium
from tests.support.databases import Templates
from tests.support.organisation import PASSPHRASE
from tests.support.server import Server, free_port, start

HERE = "/desk/account/second-factor"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for this file."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def server(templates: Templates, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The application under a host name that a browser trusts without TLS."""
    folder = tmp_path_factory.mktemp("passkeys")
    port = free_port()
    settings = Settings(data=folder, database_url=templates.copy("sqlite", "founded", folder))
    running = start(settings, port=port, SAYSO_BASE_URL=f"http://localhost:{port}")
    yield Server(f"http://localhost:{port}", running.process, running.log)
    running.stop()


def with_authenticator(browser: Browser, server: Server) -> Visitor:
    """A window whose device can make passkeys."""
    visitor = Visitor(browser, server.address, script=True)
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return visitor


def add_passkey(visitor: Visitor, label: str) -> Page:
    """Add one on the page for it."""
    page = visitor.go(f"{HERE}/passkey")
    page.get_by_label("What do you call it?").fill(label)
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", level=1, name="Second factor")).to_be_visible()
    return page


@pytest.mark.browser
def test_a_passkey_is_made_opens_the_second_step_and_proves_again(browser: Browser, server: Server) -> None:
    visitor = with_authenticator(browser, server)
    visitor.sign_in("steward", PASSPHRASE)
    page = add_passkey(visitor, "office laptop")
    expect(page.get_by_text("office laptop").first).to_be_visible()
    page.get_by_role("button", name="Lock").click()
    visitor.go("/desk/sign-in")
    page.get_by_label("Sign-in name").fill("steward")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Sign in").click()
    assert visitor.axe_violations() == []
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("button", name="Lock")).to_be_visible()
    visitor.go(f"/desk/again?next={HERE}")
    page.get_by_label("Your passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Go on with a passkey").click()
    expect(page.get_by_role("heading", level=1, name="Second factor")).to_be_visible()
    assert visitor.faults == []
    assert visitor.off_origin() == []
    visitor.close()


@pytest.mark.browser
def test_an_answer_that_was_used_opens_nothing_again(browser: Browser, server: Server) -> None:
    visitor = with_authenticator(browser, server)
    visitor.sign_in("director", PASSPHRASE)
    page = add_passkey(visitor, "key ring")
    page.get_by_role("button", name="Lock").click()
    sent: list[str] = []
    visitor.page.on("request", lambda request: sent.append(request.post_data or ""))
    visitor.go("/desk/sign-in")
    page.get_by_label("Sign-in name").fill("director")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("button", name="Lock")).to_be_visible()
    stolen = next(body for body in sent if "passkey=" in body)
    with httpx.Client(base_url=server.address) as thief:
        thief.post("/desk/sign-in", data={"name": "director", "passphrase": PASSPHRASE})
        form = thief.get("/desk/sign-in/factor").text
        csrf = form.split('name="csrf" value="')[1].split('"')[0]
        answer = dict(httpx.QueryParams(stolen)) | {"csrf": csrf}
        assert thief.post("/desk/sign-in/factor", data=answer).status_code == 422
        assert thief.get("/desk").status_code == 303
    visitor.close()


@pytest.mark.browser
def test_without_a_script_the_page_says_so_and_leads_to_the_app(browser: Browser, server: Server) -> None:
    visitor = Visitor(browser, server.address, script=False)
    visitor.sign_in("chair", PASSPHRASE)
    page = visitor.go(f"{HERE}/passkey")
    expect(page.get_by_role("button", name="Make the passkey")).to_be_hidden()
    expect(page.get_by_role("link", name="Set up an app instead")).to_be_visible()
    visitor.close()


@pytest.mark.browser
def test_the_script_is_on_three_pages_alone_and_is_checked(browser: Browser, server: Server) -> None:
    visitor = Visitor(browser, server.address, script=True)
    visitor.sign_in("secretary", PASSPHRASE)
    loaded = [url for url in visitor.requests if url.endswith("passkey.js")]
    assert loaded == []
    page = visitor.go(f"{HERE}/passkey")
    assert page.locator("script").count() == 1
    assert page.locator("script").get_attribute("integrity", timeout=5_000).startswith("sha384-")  # type: ignore[union-attr]
    assert visitor.axe_violations() == []
    visitor.close()


PLACE = Place("localhost", "http://localhost:8123")
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
HOSTILE = [
    "",
    "{}",
    "[]",
    "null",
    "1",
    '"x"',
    "{" * 5000,
    '{"rawId": "AA", "response": {}}',
    '{"rawId": 5, "response": {"clientDataJSON": 7}}',
    json.dumps({"id": "é", "rawId": "é", "response": {"clientDataJSON": "e30"}, "type": "public-key"}),
    "\x00",
    "\ud800",
]


@pytest.mark.parametrize("answer", HOSTILE)
def test_a_hostile_answer_is_refused_and_nothing_else(answer: str) -> None:
    question = Question(PLACE, "token", "sign in", NOW)
    with pytest.raises(PasskeyRefused):
        verify_registration(question, answer)
    with pytest.raises(PasskeyRefused):
        verify_answer(question, answer, passkey=Passkey(b"x", b"y", 0))
    assert isinstance(answered_by(answer), bytes)


def test_a_question_is_of_one_session_one_purpose_and_ten_minutes() -> None:
    asked = Question(PLACE, "token", "sign in", NOW)
    others = {
        Question(PLACE, "other", "sign in", NOW).challenge,
        Question(PLACE, "token", "register", NOW).challenge,
        Question(PLACE, "token", "sign in", NOW.replace(hour=16)).challenge,
    }
    assert len({asked.challenge, *others}) == 4


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://desk.example.org", "desk.example.org"),
        ("http://localhost:8000", "localhost"),
        ("http://127.0.0.1:8000", None),
        ("https://192.0.2.7", None),
        ("https://[2001:db8::1]", None),
        ("http://desk.example.org", None),
    ],
)
def test_passkeys_are_offered_where_the_address_has_a_host_name(
    tmp_path: Path, address: str, host: str | None
) -> None:
    place = passkey_place(Settings(data=tmp_path, base_url=address))
    assert (place.host if place else None) == host


def test_what_is_kept_of_a_passkey_opens_nothing() -> None:
    columns = {column.name for column in StoredPasskey.__table__.columns}
    assert columns == {"id", "account_id", "public_key", "sign_count", "label", "added_on"}
