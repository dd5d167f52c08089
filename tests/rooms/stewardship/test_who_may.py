"""Role by route by state: a stranger signs in, others are refused, a fragment is the page's main part."""

import pytest

from app.domain.lifecycles import FeedbackState
from app.rooms.feedback.threads import get_thread_by_ref, move_thread
from tests.support.organisation import PEOPLE, World
from tests.support.screening import ledger_size, looked_at, opened
from tests.support.sign_in import desk_post, signed_in
from tests.support.voices import Voice, speak, thread_of, week_now

POSTS = {
    "open": {},
    "look": {"version": "1"},
    "reply": {"reply": "Thank you for telling us."},
    "screen": {"version": "1", "copy_version": "0", "act": "keep", "copy": "A copy."},
    "board": {"version": "1"},
    "hold": {"version": "1", "ground": "law", "reason": "The law."},
    "decide": {"decision": "confirm"},
}
READERS = ("steward", "steward2", "outside")
OTHERS = tuple(sorted(set(PEOPLE) - set(READERS)))


def test_a_stranger_is_sent_to_sign_in_and_nothing_is_done(world: World) -> None:
    voice, stranger = speak(world), world.browser()
    before = ledger_size(world)
    for path in ("/desk", "/desk/inbox", "/desk/themes", f"/desk/feedback/{voice.ref}"):
        answer = stranger.get(path)
        assert (path, answer.status_code) == (path, 303)
        assert answer.headers["location"].startswith("/desk/sign-in")
    for act in POSTS:
        answer = stranger.post(f"/desk/feedback/{voice.ref}/{act}")
        assert (act, answer.status_code) == (act, 303)
    assert ledger_size(world) == before


@pytest.mark.parametrize("name", OTHERS)
def test_other_roles_are_refused_every_page_and_act(world: World, name: str) -> None:
    voice, client = speak(world), signed_in(world, name)
    before, state = ledger_size(world), thread_of(world, voice).state
    for path in ("/desk/inbox", "/desk/themes", f"/desk/feedback/{voice.ref}"):
        assert (path, client.get(path).status_code) == (path, 403)
    for act, fields in POSTS.items():
        answer = desk_post(client, f"/desk/feedback/{voice.ref}/{act}", dict(fields))
        assert (act, answer.status_code in (403, 404)) == (act, True)
    assert desk_post(client, "/desk/themes", {"name": "Hours"}).status_code == 403
    assert (ledger_size(world), thread_of(world, voice).state) == (before, state)


@pytest.mark.parametrize(("name", "about_staff"), [("steward", True), ("outside", False)])
def test_a_voice_sealed_to_others_looks_as_if_it_were_not_there(
    world: World, name: str, about_staff: bool
) -> None:
    voice, client = speak(world, is_about_staff=about_staff), signed_in(world, name)
    before = ledger_size(world)
    assert client.get(f"/desk/feedback/{voice.ref}").status_code == 404
    for act, fields in POSTS.items():
        answer = desk_post(client, f"/desk/feedback/{voice.ref}/{act}", dict(fields))
        refused_by_role = act == "decide" and name == "steward"
        assert (act, answer.status_code) == (act, 403 if refused_by_role else 404)
    assert ledger_size(world) == before


def test_an_unknown_voice_is_not_found(world: World) -> None:
    steward = signed_in(world, "steward")
    assert steward.get("/desk/feedback/F-ABCDEF").status_code == 404
    for act, fields in POSTS.items():
        assert desk_post(steward, f"/desk/feedback/F-ABCDEF/{act}", dict(fields)).status_code == 404


WRONG_STATES = {
    FeedbackState.RECEIVED: ("screen", "board", "hold"),
    FeedbackState.WITH_BOARD: ("board", "hold"),
    FeedbackState.ANSWERED: ("hold",),
    FeedbackState.CHANGE_PLANNED: ("look", "hold"),
}


@pytest.mark.parametrize(("state", "acts"), WRONG_STATES.items())
def test_an_act_in_the_wrong_state_changes_nothing(
    world: World, state: FeedbackState, acts: tuple[str, ...]
) -> None:
    voice, steward = speak(world), signed_in(world, "steward")
    opened(steward, voice)
    _pass(world, voice, state)
    version, before = thread_of(world, voice).version, ledger_size(world)
    for act in acts:
        fields = {**POSTS[act], "version": str(version)}
        answer = desk_post(steward, f"/desk/feedback/{voice.ref}/{act}", fields)
        assert (act, answer.status_code) == (act, 409)
    thread = thread_of(world, voice)
    assert (thread.state, thread.version, ledger_size(world)) == (state.value, version, before)


@pytest.mark.parametrize("fields", [{}, {"version": "x"}, {"version": "1" * 40}])
def test_a_form_without_our_hidden_fields_is_refused_in_words(world: World, fields: dict[str, str]) -> None:
    voice, steward = speak(world), signed_in(world, "steward")
    answer = desk_post(steward, f"/desk/feedback/{voice.ref}/look", dict(fields))
    assert answer.status_code in (409, 422)
    assert "Nothing was" in answer.text or "nothing was" in answer.text


def test_a_post_without_the_sessions_token_is_refused(world: World) -> None:
    voice, steward = speak(world), signed_in(world, "steward")
    answer = steward.post(f"/desk/feedback/{voice.ref}/open")
    assert answer.status_code == 403
    assert thread_of(world, voice).state == "received"


def test_a_fragment_is_the_main_part_of_the_same_page(world: World) -> None:
    voice = speak(world)
    steward = signed_in(world, "steward")
    looked_at(steward, voice)
    scripted = signed_in(world, "steward", script=True)
    for path in ("/desk", "/desk/inbox", "/desk/themes", f"/desk/feedback/{voice.ref}"):
        page, part = steward.get(path), scripted.get(path)
        assert "<html" not in part.text
        assert _without_token(part.text).strip() in _without_token(page.text)
        assert "HX-Request" in part.headers["vary"]


def test_a_refusal_is_a_notice_with_a_script_and_a_page_without(world: World) -> None:
    voice = speak(world)
    for script in (False, True):
        client = signed_in(world, "steward", script=script)
        answer = desk_post(client, f"/desk/feedback/{voice.ref}/look", {"version": "9"})
        assert answer.status_code == 409
        assert "Nothing was overwritten" in answer.text
        assert ("<html" in answer.text) is not script


def _pass(world: World, voice: Voice, state: FeedbackState) -> None:
    if state is FeedbackState.RECEIVED:
        return
    with world.database.write() as session:
        thread = get_thread_by_ref(session, voice.ref)
        for step in (FeedbackState.BEING_LOOKED_AT, state):
            move_thread(session, thread, to=step, week=week_now(world))


def _without_token(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if 'name="csrf"' not in line)
