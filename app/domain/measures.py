"""What the product is measured by, each a number on a public page (source: PRODUCT, "measured by")."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.counting.majority import Share
from app.domain.disclosure import Shown, ShownShare, protect_nested, protect_share
from app.domain.weeks import Week


class MeasureKey(StrEnum):
    """The measures, in the order in which they stand on the page."""

    ANSWERED_7 = "answered_within_7_days"
    ANSWERED_14 = "answered_within_14_days"
    ANSWERED_30 = "answered_within_30_days"
    LED_TO_CHANGE = "led_to_change"
    REAL_ANSWER = "real_answer"
    REPORTED_BACK = "reported_back_in_time"
    TRACED = "decisions_from_voices"
    LIVED_SEATS = "lived_seats_filled"
    LIVED_CHAIRS = "lived_chairs"
    DOUBLE_QUORUM = "meetings_with_double_quorum"
    SAFETY_IN_TIME = "safety_in_time"
    APPEALS_IN_TIME = "appeals_in_time"
    STIPENDS = "stipends_same_day"


# What is due by the end of the week after is "within 7 days": nothing finer is stored. 30 days hold 4 weeks.
WEEKS_WITHIN = {MeasureKey.ANSWERED_7: 1, MeasureKey.ANSWERED_14: 2, MeasureKey.ANSWERED_30: 4}
TARGETS = {
    MeasureKey.REPORTED_BACK: Share(80, 100, strict=False),
    MeasureKey.TRACED: Share(70, 100, strict=False),
}


@dataclass(frozen=True)
class Tally:
    """``part`` of ``whole``, exactly."""

    part: int = 0
    whole: int = 0


@dataclass(frozen=True)
class Answered:
    """So many voices that arrived in one week and were answered in another; None is not answered yet."""

    arrived: Week
    answered: Week | None
    voices: int

    def is_within(self, weeks: int) -> bool:
        """Counted from the end of the week of arrival."""
        return self.answered is not None and self.answered.weeks_since(self.arrived) <= weeks


@dataclass(frozen=True)
class Counts:
    """Plain counts, as the queries give them."""

    answered: tuple[Answered, ...] = ()
    led_to_change: Tally = Tally()
    real_answer: Tally = Tally()
    safety_in_time: Tally = Tally()
    appeals_in_time: Tally = Tally()
    reported_back: Tally = Tally()
    traced: Tally = Tally()
    lived_seats: Tally = Tally()
    lived_chairs: Tally = Tally()
    double_quorum: Tally = Tally()
    stipends: Tally = Tally()


@dataclass(frozen=True)
class Measure:
    """One number as the public may see it. ``reaches_target`` is None without a target, or when not shown."""

    key: MeasureKey
    share: ShownShare
    reaches_target: bool | None = None


def measure(counts: Counts, now: Week) -> tuple[Measure, ...]:
    """All measures in order. What counts people who spoke goes through the small-number rule."""
    people = {
        MeasureKey.LED_TO_CHANGE: counts.led_to_change,
        MeasureKey.REAL_ANSWER: counts.real_answer,
        MeasureKey.SAFETY_IN_TIME: counts.safety_in_time,
        MeasureKey.APPEALS_IN_TIME: counts.appeals_in_time,
    }
    organisation = {
        MeasureKey.REPORTED_BACK: counts.reported_back,
        MeasureKey.TRACED: counts.traced,
        MeasureKey.LIVED_SEATS: counts.lived_seats,
        MeasureKey.LIVED_CHAIRS: counts.lived_chairs,
        MeasureKey.DOUBLE_QUORUM: counts.double_quorum,
        MeasureKey.STIPENDS: counts.stipends,
    }
    shares = _answered(counts.answered, now)
    shares |= {key: protect_share(tally.part, tally.whole) for key, tally in people.items()}
    shares |= {key: _exact(tally) for key, tally in organisation.items()}
    return tuple(Measure(key, shares[key], _target(key, shares[key])) for key in MeasureKey)


def _answered(groups: Iterable[Answered], now: Week) -> dict[MeasureKey, ShownShare]:
    """All three of the same voices (those whose longest time is up), so that no difference tells of a few."""
    longest = max(WEEKS_WITHIN.values())
    ripe = [group for group in groups if now.weeks_since(group.arrived) > longest]
    parts = [sum(group.voices for group in ripe if group.is_within(weeks)) for weeks in WEEKS_WITHIN.values()]
    whole = sum(group.voices for group in ripe)
    return dict(zip(WEEKS_WITHIN, protect_nested(parts, whole), strict=True))


def _exact(tally: Tally) -> ShownShare:
    if tally.whole == 0:
        return ShownShare(Shown.TOO_FEW, None, None)
    return ShownShare(Shown.EXACTLY, tally.part, tally.whole)


def _target(key: MeasureKey, share: ShownShare) -> bool | None:
    target = TARGETS.get(key)
    if target is None or share.part is None or share.whole is None:
        return None
    return target.is_reached(share.part, share.whole)
