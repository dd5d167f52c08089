"""Which clock of a voice runs now, and where it stands."""

from dataclasses import dataclass

from app.domain.clocks import Clocks, Extension, Timing, acknowledge_due, answer_due, timing_in_weeks
from app.domain.lifecycles import FeedbackState
from app.domain.weeks import Week

OPEN_STATES = (FeedbackState.RECEIVED, FeedbackState.BEING_LOOKED_AT, FeedbackState.WITH_BOARD)
"""What still waits for an answer."""


@dataclass(frozen=True)
class VoiceDates:
    """The weeks of a voice. ``extended``: the later week that its answer was promised for.

    ``reopened``: the week in which its person said that the answer was no real one; the clock begins anew.
    """

    arrived: Week
    answered: Week | None = None
    extended: Week | None = None
    reopened: Week | None = None

    @property
    def clock_starts(self) -> Week:
        """The week that the answer's clock runs from."""
        return self.reopened or self.arrived

    @classmethod
    def read(
        cls, arrived: str, answered: str | None, extended: str | None, reopened: str | None = None
    ) -> "VoiceDates":
        """The same from weeks as they are stored."""
        return cls(
            Week.parse(arrived),
            Week.parse(answered) if answered else None,
            Week.parse(extended) if extended else None,
            Week.parse(reopened) if reopened else None,
        )


@dataclass(frozen=True)
class Arrivals:
    """Up to which week of arrival a voice without its first look, or without its answer, stands so."""

    unlooked: Week
    unanswered: Week


def late_arrivals(now: Week, clocks: Clocks) -> Arrivals:
    """Up to these weeks of arrival it is late now."""
    return Arrivals(now.minus(clocks.acknowledge_weeks + 1), now.minus(clocks.answer_weeks + 1))


def arrivals_due(now: Week, clocks: Clocks) -> Arrivals:
    """What arrived in exactly these weeks is due in this one."""
    return Arrivals(now.minus(clocks.acknowledge_weeks), now.minus(clocks.answer_weeks))


def is_first_look(state: FeedbackState) -> bool:
    """True while the clock that runs is the one of the first look, not the answer's."""
    return state is FeedbackState.RECEIVED


def answer_week(voice: VoiceDates, clocks: Clocks) -> Week:
    """The week in whose end the answer is due, more time included."""
    return voice.extended or answer_due(voice.clock_starts, clocks)


def answer_timing(voice: VoiceDates, *, now: Week, clocks: Clocks) -> Timing:
    """Where the answer stands against its clock."""
    longer: Extension[Week] | None = Extension(voice.extended, "") if voice.extended else None
    due = answer_due(voice.clock_starts, clocks)
    return timing_in_weeks(due, now, extension=longer, done=voice.answered)


def timing_of(state: FeedbackState, voice: VoiceDates, *, now: Week, clocks: Clocks) -> Timing | None:
    """The clock of the first look, then the answer's; None for what is held back or withdrawn."""
    if state in (FeedbackState.HELD_BACK, FeedbackState.WITHDRAWN):
        return None
    if is_first_look(state):
        return timing_in_weeks(acknowledge_due(voice.arrived, clocks), now)
    if voice.answered is None and state not in OPEN_STATES:
        return None
    return answer_timing(voice, now=now, clocks=clocks)
