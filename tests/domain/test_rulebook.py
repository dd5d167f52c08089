import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.clocks import Clocks
from app.domain.counting.majority import Base, MajorityRule, Share
from app.domain.errors import InvalidInput
from app.domain.mandate import MandateLine, Matter, Power, check_power, may_decide, needs_reply
from app.domain.quorum import QuorumRule
from app.domain.rulebook import (
    DEMONSTRATION_RULEBOOK,
    TYPICAL_RULEBOOK,
    MatterMajority,
    Rulebook,
    check_next_rulebook,
    check_rulebook,
)
from app.domain.rulebook_document import from_json, to_json
from app.domain.rulebook_sentences import clauses, difference, sentences
from app.domain.seats import Terms
from tests.domain.boards import majorities, shares

matters = st.sampled_from(Matter)
rulebooks = st.builds(
    Rulebook,
    version=st.integers(1, 99),
    voting_seats=st.integers(9, 25),
    lived_experience_seats=st.integers(1, 9),
    lived_experience_share=shares(),
    terms=st.builds(Terms, *[st.integers(1, 9)] * 3),
    quorum=st.builds(QuorumRule, shares(), shares()),
    majority=majorities(),
    majorities=st.lists(
        st.builds(MatterMajority, matters, majorities()), unique_by=lambda own: own.matter
    ).map(lambda rules: tuple(sorted(rules, key=lambda own: own.matter.value))),
    consent_rounds=st.integers(0, 9),
    both_chambers=st.frozensets(matters),
    card_supports=st.integers(1, 100),
    clocks=st.builds(Clocks, reply_days=st.integers(1, 60)),
    mandate=st.lists(
        st.builds(MandateLine, matters, st.none() | st.integers(0, 10_000)),
        unique_by=lambda line: line.matter,
    ).map(lambda lines: tuple(sorted(lines, key=lambda line: line.matter.value))),
)


@pytest.mark.parametrize("rulebook", [TYPICAL_RULEBOOK, DEMONSTRATION_RULEBOOK])
def test_the_rulebooks_that_we_offer_are_sound(rulebook: Rulebook) -> None:
    check_rulebook(rulebook)
    assert rulebook.lived_experience_seats * 2 > rulebook.voting_seats


@given(rulebooks)
def test_a_rulebook_survives_being_written_and_read(rulebook: Rulebook) -> None:
    assert from_json(json.loads(json.dumps(to_json(rulebook)))) == rulebook


@given(rulebooks)
def test_every_rule_has_one_sentence_with_a_name_of_its_own(rulebook: Rulebook) -> None:
    names = [clause.rule for clause in clauses(rulebook)]
    assert len(set(names)) == len(names) == len(sentences(rulebook))


@given(rulebooks, rulebooks)
def test_two_rulebooks_differ_exactly_where_a_sentence_does(old: Rulebook, new: Rulebook) -> None:
    assert difference(old, old) == ()
    same_rules = to_json(replace(old, version=1)) == to_json(replace(new, version=1))
    assert (difference(old, new) == ()) is same_rules


def test_a_difference_shows_what_came_what_went_and_what_changed() -> None:
    new = replace(
        DEMONSTRATION_RULEBOOK,
        version=2,
        card_supports=20,
        both_chambers=frozenset({Matter.SAFETY}),
        mandate=(MandateLine(Matter.SUPPLIES, 500),),
    )
    changes = {change.rule: change for change in difference(DEMONSTRATION_RULEBOOK, new)}
    assert set(changes) == {
        "card_supports",
        "both_chambers.safety",
        "mandate.supplies",
        "mandate.rulebook",
        "mandate.seats",
    }
    assert changes["both_chambers.safety"].before is None
    assert changes["mandate.seats"].after is None


def broken(**changes: Any) -> dict[str, Any]:
    """A sound document with some rules replaced; a dotted path is written with ``__``."""
    document: dict[str, Any] = json.loads(json.dumps(to_json(DEMONSTRATION_RULEBOOK)))
    for path, value in changes.items():
        *outer, last = path.split("__")
        inner = document
        for name in outer:
            inner = inner[name]
        inner[last] = value
    return document


