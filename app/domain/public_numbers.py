"""The public numbers of voices: whom they count, and how all of them are protected as one.

Every number of people is taken of the same voices: those that came in long enough before the month began
that the slowest clock of the measures is up. So no two wholes on the page differ by a few, no single arrival
moves a number, and what is shown changes once a month.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.domain.disclosure import (
    LEAST_SHOWN,
    Shown,
    ShownShare,
    protect_chain,
    protect_line,
    protect_nested,
    protect_share,
)
from app.domain.feedback_kinds import Kind, asks_for_change
from app.domain.measures import WEEKS_WITHIN, Answered, Tally
from app.domain.weeks import Week

UNSAID = ""
"""The kind of a voice whose person chose none."""


@dataclass(frozen=True)
class VoiceCounts:
    """Plain counts of the voices that count. ``by_*`` hold every key that may show, also those of zero.

    ``changed``: by kind, how many led to a change planned or made. ``waiting``: no answer yet.
    ``appeals_in_time``: of people who asked why they were held back, out of ``ever_held_back``.
    ``about_staff``: how many; of these ``leadership_told``, of those ``told_as_number`` (without words).
    """

    answered: tuple[Answered, ...] = ()
    by_kind: Mapping[str, int] = field(default_factory=dict)
    by_language: Mapping[str, int] = field(default_factory=dict)
    by_channel: Mapping[str, int] = field(default_factory=dict)
    by_theme: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)
    waiting: int = 0
    real_answer: Tally = field(default_factory=Tally)
    safety_in_time: Tally = field(default_factory=Tally)
    appeals_in_time: Tally = field(default_factory=Tally)
    ever_held_back: int = 0
    about_staff: int = 0
    leadership_told: int = 0
    told_as_number: int = 0

    @property
    def total(self) -> int:
        """All voices that count."""
        return sum(self.by_kind.values())


@dataclass(frozen=True)
class ShownList:
    """Rows in their order and their total; None is "fewer than 10, or would give one away"."""

    rows: tuple[tuple[str, int | None], ...]
    total: int | None


@dataclass(frozen=True)
class ShownVoices:
    """What the public sees. ``themes``: of ten and more; ``changes_of_all``: as ``led_to_change`` says.

    ``about_staff``: of all voices; what leadership was told of, of those; what without words, of those again.
    """

    kinds: ShownList
    languages: ShownList
    channels: ShownList
    themes: tuple[tuple[str, ShownShare], ...]
    waiting: ShownShare
    about_staff: tuple[ShownShare, ...]
    changes_of_all: bool


def last_week_counted(today: date) -> Week:
    """The last whole week before this month: the numbers stand as at its end."""
    last_day = today.replace(day=1) - timedelta(days=1)
    week = Week.of(last_day)
    return week if week.ends_on <= last_day else week.minus(1)


def last_week_of_arrival(today: date) -> Week:
    """Voices that came in until the end of this week count: all their clocks are up."""
    return last_week_counted(today).minus(max(WEEKS_WITHIN.values()))


def protect_voices(counts: VoiceCounts) -> ShownVoices:
    """All lists of the page, so that none gives away what another hides."""
    kinds, changes_of_all = _kinds(counts)
    themes = ((name, protect_share(count, counts.total)) for name, count in counts.by_theme.items())
    listed = (Shown.EXACTLY, Shown.ALL_BUT_FEW)
    return ShownVoices(
        kinds=kinds,
        languages=protect_list(counts.by_language),
        channels=protect_list(counts.by_channel),
        themes=tuple((name, share) for name, share in themes if share.how in listed),
        waiting=_waiting(counts),
        about_staff=protect_chain(
            (counts.total, counts.about_staff, counts.leadership_told, counts.told_as_number)
        ),
        changes_of_all=changes_of_all,
    )


def protect_list(counts: Mapping[str, int]) -> ShownList:
    """A list of counts that add up."""
    line = protect_line(list(counts.values()))
    return ShownList(tuple(zip(counts, line.cells, strict=True)), line.total)


def led_to_change(counts: VoiceCounts) -> Tally:
    """Of the voices that ask for a change; of all, while the whole would give away how few do not ask."""
    wanted = [kind for kind in counts.by_kind if _asks(kind) or _hides_who_asks(counts)]
    part = sum(counts.changed.get(kind, 0) for kind in wanted)
    return Tally(part, sum(counts.by_kind[kind] for kind in wanted))


def tally_of_some(tally: Tally, total: int) -> Tally:
    """A measure of some of the voices; empty while they, or all the others, are a few."""
    return tally if LEAST_SHOWN <= tally.whole <= total - LEAST_SHOWN else Tally()


def _asks(kind: str) -> bool:
    return asks_for_change(Kind(kind) if kind else None)


def _hides_who_asks(counts: VoiceCounts) -> bool:
    asking = sum(count for kind, count in counts.by_kind.items() if _asks(kind))
    return min(asking, counts.total - asking) < LEAST_SHOWN


def _kinds(counts: VoiceCounts) -> tuple[ShownList, bool]:
    """Where the measure of changes shows how many ask, both groups are lists with a known total."""
    if _hides_who_asks(counts):
        return protect_list(counts.by_kind), True
    asking = {kind: count for kind, count in counts.by_kind.items() if _asks(kind)}
    others = {kind: count for kind, count in counts.by_kind.items() if not _asks(kind)}
    shown = dict(protect_list(asking).rows) | dict(protect_list(others).rows)
    return ShownList(tuple((kind, shown[kind]) for kind in counts.by_kind), counts.total), False


def _waiting(counts: VoiceCounts) -> ShownShare:
    """Who waits is what is left of the shares of answers, so it is protected as the last of them."""
    within = [_sum(counts.answered, weeks) for weeks in WEEKS_WITHIN.values()]
    share = protect_nested([*within, counts.total - counts.waiting], counts.total)[-1]
    if share.part is not None:
        return ShownShare(Shown.EXACTLY, counts.waiting, counts.total)
    told = {Shown.ALL_BUT_FEW: Shown.FEWER_THAN_TEN, Shown.FEWER_THAN_TEN: Shown.ALL_BUT_FEW}
    return ShownShare(told.get(share.how, share.how), None, share.whole)


def _sum(groups: Iterable[Answered], weeks: int) -> int:
    return sum(group.voices for group in groups if group.is_within(weeks))
