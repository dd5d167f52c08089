"""What the templates of ballots are given on the desk."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.ballots.paper import BallotMethod, Chamber, Paper, TieWay
from app.domain.ballots.rules import Warned, promises, warnings
from app.domain.lifecycles import BallotState
from app.domain.mandate import Power
from app.domain.permissions import Permission
from app.models.ballots import Ballot, BallotSeat
from app.models.cards import CardBatch
from app.models.people import Account
from app.rooms.ballots.forms import BOTH, Tongues, field_in
from app.rooms.ballots.public_pages import BallotLine
from app.rooms.ballots.queries import find_key_of, list_ballots, list_possible_tellers, list_tellers, paper_of
from app.rooms.ballots.seating import list_to_seat
from app.rooms.ballots.speech import BallotSpeech
from app.rooms.ballots.ties import list_elected, list_tied
from app.rooms.ballots.voting import Marked
from app.rooms.board.moments import Moment
from app.rooms.board.seats import board_on
from app.rooms.board.speech import Speech, Typed
from app.web import languages
from app.web.actors import Actor


@dataclass(frozen=True)
class DeskBallotsPage:
    """All ballots, drafts too; ``may_prepare`` shows the button."""

    lines: Sequence[BallotLine]
    may_prepare: bool
    say: BallotSpeech


@dataclass(frozen=True)
class BallotFormPage:
    """A paper to fill in. ``ballot`` is None for a new one."""

    ballot: Ballot | None
    tongues: Tongues
    tellers: Sequence[Account]
    typed: Typed
    stored: dict[str, str]
    stored_tellers: Sequence[str]
    say: BallotSpeech
    board: Speech = field(default_factory=Speech)

    def value(self, name: str) -> str:
        """What was typed, else what is stored."""
        return self.typed.value("ballot", name, self.stored.get(name, ""))

    def languages(self, name: str) -> list[tuple[str, str]]:
        """Fields for the same words in the other languages: (language, field)."""
        return [(code, field_in(name, code, self.tongues.first)) for code in self.tongues.others]

    @property
    def methods(self) -> list[tuple[str, str]]:
        """Ways to vote, the common ones first."""
        return [
            (one.value, self.say.method(one)) for one in BallotMethod if one is not BallotMethod.PLURALITY
        ]

    @property
    def powers(self) -> list[tuple[str, str]]:
        """What the result can do, as participants will read it."""
        return [(one.value, self.say.power(one)) for one in Power]

    @property
    def ties(self) -> list[tuple[str, str]]:
        """What happens when it is level."""
        return [(one.value, self.say.tie(one)) for one in TieWay]


@dataclass(frozen=True)
class BallotDoors:
    """Which acts this reader may do now."""

    change: bool
    freeze: bool
    withdraw: bool
    void: bool
    count: bool
    vote: bool
    lot: bool
    run_off: bool
    seat: bool


@dataclass(frozen=True)
class DeskBallotPage:
    """One ballot on the desk. ``marked`` draws its paper; ``cards`` and ``seats``: who may vote."""

    line: BallotLine
    marked: Marked
    tellers: Sequence[Account]
    warnings: Sequence[Warned]
    promises: Sequence[str]
    cards: int
    may: BallotDoors
    tied: Sequence[str]
    typed: Typed
    say: BallotSpeech
    board: Speech = field(default_factory=Speech)

    @property
    def ballot(self) -> Ballot:
        """The row."""
        return self.line.ballot

    @property
    def vote_errors(self) -> Sequence[tuple[str, str]]:
        """What is wrong with the reader's own vote, for the summary."""
        return [
            (f"{self.ballot.ref}-{name}", sentence.words(languages.current()))
            for name, sentence in self.marked.errors.items()
        ]

    @property
    def is_waiting_for_scrub(self) -> bool:
        """Counted, and hidden until the files are clean."""
        return self.ballot.state == BallotState.CLOSED.value and self.ballot.counted_on is not None


def desk_ballots_page(session: Session, actor: Actor, say: BallotSpeech) -> DeskBallotsPage:
    """Every ballot for this reader."""
    actor.require(Permission.BOARD_READ)
    lines = [BallotLine(one, paper_of(one), list_elected(one)) for one in list_ballots(session)]
    return DeskBallotsPage(lines, actor.may(Permission.BALLOT_PREPARE), say)


def ballot_form_page(
    session: Session, tongues: Tongues, *, ballot: Ballot | None = None, typed: Typed | None = None
) -> BallotFormPage:
    """The form, empty, as stored, or as it was refused."""
    return BallotFormPage(
        ballot=ballot,
        tongues=tongues,
        tellers=list_possible_tellers(session),
        typed=typed or Typed(),
        stored=_stored(paper_of(ballot), tongues) if ballot else {},
        stored_tellers=[account.name for account in list_tellers(session, ballot)] if ballot else [],
        say=BallotSpeech(tongues.time_zone),
    )


