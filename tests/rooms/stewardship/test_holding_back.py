"""Holding back: a ground, a second reader who is not staff, and an appeal that somebody else decides."""

from app.domain.lifecycles import HOLD, HoldState
from app.domain.permissions import Role
from app.models.stewardship import Hold
from app.rooms.accounts.actions import NewAccount, add_account
from app.rooms.accounts.circles import CircleName, get_circle
from app.rooms.feedback.threads import get_thread_by_ref
from app.rooms.stewardship.counts import count_held_back
from app.rooms.stewardship.reading import find_hold
from tests.support.organisation import World, wrapped
from tests.support.screening import copy_of, leaves_about, ledger_size, looked_at, opened, press
from tests.support.sign_in import actor_of, desk_post, signed_in
from tests.support.voices import Voice, speak, thread_of

WORDS = "Marcus from the night van took my tent."
REASON = "Names a colleague who could be found by it."


def asked(world: World, **chosen: bool) -> Voice:
    """A voice that a steward asked to hold back."""
    voice = speak(world, WORDS, **chosen)
    steward = signed_in(world, "steward")
    looked_at(steward, voice)
    press(steward, voice, "screen", act="keep", copy="Something was taken from somebody.")
    assert press(steward, voice, "hold", ground="names_someone", reason=REASON).status_code == 303
    return voice


def held(world: World) -> Voice:
    """A voice that the outside reader agreed to hold back."""
    voice, outside = asked(world), signed_in(world, "outside")
    opened(outside, voice)
    assert press(outside, voice, "decide", decision="confirm").status_code == 303
    return voice


def hold_of(world: World, voice: Voice) -> Hold:
    """The newest request to hold it back."""
    with world.database.read() as session:
        hold = find_hold(session, get_thread_by_ref(session, voice.ref))
        assert hold is not None
        return hold


def appealed(world: World, voice: Voice) -> None:
    """The person asks to look again."""
    with world.database.write() as session:
        hold = find_hold(session, get_thread_by_ref(session, voice.ref))
        assert hold is not None
        hold.state = HOLD.move(HoldState(hold.state), HoldState.APPEALED).value


def add_person(world: World, name: str, *roles: Role) -> None:
    """One more account with its circles."""
    keys = actor_of(world, "outside").circle_keys | actor_of(world, "steward").circle_keys
    new = NewAccount(name, name, name, frozenset(roles), wrapped(name))
    with world.database.write() as session:
        add_account(session, new, circle_keys=keys, by="administrator", today=world.now.date())


def test_a_ground_and_a_reason_are_required(world: World) -> None:
    voice, steward = speak(world), signed_in(world, "steward")
    looked_at(steward, voice)
    before = ledger_size(world)
    refused = press(steward, voice, "hold", reason="Because.")
    assert (refused.status_code, 'id="ground-error"' in refused.text) == (422, True)
    assert "Because." in refused.text
    refused = press(steward, voice, "hold", ground="law", reason=" ")
    assert (refused.status_code, 'id="reason-error"' in refused.text) == (422, True)
    assert ledger_size(world) == before


def test_only_what_is_being_looked_at_can_be_held_back(world: World) -> None:
    voice, steward = speak(world), signed_in(world, "steward")
    opened(steward, voice)
    refused = press(steward, voice, "hold", ground="law", reason=REASON)
    assert refused.status_code == 409


def test_the_second_reader_reads_the_words_and_the_reason_before_deciding(world: World) -> None:
    voice, outside = asked(world), signed_in(world, "outside")
    blind = desk_post(outside, f"/desk/feedback/{voice.ref}/decide", {"decision": "confirm"})
    assert (blind.status_code, "read them before you decide" in blind.text) == (409, True)
    page = opened(outside, voice)
    assert WORDS in page
    assert REASON in page
    assert "Something was taken" not in page


def test_a_second_reader_does_nothing_but_decide(world: World) -> None:
    voice, outside = asked(world), signed_in(world, "outside")
    opened(outside, voice)
    version = str(thread_of(world, voice).version)
    for act, fields in {
        "reply": {"reply": "Hello"},
        "look": {"version": version},
        "board": {"version": version},
        "screen": {"version": version, "act": "keep", "copy": "x"},
    }.items():
        assert desk_post(outside, f"/desk/feedback/{voice.ref}/{act}", fields).status_code == 403


def test_while_it_is_asked_nothing_else_is_done_with_it(world: World) -> None:
    voice, steward = asked(world), signed_in(world, "steward")
    assert "A second reader who is not staff decides" in steward.get(f"/desk/feedback/{voice.ref}").text
    refused = desk_post(steward, f"/desk/feedback/{voice.ref}/reply", {"reply": "Hello"})
    assert refused.status_code == 409
    version = str(thread_of(world, voice).version)
    again = desk_post(
        steward,
        f"/desk/feedback/{voice.ref}/hold",
        {"version": version, "ground": "law", "reason": REASON},
    )
    assert again.status_code == 409


def test_once_held_back_stewards_cannot_open_it_and_the_draft_is_erased(world: World) -> None:
    voice = held(world)
    assert thread_of(world, voice).state == "held_back"
    steward = signed_in(world, "steward")
    assert steward.get(f"/desk/feedback/{voice.ref}").status_code == 404
    assert desk_post(steward, f"/desk/feedback/{voice.ref}/open").status_code == 404
    assert copy_of(world, voice).sealed_for_desk is None
    outside = signed_in(world, "outside")
    assert WORDS in outside.get(f"/desk/feedback/{voice.ref}").text
    with world.database.read() as session:
        assert thread_of(world, voice).circle_id == get_circle(session, CircleName.OUTSIDE).id
        assert count_held_back(session) == {"names_someone": 1}


