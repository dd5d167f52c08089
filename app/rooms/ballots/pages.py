"""What the templates of voting are given: one documented dataclass a page."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.ballots.paper import Option, Paper
from app.domain.ballots.rules import promises
from app.models.ballots import Ballot
from app.rooms.ballots.speech import BallotSpeech
from app.rooms.ballots.voting import Marked
from app.web import languages
from app.web.words import Sentence


@dataclass(frozen=True)
class VotingPlace:
    """Whose device the pages are drawn for. ``send_to`` and ``start`` are names of routes; ``token`` lets a
    form of a shared device be sent once; ``headers`` clear its pages."""

    layout: str = "layouts/page.html"
    send_to: str = "vote_send"
    start: str = "vote"
    token: str = field(default="", repr=False)
    headers: dict[str, str] = field(default_factory=dict)
    minutes: int = 0

    @property
    def is_shared(self) -> bool:
        """A device that the next person uses too; its pages clear themselves after ``minutes``."""
        return self.minutes > 0


AT_HOME = VotingPlace()


@dataclass(frozen=True)
class CodePage:
    """The form for a card. ``open`` are the ballots that are open to some card."""

    say: BallotSpeech
    open: Sequence[Marked] = ()
    code: str = field(default="", repr=False)
    wrong: Sentence | None = None
    at: VotingPlace = AT_HOME

    @property
    def error(self) -> str:
        """The sentence beside the field."""
        return self.wrong.words(languages.current()) if self.wrong else ""


@dataclass(frozen=True)
class PapersPage:
    """The ballots that one card may vote in, each with its form."""

    say: BallotSpeech
    code: str = field(repr=False)
    ballots: Sequence[Marked] = ()
    at: VotingPlace = AT_HOME

    @property
    def errors(self) -> Sequence[tuple[str, str]]:
        """For the summary: the field's id and its sentence."""
        return [
            (f"{one.ballot.ref}-{name}", sentence.words(languages.current()))
            for one in self.ballots
            for name, sentence in one.errors.items()
        ]

    def promises(self, paper: Paper) -> Sequence[str]:
        """What is said of secrecy."""
        return promises(paper)


@dataclass(frozen=True)
class CheckPage:
    """What is about to be cast, once more in words. ``chosen`` is empty for a blank vote."""

    say: BallotSpeech
    ballot: Ballot
    paper: Paper
    chosen: Sequence[Option]
    abstains: bool
    fields: Sequence[tuple[str, str]] = field(repr=False, default=())
    code: str = field(repr=False, default="")
    at: VotingPlace = AT_HOME


@dataclass(frozen=True)
class CountedPage:
    """The receipt: ``nullifier`` in groups, and a tracker only where the ballot is checkable."""

    say: BallotSpeech
    ballot: Ballot
    paper: Paper
    nullifier: str
    tracker: str = field(default="", repr=False)
    at: VotingPlace = AT_HOME


def grouped(nullifier: str) -> str:
    """64 hex digits in groups of eight."""
    return " ".join(nullifier[start : start + 8] for start in range(0, len(nullifier), 8))
