"""What happens to vote cards: to a batch of them, and to one."""

from enum import StrEnum

from app.domain.lifecycles.lifecycle import Lifecycle


class BatchState(StrEnum):
    """Made and printed; drawn from at least once; its kept-back cards counted by two people."""

    MADE = "made"
    DRAWN = "drawn"
    RECONCILED = "reconciled"


BATCH = Lifecycle(
    "card_batch",
    BatchState.MADE,
    {
        BatchState.MADE: frozenset({BatchState.DRAWN, BatchState.RECONCILED}),
        BatchState.DRAWN: frozenset({BatchState.RECONCILED}),
        BatchState.RECONCILED: frozenset(),
    },
)


class CardState(StrEnum):
    """Voided: nobody drew it, or it was kept back. Retired: it was handed in as a paper ballot."""

    USABLE = "usable"
    VOIDED = "voided"
    RETIRED = "retired"


CARD = Lifecycle(
    "card",
    CardState.USABLE,
    {
        CardState.USABLE: frozenset({CardState.VOIDED, CardState.RETIRED}),
        CardState.VOIDED: frozenset(),
        CardState.RETIRED: frozenset(),
    },
)
