"""The decisions' desk: record, reply, make rules and steps, report back, look again."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.errors import IllegalMove
from app.domain.permissions import Permission
from app.rooms.board.forms import refused_by
from app.rooms.board.motions import get_motion
from app.rooms.board.speech import Typed
from app.rooms.decisions.desk_pages import RecordPage, decisions_page, desk_decision_page
from app.rooms.decisions.forms import (
    DropForm,
    EndReviewForm,
    ExtendForm,
    PolicyForm,
    RecordForm,
    ReplyForm,
    ReportForm,
    ReviewForm,
    StepForm,
    WordsForm,
)
from app.rooms.decisions.policies import NewVersion, decide_policy
from app.rooms.decisions.queries import get_meeting_of
from app.rooms.decisions.recording import Reasons, get_decision, record_decision
from app.rooms.decisions.replies import answer_the_reply, extend_reply, reply_to_decision
from app.rooms.decisions.steps import (
    NewStep,
    add_step,
    drop_step,
    end_review,
    extend_report,
    find_open_review,
    finish_step,
    get_step,
    plan_review,
    report_back,
)
from app.web.actors import Actor
from app.web.addresses import see_other
from app.web.forms import F, Submitted, form_of
from app.web.render import NO_STORE, render
from app.web.requests import ReadSession, Today, WriteSession
from app.web.sessions import SignedIn

router = APIRouter(prefix="/desk/decisions")


class At:
    """The decision that a form of its page is about, locked until the request ends."""

    def __init__(
        self, request: Request, session: WriteSession, actor: SignedIn, today: Today, ref: str
    ) -> None:
        self.request, self.session, self.actor, self.today = request, session, actor, today
        self.decision = get_decision(session, ref, lock=True)

    def do(self, name: str, form: Submitted[F], act: Callable[[F], object]) -> Response:
        """Do it and show the page again (303), or draw it with what was typed and why it was refused."""
        refused = refused_by(self.session, form, act)
        if refused is None:
            return see_other(self.request, "desk_decision", ref=self.decision.ref)
        typed = Typed(name, refused.typed, refused.errors)
        return _page(self.request, self.session, self.actor, self, typed=typed)


AtDecision = Annotated[At, Depends()]


@router.get("", name="desk_decisions")
def show_decisions(
    request: Request, session: ReadSession, actor: SignedIn, today: Today, older: str = ""
) -> Response:
    """What is to be recorded, answered and done; then all decisions."""
    actor.require(Permission.BOARD_READ)
    after = get_decision(session, older) if older else None
    page = decisions_page(session, actor, today, older_than=after)
    return render(request, "decisions/desk/decisions.html", page, block="main", headers=NO_STORE)


@router.get("/motions/{ref}", name="record_decision")
def show_record(request: Request, session: ReadSession, actor: SignedIn, ref: str) -> Response:
    """The reasons beside a result, before everybody reads them."""
    actor.require(Permission.MINUTES_WRITE)
    motion = get_motion(session, ref)
    page = RecordPage(motion, get_meeting_of(session, motion))
    return render(request, "decisions/desk/record.html", page, block="main", headers=NO_STORE)


@router.post("/motions/{ref}", name="record_decision_send")
def record(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    today: Today,
    ref: str,
    form: Annotated[Submitted[RecordForm], Depends(form_of(RecordForm))],
) -> Response:
    """Publish the decision."""
    motion = get_motion(session, ref)
    made: list[str] = []

    def act(data: RecordForm) -> None:
        words = Reasons(data.reasons, data.minority_view, data.effect, data.interim)
        made.append(record_decision(session, actor, motion, words=words, today=today).ref)

    refused = refused_by(session, form, act)
    if refused:
        page = RecordPage(
            motion, get_meeting_of(session, motion), Typed("record", refused.typed, refused.errors)
        )
        return render(request, "decisions/desk/record.html", page, status=422, block="main", headers=NO_STORE)
    return see_other(request, "desk_decision", ref=made[0])


@router.get("/{ref}", name="desk_decision")
def show_decision(
    request: Request, session: ReadSession, actor: SignedIn, today: Today, ref: str
) -> Response:
    """One decision with all that this person may do about it."""
    actor.require(Permission.BOARD_READ)
    page = desk_decision_page(session, actor, get_decision(session, ref), today=today)
    return render(request, "decisions/desk/decision.html", page, block="main", headers=NO_STORE)


@router.post("/{ref}/reply", name="reply_to_decision")
def reply(at: AtDecision, form: Annotated[Submitted[ReplyForm], Depends(form_of(ReplyForm))]) -> Response:
    """Leadership's reply: accepted, in part, declined."""
    return at.do(
        "reply",
        form,
        lambda data: reply_to_decision(
            at.session, at.actor, at.decision, position=data.position, reason=data.reason, today=at.today
        ),
    )


