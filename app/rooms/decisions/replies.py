"""Leadership's reply, more time for it, and the board's word on it: do it or say why."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.clocks import extend
from app.domain.errors import IllegalMove
from app.domain.lifecycles import PROPOSAL, ProposalState, ReplyState
from app.domain.permissions import Permission
from app.domain.proposals import state_after_reply
from app.domain.replies import check_board_reply, reply_to_recommendation
from app.models.decisions import Decision, Extension, LeadershipReply
from app.models.proposals import Proposal
from app.rooms.board.acts import office_of
from app.rooms.decisions.recording import write_decision
from app.rooms.decisions.voices import move_voices_on
from app.rooms.proposals.moves import move_proposal
from app.web.actors import Actor

ACCEPTING = frozenset({ReplyState.ACCEPTED, ReplyState.ACCEPTED_IN_PART})


def reply_to_decision(
    session: Session, actor: Actor, decision: Decision, *, position: str, reason: str, today: date
) -> LeadershipReply:
    """Leadership's reply; a later one may give more, never less. ``InvalidInput`` when it says too little."""
    actor.require(Permission.REPLY_WRITE)
    session.refresh(decision, with_for_update=True)
    if decision.reply_due_on is None:
        raise IllegalMove("decision_asks_no_reply")
    reply = reply_to_recommendation(ReplyState(decision.reply_state), position=position, reason=reason)
    last = session.scalar(
        select(func.max(LeadershipReply.number)).where(LeadershipReply.decision_id == decision.id)
    )
    row = LeadershipReply(
        decision_id=decision.id,
        number=(last or 0) + 1,
        position=reply.position.value,
        reason=reply.reason,
        signed_by=actor.signature,
        replied_on=today,
    )
    session.add(row)
    decision.reply_state = reply.position.value
    decision.version += 1
    session.flush()
    _carry_on(session, actor, decision, reply.position, today=today)
    by = office_of(actor, Permission.REPLY_WRITE)
    write_decision(session, decision, act="decision.reply", by=by, today=today)
    return row


def extend_reply(
    session: Session, actor: Actor, decision: Decision, *, to: date, reason: str, today: date
) -> Extension:
    """More time for the reply; the reason is public. ``InvalidInput`` without one, or for an earlier day."""
    actor.require(Permission.REPLY_WRITE)
    session.refresh(decision, with_for_update=True)
    if decision.reply_due_on is None or decision.reply_state != ReplyState.AWAITED.value:
        raise IllegalMove("decision_asks_no_reply")
    due = find_reply_extension(session, decision)
    longer = extend(due.due_is_on if due else decision.reply_due_on, to, reason=reason)
    row = Extension(
        subject=f"reply:{decision.ref}",
        due_was_on=due.due_is_on if due else decision.reply_due_on,
        due_is_on=longer.to,
        reason=longer.reason,
        extended_on=today,
    )
    session.add(row)
    decision.version += 1
    by = office_of(actor, Permission.REPLY_WRITE)
    write_decision(session, decision, act="decision.extend", by=by, today=today)
    return row


def find_reply_extension(session: Session, decision: Decision) -> Extension | None:
    """The newest extension of the reply's clock, or None."""
    newest = (
        select(Extension).where(Extension.subject == f"reply:{decision.ref}").order_by(Extension.id.desc())
    )
    return session.scalars(newest.limit(1)).one_or_none()


def list_replies(session: Session, decision: Decision) -> list[LeadershipReply]:
    """All replies, the first one first."""
    rows = select(LeadershipReply).where(LeadershipReply.decision_id == decision.id)
    return list(session.scalars(rows.order_by(LeadershipReply.number)))


def answer_the_reply(session: Session, actor: Actor, decision: Decision, *, words: str, today: date) -> None:
    """The board's word on leadership's reply; it stands beside it."""
    actor.require(Permission.BOARD_REPLY_WRITE)
    session.refresh(decision, with_for_update=True)
    decision.board_reply = check_board_reply(ReplyState(decision.reply_state), words)
    decision.board_replied_on = today
    decision.version += 1
    by = office_of(actor, Permission.BOARD_REPLY_WRITE)
    write_decision(session, decision, act="decision.board_reply", by=by, today=today)


def _carry_on(
    session: Session, actor: Actor, decision: Decision, position: ReplyState, *, today: date
) -> None:
    if position in ACCEPTING:
        move_voices_on(session, decision, today=today)
    if decision.proposal_id is None:
        return
    proposal = session.get_one(Proposal, decision.proposal_id)
    to = state_after_reply(position)
    if PROPOSAL.may_move(ProposalState(proposal.state), to):
        by = office_of(actor, Permission.REPLY_WRITE)
        move_proposal(session, proposal, to=to, by=by, today=today)
