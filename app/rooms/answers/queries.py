"""What the desk sees: drafts and when they are owed, what is published, and who still waits."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session, aliased

from app.domain.answers import Outcome
from app.domain.clock_history import ClockHistory
from app.domain.clocks import Timing, timing_in_days
from app.domain.lifecycles import AnswerState
from app.domain.waiting import answer_timing
from app.domain.weeks import Week
from app.models.answers import Answer, AnswerTheme, AnswerThread
from app.models.feedback import Thread
from app.models.people import Account
from app.models.stewardship import Theme, ThreadTheme
from app.rooms.answers.copies import list_copies
from app.rooms.answers.drafts import open_draft
from app.rooms.answers.targets import WAITING_STATES
from app.rooms.feedback.clocks import dates_of, get_clock_history
from app.rooms.feedback.longer import answer_clock, list_longer
from app.web.actors import Actor

DRAFTS_SHOWN = 100
VOICES_SHOWN = 100
PUBLISHED_A_PAGE = 20


@dataclass(frozen=True)
class DraftRow:
    """A draft in the list. ``voices`` counts those named one by one."""

    ref: str
    title: str = field(repr=False)
    owner: str
    timing: Timing
    due_on: date
    voices: int
    themes: tuple[str, ...]
    is_correction: bool


@dataclass(frozen=True)
class PublishedRow:
    """A published answer in the desk's list."""

    ref: str
    title: str
    outcome: Outcome
    published_on: date
    signed_by: str
    voices: int


@dataclass(frozen=True)
class WaitingTheme:
    """A theme, and how many of its voices wait for an answer."""

    slug: str
    name: str
    voices: int


@dataclass(frozen=True)
class WaitingVoice:
    """A voice that waits. ``copy``: what the board may read of it; ``draft``: an answer being written."""

    ref: str
    week: str
    timing: Timing
    themes: tuple[str, ...]
    copy: str = field(repr=False)
    draft: str


def list_drafts(session: Session, actor: Actor, *, only_own: bool, today: date) -> list[DraftRow]:
    """Drafts by the day they are due, so that the late ones come first; at most ``DRAFTS_SHOWN``."""
    rows = (
        select(Answer, Account.display_name)
        .join(Account, Account.id == Answer.owner_id)
        .where(Answer.state == AnswerState.DRAFT.value)
        .order_by(Answer.due_on, Answer.id)
        .limit(DRAFTS_SHOWN)
    )
    if only_own:
        rows = rows.where(Answer.owner_id == actor.account_id)
    found = [(answer, owner) for answer, owner in session.execute(rows)]
    ids = [answer.id for answer, _ in found]
    voices, themes = _count_voices(session, ids), _themes_of_answers(session, ids)
    longer = list_longer(session, [answer_clock(answer) for answer, _ in found])
    return [
        DraftRow(
            ref=answer.ref,
            title=open_draft(answer, actor).title,
            owner=owner,
            timing=timing_in_days(answer.due_on, today, extension=longer.get(answer_clock(answer))),
            due_on=answer.due_on,
            voices=voices.get(answer.id, 0),
            themes=themes.get(answer.id, ()),
            is_correction=answer.replaces_id is not None,
        )
        for answer, owner in found
    ]


def list_published(session: Session, *, older_than: Answer | None = None) -> list[PublishedRow]:
    """Published answers, newest first; one more than a page when there are more."""
    rows = (
        select(Answer)
        .where(Answer.state == AnswerState.PUBLISHED.value)
        .order_by(Answer.published_on.desc(), Answer.id.desc())
        .limit(PUBLISHED_A_PAGE + 1)
    )
    if older_than is not None:
        last = (older_than.published_on, older_than.id)
        rows = rows.where(tuple_(Answer.published_on, Answer.id) < last)
    return [_published(answer) for answer in session.scalars(rows)]


