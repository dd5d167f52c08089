from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.counting.consent import Stance
from app.domain.counting.majority import Base, Choice, MajorityRule, Share, YesNo
from app.domain.errors import IllegalMove, InvalidInput
from app.domain.mandate import Matter, Power
from app.domain.motion_rules import Method, RulesInForce, copy_rules, rules_from_json, rules_to_json
from app.domain.motions import (
    Answer,
    NotCounted,
    Vote,
    check_recusal,
    close_consent,
    close_vote,
    join_chambers,
    why_not_counted,
)
from app.domain.outcomes import Outcome
from app.domain.quorum import Room, has_quorum, meets_composition
from app.domain.rulebook import DEMONSTRATION_RULEBOOK
from tests.domain.boards import TODAY, cast_in, demonstration_rules, room, rooms, rules, votes

EVERYBODY = tuple(f"B-{number}" for number in (1, 2, 3, 4, 5, 6, 8, 9))
RULES = demonstration_rules()


def test_seven_yes_and_one_abstention_adopt_supplies_are_never_a_penalty() -> None:
    result = close_vote(RULES, votes(yes="1 2 3 4 5 6 8", abstain="9"), room(*EVERYBODY))
    assert (result.outcome, result.votes) == (Outcome.ADOPTED, YesNo(7, 0, 1))
    assert (result.whole, result.needed) == (7, 4)


def test_j_marsh_steps_out_and_use_my_name_is_still_adopted() -> None:
    who = room("B-1", "B-2", "B-3", "B-5", "B-6", "B-8", "B-9", recused=frozenset({"B-8"}))
    result = close_vote(RULES, votes(yes="1 2 3 5 6 9", no="8"), who)
    assert (result.outcome, result.votes) == (Outcome.ADOPTED, YesNo(6, 0, 0))
    assert [(one.seat, one.why) for one in result.left_out] == [("B-8", NotCounted.RECUSED)]


def test_a_tie_is_not_adopted() -> None:
    result = close_vote(RULES, votes(yes="1 2 3", no="4 5 6", abstain="8"), room(*EVERYBODY))
    assert result.outcome is Outcome.TIED


def test_all_abstain_and_nobody_votes_do_not_adopt() -> None:
    everybody = room(*EVERYBODY)
    assert close_vote(RULES, votes(abstain="1 2 3 4 5 6 8 9"), everybody).outcome is Outcome.NOT_ADOPTED
    assert close_vote(RULES, [], everybody).outcome is Outcome.NOT_ADOPTED


def test_abstentions_count_for_quorum_but_not_for_the_majority() -> None:
    result = close_vote(RULES, votes(yes="1", abstain="2 3 8 9"), room("B-1", "B-2", "B-3", "B-8", "B-9"))
    assert result.outcome is Outcome.ADOPTED


def test_unanimity_of_too_few_is_inquorate() -> None:
    result = close_vote(RULES, votes(yes="1 2 3 4"), room("B-1", "B-2", "B-3", "B-4"))
    assert result.outcome is Outcome.INQUORATE
    assert "quorum_not_met" in {said.key for said in result.sentences}


def test_members_who_leave_before_the_close_take_their_vote_and_the_quorum_with_them() -> None:
    cast = votes(yes="1 2 3 4 5")
    assert close_vote(RULES, cast, room("B-1", "B-2", "B-3", "B-4", "B-5")).outcome is Outcome.ADOPTED
    after = close_vote(RULES, cast, room("B-1", "B-2", "B-3", "B-4"))
    assert (after.outcome, after.votes.yes) == (Outcome.INQUORATE, 4)
    assert after.left_out[0].why is NotCounted.NOT_IN_THE_ROOM


def test_a_seat_that_ends_during_the_vote_does_not_count() -> None:
    everybody = room(*EVERYBODY)
    seats = tuple(replace(one, ends_on=TODAY) if one.ref == "B-1" else one for one in everybody.seats)
    result = close_vote(RULES, votes(yes="1 2 3 4", no="5 6 8"), replace(everybody, seats=seats))
    assert (result.outcome, result.left_out[0].why) == (Outcome.TIED, NotCounted.VACANT)


def test_a_successor_does_not_inherit_the_vote_of_the_term_before() -> None:
    everybody = room(*EVERYBODY)
    seats = tuple(replace(one, holder="next") if one.ref == "B-1" else one for one in everybody.seats)
    result = close_vote(RULES, votes(yes="1 2 3 4", no="5 6 8"), replace(everybody, seats=seats))
    assert (result.votes, result.left_out[0].why) == (YesNo(3, 3, 0), NotCounted.ENDED)


