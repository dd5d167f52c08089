"""Two votes of the story: one that was counted, with its rounds, and one that is open to printed cards."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from app.demo.stage import Moment, Stage, at, day_of
from app.domain.ballots.paper import BallotMethod, TieWay
from app.domain.ballots.votes import read_vote
from app.domain.cards import Witness
from app.domain.mandate import Matter, Power
from app.models.cards import CardBatch
from app.rooms.ballots.card_queries import list_roll
from app.rooms.ballots.cards import NewBatch, make_batch
from app.rooms.ballots.casting import cast_by_card, seal_for
from app.rooms.ballots.clock import Clock
from app.rooms.ballots.closing import settle_due
from app.rooms.ballots.counting import count_ballot
from app.rooms.ballots.drawing import NewShift, begin_shift, end_shift
from app.rooms.ballots.freezing import freeze_ballot
from app.rooms.ballots.kept_back import count_kept_back
from app.rooms.ballots.preparing import NewBallot, NewOption, prepare_ballot
from app.rooms.ballots.publishing import publish_counted
from app.rooms.ballots.queries import get_ballot, paper_of
from app.rooms.board.moments import Moment as When
from app.vault.cards import CardCode

COUNTED = date(2026, 10, 28)
BEGAN, ENDED = date(2026, 10, 13), date(2026, 10, 27)
OPENED = date(2026, 11, 20)
OPEN_FOR, LONGEST_OPEN = timedelta(days=14), timedelta(days=300)
TELLERS = ("teller1", "teller2")
PRINTED, OPEN_PRINTED, STANDING = 70, 40, 16
IN_BAG, LEFT_OVER = 60, 3
SEASON = timedelta(days=365)

NIGHTS = NewBallot(
    question={
        "en": "Which two nights should the drop-in stay open late?",
        "es": "¿Qué dos noches debe abrir hasta tarde el centro?",
    },
    about={
        "en": "The board said yes to two late nights. You say which ones.",
        "es": "El consejo dijo que sí a dos noches. Usted dice cuáles.",
    },
    method=BallotMethod.RANK_SEVERAL,
    options=[
        NewOption({"en": "Monday", "es": "Lunes"}),
        NewOption({"en": "Tuesday", "es": "Martes"}),
        NewOption(
            {"en": "Thursday", "es": "Jueves"}, {"en": "There is staff already.", "es": "Ya hay personal."}
        ),
        NewOption({"en": "Friday", "es": "Viernes"}),
        NewOption(
            {"en": "Sunday", "es": "Domingo"},
            {"en": "Nothing else is open.", "es": "No hay nada más abierto."},
        ),
    ],
    seats=2,
    power=Power.RECOMMEND,
    matter=Matter.SERVICES,
    tie=TieWay.LOT,
    opens_at=at(BEGAN, 9),
    closes_at=at(ENDED, 18),
    tellers=TELLERS,
)
# Keys of the options best first, and how many cards said so.
SAID = (("cb", 14), ("ca", 7), ("bc", 9), ("edc", 8), ("eb", 5), ("dcb", 6), ("ab", 4), ("d", 2))


def moments_of_ballots() -> Iterator[Moment]:
    """Prepared and frozen, voted in, closed by the clock, counted; and the open one, last."""
    yield Moment(at(BEGAN, 8), 9000, _freeze_nights)
    yield Moment(at(BEGAN, 9), 9001, _settle)
    yield Moment(at(BEGAN, 10), 9011, _open_bag)
    yield Moment(at(BEGAN, 15), 9002, _vote)
    yield Moment(at(BEGAN, 19), 9012, _end_shift)
    yield Moment(at(ENDED, 18), 9003, _settle)
    yield Moment(at(COUNTED, 10), 9013, _count_kept_back)
    yield Moment(at(COUNTED, 11), 9004, _count)
    yield Moment(at(OPENED, 9), 9005, _freeze_checks)
    yield Moment(at(OPENED, 10), 9006, _settle)
    yield Moment(at(OPENED, 11), 9014, _print_standing)


def publish_story(stage: Stage) -> None:
    """Scrub and show what the tellers counted, on the day that they did."""
    publish_counted(stage.database, _clock(at(COUNTED, 12)))


def open_cards(stage: Stage) -> Sequence[str]:
    """Codes of cards for the open vote, in groups of four."""
    return [" ".join(card.groups) for card in stage.cards["open"][:3]]


def standing_card(stage: Stage) -> str:
    """The code of a card that backs proposals."""
    return " ".join(stage.cards["standing"][0].groups)


def _freeze_nights(stage: Stage, session: Session, now: datetime) -> None:
    stage.refs["nights"] = _freeze(stage, session, now, NIGHTS, name="nights", printed=PRINTED)


def _freeze_checks(stage: Stage, session: Session, now: datetime) -> None:
    """Open for two weeks from whenever the demonstration is loaded."""
    closes = max(datetime.now(UTC), at(OPENED, 9)) + OPEN_FOR
    new = NewBallot(
        question={
            "en": "Should a voice and a light come before a knock on the bathroom door?",
            "es": "¿Antes de tocar la puerta del baño, primero una voz y una luz?",
        },
        about={
            "en": "Ten minutes stay ten minutes. Only the way of checking changes.",
            "es": "Diez minutos siguen siendo diez minutos. Solo cambia la manera de revisar.",
        },
        power=Power.CONSULT,
        matter=Matter.SAFETY,
        opens_at=max(at(OPENED, 9), closes - LONGEST_OPEN),
        closes_at=closes,
        tellers=TELLERS,
        proposal=stage.refs["P-03"],
    )
    stage.refs["checks"] = _freeze(stage, session, now, new, name="open", printed=OPEN_PRINTED)


def _freeze(stage: Stage, session: Session, now: datetime, new: NewBallot, *, name: str, printed: int) -> str:
    chair, when = stage.actor("chair"), When(now, day_of(now))
    ballot = prepare_ballot(session, chair, new, today=when.on)
    batch = NewBatch(printed, ballot_ref=ballot.ref)
    made = make_batch(session, batch, pepper=stage.machine.pepper, by="secretary", today=when.on)
    stage.cards[name] = made.codes
    freeze_ballot(session, chair, ballot, moment=when)
    return ballot.ref


def _settle(stage: Stage, session: Session, now: datetime) -> None:
    settle_due(session, _clock(now))


def _open_bag(stage: Stage, session: Session, now: datetime) -> None:
    """Before two witnesses, one of them from a lived-experience seat."""
    shift = NewShift(IN_BAG, Witness.LIVED_EXPERIENCE_SEAT, Witness.SECRETARY)
    begin_shift(session, stage.actor("secretary"), _batch(stage, session), shift, today=day_of(now))


def _end_shift(stage: Stage, session: Session, now: datetime) -> None:
    left = stage.cards["nights"][IN_BAG - LEFT_OVER : IN_BAG]
    end_shift(session, stage.actor("secretary"), _batch(stage, session), left, today=day_of(now))


def _count_kept_back(stage: Stage, session: Session, now: datetime) -> None:
    """Both tellers, each alone."""
    kept = stage.cards["nights"][IN_BAG:]
    for name in TELLERS:
        count_kept_back(session, stage.actor(name), _batch(stage, session), kept, today=day_of(now))


def _batch(stage: Stage, session: Session) -> CardBatch:
    return list_roll(session, stage.refs["nights"])[0]


def _print_standing(stage: Stage, session: Session, now: datetime) -> None:
    """Cards for a year: they back proposals now, and vote in what opens next."""
    today = day_of(now)
    new = NewBatch(STANDING, starts_on=today, ends_on=today + SEASON)
    stage.cards["standing"] = make_batch(
        session, new, pepper=stage.machine.pepper, by="secretary", today=today
    ).codes


def _vote(stage: Stage, session: Session, now: datetime) -> None:
    ballot = get_ballot(session, stage.refs["nights"])
    paper, cards = paper_of(ballot), iter(stage.cards["nights"])
    for card, ranks in _said(cards):
        marks = {f"rank-{key}": [str(rank)] for rank, key in enumerate(ranks, start=1)}
        sealed = seal_for(ballot, paper, read_vote(paper, marks), secret=card.secret)
        cast_by_card(session, card, ballot, sealed, clock=_clock(now))


def _said(cards: Iterator[CardCode]) -> Iterator[tuple[CardCode, str]]:
    for ranks, count in SAID:
        for _ in range(count):
            yield next(cards), ranks


def _count(stage: Stage, session: Session, now: datetime) -> None:
    ballot = get_ballot(session, stage.refs["nights"])
    count_ballot(session, stage.actor("teller1"), ballot, moment=When(now, day_of(now)))


def _clock(now: datetime) -> Clock:
    return lambda _session: now
