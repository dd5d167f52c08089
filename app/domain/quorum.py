"""Whether enough people are in the room, and enough of them from lived-experience seats.

Recusal: a recused seat leaves the room for that vote, so it is not present; it stays in the number of filled
seats that the share is taken of. Fewer people can never make it easier to decide, so recusals may cost a
vote its quorum, and the vote then waits for a fuller room.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.counting.majority import MORE_THAN_HALF, Share
from app.domain.counting.sentences import Sentence, sentence
from app.domain.errors import IllegalMove
from app.domain.seats import Seat

AT_LEAST_HALF = Share(1, 2, strict=False)


@dataclass(frozen=True)
class QuorumRule:
    """Shares of the filled voting seats, and of the lived-experience ones among them; both must be met."""

    all_seats: Share = MORE_THAN_HALF
    lived_experience: Share = AT_LEAST_HALF


class Movement(StrEnum):
    """Through the door, or onto and off the call."""

    ARRIVED = "arrived"
    LEFT = "left"


@dataclass(frozen=True)
class Passage:
    """Somebody of a seat came or went. ``at`` is aware."""

    seat: str
    movement: Movement
    at: datetime


def present_at(passages: Iterable[Passage], moment: datetime) -> frozenset[str]:
    """Seats in the room at a moment; what happens at that very moment has happened. Ties keep their order."""
    room: set[str] = set()
    for passage in sorted(passages, key=lambda one: one.at):
        if passage.at > moment:
            break
        if passage.movement is Movement.ARRIVED:
            room.add(passage.seat)
        else:
            room.discard(passage.seat)
    return frozenset(room)


def check_passage(passages: Iterable[Passage], passage: Passage) -> None:
    """Raise ``IllegalMove`` when one who is in the room would arrive, or one who is not would leave."""
    inside = passage.seat in present_at(passages, passage.at)
    if inside and passage.movement is Movement.ARRIVED:
        raise IllegalMove("already_in_the_room", seat=passage.seat)
    if not inside and passage.movement is Movement.LEFT:
        raise IllegalMove("not_in_the_room", seat=passage.seat)


@dataclass(frozen=True)
class Room:
    """Everything about who may be counted at one moment; ``present`` and ``recused`` hold seat references."""

    seats: tuple[Seat, ...]
    on: date
    present: Set[str]
    recused: Set[str] = frozenset()

    def counted(self) -> tuple[Seat, ...]:
        """Seats that may vote, are in the room, and are not recused."""
        return tuple(
            seat
            for seat in self.seats
            if seat.may_vote(self.on) and seat.ref in self.present and seat.ref not in self.recused
        )

    def filled(self) -> tuple[Seat, ...]:
        """Voting seats that somebody holds, recused or absent ones too."""
        return tuple(seat for seat in self.seats if seat.may_vote(self.on))


@dataclass(frozen=True)
class Quorum:
    """Head counts of a room beside the rule; ``needed`` are the smallest numbers that meet it."""

    filled: int
    present: int
    needed: int
    lived_filled: int
    lived_present: int
    lived_needed: int
    is_met: bool

    def sentences(self) -> tuple[Sentence, ...]:
        """Both halves with their numbers, then whether they are met."""
        return (
            sentence("quorum_all_seats", present=self.present, filled=self.filled, needed=self.needed),
            sentence(
                "quorum_lived_experience",
                present=self.lived_present,
                filled=self.lived_filled,
                needed=self.lived_needed,
            ),
            sentence("quorum_met" if self.is_met else "quorum_not_met"),
        )


def count_quorum(room: Room, rule: QuorumRule) -> Quorum:
    """Vacant and non-voting seats count nowhere; with no lived-experience seat filled nothing is met."""
    filled, present = room.filled(), room.counted()
    lived_filled = sum(seat.is_lived_experience for seat in filled)
    lived_present = sum(seat.is_lived_experience for seat in present)
    return Quorum(
        filled=len(filled),
        present=len(present),
        needed=rule.all_seats.needed(len(filled)),
        lived_filled=lived_filled,
        lived_present=lived_present,
        lived_needed=rule.lived_experience.needed(lived_filled),
        is_met=rule.all_seats.is_reached(len(present), len(filled))
        and rule.lived_experience.is_reached(lived_present, lived_filled),
    )


def has_quorum(room: Room, rule: QuorumRule) -> bool:
    """True when both all seats and the lived-experience seats reach their share of those filled."""
    return count_quorum(room, rule).is_met


def meets_composition(room: Room, share: Share) -> bool:
    """Whether lived experience holds its share of the filled voting seats, whoever came today."""
    filled = room.filled()
    return share.is_reached(sum(seat.is_lived_experience for seat in filled), len(filled))
