"""The first start, through its pages: the link, the steps, the keys shown once, a second click."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from app.domain.errors import IllegalMove
from app.models.organisation import IntakeWording, Organisation, Place, SetupLink
from app.models.people import Account, Circle, CircleGrant
from app.models.schema import Model
from app.rooms.accounts.queries import find_account_by_name, wrapped_of
from app.rooms.admin.setup_link import LinkState, make_setup_link, state_of_link
from app.vault.accounts import unwrap
from app.vault.boxes import CannotOpen
from app.vault.recovery import join_halves
from tests.pages.contract import check_page
from tests.support.organisation import CHEAP, NOW, World
from tests.support.setup import OUTSIDE, PEOPLE, PLACE, fields_of, start_walk, text_of


@pytest.mark.parametrize("script", [False, True])
def test_the_first_start_founds_the_organisation_and_shows_keys_that_work(
    empty_world: World, script: bool
) -> None:
    walk = start_walk(empty_world.database, empty_world.browser(script=script))
    page = walk.found(walk.to_check(OUTSIDE))
    assert page.status_code == 200
    assert "no-store" in page.headers["cache-control"]
    assert check_page(page.text) == []
    with empty_world.database.read() as session:
        organisation = session.get_one(Organisation, 1)
        recovered = join_halves(text_of(page.text, "half-1"), text_of(page.text, "half-2"))
        assert recovered.public == organisation.recovery_public_key
        assert organisation.outside_reader_named
        assert organisation.recovery_rehearsed_on is None
        assert [place.name for place in session.scalars(select(Place))] == ["Drop-in", "Night van"]
        wordings = session.scalars(select(IntakeWording)).all()
        assert {wording.language for wording in wordings} == {"en", "es"}
        assert all(wording.confirmed_on is None for wording in wordings)
        for name in ("ada", "sol", "sam", "dee", "oli"):
            account = find_account_by_name(session, name)
            assert account is not None
            passphrase = text_of(page.text, f"passphrase-{name}")
            assert len(passphrase.split()) == 6
            assert len(unwrap(wrapped_of(account), passphrase, cost=CHEAP)) == 32


def test_someone_signs_in_with_the_passphrase_that_was_shown(empty_world: World) -> None:
    walk = start_walk(empty_world.database, empty_world.browser())
    page = walk.found(walk.to_check())
    signed = empty_world.browser().post(
        "/desk/sign-in", data={"name": "ada", "passphrase": text_of(page.text, "passphrase-ada")}
    )
    assert signed.status_code == 303


def test_every_step_keeps_the_page_contract_and_sets_no_cookie(empty_world: World) -> None:
    walk = start_walk(empty_world.database, empty_world.browser())
    link = walk.client.get("/desk/setup", params={"token": walk.token})
    place = walk.begin()
    texts = walk.fill(place, PLACE)
    people = walk.fill(texts)
    pages = [link, place, texts, people, walk.fill(people, PEOPLE)]
    for page in pages:
        assert page.status_code == 200
        assert check_page(page.text) == []
        assert page.headers["referrer-policy"] == "no-referrer"
        assert page.headers["cache-control"] == "no-store"
        assert "set-cookie" not in page.headers


def test_the_token_leaves_the_address_with_the_first_button(empty_world: World) -> None:
    walk = start_walk(empty_world.database, empty_world.browser())
    page = walk.client.get("/desk/setup", params={"token": walk.token})
    assert f"token={walk.token}" not in page.text
    assert fields_of(page.text)["token"] == walk.token


@pytest.mark.parametrize("token", ["", "wrong", "x" * 5000, "caf\u00e9\x00"])
def test_a_wrong_token_opens_nothing(empty_world: World, token: str) -> None:
    walk = start_walk(empty_world.database, empty_world.browser())
    filled = fields_of(walk.to_check().text)
    assert walk.client.get("/desk/setup", params={"token": token}).status_code == 403
    for path in ("/desk/setup", "/desk/setup/found", "/desk/setup/again"):
        assert walk.send({**filled, "token": token}, path=path).status_code == 403
    with empty_world.database.read() as session:
        assert session.get(Organisation, 1) is None


def test_a_new_link_replaces_the_old_one(empty_world: World) -> None:
    with empty_world.database.write() as session:
        old = make_setup_link(session, NOW)
    with empty_world.database.write() as session:
        new = make_setup_link(session, NOW)
        assert state_of_link(session, old) is LinkState.UNKNOWN
        assert state_of_link(session, new) is LinkState.OPEN
        assert session.scalar(select(func.count()).select_from(SetupLink)) == 1


def test_what_was_typed_under_a_replaced_link_goes_on_under_the_new_one(empty_world: World) -> None:
    walk = start_walk(empty_world.database, empty_world.browser())
    check = walk.to_check()
    with empty_world.database.write() as session:
        new = make_setup_link(session, NOW)
    closed = walk.found(check)
    assert closed.status_code == 403
    assert check_page(closed.text) == []
    texts = walk.fill(closed, {"token": new})
    assert fields_of(texts.text)["director-name"] == "dee"


def test_a_founded_organisation_gets_no_link(world: World) -> None:
    with pytest.raises(IllegalMove), world.database.write() as session:
        make_setup_link(session, NOW)


def test_a_form_from_elsewhere_is_refused(empty_world: World) -> None:
    walk = start_walk(empty_world.database, empty_world.browser())
    walk.client.headers["Origin"] = "https://elsewhere.example"
    assert walk.send({"token": walk.token, "step": "start"}).status_code == 403


def test_a_second_click_of_the_last_step_changes_nothing_and_says_so(empty_world: World) -> None:
    walk = start_walk(empty_world.database, empty_world.browser())
    check = walk.to_check()
    first = walk.found(check)
    second = walk.found(check)
    assert second.status_code == 409
    assert "no second one was made" in second.text
    assert check_page(second.text) == []
    with empty_world.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Organisation)) == 1
        assert session.scalar(select(func.count()).select_from(Account)) == 4
        account = find_account_by_name(session, "ada")
        assert account is not None
        assert unwrap(wrapped_of(account), text_of(first.text, "passphrase-ada"), cost=CHEAP)


def test_the_last_step_pressed_four_times_at_once_founds_one_organisation(empty_world: World) -> None:
    walk = start_walk(empty_world.database, empty_world.browser())
    check = walk.to_check()
    with ThreadPoolExecutor(4) as threads:
        statuses = sorted(answer.status_code for answer in threads.map(walk.found, [check] * 4))
    assert statuses == [200, 409, 409, 409]
    with empty_world.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Account)) == 4


def test_keys_that_nobody_saw_are_made_again_and_the_old_ones_open_nothing(empty_world: World) -> None:
    walk = start_walk(empty_world.database, empty_world.browser())
    check = walk.to_check(OUTSIDE)
    first = walk.found(check)
    again = walk.send(fields_of(walk.found(check).text), path="/desk/setup/again")
    assert again.status_code == 200
    old, new = (text_of(page.text, "passphrase-sol") for page in (first, again))
    assert old != new
    with empty_world.database.read() as session:
        account = find_account_by_name(session, "sol")
        assert account is not None
        unwrap(wrapped_of(account), new, cost=CHEAP)
        with pytest.raises(CannotOpen):
            unwrap(wrapped_of(account), old, cost=CHEAP)
        recovered = join_halves(text_of(again.text, "half-1"), text_of(again.text, "half-2"))
        assert recovered.public == session.get_one(Organisation, 1).recovery_public_key
        assert session.scalar(select(func.count()).select_from(Circle)) == 3
        assert session.scalar(select(func.count()).select_from(CircleGrant)) == 5 + 2 + 1


def test_keys_are_not_made_again_once_somebody_signed_in(empty_world: World) -> None:
    walk = start_walk(empty_world.database, empty_world.browser())
    check = walk.to_check()
    first = walk.found(check)
    empty_world.browser().post(
        "/desk/sign-in", data={"name": "ada", "passphrase": text_of(first.text, "passphrase-ada")}
    )
    assert "Make new keys" not in walk.found(check).text
    assert walk.send({"token": walk.token}, path="/desk/setup/again").status_code == 409


def test_keys_are_not_made_again_after_an_hour(empty_world: World) -> None:
    walk = start_walk(empty_world.database, empty_world.browser())
    walk.found(walk.to_check())
    empty_world.now += timedelta(hours=1, seconds=1)
    assert walk.send({"token": walk.token}, path="/desk/setup/again").status_code == 409


def test_what_was_typed_stays_when_something_is_missing(empty_world: World) -> None:
    walk = start_walk(empty_world.database, empty_world.browser())
    page = walk.fill(walk.begin(), {**PLACE, "name": "", "about": "Kept <b>words</b>", "time_zone": ""})
    assert page.status_code == 422
    assert check_page(page.text) == []
    kept = fields_of(page.text)
    assert (kept["about"], kept["places"], kept["languages"]) == (
        "Kept <b>words</b>",
        "Drop-in\nNight van",
        ["en", "es"],
    )
    assert "2 things are not right yet" in page.text


def test_the_summary_says_in_which_section_something_is_missing(empty_world: World) -> None:
    walk = start_walk(empty_world.database, empty_world.browser())
    page = walk.fill(walk.fill(walk.fill(walk.begin(), PLACE)), {**PEOPLE, "director-name": ""})
    assert "Director: Please fill this in." in page.text


def test_going_back_and_forth_loses_no_word(empty_world: World) -> None:
    walk = start_walk(empty_world.database, empty_world.browser())
    texts = walk.fill(walk.begin(), PLACE)
    changed = walk.fill(texts, {"reading-1-en-body": "We read on Mondays."}, go="back")
    forth = walk.fill(changed)
    assert fields_of(forth.text)["reading-1-en-body"] == "We read on Mondays."


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"help-1-phone": "call me"}, "help-1-phone"),
        ({"help-1-police": "none"}, "help-1-police"),
        ({"legal-1-en-body": ""}, "legal-1-en-body"),
        ({"help-4-es-lead": "Solo", "help-4-es-body": ""}, "help-4-es-body"),
        ({"help-2-en-body": "x" * 501}, "help-2-en-body"),
    ],
)
def test_a_text_that_cannot_stand_is_named(empty_world: World, more: dict[str, str], field: str) -> None:
    walk = start_walk(empty_world.database, empty_world.browser())
    page = walk.fill(walk.fill(walk.begin(), PLACE), more)
    assert page.status_code == 422
    assert f'href="#{field}"' in page.text


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"steward-2-name": "sol"}, "steward-2-name"),
        ({"administrator-name": "Ada Lovelace"}, "administrator-name"),
        ({"director-display": ""}, "director-display"),
        ({"outside-name": "sam", "outside-display": "Sam"}, "outside-name"),
        ({"more-1-name": "rio", "more-1-display": "Rio"}, "more-1-role"),
    ],
)
def test_a_person_who_cannot_be_is_named(empty_world: World, more: dict[str, str], field: str) -> None:
    walk = start_walk(empty_world.database, empty_world.browser())
    page = walk.to_check(more)
    assert page.status_code == 422
    assert f'href="#{field}"' in page.text


def test_one_name_in_two_rows_is_one_account_with_both_roles(empty_world: World) -> None:
    walk = start_walk(empty_world.database, empty_world.browser())
    more = {"director-name": "ada", "more-1-role": "responder", "more-1-name": "rio", "more-1-display": "Rio"}
    page = walk.found(walk.to_check(more))
    assert "Director, Administrator" in page.text
    with empty_world.database.read() as session:
        assert set(session.scalars(select(Account.name))) == {"ada", "sol", "sam", "rio"}


def test_the_last_step_looks_at_every_answer_again(empty_world: World) -> None:
    walk = start_walk(empty_world.database, empty_world.browser())
    filled = fields_of(walk.to_check().text)
    page = walk.send({**filled, "steward-2-name": ""}, path="/desk/setup/found")
    assert page.status_code == 422
    assert 'href="#steward-2-name"' in page.text
    with empty_world.database.read() as session:
        assert session.get(Organisation, 1) is None


def test_no_passphrase_half_or_token_stands_in_the_database_or_the_log(
    empty_world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    walk = start_walk(empty_world.database, empty_world.browser())
    page = walk.found(walk.to_check(OUTSIDE))
    secrets = [text_of(page.text, f"passphrase-{name}") for name in ("ada", "sol", "sam", "dee", "oli")]
    secrets += [text_of(page.text, "half-1"), text_of(page.text, "half-2"), walk.token]
    held = _everything_held(empty_world)
    logged = "\n".join(r.getMessage() for r in caplog.records if r.name != "httpx")  # the test's own browser
    for secret in secrets:
        for written in (secret, secret.replace(" ", "")):
            assert written.encode() not in held
            assert written not in logged


def _everything_held(world: World) -> bytes:
    held = b""
    with world.database.read() as session:
        for table in Model.metadata.sorted_tables:
            rows = session.execute(text(f'SELECT * FROM "{table.name}"')).all()  # noqa: S608  # our tables
            held += repr(rows).encode() + b"".join(bytes(v) for r in rows for v in r if isinstance(v, bytes))
    for path in Path(world.settings.data).rglob("*"):
        held += path.read_bytes() if path.is_file() else b""
    return held
