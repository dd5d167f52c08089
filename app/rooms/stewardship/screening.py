"""Screening: the first look, replies, themes with the safe copy, and on to the board."""

from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, InvalidInput
from app.domain.ledger.leaves import Leaf
from app.domain.lifecycles import FeedbackState, SafeCopyState
from app.domain.permissions import Permission, Role
from app.domain.screening import check_ready_for_board
from app.domain.weeks import Week
from app.domain.word_use import WordUse
from app.models.feedback import Thread
from app.models.stewardship import Theme
from app.rooms.feedback.messages import check_text, reply_to_participant
from app.rooms.feedback.safe_copies import find_safe_copy
from app.rooms.feedback.threads import move_thread
from app.rooms.ledger.actions import append
from app.rooms.stewardship.reading import may_act_on
from app.rooms.stewardship.safe_copies import check_copy_version, draft_copy, show_copy
from app.rooms.stewardship.themes import (
    find_theme,
    get_themes,
    list_themes_of,
    make_theme,
    set_themes,
    theme_leaf,
)
from app.web.actors import Actor
from app.web.public_version import raise_public_version


class Act(StrEnum):
    """What the screening form's buttons do."""

    THEMES = "themes"
    KEEP = "keep"
    SHOW = "show"
    START = "start"
    FIND = "find"
    APPLY = "apply"


HELPS = frozenset({Act.START, Act.FIND, Act.APPLY})
"""What only helps to write: nothing is stored by it."""


@dataclass(frozen=True)
class Screening:
    """What a steward makes of a voice. The versions are those of the page that it was written on."""

    act: Act
    version: int
    copy_version: int = 0
    themes: tuple[str, ...] = ()
    new_theme: str = ""
    copy: str = field(default="", repr=False)


def look_at(session: Session, actor: Actor, *, thread: Thread, version: int, week: Week) -> None:
    """First look, or look again. What is held back comes back only by being released."""
    role = may_act_on(session, thread, actor=actor, permission=Permission.FEEDBACK_SCREEN, version=version)
    if thread.state == FeedbackState.HELD_BACK.value:
        raise IllegalMove("hold.release_instead")
    move_thread(session, thread, to=FeedbackState.BEING_LOOKED_AT, week=week)
    raise_public_version(session)
    append(session, _leaf("feedback.look_at", thread, role, week))


def reply(session: Session, actor: Actor, *, thread: Thread, text: str, week: Week) -> None:
    """Write to the person in the thread; only their code and the thread's circle open it."""
    role = may_act_on(session, thread, actor=actor, permission=Permission.FEEDBACK_SCREEN)
    reply_to_participant(session, thread, text, author=role.value, week=week)
    append(session, _leaf("feedback.reply", thread, role, week, state=None))


def pass_to_board(session: Session, actor: Actor, *, thread: Thread, version: int, week: Week) -> None:
    """On to the board, with an agreed safe copy or as a number within its themes."""
    role = may_act_on(session, thread, actor=actor, permission=Permission.FEEDBACK_SCREEN, version=version)
    copy = find_safe_copy(session, thread)
    check_ready_for_board(
        WordUse(thread.word_use),
        SafeCopyState(copy.state) if copy else None,
        has_theme=bool(list_themes_of(session, thread)),
    )
    move_thread(session, thread, to=FeedbackState.WITH_BOARD, week=week)
    raise_public_version(session)
    append(session, _leaf("feedback.pass_to_board", thread, role, week))


def screen(session: Session, actor: Actor, *, thread: Thread, screening: Screening, week: Week) -> None:
    """Give the themes, and keep or show the safe copy; one transaction, and a leaf for each act.

    ``ChangedMeanwhile`` comes before anything is written.
    """
    writes_copy = screening.act is not Act.THEMES
    permission = Permission.SAFE_COPY_WRITE if writes_copy else Permission.THEME_EDIT
    role = may_act_on(session, thread, actor=actor, permission=permission, version=screening.version)
    if thread.state == FeedbackState.RECEIVED.value:
        raise IllegalMove("feedback.look_first")
    if thread.state == FeedbackState.HELD_BACK.value:
        raise IllegalMove("hold.release_instead")
    if writes_copy:
        check_copy_version(session, thread, version=screening.copy_version)
    leaves = _give_themes(session, thread, screening, role=role, week=week)
    if writes_copy:
        text = check_text(screening.copy, field="copy")
        leaves += draft_copy(session, actor, thread, text, role=role, week=week)
    if screening.act is Act.SHOW:
        leaves += show_copy(session, actor, thread, role=role, week=week)
    for leaf in leaves:
        append(session, leaf)


def _give_themes(
    session: Session, thread: Thread, screening: Screening, *, role: Role, week: Week
) -> list[Leaf]:
    leaves = []
    wanted = get_themes(session, screening.themes)
    if screening.new_theme.strip():
        theme = find_theme(session, screening.new_theme)
        if theme is None:
            theme = _new_theme(session, screening.new_theme)
            leaves.append(theme_leaf(theme, role, week))
        wanted.append(theme)
    if set_themes(session, thread, wanted):
        count = len({theme.id for theme in wanted})
        leaves.append(_leaf("feedback.themes", thread, role, week, state=None, themes=count))
    return leaves


def _new_theme(session: Session, name: str) -> Theme:
    try:
        return make_theme(session, name)
    except InvalidInput as refusal:
        raise InvalidInput(refusal.key, field="new_theme", **refusal.facts) from None


def _leaf(act: str, thread: Thread, role: Role, week: Week, *, state: str | None = "", **facts: int) -> Leaf:
    """``state`` left out: the thread's own as it stands now."""
    return Leaf(
        act, f"feedback:{thread.ref}", thread.state if state == "" else state, role.value, str(week), facts
    )
