"""A steward opens a voice, looks at it, makes its safe copy and passes it on."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.domain.lifecycles import FeedbackState, SafeCopyState
from app.domain.word_use import WordUse
from app.rooms.feedback.participant_acts import erase_words
from app.rooms.feedback.threads import get_thread_by_ref, move_thread
from tests.support.organisation import World
from tests.support.screening import copy_of, leaves_about, looked_at, opened, person_says, press
from tests.support.sign_in import desk_post, signed_in
from tests.support.voices import WORDS, speak, thread_of, week_now

COPY = "The van was late three times this month. People ask to be told when it does not come."


def test_words_stay_sealed_until_they_are_opened_and_each_opening_is_a_leaf(world: World) -> None:
    voice, steward = speak(world), signed_in(world, "steward")
    before = steward.get(f"/desk/feedback/{voice.ref}")
    assert before.status_code == 200
    assert WORDS not in before.text
    page = opened(steward, voice)
    assert WORDS in page
    assert [(leaf.act, leaf.by, leaf.week) for leaf in leaves_about(world, voice.ref)] == [
        ("feedback.open", "steward", str(week_now(world)))
    ]


def test_opening_again_in_the_same_week_is_one_leaf_and_the_next_week_another(world: World) -> None:
    voice = speak(world)
    steward = signed_in(world, "steward")
    for _ in range(2):
        desk_post(steward, f"/desk/feedback/{voice.ref}/open")
    assert len(leaves_about(world, voice.ref)) == 1
    world.pass_time(days=7)
    steward = signed_in(world, "steward")
    assert WORDS not in steward.get(f"/desk/feedback/{voice.ref}").text
    opened(steward, voice)
    assert len(leaves_about(world, voice.ref)) == 2


def test_words_opened_by_one_steward_are_still_closed_for_another(world: World) -> None:
    voice = speak(world)
    opened(signed_in(world, "steward"), voice)
    assert WORDS not in signed_in(world, "steward2").get(f"/desk/feedback/{voice.ref}").text


def test_the_page_with_words_is_not_kept_by_a_browser(world: World) -> None:
    voice, steward = speak(world), signed_in(world, "steward")
    opened(steward, voice)
    assert steward.get(f"/desk/feedback/{voice.ref}").headers["Cache-Control"] == "no-store"


def test_the_first_look_is_noted_with_its_week(world: World) -> None:
    voice, steward = speak(world), signed_in(world, "steward")
    looked_at(steward, voice)
    thread = thread_of(world, voice)
    assert (thread.state, thread.acknowledged_week) == ("being_looked_at", str(week_now(world)))
    leaf = leaves_about(world, voice.ref)[-1]
    assert (leaf.act, leaf.state, leaf.by) == ("feedback.look_at", "being_looked_at", "steward")


def test_a_reply_is_in_the_thread_and_on_the_ledger_without_its_words(world: World) -> None:
    voice, steward = speak(world), signed_in(world, "steward")
    opened(steward, voice)
    assert press(steward, voice, "reply", reply="Which corner was it?").status_code == 303
    assert "Which corner was it?" in steward.get(f"/desk/feedback/{voice.ref}").text
    assert leaves_about(world, voice.ref)[-1].act == "feedback.reply"


def test_an_empty_reply_is_refused_beside_its_field(world: World) -> None:
    voice, steward = speak(world), signed_in(world, "steward")
    opened(steward, voice)
    refused = press(steward, voice, "reply", reply="   ")
    assert refused.status_code == 422
    assert 'id="reply-error"' in refused.text


def test_a_safe_copy_is_drafted_then_shown_to_the_person_by_their_code(world: World) -> None:
    voice, steward = speak(world), signed_in(world, "steward")
    looked_at(steward, voice)
    assert press(steward, voice, "screen", act="keep", copy=COPY).status_code == 303
    draft = copy_of(world, voice)
    assert (draft.state, draft.sealed_for_receipt, draft.shown_week) == ("drafted", None, None)
    assert COPY in steward.get(f"/desk/feedback/{voice.ref}").text
    assert press(steward, voice, "screen", act="show", copy=COPY).status_code == 303
    shown = copy_of(world, voice)
    assert (shown.state, shown.shown_week) == ("shown", str(week_now(world)))
    assert shown.sealed_for_receipt is not None
    assert [leaf.act for leaf in leaves_about(world, f"safe_copy:{voice.ref}")] == [
        "safe_copy.draft",
        "safe_copy.show",
    ]


def test_a_copy_is_drafted_again_when_the_person_asked_for_a_change(world: World) -> None:
    voice, steward = speak(world), signed_in(world, "steward")
    looked_at(steward, voice)
    press(steward, voice, "screen", act="show", copy=COPY)
    person_says(world, voice, SafeCopyState.CHANGE_ASKED)
    assert "The person asked for a change" in steward.get(f"/desk/feedback/{voice.ref}").text
    assert press(steward, voice, "screen", act="show", copy="The van came late.").status_code == 303
    assert copy_of(world, voice).state == "shown"


@pytest.mark.parametrize("answer", [SafeCopyState.AGREED, SafeCopyState.REFUSED])
def test_staff_cannot_change_a_copy_that_the_person_answered(world: World, answer: SafeCopyState) -> None:
    voice, steward = speak(world), signed_in(world, "steward")
    looked_at(steward, voice)
    press(steward, voice, "screen", act="show", copy=COPY)
    person_says(world, voice, answer)
    before = copy_of(world, voice).sealed_for_desk
    refused = press(steward, voice, "screen", act="keep", copy="Something else")
    assert refused.status_code == 409
    assert "Only they can change that now" in refused.text
    assert copy_of(world, voice).sealed_for_desk == before


def test_only_count_means_that_no_safe_copy_is_made_and_the_page_says_so(world: World) -> None:
    voice, steward = speak(world, word_use=WordUse.COUNT), signed_in(world, "steward")
    looked_at(steward, voice)
    page = steward.get(f"/desk/feedback/{voice.ref}").text
    assert "No safe copy is made" in page
    assert 'name="copy"' not in page
    assert press(steward, voice, "screen", act="keep", copy=COPY).status_code == 409


def test_a_copy_needs_words_and_what_else_was_typed_is_kept(world: World) -> None:
    voice, steward = speak(world), signed_in(world, "steward")
    looked_at(steward, voice)
    refused = press(steward, voice, "screen", act="show", copy=" ", new_theme="Late vans")
    assert refused.status_code == 422
    assert 'id="copy-error"' in refused.text
    assert 'value="Late vans"' in refused.text
    assert "Late vans" not in steward.get("/desk/themes").text


def test_themes_are_given_with_the_copy_and_a_new_one_is_made_on_the_way(world: World) -> None:
    voice, steward = speak(world), signed_in(world, "steward")
    desk_post(steward, "/desk/themes", {"name": "Hours"})
    looked_at(steward, voice)
    press(steward, voice, "screen", act="keep", copy=COPY, theme=["hours"], new_theme="Van: on time")
    page = steward.get(f"/desk/feedback/{voice.ref}").text
    assert page.count(" checked>") == 2
    assert "Van: on time" in page
    given = next(leaf for leaf in leaves_about(world, voice.ref) if leaf.act == "feedback.themes")
    assert given.facts == {"themes": 2}


def test_words_that_hurt_are_pointed_out_once_and_never_block(world: World) -> None:
    voice, steward = speak(world), signed_in(world, "steward")
    looked_at(steward, voice)
    advised = press(steward, voice, "screen", act="show", copy="The addicts wait too long.")
    assert advised.status_code == 422
    assert "person who uses drugs" in advised.text
    assert "The addicts wait too long." in advised.text
    sent = press(steward, voice, "screen", act="show", copy="The addicts wait too long.", checked="yes")
    assert sent.status_code == 303
    assert copy_of(world, voice).state == "shown"


def test_a_reply_is_checked_too_but_not_for_words_that_are_the_persons_own(world: World) -> None:
    voice = speak(world, "im an addict and the van was late")
    steward = signed_in(world, "steward")
    opened(steward, voice)
    assert press(steward, voice, "reply", reply="You say addict yourself.").status_code == 303
    assert "sex worker" in press(steward, voice, "reply", reply="No prostitutes there.").text


def test_the_board_gets_it_after_the_person_agreed_and_with_a_theme(world: World) -> None:
    voice, steward = speak(world), signed_in(world, "steward")
    looked_at(steward, voice)
    press(steward, voice, "screen", act="show", copy=COPY)
    version = {"version": str(thread_of(world, voice).version)}
    path = f"/desk/feedback/{voice.ref}/board"
    assert "Give it a theme first" in desk_post(steward, path, dict(version)).text
    press(steward, voice, "screen", act="show", copy=COPY, new_theme="Van")
    version = {"version": str(thread_of(world, voice).version)}
    early = desk_post(steward, path, dict(version))
    assert (early.status_code, "before the board does" in early.text) == (409, True)
    person_says(world, voice, SafeCopyState.AGREED)
    assert press(steward, voice, "board").status_code == 303
    assert thread_of(world, voice).state == "with_board"
    passed = [leaf for leaf in leaves_about(world, voice.ref) if leaf.act == "feedback.pass_to_board"]
    assert [leaf.state for leaf in passed] == ["with_board"]


def test_a_withdrawn_voice_cannot_be_acted_on(world: World) -> None:
    voice, steward = speak(world), signed_in(world, "steward")
    looked_at(steward, voice)
    with world.database.write() as session:
        thread = get_thread_by_ref(session, voice.ref)
        move_thread(session, thread, to=FeedbackState.WITHDRAWN, week=week_now(world))
        erase_words(session, thread)
    page = steward.get(f"/desk/feedback/{voice.ref}")
    assert (page.status_code, WORDS in page.text) == (200, False)
    assert "The person took this back." in page.text
    version = str(thread_of(world, voice).version)
    known = len(leaves_about(world, voice.ref))
    for act, fields in {
        "open": {},
        "look": {"version": version},
        "board": {"version": version},
        "reply": {"reply": "Thank you"},
        "screen": {"version": version, "copy_version": "0", "act": "keep", "copy": COPY},
        "hold": {"version": version, "ground": "danger", "reason": "Because"},
    }.items():
        refused = desk_post(steward, f"/desk/feedback/{voice.ref}/{act}", dict(fields))
        assert (act, refused.status_code) == (act, 409)
        assert "The person took this back" in refused.text
    assert len(leaves_about(world, voice.ref)) == known


def test_two_stewards_at_once_one_wins_and_the_other_sees_both_texts(world: World) -> None:
    voice = speak(world)
    first, second = signed_in(world, "steward"), signed_in(world, "steward2")
    looked_at(first, voice)
    opened(second, voice)
    typed = {"version": str(thread_of(world, voice).version), "copy_version": "0", "act": "keep"}
    path = f"/desk/feedback/{voice.ref}/screen"
    assert desk_post(first, path, {**typed, "copy": "What the first wrote."}).status_code == 303
    late = desk_post(second, path, {**typed, "copy": "What the second wrote.", "new_theme": "Van"})
    assert late.status_code == 409
    assert "What the first wrote." in late.text
    assert "What the second wrote." in late.text
    assert 'value="Van"' in late.text
    assert "What the second wrote." not in first.get(f"/desk/feedback/{voice.ref}").text


def test_of_two_copies_sent_in_the_same_moment_exactly_one_is_stored(world: World) -> None:
    voice = speak(world)
    clients = [signed_in(world, "steward"), signed_in(world, "steward2")]
    looked_at(clients[0], voice)
    opened(clients[1], voice)
    typed = {"version": str(thread_of(world, voice).version), "copy_version": "0", "act": "keep"}

    def send(number: int) -> int:
        fields = {**typed, "copy": f"Text number {number}."}
        return desk_post(clients[number], f"/desk/feedback/{voice.ref}/screen", fields).status_code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(send, range(2))) == [303, 409]
    assert copy_of(world, voice).version == 1


def test_a_button_pressed_on_an_old_page_is_refused(world: World) -> None:
    voice, steward = speak(world), signed_in(world, "steward")
    looked_at(steward, voice)
    old = desk_post(steward, f"/desk/feedback/{voice.ref}/look", {"version": "1"})
    assert (old.status_code, "Nothing was overwritten" in old.text) == (409, True)


def test_an_answered_voice_can_be_looked_at_again(world: World) -> None:
    voice, steward = speak(world), signed_in(world, "steward")
    looked_at(steward, voice)
    with world.database.write() as session:
        thread = get_thread_by_ref(session, voice.ref)
        move_thread(session, thread, to=FeedbackState.ANSWERED, week=week_now(world))
    assert press(steward, voice, "look").status_code == 303
    assert thread_of(world, voice).state == "being_looked_at"
