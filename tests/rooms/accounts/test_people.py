"""People and their keys: added, changed, given keys, ended; by whom, and what each role may not."""

import pytest
from sqlalchemy import select

from app.domain.permissions import Role
from app.models.organisation import Organisation
from app.models.people import StaffSession
from tests.pages.contract import check_page
from tests.support.acts import acts_since, count_acts
from tests.support.colleagues import account_id, circles_held, roles_held
from tests.support.organisation import PEOPLE, World
from tests.support.setup import text_of
from tests.support.sign_in import desk_post, signed_in

NEW = {"name": "rio", "display_name": "Rio", "public_title": "Reader 3", "roles": ["steward"]}
GETS = ("/desk/people", "/desk/people/new", "/desk/people/2")
POSTS = (
    "/desk/people/new",
    "/desk/people/2/roles",
    "/desk/people/2/passphrase",
    "/desk/people/2/end",
)


def test_a_stranger_is_sent_to_sign_in(world: World) -> None:
    for path in (*GETS, "/desk/account", "/desk/account/passphrase"):
        answer = world.browser().get(path)
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/desk/sign-in")
    for path in (*POSTS, "/desk/keys/2/give", "/desk/account/passphrase", "/desk/account/sessions/end"):
        assert world.browser().post(path, data=NEW).status_code in (303, 403)


@pytest.mark.parametrize("name", sorted(set(PEOPLE) - {"administrator"}))
def test_nobody_but_an_administrator_sees_or_changes_people(world: World, name: str) -> None:
    client, before = signed_in(world, name), count_acts(world)
    assert {client.get(path).status_code for path in GETS} == {403}
    assert {desk_post(client, path, dict(NEW)).status_code for path in POSTS} == {403}
    assert count_acts(world) == before


def test_an_administrator_sees_pages_that_keep_the_contract(world: World) -> None:
    client = signed_in(world, "administrator")
    for path in (*GETS, "/desk/account", "/desk/account/passphrase"):
        page = client.get(path)
        assert page.status_code == 200
        assert check_page(page.text, may_have_script=True) == []
        fragment = signed_in(world, "administrator", script=True).get(path).text
        assert "<html" not in fragment
        assert "<h1>" in fragment


@pytest.mark.parametrize("script", [False, True])
def test_a_new_steward_waits_for_the_key_until_a_steward_gives_it(world: World, script: bool) -> None:
    client, before = signed_in(world, "administrator"), count_acts(world)
    page = desk_post(client, "/desk/people/new", dict(NEW))
    assert page.status_code == 200
    assert check_page(page.text, may_have_script=True) == []
    passphrase = text_of(page.text, "passphrase")
    assert len(passphrase.split()) == 6
    assert circles_held(world, "rio") == [("desk", 1)]
    steward = signed_in(world, "steward")
    assert "Give the key to Rio" in steward.get("/desk/account").text
    assert desk_post(steward, f"/desk/keys/{account_id(world, 'rio')}/give").status_code == 303
    assert circles_held(world, "rio") == [("desk", 1), ("stewards", 1)]
    assert [leaf.act for leaf in acts_since(world, before)] == ["account.add", "account.grant"]
    assert acts_since(world)[-1].by == "steward"
    browser = world.browser(script=script)
    answer = browser.post("/desk/sign-in", data={"name": "rio", "passphrase": passphrase})
    assert answer.status_code == 303


@pytest.mark.parametrize("name", ["administrator", "outside", "chair"])
def test_nobody_gives_a_key_that_they_do_not_hold(world: World, name: str) -> None:
    desk_post(signed_in(world, "administrator"), "/desk/people/new", dict(NEW))
    rio = account_id(world, "rio")
    assert desk_post(signed_in(world, name), f"/desk/keys/{rio}/give").status_code == 403
    assert circles_held(world, "rio") == [("desk", 1)]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": "steward"}, "name"),
        ({"name": "Not A Name"}, "name"),
        ({"name": ""}, "name"),
        ({"display_name": ""}, "display_name"),
        ({"roles": []}, "roles"),
        ({"roles": ["emperor"]}, "roles"),
    ],
)
def test_an_account_that_cannot_be_is_refused_and_what_was_typed_stays(
    world: World, more: dict[str, str | list[str]], field: str
) -> None:
    client, before = signed_in(world, "administrator"), count_acts(world)
    page = desk_post(client, "/desk/people/new", {**NEW, **more})
    assert page.status_code == 422
    assert f'href="#{field}"' in page.text
    assert "Reader 3" in page.text
    assert count_acts(world) == before


