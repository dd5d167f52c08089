"""Writing a proposal at the desk: begin one, keep its draft, and put a new version of an open one."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, InvalidInput
from app.domain.lifecycles import PROPOSAL, FeedbackState, ProposalState, SafeCopyState
from app.domain.mandate import Matter, Power, check_power
from app.domain.permissions import ROLE_PERMISSIONS, Permission, Role
from app.domain.proposal_parts import split_parts
from app.domain.proposals import ProposedBy, check_change
from app.domain.weeks import Week
from app.domain.word_use import WordUse, board_may_read
from app.models.feedback import Thread
from app.models.proposals import Proposal, ProposalThread, ProposalVersion
from app.models.schema import random_reference
from app.rooms.accounts.circles import CircleName, get_circle
from app.rooms.feedback.safe_copies import find_safe_copy
from app.rooms.feedback.threads import lock_thread
from app.rooms.proposals.clashes import ChangedMeanwhile
from app.rooms.proposals.drafts import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    TEXTS,
    Draft,
    get_newest_version,
    publish_words,
    read_draft,
    seal_words,
)
from app.rooms.proposals.moves import lock_proposal
from app.rooms.proposals.queries import find_proposal_of_thread
from app.rooms.proposals.records import append_act
from app.rooms.proposals.rulebook_in_force import get_rulebook_in_force
from app.vault.boxes import open_text
from app.web.actors import Actor

_BOARD = frozenset({Role.BOARD_MEMBER, Role.CHAIR, Role.SECRETARY})


@dataclass(frozen=True)
class Typed:
    """One state of the editor's form. ``version``: of the row that it was written on."""

    draft: Draft
    version: int
    why_changed: str = ""


def start_own(session: Session, actor: Actor, *, today: date) -> Proposal:
    """An empty draft of the actor's own; a member of the board starts it as such, others as staff."""
    actor.require(Permission.PROPOSAL_DRAFT)
    by = ProposedBy.BOARD_MEMBER if actor.roles & _BOARD else ProposedBy.STAFF
    return _start(session, actor, Proposal(proposed_by=by.value), Draft(), today=today)


def start_from_voice(session: Session, actor: Actor, thread: Thread, *, today: date) -> Proposal:
    """The participant's proposal, begun from the safe copy that they agreed to; the one there is, if any.

    Raises ``IllegalMove("proposal_copy_not_agreed")`` before that.
    """
    actor.require(Permission.PROPOSAL_SCREEN)
    lock_thread(session, thread)
    begun = find_proposal_of_thread(session, thread)
    if begun is not None:
        return begun
    parts = split_parts(_agreed_copy(session, actor, thread))
    draft = Draft(title=parts.title[:LONGEST_TITLE], change=parts.change, problem=parts.problem)
    proposal = Proposal(proposed_by=ProposedBy.PARTICIPANT.value, thread_id=thread.id)
    _start(session, actor, proposal, draft, today=today, voice=thread)
    return proposal


def keep_draft(session: Session, actor: Actor, proposal: Proposal, *, typed: Typed, today: date) -> None:
    """Keep what was typed, sealed. ``ChangedMeanwhile`` when its version is no longer the newest."""
    actor.require(Permission.PROPOSAL_DRAFT)
    lock_in_state(session, proposal, ProposalState.DRAFT, version=typed.version)
    _check(session, typed.draft, today=today)
    seal_words(session, get_newest_version(session, proposal), typed.draft)
    _set_row(proposal, typed.draft)
    session.flush()


