"""How far each proposal came: the facts of its trail, joined from the tables of what followed."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app.domain.clocks import timing_in_days
from app.domain.lifecycles import (
    FeedbackState,
    MotionState,
    PolicyState,
    ProposalState,
    ReplyState,
    ReviewState,
    StepState,
)
from app.domain.outcomes import Outcome
from app.domain.proposals import ProposedBy
from app.domain.trail import TrailFacts
from app.models.board import Motion
from app.models.decisions import Decision, PolicyVersion, Review, Step
from app.models.feedback import Thread
from app.models.proposals import Proposal, ProposalTheme, ProposalThread


@dataclass(frozen=True)
class Count:
    """How many voices stand behind a proposal; ``held`` of them are held back, and said only to the desk."""

    standing: int = 0
    held: int = 0


@dataclass
class _After:
    """What followed one decision."""

    policy: PolicyState | None = None
    steps: list[Step] = field(default_factory=list)
    review: Review | None = None


@dataclass(frozen=True)
class _Known:
    """Everything that was read, by the proposal's id; ``after`` by the decision's."""

    voices: Mapping[int, Count]
    themes: Mapping[int, int]
    votes: Mapping[int, Outcome]
    decisions: Mapping[int, Decision]
    after: Mapping[int, _After]


def list_trail_facts(
    session: Session, proposals: Sequence[Proposal], *, today: date
) -> Mapping[int, TrailFacts]:
    """The facts for each of these proposals by its id, in seven queries however many there are."""
    ids = [proposal.id for proposal in proposals]
    decisions = _decisions(session, ids)
    known = _Known(
        voices=count_voices_behind(session, proposals),
        themes=_themes(session, ids),
        votes=_votes(session, ids),
        decisions=decisions,
        after=_after(session, [decision.id for decision in decisions.values()]),
    )
    return {proposal.id: _facts(proposal, known, today=today) for proposal in proposals}


def count_voices_behind(session: Session, proposals: Collection[Proposal]) -> Mapping[int, Count]:
    """For each proposal by its id; one that nobody stands behind is left out."""
    held = func.sum(case((Thread.state == FeedbackState.HELD_BACK.value, 1), else_=0))
    rows = (
        select(ProposalThread.proposal_id, func.count(), held)
        .join(Thread, Thread.id == ProposalThread.thread_id)
        .where(
            ProposalThread.proposal_id.in_([proposal.id for proposal in proposals]),
            Thread.state != FeedbackState.WITHDRAWN.value,
        )
        .group_by(ProposalThread.proposal_id)
    )
    return {key: Count(int(standing), int(hidden)) for key, standing, hidden in session.execute(rows)}


def has_client_source(proposal: Proposal, count: Count) -> bool:
    """Whether any participant stands behind it; their own proposal stays theirs after a purge."""
    return proposal.proposed_by == ProposedBy.PARTICIPANT.value or count.standing > 0


def _facts(proposal: Proposal, known: _Known, *, today: date) -> TrailFacts:
    count = known.voices.get(proposal.id, Count())
    facts = TrailFacts(
        voices=max(count.standing, int(has_client_source(proposal, count))),
        all_voices_held=0 < count.standing == count.held,
        themes=known.themes.get(proposal.id, 0),
        proposal=ProposalState(proposal.state),
        vote=known.votes.get(proposal.id),
    )
    decision = known.decisions.get(proposal.id)
    if decision is None:
        return facts
    after = known.after.get(decision.id, _After())
    owed = decision.reply_due_on is not None or decision.reply_state != ReplyState.AWAITED.value
    return replace(
        facts,
        is_decided=True,
        reply=ReplyState(decision.reply_state) if owed else None,
        reply_timing=timing_in_days(decision.reply_due_on, today) if decision.reply_due_on else None,
        policy=after.policy,
        steps=len(after.steps),
        steps_done=_count_steps(after.steps, StepState.DONE),
        steps_dropped=_count_steps(after.steps, StepState.DROPPED),
        steps_late=sum(1 for step in after.steps if _is_late(step, today)),
        review=ReviewState(after.review.state) if after.review else None,
        review_timing=timing_in_days(after.review.planned_on, today) if after.review else None,
    )


def _themes(session: Session, ids: Sequence[int]) -> dict[int, int]:
    rows = select(ProposalTheme.proposal_id, func.count()).where(ProposalTheme.proposal_id.in_(ids))
    return {key: int(count) for key, count in session.execute(rows.group_by(ProposalTheme.proposal_id))}


def _votes(session: Session, ids: Sequence[int]) -> dict[int, Outcome]:
    published = (
        select(Motion.proposal_id, Motion.outcome)
        .where(Motion.proposal_id.in_(ids), Motion.state == MotionState.PUBLISHED.value)
        .order_by(Motion.id)
    )
    return {key: Outcome(outcome) for key, outcome in session.execute(published) if key and outcome}


def _decisions(session: Session, ids: Sequence[int]) -> dict[int, Decision]:
    published = select(Decision).where(Decision.proposal_id.in_(ids), Decision.is_published)
    rows = session.scalars(published.order_by(Decision.id))
    return {one.proposal_id: one for one in rows if one.proposal_id is not None}


def _after(session: Session, decision_ids: Sequence[int]) -> dict[int, _After]:
    found: dict[int, _After] = defaultdict(_After)
    policies = select(PolicyVersion.decision_id, PolicyVersion.state).where(
        PolicyVersion.decision_id.in_(decision_ids)
    )
    for decision_id, state in session.execute(policies.order_by(PolicyVersion.id)):
        found[decision_id].policy = PolicyState(state)
    for step in session.scalars(select(Step).where(Step.decision_id.in_(decision_ids))):
        found[step.decision_id].steps.append(step)
    reviews = select(Review).where(
        Review.decision_id.in_(decision_ids), Review.state != ReviewState.PLANNED.value
    )
    for review in session.scalars(reviews.order_by(Review.id)):
        found[review.decision_id].review = review
    return found


def _count_steps(steps: Sequence[Step], state: StepState) -> int:
    return sum(1 for step in steps if step.state == state.value)


def _is_late(step: Step, today: date) -> bool:
    return step.state == StepState.PLANNED.value and step.due_on < today