def test_a_board_that_lost_its_lived_experience_majority_decides_nothing() -> None:
    strict = replace(RULES, lived_experience_share=Share(7, 9, strict=False))
    result = close_vote(strict, votes(yes="1 2 3 4 5 6"), room(*EVERYBODY))
    assert (result.outcome, result.composition_met) == (Outcome.COMPOSITION_NOT_MET, False)


def test_a_void_motion_decides_nothing_whatever_was_voted() -> None:
    result = close_vote(RULES, votes(yes="1 2 3 4 5 6 8 9"), room(*EVERYBODY), void=True)
    assert result.outcome is Outcome.VOID


@pytest.mark.parametrize(
    ("vote", "why"),
    [
        (Vote("B-99", "x", Choice.YES), NotCounted.NO_SUCH_SEAT),
        (Vote("B-10", "B-10-somebody", Choice.YES), NotCounted.NON_VOTING),
        (Vote("B-7", "B-7-somebody", Choice.YES), NotCounted.VACANT),
        (Vote("B-1", "B-1-before", Choice.YES), NotCounted.ENDED),
    ],
)
def test_a_vote_that_does_not_count_says_why(vote: Vote, why: NotCounted) -> None:
    assert why_not_counted(vote, room(*EVERYBODY, "B-7", "B-10")) is why


def test_a_seat_votes_once() -> None:
    with pytest.raises(InvalidInput, match="seat_votes_once"):
        close_vote(RULES, votes(yes="1", no="1"), room(*EVERYBODY))


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_recusal_needs_its_reason(reason: str) -> None:
    with pytest.raises(InvalidInput, match="recusal_needs_reason"):
        check_recusal(reason)
    assert check_recusal(" Works for the lab ") == "Works for the lab"


@given(rules(), rooms(), st.data())
def test_nothing_is_adopted_without_double_quorum_composition_and_a_real_yes(
    in_force: RulesInForce, where: Room, data: st.DataObject
) -> None:
    result = close_vote(in_force, data.draw(cast_in(where)), where)
    if result.outcome is Outcome.ADOPTED:
        assert has_quorum(where, in_force.quorum)
        assert meets_composition(where, in_force.lived_experience_share)
        assert result.votes.yes > result.votes.no


@given(rules(), rooms(), st.data())
def test_what_does_not_count_changes_nothing(
    in_force: RulesInForce, where: Room, data: st.DataObject
) -> None:
    cast = data.draw(cast_in(where))
    counting = [vote for vote in cast if why_not_counted(vote, where) is None]
    full, clean = close_vote(in_force, cast, where), close_vote(in_force, counting, where)
    assert (full.outcome, full.votes, full.whole) == (clean.outcome, clean.votes, clean.whole)
    assert len(full.left_out) == len(cast) - len(counting)


@given(rooms(), st.data())
def test_a_recused_vacant_ended_absent_or_non_voting_seat_never_counts(
    where: Room, data: st.DataObject
) -> None:
    by_ref = {one.ref: one for one in where.seats}
    for vote in data.draw(cast_in(where)):
        if why_not_counted(vote, where) is None:
            seat = by_ref[vote.seat]
            assert seat.voting and seat.is_filled(TODAY) and seat.holder == vote.holder
            assert seat.ref in where.present and seat.ref not in where.recused


@given(rules(), rooms(), st.data())
def test_all_abstain_zero_votes_and_a_tie_never_adopt(
    in_force: RulesInForce, where: Room, data: st.DataObject
) -> None:
    cast = data.draw(cast_in(where))
    silent = [replace(vote, choice=Choice.ABSTAIN) for vote in cast]
    assert close_vote(in_force, silent, where).outcome is not Outcome.ADOPTED
    assert close_vote(in_force, [], where).outcome is not Outcome.ADOPTED
    result = close_vote(in_force, cast, where)
    assert result.votes.yes != result.votes.no or result.outcome is not Outcome.ADOPTED


@given(rules(), rooms(), st.data())
def test_a_threshold_is_exact_at_its_edge(in_force: RulesInForce, where: Room, data: st.DataObject) -> None:
    result = close_vote(in_force, data.draw(cast_in(where)), where)
    share, yes, whole = in_force.majority.share, result.votes.yes, result.whole
    left, right = yes * share.denominator, whole * share.numerator
    reached = left > right if share.strict else left >= right
    fit = result.outcome not in {Outcome.INQUORATE, Outcome.COMPOSITION_NOT_MET}
    assert (result.outcome is Outcome.ADOPTED) is (fit and reached and yes > 0)
    assert (yes >= result.needed) is reached or whole == 0


