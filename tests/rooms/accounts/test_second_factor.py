"""A second factor: who is led to it, who is left in peace, how it is set up, moved, lost and taken away."""

import re
from base64 import b32decode
from datetime import timedelta

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from app.domain.permissions import (
    ROLE_PERMISSIONS,
    WITHOUT_SECOND_FACTOR,
    Permission,
    Role,
    withheld_without_second_factor,
)
from app.domain.sessions import SessionStage
from app.models.people import Account
from app.models.second_factors import AuthenticatorApp, PaperCode
from app.rooms.accounts.factors import forget_factors, list_factors
from app.vault.second_factors import code_at, step_of
from tests.pages.contract import check_page
from tests.support.acts import acts_since, count_acts
from tests.support.colleagues import account_id
from tests.support.factors import app_code, paper_codes_of
from tests.support.organisation import PASSPHRASE, PEOPLE, World
from tests.support.setup import fields_of, text_of
from tests.support.sign_in import actor_of, at_the_door, desk_post, signed_in

HERE = "/desk/account/second-factor"
HIDDEN = re.compile(r'name="made" value="([^"]+)"')


def weaken(world: World, name: str) -> None:
    """This person has never set up a second factor."""
    with world.database.write() as session:
        forget_factors(session, session.scalars(select(Account).where(Account.name == name)).one())


def come_in(world: World, name: str) -> tuple[TestClient, str]:
    """Sign in by the passphrase alone; the browser, and where that leads."""
    client = at_the_door(world)
    answer = client.post("/desk/sign-in", data={"name": name, "passphrase": PASSPHRASE})
    return client, answer.headers["location"]


def set_up_app(world: World, client: TestClient):
    """Read the letters from the page, and type back what an app would show."""
    page = client.get(f"{HERE}/app").text
    secret = secret_on(page)
    typed = {"made": HIDDEN.findall(page)[0], "code": code_at(secret, step_of(world.now))}
    return desk_post(client, f"{HERE}/app", {**typed, "passphrase": PASSPHRASE}), secret


def secret_on(page: str) -> bytes:
    """The secret that the page's letters spell."""
    return b32decode(text_of(page, "letters").replace(" ", ""))


def test_only_what_helps_with_one_meeting_is_open_without_a_second_factor() -> None:
    assert ROLE_PERMISSIONS[Role.BOARD_MEMBER] == WITHOUT_SECOND_FACTOR
    for role in set(Role) - {Role.BOARD_MEMBER}:
        assert withheld_without_second_factor(ROLE_PERMISSIONS[role]), role


def test_a_board_member_is_never_led_to_it(world: World) -> None:
    weaken(world, "member1")
    client, led = come_in(world, "member1")
    assert led == "/desk"
    assert client.get("/desk/board").status_code == 200
    assert client.get("/desk/proposals").status_code == 200
    account = client.get("/desk/account")
    assert "Not set up. What you do here needs none." in account.text


def test_whoever_needs_one_is_led_to_setting_it_up(world: World) -> None:
    for name in ("steward", "outside", "responder", "director", "chair", "administrator", "teller1"):
        weaken(world, name)
        client, led = come_in(world, name)
        assert led == HERE, name
    assert check_page(client.get(led).text, may_have_script=True) == []
    assert client.get("/desk").status_code == 200


def test_until_then_no_withheld_page_shows_anything_and_no_act_is_done(world: World) -> None:
    weaken(world, "steward")
    client, _ = come_in(world, "steward")
    looked = client.get("/desk/inbox")
    assert (looked.status_code, looked.headers["location"]) == (303, HERE)
    before = count_acts(world)
    done = desk_post(client, "/desk/themes", {"name": "Opening hours"})
    assert done.status_code in (403, 404, 405)
    assert count_acts(world) == before


