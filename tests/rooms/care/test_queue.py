"""The safety queue: who sees what, the first look, hand-over, decisions, look-alikes, and what stays."""

import pytest

from app.models.care import SafetyStep
from tests.support.care import account_id, item_of, press_safety
from tests.support.organisation import PEOPLE, World
from tests.support.participant import Participant, text_of, token_on
from tests.support.screening import leaves_about, ledger_size, totals, totals_written
from tests.support.sign_in import desk_post, signed_in
from tests.support.voices import speak, thread_of

DANGER = "My boyfriend beat me up again and I am scared to go home"
BY_STAFF = "Your security guard punched me"
LOOK_ALIKE = "people fall out of that chair, fix it. fell out again"
READERS = {"steward", "steward2", "outside"}


@pytest.mark.parametrize("name", [*PEOPLE])
def test_only_readers_open_the_queue(world: World, name: str) -> None:
    for path in ("/desk/safety", "/desk/rota", "/desk/danger-words"):
        status = signed_in(world, name).get(path).status_code
        assert status == (200 if name in READERS else 403), path


def test_a_stranger_is_sent_to_sign_in(world: World) -> None:
    assert world.browser().get("/desk/safety").status_code == 303


def test_an_entry_waits_with_its_level_and_nothing_of_its_words(world: World) -> None:
    voice = speak(world, DANGER)
    page = signed_in(world, "steward").get("/desk/safety").text
    assert voice.ref in page
    assert "Danger" in page
    assert "beat" not in page
    assert "beat" not in signed_in(world, "steward").get(f"/desk/safety/{voice.ref}").text


def test_what_is_about_staff_is_a_number_for_stewards_and_open_to_the_outside_reader(
    world: World,
) -> None:
    voice = speak(world, BY_STAFF)
    steward, outside = signed_in(world, "steward"), signed_in(world, "outside")
    assert voice.ref not in steward.get("/desk/safety").text
    assert "1 more waits there" in steward.get("/desk/safety").text
    assert steward.get(f"/desk/safety/{voice.ref}").status_code == 404
    assert voice.ref in outside.get("/desk/safety").text


def test_the_first_look_opens_the_words_and_keeps_only_that_it_was_in_time(world: World) -> None:
    voice, steward = speak(world, DANGER), signed_in(world, "steward")
    assert press_safety(steward, voice, "look").status_code == 303
    page = steward.get(f"/desk/safety/{voice.ref}").text
    assert DANGER in page
    assert "First look in time" in page
    item = item_of(world, voice)
    assert item is not None
    assert (item.slot_at, item.first_look) == (None, "in_time")
    assert item.keeper_id == int(account_id(world, "steward"))


def test_a_first_look_after_the_next_slot_is_late(world: World) -> None:
    voice = speak(world, DANGER)
    world.pass_time(hours=8)
    assert "Waits too long" in signed_in(world, "steward").get("/desk/safety").text
    press_safety(signed_in(world, "steward"), voice, "look")
    item = item_of(world, voice)
    assert item is not None
    assert item.first_look == "late"


def test_a_decision_needs_an_outcome_and_a_reason_and_keeps_what_was_typed(world: World) -> None:
    voice, steward = speak(world, DANGER), signed_in(world, "steward")
    press_safety(steward, voice, "look")
    answer = press_safety(steward, voice, "decide", outcome="", why="I called the shelter")
    assert answer.status_code == 422
    assert "I called the shelter" in answer.text
    answer = press_safety(steward, voice, "decide", outcome="passed_on", why=" ")
    assert answer.status_code == 422
    assert "Write why" in answer.text


def test_a_decision_stands_with_who_and_why_and_the_reason_is_sealed(world: World) -> None:
    voice, steward = speak(world, DANGER), signed_in(world, "steward")
    press_safety(steward, voice, "look")
    answer = press_safety(steward, voice, "decide", outcome="passed_on", why="QUINCEWORD told the night van")
    assert answer.status_code == 303
    page = signed_in(world, "steward2").get(f"/desk/safety/{voice.ref}").text
    assert "Passed on to somebody who can help" in page
    assert "QUINCEWORD" not in page, "this reader has not opened the words"
    assert "QUINCEWORD" in steward.get(f"/desk/safety/{voice.ref}").text
    with world.database.read() as session:
        sealed = [row.sealed_words for row in session.query(SafetyStep) if row.sealed_words]
    assert sealed
    assert not any(b"QUINCEWORD" in one for one in sealed)


def test_a_second_press_on_an_old_page_changes_nothing(world: World) -> None:
    voice, steward = speak(world, DANGER), signed_in(world, "steward")
    press_safety(steward, voice, "look")
    old = {"outcome": "nothing_to_do", "why": "read", "version": "1"}
    assert desk_post(steward, f"/desk/safety/{voice.ref}/decide", old).status_code == 409
    item = item_of(world, voice)
    assert item is not None
    assert item.state == "looked_at"


def test_nothing_is_decided_before_a_look(world: World) -> None:
    voice, steward = speak(world, DANGER), signed_in(world, "steward")
    here = f"/desk/safety/{voice.ref}"
    assert desk_post(steward, f"{here}/clear").status_code == 409
    assert (
        desk_post(steward, f"{here}/decide", {"outcome": "law", "why": "x", "version": "1"}).status_code
        == 409
    )
    assert desk_post(steward, f"{here}/hand-over", {"to": account_id(world, "steward2")}).status_code == 409