@given(st.integers(2, 12), st.integers(1, 12), st.sampled_from(Base))
def test_one_yes_less_than_needed_is_not_enough(denominator: int, numerator: int, base: Base) -> None:
    if not denominator < numerator * 2 <= denominator * 2:
        return
    in_force = replace(RULES, majority=MajorityRule(Share(numerator, denominator, strict=False), base))
    for yes in range(9):
        cast = [Vote(ref, f"{ref}-somebody", Choice.YES) for ref in EVERYBODY[:yes]]
        cast += [Vote(ref, f"{ref}-somebody", Choice.NO) for ref in EVERYBODY[yes:]]
        adopted = close_vote(in_force, cast, room(*EVERYBODY)).outcome is Outcome.ADOPTED
        assert adopted is (yes * denominator >= 8 * numerator)


@given(st.integers(1, 30), st.integers(1, 30))
def test_a_changed_rule_never_reaches_back(quorum: int, supports: int) -> None:
    opened = copy_rules(DEMONSTRATION_RULEBOOK, Matter.SERVICES, power=Power.RECOMMEND, method=Method.VOTE)
    stored = rules_to_json(opened)
    changed = replace(
        DEMONSTRATION_RULEBOOK,
        version=2,
        quorum=replace(DEMONSTRATION_RULEBOOK.quorum, all_seats=Share(1, 1 + quorum, strict=False)),
        majority=MajorityRule(Share(3, 4, strict=False), Base.ALL_SEATS),
        card_supports=supports,
    )
    assert copy_rules(changed, Matter.SERVICES, power=Power.RECOMMEND, method=Method.VOTE) != opened
    cast, where = votes(yes="1 2 3 4"), room("B-1", "B-2", "B-3", "B-4")
    assert close_vote(rules_from_json(stored), cast, where) == close_vote(opened, cast, where)


def test_rules_in_force_survive_being_written_and_read() -> None:
    assert rules_from_json(rules_to_json(RULES)) == RULES
    with pytest.raises(InvalidInput, match="rule_unknown"):
        rules_from_json({**rules_to_json(RULES), "extra": 1})


def test_decide_opens_only_within_the_mandate() -> None:
    assert demonstration_rules(Matter.SUPPLIES, power=Power.DECIDE).power is Power.DECIDE
    with pytest.raises(InvalidInput, match="decide_outside_mandate"):
        demonstration_rules(Matter.STAFFING, power=Power.DECIDE)


def test_without_consent_rounds_in_the_rulebook_none_opens() -> None:
    with pytest.raises(InvalidInput, match="no_consent_rounds"):
        copy_rules(
            replace(DEMONSTRATION_RULEBOOK, consent_rounds=0),
            Matter.SERVICES,
            power=Power.RECOMMEND,
            method=Method.CONSENT,
        )


def answers(objecting: str = "", *, reason: str = "Not safe enough yet") -> list[Answer]:
    return [
        Answer(ref, f"{ref}-somebody", Stance.OBJECT if ref == objecting else Stance.CONSENT, reason)
        for ref in EVERYBODY
    ]


def test_a_consent_round_without_objection_adopts() -> None:
    assert close_consent(RULES, answers(), room(*EVERYBODY)).outcome is Outcome.ADOPTED


def test_one_reasoned_objection_blocks_and_is_kept_with_its_reason() -> None:
    result = close_consent(RULES, answers("B-2"), room(*EVERYBODY))
    assert result.outcome is Outcome.NOT_ADOPTED
    assert [(one.seat, one.reason) for one in result.objections] == [("B-2", "Not safe enough yet")]


def test_an_objection_from_a_recused_seat_does_not_block() -> None:
    result = close_consent(RULES, answers("B-8"), room(*EVERYBODY, recused=frozenset({"B-8"})))
    assert (result.outcome, result.objections) == (Outcome.ADOPTED, ())


def test_a_round_ends_only_when_everybody_who_counts_was_asked() -> None:
    with pytest.raises(IllegalMove, match="round_not_finished"):
        close_consent(RULES, answers()[:-1], room(*EVERYBODY))


def test_a_consent_round_needs_double_quorum_too() -> None:
    result = close_consent(RULES, answers()[:2], room("B-1", "B-2"))
    assert result.outcome is Outcome.INQUORATE


def test_where_both_chambers_are_asked_the_board_alone_decides_nothing() -> None:
    both = replace(RULES, both_chambers=True)
    with pytest.raises(IllegalMove, match="participants_have_not_voted"):
        join_chambers(both, Outcome.ADOPTED, participants=None)
    assert join_chambers(both, Outcome.ADOPTED, participants=Outcome.TIED).outcome is Outcome.TIED
    assert join_chambers(RULES, Outcome.ADOPTED, participants=None).outcome is Outcome.ADOPTED
