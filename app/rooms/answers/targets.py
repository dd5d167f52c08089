"""To whom an answer speaks: voices by their references, and themes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from app.domain.answer_reach import NEVER_REACHED, WAITING
from app.domain.errors import InvalidInput
from app.domain.lifecycles import FeedbackState
from app.domain.waiting import answer_week
from app.domain.weeks import Week
from app.models.answers import Answer, AnswerTheme, AnswerThread
from app.models.feedback import Thread
from app.models.stewardship import Theme, ThreadTheme
from app.rooms.answers.copies import has_agreed_copy
from app.rooms.feedback.clocks import dates_of, get_clock_history

WAITING_STATES = tuple(state.value for state in WAITING)
_BETWEEN = re.compile(r"[\s,;]+")


@dataclass(frozen=True)
class Targets:
    """References of voices and slugs of themes, as typed or ticked."""

    voices: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


def read_references(ticked: Iterable[str], typed: str) -> tuple[str, ...]:
    """The references of ticked rows and of a text field, each once, in capitals."""
    every = [*ticked, *_BETWEEN.split(typed)]
    return tuple(dict.fromkeys(ref.strip().upper() for ref in every if ref.strip()))


def find_targets(session: Session, targets: Targets) -> tuple[list[Thread], list[Theme]]:
    """The rows; ``InvalidInput`` for nobody, for what is unknown, and for what no answer reaches."""
    if not targets.voices and not targets.themes:
        raise InvalidInput("answer_needs_someone", field="voices")
    threads = [_find_voice(session, ref) for ref in targets.voices]
    themes = list(session.scalars(select(Theme).where(Theme.slug.in_(targets.themes)).order_by(Theme.name)))
    if len(themes) < len(set(targets.themes)):
        raise InvalidInput("field.not_one_of_these", field="themes")
    return threads, themes


def set_targets(session: Session, answer: Answer, threads: Sequence[Thread], themes: Sequence[Theme]) -> None:
    """Make these, and no others, whom the answer speaks to."""
    for link in (AnswerThread, AnswerTheme):
        session.execute(delete(link).where(link.answer_id == answer.id))
    session.add_all(AnswerThread(answer_id=answer.id, thread_id=thread.id) for thread in threads)
    session.add_all(AnswerTheme(answer_id=answer.id, theme_id=theme.id) for theme in themes)
    session.flush()


def due_on(session: Session, threads: Sequence[Thread], themes: Sequence[Theme], *, today: date) -> date:
    """When the first of them is owed its answer; the clock's weeks from today where nobody waits."""
    history = get_clock_history(session)
    waiting = [thread for thread in threads if thread.answered_week is None]
    of_themes = _open_voices_of(themes).where(Thread.answered_week.is_(None)).order_by(Thread.week).limit(1)
    waiting += session.scalars(of_themes).all()
    if not waiting:
        return today + timedelta(weeks=history.on(today).answer_weeks)
    return min(answer_week(dates_of(one), history.of_week(Week.parse(one.week))) for one in waiting).ends_on


def list_named(session: Session, answer: Answer) -> list[Thread]:
    """The voices that the answer names; of a published one all that it reached."""
    named = (
        select(Thread)
        .join(AnswerThread, AnswerThread.thread_id == Thread.id)
        .where(AnswerThread.answer_id == answer.id)
        .order_by(Thread.id)
    )
    return list(session.scalars(named))


def list_themes_of(session: Session, answer: Answer) -> list[Theme]:
    """The themes that the answer speaks to, by name."""
    rows = select(Theme).join(AnswerTheme).where(AnswerTheme.answer_id == answer.id).order_by(Theme.name)
    return list(session.scalars(rows))


def list_waiting_in(session: Session, themes: Sequence[Theme]) -> list[Thread]:
    """The voices of these themes that still wait."""
    return list(session.scalars(_open_voices_of(themes).order_by(Thread.id)))


def list_who_waits(session: Session, answer: Answer) -> list[Thread]:
    """Every voice that this draft would be the first answer of."""
    every = [*list_named(session, answer), *list_waiting_in(session, list_themes_of(session, answer))]
    return list({thread.id: thread for thread in every if thread.answered_week is None}.values())


def lock_threads(session: Session, threads: Sequence[Thread]) -> None:
    """Read the rows again, all in one order, and keep others from changing them."""
    rows = select(Thread).where(Thread.id.in_({thread.id for thread in threads})).order_by(Thread.id)
    session.scalars(rows.with_for_update().execution_options(populate_existing=True)).all()


def targets_of(session: Session, answer: Answer) -> Targets:
    """Whom the answer speaks to, as the form shows it."""
    return Targets(
        tuple(sorted(thread.ref for thread in list_named(session, answer))),
        tuple(theme.slug for theme in list_themes_of(session, answer)),
    )


def _find_voice(session: Session, ref: str) -> Thread:
    thread = session.scalars(select(Thread).where(Thread.ref == ref)).one_or_none()
    # What is said about staff stays with the outside reader until the person agreed to a copy of it.
    if thread is None or (thread.is_about_staff and not has_agreed_copy(session, thread)):
        raise InvalidInput("answer_unknown_voice", field="voices", ref=ref[:16])
    if FeedbackState(thread.state) in NEVER_REACHED:
        raise InvalidInput("answer_closed_voice", field="voices", ref=ref)
    return thread


def _open_voices_of(themes: Sequence[Theme]) -> Select[Thread]:
    given = select(ThreadTheme.thread_id).where(ThreadTheme.theme_id.in_([theme.id for theme in themes]))
    return select(Thread).where(Thread.id.in_(given), Thread.state.in_(WAITING_STATES))
