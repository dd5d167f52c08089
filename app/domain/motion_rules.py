"""The rules in force: copied from the rulebook when a motion opens, so that no later change reaches back."""

from dataclasses import dataclass, fields
from enum import StrEnum

from app.domain.counting.majority import MajorityRule, Share
from app.domain.errors import InvalidInput
from app.domain.mandate import Matter, Power, check_power
from app.domain.quorum import QuorumRule
from app.domain.rulebook import Rulebook
from app.domain.rulebook_document import (
    Plain,
    exactly,
    integer,
    majority_from_json,
    majority_to_json,
    one_of,
    quorum_from_json,
    quorum_to_json,
    share_from_json,
    share_to_json,
    yes_or_no,
)


class Method(StrEnum):
    """How the board decides it."""

    VOTE = "vote"
    CONSENT = "consent"


@dataclass(frozen=True)
class RulesInForce:
    """What one motion is judged by: copied from the rulebook when it opens, never read from it again."""

    rulebook_version: int
    matter: Matter
    power: Power
    method: Method
    quorum: QuorumRule
    lived_experience_share: Share
    majority: MajorityRule
    consent_rounds: int
    both_chambers: bool


def copy_rules(
    rulebook: Rulebook, matter: Matter, *, power: Power, method: Method, sum_needed: int = 0
) -> RulesInForce:
    """The rules for a motion that opens now. ``InvalidInput`` for "decide" outside the mandate."""
    check_power(power, matter, rulebook.mandate, sum_needed=sum_needed)
    if method is Method.CONSENT and rulebook.consent_rounds == 0:
        raise InvalidInput("no_consent_rounds", field="method")
    return RulesInForce(
        rulebook_version=rulebook.version,
        matter=matter,
        power=power,
        method=method,
        quorum=rulebook.quorum,
        lived_experience_share=rulebook.lived_experience_share,
        majority=rulebook.majority_for(matter),
        consent_rounds=rulebook.consent_rounds,
        both_chambers=matter in rulebook.both_chambers,
    )


def rules_to_json(rules: RulesInForce) -> dict[str, Plain]:
    """What is stored with the motion and published beside its result."""
    return {
        "rulebook_version": rules.rulebook_version,
        "matter": rules.matter.value,
        "power": rules.power.value,
        "method": rules.method.value,
        "quorum": quorum_to_json(rules.quorum),
        "lived_experience_share": share_to_json(rules.lived_experience_share),
        "majority": majority_to_json(rules.majority),
        "consent_rounds": rules.consent_rounds,
        "both_chambers": rules.both_chambers,
    }


def rules_from_json(document: object) -> RulesInForce:
    """Read what ``rules_to_json`` wrote; ``InvalidInput`` names what it cannot use."""
    read = exactly(document, {field.name for field in fields(RulesInForce)}, at="rules")
    return RulesInForce(
        rulebook_version=integer(read["rulebook_version"], at="rulebook_version"),
        matter=one_of(Matter, read["matter"], at="matter"),
        power=one_of(Power, read["power"], at="power"),
        method=one_of(Method, read["method"], at="method"),
        quorum=quorum_from_json(read["quorum"], at="quorum"),
        lived_experience_share=share_from_json(read["lived_experience_share"], at="lived_experience_share"),
        majority=majority_from_json(read["majority"], at="majority"),
        consent_rounds=integer(read["consent_rounds"], at="consent_rounds"),
        both_chambers=yes_or_no(read["both_chambers"], at="both_chambers"),
    )