@pytest.mark.parametrize(
    ("change", "key", "field"),
    [
        ({"surprise": 1}, "rule_unknown", "rulebook"),
        ({"quorum__third": 1}, "rule_unknown", "quorum"),
        ({"format": 3}, "rulebook_format_unknown", "format"),
        ({"voting_seats": "9"}, "rule_not_of_its_type", "voting_seats"),
        ({"voting_seats": True}, "rule_not_of_its_type", "voting_seats"),
        ({"card_supports": 1.5}, "rule_not_of_its_type", "card_supports"),
        ({"terms": None}, "rule_not_of_its_type", "terms"),
        ({"terms__years": 0}, "rule_out_of_range", "terms.years"),
        ({"clocks__reply_days": 0}, "clock_out_of_range", "reply_days"),
        ({"majority__base": "everybody"}, "rule_not_of_its_type", "majority.base"),
        ({"majority__share__strict": 1}, "rule_not_of_its_type", "majority.share.strict"),
        ({"majority__share__strict": False}, "majority_below_half", "majority"),
        ({"majority__share__denominator": 0}, "share_out_of_reach", "majority.share"),
        ({"majority__share__denominator": 3}, "majority_below_half", "majority"),
        ({"quorum__all_seats__numerator": 0}, "share_asks_for_nobody", "quorum.all_seats"),
        ({"quorum__all_seats__numerator": 2}, "share_out_of_reach", "quorum.all_seats"),
        ({"mandate": {"weather": None}}, "rule_not_of_its_type", "mandate"),
        ({"mandate": {"money": -1}}, "rule_out_of_range", "mandate.money"),
        ({"both_chambers": "money"}, "rule_not_of_its_type", "both_chambers"),
        ({"lived_experience_seats": 10}, "more_lived_seats_than_seats", "lived_experience_seats"),
    ],
)
def test_a_rulebook_that_cannot_work_is_refused_at_its_rule(
    change: dict[str, Any], key: str, field: str
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        from_json(broken(**change))
    assert (refusal.value.key, refusal.value.field) == (key, field)


@pytest.mark.parametrize("name", sorted(to_json(DEMONSTRATION_RULEBOOK)))
def test_a_rulebook_with_a_rule_missing_is_refused(name: str) -> None:
    document = broken()
    del document[name]
    with pytest.raises(InvalidInput, match="rule_missing"):
        from_json(document)


@pytest.mark.parametrize("document", [None, [], "rules", 1, {1: 2}])
def test_what_is_no_document_is_refused(document: object) -> None:
    with pytest.raises(InvalidInput):
        from_json(document)


def test_a_matter_is_named_once() -> None:
    twice = (MandateLine(Matter.MONEY, 1), MandateLine(Matter.MONEY, 2))
    with pytest.raises(InvalidInput, match="matter_named_twice"):
        check_rulebook(replace(TYPICAL_RULEBOOK, mandate=twice))


def test_a_new_rulebook_has_the_next_version() -> None:
    check_next_rulebook(replace(TYPICAL_RULEBOOK, version=2), TYPICAL_RULEBOOK)
    with pytest.raises(InvalidInput, match="rulebook_version_not_next"):
        check_next_rulebook(replace(TYPICAL_RULEBOOK, version=3), TYPICAL_RULEBOOK)


def test_a_matter_may_have_a_majority_of_its_own() -> None:
    two_thirds = MajorityRule(Share(2, 3, strict=False), Base.PRESENT)
    assert TYPICAL_RULEBOOK.majority_for(Matter.RULEBOOK) == two_thirds
    assert TYPICAL_RULEBOOK.majority_for(Matter.MONEY) == TYPICAL_RULEBOOK.majority


def test_the_board_decides_only_what_leadership_bound_itself_to() -> None:
    mandate = (MandateLine(Matter.SUPPLIES), MandateLine(Matter.MONEY, 500))
    assert may_decide(mandate, Matter.SUPPLIES, sum_needed=10**6)
    assert may_decide(mandate, Matter.MONEY, sum_needed=500)
    assert not may_decide(mandate, Matter.MONEY, sum_needed=501)
    with pytest.raises(InvalidInput, match="decide_outside_mandate"):
        check_power(Power.DECIDE, Matter.STAFFING, mandate)
    check_power(Power.RECOMMEND, Matter.STAFFING, mandate)


def test_a_negative_sum_does_not_open_a_mandate() -> None:
    with pytest.raises(InvalidInput, match="sum_is_negative"):
        check_power(Power.DECIDE, Matter.MONEY, [MandateLine(Matter.MONEY, 5)], sum_needed=-1)


def test_leadership_owes_a_reply_unless_the_board_decides() -> None:
    assert [power for power in Power if not needs_reply(power)] == [Power.DECIDE]
