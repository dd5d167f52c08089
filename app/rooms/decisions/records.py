"""What the public reads of a decision and of a policy, exactly as the ledger commits to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.ledger.canonical import Value
from app.models.board import Motion
from app.models.decisions import (
    Decision,
    Extension,
    LeadershipReply,
    Policy,
    PolicyVersion,
    ReportBack,
    Review,
    Step,
)
from app.models.proposals import Proposal

AT_ONCE = 500
T = TypeVar("T", LeadershipReply, Step, ReportBack, Review)


@dataclass(frozen=True)
class _Behind:
    """All that stands behind some decisions, by the decision's key, read in one go a table."""

    motions: dict[int, Motion]
    proposals: dict[int, str]
    extensions: dict[str, list[Value]]
    replies: dict[int, list[Value]]
    report_backs: dict[int, list[Value]]
    reviews: dict[int, list[Value]]
    steps: dict[int, list[Value]]


def decision_record(session: Session, decision: Decision) -> dict[str, Value]:
    """A decision with its replies, extensions, steps, report-backs and reviews."""
    return decision_records(session, [decision])[0]


def decision_records(session: Session, decisions: Sequence[Decision]) -> list[dict[str, Value]]:
    """The record of each, in the same order."""
    return [
        _record(one, behind)
        for start in range(0, len(decisions), AT_ONCE)
        for some in [decisions[start : start + AT_ONCE]]
        for behind in [_read_behind(session, some)]
        for one in some
    ]


def _read_behind(session: Session, decisions: Sequence[Decision]) -> _Behind:
    keys = [one.id for one in decisions]
    about = [one.proposal_id for one in decisions if one.proposal_id]
    motions = select(Motion).where(Motion.id.in_([one.motion_id for one in decisions]))
    proposals = select(Proposal.id, Proposal.ref).where(Proposal.id.in_(about))
    return _Behind(
        motions={one.id: one for one in session.scalars(motions)},
        proposals={key: ref for key, ref in session.execute(proposals)},
        extensions=_extensions(session, [one.ref for one in decisions]),
        replies=_of_each(session, LeadershipReply, LeadershipReply.number, keys, _reply),
        report_backs=_of_each(session, ReportBack, ReportBack.id, keys, _report_back),
        reviews=_of_each(session, Review, Review.id, keys, _review),
        steps=_of_each(session, Step, Step.id, keys, _step),
    )


def _record(decision: Decision, behind: _Behind) -> dict[str, Value]:
    motion = behind.motions[decision.motion_id]
    return {
        "board_reply": decision.board_reply,
        "board_replied_on": _day(decision.board_replied_on),
        "decided_on": decision.decided_on.isoformat(),
        "effect": decision.effect,
        "extensions": behind.extensions.get(decision.ref, []),
        "interim": decision.interim,
        "minority_view": decision.minority_view,
        "motion": motion.ref,
        "outcome": decision.outcome,
        "power": decision.power,
        "proposal": behind.proposals.get(decision.proposal_id) if decision.proposal_id else None,
        "reasons": decision.reasons,
        "ref": decision.ref,
        "replies": behind.replies.get(decision.id, []),
        "reply_due_on": _day(decision.reply_due_on),
        "reply_state": decision.reply_state,
        "report_backs": behind.report_backs.get(decision.id, []),
        "result": motion.result,
        "reviews": behind.reviews.get(decision.id, []),
        "rules": motion.rules,
        "steps": behind.steps.get(decision.id, []),
        "title": decision.title,
    }


def policy_record(session: Session, policy: Policy, version: PolicyVersion) -> dict[str, Value]:
    """One version of a policy, with the decision that made it."""
    decision = session.get_one(Decision, version.decision_id)
    return {
        "decision": decision.ref,
        "effective_on": version.effective_on.isoformat(),
        "number": version.number,
        "ref": policy.ref,
        "review_on": version.review_on.isoformat(),
        "state": version.state,
        "text": version.text,
        "title": policy.title,
    }


def _of_each(
    session: Session,
    table: type[T],
    order: InstrumentedAttribute[int],
    keys: list[int],
    shown: Callable[[T], Value],
) -> dict[int, list[Value]]:
    """What each decision has of this table, in this order."""
    found: dict[int, list[Value]] = {}
    for row in session.scalars(select(table).where(table.decision_id.in_(keys)).order_by(order)):
        found.setdefault(row.decision_id, []).append(shown(row))
    return found


def _extensions(session: Session, refs: list[str]) -> dict[str, list[Value]]:
    clocks = [f"{clock}:{ref}" for ref in refs for clock in ("reply", "report")]
    found: dict[str, list[Value]] = {}
    for one in session.scalars(select(Extension).where(Extension.subject.in_(clocks)).order_by(Extension.id)):
        clock, _, ref = one.subject.partition(":")
        found.setdefault(ref, []).append(
            {
                "clock": clock,
                "due_is_on": one.due_is_on.isoformat(),
                "due_was_on": one.due_was_on.isoformat(),
                "extended_on": one.extended_on.isoformat(),
                "reason": one.reason,
            }
        )
    return found


def _reply(one: LeadershipReply) -> Value:
    return {
        "number": one.number,
        "position": one.position,
        "reason": one.reason,
        "replied_on": one.replied_on.isoformat(),
        "signed_by": one.signed_by,
    }


def _step(one: Step) -> Value:
    return {
        "done_on": _day(one.done_on),
        "dropped_reason": one.dropped_reason,
        "due_on": one.due_on.isoformat(),
        "owner": one.owner,
        "ref": one.ref,
        "state": one.state,
        "what": one.what,
    }


def _report_back(one: ReportBack) -> Value:
    return {"how": one.how, "reported_on": one.reported_on.isoformat(), "words": one.words}


def _review(one: Review) -> Value:
    return {
        "ended_on": _day(one.ended_on),
        "planned_on": one.planned_on.isoformat(),
        "state": one.state,
        "words": one.words,
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
