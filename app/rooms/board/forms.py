"""The forms of the board's desk."""

from collections.abc import Callable
from datetime import date, time
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from sqlalchemy.orm import Session

from app.domain.agenda import ItemKind
from app.domain.counting.consent import Stance
from app.domain.counting.majority import Choice
from app.domain.errors import InvalidInput
from app.domain.mandate import Matter, Power
from app.domain.motion_rules import Method
from app.domain.quorum import Movement
from app.domain.seats import SeatClass
from app.domain.terms import Office
from app.web.forms import F, FormModel, Submitted

LINE_LONGEST = 200
TEXT_LONGEST = 10_000
MINUTES_LONGEST = 100_000
MONEY_MOST = 1_000_000_000
YesNo = Literal["", "yes"]
MaybeDate = Annotated[date | None, BeforeValidator(lambda typed: typed or None)]
Line = Annotated[str, Field(max_length=LINE_LONGEST)]
Words = Annotated[str, Field(max_length=TEXT_LONGEST)]
Whole = Annotated[int, BeforeValidator(lambda typed: typed or 0), Field(ge=0, le=MONEY_MOST)]


def refused_by(session: Session, form: Submitted[F], act: Callable[[F], object]) -> Submitted[F] | None:
    """Do it with what the form says; the form with its errors where it or a rule refuses, else None."""
    if form.data is None:
        return form
    try:
        with session.begin_nested():
            act(form.data)
    except InvalidInput as refusal:
        return form.refused(refusal)
    return None


def read(form: Submitted[F]) -> F:
    """What a form of buttons and hidden fields says; one that is not ours is refused."""
    if form.data is None:
        raise InvalidInput("refused")
    return form.data


class SeatForm(FormModel):
    """A new chair."""

    seat_class: SeatClass


class TermForm(FormModel):
    """Who takes a seat, and for how long."""

    alias: Line = Field(min_length=1)
    starts_on: date
    ends_on: MaybeDate = None
    office: Office = Office.MEMBER
    shows_class: YesNo = ""
    interests: Words = ""
    account: Line = ""


class MemberForm(FormModel):
    """What may change while a term runs."""

    office: Office
    shows_class: YesNo = ""
    interests: Words = ""


class EndForm(FormModel):
    """The first day on which the seat is vacant."""

    ends_on: date


class RulebookForm(FormModel):
    """Beside the rules themselves, which ``rulebook_form`` reads."""

    in_force_on: date
    decision_ref: Line = ""


class MeetingForm(FormModel):
    """Where and when, with food and stipend."""

    title: Line = ""
    place: Line = Field(min_length=1)
    held_on: date
    starts: time
    ends: time
    has_food: YesNo = ""
    stipend_amount: Whole = 0
    stipend_currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] = "USD"


class ItemForm(FormModel):
    """An item for an agenda: a proposal by its reference, or a title of its own."""

    proposal: Line = ""
    kind: ItemKind = ItemKind.OTHER
    title: Line = ""
    minutes_planned: Whole = 0


class MoveForm(FormModel):
    """One item up or down."""

    to: Literal["up", "down"]


class NotesForm(FormModel):
    """What was said on an item, for the minutes."""

    notes: Words = ""
    is_done: YesNo = ""


class PassageForm(FormModel):
    """Somebody of a seat came or went."""

    seat: Line
    move: Movement


class MotionForm(FormModel):
    """What is put to the board. For an item about a proposal only the method is asked."""

    title: Line = ""
    text: Words = ""
    matter: Matter = Matter.OTHER
    power: Power = Power.RECOMMEND
    method: Method = Method.VOTE
    sum_needed: Whole = 0


class VoteForm(FormModel):
    """A vote; ``seat`` only where the secretary records it."""

    choice: Choice
    seat: Line = ""


class StanceForm(FormModel):
    """An answer in a consent round; consent with a reason is a concern that is noted."""

    stance: Stance
    reason: Words = ""
    seat: Line = ""


class VoidForm(FormModel):
    """Closing; ticked, it was not a fair vote and decides nothing."""

    void: YesNo = ""


class RecusalForm(FormModel):
    """Who steps out, and why."""

    seat: Line = ""
    reason: Words = ""


class SettleForm(FormModel):
    """An objection that was met, or that is upheld after all."""

    seat: Line
    is_answered: YesNo = ""


class MinutesForm(FormModel):
    """The minutes as typed; ``base`` is the text that this editor began with."""

    text: Annotated[str, Field(max_length=MINUTES_LONGEST)]
    base: Annotated[str, Field(max_length=MINUTES_LONGEST)] = ""
    version: int


class LongerForm(FormModel):
    """More time, with the reason that everybody reads."""

    to: date
    reason: Words = ""


class VersionForm(FormModel):
    """A button on what was seen."""

    version: int


class PaidForm(FormModel):
    """A stipend handed over."""

    seat: Line
    paid_on: date
    how: Line = "cash"
