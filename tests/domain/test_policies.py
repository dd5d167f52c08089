from dataclasses import replace
from datetime import date

import pytest

from app.domain.clocks import Standing
from app.domain.errors import InvalidInput
from app.domain.lifecycles import PolicyState
from app.domain.policies import (
    PolicyVersion,
    Step,
    check_policy_version,
    check_step,
    find_version_in_force,
    step_timing,
)

FIRST = PolicyVersion(1, "D-02", "Thursdays to 8 pm", date(2026, 10, 22), date(2027, 1, 14))
SECOND = replace(FIRST, number=2, decision="D-06", effective_on=date(2027, 2, 1), review_on=date(2027, 8, 1))
STEP = Step("Roster a second late shift", "site_lead", date(2026, 10, 20))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": " "}, "text"),
        ({"decision": ""}, "decision"),
        ({"review_on": date(2026, 10, 22)}, "review_on"),
        ({"number": 2}, "number"),
    ],
)
def test_a_version_without_text_decision_review_or_number_is_refused(
    change: dict[str, str | int | date], field: str
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        check_policy_version(replace(FIRST, **change), [])
    assert refusal.value.field == field


def test_versions_are_numbered_one_after_the_other() -> None:
    check_policy_version(FIRST, [])
    check_policy_version(SECOND, [FIRST])
    with pytest.raises(InvalidInput, match="policy_version_not_next"):
        check_policy_version(SECOND, [])


def test_the_version_in_force_is_the_newest_whose_day_has_come() -> None:
    versions = [SECOND, FIRST]
    assert find_version_in_force(versions, date(2026, 10, 21)) is None
    assert find_version_in_force(versions, date(2027, 1, 31)) == FIRST
    assert find_version_in_force(versions, date(2027, 2, 1)) == SECOND


def test_a_dropped_or_ended_version_is_never_in_force() -> None:
    gone = [replace(SECOND, state=PolicyState.DROPPED), replace(FIRST, state=PolicyState.ENDED)]
    assert find_version_in_force(gone, date(2028, 1, 1)) is None


def test_a_step_names_what_and_who() -> None:
    check_step(STEP)
    for broken in (replace(STEP, what=""), replace(STEP, owner=" ")):
        with pytest.raises(InvalidInput):
            check_step(broken)


def test_a_step_is_late_until_it_is_done() -> None:
    assert step_timing(STEP, date(2026, 10, 23)).amount == 3
    done = replace(STEP, done_on=date(2026, 10, 20))
    assert step_timing(done, date(2026, 12, 1)).standing is Standing.DONE_IN_TIME
