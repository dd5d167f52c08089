"""The rules of vote cards: who watches a bag, and what has to add up after a ballot."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import IllegalMove, InvalidInput
from app.domain.ledger.tree import Frontier, leaf_hash

MOST_IN_A_BATCH = 2_000


class Incident(StrEnum):
    """What is published when the cards do not add up."""

    KEPT_BACK_IN_BOX = "kept_back_in_box"
    CARDS_DO_NOT_ADD_UP = "cards_do_not_add_up"
    MORE_CAST_THAN_HANDED_OUT = "more_cast_than_handed_out"


@dataclass(frozen=True)
class Reconciliation:
    """Cards of a batch as numbers: printed, kept back (voided, with what was left over), and handed out."""

    printed: int
    kept_back: int
    handed_out: int

    @property
    def missing(self) -> int:
        """Printed cards that are neither kept back nor drawn; below zero: more than were printed."""
        return self.printed - self.kept_back - self.handed_out


def find_incidents(counts: Reconciliation) -> tuple[tuple[Incident, int], ...]:
    """What does not add up in a batch, with the number of cards that it is about."""
    return ((Incident.CARDS_DO_NOT_ADD_UP, abs(counts.missing)),) if counts.missing else ()


def cast_beyond(handed_out: int, *, cast: int) -> int:
    """How many more were cast in a ballot than handed out of the batches on its roll; 0 as it should be."""
    return max(0, cast - handed_out)


class Witness(StrEnum):
    """Who watched a bag: an office or a kind of seat, never a person."""

    LIVED_EXPERIENCE_SEAT = "lived_experience_seat"
    COMMUNITY_ALLY_SEAT = "community_ally_seat"
    STAFF_LIAISON = "staff_liaison"
    CHAIR = "chair"
    SECRETARY = "secretary"
    TELLER = "teller"
    STEWARD = "steward"
    STAFF = "staff"


def check_witnesses(first: Witness, second: Witness) -> None:
    """One of the two must be from a lived-experience seat; ``InvalidInput`` otherwise."""
    if Witness.LIVED_EXPERIENCE_SEAT not in (first, second):
        raise InvalidInput("cards_need_lived_experience", field="second_witness")


def check_in_bag(count: int, *, left: int) -> None:
    """``InvalidInput`` for an empty bag, or more cards than are still there."""
    if not 1 <= count <= left:
        raise InvalidInput("cards_in_bag", field="in_bag", left=left)


def hash_root(hashes: Iterable[bytes]) -> bytes:
    """The root of the tree (RFC 9162) over the hashes of a batch's cards, sorted: what the ledger holds."""
    tree = Frontier()
    for one in sorted(hashes):
        tree.add(leaf_hash(one))
    return tree.root()


def check_batch_size(count: int) -> None:
    """``InvalidInput`` unless 1 to ``MOST_IN_A_BATCH``."""
    if not 1 <= count <= MOST_IN_A_BATCH:
        raise InvalidInput("cards_count", field="count", most=MOST_IN_A_BATCH)


def check_before_opening(*, has_opened: bool) -> None:
    """Cards made after a ballot opened never count in it: ``IllegalMove``."""
    if has_opened:
        raise IllegalMove("cards_after_opening")
