"""Terms in a row, stipends, consent rounds, changes of the rulebook, a meeting's times."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from app.domain.clocks import Clocks
from app.domain.consent_rounds import check_another_round, check_round_may_end
from app.domain.counting.consent import Response, Stance
from app.domain.errors import IllegalMove, InvalidInput
from app.domain.mandate import Matter
from app.domain.meetings import check_times, is_late_notice, starts_at
from app.domain.motion_rules import Method
from app.domain.outcomes import Outcome
from app.domain.quorum import Movement, Passage
from app.domain.rulebook import TYPICAL_RULEBOOK
from app.domain.rulebook_changes import ChangeDecided, check_change, check_first_rulebook
from app.domain.stipends import is_same_day, seats_owed
from app.domain.terms import Span, count_in_a_row
from tests.domain.boards import TODAY, demonstration_board, demonstration_rules

DECIDED = ChangeDecided("D-ABC234", Matter.RULEBOOK, Outcome.ADOPTED, TODAY)
NEXT = replace(TYPICAL_RULEBOOK, version=2, card_supports=20)


def year(number: int) -> date:
    return date(number, 1, 1)


def test_terms_count_in_a_row_until_a_day_lies_between_them() -> None:
    terms = [Span(year(2020), year(2022)), Span(year(2022), year(2024))]
    assert count_in_a_row(terms, year(2024)) == 2
    assert count_in_a_row(terms, date(2024, 1, 2)) == 0
    assert count_in_a_row([terms[0]], year(2024)) == 0


def test_a_term_to_come_is_not_one_that_was_served() -> None:
    assert count_in_a_row([Span(year(2030), year(2032))], year(2024)) == 0


def test_two_spans_meet_when_they_share_a_day() -> None:
    first = Span(year(2024), year(2026))
    assert not first.meets(Span(year(2026)))
    assert first.meets(Span(date(2025, 12, 31)))
    assert Span(year(2024)).meets(Span(year(2040), year(2041)))


def test_whoever_came_is_owed_and_staff_liaisons_are_not() -> None:
    noon = datetime(2026, 10, 8, 12, tzinfo=UTC)
    came = [Passage(ref, Movement.ARRIVED, noon) for ref in ("B-1", "B-7", "B-8", "B-10")]
    left = Passage("B-1", Movement.LEFT, noon)
    assert seats_owed(demonstration_board(), [*came, left], on=TODAY) == ("B-1", "B-8")


def test_a_stipend_of_the_next_day_is_not_of_the_same_day() -> None:
    assert is_same_day(TODAY, TODAY)
    assert not is_same_day(TODAY, date(2026, 10, 9))
    assert not is_same_day(TODAY, None)


def test_an_upheld_objection_asks_for_another_round_while_one_is_left() -> None:
    rules = demonstration_rules(method=Method.CONSENT)
    objection = Response("B-2", Stance.OBJECT, "not safe yet")
    with pytest.raises(IllegalMove, match="another_round_first"):
        check_round_may_end(1, rules, [objection])
    check_round_may_end(1, rules, [replace(objection, answered=True)])
    check_round_may_end(1, rules, [replace(objection, reason=" ")])
    check_round_may_end(check_another_round(1, rules), rules, [objection])
    with pytest.raises(IllegalMove, match="no_round_left"):
        check_another_round(2, rules)


def test_a_vote_has_no_rounds() -> None:
    with pytest.raises(IllegalMove, match="no_round_left"):
        check_another_round(1, demonstration_rules())


def test_the_first_rulebook_needs_no_decision_and_is_version_one() -> None:
    check_first_rulebook(TYPICAL_RULEBOOK)
    with pytest.raises(InvalidInput, match="rulebook_version_not_next"):
        check_first_rulebook(NEXT)


@pytest.mark.parametrize(
    ("decided", "key"),
    [
        (None, "rulebook_needs_decision"),
        (replace(DECIDED, matter=Matter.SERVICES), "decision_is_not_on_the_rulebook"),
        (replace(DECIDED, outcome=Outcome.TIED), "decision_is_not_on_the_rulebook"),
        (replace(DECIDED, is_used=True), "decision_made_a_version_already"),
    ],
)
def test_a_change_needs_an_unused_decision_that_adopted_a_change_of_rules(
    decided: ChangeDecided | None, key: str
) -> None:
    with pytest.raises(InvalidInput, match=key):
        check_change(NEXT, TYPICAL_RULEBOOK, decided=decided, in_force_on=TODAY)


def test_a_change_holds_from_the_day_of_its_decision_and_changes_something() -> None:
    check_change(NEXT, TYPICAL_RULEBOOK, decided=DECIDED, in_force_on=TODAY)
    with pytest.raises(InvalidInput, match="rule_never_reaches_back"):
        check_change(NEXT, TYPICAL_RULEBOOK, decided=DECIDED, in_force_on=date(2026, 10, 7))
    same = replace(TYPICAL_RULEBOOK, version=2)
    with pytest.raises(InvalidInput, match="rulebook_changes_nothing"):
        check_change(same, TYPICAL_RULEBOOK, decided=DECIDED, in_force_on=TODAY)


def test_notice_is_late_one_second_after_forty_eight_hours_before() -> None:
    begins = starts_at(date(2026, 11, 12), time(17, 30), time_zone="America/New_York")
    last = datetime(2026, 11, 10, 22, 30, tzinfo=UTC)
    assert not is_late_notice(last, begins, Clocks())
    assert is_late_notice(last.replace(second=1), begins, Clocks())


def test_a_meeting_lies_ahead_and_ends_after_it_begins() -> None:
    check_times(TODAY, time(17), time(19), today=TODAY)
    with pytest.raises(InvalidInput, match="meeting_lies_in_the_past"):
        check_times(date(2026, 10, 7), time(17), time(19), today=TODAY)
    with pytest.raises(InvalidInput, match="meeting_ends_before_it_begins"):
        check_times(TODAY, time(17), time(17), today=TODAY)
