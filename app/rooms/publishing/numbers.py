"""The public numbers, counted and protected: what `/numbers` draws and open data gives."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.domain.disclosure import Shown, ShownShare
from app.domain.ledger.canonical import Value
from app.domain.measures import TARGETS, Counts, MeasureKey, Tally, measure
from app.domain.public_numbers import (
    UNSAID,
    ShownList,
    VoiceCounts,
    last_week_counted,
    last_week_of_arrival,
    led_to_change,
    protect_list,
    protect_voices,
    tally_of_some,
)
from app.rooms.publishing.board_counts import BoardCounts, count_board
from app.rooms.publishing.snapshots import get_voice_counts
from app.rooms.publishing.voice_counts import count_held_back_by_ground, count_helped

WAITING = "still_waiting"
REPLIES_LATE = "replies_late"
APPEALS_LATE = "proposal_appeals_late"
ABOUT_STAFF = ("about_staff", "leadership_told", "told_as_number")
OF_VOICES = (
    MeasureKey.ANSWERED_7,
    MeasureKey.ANSWERED_14,
    MeasureKey.ANSWERED_30,
    WAITING,
    MeasureKey.LED_TO_CHANGE,
    MeasureKey.REAL_ANSWER,
    MeasureKey.SAFETY_IN_TIME,
    MeasureKey.APPEALS_IN_TIME,
)
PEERS: Mapping[str, tuple[int, int]] = {
    MeasureKey.LED_TO_CHANGE: (5, 7),
    MeasureKey.REAL_ANSWER: (44, 75),
}
"""Per cent that others publish, lowest and highest (source: PRODUCT, "measured by")."""
FIELDS = ("table", "row", "shown", "number", "of", "target_percent", "others_percent")
HIDDEN = "hidden"


@dataclass(frozen=True)
class NumberLine:
    """One measure. ``target`` in whole per cent; ``peers`` as in ``PEERS``."""

    key: str
    share: ShownShare
    target: int | None = None
    peers: tuple[int, int] | None = None
    reaches_target: bool | None = None

    @property
    def thousandths(self) -> int | None:
        """Length of the bar, where both numbers are shown."""
        if self.share.part is None or not self.share.whole:
            return None
        return 1000 * self.share.part // self.share.whole

    @property
    def percent(self) -> int | None:
        """To the nearest whole per cent, half upward."""
        if self.share.part is None or not self.share.whole:
            return None
        return (200 * self.share.part + self.share.whole) // (2 * self.share.whole)


@dataclass(frozen=True)
class NumbersPage:
    """``came_in_by``: voices until then count. ``stands_as_at``: what became of them, until then or since.

    ``staff``: what was said about staff, each line a part of the one before it.
    ``lists`` by name, ``themes`` each of all voices; ``changes_of_all`` as ``public_numbers.led_to_change``.
    """

    came_in_by: date
    stands_as_at: date
    today: date
    voices: Sequence[NumberLine]
    staff: Sequence[NumberLine]
    organisation: Sequence[NumberLine]
    lists: Mapping[str, ShownList]
    themes: Sequence[NumberLine]
    changes_of_all: bool

    @property
    def is_empty(self) -> bool:
        """Nothing can be shown yet."""
        lines = (*self.voices, *self.staff, *self.organisation)
        return all(line.share.how is Shown.TOO_FEW for line in lines)


def numbers_page(session: Session, *, languages: Sequence[str], today: date) -> NumbersPage:
    """Count everything as of today and hide what the small-number rule hides."""
    counts = get_voice_counts(session, languages=languages, today=today)
    board = count_board(session, today)
    shown = protect_voices(counts)
    lines = {line.key: line for line in _measures(counts, board, today)}
    lines[WAITING] = NumberLine(WAITING, shown.waiting)
    lines[REPLIES_LATE] = NumberLine(REPLIES_LATE, _exactly(board.replies_late))
    lines[APPEALS_LATE] = NumberLine(APPEALS_LATE, _exactly(board.appeals_late))
    return NumbersPage(
        came_in_by=last_week_of_arrival(today).ends_on,
        stands_as_at=last_week_counted(today).ends_on,
        today=today,
        voices=[lines[key] for key in OF_VOICES],
        staff=[NumberLine(key, share) for key, share in zip(ABOUT_STAFF, shown.about_staff, strict=True)],
        organisation=[line for key, line in lines.items() if key not in OF_VOICES],
        lists={
            "kinds": shown.kinds,
            "channels": shown.channels,
            "languages": shown.languages,
            "helped": protect_list(count_helped(session, today=today)),
            "held_back": protect_list(count_held_back_by_ground(session, today=today)),
        },
        themes=[NumberLine(name, share) for name, share in shown.themes],
        changes_of_all=shown.changes_of_all,
    )


def number_items(page: NumbersPage) -> list[dict[str, Value]]:
    """The same numbers as open data: one item a number, as the page shows it."""
    return [*_measure_items(page), *_list_items(page)]


def _measures(counts: VoiceCounts, board: BoardCounts, today: date) -> Iterator[NumberLine]:
    measured = Counts(
        answered=counts.answered,
        led_to_change=led_to_change(counts),
        real_answer=tally_of_some(counts.real_answer, counts.total),
        safety_in_time=tally_of_some(counts.safety_in_time, counts.total),
        appeals_in_time=tally_of_some(counts.appeals_in_time, counts.ever_held_back),
        reported_back=board.reported_back,
        traced=board.traced,
        lived_seats=board.lived_seats,
        lived_chairs=board.lived_chairs,
        double_quorum=board.double_quorum,
        stipends=board.stipends,
    )
    for one in measure(measured, last_week_counted(today).next):
        target = TARGETS.get(one.key)
        percent = 100 * target.numerator // target.denominator if target else None
        yield NumberLine(one.key, one.share, percent, PEERS.get(one.key), one.reaches_target)


def _exactly(tally: Tally) -> ShownShare:
    if tally.whole == 0:
        return ShownShare(Shown.TOO_FEW, None, None)
    return ShownShare(Shown.EXACTLY, tally.part, tally.whole)


def _measure_items(page: NumbersPage) -> Iterator[dict[str, Value]]:
    tables = (("measures", (*page.voices, *page.staff, *page.organisation)), ("voices_by_theme", page.themes))
    for table, lines in tables:
        for line in lines:
            yield {
                "table": table,
                "row": str(line.key),
                "shown": line.share.how.value,
                "number": line.share.part,
                "of": line.share.whole,
                "target_percent": line.target,
                "others_percent": f"{line.peers[0]} to {line.peers[1]}" if line.peers else None,
            }


def _list_items(page: NumbersPage) -> Iterator[dict[str, Value]]:
    names = {"kinds": "voices_by_kind", "channels": "voices_by_channel", "languages": "voices_by_language"}
    for key, found in page.lists.items():
        for row, number in found.rows:
            yield {
                "table": names.get(key, key),
                "row": "not_said" if row == UNSAID else row,
                "shown": HIDDEN if number is None else Shown.EXACTLY.value,
                "number": number,
                "of": found.total,
                "target_percent": None,
                "others_percent": None,
            }
