"""The forms of the decisions' desk."""

from datetime import date

from app.rooms.board.forms import Line, Words
from app.web.forms import FormModel


class RecordForm(FormModel):
    """What stands beside a result."""

    reasons: Words = ""
    minority_view: Words = ""
    effect: Words = ""
    interim: Words = ""


class ReplyForm(FormModel):
    """Leadership's word."""

    position: Line = ""
    reason: Words = ""


class ExtendForm(FormModel):
    """More time, with the reason that everybody reads."""

    to: date
    reason: Words = ""


class WordsForm(FormModel):
    """A few words: the board's to a reply."""

    words: Words = ""


class PolicyForm(FormModel):
    """A version of a rule; ``policy_ref`` empty makes a new one."""

    policy_ref: Line = ""
    title: Line = ""
    text: Words = ""
    effective_on: date
    review_on: date


class StepForm(FormModel):
    """One thing to do."""

    what: Line = ""
    owner: Line = ""
    due_on: date


class DropForm(FormModel):
    """Why a step will not be done."""

    reason: Words = ""


class ReportForm(FormModel):
    """What the people who spoke are told."""

    words: Words = ""
    how: Line = ""


class ReviewForm(FormModel):
    """The day on which the board looks again."""

    planned_on: date


class EndReviewForm(FormModel):
    """Keep, change or stop."""

    verdict: Line = ""
    words: Words = ""