def test_a_look_alike_is_cleared_in_one_press_and_its_level_goes(world: World) -> None:
    voice, steward = speak(world, LOOK_ALIKE), signed_in(world, "steward")
    assert thread_of(world, voice).safety_level != "none"
    press_safety(steward, voice, "look")
    assert press_safety(steward, voice, "clear").status_code == 303
    assert thread_of(world, voice).safety_level == "none"
    assert "A look-alike" in steward.get("/desk/safety").text


def test_an_entry_is_handed_to_another_reader_of_the_circle_only(world: World) -> None:
    voice, steward = speak(world, DANGER), signed_in(world, "steward")
    press_safety(steward, voice, "look")
    refused = press_safety(steward, voice, "hand-over", to=account_id(world, "outside"), note="please")
    assert refused.status_code == 422
    assert press_safety(steward, voice, "hand-over", to=account_id(world, "steward2")).status_code == 303
    item = item_of(world, voice)
    assert item is not None
    assert item.keeper_id == int(account_id(world, "steward2"))
    assert "Held by Steward2" in steward.get(f"/desk/safety/{voice.ref}").text


def test_the_outside_reader_gives_back_what_the_list_took_for_staff(world: World) -> None:
    voice, outside = speak(world, BY_STAFF), signed_in(world, "outside")
    press_safety(outside, voice, "look")
    assert press_safety(outside, voice, "give").status_code == 303
    assert outside.get(f"/desk/safety/{voice.ref}").status_code == 404
    steward = signed_in(world, "steward")
    press_safety(steward, voice, "look")
    assert BY_STAFF in steward.get(f"/desk/safety/{voice.ref}").text
    assert not thread_of(world, voice).is_about_staff


def test_what_the_person_said_is_about_staff_stays_with_the_outside_reader(world: World) -> None:
    voice, outside = speak(world, BY_STAFF, is_about_staff=True), signed_in(world, "outside")
    press_safety(outside, voice, "look")
    here = f"/desk/safety/{voice.ref}"
    assert f"{here}/give" not in outside.get(here).text
    assert desk_post(outside, f"{here}/give").status_code == 409


def test_new_words_of_danger_open_a_decided_entry_again(world: World) -> None:
    voice, steward = speak(world, DANGER), signed_in(world, "steward")
    press_safety(steward, voice, "look")
    press_safety(steward, voice, "decide", outcome="wrote_back", why="Wrote with the shelter's number")
    world.browser().post("/receipt", data={"code": voice.code, "reply": "he says he will kill me"})
    item = item_of(world, voice)
    assert item is not None
    assert item.state == "waiting"
    assert item.slot_at is not None


def test_the_same_form_sent_again_does_not_bring_a_decided_entry_back(world: World) -> None:
    voice, steward = speak(world, DANGER), signed_in(world, "steward")
    person = Participant(world.browser())
    sent = {"reply": "he says he will kill me", "token": token_on(person.open(voice.code))}
    first = person.open(voice.code, **sent)
    press_safety(steward, voice, "look")
    press_safety(steward, voice, "decide", outcome="wrote_back", why="Wrote with the shelter's number")
    again = person.open(voice.code, **sent)
    assert "We already have this" in text_of(again)
    assert ['id="care"' in answer.text for answer in (first, again)] == [True, True]
    item = item_of(world, voice)
    assert item is not None
    assert item.state == "decided"


def test_the_ledger_says_what_was_done_and_not_to_which_voice(world: World) -> None:
    voice, steward = speak(world, DANGER), signed_in(world, "steward")
    press_safety(steward, voice, "look")
    press_safety(steward, voice, "clear")
    before = ledger_size(world)
    assert {leaf.act for leaf in leaves_about(world, voice.ref)} == {"feedback.open"}
    world.pass_time(days=7)
    totals_written(world)
    assert ledger_size(world) == before + 2
    assert totals(world) == [("safety.decide", 1), ("safety.look", 1)]


def test_no_leaf_of_the_queue_stands_next_to_the_opening_of_its_voice(world: World) -> None:
    voice, steward = speak(world, DANGER), signed_in(world, "steward")
    size = ledger_size(world)
    press_safety(steward, voice, "look")
    press_safety(steward, voice, "clear")
    assert ledger_size(world) == size + 1
    assert [leaf.act for leaf in leaves_about(world, "")][-1] == "feedback.open"


def test_withdrawn_words_leave_the_queue(world: World) -> None:
    voice = speak(world, DANGER)
    world.browser().post("/receipt", data={"code": voice.code, "action": "withdraw"})
    assert voice.ref not in signed_in(world, "steward").get("/desk/safety").text
    item = item_of(world, voice)
    assert item is not None
    assert item.sealed_findings is None


def test_the_start_page_rings_for_readers_alone(world: World) -> None:
    speak(world, DANGER)
    assert "1 entry waits for a first look" in signed_in(world, "steward").get("/desk").text
    assert "Safety queue" not in signed_in(world, "director").get("/desk").text
