"""Putting a proposal up: its words become public, and so do the quotes that may stand beside them."""

from datetime import date

from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove
from app.domain.lifecycles import FEEDBACK, FeedbackState, ProposalState
from app.domain.permissions import Permission
from app.domain.weeks import Week
from app.models.feedback import Thread
from app.models.proposals import Proposal
from app.rooms.feedback.threads import move_thread
from app.rooms.proposals.drafts import get_newest_version, publish_words, read_draft
from app.rooms.proposals.moves import change_state
from app.rooms.proposals.quotes import publish_quotes
from app.rooms.proposals.records import append_act
from app.rooms.proposals.writing import check_ready, lock_in_state, role_for
from app.web.actors import Actor

_TAKEN_BACK = frozenset({FeedbackState.WITHDRAWN.value, FeedbackState.HELD_BACK.value})


def open_for_support(
    session: Session, actor: Actor, proposal: Proposal, *, version: int, today: date
) -> None:
    """Publish the draft; the participant's thread goes on to the board.

    ``InvalidInput`` names what is missing, ``ChangedMeanwhile`` when ``version`` is not what stands there.
    """
    actor.require(Permission.PROPOSAL_SCREEN)
    lock_in_state(session, proposal, ProposalState.DRAFT, version=version)
    put_up(session, actor, proposal, today=today)
    by = role_for(actor, Permission.PROPOSAL_SCREEN)
    append_act(session, proposal, act="proposal.open", by=by, week=Week.of(today))


def put_up(session: Session, actor: Actor, proposal: Proposal, *, today: date) -> None:
    """Make the sealed words public and move to ``open_for_support``; permission and leaf are the caller's."""
    newest = get_newest_version(session, proposal)
    draft = read_draft(proposal, newest, actor)
    check_ready(session, draft, today=today)
    voice = session.get(Thread, proposal.thread_id) if proposal.thread_id else None
    if voice is not None and voice.state in _TAKEN_BACK:
        raise IllegalMove("proposal_voice_taken_back")
    change_state(session, proposal, to=ProposalState.OPEN_FOR_SUPPORT)
    publish_words(newest, draft)
    newest.made_on = today
    proposal.opened_on = today
    proposal.public_on = proposal.public_on or today
    publish_quotes(session, actor, proposal)
    if voice is not None and FEEDBACK.may_move(FeedbackState(voice.state), FeedbackState.WITH_BOARD):
        move_thread(session, voice, to=FeedbackState.WITH_BOARD, week=Week.of(today))
