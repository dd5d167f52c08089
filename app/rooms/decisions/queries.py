"""Reading decisions, rules and steps: for the desk and for everybody, by keyset."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session, aliased

from app.domain import policies as rules
from app.domain.clocks import Timing, timing_in_days
from app.domain.lifecycles import MotionState, PolicyState, ReplyState, StepState
from app.models.board import Meeting, Motion
from app.models.decisions import Decision, LeadershipReply, Policy, PolicyVersion, ReportBack, Review, Step
from app.rooms.decisions.recording import UNDECIDED
from app.rooms.feedback.longer import list_longer

PAGE_SIZE = 20


@dataclass(frozen=True)
class DecisionLine:
    """One row of a list. ``reply`` None: no reply is owed."""

    decision: Decision
    reply: Timing | None


@dataclass(frozen=True)
class DecisionPageOf:
    """One page, newest first; ``older`` is the reference to go on from, or empty."""

    lines: Sequence[DecisionLine]
    older: str


@dataclass(frozen=True)
class RuleLine:
    """A rule with the version that holds now, or will."""

    policy: Policy
    version: PolicyVersion


@dataclass(frozen=True)
class StepLine:
    """A step with its decision and its clock."""

    step: Step
    decision: Decision
    timing: Timing


def list_decisions(session: Session, today: date, *, older_than: Decision | None = None) -> DecisionPageOf:
    """Published decisions, the newest first."""
    rows = select(Decision).where(Decision.is_published)
    if older_than is not None:
        after = tuple_(Decision.decided_on, Decision.id) < (older_than.decided_on, older_than.id)
        rows = rows.where(after)
    newest = rows.order_by(Decision.decided_on.desc(), Decision.id.desc()).limit(PAGE_SIZE + 1)
    found = list(session.scalars(newest))
    shown = found[:PAGE_SIZE]
    lines = _with_timings(session, shown, today)
    return DecisionPageOf(lines, shown[-1].ref if len(found) > PAGE_SIZE else "")


def reply_timing(session: Session, decision: Decision, today: date) -> Timing | None:
    """Where leadership's reply stands against its clock."""
    return _with_timings(session, [decision], today)[0].reply


def _with_timings(session: Session, decisions: Sequence[Decision], today: date) -> list[DecisionLine]:
    """Each with the clock of its reply: two queries however many there are."""
    longer = list_longer(session, (f"reply:{one.ref}" for one in decisions))
    replied = (
        select(LeadershipReply.decision_id, func.min(LeadershipReply.replied_on))
        .where(LeadershipReply.decision_id.in_([one.id for one in decisions]))
        .group_by(LeadershipReply.decision_id)
    )
    done: dict[int, date] = {decision_id: on for decision_id, on in session.execute(replied)}
    return [
        DecisionLine(
            one,
            timing_in_days(
                one.reply_due_on, today, extension=longer.get(f"reply:{one.ref}"), done_on=done.get(one.id)
            )
            if one.reply_due_on
            else None,
        )
        for one in decisions
    ]


def list_unrecorded(session: Session, *, most: int | None = None) -> list[Motion]:
    """Published motions that decided something and stand in no decision yet, the oldest first."""
    undecided = [outcome.value for outcome in UNDECIDED]
    recorded = select(Decision.motion_id)
    rows = select(Motion).where(
        Motion.state == MotionState.PUBLISHED.value,
        Motion.outcome.is_not(None),
        Motion.outcome.not_in(undecided),
        Motion.id.not_in(recorded),
    )
    return list(session.scalars(rows.order_by(Motion.id).limit(most)))


def list_awaited(session: Session, today: date, *, most: int | None = None) -> list[DecisionLine]:
    """Decisions whose reply is awaited, the one that is due first ahead."""
    rows = select(Decision).where(
        Decision.reply_state == ReplyState.AWAITED.value,
        Decision.reply_due_on.is_not(None),
        Decision.is_published,
    )
    found = session.scalars(rows.order_by(Decision.reply_due_on, Decision.id).limit(most)).all()
    return _with_timings(session, found, today)


def list_steps_to_do(session: Session, today: date, *, most: int = PAGE_SIZE) -> list[StepLine]:
    """Steps that are neither done nor dropped, the earliest due first."""
    rows = (
        select(Step, Decision)
        .join(Decision, Decision.id == Step.decision_id)
        .where(Step.state == StepState.PLANNED.value)
        .order_by(Step.due_on, Step.id)
        .limit(most)
    )
    return [StepLine(step, decision, timing_of(step, today)) for step, decision in session.execute(rows)]


def timing_of(step: Step, today: date) -> Timing:
    """Where a step stands against its clock."""
    plain = rules.Step(step.what, step.owner, step.due_on, step.done_on)
    return rules.step_timing(plain, today)


def list_steps(session: Session, decision: Decision) -> list[Step]:
    """All steps of a decision in the order of their days."""
    rows = select(Step).where(Step.decision_id == decision.id).order_by(Step.due_on, Step.id)
    return list(session.scalars(rows))


def list_report_backs(session: Session, decision: Decision) -> list[ReportBack]:
    """What those who spoke were told, the first first."""
    rows = select(ReportBack).where(ReportBack.decision_id == decision.id).order_by(ReportBack.id)
    return list(session.scalars(rows))


def list_reviews(session: Session, decision: Decision) -> list[Review]:
    """Every second look, planned or ended."""
    rows = select(Review).where(Review.decision_id == decision.id).order_by(Review.id)
    return list(session.scalars(rows))


def list_rules_of(session: Session, decision: Decision) -> list[RuleLine]:
    """The versions of rules that this decision made."""
    rows = (
        select(Policy, PolicyVersion)
        .join(PolicyVersion, PolicyVersion.policy_id == Policy.id)
        .where(PolicyVersion.decision_id == decision.id)
        .order_by(PolicyVersion.id)
    )
    return [RuleLine(policy, version) for policy, version in session.execute(rows)]


@dataclass(frozen=True)
class RulesPageOf:
    """One page, by title; ``older`` is the reference to go on from, or empty."""

    lines: Sequence[RuleLine]
    older: str


def list_rules_page(session: Session, *, after: Policy | None = None) -> RulesPageOf:
    """A page of the rules that hold or will hold."""
    found = list_rules(session, after=after, most=PAGE_SIZE + 1)
    shown = found[:PAGE_SIZE]
    return RulesPageOf(shown, shown[-1].policy.ref if len(found) > PAGE_SIZE else "")


def list_rules(session: Session, *, after: Policy | None = None, most: int | None = None) -> list[RuleLine]:
    """Every rule with the newest of its versions that holds or will hold, by title, after another one."""
    living = (PolicyState.IN_EFFECT.value, PolicyState.DECIDED.value)
    other = aliased(PolicyVersion)
    newest = (
        select(func.max(other.number))
        .where(other.policy_id == Policy.id, other.state.in_(living))
        .scalar_subquery()
    )
    rows = (
        select(Policy, PolicyVersion)
        .join(PolicyVersion, PolicyVersion.policy_id == Policy.id)
        .where(PolicyVersion.number == newest)
        .order_by(Policy.title, Policy.id)
        .limit(most)
    )
    if after is not None:
        rows = rows.where(tuple_(Policy.title, Policy.id) > (after.title, after.id))
    return [RuleLine(policy, version) for policy, version in session.execute(rows)]


def get_meeting_of(session: Session, motion: Motion) -> Meeting:
    """The meeting that a motion was put to."""
    return session.get_one(Meeting, motion.meeting_id)
