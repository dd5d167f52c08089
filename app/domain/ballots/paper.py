"""The ballot paper: everything that a vote is judged by, frozen before the first vote and published whole.

``docs/ballots.md`` describes the document, ``ballot/1``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from app.domain.counting.majority import MORE_YES_THAN_NO, Base, MajorityRule
from app.domain.mandate import Matter, Power
from app.domain.quorum import QuorumRule

YES, NO, ABSTAIN = "yes", "no", "abstain"
MOST_OPTIONS = 20
MOST_RANKS = 5
NAME_LONGEST = 80


class BallotKind(StrEnum):
    """A question to be decided, or people to be seated."""

    QUESTION = "question"
    ELECTION = "election"


class BallotMethod(StrEnum):
    """How it is counted, by the names of ``domain.counting.methods``."""

    MAJORITY = "majority"
    PLURALITY = "plurality"
    APPROVAL = "approval"
    RANK_ONE = "irv"
    RANK_SEVERAL = "scottish-stv"

    @property
    def is_ranked(self) -> bool:
        """Numbers are written beside the options."""
        return self in (BallotMethod.RANK_ONE, BallotMethod.RANK_SEVERAL)


class Chamber(StrEnum):
    """Who votes; a matter may need both."""

    PARTICIPANTS = "participants"
    BOARD = "board"


class TieWay(StrEnum):
    """What is done when the count cannot choose; said on the paper before anybody votes."""

    STATUS_QUO = "status_quo"
    LOT = "lot"
    RUN_OFF = "run_off"


@dataclass(frozen=True)
class Option:
    """``key`` is what a form sends, ``name`` what an opened vote says; words by language code."""

    key: str
    name: str
    title: Mapping[str, str]
    meaning: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class BoardAtOpening:
    """The board's head counts when the paper was frozen, with the shares that a vote of it needs."""

    filled: int
    lived_filled: int
    quorum: QuorumRule
    composition_met: bool


@dataclass(frozen=True)
class CardsOfBatch:
    """Cards that may vote in a chamber: how many, and the root over their hashes (64 hex digits)."""

    ref: str
    chamber: Chamber
    printed: int
    root: str


@dataclass(frozen=True)
class Paper:
    """One ballot. ``question`` and ``about`` hold words by language; times are aware UTC.

    ``board`` is None unless the board votes; ``key`` (64 hex digits), ``cards`` and ``tellers`` are filled
    in when the paper is frozen. ``tellers`` are the titles under which they sign.
    """

    ref: str
    kind: BallotKind
    question: Mapping[str, str]
    about: Mapping[str, str]
    options: tuple[Option, ...]
    method: BallotMethod
    seats: int
    chambers: tuple[Chamber, ...]
    power: Power
    matter: Matter
    sum_needed: int
    tie: TieWay
    is_checkable: bool
    opens_at: datetime
    closes_at: datetime
    rulebook: int = 0
    rule: MajorityRule = MORE_YES_THAN_NO
    board: BoardAtOpening | None = None
    motion: str | None = None
    proposal: str | None = None
    run_off_of: str | None = None
    key: str = ""
    cards: tuple[CardsOfBatch, ...] = ()
    tellers: tuple[str, ...] = ()

    def option(self, key: str) -> Option | None:
        """The option that a form means by this key."""
        return next((one for one in self.options if one.key == key), None)

    def rule_for(self, chamber: Chamber) -> MajorityRule:
        """How many participants could have come nobody knows: their share is always of votes cast."""
        if chamber is Chamber.BOARD:
            return self.rule
        return MajorityRule(self.rule.share, Base.CAST)


def yes_and_no() -> tuple[Option, ...]:
    """The two options of a yes-or-no ballot; the pages have their words."""
    return (Option(YES, YES, {}), Option(NO, NO, {}))


def named_options(
    names: list[str], titles: list[Mapping[str, str]], meanings: list[Mapping[str, str]]
) -> tuple[Option, ...]:
    """Options under the keys a, b, c …; all three lists are equally long."""
    return tuple(
        Option(chr(ord("a") + place), name, title, meaning)
        for place, (name, title, meaning) in enumerate(zip(names, titles, meanings, strict=True))
    )


def frozen(
    paper: Paper,
    *,
    key: str,
    cards: tuple[CardsOfBatch, ...],
    tellers: tuple[str, ...],
    board: BoardAtOpening | None,
) -> Paper:
    """The paper as it is committed to: nothing of it changes any more."""
    return replace(paper, key=key, cards=cards, tellers=tellers, board=board)
