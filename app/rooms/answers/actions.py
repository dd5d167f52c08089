"""Writing answers until they are published: begin, keep, drop, begin a correction."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, NotFound
from app.domain.ledger.leaves import Leaf
from app.domain.lifecycles import ANSWER, AnswerState
from app.domain.permissions import ROLE_PERMISSIONS, Permission
from app.domain.weeks import Week
from app.models.answers import Answer
from app.models.organisation import Organisation
from app.models.people import Circle
from app.models.schema import random_reference
from app.rooms.accounts.circles import CircleName, get_circle
from app.rooms.answers.drafts import Draft, draft_of_published, read_date, seal_draft
from app.rooms.answers.targets import (
    Targets,
    due_on,
    find_targets,
    list_named,
    list_themes_of,
    list_who_waits,
    set_targets,
)
from app.rooms.feedback.longer import answer_clock, find_longer
from app.rooms.ledger.actions import append
from app.web.actors import Actor


def start_draft(session: Session, actor: Actor, *, targets: Targets, today: date) -> Answer:
    """A new draft to these voices and themes, owned by the actor. ``InvalidInput`` as ``find_targets``."""
    actor.require(Permission.ANSWER_DRAFT)
    threads, themes = find_targets(session, targets)
    answer = _new_row(session, actor, due_on(session, threads, themes, today=today))
    set_targets(session, answer, threads, themes)
    seal_draft(session, answer, Draft())
    append(session, leaf_of("answer.draft", answer, actor, today))
    return answer


class ChangedMeanwhile(IllegalMove):
    """Somebody else kept the draft after this page was opened."""

    def __init__(self) -> None:
        super().__init__("changed_meanwhile")


@dataclass(frozen=True)
class Typed:
    """One state of the editor's form. ``targets`` None: whom it answers is not to be changed here."""

    draft: Draft
    language: str
    targets: Targets | None = None


def keep_draft(
    session: Session, actor: Actor, answer: Answer, *, typed: Typed, version: int, today: date
) -> None:
    """Keep what was typed. ``ChangedMeanwhile`` when ``version`` is no longer the newest.

    A correction keeps whom its answer reached, whatever ``targets`` says.
    """
    actor.require(Permission.ANSWER_DRAFT)
    lock_draft(session, answer, version=version)
    read_date(typed.draft.by_on)
    if typed.targets is not None and answer.replaces_id is None:
        threads, themes = find_targets(session, typed.targets)
        set_targets(session, answer, threads, themes)
        longer = find_longer(session, answer_clock(answer))
        due = due_on(session, threads, themes, today=today)
        answer.due_on = max(due, longer.to) if longer else due
    seal_draft(session, answer, typed.draft)
    answer.language = typed.language
    answer.version += 1
    session.flush()


def drop_draft(session: Session, actor: Actor, answer: Answer, *, version: int, today: date) -> None:
    """Give the draft up; its words are destroyed, and nobody was told anything."""
    actor.require(Permission.ANSWER_DRAFT)
    lock_draft(session, answer, version=version, to=AnswerState.DROPPED)
    for thread in list_who_waits(session, answer):
        thread.extended_week = None  # whoever was promised more time for it is owed the first promise again
    answer.state = AnswerState.DROPPED.value
    answer.sealed_draft = None
    answer.version += 1
    set_targets(session, answer, [], [])
    append(session, leaf_of("answer.drop", answer, actor, today))


def start_correction(session: Session, actor: Actor, answer: Answer, *, today: date) -> Answer:
    """A draft that will replace this published answer; the one that is being written, if there is one."""
    actor.require(Permission.ANSWER_DRAFT)
    session.refresh(answer, with_for_update=True)
    begun = find_correction(session, answer)
    if begun is not None:
        return begun
    if not ANSWER.may_move(AnswerState(answer.state), AnswerState.REPLACED):
        raise IllegalMove("answer_cannot_be_corrected")
    correction = _new_row(session, actor, today)
    correction.replaces_id = answer.id
    correction.language = answer.language
    set_targets(session, correction, list_named(session, answer), list_themes_of(session, answer))
    seal_draft(session, correction, draft_of_published(answer))
    append(session, leaf_of("answer.draft", correction, actor, today))
    return correction


def get_answer(session: Session, ref: str) -> Answer:
    """The answer in whatever state, else ``NotFound``."""
    answer = session.scalars(select(Answer).where(Answer.ref == ref)).one_or_none()
    if answer is None:
        raise NotFound("not_found")
    return answer


def find_correction(session: Session, answer: Answer) -> Answer | None:
    """The draft that is being written to replace this answer."""
    open_ = select(Answer).where(Answer.replaces_id == answer.id, Answer.state == AnswerState.DRAFT.value)
    return session.scalars(open_).one_or_none()


def lock_draft(
    session: Session, answer: Answer, *, version: int, to: AnswerState = AnswerState.PUBLISHED
) -> None:
    """Read the row again and keep it from others; unless this version, ``ChangedMeanwhile``."""
    session.refresh(answer, with_for_update=True)
    if not ANSWER.may_move(AnswerState(answer.state), to):
        raise IllegalMove("answer_is_no_draft")
    if answer.version != version:
        raise ChangedMeanwhile


def leaf_of(act: str, answer: Answer, actor: Actor, today: date) -> Leaf:
    """The leaf of an act on a draft: that it happened, never what it says or to whom."""
    office = office_of(actor, Permission.ANSWER_DRAFT)
    return Leaf(act, f"answer:{answer.ref}", answer.state, office, str(Week.of(today)))


def office_of(actor: Actor, permission: Permission) -> str:
    """The role in which this account does such a thing: the first that carries the permission."""
    return next(role.value for role in sorted(actor.roles) if permission in ROLE_PERMISSIONS[role])


def _new_row(session: Session, actor: Actor, due: date) -> Answer:
    circle: Circle = get_circle(session, CircleName.DESK)
    answer = Answer(
        ref=_free_reference(session),
        state=ANSWER.first.value,
        owner_id=actor.account_id,
        due_on=due,
        desk_circle_id=circle.id,
        language=session.get_one(Organisation, 1).default_language,
        version=1,
    )
    session.add(answer)
    session.flush()
    return answer


def _free_reference(session: Session) -> str:
    while True:
        ref = random_reference("A")
        if session.scalar(select(Answer.id).where(Answer.ref == ref)) is None:
            return ref
