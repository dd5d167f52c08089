"""How a rulebook changes: the first is adopted when the board is founded, every later one by a decision."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.errors import InvalidInput
from app.domain.mandate import Matter
from app.domain.outcomes import Outcome
from app.domain.rulebook import Rulebook, check_next_rulebook, check_rulebook


@dataclass(frozen=True)
class ChangeDecided:
    """The decision behind a change: its reference, what its motion was about, how it ended, when."""

    ref: str
    matter: Matter
    outcome: Outcome
    decided_on: date
    is_used: bool = False


def check_first_rulebook(rulebook: Rulebook) -> None:
    """The rulebook of the founding; its version is 1."""
    check_rulebook(rulebook)
    if rulebook.version != 1:
        raise InvalidInput("rulebook_version_not_next", field="version", next=1)


def check_change(new: Rulebook, old: Rulebook, *, decided: ChangeDecided | None, in_force_on: date) -> None:
    """``InvalidInput`` unless the board adopted a motion on the rulebook, and never before that day.

    A decision makes one version, and a version changes something.
    """
    check_next_rulebook(new, old)
    if replace(new, version=old.version) == old:
        raise InvalidInput("rulebook_changes_nothing")
    if decided is None:
        raise InvalidInput("rulebook_needs_decision", field="decision_ref")
    if decided.matter is not Matter.RULEBOOK or decided.outcome is not Outcome.ADOPTED:
        raise InvalidInput("decision_is_not_on_the_rulebook", field="decision_ref", ref=decided.ref)
    if decided.is_used:
        raise InvalidInput("decision_made_a_version_already", field="decision_ref", ref=decided.ref)
    if in_force_on < decided.decided_on:
        raise InvalidInput("rule_never_reaches_back", field="in_force_on")
