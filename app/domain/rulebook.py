"""The board's rulebook: a typed document with a version. Changing it is itself a decision of the board."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.clocks import Clocks, check_clocks
from app.domain.counting.majority import MORE_THAN_HALF, TWO_THIRDS, Base, MajorityRule, Share
from app.domain.errors import InvalidInput
from app.domain.mandate import MandateLine, Matter
from app.domain.quorum import QuorumRule
from app.domain.seats import Terms

MOST_SEATS = 99
MOST_ROUNDS = 9
MOST_SUPPORTS = 10_000


@dataclass(frozen=True)
class MatterMajority:
    """A majority of its own for one matter."""

    matter: Matter
    rule: MajorityRule


@dataclass(frozen=True)
class Rulebook:
    """Every rule that a vote is judged by.

    ``lived_experience_seats`` is how many of the voting seats are kept for lived experience;
    ``lived_experience_share`` what they must hold of the filled seats for any vote to stand.
    ``consent_rounds`` is after how many rounds an upheld objection defers (0: no consent rounds);
    ``card_supports`` is how many cards force an item onto the agenda.
    """

    version: int = 1
    voting_seats: int = 9
    lived_experience_seats: int = 5
    lived_experience_share: Share = MORE_THAN_HALF
    terms: Terms = field(default_factory=Terms)
    quorum: QuorumRule = field(default_factory=QuorumRule)
    majority: MajorityRule = field(default_factory=MajorityRule)
    majorities: tuple[MatterMajority, ...] = (
        MatterMajority(Matter.RULEBOOK, MajorityRule(TWO_THIRDS, Base.PRESENT)),
    )
    consent_rounds: int = 2
    both_chambers: frozenset[Matter] = field(default_factory=frozenset)
    card_supports: int = 15
    clocks: Clocks = field(default_factory=Clocks)
    mandate: tuple[MandateLine, ...] = ()

    def majority_for(self, matter: Matter) -> MajorityRule:
        """The matter's own majority, or the general one."""
        return next((own.rule for own in self.majorities if own.matter is matter), self.majority)


TYPICAL_RULEBOOK = Rulebook()

# Nine voting seats, seven of them for lived experience (the demonstration organisation's board).
DEMONSTRATION_RULEBOOK = Rulebook(
    lived_experience_seats=7,
    mandate=(MandateLine(Matter.SUPPLIES), MandateLine(Matter.RULEBOOK), MandateLine(Matter.SEATS)),
)


def check_rulebook(rulebook: Rulebook) -> None:
    """Raise ``InvalidInput`` with the rule as ``field`` at the first rule that cannot work."""
    _check_numbers(rulebook)
    if rulebook.lived_experience_seats > rulebook.voting_seats:
        raise InvalidInput("more_lived_seats_than_seats", field="lived_experience_seats")
    for name, share in _shares(rulebook):
        _check_reachable(name, share)
    for name, rule in _majorities(rulebook):
        _check_majority(name, rule.share)
    _check_once("majorities", [own.matter for own in rulebook.majorities])
    _check_once("mandate", [line.matter for line in rulebook.mandate])
    check_clocks(rulebook.clocks)


def check_next_rulebook(new: Rulebook, old: Rulebook) -> None:
    """``check_rulebook``, and that it follows the one in force: its version is the next one."""
    check_rulebook(new)
    if new.version != old.version + 1:
        raise InvalidInput("rulebook_version_not_next", field="version", next=old.version + 1)


def _check_numbers(rulebook: Rulebook) -> None:
    limits = (
        ("version", rulebook.version, 1, 1_000_000),
        ("voting_seats", rulebook.voting_seats, 3, MOST_SEATS),
        ("lived_experience_seats", rulebook.lived_experience_seats, 1, MOST_SEATS),
        ("terms.years", rulebook.terms.years, 1, 9),
        ("terms.limit", rulebook.terms.limit, 1, 9),
        ("terms.missed_before_check_in", rulebook.terms.missed_before_check_in, 1, 99),
        ("consent_rounds", rulebook.consent_rounds, 0, MOST_ROUNDS),
        ("card_supports", rulebook.card_supports, 1, MOST_SUPPORTS),
        *((f"mandate.{line.matter}", line.up_to or 0, 0, 10**12) for line in rulebook.mandate),
    )
    for name, value, least, most in limits:
        if not least <= value <= most:
            raise InvalidInput("rule_out_of_range", field=name, least=least, most=most)


def _shares(rulebook: Rulebook) -> Iterator[tuple[str, Share]]:
    yield "lived_experience_share", rulebook.lived_experience_share
    yield "quorum.all_seats", rulebook.quorum.all_seats
    yield "quorum.lived_experience", rulebook.quorum.lived_experience


def _majorities(rulebook: Rulebook) -> Iterator[tuple[str, MajorityRule]]:
    yield "majority", rulebook.majority
    for own in rulebook.majorities:
        yield f"majorities.{own.matter}", own.rule


def _check_reachable(name: str, share: Share) -> None:
    if share.numerator == 0:
        raise InvalidInput("share_asks_for_nobody", field=name)
    if share.strict and share.numerator == share.denominator:
        raise InvalidInput("share_out_of_reach", field=name)


def _check_majority(name: str, share: Share) -> None:
    """A tie must never adopt, so "at least half" is no majority."""
    _check_reachable(name, share)
    twice = share.numerator * 2
    if twice < share.denominator or (twice == share.denominator and not share.strict):
        raise InvalidInput("majority_below_half", field=name)


def _check_once(name: str, matters: list[Matter]) -> None:
    for matter in matters:
        if matters.count(matter) > 1:
            raise InvalidInput("matter_named_twice", field=name, matter=matter.value)
