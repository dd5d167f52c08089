"""What a person reads of the decisions that their words stand behind, and whether the change helped them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.clock_history import ClockHistory
from app.domain.clocks import ask_if_it_helped_on
from app.domain.errors import IllegalMove, InvalidInput
from app.domain.helped import change_made_on
from app.domain.lifecycles import PolicyState
from app.domain.policies import Step as PlainStep
from app.domain.weeks import Week
from app.models.decisions import (
    Decision,
    Helped,
    LeadershipReply,
    Policy,
    PolicyVersion,
    ReportBack,
    Review,
    Step,
)
from app.models.feedback import Thread
from app.models.proposals import Proposal, ProposalThread
from app.rooms.feedback.clocks import get_clock_history
from app.rooms.feedback.forms import ReceiptForm

Row = TypeVar("Row", Step, LeadershipReply, ReportBack, Review)
ANSWERS = ("yes", "some", "no", "unknown")


@dataclass(frozen=True)
class ShownRule:
    """A rule that the decision made, with the state of its version."""

    ref: str
    title: str
    state: str


@dataclass(frozen=True)
class ShownDecision:
    """One decision behind which this voice stands.

    ``asked_on`` is the day from which the receipt asks whether it helped, None while no change is made;
    ``said`` is what this person answered.
    """

    row: Decision = field(repr=False)
    replies: Sequence[LeadershipReply] = field(repr=False)
    rules: Sequence[ShownRule]
    steps_done: int
    steps: int
    report_backs: Sequence[ReportBack] = field(repr=False)
    reviews: Sequence[Review] = field(repr=False)
    asked_on: date | None
    may_say: bool
    said: str


def list_decisions_of(session: Session, thread: Thread, *, today: date) -> list[ShownDecision]:
    """Published decisions of the proposals that this voice stands behind, the newest first."""
    behind = select(ProposalThread.proposal_id).where(ProposalThread.thread_id == thread.id)
    own = select(Proposal.id).where(Proposal.thread_id == thread.id)
    rows = select(Decision).where(
        Decision.proposal_id.in_(behind) | Decision.proposal_id.in_(own), Decision.is_published
    )
    newest = rows.order_by(Decision.decided_on.desc(), Decision.id.desc())
    history = get_clock_history(session)
    return [
        _shown(session, thread, decision, today=today, history=history)
        for decision in session.scalars(newest)
    ]


def say_if_it_helped(session: Session, thread: Thread, *, form: ReceiptForm, week: Week) -> str:
    """Keep this person's answer on one decision; a later one takes its place."""
    if form.helped not in ANSWERS:
        raise InvalidInput("field.not_one_of_these", field="helped")
    asked = [one for one in list_decisions_of(session, thread, today=week.ends_on) if one.may_say]
    chosen = next((one for one in asked if one.row.ref == form.decision or not form.decision), None)
    if chosen is None:
        raise IllegalMove("feedback.nothing_changed_yet")
    row = session.get(Helped, (thread.id, chosen.row.id))
    if row is None:
        row = Helped(thread_id=thread.id, decision_id=chosen.row.id)
        session.add(row)
    row.answer, row.week, row.is_heard = form.helped, str(week), False
    session.flush()
    return "helped_said"


def _shown(
    session: Session, thread: Thread, decision: Decision, *, today: date, history: ClockHistory
) -> ShownDecision:
    steps = _of(session, Step, decision)
    rules = _rules(session, decision)
    made_on = change_made_on(
        [PlainStep(one.what, one.owner, one.due_on, one.done_on) for one in steps if not one.dropped_reason],
        in_effect_on=[version.effective_on for _, version in rules if version.state == PolicyState.IN_EFFECT],
    )
    asked_on = ask_if_it_helped_on(made_on, history.on(made_on)) if made_on else None
    said = session.get(Helped, (thread.id, decision.id))
    return ShownDecision(
        row=decision,
        replies=_of(session, LeadershipReply, decision),
        rules=[ShownRule(policy.ref, policy.title, version.state) for policy, version in rules],
        steps_done=sum(one.done_on is not None for one in steps),
        steps=len(steps),
        report_backs=_of(session, ReportBack, decision),
        reviews=_of(session, Review, decision),
        asked_on=asked_on,
        may_say=asked_on is not None and today >= asked_on,
        said=said.answer if said else "",
    )


def _of(session: Session, model: type[Row], decision: Decision) -> list[Row]:
    rows = select(model).where(model.decision_id == decision.id).order_by(model.id)
    return list(session.scalars(rows))


def _rules(session: Session, decision: Decision) -> list[tuple[Policy, PolicyVersion]]:
    rows = (
        select(Policy, PolicyVersion)
        .join(PolicyVersion, PolicyVersion.policy_id == Policy.id)
        .where(PolicyVersion.decision_id == decision.id)
        .order_by(PolicyVersion.id)
    )
    return [(policy, version) for policy, version in session.execute(rows)]
