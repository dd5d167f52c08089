"""Where somebody votes with a card: their own phone, or a shared device."""

from dataclasses import dataclass, field

from fastapi import Request
from starlette.responses import Response

from app.db import Database
from app.rooms.ballots.clock import Clock, database_clock
from app.rooms.ballots.kept_papers import KeptPapers
from app.rooms.ballots.pages import AT_HOME, CodePage, VotingPlace
from app.rooms.ballots.speech import BallotSpeech
from app.rooms.ballots.voting import VoteForm, find_card
from app.vault.cards import CardCode
from app.web.forms import Submitted, read_fields, submitted
from app.web.render import NO_STORE, render
from app.web.words import Sentence

CANNOT = Sentence("card_cannot_vote")


@dataclass(frozen=True)
class Booth:
    """Where somebody votes: the request, what was typed, and the card if it can be one."""

    request: Request
    form: Submitted[VoteForm]
    clock: Clock
    card: CardCode | None = field(repr=False)
    at: VotingPlace = AT_HOME

    @property
    def database(self) -> Database:
        """Transactions are opened here and not by dependencies: each of those costs a change of threads, and
        casting has to be quick. They still end before the answer is sent."""
        database: Database = self.request.app.state.database
        return database

    @property
    def kept(self) -> KeptPapers:
        """What this process knows already of the ballot."""
        kept: KeptPapers = self.request.app.state.kept_papers
        return kept

    @property
    def say(self) -> BallotSpeech:
        """Words and times for this organisation."""
        return BallotSpeech(self.request.app.state.house.facts().time_zone)

    def show(self, template: str, page: object, status: int = 200) -> Response:
        """A page that nobody keeps."""
        headers = NO_STORE | self.at.headers
        return render(self.request, f"ballots/{template}.html", page, status=status, headers=headers)

    def refuse(self, wrong: Sentence = CANNOT, status: int = 422) -> Response:
        """Malformed, unknown and voided cards look alike, and what was typed is still there."""
        page = CodePage(self.say, (), self.form.value("code"), wrong, at=self.at)
        return self.show("vote", page, status)


async def booth_of(request: Request) -> Booth:
    """The form that was sent, read before any transaction."""
    form = submitted(VoteForm, await read_fields(request))
    given, state = request.app.state.clock, request.app.state
    clock: Clock = (lambda _session: given()) if given else database_clock
    return Booth(request, form, clock, find_card(form.value("code"), state.machine.pepper))
