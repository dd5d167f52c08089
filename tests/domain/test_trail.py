from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.clocks import Standing, Timing, Unit
from app.domain.lifecycles import (
    FeedbackState,
    PolicyState,
    ProposalState,
    ReplyState,
    ReviewState,
    SafeCopyState,
)
from app.domain.outcomes import Outcome
from app.domain.receipt_trail import ReceiptFacts, Stop, draw_receipt_trail
from app.domain.trail import Bead, BeadState, TrailFacts, draw_trail
from app.domain.voices import ShownVoices, Voice, voices_to_show
from app.domain.word_use import WordUse

LATE = Timing(Standing.LATE, 3, Unit.DAYS)
timings = st.none() | st.builds(Timing, st.sampled_from(Standing), st.integers(0, 30), st.sampled_from(Unit))
trails = st.builds(
    TrailFacts,
    voices=st.integers(0, 30),
    all_voices_held=st.booleans(),
    themes=st.integers(0, 3),
    proposal=st.none() | st.sampled_from(ProposalState),
    vote=st.none() | st.sampled_from(Outcome),
    is_decided=st.booleans(),
    reply=st.none() | st.sampled_from(ReplyState),
    reply_timing=timings,
    policy=st.none() | st.sampled_from(PolicyState),
    steps=st.integers(0, 4),
    steps_done=st.integers(0, 2),
    steps_dropped=st.integers(0, 1),
    steps_late=st.integers(0, 1),
    review=st.none() | st.sampled_from(ReviewState),
    review_timing=timings,
)
receipts = st.builds(ReceiptFacts, st.sampled_from(FeedbackState), timings, st.booleans(), st.none() | trails)

# Two late nights: recommended, accepted in part, one of one step done, people are being asked.
LATE_NIGHTS = TrailFacts(
    voices=2,
    themes=1,
    proposal=ProposalState.IN_EFFECT,
    vote=Outcome.ADOPTED,
    is_decided=True,
    reply=ReplyState.ACCEPTED_IN_PART,
    policy=PolicyState.IN_EFFECT,
    steps=1,
    steps_done=1,
    review=ReviewState.OPEN,
)


def states(facts: TrailFacts) -> str:
    return " ".join(bead.state for bead in draw_trail(facts).beads)


def test_the_trail_of_two_late_nights_is_lit_as_far_as_it_came() -> None:
    assert states(LATE_NIGHTS) == "done done done done done part done done now"
    assert draw_trail(LATE_NIGHTS).reached == 9


def test_a_trail_begins_with_its_voices() -> None:
    assert states(TrailFacts()) == "now none none none none none none none none"
    assert states(TrailFacts(voices=3)) == "done now none none none none none none none"


def test_an_open_proposal_is_where_the_trail_stands() -> None:
    trail = draw_trail(TrailFacts(voices=3, themes=1, proposal=ProposalState.OPEN_FOR_SUPPORT))
    assert (trail.state_of(Bead.PROPOSAL), trail.reached) == (BeadState.NOW, 3)


def test_a_proposal_on_the_agenda_waits_for_its_vote() -> None:
    facts = TrailFacts(voices=3, themes=1, proposal=ProposalState.ON_AGENDA)
    assert states(facts) == "done done done now none none none none none"


def test_a_decision_without_client_source_shows_the_empty_ring() -> None:
    facts = replace(LATE_NIGHTS, voices=0, themes=0)
    assert states(facts).startswith("none none done done")


@pytest.mark.parametrize("vote", [Outcome.TIED, Outcome.NOT_ADOPTED])
def test_nothing_follows_a_no(vote: Outcome) -> None:
    facts = replace(LATE_NIGHTS, proposal=ProposalState.NOT_ADOPTED, vote=vote)
    assert states(facts) == "done done done stop none none none none none"


