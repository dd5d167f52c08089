"""Ballot papers for tests."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from app.domain.ballots.paper import (
    BallotKind,
    BallotMethod,
    BoardAtOpening,
    CardsOfBatch,
    Chamber,
    Paper,
    TieWay,
    named_options,
    yes_and_no,
)
from app.domain.mandate import Matter, Power
from app.domain.quorum import QuorumRule

BOARD = BoardAtOpening(filled=9, lived_filled=6, quorum=QuorumRule(), composition_met=True)
YES_OR_NO = Paper(
    ref="V-AAAAAA",
    kind=BallotKind.QUESTION,
    question={"en": "Shall the drop-in stay open late?"},
    about={},
    options=yes_and_no(),
    method=BallotMethod.MAJORITY,
    seats=1,
    chambers=(Chamber.PARTICIPANTS,),
    power=Power.RECOMMEND,
    matter=Matter.SERVICES,
    sum_needed=0,
    tie=TieWay.STATUS_QUO,
    is_checkable=False,
    opens_at=datetime(2026, 12, 1, 15, tzinfo=UTC),
    closes_at=datetime(2026, 12, 8, 22, tzinfo=UTC),
    rulebook=1,
    key="ab" * 32,
    cards=(CardsOfBatch("C-AAAAAA", Chamber.PARTICIPANTS, 40, "cd" * 32),),
    tellers=("Teller one", "Teller two"),
)
NAMES = ["Soup", "Bread", "Fruit", "Tea", "Rice", "Beans", "Eggs"]


def paper(**chosen: Any) -> Paper:
    """A yes-or-no paper, but for what is chosen."""
    return replace(YES_OR_NO, **chosen)


def with_options(method: BallotMethod, *, seats: int = 1, names: list[str] = NAMES, **chosen: Any) -> Paper:
    """A paper with seven options under the keys a to g."""
    options = named_options(names, [{"en": name} for name in names], [{} for _ in names])
    return paper(method=method, options=options, seats=seats, **chosen)
