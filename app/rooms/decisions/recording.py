"""A published motion becomes a decision, and leadership's clock begins."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.clocks import reply_due_on
from app.domain.errors import IllegalMove, InvalidInput, NotFound
from app.domain.ledger.canonical import Value
from app.domain.ledger.commitments import commitment
from app.domain.ledger.leaves import RECORD, Leaf
from app.domain.lifecycles import MotionState, ReplyState
from app.domain.mandate import Power, needs_reply
from app.domain.outcomes import Outcome
from app.domain.permissions import Permission
from app.domain.weeks import Week
from app.models.board import Meeting, Motion
from app.models.decisions import Decision
from app.models.schema import random_reference
from app.rooms.board.acts import new_salt, office_of
from app.rooms.board.rulebooks import get_rulebook
from app.rooms.decisions.records import decision_record
from app.rooms.decisions.voices import move_voices_on
from app.rooms.ledger.actions import append
from app.web.actors import Actor
from app.web.public_version import raise_public_version

UNDECIDED = frozenset({Outcome.INQUORATE, Outcome.COMPOSITION_NOT_MET, Outcome.VOID})


@dataclass(frozen=True)
class Reasons:
    """What the secretary writes beside a result. ``interim``: what holds until a deferred matter returns."""

    reasons: str
    minority_view: str = ""
    effect: str = ""
    interim: str = ""


def record_decision(
    session: Session, actor: Actor, motion: Motion, *, words: Reasons, today: date
) -> Decision:
    """Publish the decision of a published motion; once for each, else ``IllegalMove``."""
    actor.require(Permission.MINUTES_WRITE)
    session.refresh(motion, with_for_update=True)
    _check(session, motion, words)
    outcome, power = Outcome(motion.outcome or ""), Power(motion.power)
    asks = needs_reply(power) and (outcome is Outcome.ADOPTED or bool(words.interim.strip()))
    decided_on = session.get_one(Meeting, motion.meeting_id).held_on
    clocks = get_rulebook(session, today).clocks
    decision = Decision(
        ref=_free_reference(session),
        motion_id=motion.id,
        proposal_id=motion.proposal_id,
        title=motion.title,
        outcome=outcome.value,
        power=power.value,
        reasons=words.reasons.strip(),
        minority_view=words.minority_view.strip(),
        effect=words.effect.strip(),
        interim=words.interim.strip(),
        decided_on=decided_on,
        is_published=True,
        reply_state=ReplyState.AWAITED.value,
        reply_due_on=reply_due_on(decided_on, clocks) if asks else None,
        ledger_salt=new_salt(),
    )
    session.add(decision)
    session.flush()
    if outcome is Outcome.ADOPTED and power is Power.DECIDE:
        move_voices_on(session, decision, today=today)
    by = office_of(actor, Permission.MINUTES_WRITE)
    write_decision(session, decision, act="decision.publish", by=by, today=today)
    return decision


def write_decision(session: Session, decision: Decision, *, act: str, by: str, today: date) -> None:
    """Commit to the decision as the public reads it now, and throw kept pages away. Call it last."""
    session.flush()
    raise_public_version(session)
    salt = decision.ledger_salt or new_salt()
    record = commitment(decision_record(session, decision), salt=salt)
    facts: dict[str, Value] = {"reply": decision.reply_state}
    leaf = Leaf(
        act, f"decision:{decision.ref}", "published", by, str(Week.of(today)), facts, {RECORD: record}
    )
    decision.ledger_salt, decision.ledger_leaf = salt, append(session, leaf)


def get_decision(session: Session, ref: str, *, lock: bool = False) -> Decision:
    """The decision, else ``NotFound``; ``lock`` keeps others from changing it until the transaction ends."""
    query = select(Decision).where(Decision.ref == ref)
    decision = session.scalars(query.with_for_update() if lock else query).one_or_none()
    if decision is None:
        raise NotFound("not_found")
    return decision


def check_version(decision: Decision, version: int) -> None:
    """``IllegalMove("changed_meanwhile")`` unless the page showed the newest state."""
    if decision.version != version:
        raise IllegalMove("changed_meanwhile")


def _check(session: Session, motion: Motion, words: Reasons) -> None:
    if motion.state != MotionState.PUBLISHED.value or motion.outcome is None:
        raise IllegalMove("decision_needs_published_motion")
    if Outcome(motion.outcome) in UNDECIDED:
        raise IllegalMove("decision_nothing_decided")
    if session.scalar(select(Decision.id).where(Decision.motion_id == motion.id)) is not None:
        raise IllegalMove("decision_is_recorded")
    if not words.reasons.strip():
        raise InvalidInput("decision_needs_reasons", field="reasons")


def _free_reference(session: Session) -> str:
    while True:
        ref = random_reference("D")
        if session.scalar(select(Decision.id).where(Decision.ref == ref)) is None:
            return ref