def list_waiting_themes(session: Session) -> list[WaitingTheme]:
    """Every theme with the number of its voices that wait, by name."""
    waiting = (
        select(ThreadTheme.theme_id, func.count().label("voices"))
        .join(Thread, Thread.id == ThreadTheme.thread_id)
        .where(Thread.state.in_(WAITING_STATES))
        .group_by(ThreadTheme.theme_id)
        .subquery()
    )
    rows = (
        select(Theme.slug, Theme.name, func.coalesce(waiting.c.voices, 0))
        .outerjoin(waiting, waiting.c.theme_id == Theme.id)
        .order_by(Theme.name)
    )
    return [WaitingTheme(slug, name, voices) for slug, name, voices in session.execute(rows)]


def list_waiting_voices(
    session: Session, actor: Actor, *, week: Week, always: Sequence[str] = ()
) -> list[WaitingVoice]:
    """Voices that wait, the longest first, at most ``VOICES_SHOWN``, and those of ``always`` by reference.

    What is said about staff is left out until the person agreed to a copy of it.
    """
    waiting = select(Thread).where(Thread.state.in_(WAITING_STATES)).order_by(Thread.week, Thread.id)
    threads = list(session.scalars(waiting.limit(VOICES_SHOWN)))
    missing = set(always) - {thread.ref for thread in threads}
    threads += session.scalars(select(Thread).where(Thread.ref.in_(missing)).order_by(Thread.week)).all()
    copies = {one.thread.id: one.text for one in list_copies(session, actor, threads) if one.is_for_board}
    ids = [thread.id for thread in threads]
    themes, drafts = _themes_of_threads(session, ids), _drafts_of_threads(session, ids)
    history = get_clock_history(session)
    return [
        WaitingVoice(
            ref=thread.ref,
            week=thread.week,
            timing=_timing(thread, week, history),
            themes=themes.get(thread.id, ()),
            copy=copies.get(thread.id, ""),
            draft=drafts.get(thread.id, ""),
        )
        for thread in threads
        if not thread.is_about_staff or thread.id in copies
    ]


def _timing(thread: Thread, week: Week, history: ClockHistory) -> Timing:
    clocks = history.of_week(Week.parse(thread.week))
    return answer_timing(dates_of(thread), now=week, clocks=clocks)


def _published(answer: Answer) -> PublishedRow:
    assert answer.published_on is not None  # noqa: S101  # a published answer has its day
    return PublishedRow(
        ref=answer.ref,
        title=answer.title or "",
        outcome=Outcome(answer.outcome or ""),
        published_on=answer.published_on,
        signed_by=answer.signed_by or "",
        voices=answer.voices or 0,
    )


def _count_voices(session: Session, answer_ids: Sequence[int]) -> dict[int, int]:
    rows = (
        select(AnswerThread.answer_id, func.count())
        .where(AnswerThread.answer_id.in_(answer_ids))
        .group_by(AnswerThread.answer_id)
    )
    return {answer_id: voices for answer_id, voices in session.execute(rows)}


def _themes_of_answers(session: Session, answer_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    rows = (
        select(AnswerTheme.answer_id, Theme.name)
        .join(Theme, Theme.id == AnswerTheme.theme_id)
        .where(AnswerTheme.answer_id.in_(answer_ids))
        .order_by(Theme.name)
    )
    return _grouped(session.execute(rows).all())


def _themes_of_threads(session: Session, thread_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    rows = (
        select(ThreadTheme.thread_id, Theme.name)
        .join(Theme, Theme.id == ThreadTheme.theme_id)
        .where(ThreadTheme.thread_id.in_(thread_ids))
        .order_by(Theme.name)
    )
    return _grouped(session.execute(rows).all())


def _drafts_of_threads(session: Session, thread_ids: Sequence[int]) -> dict[int, str]:
    draft = aliased(Answer)
    rows = (
        select(AnswerThread.thread_id, draft.ref)
        .join(draft, draft.id == AnswerThread.answer_id)
        .where(AnswerThread.thread_id.in_(thread_ids), draft.state == AnswerState.DRAFT.value)
        .order_by(draft.id)
    )
    return {thread_id: ref for thread_id, ref in session.execute(rows)}


def _grouped(rows: Sequence[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for key, name in rows:
        found[key] = (*found.get(key, ()), name)
    return found
