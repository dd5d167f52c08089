import pytest

from app.domain.counting.consent import Response, Stance, decide_consent
from app.domain.counting.majority import Standing
from app.domain.outcomes import Outcome

YES = [Response("one", Stance.CONSENT), Response("two", Stance.CONSENT)]


def test_consent_without_an_objection_adopts() -> None:
    assert decide_consent([*YES, Response("three", Stance.STAND_ASIDE)]).outcome is Outcome.ADOPTED


def test_one_reasoned_objection_blocks_whatever_the_others_say() -> None:
    result = decide_consent([*YES, Response("three", Stance.OBJECT, "nobody can reach the site at night")])
    assert result.outcome is Outcome.NOT_ADOPTED
    assert [one.seat for one in result.objections] == ["three"]


def test_an_objection_without_a_reason_is_noted_and_does_not_block() -> None:
    result = decide_consent([*YES, Response("three", Stance.OBJECT, "  ")])
    assert result.outcome is Outcome.ADOPTED
    assert [one.seat for one in result.unreasoned] == ["three"]
    assert result.consenting == 2


def test_an_answered_objection_counts_as_consent() -> None:
    result = decide_consent([Response("three", Stance.OBJECT, "too late in the day", answered=True)])
    assert (result.outcome, result.consenting) == (Outcome.ADOPTED, 1)


@pytest.mark.parametrize("responses", [[], [Response("one", Stance.STAND_ASIDE)]])
def test_nobody_consenting_adopts_nothing(responses: list[Response]) -> None:
    assert decide_consent(responses).outcome is Outcome.NOT_ADOPTED


def test_an_inquorate_round_decides_nothing() -> None:
    assert decide_consent(YES, standing=Standing(quorate=False)).outcome is Outcome.INQUORATE


def test_a_seat_answers_once() -> None:
    with pytest.raises(ValueError, match="once"):
        decide_consent([YES[0], YES[0]])
