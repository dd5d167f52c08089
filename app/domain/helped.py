"""When a change counts as made, so that people are asked whether it helped."""

from collections.abc import Iterable
from datetime import date

from app.domain.policies import Step


def change_made_on(steps: Iterable[Step], *, in_effect_on: Iterable[date]) -> date | None:
    """The day of the last step once all are done; without steps, the day its rule began; else None.

    Steps that were dropped are left out by the caller. A step that is open keeps the change from being made.
    """
    done = [step.done_on for step in steps]
    if any(day is None for day in done):
        return None
    days = [day for day in done if day is not None] or list(in_effect_on)
    return max(days, default=None)