def test_a_session_without_one_holds_the_desk_s_key_alone(world: World) -> None:
    for name in PEOPLE:
        weak = actor_of(world, name, stage=SessionStage.PLAIN)
        strong = actor_of(world, name)
        assert len(weak.circle_keys) == 1
        assert weak.circle_keys.items() <= strong.circle_keys.items()
        assert weak.permissions == strong.permissions & WITHOUT_SECOND_FACTOR
        assert weak.withheld == strong.permissions - WITHOUT_SECOND_FACTOR
        for permission in Permission:
            assert weak.may(permission) == (permission in weak.permissions)


def test_setting_up_an_app_opens_the_rest_and_shows_paper_codes_once(world: World) -> None:
    weaken(world, "steward")
    client, _ = come_in(world, "steward")
    other = signed_in(world, "steward", stage=SessionStage.PLAIN)
    before = count_acts(world)
    done, secret = set_up_app(world, client)
    assert done.status_code == 200
    assert done.headers["cache-control"] == "no-store"
    assert check_page(done.text, may_have_script=True) == []
    codes = re.findall(r"<code>([0-9A-Z ]{19})</code>", done.text)
    assert len(codes) == 8
    assert client.get("/desk/inbox").status_code == 200
    assert other.get("/desk").headers["location"].startswith("/desk/sign-in")
    assert codes[0] not in client.get(HERE).text
    assert [leaf.act for leaf in acts_since(world, before)] == ["account.factor_add"]
    world.pass_time(seconds=60)
    for code in (code_at(secret, step_of(world.now)), codes[0].lower(), codes[1].replace(" ", "")):
        again, led = come_in(world, "steward")
        assert led.startswith("/desk/sign-in/factor")
        assert desk_post(again, "/desk/sign-in/factor", {"code": code}).headers["location"] == "/desk"


def test_the_code_that_proved_the_app_does_not_open_as_well(world: World) -> None:
    weaken(world, "steward")
    client, _ = come_in(world, "steward")
    _, secret = set_up_app(world, client)
    again, _ = come_in(world, "steward")
    code = code_at(secret, step_of(world.now))
    assert desk_post(again, "/desk/sign-in/factor", {"code": code}).status_code == 422


@pytest.mark.parametrize(
    ("wrong", "field"), [({"code": "000000"}, "code"), ({"passphrase": "guess"}, "passphrase")]
)
def test_a_wrong_code_or_passphrase_sets_nothing_up_and_keeps_the_secret(
    world: World, wrong: dict[str, str], field: str
) -> None:
    weaken(world, "steward")
    client, _ = come_in(world, "steward")
    page = client.get(f"{HERE}/app").text
    right = {"code": code_at(secret_on(page), step_of(world.now)), "passphrase": PASSPHRASE}
    refused = desk_post(client, f"{HERE}/app", {"made": HIDDEN.findall(page)[0], **right, **wrong})
    assert refused.status_code == 422
    assert f'id="{field}-error"' in refused.text
    assert secret_on(refused.text) == secret_on(page)
    assert PASSPHRASE not in refused.text
    with world.database.read() as session:
        assert not list_factors(session, account_id(world, "steward")).is_any


def test_nobody_brings_a_secret_of_their_own_or_of_another_session(world: World) -> None:
    weaken(world, "steward")
    client, _ = come_in(world, "steward")
    other, _ = come_in(world, "steward")
    theirs = HIDDEN.findall(other.get(f"{HERE}/app").text)[0]
    for made in ("", "x", "é", theirs):
        fields = {"made": made, "code": "000000", "passphrase": PASSPHRASE}
        assert desk_post(client, f"{HERE}/app", fields).status_code == 422


def test_the_secret_is_stored_under_the_account_s_key_and_the_codes_as_hashes(world: World) -> None:
    weaken(world, "steward")
    client, _ = come_in(world, "steward")
    done, secret = set_up_app(world, client)
    codes = re.findall(r"<code>([0-9A-Z ]{19})</code>", done.text)
    with world.database.read() as session:
        mine = account_id(world, "steward")
        row = session.get_one(AuthenticatorApp, mine)
        assert secret not in row.boxed_secret
        hashes = session.scalars(select(PaperCode.hash).where(PaperCode.account_id == mine)).all()
    assert len(hashes) == len(codes) == 8
    assert not any(code.replace(" ", "").encode() in kept for code in codes for kept in hashes)


