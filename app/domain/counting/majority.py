"""Yes, no, abstain: any fraction of any base, in whole numbers.

Source: the rulebook's "majority base and fraction". Bases as in Robert's Rules of Order Newly Revised
(12th ed.) 44:1-44:10: votes cast, members present, entire membership.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum

from app.domain.counting.sentences import Sentence, sentence
from app.domain.outcomes import Outcome


class Choice(StrEnum):
    """What one seat or card may say to a motion."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


class Base(StrEnum):
    """What the fraction is taken of: yes and no, everybody present, or every seat that is filled."""

    CAST = "cast"
    PRESENT = "present"
    ALL_SEATS = "all_seats"


@dataclass(frozen=True)
class Share:
    """``numerator/denominator``; ``strict`` means more than it, otherwise at least it."""

    numerator: int
    denominator: int
    strict: bool

    def __post_init__(self) -> None:
        if self.denominator <= 0 or not 0 <= self.numerator <= self.denominator:
            raise ValueError("a share lies between 0 and 1")

    def is_reached(self, part: int, whole: int) -> bool:
        """Compares by cross-multiplication; no share of nothing is ever reached."""
        if whole <= 0:
            return False
        left, right = part * self.denominator, whole * self.numerator
        return left > right if self.strict else left >= right

    def needed(self, whole: int) -> int:
        """The smallest whole number that reaches the share of ``whole``."""
        product = whole * self.numerator
        if self.strict:
            return product // self.denominator + 1
        return -(-product // self.denominator)


MORE_THAN_HALF = Share(1, 2, strict=True)
TWO_THIRDS = Share(2, 3, strict=False)


@dataclass(frozen=True)
class YesNo:
    """Votes on one motion; abstentions count for presence, never in the base of votes cast."""

    yes: int
    no: int
    abstain: int = 0

    def __post_init__(self) -> None:
        if min(self.yes, self.no, self.abstain) < 0:
            raise ValueError("a tally is never negative")

    @property
    def cast(self) -> int:
        return self.yes + self.no

    @property
    def voting(self) -> int:
        """Everybody who took part, abstaining included."""
        return self.yes + self.no + self.abstain


@dataclass(frozen=True)
class Standing:
    """Whether the vote was fit to decide at its close, whatever it says."""

    quorate: bool = True
    composition_met: bool = True
    void: bool = False

    @property
    def defect(self) -> Outcome | None:
        """The first reason why the vote decides nothing: void, then quorum, then composition."""
        if self.void:
            return Outcome.VOID
        if not self.quorate:
            return Outcome.INQUORATE
        return None if self.composition_met else Outcome.COMPOSITION_NOT_MET


SOUND = Standing()


@dataclass(frozen=True)
class MajorityRule:
    """A share and what it is a share of."""

    share: Share = MORE_THAN_HALF
    base: Base = Base.CAST


MORE_YES_THAN_NO = MajorityRule()


@dataclass(frozen=True)
class MajorityResult:
    """``whole`` is the size of the base and ``needed`` the yes votes that would have adopted."""

    outcome: Outcome
    votes: YesNo
    whole: int
    needed: int
    sentences: tuple[Sentence, ...]


def tally_seats(choices: Mapping[str, Choice], *, held_at_close: Set[str]) -> YesNo:
    """Counts one choice a seat. A seat that ended before the close leaves both the votes and the roll."""
    counted = [choice for seat, choice in choices.items() if seat in held_at_close]
    return YesNo(*(counted.count(choice) for choice in (Choice.YES, Choice.NO, Choice.ABSTAIN)))


def has_turnout(votes: YesNo, share: Share, *, entitled: int) -> bool:
    """Quorum of a ballot: everybody who voted counts, abstaining included."""
    return share.is_reached(votes.voting, entitled)


def decide_majority(
    votes: YesNo, rule: MajorityRule, *, present: int = 0, seats: int = 0, standing: Standing = SOUND
) -> MajorityResult:
    """Decide a motion.

    ``present`` and ``seats`` are head counts, needed only by their base (never smaller than the votes;
    ValueError otherwise). As many yes as no under a share of one half is ``tied``, which is not adopted.
    """
    whole = _whole(votes, rule.base, present=present, seats=seats)
    outcome = standing.defect or _weigh(votes, rule.share, whole)
    needed = rule.share.needed(whole)
    facts = {"yes": votes.yes, "no": votes.no, "abstain": votes.abstain}
    said = (
        sentence("motion_votes", **facts),
        sentence(f"motion_base_{rule.base}", whole=whole, needed=needed),
        sentence(f"outcome_{outcome}"),
    )
    return MajorityResult(outcome, votes, whole, needed, said)


def _whole(votes: YesNo, base: Base, *, present: int, seats: int) -> int:
    if base is Base.CAST:
        return votes.cast
    whole = present if base is Base.PRESENT else seats
    if whole < votes.voting:
        raise ValueError("more votes than the base has heads")
    return whole


def _weigh(votes: YesNo, share: Share, whole: int) -> Outcome:
    if votes.yes and share.is_reached(votes.yes, whole):
        return Outcome.ADOPTED
    half = share.numerator * 2 == share.denominator
    return Outcome.TIED if half and votes.yes == votes.no > 0 else Outcome.NOT_ADOPTED