def put_new_version(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    *,
    typed: Typed,
    today: date,
) -> None:
    """A new public version while it is open for support, with the reason; else as ``keep_draft``."""
    actor.require(Permission.PROPOSAL_DRAFT)
    lock_in_state(session, proposal, ProposalState.OPEN_FOR_SUPPORT, version=typed.version)
    check_ready(session, typed.draft, today=today)
    before = get_newest_version(session, proposal)
    if read_draft(proposal, before, actor) == typed.draft:
        raise InvalidInput("proposal_nothing_changed", field="change")
    if not typed.why_changed.strip():
        raise InvalidInput("proposal_say_why", field="why_changed")
    added = _new_version(session, proposal, actor, number=before.number + 1, today=today)
    publish_words(added, typed.draft)
    added.why_changed = typed.why_changed.strip()
    _set_row(proposal, typed.draft)
    session.flush()
    by = role_for(actor, Permission.PROPOSAL_DRAFT)
    facts = {"version": added.number}
    append_act(session, proposal, act="proposal.new_version", by=by, week=Week.of(today), facts=facts)


def check_ready(session: Session, draft: Draft, *, today: date) -> None:
    """What the public must be able to read: a title, what should change, and a power within the mandate."""
    check_change(draft.change)
    if not draft.title.strip():
        raise InvalidInput("proposal_needs_title", field="title")
    _check(session, draft, today=today)


def lock_in_state(session: Session, proposal: Proposal, state: ProposalState, *, version: int) -> None:
    """Lock the row; refuse when it is not in this state, or changed since ``version``."""
    lock_proposal(session, proposal)
    if proposal.state != state.value:
        raise IllegalMove("proposal_not_now")
    if proposal.version != version:
        raise ChangedMeanwhile


def role_for(actor: Actor, permission: Permission) -> str:
    """The role in which this account does such a thing: the first that carries the permission."""
    return next(role.value for role in sorted(actor.roles) if permission in ROLE_PERMISSIONS[role])


def _start(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    draft: Draft,
    *,
    today: date,
    voice: Thread | None = None,
) -> Proposal:
    proposal.ref = _free_reference(session)
    proposal.state = PROPOSAL.first.value
    proposal.author_id = None if voice else actor.account_id
    proposal.started_on = today
    proposal.version = 0
    _set_row(proposal, draft)
    session.add(proposal)
    session.flush()
    seal_words(session, _new_version(session, proposal, actor, number=1, today=today), draft)
    if voice is not None:
        session.add(ProposalThread(proposal_id=proposal.id, thread_id=voice.id))
    by = role_for(actor, Permission.PROPOSAL_DRAFT)
    append_act(session, proposal, act="proposal.draft", by=by, week=Week.of(today))
    return proposal


def _new_version(
    session: Session, proposal: Proposal, actor: Actor, *, number: int, today: date
) -> ProposalVersion:
    version = ProposalVersion(
        proposal_id=proposal.id,
        number=number,
        desk_circle_id=get_circle(session, CircleName.DESK).id,
        by_role=role_for(actor, Permission.PROPOSAL_DRAFT),
        made_on=today,
    )
    session.add(version)
    return version


def _set_row(proposal: Proposal, draft: Draft) -> None:
    proposal.matter, proposal.power, proposal.sum_needed = draft.matter, draft.power, draft.sum_needed
    proposal.version += 1


def _check(session: Session, draft: Draft, *, today: date) -> None:
    for name in TEXTS:
        limit = LONGEST_TITLE if name == "title" else LONGEST_TEXT
        if len(getattr(draft, name)) > limit:
            raise InvalidInput("field.too_long", field=name, limit=limit)
    mandate = get_rulebook_in_force(session, today).mandate
    check_power(Power(draft.power), Matter(draft.matter), mandate, sum_needed=draft.sum_needed)


def _agreed_copy(session: Session, actor: Actor, thread: Thread) -> str:
    copy = find_safe_copy(session, thread)
    state = SafeCopyState(copy.state) if copy else None
    if not board_may_read(WordUse(thread.word_use), state, FeedbackState(thread.state)):
        raise IllegalMove("proposal_copy_not_agreed")
    if copy is None or copy.sealed_for_desk is None:
        raise IllegalMove("proposal_copy_not_agreed")
    return open_text(actor.key_of_circle(copy.desk_circle_id), copy.sealed_for_desk)


def _free_reference(session: Session) -> str:
    while True:
        ref = random_reference("P")
        if session.scalar(select(Proposal.id).where(Proposal.ref == ref)) is None:
            return ref
