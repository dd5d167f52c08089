"""Steps after a decision, the report-back to those who spoke, and the board's second look."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from app.domain import policies as rules
from app.domain.clocks import report_back_due_on
from app.domain.errors import IllegalMove, InvalidInput, NotFound
from app.domain.ledger.leaves import PROGRAM
from app.domain.lifecycles import PROPOSAL, REVIEW, STEP, FeedbackState, ProposalState, ReviewState, StepState
from app.domain.permissions import Permission
from app.domain.proposals import state_after_review
from app.models.decisions import Decision, Extension, Helped, ReportBack, Review, Step
from app.models.proposals import Proposal
from app.models.schema import random_reference
from app.rooms.board.acts import office_of
from app.rooms.decisions.recording import write_decision
from app.rooms.decisions.voices import move_voices_on
from app.rooms.feedback.clocks import get_clock_history
from app.rooms.feedback.longer import take_more_time
from app.rooms.proposals.moves import move_proposal
from app.web.actors import Actor


@dataclass(frozen=True)
class NewStep:
    """One thing to do; ``owner`` is a role or a title, never a participant."""

    what: str
    owner: str
    due_on: date


def add_step(session: Session, actor: Actor, decision: Decision, *, new: NewStep, today: date) -> Step:
    """Write a step down, else ``InvalidInput`` without words or owner."""
    actor.require(Permission.STEP_EDIT)
    session.refresh(decision, with_for_update=True)
    rules.check_step(rules.Step(new.what, new.owner, new.due_on))
    step = Step(
        ref=random_reference("S"),
        decision_id=decision.id,
        what=new.what.strip(),
        owner=new.owner.strip(),
        due_on=new.due_on,
        state=STEP.first.value,
    )
    session.add(step)
    _write(session, actor, decision, act="step.add", permission=Permission.STEP_EDIT, today=today)
    return step


def finish_step(session: Session, actor: Actor, step: Step, *, today: date) -> None:
    """It is done. When it was the last one, the change is made for every voice behind the decision."""
    decision = _lock(session, actor, step)
    step.state = STEP.move(StepState(step.state), StepState.DONE).value
    step.done_on = today
    step.report_due_on = report_back_due_on(today, get_clock_history(session).on(today))
    step.version += 1
    session.flush()
    if not list_open_steps(session, decision):
        move_voices_on(session, decision, today=today, to=FeedbackState.CHANGE_MADE)
    _write(session, actor, decision, act="step.done", permission=Permission.STEP_EDIT, today=today)


def drop_step(session: Session, actor: Actor, step: Step, *, reason: str, today: date) -> None:
    """It will not be done, and the reason is public; without one ``InvalidInput``."""
    if not reason.strip():
        raise InvalidInput("step_drop_needs_reason", field="reason")
    decision = _lock(session, actor, step)
    step.state = STEP.move(StepState(step.state), StepState.DROPPED).value
    step.dropped_reason = reason.strip()
    step.version += 1
    _write(session, actor, decision, act="step.drop", permission=Permission.STEP_EDIT, today=today)


def report_back(
    session: Session, actor: Actor, decision: Decision, *, words: str, how: str, today: date
) -> ReportBack:
    """Tell the people who spoke what was done; every receipt of the trail shows it."""
    actor.require(Permission.STEP_EDIT)
    session.refresh(decision, with_for_update=True)
    if not words.strip():
        raise InvalidInput("field.required", field="words")
    row = ReportBack(decision_id=decision.id, words=words.strip(), how=how.strip(), reported_on=today)
    session.add(row)
    session.execute(update(Step).where(*_untold(decision)).values(reported_on=today))
    _write(session, actor, decision, act="decision.report_back", permission=Permission.STEP_EDIT, today=today)
    return row


def extend_report(
    session: Session, actor: Actor, decision: Decision, *, to: date, reason: str, today: date
) -> Extension:
    """More time until those who spoke are told, with a public reason; ``IllegalMove`` if nothing is owed."""
    actor.require(Permission.STEP_EDIT)
    session.refresh(decision, with_for_update=True)
    due = find_report_due(session, decision)
    if due is None:
        raise IllegalMove("decision_owes_no_report")
    row = take_more_time(session, f"report:{decision.ref}", due, to=to, reason=reason, today=today)
    sooner = Step.report_due_on < to
    session.execute(update(Step).where(*_untold(decision), sooner).values(report_due_on=to))
    _write(
        session, actor, decision, act="decision.extend_report", permission=Permission.STEP_EDIT, today=today
    )
    return row


def find_report_due(session: Session, decision: Decision) -> date | None:
    """When those who spoke are told of the last finished step; None where they were, or nothing is done."""
    return session.scalar(select(func.max(Step.report_due_on)).where(*_untold(decision)))


def _untold(decision: Decision) -> tuple[ColumnElement[bool], ...]:
    """Its finished steps of which nobody was told yet."""
    return Step.decision_id == decision.id, Step.state == StepState.DONE.value, Step.reported_on.is_(None)


def plan_review(
    session: Session, actor: Actor, decision: Decision, *, planned_on: date, today: date
) -> Review:
    """The board looks again on that day; ``InvalidInput`` for a day that is past or while one is planned."""
    actor.require(Permission.POLICY_EDIT)
    session.refresh(decision, with_for_update=True)
    if planned_on <= decision.decided_on:
        raise InvalidInput("review_not_after_effect", field="planned_on")
    if find_open_review(session, decision) is not None:
        raise IllegalMove("review_is_planned")
    review = Review(decision_id=decision.id, state=REVIEW.first.value, planned_on=planned_on)
    session.add(review)
    _write(session, actor, decision, act="review.plan", permission=Permission.POLICY_EDIT, today=today)
    return review


def end_review(
    session: Session, actor: Actor, review: Review, *, verdict: str, words: str, today: date
) -> None:
    """Keep, change or stop, in the board's words; the proposal moves with it.

    What people said of it until now is heard; who says "no" afterwards brings it before the board again.
    """
    actor.require(Permission.MINUTES_WRITE)
    decision = session.scalars(
        select(Decision).where(Decision.id == review.decision_id).with_for_update()
    ).one()
    session.refresh(review)
    if verdict not in {"keep", "change", "stop"}:
        raise InvalidInput("field.not_one_of_these", field="verdict")
    if not words.strip():
        raise InvalidInput("field.required", field="words")
    if review.state == ReviewState.PLANNED.value:
        review.state = REVIEW.move(ReviewState.PLANNED, ReviewState.OPEN).value
    state = REVIEW.move(ReviewState(review.state), ReviewState(verdict))
    review.state, review.words, review.ended_on = state.value, words.strip(), today
    session.execute(update(Helped).where(Helped.decision_id == decision.id).values(is_heard=True))
    session.flush()
    _move_proposal(session, actor, decision, state_after_review(state), today=today)
    _write(session, actor, decision, act="review.end", permission=Permission.MINUTES_WRITE, today=today)


def open_due_reviews(session: Session, today: date) -> int:
    """Reviews whose day has come are open; returns how many. For the regular work."""
    due = select(Review).where(Review.state == ReviewState.PLANNED.value, Review.planned_on <= today)
    rows = list(session.scalars(due.with_for_update()))
    for review in rows:
        review.state = REVIEW.move(ReviewState.PLANNED, ReviewState.OPEN).value
        decision = session.get_one(Decision, review.decision_id)
        write_decision(session, decision, act="review.open", by=PROGRAM, today=today)
    return len(rows)


def find_open_review(session: Session, decision: Decision) -> Review | None:
    """The review that has not ended, or None."""
    rows = select(Review).where(Review.decision_id == decision.id, Review.ended_on.is_(None))
    return session.scalars(rows.order_by(Review.id).limit(1)).one_or_none()


def list_open_steps(session: Session, decision: Decision) -> list[Step]:
    """Steps that are neither done nor dropped."""
    rows = select(Step).where(Step.decision_id == decision.id, Step.state == StepState.PLANNED.value)
    return list(session.scalars(rows.order_by(Step.due_on, Step.id)))


def get_step(session: Session, ref: str) -> Step:
    """The step, else ``NotFound``."""
    step = session.scalars(select(Step).where(Step.ref == ref)).one_or_none()
    if step is None:
        raise NotFound("not_found")
    return step


def _lock(session: Session, actor: Actor, step: Step) -> Decision:
    actor.require(Permission.STEP_EDIT)
    decision = session.scalars(
        select(Decision).where(Decision.id == step.decision_id).with_for_update()
    ).one()
    session.refresh(step)
    return decision


def _move_proposal(
    session: Session, actor: Actor, decision: Decision, to: ProposalState, *, today: date
) -> None:
    if decision.proposal_id is None:
        return
    proposal = session.get_one(Proposal, decision.proposal_id)
    if PROPOSAL.may_move(ProposalState(proposal.state), to):
        by = office_of(actor, Permission.MINUTES_WRITE)
        move_proposal(session, proposal, to=to, by=by, today=today)


def _write(
    session: Session, actor: Actor, decision: Decision, *, act: str, permission: Permission, today: date
) -> None:
    decision.version += 1
    write_decision(session, decision, act=act, by=office_of(actor, permission), today=today)