def test_changing_roles_takes_keys_away_and_ends_sessions(world: World) -> None:
    theirs = signed_in(world, "steward")
    path = f"/desk/people/{account_id(world, 'steward')}/roles"
    assert desk_post(signed_in(world, "administrator"), path, {"roles": ["teller"]}).status_code == 303
    assert roles_held(world, "steward") == {Role.TELLER}
    assert circles_held(world, "steward") == [("desk", 1)]
    assert theirs.get("/desk/account").status_code == 303


def test_an_account_keeps_at_least_one_role(world: World) -> None:
    path = f"/desk/people/{account_id(world, 'steward')}/roles"
    page = desk_post(signed_in(world, "administrator"), path, {"roles": []})
    assert page.status_code == 422
    assert "Choose at least one role." in page.text
    assert roles_held(world, "steward") == {Role.STEWARD}


def test_the_last_administrator_stays(world: World) -> None:
    client, me = signed_in(world, "administrator"), account_id(world, "administrator")
    assert desk_post(client, f"/desk/people/{me}/end").status_code == 409
    assert desk_post(client, f"/desk/people/{me}/roles", {"roles": ["teller"]}).status_code == 409
    assert roles_held(world, "administrator") == {Role.ADMINISTRATOR}


def test_an_ended_account_signs_in_no_more_and_cannot_end_twice(world: World) -> None:
    client, theirs = signed_in(world, "administrator"), signed_in(world, "teller1")
    path = f"/desk/people/{account_id(world, 'teller1')}/end"
    assert desk_post(client, path).status_code == 303
    assert theirs.get("/desk/account").status_code == 303
    assert circles_held(world, "teller1") == []
    assert desk_post(client, path).status_code == 409
    assert "Account ended" in client.get("/desk/people").text


def test_a_lost_passphrase_means_new_keys_that_another_steward_gives(world: World) -> None:
    client, path = signed_in(world, "administrator"), f"/desk/people/{account_id(world, 'steward')}"
    page = desk_post(client, f"{path}/passphrase")
    assert page.status_code == 200
    assert circles_held(world, "steward") == []
    desk_post(signed_in(world, "steward2"), f"/desk/keys/{account_id(world, 'steward')}/give")
    assert circles_held(world, "steward") == [("desk", 1), ("stewards", 1)]
    signed = world.browser().post(
        "/desk/sign-in", data={"name": "steward", "passphrase": text_of(page.text, "passphrase")}
    )
    assert signed.status_code == 303


def test_an_administrator_does_not_renew_their_own_keys(world: World) -> None:
    path = f"/desk/people/{account_id(world, 'administrator')}/passphrase"
    assert desk_post(signed_in(world, "administrator"), path).status_code == 409


def test_without_an_outside_reader_the_form_is_told_so_until_one_is_named_again(world: World) -> None:
    client = signed_in(world, "administrator")
    desk_post(client, f"/desk/people/{account_id(world, 'outside')}/end")
    assert not _outside_reader_is_named(world)
    desk_post(client, "/desk/people/new", {**NEW, "name": "oli", "roles": ["outside_reader"]})
    assert _outside_reader_is_named(world)
    assert ("outside", 2) in circles_held(world, "oli")


def test_a_person_who_is_not_there_is_not_found(world: World) -> None:
    client = signed_in(world, "administrator")
    for number in ("999", str(10**30), "x"):
        assert client.get(f"/desk/people/{number}").status_code == 404
        assert desk_post(client, f"/desk/people/{number}/end").status_code == 404


def test_a_form_without_its_token_changes_nothing(world: World) -> None:
    client, before = signed_in(world, "administrator"), count_acts(world)
    assert client.post("/desk/people/new", data=NEW).status_code == 403
    assert count_acts(world) == before


def test_no_passphrase_is_stored_with_a_new_account(world: World) -> None:
    page = desk_post(signed_in(world, "administrator"), "/desk/people/new", dict(NEW))
    passphrase = text_of(page.text, "passphrase")
    with world.database.read() as session:
        assert session.scalars(select(StaffSession)).all()
    for path in world.settings.data.rglob("*"):
        if path.is_file():
            held = path.read_bytes()
            assert passphrase.encode() not in held
            assert passphrase.replace(" ", "").encode() not in held


def _outside_reader_is_named(world: World) -> bool:
    with world.database.read() as session:
        return session.get_one(Organisation, 1).outside_reader_named