@pytest.mark.parametrize("vote", [Outcome.INQUORATE, Outcome.COMPOSITION_NOT_MET, Outcome.VOID])
def test_a_vote_that_could_not_decide_waits(vote: Outcome) -> None:
    facts = TrailFacts(voices=1, themes=1, proposal=ProposalState.ON_AGENDA, vote=vote)
    assert states(facts) == "done done done wait none none none none none"


def test_a_deferred_proposal_waits_while_its_interim_steps_go_on() -> None:
    facts = TrailFacts(
        voices=1,
        themes=1,
        proposal=ProposalState.DEFERRED,
        is_decided=True,
        reply=ReplyState.ACCEPTED,
        steps=1,
    )
    assert states(facts) == "done done done wait done done none now none"


def test_a_late_reply_is_late_and_nothing_is_now() -> None:
    facts = TrailFacts(
        voices=1,
        themes=1,
        proposal=ProposalState.RECOMMENDED,
        vote=Outcome.ADOPTED,
        is_decided=True,
        reply=ReplyState.AWAITED,
        reply_timing=LATE,
    )
    assert states(facts) == "done done done done done late none none none"


def test_an_extended_reply_waits() -> None:
    timing = Timing(Standing.EXTENDED, 5, Unit.DAYS)
    facts = TrailFacts(is_decided=True, reply=ReplyState.AWAITED, reply_timing=timing)
    assert draw_trail(facts).state_of(Bead.REPLY) is BeadState.WAIT


def test_voices_that_are_all_held_back_show_only_that() -> None:
    assert states(TrailFacts(voices=2, all_voices_held=True)).startswith("held none")


def test_a_dropped_step_leaves_the_steps_done_in_part() -> None:
    facts = replace(LATE_NIGHTS, steps=2, steps_done=1, steps_dropped=1)
    assert draw_trail(facts).state_of(Bead.STEPS) is BeadState.PART


@given(trails)
def test_at_most_one_bead_is_now_and_nothing_follows_a_stop(facts: TrailFacts) -> None:
    trail = draw_trail(facts)
    drawn = [bead.state for bead in trail.beads]
    assert [bead.bead for bead in trail.beads] == list(Bead)
    assert drawn.count(BeadState.NOW) <= 1
    if BeadState.STOP in drawn:
        assert set(drawn[drawn.index(BeadState.STOP) + 1 :]) <= {BeadState.NONE}
    if BeadState.NOW in drawn:
        assert set(drawn[drawn.index(BeadState.NOW) + 1 :]) <= {BeadState.NONE}
        assert trail.reached == drawn.index(BeadState.NOW) + 1


def receipt(facts: ReceiptFacts) -> dict[Stop, BeadState]:
    return {one.stop: one.state for one in draw_receipt_trail(facts)}


def test_a_new_receipt_waits_to_be_read() -> None:
    assert receipt(ReceiptFacts(FeedbackState.RECEIVED)) == {
        Stop.SAID: BeadState.DONE,
        Stop.READ: BeadState.NOW,
        Stop.ANSWER: BeadState.NONE,
        Stop.HELPED: BeadState.NONE,
    }


def test_an_answer_that_is_late_says_so_to_the_person() -> None:
    drawn = receipt(ReceiptFacts(FeedbackState.BEING_LOOKED_AT, answer_timing=LATE))
    assert (drawn[Stop.READ], drawn[Stop.ANSWER]) == (BeadState.DONE, BeadState.LATE)


def test_a_planned_change_is_answered_and_not_yet_done() -> None:
    drawn = receipt(ReceiptFacts(FeedbackState.CHANGE_PLANNED))
    assert (drawn[Stop.ANSWER], drawn[Stop.STEPS], drawn[Stop.HELPED]) == (
        BeadState.DONE,
        BeadState.NOW,
        BeadState.NONE,
    )


def test_a_made_change_asks_whether_it_helped_until_the_person_said() -> None:
    asked = ReceiptFacts(FeedbackState.CHANGE_MADE)
    assert receipt(asked)[Stop.HELPED] is BeadState.NOW
    assert receipt(replace(asked, has_said_if_it_helped=True))[Stop.HELPED] is BeadState.DONE


