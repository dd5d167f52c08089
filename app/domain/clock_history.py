"""The clocks that the board put in force, by day: a changed clock never reaches back.

A voice keeps the clocks that were in force when the week of its arrival began, whatever is changed later:
what its receipt promised stays promised.
"""

from dataclasses import dataclass
from datetime import date

from app.domain.clocks import Clocks
from app.domain.weeks import Week


@dataclass(frozen=True)
class ClockSpan:
    """Clocks, and the weeks of arrival that they hold for; both ends belong to it, None has no end."""

    first: Week | None
    last: Week | None
    clocks: Clocks


@dataclass(frozen=True)
class ClockHistory:
    """``changes``: the days from which clocks are in force, the oldest first; before them, the defaults."""

    changes: tuple[tuple[date, Clocks], ...] = ()

    def on(self, day: date) -> Clocks:
        """The clocks in force on a day."""
        return next((clocks for since, clocks in reversed(self.changes) if since <= day), Clocks())

    def of_week(self, week: Week) -> Clocks:
        """The clocks of what arrived in this week: those in force on its Monday."""
        return self.on(week.starts_on)

    def spans(self) -> tuple[ClockSpan, ...]:
        """The same by weeks of arrival, the oldest first, without gaps: ``of_week`` for lists."""
        begins: list[tuple[Week | None, Clocks]] = [(None, Clocks())]
        for since, clocks in self.changes:
            first = Week.of(since)
            first = first if first.starts_on == since else first.next
            if begins[-1][0] == first:
                begins.pop()
            begins.append((first, clocks))
        ends = [first.minus(1) for first, _ in begins[1:] if first] + [None]
        return tuple(
            ClockSpan(first, last, clocks) for (first, clocks), last in zip(begins, ends, strict=True)
        )
