import pytest

from app.domain.counting.majority import (
    MORE_THAN_HALF,
    TWO_THIRDS,
    Base,
    Choice,
    MajorityRule,
    Share,
    Standing,
    YesNo,
    decide_majority,
    has_turnout,
    tally_seats,
)
from app.domain.outcomes import Outcome

HALF_OF_CAST = MajorityRule()


def outcome(votes: YesNo, rule: MajorityRule = HALF_OF_CAST, **heads: int) -> Outcome:
    return decide_majority(votes, rule, **heads).outcome


def test_one_vote_more_than_half_adopts() -> None:
    assert outcome(YesNo(6, 5)) is Outcome.ADOPTED


def test_as_many_yes_as_no_is_tied_and_so_not_adopted() -> None:
    assert outcome(YesNo(5, 5, 3)) is Outcome.TIED


def test_equal_votes_under_two_thirds_are_plainly_not_adopted() -> None:
    assert outcome(YesNo(5, 5), MajorityRule(TWO_THIRDS)) is Outcome.NOT_ADOPTED


@pytest.mark.parametrize(
    ("share", "yes", "no", "expected"),
    [
        (Share(2, 3, strict=False), 8, 4, Outcome.ADOPTED),
        (Share(2, 3, strict=True), 8, 4, Outcome.NOT_ADOPTED),
        (Share(2, 3, strict=False), 7, 4, Outcome.NOT_ADOPTED),
        (Share(1, 2, strict=False), 4, 4, Outcome.ADOPTED),
        (Share(3, 4, strict=False), 3 * 10**30, 10**30, Outcome.ADOPTED),
        (Share(3, 4, strict=False), 3 * 10**30 - 1, 10**30 + 1, Outcome.NOT_ADOPTED),
    ],
)
def test_exactly_at_the_threshold_turns_on_at_least_or_more_than(
    share: Share, yes: int, no: int, expected: Outcome
) -> None:
    assert outcome(YesNo(yes, no), MajorityRule(share)) is expected


def test_all_abstain_adopts_nothing_even_under_at_least_zero() -> None:
    assert outcome(YesNo(0, 0, 9)) is Outcome.NOT_ADOPTED
    assert outcome(YesNo(0, 0, 9), MajorityRule(Share(0, 1, strict=False))) is Outcome.NOT_ADOPTED


def test_zero_ballots_adopt_nothing() -> None:
    assert outcome(YesNo(0, 0)) is Outcome.NOT_ADOPTED


def test_quorum_met_by_abstentions_only_lets_one_yes_decide() -> None:
    votes = YesNo(1, 0, 9)
    quorate = has_turnout(votes, Share(1, 2, strict=False), entitled=20)
    assert quorate
    result = decide_majority(votes, HALF_OF_CAST, standing=Standing(quorate=quorate))
    assert result.outcome is Outcome.ADOPTED


def test_inquorate_stands_above_any_majority() -> None:
    votes = YesNo(9, 0)
    quorate = has_turnout(votes, Share(1, 2, strict=False), entitled=19)
    result = decide_majority(votes, HALF_OF_CAST, standing=Standing(quorate=quorate))
    assert result.outcome is Outcome.INQUORATE


def test_nobody_entitled_is_never_a_quorum() -> None:
    assert not has_turnout(YesNo(0, 0), Share(0, 1, strict=False), entitled=0)


def test_composition_not_met_at_close_decides_nothing() -> None:
    result = decide_majority(YesNo(9, 0), HALF_OF_CAST, standing=Standing(composition_met=False))
    assert result.outcome is Outcome.COMPOSITION_NOT_MET


def test_void_is_named_before_every_other_defect() -> None:
    standing = Standing(quorate=False, composition_met=False, void=True)
    assert decide_majority(YesNo(9, 0), HALF_OF_CAST, standing=standing).outcome is Outcome.VOID


def test_a_seat_that_ends_during_the_vote_leaves_votes_and_roll() -> None:
    choices = {"one": Choice.YES, "two": Choice.YES, "three": Choice.NO, "four": Choice.ABSTAIN}
    held = {"one", "three", "four", "five"}
    votes = tally_seats(choices, held_at_close=held)
    assert votes == YesNo(1, 1, 1)
    assert outcome(votes, MajorityRule(base=Base.ALL_SEATS), seats=len(held)) is Outcome.TIED


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        (Base.CAST, Outcome.ADOPTED),
        (Base.PRESENT, Outcome.ADOPTED),
        (Base.ALL_SEATS, Outcome.NOT_ADOPTED),
    ],
)
def test_the_same_votes_weigh_differently_on_each_base(base: Base, expected: Outcome) -> None:
    votes = YesNo(6, 4, 1)
    assert outcome(votes, MajorityRule(MORE_THAN_HALF, base), present=11, seats=12) is expected


def test_a_result_names_its_base_and_what_was_needed() -> None:
    result = decide_majority(YesNo(6, 4, 1), MajorityRule(TWO_THIRDS, Base.ALL_SEATS), seats=12)
    assert (result.whole, result.needed) == (12, 8)
    assert [one.key for one in result.sentences] == [
        "motion_votes",
        "motion_base_all_seats",
        "outcome_not_adopted",
    ]


@pytest.mark.parametrize("share", [MORE_THAN_HALF, TWO_THIRDS, Share(1, 1, strict=False)])
def test_what_is_needed_is_the_smallest_number_that_reaches_the_share(share: Share) -> None:
    for whole in range(1, 40):
        needed = share.needed(whole)
        assert share.is_reached(needed, whole)
        assert not share.is_reached(needed - 1, whole)


def test_more_votes_than_heads_are_refused() -> None:
    with pytest.raises(ValueError, match="heads"):
        outcome(YesNo(3, 0), MajorityRule(base=Base.PRESENT), present=2)


@pytest.mark.parametrize("parts", [(1, 0), (3, 2), (-1, 2)])
def test_a_share_outside_zero_to_one_is_refused(parts: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="share"):
        Share(*parts, strict=True)


def test_a_negative_tally_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        YesNo(-1, 0)