def desk_ballot_page(
    session: Session,
    actor: Actor,
    ballot: Ballot,
    say: BallotSpeech,
    *,
    moment: Moment,
    sent_back: Typed | Marked | None = None,
) -> DeskBallotPage:
    """Everything about one ballot for this reader; ``sent_back`` is a form or a vote that was refused."""
    actor.require(Permission.BOARD_READ)
    paper = paper_of(ballot)
    cards = _count_cards(session, ballot, paper, moment)
    entitled = sum(seat.may_vote(moment.on) for seat in board_on(session, moment.on))
    return DeskBallotPage(
        line=BallotLine(ballot, paper, list_elected(ballot)),
        marked=sent_back if isinstance(sent_back, Marked) else Marked(ballot, paper),
        tellers=list_tellers(session, ballot),
        warnings=list(warnings(paper, cards_out=cards, entitled=entitled)),
        promises=promises(paper),
        cards=cards,
        may=_doors(session, actor, ballot, paper),
        tied=[] if ballot.lot else list_tied(ballot),
        typed=sent_back if isinstance(sent_back, Typed) else Typed(),
        say=say,
    )


def _doors(session: Session, actor: Actor, ballot: Ballot, paper: Paper) -> BallotDoors:
    state, prepares = BallotState(ballot.state), actor.may(Permission.BALLOT_PREPARE)
    is_draft = state is BallotState.CREATED and ballot.frozen_at is None
    is_tied = bool(list_tied(ballot)) and ballot.lot is None
    is_running = state in (BallotState.OPEN, BallotState.CLOSED) and ballot.counted_on is None
    return BallotDoors(
        change=prepares and is_draft,
        freeze=prepares and is_draft,
        withdraw=prepares and state is BallotState.CREATED,
        void=prepares and is_running,
        count=state is BallotState.CLOSED and find_key_of(session, ballot, actor.account_id) is not None,
        vote=state is BallotState.OPEN and _has_seat(session, actor, ballot),
        lot=prepares and is_tied and paper.tie is TieWay.LOT,
        run_off=prepares and is_tied and paper.tie is TieWay.RUN_OFF,
        seat=actor.may(Permission.SEAT_EDIT) and bool(list_to_seat(session, ballot)),
    )


def _has_seat(session: Session, actor: Actor, ballot: Ballot) -> bool:
    mine = (BallotSeat.ballot_id == ballot.id) & (BallotSeat.account_id == actor.account_id)
    return session.scalar(select(func.count()).select_from(BallotSeat).where(mine)) != 0


def _count_cards(session: Session, ballot: Ballot, paper: Paper, moment: Moment) -> int:
    """Participants' cards on the roll, or before it is frozen those that would stand on it."""
    if ballot.frozen_at is not None:
        return sum(one.printed for one in paper.cards if one.chamber is Chamber.PARTICIPANTS)
    in_period = (CardBatch.starts_on <= moment.on) & (CardBatch.ends_on > moment.on)
    theirs = CardBatch.chamber == Chamber.PARTICIPANTS.value
    either = (CardBatch.ballot_ref == ballot.ref) | in_period
    return session.scalar(select(func.coalesce(func.sum(CardBatch.printed), 0)).where(theirs, either)) or 0


def _stored(paper: Paper, tongues: Tongues) -> dict[str, str]:
    zone = ZoneInfo(tongues.time_zone)
    chambers = [one.value for one in paper.chambers]
    stored = {
        "kind": paper.kind.value,
        "method": paper.method.value,
        "seats": str(paper.seats),
        "chambers": BOTH if len(chambers) > 1 else chambers[0],
        "power": paper.power.value,
        "matter": paper.matter.value,
        "sum_needed": str(paper.sum_needed),
        "tie": paper.tie.value,
        "checkable": "yes" if paper.is_checkable else "",
        "motion": paper.motion or "",
        "proposal": paper.proposal or "",
        **_moment_fields("opens", paper.opens_at.astimezone(zone)),
        **_moment_fields("closes", paper.closes_at.astimezone(zone)),
    }
    for language in (tongues.first, *tongues.others):
        stored[field_in("question", language, tongues.first)] = paper.question.get(language, "")
        stored[field_in("about", language, tongues.first)] = paper.about.get(language, "")
        stored[field_in("options", language, tongues.first)] = _option_lines(paper, language)
    return stored


def _moment_fields(name: str, local: datetime) -> dict[str, str]:
    return {f"{name}_on": local.date().isoformat(), f"{name}_time": local.strftime("%H:%M")}


def _option_lines(paper: Paper, language: str) -> str:
    lines = []
    for option in paper.options:
        title, meaning = option.title.get(language, ""), option.meaning.get(language, "")
        if title:
            lines.append(f"{title}: {meaning}" if meaning else title)
    return "\n".join(lines)