def test_moving_the_app_to_another_phone_ends_the_old_one(world: World) -> None:
    client = at_the_door(world)
    client.cookies.update(signed_in(world, "steward").cookies)
    done, secret = set_up_app(world, client)
    assert (done.status_code, done.headers["location"]) == (303, HERE)
    world.pass_time(seconds=60)
    again, _ = come_in(world, "steward")
    old = app_code("steward", world.now)
    assert desk_post(again, "/desk/sign-in/factor", {"code": old}).status_code == 422
    new = code_at(secret, step_of(world.now))
    assert desk_post(again, "/desk/sign-in/factor", {"code": new}).status_code == 303


def test_the_last_factor_stays_and_new_paper_codes_replace_the_old(world: World) -> None:
    client = signed_in(world, "steward")
    assert desk_post(client, f"{HERE}/remove", {"which": "app"}).status_code == 409
    for which in ("zz", "", "é", "00" * 900):
        assert desk_post(client, f"{HERE}/remove", {"which": which}).status_code in (404, 409)
    renewed = desk_post(client, f"{HERE}/paper")
    assert renewed.status_code == 200
    again, _ = come_in(world, "steward")
    old, new = paper_codes_of("steward")[0], re.findall(r"<code>([0-9A-Z ]{19})</code>", renewed.text)[0]
    assert desk_post(again, "/desk/sign-in/factor", {"code": old}).status_code == 422
    assert desk_post(again, "/desk/sign-in/factor", {"code": new}).status_code == 303


def test_an_administrator_takes_a_lost_factor_away_on_the_ledger_and_not_their_own(world: World) -> None:
    admin, theirs = signed_in(world, "administrator"), signed_in(world, "steward")
    person, myself = account_id(world, "steward"), account_id(world, "administrator")
    assert "The second factor was lost" in admin.get(f"/desk/people/{person}").text
    assert "The second factor was lost" not in admin.get(f"/desk/people/{myself}").text
    before = count_acts(world)
    assert desk_post(admin, f"/desk/people/{person}/second-factor").status_code == 303
    assert [leaf.act for leaf in acts_since(world, before)] == ["account.factor_reset"]
    assert theirs.get("/desk").status_code == 303
    _, led = come_in(world, "steward")
    assert led == HERE
    assert desk_post(admin, f"/desk/people/{myself}/second-factor").status_code == 409
    steward2 = signed_in(world, "steward2")
    assert desk_post(steward2, f"/desk/people/{person}/second-factor").status_code == 403


def test_a_new_key_pair_after_a_lost_passphrase_means_a_new_factor(world: World) -> None:
    admin = signed_in(world, "administrator")
    page = desk_post(admin, f"/desk/people/{account_id(world, 'steward')}/passphrase")
    new = text_of(page.text, "passphrase")
    client = at_the_door(world)
    led = client.post("/desk/sign-in", data={"name": "steward", "passphrase": new}).headers["location"]
    assert led == HERE


def test_each_page_of_factors_asks_again_after_a_quarter_of_an_hour(world: World) -> None:
    client = signed_in(world, "steward")
    world.now += timedelta(minutes=16)
    assert client.get(HERE).status_code == 200
    assert client.get(f"{HERE}/app").headers["location"].startswith("/desk/again")
    for act in ("paper", "remove", "app"):
        assert desk_post(client, f"{HERE}/{act}").status_code == 403
    assert fields_of(client.get(HERE).text) is not None


def test_an_address_of_numbers_or_without_tls_offers_no_passkey(world: World) -> None:
    client = signed_in(world, "steward")
    assert "passkey" not in client.get(HERE).text.lower()
    assert client.get(f"{HERE}/passkey").status_code == 404
    assert desk_post(client, f"{HERE}/passkey", {"label": "x", "passkey": "{}"}).status_code == 404
