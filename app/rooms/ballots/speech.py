"""What templates of ballots ask for words: in the reader's language, at the moment of drawing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from markupsafe import Markup

from app.domain.ballots.paper import BallotMethod, Chamber, Option, Paper, TieWay
from app.domain.ballots.rules import Warned
from app.domain.counting.sentences import Sentence
from app.domain.mandate import Power
from app.rooms.ballots import words
from app.rooms.ballots.desk_words import warning_words
from app.rooms.ballots.explanations import PLURALS, WORDS, explain_in_words
from app.rooms.board.sentence_words import in_words
from app.web import languages
from app.web.languages import gettext


@dataclass(frozen=True)
class BallotSpeech:
    """Names, times and sentences of ballots in the organisation's time zone."""

    time_zone: str

    def words(self, by_language: Mapping[str, str]) -> str:
        """Words of the paper in the reader's language, or as they were written."""
        return words.in_language(by_language)

    def language(self, by_language: Mapping[str, str]) -> str:
        """The language that those are in."""
        return words.language_of_words(by_language)

    def title(self, option: Option) -> str:
        """An option as it stands on the paper."""
        return words.option_title(option)

    def mark(self, paper: Paper, name: str) -> str:
        """What an opened vote says."""
        return words.mark_words(paper, name)

    def power(self, power: Power) -> str:
        """What the result can do."""
        return gettext(words.OPENINGS[power])

    def method(self, method: BallotMethod) -> str:
        """How one votes."""
        return gettext(words.METHODS[method])

    def tie(self, way: TieWay) -> str:
        """What happens when it is level."""
        return gettext(words.TIES[way])

    def chamber(self, chamber: str) -> str:
        """Who votes."""
        return gettext(words.CHAMBERS[Chamber(chamber)])

    def promise(self, key: str) -> str:
        """One sentence about secrecy."""
        return gettext(words.PROMISES[key])

    def warning(self, warned: Warned) -> str:
        """One warning before it opens."""
        return warning_words(warned)

    def sentence(self, said: Mapping[str, object]) -> str:
        """A stored sentence of a count or of a rule."""
        key, stored = str(said["key"]), said["facts"]
        facts = dict(stored) if isinstance(stored, Mapping) else {}
        read = {name: tuple(fact) if isinstance(fact, list) else fact for name, fact in facts.items()}
        one = Sentence(key, read)
        if key.startswith("chamber_"):
            return in_words(one)
        return explain_in_words(one) if key in WORDS or key in PLURALS else in_words(one)

    def moment(self, at: datetime) -> Markup:
        """A day with its time, as the clock on the wall says it."""
        local = at.astimezone(ZoneInfo(self.time_zone))
        shown = format_datetime(local, "d MMMM y, H:mm", locale=languages.locale(languages.current()))
        return Markup('<time datetime="{}">{}</time>').format(at.isoformat(timespec="minutes"), shown)
