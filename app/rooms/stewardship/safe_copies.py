"""Safe copies: drafted on the desk, shown to the person first, drafted again when they ask for a change."""

from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, NotAllowed
from app.domain.ledger.leaves import Leaf
from app.domain.lifecycles import SAFE_COPY, FeedbackState, SafeCopyState
from app.domain.permissions import Role
from app.domain.weeks import Week
from app.domain.word_use import WordUse, needs_safe_copy
from app.models.feedback import Thread
from app.models.stewardship import SafeCopy
from app.rooms.accounts.circles import CircleName, get_circle
from app.rooms.feedback.messages import seal_for_participant
from app.rooms.feedback.safe_copies import find_safe_copy, move_safe_copy
from app.rooms.stewardship.reading import ChangedMeanwhile
from app.vault.boxes import open_text, seal_text
from app.web.actors import Actor

_NOT_NOW = frozenset({FeedbackState.RECEIVED, FeedbackState.HELD_BACK, FeedbackState.WITHDRAWN})


def may_write_copy(thread: Thread, copy: SafeCopy | None) -> bool:
    """Whether staff may draft: the person wants more than counting, and has not agreed or refused."""
    if not needs_safe_copy(WordUse(thread.word_use)) or FeedbackState(thread.state) in _NOT_NOW:
        return False
    if thread.words_for_circle is None:
        return False
    return copy is None or _is_spent(copy) or _may_draft(copy)


def read_copy(copy: SafeCopy | None, *, actor: Actor) -> str:
    """The copy's text for somebody of the desk; empty when there is none or it was erased."""
    if copy is None or copy.sealed_for_desk is None:
        return ""
    if copy.desk_circle_id not in actor.circle_keys:
        raise NotAllowed("feedback.key_not_granted")
    return open_text(actor.key_of_circle(copy.desk_circle_id), copy.sealed_for_desk)


def copy_version(copy: SafeCopy | None) -> int:
    """What a form carries to say which copy it was written on; 0 before there is one."""
    return 0 if copy is None else copy.version


def check_copy_version(session: Session, thread: Thread, *, version: int) -> None:
    """``ChangedMeanwhile`` unless the copy is still the one that the page showed."""
    copy = find_safe_copy(session, thread)
    if copy is not None:
        session.refresh(copy, with_for_update=True)
    if copy_version(copy) != version:
        raise ChangedMeanwhile


def draft_copy(
    session: Session, actor: Actor, thread: Thread, text: str, *, role: Role, week: Week
) -> list[Leaf]:
    """Keep the text as the draft, sealed to the desk; returns the leaf, none when it already says so."""
    copy = find_safe_copy(session, thread)
    if not may_write_copy(thread, copy):
        raise IllegalMove(_why_not(thread))
    if (
        copy is not None
        and copy.state == SafeCopyState.DRAFTED.value
        and read_copy(copy, actor=actor) == text
    ):
        return []
    desk = get_circle(session, CircleName.DESK)
    if copy is None or _is_spent(copy):
        copy = _new_copy(thread, number=copy.number + 1 if copy else 1)
    elif copy.state != SafeCopyState.DRAFTED.value:
        move_safe_copy(session, copy, to=SafeCopyState.DRAFTED)
    copy.desk_circle_id = desk.id
    copy.sealed_for_desk = seal_text(desk.public_key, text)
    copy.sealed_for_receipt = copy.shown_week = None
    copy.author_id = actor.account_id
    copy.version += 1
    session.add(copy)
    session.flush()
    return [_leaf("safe_copy.draft", thread, copy, role, week)]


def show_copy(session: Session, actor: Actor, thread: Thread, *, role: Role, week: Week) -> list[Leaf]:
    """Show the draft to the person by their code, sealed to it; returns the leaf."""
    copy = find_safe_copy(session, thread)
    if copy is None:
        raise IllegalMove("copy.none")
    text = read_copy(copy, actor=actor)
    move_safe_copy(session, copy, to=SafeCopyState.SHOWN)
    copy.sealed_for_receipt = seal_for_participant(thread, text)
    copy.shown_week = str(week)
    session.flush()
    return [_leaf("safe_copy.show", thread, copy, role, week)]


def _new_copy(thread: Thread, *, number: int) -> SafeCopy:
    return SafeCopy(thread_id=thread.id, number=number, state=SAFE_COPY.first.value, version=0)


def _may_draft(copy: SafeCopy) -> bool:
    state = SafeCopyState(copy.state)
    return state is SafeCopyState.DRAFTED or SAFE_COPY.may_move(state, SafeCopyState.DRAFTED)


def _is_spent(copy: SafeCopy) -> bool:
    # Erased when the voice was held back: after a release a new copy is written.
    return copy.sealed_for_desk is None


def _why_not(thread: Thread) -> str:
    if not needs_safe_copy(WordUse(thread.word_use)):
        return "copy.only_count"
    if FeedbackState(thread.state) in _NOT_NOW:
        return "feedback.look_first" if thread.state == FeedbackState.RECEIVED.value else "illegal_move"
    return "copy.person_has_spoken"


def _leaf(act: str, thread: Thread, copy: SafeCopy, role: Role, week: Week) -> Leaf:
    return Leaf(act, f"safe_copy:{thread.ref}.{copy.number}", copy.state, role.value, str(week))
