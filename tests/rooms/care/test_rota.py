"""The rota: hours in a week, a day handed over, and who is on duty now."""

from tests.support.care import account_id
from tests.support.organisation import World
from tests.support.sign_in import desk_post, signed_in


def put_on(world: World, name: str, line: str = "stewards", **typed: str | list[str]) -> int:
    sent = {
        "line": line,
        "account": account_id(world, name),
        "day": ["0", "1"],
        "from_hour": "9",
        "until_hour": "17",
    }
    return desk_post(signed_in(world, "steward"), "/desk/rota/shifts", {**sent, **typed}).status_code


def test_somebody_is_on_duty_in_their_hours(world: World) -> None:
    assert put_on(world, "steward2") == 303  # it is Monday, 10 o'clock there
    assert "On duty now: Steward2" in signed_in(world, "steward").get("/desk/rota").text
    world.pass_time(hours=9)
    assert "Nobody is on duty now" in signed_in(world, "steward").get("/desk/rota").text


def test_a_night_ends_on_the_next_day(world: World) -> None:
    put_on(world, "steward", day=["0"], from_hour="22", until_hour="6")
    world.pass_time(hours=17)  # Tuesday, 3 o'clock
    assert "On duty now: Steward" in signed_in(world, "steward").get("/desk/rota").text


def test_hours_without_a_day_or_out_of_range_are_refused_and_kept(world: World) -> None:
    steward = signed_in(world, "steward")
    typed = {
        "line": "stewards",
        "account": account_id(world, "steward"),
        "from_hour": "25",
        "until_hour": "17",
    }
    answer = desk_post(steward, "/desk/rota/shifts", {**typed, "day": ["0"]})
    assert answer.status_code == 422
    assert 'value="25"' in answer.text
    assert desk_post(steward, "/desk/rota/shifts", {**typed, "from_hour": "9"}).status_code == 422
    assert put_on(world, "director") == 422


def test_a_steward_does_not_touch_the_outside_readers_rota(world: World) -> None:
    assert put_on(world, "outside", line="outside") == 403


def test_a_day_is_handed_over(world: World) -> None:
    put_on(world, "steward2")
    steward = signed_in(world, "steward")
    typed = {
        "line": "stewards",
        "absent": account_id(world, "steward2"),
        "account": account_id(world, "steward"),
    }
    assert desk_post(steward, "/desk/rota/stand-in", {**typed, "on": "2026-11-23"}).status_code == 303
    page = steward.get("/desk/rota").text
    assert "On duty now: Steward<" in page
    assert "Steward for Steward2" in page
    assert desk_post(steward, "/desk/rota/stand-in", {**typed, "on": "2026-11-22"}).status_code == 422
    assert desk_post(steward, "/desk/rota/stand-in", {**typed, "on": "soon"}).status_code == 422


def test_a_shift_is_taken_off(world: World) -> None:
    put_on(world, "steward2", day=["0"])
    steward = signed_in(world, "steward")
    assert desk_post(steward, "/desk/rota/shifts/1/remove").status_code == 303
    assert "Nobody is on duty now" in steward.get("/desk/rota").text
    assert desk_post(steward, "/desk/rota/shifts/1/remove").status_code == 404
