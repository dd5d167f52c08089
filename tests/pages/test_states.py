"""Every state that can be stored has public words and a bead."""

from enum import StrEnum

import pytest

from app.domain.lifecycles import (
    BallotState,
    FeedbackState,
    MotionState,
    PolicyState,
    ProposalState,
    ReplyState,
    StepState,
)
from app.domain.outcomes import Outcome
from tests.pages.gallery import sample_environment

ENVIRONMENT = sample_environment()
SHOWN: dict[str, type[StrEnum]] = {
    "feedback_state": FeedbackState,
    "proposal_state": ProposalState,
    "reply_state": ReplyState,
    "vote_state": MotionState,
    "policy_state": PolicyState,
    "step_state": StepState,
    "outcome": Outcome,
}


@pytest.mark.parametrize(("macro", "states"), SHOWN.items(), ids=SHOWN)
def test_each_stored_state_has_words_of_its_own(macro: str, states: type[StrEnum]) -> None:
    source = f'{{% import "components/states.html" as states %}}{{{{ states.{macro}(state) }}}}'
    badges = [ENVIRONMENT.from_string(source).render(state=state) for state in states]
    assert all('class="badge"' in badge for badge in badges)
    assert len(set(badges)) == len(badges)


def test_a_ballot_is_shown_as_a_motion_is() -> None:
    assert {state.value for state in BallotState} == {state.value for state in MotionState}