def test_asking_and_agreeing_are_leaves_without_the_ground_or_the_words(world: World) -> None:
    voice = held(world)
    ref = hold_of(world, voice).ref
    assert [(leaf.act, leaf.state, leaf.by, leaf.facts) for leaf in leaves_about(world, ref)] == [
        ("hold.ask", "asked", "steward", {}),
        ("hold.confirm", "confirmed", "outside_reader", {}),
    ]
    assert leaves_about(world, voice.ref)[-1].state == "held_back"


def test_a_refused_request_leaves_it_with_the_stewards_and_takes_the_key_back(world: World) -> None:
    voice, outside = asked(world), signed_in(world, "outside")
    opened(outside, voice)
    assert press(outside, voice, "decide", decision="refuse").status_code == 303
    hold = hold_of(world, voice)
    assert (hold.state, hold.words_for_outside, hold.reply_for_outside) == ("refused", None, None)
    assert outside.get(f"/desk/feedback/{voice.ref}").status_code == 404
    assert WORDS in signed_in(world, "steward").get(f"/desk/feedback/{voice.ref}").text
    assert thread_of(world, voice).state == "being_looked_at"


def test_a_decision_is_made_once(world: World) -> None:
    voice, outside = held(world), signed_in(world, "outside")
    before = ledger_size(world)
    for decision in ("confirm", "refuse", "uphold"):
        again = desk_post(outside, f"/desk/feedback/{voice.ref}/decide", {"decision": decision})
        assert again.status_code == 409
    assert ledger_size(world) == before


def test_a_steward_never_decides_and_an_outside_reader_who_is_staff_does_not_either(world: World) -> None:
    voice = asked(world)
    steward = signed_in(world, "steward2")
    decide = f"/desk/feedback/{voice.ref}/decide"
    assert desk_post(steward, decide, {"decision": "confirm"}).status_code == 403
    add_person(world, "both", Role.OUTSIDE_READER, Role.STEWARD)
    both = signed_in(world, "both")
    desk_post(both, f"/desk/feedback/{voice.ref}/open")
    refused = desk_post(both, decide, {"decision": "confirm"})
    assert (refused.status_code, "must not be staff" in refused.text) == (403, True)


def test_an_outside_reader_who_asked_is_not_their_own_second_reader(world: World) -> None:
    voice, outside = speak(world, WORDS, is_about_staff=True), signed_in(world, "outside")
    looked_at(outside, voice)
    alone = press(outside, voice, "hold", ground="about_staff", reason=REASON)
    assert (alone.status_code, "Nobody can be the second reader" in alone.text) == (409, True)
    add_person(world, "outside2", Role.OUTSIDE_READER)
    assert press(outside, voice, "hold", ground="about_staff", reason=REASON).status_code == 303
    own = desk_post(outside, f"/desk/feedback/{voice.ref}/decide", {"decision": "confirm"})
    assert (own.status_code, "You asked for this yourself" in own.text) == (403, True)
    second = signed_in(world, "outside2")
    opened(second, voice)
    assert press(second, voice, "decide", decision="confirm").status_code == 303


def test_an_appeal_is_decided_by_another_outside_reader_where_there_is_one(world: World) -> None:
    voice = held(world)
    appealed(world, voice)
    add_person(world, "outside2", Role.OUTSIDE_READER)
    first = signed_in(world, "outside")
    refused = desk_post(first, f"/desk/feedback/{voice.ref}/decide", {"decision": "uphold"})
    assert (refused.status_code, "Another outside reader must look again" in refused.text) == (403, True)
    second = signed_in(world, "outside2")
    opened(second, voice)
    assert press(second, voice, "decide", decision="uphold").status_code == 303
    assert hold_of(world, voice).state == "upheld"


def test_the_only_outside_reader_decides_the_appeal_alone(world: World) -> None:
    voice = held(world)
    appealed(world, voice)
    outside = signed_in(world, "outside")
    assert press(outside, voice, "decide", decision="uphold").status_code == 303


def test_a_release_gives_it_back_to_the_stewards_who_write_a_new_copy(world: World) -> None:
    voice = held(world)
    appealed(world, voice)
    outside = signed_in(world, "outside")
    assert press(outside, voice, "decide", decision="release").status_code == 303
    assert thread_of(world, voice).state == "being_looked_at"
    assert outside.get(f"/desk/feedback/{voice.ref}").status_code == 404
    steward = signed_in(world, "steward2")
    assert WORDS in opened(steward, voice)
    assert press(steward, voice, "screen", act="keep", copy="A tent was taken.").status_code == 303
    assert copy_of(world, voice).number == 2
    assert [leaf.act for leaf in leaves_about(world, voice.ref)].count("feedback.release") == 1


def test_a_release_of_words_about_staff_stays_with_the_outside_readers(world: World) -> None:
    voice, outside = speak(world, WORDS, is_about_staff=True), signed_in(world, "outside")
    looked_at(outside, voice)
    add_person(world, "outside2", Role.OUTSIDE_READER)
    press(outside, voice, "hold", ground="about_staff", reason=REASON)
    second = signed_in(world, "outside2")
    opened(second, voice)
    press(second, voice, "decide", decision="confirm")
    assert press(second, voice, "decide", decision="release").status_code == 303
    assert signed_in(world, "steward").get(f"/desk/feedback/{voice.ref}").status_code == 404
    assert WORDS in outside.get(f"/desk/feedback/{voice.ref}").text
