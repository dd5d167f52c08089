"""What stands on an agenda, in which order, and what nobody may take off undecided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.clocks import Timing
from app.domain.errors import IllegalMove
from app.domain.rulebook import Rulebook


class ItemKind(StrEnum):
    """Why an item is there; the order of the members is the order of an agenda."""

    OPENING = "opening"
    REPORT_BACK = "report_back"
    PARTICIPANT_TIME = "participant_time"
    FORCED_BY_CARDS = "forced_by_cards"
    PARTICIPANT_PROPOSAL = "participant_proposal"
    DID_NOT_HELP = "did_not_help"
    OVERDUE_ANSWER = "overdue_answer"
    OVERDUE_REPLY = "overdue_reply"
    THEMES = "themes"
    REVIEW_DUE = "review_due"
    DEFERRED = "deferred"
    BOARD_PROPOSAL = "board_proposal"
    STAFF_PROPOSAL = "staff_proposal"
    OTHER = "other"
    CLOSING = "closing"


_RANK = {kind: rank for rank, kind in enumerate(ItemKind)}
PUT_THEMSELVES_ON = frozenset(
    {
        ItemKind.FORCED_BY_CARDS,
        ItemKind.DID_NOT_HELP,
        ItemKind.OVERDUE_ANSWER,
        ItemKind.OVERDUE_REPLY,
        ItemKind.REVIEW_DUE,
    }
)
_FIRST = frozenset(
    {
        ItemKind.OPENING,
        ItemKind.REPORT_BACK,
        ItemKind.PARTICIPANT_TIME,
        ItemKind.FORCED_BY_CARDS,
        ItemKind.PARTICIPANT_PROPOSAL,
    }
)


@dataclass(frozen=True)
class Item:
    """``ref`` names what it is about; ``waiting_since`` orders items of one kind, oldest first."""

    kind: ItemKind
    ref: str
    waiting_since: date


def order_agenda(items: Iterable[Item]) -> tuple[Item, ...]:
    """Report-backs and participants' items first, then what is late, then the rest; within a kind by age."""
    return tuple(sorted(items, key=lambda item: (_RANK[item.kind], item.waiting_since, item.ref)))


def check_agenda_order(items: Sequence[Item]) -> None:
    """A chair may move items, but ``IllegalMove("participants_first")`` before what comes first."""
    later = False
    for item in items:
        if item.kind not in _FIRST:
            later = True
        elif later:
            raise IllegalMove("participants_first", item=item.ref)


def check_take_off(item: Item, *, decided: bool) -> None:
    """Raise ``IllegalMove("stays_until_decided")`` for an item that nobody may remove undecided."""
    if item.kind in PUT_THEMSELVES_ON and not decided:
        raise IllegalMove("stays_until_decided", item=item.ref)


def is_forced(card_supports: int, rulebook: Rulebook) -> bool:
    """Whether enough cards stand behind a proposal; support without a card never counts here."""
    return card_supports >= rulebook.card_supports


@dataclass(frozen=True)
class Waiting:
    """Something with a clock: an answer, a reply or a review that is owed."""

    kind: ItemKind
    ref: str
    waiting_since: date
    timing: Timing


def overdue_items(waiting: Iterable[Waiting]) -> tuple[Item, ...]:
    """What put itself on the next agenda: everything past its clock."""
    return order_agenda(
        Item(one.kind, one.ref, one.waiting_since) for one in waiting if one.timing.is_overdue
    )
