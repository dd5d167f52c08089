"""From the outside reader to leadership: only as the person chose, sealed to those it is for."""

import pytest

from app.domain.lifecycles import SafeCopyState
from app.domain.word_use import WordUse
from app.models.care import StaffHandoverCopy
from tests.support.care import COPY, about_staff, account_id, handed_over
from tests.support.organisation import PEOPLE, World
from tests.support.screening import person_says, totals, totals_written
from tests.support.sign_in import desk_post, signed_in
from tests.support.voices import Voice, speak


def hand(world: World, voice: Voice, *names: str) -> int:
    to = [account_id(world, name) for name in names]
    client = signed_in(world, "outside")
    return desk_post(client, f"/desk/feedback/{voice.ref}/leadership", {"to": to}).status_code


def test_leadership_reads_the_agreed_safe_copy_and_who_was_not_chosen_reads_nothing(world: World) -> None:
    voice = about_staff(world)
    assert hand(world, voice, "director") == 303
    page = signed_in(world, "director").get("/desk/leadership").text
    assert COPY in page
    assert voice.ref not in page
    assert COPY not in signed_in(world, "chair").get("/desk/leadership").text
    with world.database.read() as session:
        assert all(b"QUINCE" not in (row.sealed_words or b"") for row in session.query(StaffHandoverCopy))


def test_nothing_goes_before_the_person_agreed(world: World) -> None:
    voice = about_staff(world, agrees=False)
    assert hand(world, voice, "director") == 409
    page = signed_in(world, "outside").get(f"/desk/feedback/{voice.ref}/leadership").text
    assert "has not agreed" in page
    assert f'action="/desk/feedback/{voice.ref}/leadership"' not in page


@pytest.mark.parametrize("state", [SafeCopyState.REFUSED, None])
def test_only_counted_never_goes_in_words(world: World, state: SafeCopyState | None) -> None:
    voice = about_staff(world, word_use=WordUse.COUNT if state is None else WordUse.PARAPHRASE, agrees=False)
    if state:
        person_says(world, voice, state)
    assert hand(world, voice, "director") == 303
    page = signed_in(world, "director").get("/desk/leadership").text
    assert "only counted" in page
    assert "QUINCE" not in page


def test_it_goes_once_and_to_somebody(world: World) -> None:
    voice = about_staff(world)
    assert hand(world, voice) == 422
    assert hand(world, voice, "steward") == 422
    assert hand(world, voice, "director", "chair") == 303
    assert hand(world, voice, "director") == 409


def test_leaderships_answer_comes_back_to_the_outside_reader_alone(world: World) -> None:
    voice = about_staff(world)
    hand(world, voice, "director")
    ref = signed_in(world, "director").get("/desk/leadership").text.partition('id="h-')[2][:8]
    director = signed_in(world, "director")
    assert desk_post(director, f"/desk/leadership/{ref}", {"answer": " "}).status_code == 422
    assert desk_post(signed_in(world, "chair"), f"/desk/leadership/{ref}", {"answer": "x"}).status_code == 404
    told: dict[str, str | list[str]] = {"answer": "We spoke with him PLUM"}
    assert desk_post(director, f"/desk/leadership/{ref}", told).status_code == 303
    assert desk_post(director, f"/desk/leadership/{ref}", {"answer": "again"}).status_code == 409
    assert "PLUM" in signed_in(world, "outside").get(f"/desk/feedback/{voice.ref}/leadership").text
    world.pass_time(days=7)
    totals_written(world)
    assert totals(world) == [("handover.answer", 1), ("handover.make", 1)]


def start_page(world: World, name: str) -> str:
    return " ".join(signed_in(world, name).get("/desk").text.split())


def test_leadership_and_the_outside_reader_see_on_their_start_pages_whose_turn_it_is(world: World) -> None:
    voice = about_staff(world)
    ref = handed_over(world, voice)
    assert "1 voice was handed to you" in start_page(world, "director")
    assert "its answer is awaited" in start_page(world, "outside")
    for name in ("chair", "steward", "administrator"):
        assert "handed to you" not in start_page(world, name)
        assert voice.ref not in start_page(world, name)
    desk_post(signed_in(world, "director"), f"/desk/leadership/{ref}", {"answer": "We spoke with him PLUM"})
    assert "handed to you" not in start_page(world, "director")
    answered = start_page(world, "outside")
    assert f'Leadership answered</span> <a href="/desk/feedback/{voice.ref}/leadership">' in answered
    assert "PLUM" not in answered
    world.pass_time(weeks=5)
    assert "Leadership answered" not in start_page(world, "outside")


@pytest.mark.parametrize(
    "changed",
    [
        {"action": "approve", "choice": "no"},
        {"action": "approve", "choice": "change", "reply": "Not like this"},
        {"action": "word_use", "word_use": "count"},
    ],
)
def test_who_agrees_no_more_takes_the_words_back_from_leadership_too(
    world: World, changed: dict[str, str]
) -> None:
    voice = about_staff(world)
    hand(world, voice, "director", "chair")
    assert world.browser().post("/receipt", data={"code": voice.code, **changed}).status_code == 200
    for name in ("director", "chair"):
        page = signed_in(world, name).get("/desk/leadership").text
        assert "QUINCE" not in page
        assert "took these words back" in page
    with world.database.read() as session:
        assert {row.sealed_words for row in session.query(StaffHandoverCopy)} == {None}


def test_words_that_are_taken_back_leave_leadership_too(world: World) -> None:
    voice = about_staff(world)
    hand(world, voice, "director")
    world.browser().post("/receipt", data={"code": voice.code, "action": "withdraw"})
    page = signed_in(world, "director").get("/desk/leadership").text
    assert "QUINCE" not in page
    assert "took these words back" in page


def test_what_is_not_about_staff_is_not_handed_over(world: World) -> None:
    voice = speak(world, "The van is late")
    assert hand(world, voice, "director") == 404


@pytest.mark.parametrize("name", [*PEOPLE])
def test_who_may(world: World, name: str) -> None:
    voice = about_staff(world)
    client = signed_in(world, name)
    here = f"/desk/feedback/{voice.ref}/leadership"
    assert client.get("/desk/leadership").status_code == (200 if name in ("director", "chair") else 403)
    assert (client.get(here).status_code == 200) is (name == "outside")
    if name != "outside":
        assert desk_post(client, here, {"to": account_id(world, "director")}).status_code == 403
