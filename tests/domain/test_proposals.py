import pytest

from app.domain.errors import IllegalMove, InvalidInput, NotAllowed
from app.domain.lifecycles import PROPOSAL, ProposalState, ReplyState, ReviewState
from app.domain.mandate import Power
from app.domain.motion_rules import Method
from app.domain.outcomes import Outcome
from app.domain.proposals import (
    ScreeningGround,
    check_appeal_reader,
    check_change,
    move_after_motion,
    read_screening_ground,
    state_after_reply,
    state_after_review,
)
from app.domain.replies import check_board_reply, reply_to_recommendation


@pytest.mark.parametrize("typed", [None, "", " \n "])
def test_a_proposal_needs_only_what_should_change(typed: str | None) -> None:
    with pytest.raises(InvalidInput, match="proposal_needs_change"):
        check_change(typed)
    assert check_change(" Open until 8 ") == "Open until 8"


@pytest.mark.parametrize("typed", [None, "", "I do not like it"])
def test_nothing_is_screened_out_without_a_stated_ground(typed: str | None) -> None:
    with pytest.raises(InvalidInput, match="screening_needs_ground"):
        read_screening_ground(typed)
    assert read_screening_ground("already_open") is ScreeningGround.ALREADY_OPEN


def test_an_appeal_is_heard_by_somebody_else() -> None:
    check_appeal_reader(refused_it=False)
    with pytest.raises(NotAllowed):
        check_appeal_reader(refused_it=True)


@pytest.mark.parametrize(
    ("outcome", "power", "method", "after"),
    [
        (Outcome.ADOPTED, Power.DECIDE, Method.VOTE, ProposalState.ADOPTED),
        (Outcome.ADOPTED, Power.RECOMMEND, Method.VOTE, ProposalState.RECOMMENDED),
        (Outcome.ADOPTED, Power.CONSULT, Method.CONSENT, ProposalState.RECOMMENDED),
        (Outcome.TIED, Power.DECIDE, Method.VOTE, ProposalState.NOT_ADOPTED),
        (Outcome.NOT_ADOPTED, Power.DECIDE, Method.VOTE, ProposalState.NOT_ADOPTED),
        (Outcome.NOT_ADOPTED, Power.RECOMMEND, Method.CONSENT, ProposalState.DEFERRED),
        (Outcome.INQUORATE, Power.DECIDE, Method.VOTE, ProposalState.ON_AGENDA),
        (Outcome.COMPOSITION_NOT_MET, Power.DECIDE, Method.CONSENT, ProposalState.ON_AGENDA),
        (Outcome.VOID, Power.RECOMMEND, Method.VOTE, ProposalState.ON_AGENDA),
    ],
)
def test_a_vote_moves_the_proposal_only_if_it_could_decide(
    outcome: Outcome, power: Power, method: Method, after: ProposalState
) -> None:
    assert move_after_motion(outcome, power=power, method=method) is after


@pytest.mark.parametrize("outcome", [one for one in Outcome if one is not Outcome.ADOPTED])
def test_only_adopted_adopts(outcome: Outcome) -> None:
    for power in Power:
        for method in Method:
            after = move_after_motion(outcome, power=power, method=method)
            assert after not in {ProposalState.ADOPTED, ProposalState.RECOMMENDED}


def test_a_reply_moves_the_proposal() -> None:
    replies = [reply for reply in ReplyState if reply is not ReplyState.AWAITED]
    assert all(PROPOSAL.may_move(ProposalState.RECOMMENDED, state_after_reply(reply)) for reply in replies)


def test_a_review_moves_the_proposal() -> None:
    ended = [ReviewState.KEEP, ReviewState.CHANGE, ReviewState.STOP]
    assert all(PROPOSAL.may_move(ProposalState.IN_EFFECT, state_after_review(review)) for review in ended)


def test_acceptance_needs_no_reason() -> None:
    reply = reply_to_recommendation(ReplyState.AWAITED, position="accepted", reason=None)
    assert (reply.position, reply.reason) == (ReplyState.ACCEPTED, "")


@pytest.mark.parametrize("position", ["accepted_in_part", "declined"])
def test_less_than_acceptance_needs_a_reason(position: str) -> None:
    with pytest.raises(InvalidInput, match="reply_needs_reason"):
        reply_to_recommendation(ReplyState.AWAITED, position=position, reason="  ")


@pytest.mark.parametrize("position", [None, "", "awaited", "perhaps"])
def test_silence_is_not_a_reply(position: str | None) -> None:
    with pytest.raises(InvalidInput, match="reply_needs_position"):
        reply_to_recommendation(ReplyState.AWAITED, position=position, reason="Later")


def test_a_later_reply_may_give_more_and_never_less() -> None:
    more = reply_to_recommendation(ReplyState.DECLINED, position="accepted", reason="")
    assert more.position is ReplyState.ACCEPTED
    with pytest.raises(IllegalMove):
        reply_to_recommendation(ReplyState.ACCEPTED, position="declined", reason="Money")


def test_the_board_answers_a_reply_that_is_there() -> None:
    assert check_board_reply(ReplyState.ACCEPTED_IN_PART, " Both nights, please. ") == "Both nights, please."
    with pytest.raises(InvalidInput, match="board_reply_needs_words"):
        check_board_reply(ReplyState.DECLINED, " ")
    with pytest.raises(InvalidInput, match="no_reply_to_answer"):
        check_board_reply(ReplyState.AWAITED, "Well?")