def test_a_no_with_its_reason_ends_the_receipt_there() -> None:
    assert list(receipt(ReceiptFacts(FeedbackState.NO_CHANGE)).values())[-1] is BeadState.STOP


def test_what_is_held_back_or_withdrawn_goes_no_further() -> None:
    assert receipt(ReceiptFacts(FeedbackState.HELD_BACK)) == {
        Stop.SAID: BeadState.DONE,
        Stop.READ: BeadState.HELD,
    }
    assert receipt(ReceiptFacts(FeedbackState.WITHDRAWN))[Stop.READ] is BeadState.STOP


def test_a_receipt_in_a_trail_tells_all_of_it_with_the_review_last() -> None:
    facts = ReceiptFacts(FeedbackState.CHANGE_MADE, trail=LATE_NIGHTS)
    drawn = receipt(facts)
    assert list(drawn) == [
        Stop.SAID,
        Stop.READ,
        Stop.PROPOSAL,
        Stop.VOTE,
        Stop.REPLY,
        Stop.POLICY,
        Stop.STEPS,
        Stop.HELPED,
        Stop.REVIEW,
    ]
    assert (drawn[Stop.REPLY], drawn[Stop.HELPED]) == (BeadState.PART, BeadState.NOW)
    said = receipt(replace(facts, has_said_if_it_helped=True))
    assert (said[Stop.HELPED], said[Stop.REVIEW]) == (BeadState.DONE, BeadState.NOW)


@given(receipts)
def test_a_receipt_stands_at_one_place_at_most(facts: ReceiptFacts) -> None:
    drawn = [one.state for one in draw_receipt_trail(facts)]
    assert drawn.count(BeadState.NOW) <= 1
    assert drawn[0] is BeadState.DONE


def voice(ref: str, use: WordUse = WordUse.QUOTE, *, warned: bool = False) -> Voice:
    return Voice(ref, use, SafeCopyState.AGREED, FeedbackState.WITH_BOARD, chose_after_warning=warned)


def test_four_voices_show_themes_only() -> None:
    four = [voice(ref) for ref in "abcd"]
    assert voices_to_show(four) == ShownVoices(True, None, ())
    assert voices_to_show([*four, voice("e", WordUse.COUNT)]).quoted == ("a", "b", "c", "d")


def test_a_person_who_chose_quote_after_the_warning_may_stand_alone() -> None:
    assert voices_to_show([voice("a", warned=True), voice("b")]).quoted == ("a",)


def test_withdrawn_voices_do_not_help_to_reach_five() -> None:
    gone = replace(voice("e"), feedback=FeedbackState.WITHDRAWN)
    assert voices_to_show([*(voice(ref) for ref in "abcd"), gone]).quoted == ()


def test_no_client_source_is_said_as_openly() -> None:
    assert voices_to_show([]) == ShownVoices(False, None, ())


def test_fewer_than_ten_voices_are_not_counted_in_public() -> None:
    assert voices_to_show([voice(str(n)) for n in range(9)]).number is None
    assert voices_to_show([voice(str(n)) for n in range(10)]).number == 10


voices = st.builds(
    Voice,
    st.uuids().map(str),
    st.sampled_from(WordUse),
    st.none() | st.sampled_from(SafeCopyState),
    st.sampled_from(FeedbackState),
    st.booleans(),
)


@given(st.lists(voices, max_size=12))
def test_what_is_shown_says_nothing_of_order_and_nothing_that_was_not_quoted(
    some: list[Voice],
) -> None:
    shown = voices_to_show(some)
    assert shown == voices_to_show(sorted(some, key=lambda one: one.ref, reverse=True))
    allowed = {one.ref for one in some if one.word_use is WordUse.QUOTE}
    assert set(shown.quoted) <= allowed
