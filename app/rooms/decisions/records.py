"""What the public reads of a decision and of a policy, exactly as the ledger commits to it."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

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


def decision_record(session: Session, decision: Decision) -> dict[str, Value]:
    """A decision with its replies, extensions, steps, report-backs and reviews."""
    motion = session.get_one(Motion, decision.motion_id)
    proposal = session.get(Proposal, decision.proposal_id) if decision.proposal_id else None
    return {
        "board_reply": decision.board_reply,
        "board_replied_on": _day(decision.board_replied_on),
        "decided_on": decision.decided_on.isoformat(),
        "effect": decision.effect,
        "extensions": _extensions(session, decision),
        "interim": decision.interim,
        "minority_view": decision.minority_view,
        "motion": motion.ref,
        "outcome": decision.outcome,
        "power": decision.power,
        "proposal": proposal.ref if proposal else None,
        "reasons": decision.reasons,
        "ref": decision.ref,
        "replies": _replies(session, decision),
        "reply_due_on": _day(decision.reply_due_on),
        "reply_state": decision.reply_state,
        "report_backs": _report_backs(session, decision),
        "result": motion.result,
        "reviews": _reviews(session, decision),
        "rules": motion.rules,
        "steps": _steps(session, decision),
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


def _replies(session: Session, decision: Decision) -> list[Value]:
    rows = select(LeadershipReply).where(LeadershipReply.decision_id == decision.id)
    return [
        {
            "number": one.number,
            "position": one.position,
            "reason": one.reason,
            "replied_on": one.replied_on.isoformat(),
            "signed_by": one.signed_by,
        }
        for one in session.scalars(rows.order_by(LeadershipReply.number))
    ]


def _extensions(session: Session, decision: Decision) -> list[Value]:
    clocks = (f"reply:{decision.ref}", f"report:{decision.ref}")
    rows = select(Extension).where(Extension.subject.in_(clocks)).order_by(Extension.id)
    return [
        {
            "clock": one.subject.partition(":")[0],
            "due_is_on": one.due_is_on.isoformat(),
            "due_was_on": one.due_was_on.isoformat(),
            "extended_on": one.extended_on.isoformat(),
            "reason": one.reason,
        }
        for one in session.scalars(rows)
    ]


def _steps(session: Session, decision: Decision) -> list[Value]:
    rows = select(Step).where(Step.decision_id == decision.id).order_by(Step.id)
    return [
        {
            "done_on": _day(one.done_on),
            "dropped_reason": one.dropped_reason,
            "due_on": one.due_on.isoformat(),
            "owner": one.owner,
            "ref": one.ref,
            "state": one.state,
            "what": one.what,
        }
        for one in session.scalars(rows)
    ]


def _report_backs(session: Session, decision: Decision) -> list[Value]:
    rows = select(ReportBack).where(ReportBack.decision_id == decision.id).order_by(ReportBack.id)
    return [
        {"how": one.how, "reported_on": one.reported_on.isoformat(), "words": one.words}
        for one in session.scalars(rows)
    ]


def _reviews(session: Session, decision: Decision) -> list[Value]:
    rows = select(Review).where(Review.decision_id == decision.id).order_by(Review.id)
    return [
        {
            "ended_on": _day(one.ended_on),
            "planned_on": one.planned_on.isoformat(),
            "state": one.state,
            "words": one.words,
        }
        for one in session.scalars(rows)
    ]


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
