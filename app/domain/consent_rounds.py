"""When a consent round may end, and when the objections in it ask for another one.

Source: the rulebook's "consent rounds": after how many of them an upheld objection defers the matter.
"""

from collections.abc import Iterable

from app.domain.counting.consent import Response
from app.domain.errors import IllegalMove
from app.domain.motion_rules import Method, RulesInForce


def may_have_another(round_number: int, rules: RulesInForce) -> bool:
    """Whether a further round is left; rounds count from 1."""
    return rules.method is Method.CONSENT and round_number < rules.consent_rounds


def check_another_round(round_number: int, rules: RulesInForce) -> int:
    """The number of the next round, or ``IllegalMove("no_round_left")``."""
    if not may_have_another(round_number, rules):
        raise IllegalMove("no_round_left", rounds=rules.consent_rounds)
    return round_number + 1


def check_round_may_end(round_number: int, rules: RulesInForce, responses: Iterable[Response]) -> None:
    """``IllegalMove("another_round_first")`` while somebody upholds an objection and a round is left."""
    if may_have_another(round_number, rules) and any(one.blocks for one in responses):
        raise IllegalMove("another_round_first", round=round_number, rounds=rules.consent_rounds)
