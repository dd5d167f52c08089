"""What publishing an answer checks, whom it reaches, and what stands on the ledger afterwards."""

import pytest

from app.domain.errors import IllegalMove, InvalidInput, NotAllowed
from app.domain.ledger import leaves
from app.domain.ledger.commitments import opens
from app.domain.lifecycles import FeedbackState
from app.models.ledger import LedgerLeaf
from app.rooms.answers.actions import get_answer, start_correction
from app.rooms.answers.publication import prepare, publish_answer
from app.rooms.answers.records import Shelf, public_record
from app.rooms.feedback.safe_copies import find_safe_copy
from app.rooms.feedback.threads import get_thread_by_ref, move_thread
from app.web.public_version import get_public_version
from tests.support.answers import (
    add_theme,
    answer_row,
    draft_answer,
    heard,
    publish,
    published_answer,
    state_of,
    today_of,
)
from tests.support.organisation import World
from tests.support.sign_in import actor_of
from tests.support.voices import Voice, thread_of, week_now

COPY = "People were robbed in the side alley after leaving the drop-in at night."


def withdraw(world: World, voice: Voice) -> None:
    with world.database.write() as session:
        thread = get_thread_by_ref(session, voice.ref)
        move_thread(session, thread, to=FeedbackState.WITHDRAWN, week=week_now(world))


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"outcome": "change_made"}, "change_made"),
        ({"outcome": "change_planned", "by_on": "2026-12-10"}, "change_planned"),
        ({"outcome": "no_change"}, "no_change"),
        ({"outcome": "explained"}, "answered"),
        ({"outcome": "advocacy"}, "answered"),
        ({"outcome": "outside_control"}, "no_change"),
    ],
)
def test_a_published_answer_moves_its_voice_as_its_outcome_says(
    world: World, fields: dict[str, str], state: str
) -> None:
    voice = heard(world)
    publish(world, draft_answer(world, to=[voice], **fields))
    thread = thread_of(world, voice)
    assert (thread.state, thread.answered_week) == (state, str(week_now(world)))


def test_an_answer_to_a_theme_reaches_every_voice_that_waits_when_it_is_published(world: World) -> None:
    theme = add_theme(world, "Late nights")
    before = heard(world, themes=[theme])
    ref = draft_answer(world, themes=[theme])
    after = heard(world, themes=[theme], state="with_board")
    unread, gone = heard(world, themes=[theme], state="received"), heard(world, themes=[theme])
    other = heard(world)
    withdraw(world, gone)
    publish(world, ref)
    states = [state_of(world, voice) for voice in (before, after, unread, gone, other)]
    assert states == ["answered", "answered", "received", "withdrawn", "being_looked_at"]
    assert answer_row(world, ref).voices == 2


def test_a_plan_is_followed_by_the_change_itself(world: World) -> None:
    theme = add_theme(world, "Lights")
    voice = heard(world, themes=[theme])
    published_answer(world, themes=[theme], outcome="change_planned", by_on="2026-12-10")
    published_answer(world, themes=[theme], outcome="change_made")
    assert state_of(world, voice) == "change_made"


def test_withdrawn_and_held_back_voices_are_passed_over(world: World) -> None:
    stays, gone, held = heard(world), heard(world), heard(world)
    ref = draft_answer(world, to=[stays, gone, held])
    withdraw(world, gone)
    with world.database.write() as session:
        thread = get_thread_by_ref(session, held.ref)
        move_thread(session, thread, to=FeedbackState.HELD_BACK, week=week_now(world))
    publish(world, ref)
    assert [state_of(world, one) for one in (stays, gone, held)] == ["answered", "withdrawn", "held_back"]


def test_an_answer_that_reaches_nobody_is_refused_and_changes_nothing(world: World) -> None:
    voice = heard(world)
    ref = draft_answer(world, to=[voice])
    withdraw(world, voice)
    with pytest.raises(IllegalMove) as refusal:
        publish(world, ref)
    assert refusal.value.key == "answer_reaches_nobody"
    assert answer_row(world, ref).state == "draft"


