"""More time for an answer: a reason, a later day, and both are public; nobody learns whose answer it is."""

from starlette.testclient import TestClient

from app.domain.permissions import Permission
from app.rooms.answers.actions import drop_draft, get_answer
from tests.support.answers import add_theme, answer_row, draft_answer, heard, today_of
from tests.support.organisation import World
from tests.support.participant import Participant, text_of
from tests.support.screening import leaves_about
from tests.support.sign_in import actor_of, desk_post, signed_in
from tests.support.voices import thread_of

WHY = "The landlord answers in January."
LATER = "2027-01-15"


def ask(client: TestClient, world: World, ref: str, **typed: str) -> int:
    """Send the form for more time; returns the status."""
    fields = {"version": str(answer_row(world, ref).version), "to": LATER, "why": WHY, **typed}
    return desk_post(client, f"/desk/answers/{ref}/extend", fields).status_code


def test_each_code_that_waits_and_the_public_page_show_the_new_day_and_the_reason(
    world: World, client: TestClient
) -> None:
    theme = add_theme(world, "Opening hours")
    named, themed, other = heard(world), heard(world, themes=[theme]), heard(world)
    ref = draft_answer(world, to=[named], themes=[theme])
    assert ask(signed_in(world, "responder"), world, ref) == 303
    for voice in (named, themed):
        page = text_of(Participant(client).open(voice.code))
        assert "Your answer takes longer" in page
        assert WHY in page
        assert "January 15, 2027" in page
    assert WHY not in text_of(Participant(client).open(other.code))
    public = text_of(client.get("/answers"))
    assert WHY in public
    assert ref not in public
    assert named.ref not in public
    assert [leaf.act for leaf in leaves_about(world, ref)][-1] == "answer.extend"


def test_what_was_given_more_time_is_late_only_after_it(world: World) -> None:
    voice = heard(world)
    ref = draft_answer(world, to=[voice])
    assert ask(signed_in(world, "responder"), world, ref) == 303
    world.pass_time(weeks=5)
    steward = signed_in(world, "steward")
    assert voice.ref not in steward.get("/desk/inbox?state=late").text
    assert "Given more time" in signed_in(world, "responder").get("/desk/answers").text
    world.pass_time(weeks=4)
    assert voice.ref in signed_in(world, "steward").get("/desk/inbox?state=late").text


def test_no_reason_or_an_earlier_day_is_refused_and_what_was_typed_is_kept(world: World) -> None:
    ref = draft_answer(world, to=[heard(world)])
    responder = signed_in(world, "responder")
    assert ask(responder, world, ref, why=" ") == 422
    assert ask(responder, world, ref, to="2026-11-24") == 422
    refused = desk_post(
        responder, f"/desk/answers/{ref}/extend", {"version": "2", "to": "2026-11-24", "why": WHY}
    )
    assert WHY in refused.text
    assert 'id="to-error"' in refused.text
    assert ask(responder, world, ref, to="soon") == 422
    assert ask(responder, world, ref, version="1") == 409


def test_only_who_publishes_answers_takes_more_time(world: World) -> None:
    ref = draft_answer(world, to=[heard(world)])
    for name in ("steward", "outside", "chair", "administrator"):
        assert ask(signed_in(world, name), world, ref) == 403, name
        assert not actor_of(world, name).may(Permission.ANSWER_PUBLISH)


def test_dropping_the_draft_takes_the_time_back(world: World) -> None:
    voice = heard(world)
    ref = draft_answer(world, to=[voice])
    assert ask(signed_in(world, "responder"), world, ref) == 303
    assert thread_of(world, voice).extended_week == "2027-W02"
    responder = actor_of(world, "responder")
    with world.database.write() as session:
        answer = get_answer(session, ref)
        drop_draft(session, responder, answer, version=answer.version, today=today_of(world))
    assert thread_of(world, voice).extended_week is None
