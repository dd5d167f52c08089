"""What arrives in a flood, and the word that a person may say once."""

from enum import StrEnum

from app.domain.lifecycles.lifecycle import Lifecycle


class FloodState(StrEnum):
    """A voice that came when far more came than usual. Its receipt works in every state."""

    WAITING = "waiting"
    RELEASED = "released"
    SET_ASIDE = "set_aside"


# What was set aside is never gone: a steward, or its person by the code, brings it back.
FLOOD = Lifecycle(
    "flood",
    FloodState.WAITING,
    {
        FloodState.WAITING: frozenset({FloodState.RELEASED, FloodState.SET_ASIDE}),
        FloodState.RELEASED: frozenset(),
        FloodState.SET_ASIDE: frozenset({FloodState.RELEASED}),
    },
)


class SpokenState(StrEnum):
    """A one-time word: offered to its person, then said to the member of staff, or taken back."""

    OFFERED = "offered"
    SAID = "said"
    TAKEN_BACK = "taken_back"


SPOKEN = Lifecycle(
    "spoken_word",
    SpokenState.OFFERED,
    {
        SpokenState.OFFERED: frozenset({SpokenState.SAID, SpokenState.TAKEN_BACK}),
        SpokenState.SAID: frozenset(),
        SpokenState.TAKEN_BACK: frozenset(),
    },
)
