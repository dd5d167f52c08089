import pytest

from app.domain.counting.chambers import decide_chambers
from app.domain.outcomes import Outcome


def both(board: Outcome, participants: Outcome) -> Outcome:
    return decide_chambers({"board": board, "participants": participants}).outcome


def test_both_chambers_must_pass() -> None:
    assert both(Outcome.ADOPTED, Outcome.ADOPTED) is Outcome.ADOPTED


def test_one_chamber_passes_and_one_fails_is_not_adopted() -> None:
    assert both(Outcome.ADOPTED, Outcome.NOT_ADOPTED) is Outcome.NOT_ADOPTED
    assert both(Outcome.NOT_ADOPTED, Outcome.ADOPTED) is Outcome.NOT_ADOPTED


def test_one_inquorate_chamber_makes_the_whole_inquorate() -> None:
    for other in Outcome:
        if other is not Outcome.VOID:
            assert both(other, Outcome.INQUORATE) is Outcome.INQUORATE


def test_a_tie_in_one_chamber_ties_the_whole() -> None:
    assert both(Outcome.ADOPTED, Outcome.TIED) is Outcome.TIED
    assert both(Outcome.NOT_ADOPTED, Outcome.TIED) is Outcome.NOT_ADOPTED


def test_a_void_chamber_voids_the_whole() -> None:
    assert both(Outcome.VOID, Outcome.INQUORATE) is Outcome.VOID


def test_each_chamber_is_named_in_the_explanation() -> None:
    result = decide_chambers({"board": Outcome.ADOPTED, "participants": Outcome.TIED})
    assert [one.key for one in result.sentences] == ["chamber_adopted", "chamber_tied", "outcome_tied"]


def test_no_chamber_is_refused() -> None:
    with pytest.raises(ValueError, match="no chamber"):
        decide_chambers({})
