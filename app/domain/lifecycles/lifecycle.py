"""What a lifecycle is: states, and the moves between them that are allowed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from app.domain.errors import IllegalMove

State = TypeVar("State", bound=StrEnum)


@dataclass(frozen=True)
class Lifecycle(Generic[State]):
    """``moves`` names every state once, also the final ones (with no move). ``first`` is where it begins."""

    name: str
    first: State
    moves: Mapping[State, frozenset[State]]

    @property
    def states(self) -> tuple[State, ...]:
        """Every state, in the order in which the trail usually passes them."""
        return tuple(self.moves)

    @property
    def final_states(self) -> frozenset[State]:
        """States that nothing leaves."""
        return frozenset(state for state, onward in self.moves.items() if not onward)

    def legal_moves(self, state: State) -> frozenset[State]:
        """Where it may go from here."""
        return self.moves[state]

    def illegal_moves(self) -> tuple[tuple[State, State], ...]:
        """Every pair that ``move`` refuses, staying where one is among them."""
        return tuple((here, to) for here in self.moves for to in self.moves if to not in self.moves[here])

    def may_move(self, current: State, to: State) -> bool:
        """For templates: whether a button should be offered."""
        return to in self.moves[current]

    def move(self, current: State, to: State) -> State:
        """The new state, or ``IllegalMove("illegal_move")`` with facts ``lifecycle``, ``from`` and ``to``."""
        if to not in self.moves[current]:
            raise IllegalMove(
                "illegal_move", **{"lifecycle": self.name, "from": current.value, "to": to.value}
            )
        return to
