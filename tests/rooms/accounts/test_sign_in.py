"""Signing in: a passphrase, then a second factor; a new token each time, nothing told to a guesser."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from app.domain.sessions import SessionStage
from app.models.people import StaffSession
from app.vault.boxes import CannotOpen
from app.vault.session_keys import csrf_token, lookup_hash, new_token, unwrap_keys
from app.web.sessions import cookie_name, find_actor
from tests.pages.contract import check_page
from tests.support.factors import app_code, paper_codes_of
from tests.support.organisation import PASSPHRASE, World
from tests.support.sign_in import at_the_door, desk_post, signed_in, token_of

FACTOR = "/desk/sign-in/factor"


def send(world: World, name: str, passphrase: str, **more: str) -> httpx.Response:
    return world.browser().post("/desk/sign-in", data={"name": name, "passphrase": passphrase, **more})


def half_way(world: World, name: str = "steward") -> TestClient:
    """A browser after the right passphrase."""
    client = at_the_door(world)
    answer = client.post("/desk/sign-in", data={"name": name, "passphrase": PASSPHRASE})
    assert answer.headers["location"].startswith(FACTOR)
    return client


def show(client: TestClient, code: str, **more: str) -> httpx.Response:
    """Send a code in the second step."""
    return desk_post(client, FACTOR, {"code": code, **more})


def cookie_of(world: World, client: TestClient) -> str:
    return str(client.cookies[cookie_name(world.settings)])


def opens(world: World, token: str) -> bool:
    """Whether a cookie with this token opens the workspace."""
    client = at_the_door(world)
    client.cookies.set(cookie_name(world.settings), token)
    return client.get("/desk").status_code == 200


def test_the_right_passphrase_leads_to_the_second_step_and_that_to_where_one_wanted(world: World) -> None:
    client = at_the_door(world)
    first = client.post(
        "/desk/sign-in", data={"name": "Steward ", "passphrase": PASSPHRASE.upper(), "next": "/desk/inbox"}
    )
    assert (first.status_code, first.headers["location"]) == (303, f"{FACTOR}?next=/desk/inbox")
    cookie = first.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and "secure" in cookie
    page = client.get(first.headers["location"])
    assert check_page(page.text, may_have_script=True) == []
    second = show(client, app_code("steward", world.now), next="/desk/inbox")
    assert (second.status_code, second.headers["location"]) == (303, "/desk/inbox")
    assert client.get("/desk/inbox").status_code == 200


def test_half_way_in_nothing_is_open(world: World) -> None:
    client = half_way(world)
    for path in ("/desk", "/desk/inbox", "/desk/account", "/desk/account/second-factor", "/desk/again"):
        assert client.get(path).headers["location"].startswith("/desk/sign-in?"), path
    with world.database.read() as session:
        assert find_actor(session, cookie_of(world, client), world.now) is None


def test_half_way_in_the_row_holds_no_circle_s_key(world: World) -> None:
    token = cookie_of(world, half_way(world))
    with world.database.read() as session:
        row = session.get_one(StaffSession, lookup_hash(token))
    assert set(unwrap_keys(token, row.wrapped_keys)) == {"account", "app"}


def test_half_way_in_ends_after_ten_minutes(world: World) -> None:
    client = half_way(world)
    world.pass_time(minutes=11)
    assert show(client, app_code("steward", world.now)).headers["location"].startswith("/desk/sign-in")


def test_a_wrong_passphrase_and_an_unknown_name_look_alike_and_keep_the_name(world: World) -> None:
    wrong = send(world, "steward", "not the right words")
    unknown = send(world, "nobody", "not the right words")
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert wrong.text.replace("steward", "X") == unknown.text.replace("nobody", "X")
    assert 'value="steward"' in wrong.text
    assert "not the right words" not in wrong.text


def test_an_outside_address_is_never_where_signing_in_leads(world: World) -> None:
    wanted = ("https://elsewhere.example/", "//elsewhere.example", "/desk//x", "/say")
    for target, code in zip(wanted, paper_codes_of("steward"), strict=False):
        first = send(world, "steward", PASSPHRASE, next=target)
        assert first.headers["location"] == f"{FACTOR}?next=/desk"
        assert show(half_way(world), code, next=target).headers["location"] == "/desk"


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "https://testserver", "http://[", "file://"])
def test_a_form_from_another_origin_is_refused(world: World, origin: str) -> None:
    answer = world.browser().post(
        "/desk/sign-in",
        data={"name": "steward", "passphrase": PASSPHRASE},
        headers={"Origin": origin},
    )
    assert answer.status_code == 403


def test_a_host_that_says_what_the_origin_says_is_not_believed(world: World) -> None:
    client = signed_in(world, "steward")
    fields = {"csrf": csrf_token(cookie_of(world, client))}
    for name in ("elsewhere.example", "testserver:8080", "127.0.0.1"):
        trick = {"Origin": f"http://{name}", "Host": name}
        assert client.post("/desk/sign-out", data=fields, headers=trick).status_code == 403
        assert world.browser().post("/desk/sign-in", data={"name": "x"}, headers=trick).status_code == 403
    assert client.get("/desk").status_code == 200


def test_signing_out_deletes_the_row_and_the_cookie_opens_nothing(world: World) -> None:
    browser = signed_in(world, "steward")
    token = cookie_of(world, browser)
    assert desk_post(browser, "/desk/sign-out").status_code == 303
    with world.database.read() as session:
        assert session.scalars(select(StaffSession)).all() == []
    assert not opens(world, token)


def test_signing_out_without_the_token_changes_nothing(world: World) -> None:
    browser = signed_in(world, "steward")
    assert browser.post("/desk/sign-out", data={"csrf": "guess"}).status_code == 403
    with world.database.read() as session:
        assert len(session.scalars(select(StaffSession)).all()) == 1


def test_a_token_that_was_planted_before_is_never_the_one_that_opens(world: World) -> None:
    planted = token_of(world, "member1", stage=SessionStage.PLAIN)
    client = world.browser()
    client.cookies.set(cookie_name(world.settings), planted)
    first = client.post("/desk/sign-in", data={"name": "steward", "passphrase": PASSPHRASE})
    half = first.cookies[cookie_name(world.settings)]
    other = world.browser()
    other.cookies.set(cookie_name(world.settings), half)
    second = show(other, app_code("steward", world.now))
    full = second.cookies[cookie_name(world.settings)]
    assert len({planted, half, full}) == 3
    assert [opens(world, token) for token in (planted, half, full)] == [False, False, True]


def test_a_code_of_the_app_opens_once(world: World) -> None:
    code = app_code("steward", world.now)
    assert show(half_way(world), code).status_code == 303
    again = show(half_way(world), code)
    assert again.status_code == 422
    assert code not in again.text
    world.pass_time(seconds=30)
    assert show(half_way(world), code).status_code == 422
    assert show(half_way(world), app_code("steward", world.now)).status_code == 303


def test_a_code_older_than_one_used_is_refused(world: World) -> None:
    assert show(half_way(world), app_code("steward", world.now)).status_code == 303
    assert show(half_way(world), app_code("steward", world.now, beside=-1)).status_code == 422
    assert show(half_way(world), app_code("steward", world.now, beside=5)).status_code == 422


def test_of_many_with_the_same_code_at_once_one_gets_in(world: World) -> None:
    clients = [half_way(world) for _ in range(6)]
    code = app_code("steward", world.now)
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda client: show(client, code).status_code, clients))
    assert sorted(answers) == [303, 422, 422, 422, 422, 422]


def test_of_many_with_the_same_paper_code_at_once_one_gets_in(world: World) -> None:
    clients = [half_way(world) for _ in range(6)]
    code = paper_codes_of("steward")[0]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda client: show(client, code).status_code, clients))
    assert sorted(answers) == [303, 422, 422, 422, 422, 422]


def test_the_same_half_way_session_becomes_one_session_however_often_it_is_sent(world: World) -> None:
    client = half_way(world)
    codes = paper_codes_of("steward")[:4]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda code: show(client, code), codes))
    got_in = [answer for answer in answers if answer.headers.get("location") == "/desk"]
    assert len(got_in) == 1
    with world.database.read() as session:
        assert len(session.scalars(select(StaffSession)).all()) == 1


def test_guessing_six_digits_is_limited_and_paper_still_opens(world: World) -> None:
    client = half_way(world)
    statuses = [show(client, "000000").status_code for _ in range(14)]
    assert statuses == [422] * 10 + [429] * 4
    assert show(client, app_code("steward", world.now)).status_code == 429
    assert show(client, paper_codes_of("steward")[0]).status_code == 303


def test_the_codes_of_another_open_nothing(world: World) -> None:
    client = half_way(world)
    assert show(client, app_code("director", world.now)).status_code == 422
    assert show(client, paper_codes_of("director")[0]).status_code == 422


def test_a_stolen_form_token_is_worth_nothing_without_its_cookie(world: World) -> None:
    theirs = csrf_token(cookie_of(world, signed_in(world, "steward")))
    mine = signed_in(world, "member1")
    assert mine.post("/desk/sign-out", data={"csrf": theirs}).status_code == 403
    stranger = world.browser()
    assert stranger.post("/desk/sign-out", data={"csrf": theirs}).headers["location"] == "/desk/sign-in"


def test_a_stolen_session_row_opens_nothing_without_its_cookie(world: World) -> None:
    signed_in(world, "steward")
    with world.database.read() as session:
        row = session.scalars(select(StaffSession)).one()
    for guess in (new_token(), row.lookup.hex(), row.wrapped_keys.hex()):
        with pytest.raises(CannotOpen):
            unwrap_keys(guess, row.wrapped_keys)
        assert not opens(world, guess)


def test_a_stolen_cookie_opens_nothing_without_its_row(world: World) -> None:
    token = token_of(world, "steward")
    assert opens(world, token)
    with world.database.write() as session:
        session.delete(session.get_one(StaffSession, lookup_hash(token)))
    assert not opens(world, token)


def test_the_row_of_another_session_does_not_open_under_my_cookie(world: World) -> None:
    mine, theirs = token_of(world, "member1"), token_of(world, "steward")
    with world.database.write() as session:
        stolen = session.get_one(StaffSession, lookup_hash(theirs))
        row = session.get_one(StaffSession, lookup_hash(mine))
        row.account_id, row.wrapped_keys = stolen.account_id, stolen.wrapped_keys
    assert not opens(world, mine)


def test_a_session_ends_after_half_an_hour_without_a_request(world: World) -> None:
    browser = signed_in(world, "steward")
    world.pass_time(minutes=31)
    answer = desk_post(browser, "/desk/sign-out")
    assert answer.status_code == 303 or "sign" in answer.text.lower()
    assert not opens(world, cookie_of(world, signed_in(world, "steward"))[:-1] + "A")
