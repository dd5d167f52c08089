"""Signing in: a session under the cookie, limits that end by themselves, nothing told to a guesser."""

from sqlalchemy import select

from app.models.people import StaffSession
from app.vault.boxes import CannotOpen
from app.vault.session_keys import new_token, unwrap_keys
from tests.support.organisation import PASSPHRASE, World
from tests.support.sign_in import desk_post, signed_in


def send(world: World, name: str, passphrase: str, **more: str):
    return world.browser().post("/desk/sign-in", data={"name": name, "passphrase": passphrase, **more})


def test_the_right_passphrase_opens_a_session_and_leads_on(world: World) -> None:
    answer = send(world, "Steward ", PASSPHRASE.upper(), next="/desk/sign-in")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/desk/sign-in"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie


def test_a_wrong_passphrase_and_an_unknown_name_look_alike_and_keep_the_name(world: World) -> None:
    wrong = send(world, "steward", "not the right words")
    unknown = send(world, "nobody", "not the right words")
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert wrong.text.replace("steward", "X") == unknown.text.replace("nobody", "X")
    assert 'value="steward"' in wrong.text
    assert "not the right words" not in wrong.text


def test_an_outside_address_is_never_where_signing_in_leads(world: World) -> None:
    for wanted in ("https://elsewhere.example/", "//elsewhere.example", "/desk//x", "/say"):
        answer = send(world, "steward", PASSPHRASE, next=wanted)
        assert answer.headers["location"] in ("/desk", "/desk/")


def test_too_many_attempts_are_refused_for_a_while_and_then_not(world: World) -> None:
    for _ in range(20):
        send(world, "steward", "guess")
    assert send(world, "steward", PASSPHRASE).status_code == 429
    assert send(world, "director", PASSPHRASE).status_code == 303
    world.pass_time(minutes=10)
    assert send(world, "steward", PASSPHRASE).status_code == 303


def test_a_form_from_another_origin_is_refused(world: World) -> None:
    answer = world.browser().post(
        "/desk/sign-in",
        data={"name": "steward", "passphrase": PASSPHRASE},
        headers={"Origin": "https://elsewhere.example"},
    )
    assert answer.status_code == 403


def test_signing_out_deletes_the_row_and_the_cookie_opens_nothing(world: World) -> None:
    browser = signed_in(world, "steward")
    answer = desk_post(browser, "/desk/sign-out")
    assert answer.status_code == 303
    with world.database.read() as session:
        assert session.scalars(select(StaffSession)).all() == []


def test_signing_out_without_the_token_changes_nothing(world: World) -> None:
    browser = signed_in(world, "steward")
    assert browser.post("/desk/sign-out", data={"csrf": "guess"}).status_code == 403
    with world.database.read() as session:
        assert len(session.scalars(select(StaffSession)).all()) == 1


def test_a_stolen_session_row_opens_nothing_without_its_cookie(world: World) -> None:
    signed_in(world, "steward")
    with world.database.read() as session:
        row = session.scalars(select(StaffSession)).one()
    try:
        unwrap_keys(new_token(), row.wrapped_keys)
    except CannotOpen:
        opened = False
    else:
        opened = True
    assert not opened


def test_a_session_ends_after_half_an_hour_without_a_request(world: World) -> None:
    browser = signed_in(world, "steward")
    world.pass_time(minutes=31)
    answer = desk_post(browser, "/desk/sign-out")
    assert answer.status_code == 303 or "sign" in answer.text.lower()
    assert signed_in(world, "steward").cookies
