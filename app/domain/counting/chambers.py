"""Two chambers, board and participants: both must pass.

Source: the rulebook's "whether a matter needs both chambers". What makes one chamber unfit to decide
makes the whole unfit: a yes of the other cannot stand in for people who were not in the room.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.counting.sentences import Sentence, sentence
from app.domain.outcomes import Outcome

# The first of these that any chamber ended with is how the whole ended.
GRAVEST_FIRST = (
    Outcome.VOID,
    Outcome.INQUORATE,
    Outcome.COMPOSITION_NOT_MET,
    Outcome.NOT_ADOPTED,
    Outcome.TIED,
    Outcome.ADOPTED,
)


@dataclass(frozen=True)
class ChambersResult:
    outcome: Outcome
    chambers: Mapping[str, Outcome]
    sentences: tuple[Sentence, ...]


def decide_chambers(chambers: Mapping[str, Outcome]) -> ChambersResult:
    """``chambers`` maps each chamber's key to how it ended; no chamber at all is a ValueError."""
    if not chambers:
        raise ValueError("no chamber voted")
    outcome = min(chambers.values(), key=GRAVEST_FIRST.index)
    said = (
        *(sentence(f"chamber_{ended}", chamber=name) for name, ended in chambers.items()),
        sentence(f"outcome_{outcome}"),
    )
    return ChambersResult(outcome, dict(chambers), said)
