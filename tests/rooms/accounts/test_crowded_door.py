"""Sign-in limits hold at full speed, and whoever owns the name gets in all the same."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from app.domain.errors import TooMany
from app.models.jobs import Bucket
from app.rooms.accounts.sign_in import MOST_IN_ALL, MOST_PER_NAME
from app.web.known_browsers import PATH, mark_name
from app.web.limits import take_room
from tests.pages.contract import check_page
from tests.support.factors import app_code, paper_codes_of
from tests.support.organisation import PASSPHRASE, World
from tests.support.sign_in import at_the_door, desk_post

FACTOR = "/desk/sign-in/factor"


def send(client, passphrase: str, name: str = "steward", **more: str):
    return client.post(PATH, data={"name": name, "passphrase": passphrase, **more})


def crowd(world: World, *, tries: int = MOST_PER_NAME + 5) -> None:
    """Guesses for one name until nobody new is looked at."""
    guesser = at_the_door(world)
    for _ in range(tries):
        send(guesser, "guess")


def test_too_many_attempts_are_refused_for_a_while_and_then_not(world: World) -> None:
    crowd(world)
    flooded = send(at_the_door(world), PASSPHRASE)
    assert flooded.status_code == 429
    assert check_page(flooded.text, may_have_script=True) == []
    assert PASSPHRASE not in flooded.text
    assert send(at_the_door(world), PASSPHRASE, "director").status_code == 303
    world.pass_time(minutes=10)
    assert send(at_the_door(world), PASSPHRASE).status_code == 303


def test_the_limit_holds_when_all_come_at_once(world: World) -> None:
    def takes(_: int) -> bool:
        try:
            with world.database.write() as session:
                take_room(session, "crowd", most=7, now=world.now)
        except TooMany:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(takes, range(64))) == 7
    with world.database.read() as session:
        assert session.scalar(select(Bucket.count).where(Bucket.name == "crowd")) == 7


def test_guessers_at_full_speed_are_looked_at_twenty_times_and_no_more(world: World) -> None:
    with ThreadPoolExecutor(12) as pool:
        statuses = list(pool.map(lambda _: send(at_the_door(world), "guess").status_code, range(60)))
    assert statuses.count(422) == MOST_PER_NAME
    assert statuses.count(429) == 60 - MOST_PER_NAME


def test_the_owner_gets_in_from_a_browser_where_they_were_before(world: World) -> None:
    owner = at_the_door(world)
    send(owner, PASSPHRASE)
    desk_post(owner, FACTOR, {"code": app_code("steward", world.now)})
    desk_post(owner, "/desk/sign-out")
    assert owner.cookies.get(mark_name(world.settings))
    world.pass_time(minutes=1)
    crowd(world)
    assert send(at_the_door(world), PASSPHRASE).status_code == 429
    assert send(owner, PASSPHRASE).status_code == 303
    assert desk_post(owner, FACTOR, {"code": app_code("steward", world.now)}).headers["location"] == "/desk"


def test_the_owner_gets_in_anywhere_with_a_code_from_paper(world: World) -> None:
    crowd(world)
    code = paper_codes_of("steward")[0]
    assert send(at_the_door(world), "guess", code=code).status_code == 422
    owner = at_the_door(world)
    done = send(owner, PASSPHRASE, code=code)
    assert (done.status_code, done.headers["location"]) == (303, "/desk")
    assert owner.get("/desk").status_code == 200
    assert send(at_the_door(world), PASSPHRASE, code=code).status_code == 429


def test_a_browser_that_is_known_to_one_person_is_not_to_another(world: World) -> None:
    mine = at_the_door(world)
    send(mine, PASSPHRASE, "director")
    desk_post(mine, FACTOR, {"code": app_code("director", world.now)})
    crowd(world)
    assert send(mine, PASSPHRASE).status_code == 429


@pytest.mark.parametrize("mark", ["", "x", ".", "x.y", "é.é", "a" * 4000])
def test_a_made_up_mark_is_no_known_browser(world: World, mark: str) -> None:
    crowd(world)
    liar = at_the_door(world)
    answer = liar.post(
        PATH,
        data={"name": "steward", "passphrase": PASSPHRASE},
        headers={"Cookie": f"{mark_name(world.settings)}={mark}".encode()},
    )
    assert answer.status_code == 429


def test_a_known_browser_guesses_no_more_often_than_a_stranger(world: World) -> None:
    owner = at_the_door(world)
    send(owner, PASSPHRASE)
    desk_post(owner, FACTOR, {"code": app_code("steward", world.now)})
    statuses = [send(owner, "guess").status_code for _ in range(MOST_PER_NAME + 3)]
    assert statuses == [422] * MOST_PER_NAME + [429] * 3


def test_all_strangers_together_are_limited_but_not_those_who_were_here(world: World) -> None:
    owner = at_the_door(world)
    send(owner, PASSPHRASE)
    desk_post(owner, FACTOR, {"code": app_code("steward", world.now)})
    world.pass_time(minutes=10)
    with world.database.write() as session:
        for _ in range(MOST_IN_ALL):
            take_room(session, "sign-in", most=MOST_IN_ALL, now=world.now)
    assert send(at_the_door(world), PASSPHRASE, "director").status_code == 429
    assert send(owner, PASSPHRASE).status_code == 303


def test_no_name_and_no_mark_stands_in_what_is_counted(world: World) -> None:
    send(at_the_door(world), "guess", "my secret words typed as a name")
    with world.database.read() as session:
        names = session.scalars(select(Bucket.name)).all()
        assert session.scalar(select(func.count()).select_from(Bucket)) == 2
    assert not any("secret" in name for name in names)
