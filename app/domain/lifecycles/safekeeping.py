"""Changing the key of a circle, from the day it is asked for until the old key is gone."""

from enum import StrEnum

from app.domain.lifecycles.lifecycle import Lifecycle


class RotationState(StrEnum):
    """``resealing``: new words go to the new key already; ``scrubbing``: the old key is destroyed."""

    ASKED = "asked"
    RESEALING = "resealing"
    SCRUBBING = "scrubbing"
    DONE = "done"


ROTATION = Lifecycle(
    "rotation",
    RotationState.ASKED,
    {
        RotationState.ASKED: frozenset({RotationState.RESEALING}),
        RotationState.RESEALING: frozenset({RotationState.SCRUBBING}),
        RotationState.SCRUBBING: frozenset({RotationState.DONE}),
        RotationState.DONE: frozenset(),
    },
)
