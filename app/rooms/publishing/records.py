"""Public records as open data: exactly the fields that the ledger commits to, and where it does."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.ledger.canonical import Value
from app.domain.lifecycles import MotionState
from app.models.board import Meeting, Motion, RulebookVersion
from app.models.decisions import Decision, Policy, PolicyVersion
from app.rooms.board.records import minutes_record, motion_record
from app.rooms.board.rulebooks import rulebook_record
from app.rooms.decisions.records import decision_records, policy_record

FEED_LENGTH = 20
DECISION_FIELDS = (
    "ref",
    "decided_on",
    "title",
    "outcome",
    "power",
    "reasons",
    "minority_view",
    "effect",
    "interim",
    "motion",
    "proposal",
    "result",
    "rules",
    "reply_state",
    "reply_due_on",
    "replies",
    "extensions",
    "board_reply",
    "board_replied_on",
    "steps",
    "report_backs",
    "reviews",
)
POLICY_FIELDS = (
    "ref",
    "number",
    "title",
    "text",
    "state",
    "effective_on",
    "review_on",
    "decision",
)

MOTION_FIELDS = (
    "ref",
    "meeting",
    "held_on",
    "title",
    "text",
    "matter",
    "power",
    "sum_needed",
    "method",
    "round",
    "rules",
    "result",
    "outcome",
    "proposal",
    "votes",
)
MINUTES_FIELDS = ("ref", "held_on", "title", "place", "adopted_on", "minutes")
RULEBOOK_FIELDS = ("ref", "in_force_on", "decision", "document")


def list_decision_items(session: Session) -> list[dict[str, Value]]:
    """Every published decision, oldest first."""
    rows = select(Decision).where(Decision.is_published, Decision.ledger_leaf.is_not(None))
    found = session.scalars(rows.order_by(Decision.id)).all()
    return [
        {**record, "ledger": _place(one.ledger_leaf, one.ledger_salt)}
        for one, record in zip(found, decision_records(session, found), strict=True)
    ]


def list_newest_decisions(session: Session) -> list[Decision]:
    """The newest published decisions, for the feed."""
    rows = select(Decision).where(Decision.is_published)
    newest = rows.order_by(Decision.decided_on.desc(), Decision.id.desc())
    return list(session.scalars(newest.limit(FEED_LENGTH)))


def list_policy_items(session: Session) -> list[dict[str, Value]]:
    """Every version of every policy, oldest first: ``ref`` and ``number`` together name one."""
    rows = (
        select(Policy, PolicyVersion)
        .join(PolicyVersion, PolicyVersion.policy_id == Policy.id)
        .where(PolicyVersion.ledger_leaf.is_not(None))
        .order_by(PolicyVersion.id)
    )
    return [
        {
            **policy_record(session, policy, version),
            "ledger": _place(version.ledger_leaf, version.ledger_salt),
        }
        for policy, version in session.execute(rows).all()
    ]


def list_motion_items(session: Session) -> list[dict[str, Value]]:
    """Every published vote of the board, oldest first; of who said what only a digest."""
    rows = select(Motion).where(Motion.state == MotionState.PUBLISHED.value, Motion.ledger_leaf.is_not(None))
    return [
        {**motion_record(session, one), "ledger": _place(one.ledger_leaf, one.ledger_salt)}
        for one in session.scalars(rows.order_by(Motion.id)).all()
    ]


def list_minutes_items(session: Session) -> list[dict[str, Value]]:
    """All adopted minutes, oldest first."""
    rows = select(Meeting).where(Meeting.minutes.is_not(None), Meeting.ledger_leaf.is_not(None))
    return [
        {**minutes_record(one), "ledger": _place(one.ledger_leaf, one.ledger_salt)}
        for one in session.scalars(rows.order_by(Meeting.id))
    ]


def list_rulebook_items(session: Session) -> list[dict[str, Value]]:
    """Every version of the board's rulebook, oldest first."""
    rows = select(RulebookVersion).where(RulebookVersion.ledger_leaf.is_not(None))
    return [
        {**rulebook_record(one), "ledger": _place(one.ledger_leaf, one.ledger_salt)}
        for one in session.scalars(rows.order_by(RulebookVersion.number))
    ]


def _place(leaf: int | None, salt: bytes | None) -> dict[str, Value]:
    return {"leaf": leaf, "salt": (salt or b"").hex()}
