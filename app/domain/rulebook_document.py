"""The rulebook as a plain document and back: what is stored, published and put on the ledger."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import TypeAlias, TypeVar

from app.domain.clocks import Clocks
from app.domain.counting.majority import Base, MajorityRule, Share
from app.domain.errors import InvalidInput
from app.domain.mandate import MandateLine, Matter
from app.domain.quorum import QuorumRule
from app.domain.rulebook import MatterMajority, Rulebook, check_rulebook
from app.domain.seats import Terms

Plain: TypeAlias = "bool | int | str | Sequence[Plain] | Mapping[str, Plain] | None"
Kind = TypeVar("Kind")
FORMAT = 2
SINCE_FORMAT_2 = {"appeal_weeks": Clocks().appeal_weeks}
"""Clocks that a document of format 1 does not name."""


def to_json(rulebook: Rulebook) -> dict[str, Plain]:
    """Integers, strings, lists and mappings only; the same rulebook gives the same document."""
    return {
        "format": FORMAT,
        "version": rulebook.version,
        "voting_seats": rulebook.voting_seats,
        "lived_experience_seats": rulebook.lived_experience_seats,
        "lived_experience_share": share_to_json(rulebook.lived_experience_share),
        "terms": dict(asdict(rulebook.terms)),
        "quorum": quorum_to_json(rulebook.quorum),
        "majority": majority_to_json(rulebook.majority),
        "majorities": {
            own.matter.value: majority_to_json(own.rule)
            for own in sorted(rulebook.majorities, key=lambda own: own.matter.value)
        },
        "consent_rounds": rulebook.consent_rounds,
        "both_chambers": sorted(matter.value for matter in rulebook.both_chambers),
        "card_supports": rulebook.card_supports,
        "clocks": dict(asdict(rulebook.clocks)),
        "mandate": {
            line.matter.value: line.up_to
            for line in sorted(rulebook.mandate, key=lambda line: line.matter.value)
        },
    }


def share_to_json(share: Share) -> dict[str, Plain]:
    """``{"numerator", "denominator", "strict"}``."""
    return {"numerator": share.numerator, "denominator": share.denominator, "strict": share.strict}


def quorum_to_json(rule: QuorumRule) -> dict[str, Plain]:
    """Both shares by their names."""
    return {
        "all_seats": share_to_json(rule.all_seats),
        "lived_experience": share_to_json(rule.lived_experience),
    }


def majority_to_json(rule: MajorityRule) -> dict[str, Plain]:
    """``{"share", "base"}``."""
    return {"share": share_to_json(rule.share), "base": rule.base.value}


def from_json(document: object) -> Rulebook:
    """Read and check. ``InvalidInput`` names the rule that is unknown, missing, or not of its type."""
    names = {"format", *(field.name for field in fields(Rulebook))}
    read = exactly(document, names, at="rulebook")
    if read["format"] not in (1, FORMAT):
        raise InvalidInput("rulebook_format_unknown", field="format")
    rulebook = Rulebook(
        version=integer(read["version"], at="version"),
        voting_seats=integer(read["voting_seats"], at="voting_seats"),
        lived_experience_seats=integer(read["lived_experience_seats"], at="lived_experience_seats"),
        lived_experience_share=share_from_json(read["lived_experience_share"], at="lived_experience_share"),
        terms=Terms(**_integers(read["terms"], Terms, at="terms")),
        quorum=quorum_from_json(read["quorum"], at="quorum"),
        majority=majority_from_json(read["majority"], at="majority"),
        majorities=_majorities(read["majorities"]),
        consent_rounds=integer(read["consent_rounds"], at="consent_rounds"),
        both_chambers=_chambers(read["both_chambers"]),
        card_supports=integer(read["card_supports"], at="card_supports"),
        clocks=_clocks(read["clocks"], is_old=read["format"] == 1),
        mandate=_mandate(read["mandate"]),
    )
    check_rulebook(rulebook)
    return rulebook


def share_from_json(value: object, *, at: str) -> Share:
    """``at`` is the rule's name for the error."""
    read = exactly(value, {"numerator", "denominator", "strict"}, at=at)
    try:
        return Share(
            integer(read["numerator"], at=f"{at}.numerator"),
            integer(read["denominator"], at=f"{at}.denominator"),
            strict=yes_or_no(read["strict"], at=f"{at}.strict"),
        )
    except ValueError:
        raise InvalidInput("share_out_of_reach", field=at) from None


def quorum_from_json(value: object, *, at: str) -> QuorumRule:
    """``at`` is the rule's name for the error."""
    read = exactly(value, {"all_seats", "lived_experience"}, at=at)
    return QuorumRule(
        share_from_json(read["all_seats"], at=f"{at}.all_seats"),
        share_from_json(read["lived_experience"], at=f"{at}.lived_experience"),
    )


def majority_from_json(value: object, *, at: str) -> MajorityRule:
    """``at`` is the rule's name for the error."""
    read = exactly(value, {"share", "base"}, at=at)
    return MajorityRule(
        share_from_json(read["share"], at=f"{at}.share"), one_of(Base, read["base"], at=f"{at}.base")
    )


def one_of(kind: Callable[[str], Kind], value: object, *, at: str) -> Kind:
    """A stored enum value; anything else is ``InvalidInput``."""
    try:
        return kind(str(value))
    except ValueError:
        raise InvalidInput("rule_not_of_its_type", field=at) from None


def _majorities(value: object) -> tuple[MatterMajority, ...]:
    return tuple(
        MatterMajority(
            one_of(Matter, name, at="majorities"), majority_from_json(rule, at=f"majorities.{name}")
        )
        for name, rule in sorted(_mapping(value, at="majorities").items())
    )


def _mandate(value: object) -> tuple[MandateLine, ...]:
    return tuple(
        MandateLine(
            one_of(Matter, name, at="mandate"),
            None if up_to is None else integer(up_to, at=f"mandate.{name}"),
        )
        for name, up_to in sorted(_mapping(value, at="mandate").items())
    )


def _chambers(value: object) -> frozenset[Matter]:
    if not isinstance(value, list):
        raise InvalidInput("rule_not_of_its_type", field="both_chambers")
    return frozenset(one_of(Matter, matter, at="both_chambers") for matter in value)


def _clocks(value: object, *, is_old: bool) -> Clocks:
    named = _mapping(value, at="clocks")
    return Clocks(**_integers({**SINCE_FORMAT_2, **named} if is_old else named, Clocks, at="clocks"))


def _integers(value: object, kind: type[Terms] | type[Clocks], *, at: str) -> dict[str, int]:
    read = exactly(value, {field.name for field in fields(kind)}, at=at)
    return {name: integer(number, at=f"{at}.{name}") for name, number in read.items()}


def integer(value: object, *, at: str) -> int:
    """A whole number and not true or false."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidInput("rule_not_of_its_type", field=at)
    return value


def yes_or_no(value: object, *, at: str) -> bool:
    """True or false and nothing that only looks like it."""
    if not isinstance(value, bool):
        raise InvalidInput("rule_not_of_its_type", field=at)
    return value


def exactly(value: object, names: set[str], *, at: str) -> Mapping[str, object]:
    """A mapping with these names and no others."""
    read = _mapping(value, at=at)
    for name in sorted(set(read) - names):
        raise InvalidInput("rule_unknown", field=at, rule=name)
    for name in sorted(names - set(read)):
        raise InvalidInput("rule_missing", field=at, rule=name)
    return read


def _mapping(value: object, *, at: str) -> Mapping[str, object]:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise InvalidInput("rule_not_of_its_type", field=at)
    return value