@router.post("/{ref}/extend", name="extend_reply")
def extend(at: AtDecision, form: Annotated[Submitted[ExtendForm], Depends(form_of(ExtendForm))]) -> Response:
    """More time for the reply, with a public reason."""
    return at.do(
        "extend",
        form,
        lambda data: extend_reply(
            at.session, at.actor, at.decision, to=data.to, reason=data.reason, today=at.today
        ),
    )


@router.post("/{ref}/board-reply", name="board_reply")
def board_reply(
    at: AtDecision, form: Annotated[Submitted[WordsForm], Depends(form_of(WordsForm))]
) -> Response:
    """The board's word on the reply."""
    return at.do(
        "board",
        form,
        lambda data: answer_the_reply(at.session, at.actor, at.decision, words=data.words, today=at.today),
    )


@router.post("/{ref}/policy", name="decide_policy")
def policy(at: AtDecision, form: Annotated[Submitted[PolicyForm], Depends(form_of(PolicyForm))]) -> Response:
    """A version of a rule by this decision."""

    def act(data: PolicyForm) -> None:
        new = NewVersion(data.title, data.text, data.effective_on, data.review_on, data.policy_ref)
        decide_policy(at.session, at.actor, at.decision, new=new, today=at.today)

    return at.do("policy", form, act)


@router.post("/{ref}/steps", name="add_step")
def step(at: AtDecision, form: Annotated[Submitted[StepForm], Depends(form_of(StepForm))]) -> Response:
    """One thing to do, with its owner and its day."""

    def act(data: StepForm) -> None:
        new = NewStep(data.what, data.owner, data.due_on)
        add_step(at.session, at.actor, at.decision, new=new, today=at.today)

    return at.do("step", form, act)


@router.post("/{ref}/steps/{step_ref}/done", name="finish_step")
def done(at: AtDecision, step_ref: str) -> Response:
    """A step is done."""
    finish_step(at.session, at.actor, get_step(at.session, step_ref), today=at.today)
    return see_other(at.request, "desk_decision", ref=at.decision.ref)


@router.post("/{ref}/steps/{step_ref}/drop", name="drop_step")
def drop(
    at: AtDecision, step_ref: str, form: Annotated[Submitted[DropForm], Depends(form_of(DropForm))]
) -> Response:
    """A step will not be done, and everybody reads why."""
    found = get_step(at.session, step_ref)
    return at.do(
        f"drop-{step_ref}",
        form,
        lambda data: drop_step(at.session, at.actor, found, reason=data.reason, today=at.today),
    )


@router.post("/{ref}/report-back", name="report_back")
def report(at: AtDecision, form: Annotated[Submitted[ReportForm], Depends(form_of(ReportForm))]) -> Response:
    """Tell those who spoke what was done."""
    return at.do(
        "report",
        form,
        lambda data: report_back(
            at.session, at.actor, at.decision, words=data.words, how=data.how, today=at.today
        ),
    )


@router.post("/{ref}/report-back/extend", name="extend_report")
def extend_telling(
    at: AtDecision, form: Annotated[Submitted[ExtendForm], Depends(form_of(ExtendForm))]
) -> Response:
    """More time until those who spoke are told, with a public reason."""
    return at.do(
        "later",
        form,
        lambda data: extend_report(
            at.session, at.actor, at.decision, to=data.to, reason=data.reason, today=at.today
        ),
    )


@router.post("/{ref}/review", name="plan_review")
def review(at: AtDecision, form: Annotated[Submitted[ReviewForm], Depends(form_of(ReviewForm))]) -> Response:
    """The day on which the board looks again."""
    return at.do(
        "review",
        form,
        lambda data: plan_review(
            at.session, at.actor, at.decision, planned_on=data.planned_on, today=at.today
        ),
    )


@router.post("/{ref}/review/end", name="end_review")
def end(
    at: AtDecision, form: Annotated[Submitted[EndReviewForm], Depends(form_of(EndReviewForm))]
) -> Response:
    """Keep, change or stop."""
    found = find_open_review(at.session, at.decision)
    if found is None:
        raise IllegalMove("review_is_over")
    return at.do(
        "end",
        form,
        lambda data: end_review(
            at.session, at.actor, found, verdict=data.verdict, words=data.words, today=at.today
        ),
    )


def _page(request: Request, session: Session, actor: Actor, at: At, *, typed: Typed) -> Response:
    page = desk_decision_page(session, actor, at.decision, today=at.today, typed=typed)
    return render(request, "decisions/desk/decision.html", page, status=422, block="main", headers=NO_STORE)
