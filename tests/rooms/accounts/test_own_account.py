"""My own account: a new passphrase counts once it is typed back; sessions are mine to end."""

import re

from starlette.testclient import TestClient

from app.rooms.accounts.queries import find_account_by_name, list_sessions
from app.web.sessions import cookie_name
from tests.support.acts import acts_since, count_acts
from tests.support.colleagues import account_id, circles_held
from tests.support.factors import app_code
from tests.support.organisation import PASSPHRASE, World
from tests.support.setup import fields_of, text_of
from tests.support.sign_in import at_the_door, desk_post, signed_in


def _typed_back(client: TestClient) -> tuple[str, dict[str, str | list[str]]]:
    page = client.get("/desk/account/passphrase").text
    forms = page[page.index('action="/desk/account/passphrase"') - 40 :]
    new = text_of(page, "passphrase")
    made = fields_of(f"<!doctype html><title>x</title>{forms[: forms.index('</form>')]}</form>")["made"]
    return new, {"current": PASSPHRASE, "again": new, "made": made}


def test_a_new_passphrase_opens_the_same_keys_and_ends_other_sessions(world: World) -> None:
    elsewhere, client = signed_in(world, "steward"), signed_in(world, "steward")
    held, before = circles_held(world, "steward"), count_acts(world)
    new, form = _typed_back(client)
    answer = desk_post(client, "/desk/account/passphrase", form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/account")
    assert client.get("/desk/account").status_code == 303
    fresh = world.browser()
    name = cookie_name(world.settings)
    fresh.cookies.set(name, answer.cookies[name])
    assert fresh.get("/desk/account").status_code == 200
    assert elsewhere.get("/desk/account").status_code == 303
    assert circles_held(world, "steward") == held
    assert _sign_in(world, new) == 303
    assert _sign_in(world, PASSPHRASE) == 422
    assert [leaf.act for leaf in acts_since(world, before)] == ["account.passphrase"]


def test_the_old_passphrase_stays_when_the_new_one_was_copied_wrongly(world: World) -> None:
    client = signed_in(world, "steward")
    new, form = _typed_back(client)
    page = desk_post(client, "/desk/account/passphrase", {**form, "again": "six other words of my own"})
    assert page.status_code == 422
    assert text_of(page.text, "passphrase") == new
    assert "six other words" not in page.text
    assert PASSPHRASE not in page.text
    assert _sign_in(world, PASSPHRASE) == 303


def test_somebody_at_an_open_desk_cannot_change_it_without_the_old_one(world: World) -> None:
    client = signed_in(world, "steward")
    _, form = _typed_back(client)
    page = desk_post(client, "/desk/account/passphrase", {**form, "current": "wrong"})
    assert page.status_code == 422
    assert _sign_in(world, PASSPHRASE) == 303


def test_nobody_brings_words_of_their_own(world: World) -> None:
    client, other = signed_in(world, "steward"), signed_in(world, "steward")
    _, form = _typed_back(other)
    for made in ("", "x", "é", str(form["made"])):
        page = desk_post(client, "/desk/account/passphrase", {**form, "made": made})
        assert page.status_code == 422
    assert _sign_in(world, PASSPHRASE) == 303


def test_guessing_the_old_passphrase_is_limited(world: World) -> None:
    client = signed_in(world, "steward")
    _, form = _typed_back(client)
    statuses = {
        desk_post(client, "/desk/account/passphrase", {**form, "current": "wrong"}).status_code
        for _ in range(25)
    }
    assert statuses == {422, 429}


def test_i_see_my_sessions_and_end_one_or_all_others(world: World) -> None:
    first, second, client = (signed_in(world, "steward") for _ in range(3))
    with world.database.read() as session:
        account = find_account_by_name(session, "steward")
        assert account is not None
        count = len(list_sessions(session, account.id))
    ends = re.findall(r'name="which" value="(\w+)"', client.get("/desk/account").text)
    assert len(ends) == count - 1 + len(("others", "all"))
    assert desk_post(client, "/desk/account/sessions/end", {"which": "others"}).status_code == 303
    assert first.get("/desk/account").status_code == 303
    assert second.get("/desk/account").status_code == 303
    assert client.get("/desk/account").status_code == 200


def test_i_can_end_all_of_them_this_one_too(world: World) -> None:
    other, client = signed_in(world, "steward"), signed_in(world, "steward")
    assert desk_post(client, "/desk/account/sessions/end", {"which": "all"}).status_code == 303
    for ended in (other, client):
        assert ended.get("/desk/account").headers["location"].startswith("/desk/sign-in")


def test_the_app_still_opens_the_second_step_under_a_new_passphrase(world: World) -> None:
    client = signed_in(world, "steward")
    new, form = _typed_back(client)
    assert desk_post(client, "/desk/account/passphrase", form).status_code == 303
    door = at_the_door(world)
    first = door.post("/desk/sign-in", data={"name": "steward", "passphrase": new})
    assert first.headers["location"].startswith("/desk/sign-in/factor")
    second = desk_post(door, "/desk/sign-in/factor", {"code": app_code("steward", world.now)})
    assert (second.status_code, second.headers["location"]) == (303, "/desk")


def test_nobody_ends_the_session_of_another(world: World) -> None:
    theirs, client = signed_in(world, "steward2"), signed_in(world, "steward")
    with world.database.read() as session:
        which = list_sessions(session, account_id(world, "steward2"))[0].lookup.hex()
    for wrong in (which, "zz", ""):
        desk_post(client, "/desk/account/sessions/end", {"which": wrong})
    assert theirs.get("/desk/account").status_code == 200
    assert client.get("/desk/account").status_code == 200


def _sign_in(world: World, passphrase: str) -> int:
    answer = world.browser().post("/desk/sign-in", data={"name": "steward", "passphrase": passphrase})
    return answer.status_code
