"""A decision is recorded once, replied to on a public clock, and changed only with a new leaf."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from app.domain.agenda import ItemKind
from app.domain.counting.majority import Choice
from app.domain.errors import IllegalMove, InvalidInput
from app.domain.ledger import leaves
from app.domain.ledger.commitments import opens
from app.domain.weeks import Week
from app.models.decisions import Decision, Helped, Policy, PolicyVersion
from app.models.feedback import Thread
from app.models.ledger import LedgerLeaf
from app.models.proposals import Proposal
from app.rooms.board.motions import get_motion
from app.rooms.board.waiting import list_waiting
from app.rooms.decisions.policies import NewVersion, bring_due_into_effect, decide_policy
from app.rooms.decisions.recording import Reasons, get_decision, record_decision
from app.rooms.decisions.records import decision_record, policy_record
from app.rooms.decisions.replies import answer_the_reply, extend_reply, reply_to_decision
from app.rooms.decisions.steps import (
    NewStep,
    add_step,
    drop_step,
    end_review,
    finish_step,
    open_due_reviews,
    plan_review,
)
from tests.support.answers import heard
from tests.support.board import moment_of
from tests.support.decisions import WORDS, accepted, decided, later, voted
from tests.support.organisation import World
from tests.support.sign_in import actor_of, desk_post, signed_in


def state_of(world: World, ref: str) -> str:
    with world.database.read() as session:
        return session.scalars(select(Proposal.state).where(Proposal.ref == ref)).one()


def test_a_recommendation_awaits_a_reply_within_fourteen_days(world: World) -> None:
    done = decided(world)
    with world.database.read() as session:
        decision = get_decision(session, done.decision)
        assert (decision.outcome, decision.reply_state) == ("adopted", "awaited")
        assert (decision.reply_due_on - decision.decided_on).days == 14
    page = world.browser().get(f"/decisions/{done.decision}").text
    assert "Everybody sees how long it takes" in page


def test_a_decision_without_a_participants_words_says_so(world: World) -> None:
    done = decided(world)
    assert "No client source" in world.browser().get(f"/decisions/{done.decision}").text


def test_a_decision_is_recorded_once_and_never_without_reasons(world: World) -> None:
    done = voted(world)
    secretary, today = actor_of(world, "secretary"), moment_of(world).on
    with world.database.write() as session, pytest.raises(InvalidInput):
        record_decision(session, secretary, get_motion(session, done.motion), words=Reasons(" "), today=today)
    with world.database.write() as session:
        record_decision(session, secretary, get_motion(session, done.motion), words=WORDS, today=today)
    with world.database.write() as session, pytest.raises(IllegalMove):
        record_decision(session, secretary, get_motion(session, done.motion), words=WORDS, today=today)


def test_two_secretaries_who_record_at_once_make_one_decision(world: World) -> None:
    done = voted(world)
    secretary, today = actor_of(world, "secretary"), moment_of(world).on
    outcomes: list[str] = []

    def record() -> None:
        try:
            with world.database.write() as session:
                motion = get_motion(session, done.motion)
                outcomes.append(record_decision(session, secretary, motion, words=WORDS, today=today).ref)
        except IllegalMove as refusal:
            outcomes.append(refusal.key)

    threads = [threading.Thread(target=record) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with world.database.read() as session:
        assert len(session.scalars(select(Decision)).all()) == 1
    assert outcomes.count("decision_is_recorded") == 3


def test_a_no_of_the_board_asks_for_no_reply(world: World) -> None:
    done = voted(world, choice=Choice.NO)
    secretary, today = actor_of(world, "secretary"), moment_of(world).on
    with world.database.write() as session:
        motion = get_motion(session, done.motion)
        decision = record_decision(session, secretary, motion, words=WORDS, today=today)
        assert (decision.outcome, decision.reply_due_on) == ("not_adopted", None)
    assert state_of(world, done.proposal) == "not_adopted"


def test_declining_needs_a_reason_and_a_later_reply_gives_only_more(world: World) -> None:
    done = decided(world)
    director, today = actor_of(world, "director"), moment_of(world).on

    def say(position: str, reason: str) -> None:
        with world.database.write() as session:
            decision = get_decision(session, done.decision)
            reply_to_decision(session, director, decision, position=position, reason=reason, today=today)

    with pytest.raises(InvalidInput):
        say("declined", "")
    say("declined", "There is no money for it this year.")
    assert state_of(world, done.proposal) == "declined"
    say("accepted_in_part", "One evening can be paid after all.")
    assert state_of(world, done.proposal) == "accepted_in_part"
    with pytest.raises(IllegalMove):
        say("declined", "We changed our mind.")
    page = world.browser().get(f"/decisions/{done.decision}").text
    assert "There is no money for it this year." in page
    assert "One evening can be paid after all." in page


def test_more_time_needs_a_reason_and_stands_in_public(world: World) -> None:
    done = decided(world)
    director, today = actor_of(world, "director"), moment_of(world).on
    with world.database.write() as session:
        decision = get_decision(session, done.decision)
        due = decision.reply_due_on
        assert due is not None
        with pytest.raises(InvalidInput):
            extend_reply(
                session, director, decision, to=due.replace(year=due.year + 1), reason="", today=today
            )
        extend_reply(
            session,
            director,
            decision,
            to=due.replace(year=due.year + 1),
            reason="The budget waits.",
            today=today,
        )
    assert "The budget waits." in world.browser().get(f"/decisions/{done.decision}").text


def test_silence_of_leadership_ages_in_public(world: World) -> None:
    done = decided(world)
    later(world, 20)
    assert "Late by 6 days" in world.browser().get(f"/decisions/{done.decision}").text


def test_the_board_writes_back_only_to_a_reply(world: World) -> None:
    done = decided(world)
    chair, today = actor_of(world, "chair"), moment_of(world).on
    with world.database.write() as session, pytest.raises(InvalidInput):
        answer_the_reply(session, chair, get_decision(session, done.decision), words="We wait.", today=today)


def test_a_rule_begins_on_its_day_and_replaces_the_one_before(world: World) -> None:
    done = accepted(world)
    secretary, today = actor_of(world, "secretary"), moment_of(world).on
    with world.database.write() as session:
        decision = get_decision(session, done.decision)
        review = today.replace(year=today.year + 1)
        first = NewVersion("Late evenings", "Open until eight on Thursdays.", today, review)
        version = decide_policy(session, secretary, decision, new=first, today=today)
        assert version.state == "in_effect"
    assert state_of(world, done.proposal) == "in_effect"
    later(world, 3)
    with world.database.write() as session:
        decision = get_decision(session, done.decision)
        tomorrow = moment_of(world).on.replace(day=moment_of(world).on.day + 1)
        ref = policy_ref(world)
        second = NewVersion("", "Open until nine on Thursdays.", tomorrow, review, ref)
        newer = decide_policy(session, secretary, decision, new=second, today=moment_of(world).on)
        assert newer.state == "decided"
    later(world, 1)
    with world.database.write() as session:
        assert bring_due_into_effect(session, moment_of(world).on) == 1
    page = world.browser().get(f"/policies/{policy_ref(world)}").text
    assert "nine" in page
    assert "Replaced by a newer one" in page


def policy_ref(world: World) -> str:
    with world.database.read() as session:
        return str(session.execute(text("SELECT ref FROM policy")).scalar_one())


def test_no_rule_without_leaderships_yes(world: World) -> None:
    done = decided(world)
    secretary, today = actor_of(world, "secretary"), moment_of(world).on
    new = NewVersion("Late", "Open until eight.", today, today.replace(year=today.year + 1))
    with world.database.write() as session, pytest.raises(IllegalMove):
        decide_policy(session, secretary, get_decision(session, done.decision), new=new, today=today)


def test_a_step_is_done_once_or_dropped_with_a_reason(world: World) -> None:
    done = accepted(world)
    responder, today = actor_of(world, "responder"), moment_of(world).on
    with world.database.write() as session:
        decision = get_decision(session, done.decision)
        step = add_step(session, responder, decision, new=NewStep("Roster", "Site lead", today), today=today)
        other = add_step(session, responder, decision, new=NewStep("Poster", "Steward", today), today=today)
        finish_step(session, responder, step, today=today)
        with pytest.raises(IllegalMove):
            finish_step(session, responder, step, today=today)
        with pytest.raises(InvalidInput):
            drop_step(session, responder, other, reason=" ", today=today)
        drop_step(session, responder, other, reason="The wall was painted over.", today=today)
    assert "The wall was painted over." in world.browser().get(f"/decisions/{done.decision}").text


def test_a_review_opens_on_its_day_and_sends_a_change_back_to_the_board(world: World) -> None:
    done = accepted(world)
    secretary, today = actor_of(world, "secretary"), moment_of(world).on
    with world.database.write() as session:
        decision = get_decision(session, done.decision)
        new = NewVersion("Late", "Open until eight.", today, today.replace(year=today.year + 1))
        decide_policy(session, secretary, decision, new=new, today=today)
        planned = today.replace(day=today.day + 2)
        review = plan_review(session, secretary, decision, planned_on=planned, today=today)
    later(world, 2)
    with world.database.write() as session:
        assert open_due_reviews(session, moment_of(world).on) == 1
        review = session.merge(review)
        session.refresh(review)
        words = "Two evenings are needed."
        end_review(session, secretary, review, verdict="change", words=words, today=moment_of(world).on)
    assert state_of(world, done.proposal) == "reviewed_change"


def test_what_did_not_help_comes_before_the_board_again_also_after_it_looked(world: World) -> None:
    voice = heard(world, copy="Open later.")
    ref = accepted(world).decision
    assert _came_back(world) == []
    _say_no(world, voice.ref, ref)
    assert _came_back(world) == [ref]
    secretary, today = actor_of(world, "secretary"), moment_of(world).on
    with world.database.write() as session:
        decision = get_decision(session, ref)
        review = plan_review(session, secretary, decision, planned_on=today + timedelta(days=1), today=today)
        end_review(session, secretary, review, verdict="keep", words="It stays.", today=today)
    assert _came_back(world) == []
    _say_no(world, heard(world, copy="Still too early.").ref, ref)
    assert _came_back(world) == [ref]


def _say_no(world: World, voice: str, ref: str) -> None:
    with world.database.write() as session:
        thread = session.scalars(select(Thread).where(Thread.ref == voice)).one()
        decision, week = get_decision(session, ref), str(Week.of(moment_of(world).on))
        session.add(Helped(thread_id=thread.id, decision_id=decision.id, answer="no", week=week))


def _came_back(world: World) -> list[str]:
    today = moment_of(world).on
    with world.database.read() as session:
        waiting = list_waiting(session, today, held_on=today)
    return [one.subject for one in waiting if one.kind is ItemKind.DID_NOT_HELP]


def test_the_ledger_commits_to_what_the_public_reads_after_every_act(world: World) -> None:
    done = accepted(world, position="accepted_in_part", reason="One evening only.")
    secretary, today = actor_of(world, "secretary"), moment_of(world).on
    with world.database.write() as session:
        decision = get_decision(session, done.decision)
        new = NewVersion("Late", "Open until eight.", today, today.replace(year=today.year + 1))
        decide_policy(session, secretary, decision, new=new, today=today)
        add_step(session, secretary, decision, new=NewStep("Roster", "Site lead", today), today=today)
    with world.database.read() as session:
        decision = get_decision(session, done.decision)
        leaf = leaves.decode(session.get_one(LedgerLeaf, decision.ledger_leaf).body)
        record = decision_record(session, decision)
        assert opens(leaf.commitments["record"], record, salt=decision.ledger_salt or b"")
        changed = record | {"reasons": "Something else."}
        assert not opens(leaf.commitments["record"], changed, salt=decision.ledger_salt or b"")
        newest = session.scalars(select(PolicyVersion)).one()
        policy = session.scalars(select(Policy)).one()
        leaf = leaves.decode(session.get_one(LedgerLeaf, newest.ledger_leaf).body)
        record = policy_record(session, policy, newest)
        assert opens(leaf.commitments["record"], record, salt=newest.ledger_salt or b"")


@pytest.mark.parametrize("name", ["steward", "responder", "member1", "chair", "administrator"])
def test_only_leadership_replies_to_the_board(world: World, name: str) -> None:
    done = decided(world)
    browser = signed_in(world, name)
    answer = desk_post(browser, f"/desk/decisions/{done.decision}/reply", {"position": "accepted"})
    assert answer.status_code == 403
    with world.database.read() as session:
        assert get_decision(session, done.decision).reply_state == "awaited"


def test_a_stranger_is_sent_to_sign_in_and_a_missing_decision_is_not_found(world: World) -> None:
    assert world.browser().get("/desk/decisions").status_code == 303
    assert world.browser().get("/decisions/D-NOTHERE").status_code == 404
    assert signed_in(world, "director").get("/desk/decisions/D-NOTHERE").status_code == 404


def test_a_refused_reply_keeps_what_was_typed_and_the_same_page_answers_htmx(world: World) -> None:
    done = decided(world)
    for script in (False, True):
        browser = signed_in(world, "director", script=script)
        answer = desk_post(
            browser, f"/desk/decisions/{done.decision}/reply", {"position": "", "reason": "Because of money."}
        )
        assert answer.status_code == 422
        assert "Because of money." in answer.text
        assert ("<html" in answer.text) is not script
    browser = signed_in(world, "director")
    answer = desk_post(browser, f"/desk/decisions/{done.decision}/reply", {"position": "accepted"})
    assert answer.status_code == 303
