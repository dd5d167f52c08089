"""Before keys, people and passphrases the workspace asks once more, and then not for a quarter of an hour."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from app.domain.sessions import SessionStage
from app.models.people import StaffSession
from app.vault.session_keys import lookup_hash
from app.web.sessions import NotSignedIn, cookie_name, open_row, replace_session
from tests.pages.contract import check_page
from tests.support.factors import paper_codes_of
from tests.support.organisation import PASSPHRASE, World
from tests.support.sign_in import desk_post, signed_in, token_of

PEOPLE = "/desk/people"
CODES = paper_codes_of("administrator")
AGAIN = f"/desk/again?next={PEOPLE}"


def prove(client, passphrase: str = PASSPHRASE, **more: str):
    shown = {"passphrase": passphrase, "code": CODES[0], "next": PEOPLE}
    return desk_post(client, "/desk/again", {**shown, **more})


def test_people_are_shown_for_a_quarter_of_an_hour_and_then_only_to_one_who_shows_who_they_are(
    world: World,
) -> None:
    client = signed_in(world, "administrator")
    assert client.get(PEOPLE).status_code == 200
    world.pass_time(minutes=16)
    asked = client.get(PEOPLE)
    assert (asked.status_code, asked.headers["location"]) == (303, AGAIN)
    page = client.get(asked.headers["location"])
    assert check_page(page.text, may_have_script=True) == []
    done = prove(client)
    assert (done.status_code, done.headers["location"]) == (303, PEOPLE)
    renewed = world.browser()
    renewed.cookies.set(cookie_name(world.settings), done.cookies[cookie_name(world.settings)])
    assert renewed.get(PEOPLE).status_code == 200


def test_the_token_from_before_opens_nothing_any_more(world: World) -> None:
    client = signed_in(world, "administrator")
    assert prove(client).status_code == 303
    assert client.get("/desk").headers["location"].startswith("/desk/sign-in")


def test_a_wrong_passphrase_proves_nothing_and_is_limited(world: World) -> None:
    client = signed_in(world, "administrator")
    world.pass_time(minutes=16)
    refused = prove(client, "six wrong words of a guesser")
    assert refused.status_code == 422
    assert "six wrong words" not in refused.text
    assert client.get(PEOPLE).status_code == 303
    assert {prove(client, "wrong").status_code for _ in range(25)} == {422, 429}


def test_a_form_sent_too_late_changes_nothing_and_says_what_to_do(world: World) -> None:
    client = signed_in(world, "administrator")
    world.pass_time(minutes=16)
    late = desk_post(client, f"{PEOPLE}/new", {"name": "rio", "display_name": "Rio", "roles": ["steward"]})
    assert late.status_code == 403
    assert "/desk/again" in late.text
    assert prove(client).status_code == 303


@pytest.mark.parametrize(
    ("name", "door", "page"),
    [
        ("steward", "/desk/rota/shifts", "/desk/rota"),
        ("steward", "/desk/rota/shifts/1/remove", "/desk/rota"),
        ("steward", "/desk/rota/stand-in", "/desk/rota"),
        ("teller1", "/desk/ballots/b-nothing/count", "/desk/ballots/b-nothing"),
    ],
)
def test_the_rota_and_the_count_ask_again_and_lead_back_to_their_own_page(
    world: World, name: str, door: str, page: str
) -> None:
    client = signed_in(world, name)
    assert desk_post(client, door, {"line": "stewards"}).status_code in (404, 422)
    world.pass_time(minutes=16)
    late = desk_post(client, door, {"line": "stewards"})
    assert late.status_code == 403
    assert f'href="/desk/again?next={page}"' in late.text


def test_asking_again_leads_nowhere_else(world: World) -> None:
    elsewhere = (
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/desk//x",
        "/desk\\x",
        "/desk\r\nx: y",
    )
    for wanted, code in zip(elsewhere, CODES, strict=False):
        client = signed_in(world, "administrator")
        assert prove(client, next=wanted, code=code).headers["location"] == "/desk"


def test_twelve_hours_count_from_the_first_sign_in_however_often_one_proves_it(world: World) -> None:
    token = token_of(world, "administrator")
    began = world.now
    for _ in range(30):
        world.pass_time(minutes=25)
        with world.database.write() as session:
            held = open_row(session, token, world.now)
            if held is None:
                break
            token = replace_session(
                session, token, held.keys, stage=SessionStage(held.row.stage), now=world.now
            )
    assert timedelta(hours=11, minutes=30) < world.now - began <= timedelta(hours=12, minutes=30)


def test_of_two_proofs_at_once_with_one_token_only_one_gets_a_new_one(world: World) -> None:
    token = token_of(world, "administrator")

    def replaced(_: int) -> bool:
        try:
            with world.database.write() as session:
                held = open_row(session, token, world.now)
                if held is None:
                    return False
                replace_session(session, token, held.keys, stage=SessionStage(held.row.stage), now=world.now)
        except NotSignedIn:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(replaced, range(8))) == 1
    with world.database.read() as session:
        assert session.get(StaffSession, lookup_hash(token)) is None


def test_the_passphrase_without_the_second_factor_proves_nothing(world: World) -> None:
    client = signed_in(world, "administrator")
    world.pass_time(minutes=16)
    for code in ("", "000000", "0000-0000-0000-0000"):
        assert prove(client, code=code).status_code == 422
    assert client.get(PEOPLE).status_code == 303


@pytest.mark.parametrize("path", ["/desk/people", "/desk/people/new", "/desk/account/passphrase"])
def test_each_page_of_people_and_passphrases_asks(world: World, path: str) -> None:
    client = signed_in(world, "administrator")
    world.pass_time(minutes=16)
    assert client.get(path).headers["location"] == f"/desk/again?next={path}"


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("steward", "/desk/notices"),
        ("steward", "/desk/notices/end"),
        ("chair", "/desk/cards"),
        ("administrator", "/desk/backups"),
        ("administrator", "/desk/backups/rehearse"),
    ],
)
def test_a_cookie_alone_turns_no_letters_away_prints_no_cards_and_fills_no_disk(
    world: World, name: str, path: str
) -> None:
    client = signed_in(world, name)
    world.pass_time(minutes=16)
    late = desk_post(client, path, {"address": "thief@mail.test", "number": "50", "count": "50"})
    assert late.status_code == 403
    assert "/desk/again" in late.text
