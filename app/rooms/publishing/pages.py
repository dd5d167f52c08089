"""What each public page of this room is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from app.models.board import Meeting
from app.models.stewardship import Theme
from app.rooms.answers.views import AnswerView
from app.rooms.feedback.longer import MoreTime
from app.rooms.publishing.queries import AnswerList, OneAnswer


@dataclass(frozen=True)
class HomePage:
    """``about`` is the organisation's own text, in its default language; ``is_open``: it is set up.

    ``meeting`` is the next one whose agenda is up; ``alerts``: how many warnings stand today.
    """

    about: str
    about_language: str
    is_open: bool
    newest: Sequence[AnswerView]
    meeting: Meeting | None = None
    alerts: int = 0


@dataclass(frozen=True)
class AnswersPage:
    """``theme``: the list was narrowed to it; ``query`` keeps it in the pager's addresses.

    ``more_time``: promises of answers that take longer; they stand on the first page only. ``sought`` is the
    name of an answer that was typed and that none has.
    """

    found: AnswerList
    themes: Sequence[Theme]
    theme: Theme | None
    more_time: Sequence[MoreTime] = ()
    sought: str = ""

    @property
    def query(self) -> str:
        """Goes before ``older=`` and ``newer=``."""
        return f"theme={self.theme.slug}&" if self.theme else ""


@dataclass(frozen=True)
class AnswerPage:
    """One answer, whole."""

    answer: OneAnswer


@dataclass(frozen=True)
class PosterPage:
    """One answer for the wall: ``host`` as it is typed, ``qr`` the picture of its address."""

    answer: OneAnswer
    host: str
    qr: Markup


@dataclass(frozen=True)
class PrivacyPage:
    """The clocks, each in the unit of its name, and whether an outside reader is named."""

    purge_days: int
    receipt_months: int
    silence_weeks: int
    outside_reader_named: bool


@dataclass(frozen=True)
class OpenDataPage:
    """``fields`` of an answer's record, in the order of the CSV's columns."""

    fields: Sequence[str]


@dataclass(frozen=True)
class FeedPage:
    """``base`` is the public address without a slash at the end; ``updated_on`` the newest entry's day."""

    base: str
    answers: Sequence[AnswerView]
    updated_on: date
