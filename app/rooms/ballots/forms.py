"""The forms of ballots on the desk, and how a typed paper becomes a ``NewBallot``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field

from app.domain.ballots.paper import NAME_LONGEST, BallotKind, BallotMethod, Chamber, TieWay
from app.domain.errors import InvalidInput
from app.domain.mandate import Matter, Power
from app.rooms.ballots.preparing import NewBallot, NewOption
from app.rooms.board.forms import MONEY_MOST
from app.web.forms import FormModel, Submitted

QUESTION_LONGEST = 200
ABOUT_LONGEST = 2_000
BOTH = "both"
Whole = Annotated[int, BeforeValidator(lambda typed: typed or 0), Field(ge=0, le=MONEY_MOST)]
Reference = Annotated[str, Field(max_length=16)]


class BallotForm(FormModel):
    """A paper. Words in other languages stand in ``question-es``, ``about-es`` and ``options-es``."""

    question: str = Field(min_length=1, max_length=QUESTION_LONGEST)
    about: str = Field(default="", max_length=ABOUT_LONGEST)
    kind: BallotKind = BallotKind.QUESTION
    method: BallotMethod = BallotMethod.MAJORITY
    options: str = ""
    seats: Whole = 1
    chambers: Literal["participants", "board", "both"] = "participants"
    power: Power = Power.RECOMMEND
    matter: Matter = Matter.OTHER
    sum_needed: Whole = 0
    tie: TieWay = TieWay.STATUS_QUO
    checkable: Literal["", "yes"] = ""
    opens_on: str = ""
    opens_time: str = ""
    closes_on: str = ""
    closes_time: str = ""
    tellers: list[str] = Field(default_factory=list)
    motion: Reference = ""
    proposal: Reference = ""


class ActForm(FormModel):
    """Why a vote is void, the digits of a lot; marks of a vote are read by its paper."""

    reason: str = Field(default="", max_length=ABOUT_LONGEST)
    seed: str = Field(default="", max_length=200)


@dataclass(frozen=True)
class Tongues:
    """The languages of the organisation, the one it writes in first, and its time zone."""

    first: str
    others: Sequence[str]
    time_zone: str


def new_ballot(form: Submitted[BallotForm], data: BallotForm, tongues: Tongues) -> NewBallot:
    """What the form asks for; ``InvalidInput`` beside the field that cannot be read."""
    chambers = (Chamber.PARTICIPANTS, Chamber.BOARD) if data.chambers == BOTH else (Chamber(data.chambers),)
    return NewBallot(
        question=_by_language(form, "question", tongues, most=QUESTION_LONGEST),
        about=_by_language(form, "about", tongues, most=ABOUT_LONGEST),
        kind=data.kind,
        method=data.method,
        options=() if data.method is BallotMethod.MAJORITY else _options(form, tongues),
        seats=max(data.seats, 1),
        chambers=chambers,
        power=data.power,
        matter=data.matter,
        sum_needed=data.sum_needed,
        tie=data.tie,
        is_checkable=data.checkable == "yes",
        opens_at=instant_of(data.opens_on, data.opens_time, tongues, at="opens_on"),
        closes_at=instant_of(data.closes_on, data.closes_time, tongues, at="closes_on"),
        tellers=data.tellers,
        motion=data.motion,
        proposal=data.proposal,
    )


def field_in(name: str, language: str, first: str) -> str:
    """The field for the words in a language: the first has no ending."""
    return name if language == first else f"{name}-{language}"


def _by_language(form: Submitted[BallotForm], name: str, tongues: Tongues, *, most: int) -> Mapping[str, str]:
    words = {}
    for language in (tongues.first, *tongues.others):
        field = field_in(name, language, tongues.first)
        if len(form.value(field)) > most:
            raise InvalidInput("field.too_long", field=field, limit=most)
        if form.value(field).strip():
            words[language] = form.value(field).strip()
    return words


def _options(form: Submitted[BallotForm], tongues: Tongues) -> list[NewOption]:
    """One option a line, ``name: what it means``; other languages with as many lines, or none."""
    lines = {
        language: _lines(form.value(field_in("options", language, tongues.first)))
        for language in (tongues.first, *tongues.others)
    }
    named = lines[tongues.first]
    for language, own in lines.items():
        field = field_in("options", language, tongues.first)
        if own and len(own) != len(named):
            raise InvalidInput("ballot_option_lines", field=field)
        if any(len(title) > NAME_LONGEST for title, _ in own):
            raise InvalidInput("ballot_option_long", field=field, limit=NAME_LONGEST)
    return [
        NewOption(
            {language: own[place][0] for language, own in lines.items() if own},
            {language: own[place][1] for language, own in lines.items() if own and own[place][1]},
        )
        for place in range(len(named))
    ]


def _lines(typed: str) -> list[tuple[str, str]]:
    parts = [line.partition(":") for line in typed.splitlines() if line.strip()]
    return [(name.strip(), meaning.strip()) for name, _, meaning in parts]


def instant_of(on: str, at_time: str, tongues: Tongues, *, at: str) -> datetime:
    """A typed local day and time; ``InvalidInput`` beside the field ``at``."""
    try:
        local = datetime.combine(date.fromisoformat(on.strip()), time.fromisoformat(at_time.strip()))
        return local.replace(tzinfo=ZoneInfo(tongues.time_zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise InvalidInput("ballot_not_a_time", field=at) from None