@pytest.mark.parametrize("state", ["received", "answered"])
def test_a_voice_nobody_looked_at_or_that_has_such_an_answer_stops_the_publication(
    world: World, state: str
) -> None:
    good, bad = heard(world), heard(world, state=state)
    with pytest.raises(IllegalMove) as refusal:
        publish(world, draft_answer(world, to=[good, bad]))
    assert (refusal.value.key, refusal.value.facts["ref"]) == ("answer_voice_not_open", bad.ref)
    assert state_of(world, good) == "being_looked_at"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"outcome": ""}, "outcome"),
        ({"reason": " "}, "reason"),
        ({"outcome": "change_planned"}, "by_on"),
        ({"you_said": ""}, "you_said"),
        ({"quote_of": "F-AAAAAA"}, "quote_of"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_published(
    world: World, fields: dict[str, str], field: str
) -> None:
    voice = heard(world)
    ref = draft_answer(world, to=[voice], **fields)
    with pytest.raises(InvalidInput) as refusal:
        publish(world, ref)
    assert refusal.value.field == field
    assert (answer_row(world, ref).state, state_of(world, voice)) == ("draft", "being_looked_at")


def test_only_whoever_may_publish_publishes(world: World) -> None:
    ref = draft_answer(world, to=[heard(world)], by="steward")
    for name in ("steward", "outside", "chair", "member1", "administrator", "teller1"):
        with pytest.raises(NotAllowed):
            publish(world, ref, by=name)
    publish(world, ref, by="director")
    assert answer_row(world, ref).signed_by == "The director"


def test_a_quote_is_the_safe_copy_itself_and_is_public_from_then_on(world: World) -> None:
    voice = heard(world, copy=COPY, word_use="quote")
    ref = draft_answer(world, to=[voice], quote_of=voice.ref, you_said="not read")
    publish(world, ref)
    row = answer_row(world, ref)
    assert (row.you_said, row.you_said_is_quote) == (COPY, True)
    with world.database.read() as session:
        copy = find_safe_copy(session, get_thread_by_ref(session, voice.ref))
        assert copy is not None
        assert copy.state == "published"


@pytest.mark.parametrize(
    ("word_use", "copy_state"),
    [("paraphrase", "agreed"), ("count", "agreed"), ("quote", "shown"), ("quote", "refused")],
)
def test_nobody_is_quoted_who_did_not_agree_to_it(world: World, word_use: str, copy_state: str) -> None:
    voice = heard(world, copy=COPY, copy_state=copy_state, word_use=word_use)
    with pytest.raises(InvalidInput) as refusal:
        publish(world, draft_answer(world, to=[voice], quote_of=voice.ref))
    assert refusal.value.key == "answer_quote_not_allowed"


@pytest.mark.parametrize("field", ["you_said", "title", "body", "reason"])
def test_what_only_the_board_may_read_is_not_repeated_in_public(world: World, field: str) -> None:
    voice = heard(world, copy=COPY)
    ref = draft_answer(world, to=[voice], **{field: f"We heard: {COPY}"})
    with pytest.raises(InvalidInput) as refusal:
        publish(world, ref)
    assert (refusal.value.key, refusal.value.field) == ("answer_repeats_safe_copy", field)


def test_publishing_raises_the_public_version_and_destroys_the_sealed_draft(world: World) -> None:
    ref = draft_answer(world, to=[heard(world)])
    with world.database.read() as session:
        before = get_public_version(session)
    publish(world, ref)
    with world.database.read() as session:
        assert get_public_version(session) == before + 1
    assert answer_row(world, ref).sealed_draft is None


def test_the_ledger_commits_to_the_record_and_names_no_voice(world: World) -> None:
    theme = add_theme(world, "Late nights")
    voice = heard(world, themes=[theme])
    ref = published_answer(world, themes=[theme], title="Thursdays until 8")
    row = answer_row(world, ref)
    with world.database.read() as session:
        body = session.get_one(LedgerLeaf, row.ledger_leaf).body
    leaf = leaves.decode(body)
    assert (leaf.act, leaf.subject, leaf.state) == ("answer.publish", f"answer:{ref}", "published")
    assert leaf.facts == {"outcome": "explained", "themes": [theme]}
    assert opens(leaf.commitments["record"], public_record(row, Shelf([theme])), salt=row.ledger_salt or b"")
    assert voice.ref.encode() not in body


def test_a_correction_replaces_the_answer_for_the_same_people(world: World) -> None:
    voice = heard(world, copy=COPY, word_use="quote")
    old = published_answer(world, to=[voice], outcome="change_made", quote_of=voice.ref)
    actor, today = actor_of(world, "director"), today_of(world)
    with world.database.write() as session:
        correction = start_correction(session, actor, get_answer(session, old), today=today)
        again = start_correction(session, actor, get_answer(session, old), today=today)
        assert again.ref == correction.ref
        assert prepare(session, actor, correction).quote
        new = correction.ref
    publish(world, new, by="director")
    assert (answer_row(world, old).state, answer_row(world, new).state) == ("replaced", "published")
    assert (answer_row(world, new).you_said, answer_row(world, new).you_said_is_quote) == (COPY, True)
    assert state_of(world, voice) == "change_made"
    with pytest.raises(IllegalMove), world.database.write() as session:
        start_correction(session, actor, get_answer(session, old), today=today)


def test_the_version_that_was_looked_at_is_the_one_that_is_published(world: World) -> None:
    ref = draft_answer(world, to=[heard(world)])
    actor, today = actor_of(world, "responder"), today_of(world)
    with pytest.raises(IllegalMove) as refusal, world.database.write() as session:
        answer = get_answer(session, ref)
        publish_answer(session, actor, answer, version=answer.version - 1, today=today)
    assert refusal.value.key == "changed_meanwhile"
