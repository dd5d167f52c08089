"""What the desk's templates of this room are given."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from app.domain.lifecycles import ReplyState
from app.domain.permissions import Permission
from app.models.board import Meeting, Motion
from app.models.decisions import Decision, LeadershipReply, Policy, ReportBack, Review, Step
from app.rooms.board.speech import Speech, Typed
from app.rooms.decisions.policies import may_become_policy
from app.rooms.decisions.queries import (
    PAGE_SIZE,
    DecisionLine,
    DecisionPageOf,
    RuleLine,
    StepLine,
    get_meeting_of,
    list_awaited,
    list_decisions,
    list_report_backs,
    list_reviews,
    list_rules,
    list_rules_of,
    list_steps,
    list_steps_to_do,
    list_unrecorded,
    reply_timing,
)
from app.rooms.decisions.replies import list_replies
from app.rooms.decisions.steps import find_open_review, find_report_due
from app.web.actors import Actor


@dataclass(frozen=True)
class DecisionsPage:
    """What is to be recorded, answered and done; then all decisions."""

    unrecorded: Sequence[tuple[Motion, Meeting]]
    awaited: Sequence[DecisionLine]
    steps: Sequence[StepLine]
    decisions: DecisionPageOf
    may_record: bool
    say: Speech = field(default_factory=Speech)


@dataclass(frozen=True)
class RecordPage:
    """A published motion for which the secretary writes the reasons."""

    motion: Motion
    meeting: Meeting
    typed: Typed = field(default_factory=Typed)
    say: Speech = field(default_factory=Speech)


@dataclass(frozen=True)
class DeskDecisionPage:
    """One decision with everything that may be done about it by this actor now.

    ``report_due``: when those who spoke must be told, more time included; None while nothing is owed.
    """

    line: DecisionLine
    replies: Sequence[LeadershipReply]
    steps: Sequence[Step]
    rules: Sequence[RuleLine]
    all_rules: Sequence[tuple[str, str]]
    report_backs: Sequence[ReportBack]
    reviews: Sequence[Review]
    open_review: Review | None
    report_due: date | None
    may: frozenset[str]
    today: date
    typed: Typed = field(default_factory=Typed)
    say: Speech = field(default_factory=Speech)


def decisions_page(
    session: Session, actor: Actor, today: date, *, older_than: Decision | None = None
) -> DecisionsPage:
    """The room's start at the desk."""
    return DecisionsPage(
        unrecorded=[
            (motion, get_meeting_of(session, motion)) for motion in list_unrecorded(session, most=PAGE_SIZE)
        ],
        awaited=list_awaited(session, today, most=PAGE_SIZE),
        steps=list_steps_to_do(session, today),
        decisions=list_decisions(session, today, older_than=older_than),
        may_record=actor.may(Permission.MINUTES_WRITE),
    )


def desk_decision_page(
    session: Session, actor: Actor, decision: Decision, *, today: date, typed: Typed | None = None
) -> DeskDecisionPage:
    """One decision at the desk."""
    policies: list[Policy] = [line.policy for line in list_rules(session)]
    open_review = find_open_review(session, decision)
    report_due = find_report_due(session, decision)
    return DeskDecisionPage(
        line=DecisionLine(decision, reply_timing(session, decision, today)),
        replies=list_replies(session, decision),
        steps=list_steps(session, decision),
        rules=list_rules_of(session, decision),
        all_rules=[(policy.ref, policy.title) for policy in policies],
        report_backs=list_report_backs(session, decision),
        reviews=list_reviews(session, decision),
        open_review=open_review,
        may=_may(actor, decision, has_open_review=open_review is not None, report_due=report_due),
        report_due=report_due,
        today=today,
        typed=typed or Typed(),
    )


def _may(
    actor: Actor, decision: Decision, *, has_open_review: bool, report_due: date | None
) -> frozenset[str]:
    awaited = decision.reply_state == ReplyState.AWAITED.value
    owed = decision.reply_due_on is not None
    possible = {
        "reply": actor.may(Permission.REPLY_WRITE)
        and owed
        and decision.reply_state != ReplyState.ACCEPTED.value,
        "extend": actor.may(Permission.REPLY_WRITE) and owed and awaited,
        "board_reply": actor.may(Permission.BOARD_REPLY_WRITE) and not awaited,
        "policy": actor.may(Permission.POLICY_EDIT) and may_become_policy(decision),
        "step": actor.may(Permission.STEP_EDIT),
        "extend_report": actor.may(Permission.STEP_EDIT) and report_due is not None,
        "plan_review": actor.may(Permission.POLICY_EDIT) and not has_open_review,
        "end_review": actor.may(Permission.MINUTES_WRITE) and has_open_review,
    }
    return frozenset(name for name, allowed in possible.items() if allowed)
