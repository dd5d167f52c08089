"""Policies and their versions, and the steps and reviews that make them real."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.clocks import Timing, timing_in_days
from app.domain.errors import InvalidInput
from app.domain.lifecycles import PolicyState


@dataclass(frozen=True)
class PolicyVersion:
    """``decision`` names the decision that made it: no version comes from nowhere."""

    number: int
    decision: str
    text: str
    effective_on: date
    review_on: date
    state: PolicyState = PolicyState.DECIDED


def check_policy_version(version: PolicyVersion, earlier: Iterable[PolicyVersion]) -> None:
    """Raise ``InvalidInput`` unless it has text, a decision, the next number, and a review after it began.

    Every version has a review date: what is "safe enough to try" is looked at again.
    """
    if not version.text.strip():
        raise InvalidInput("policy_needs_text", field="text")
    if not version.decision:
        raise InvalidInput("policy_needs_decision", field="decision")
    if version.review_on <= version.effective_on:
        raise InvalidInput("review_not_after_effect", field="review_on")
    if version.number != next_number(earlier):
        raise InvalidInput("policy_version_not_next", field="number")


def next_number(earlier: Iterable[PolicyVersion]) -> int:
    """The number of the version that comes next; numbers are never used again."""
    return max((version.number for version in earlier), default=0) + 1


_LIVING = frozenset({PolicyState.DECIDED, PolicyState.IN_EFFECT})


def find_version_in_force(versions: Iterable[PolicyVersion], on: date) -> PolicyVersion | None:
    """The newest living version whose day has come; None before the first and after the policy ended."""
    begun = [one for one in versions if one.state in _LIVING and one.effective_on <= on]
    return max(begun, key=lambda one: (one.effective_on, one.number), default=None)


@dataclass(frozen=True)
class Step:
    """One thing to do after a decision. ``owner`` is a role, never a person."""

    what: str
    owner: str
    due_on: date
    done_on: date | None = None


def check_step(step: Step) -> None:
    """Raise ``InvalidInput`` when nobody is named or nothing is said."""
    if not step.what.strip():
        raise InvalidInput("step_needs_words", field="what")
    if not step.owner.strip():
        raise InvalidInput("step_needs_owner", field="owner")


def step_timing(step: Step, today: date) -> Timing:
    """Late is computed, never stored."""
    return timing_in_days(step.due_on, today, done_on=step.done_on)
