"""What everybody may read of answers: pages by key, one by its reference, all of them as records."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.ledger.canonical import Value
from app.domain.lifecycles import AnswerState, MeetingState
from app.models.answers import Answer, AnswerTheme
from app.models.board import Meeting
from app.models.organisation import Organisation
from app.models.stewardship import Theme
from app.rooms.answers.records import Shelf, public_record
from app.rooms.answers.views import AnswerView, view_of
from app.rooms.board.meeting_queries import list_coming

ON_FIRST_PAGE = 3
A_PAGE = 12
READABLE = (AnswerState.PUBLISHED.value, AnswerState.REPLACED.value)


@dataclass(frozen=True)
class AnswerList:
    """One page. ``newer`` and ``older`` are the references that the pages beside it start from, or empty."""

    answers: Sequence[AnswerView]
    newer: str = ""
    older: str = ""


@dataclass(frozen=True)
class OneAnswer:
    """An answer that is, or was, public. ``replaced_by`` is set when it was corrected."""

    view: AnswerView
    replaces: str
    replaced_by: str
    ledger_leaf: int | None


def list_newest(session: Session, *, most: int = ON_FIRST_PAGE) -> list[AnswerView]:
    """The newest published answers."""
    rows = select(Answer).where(Answer.state == AnswerState.PUBLISHED.value)
    newest = rows.order_by(Answer.published_on.desc(), Answer.id.desc()).limit(most)
    return _views(session, list(session.scalars(newest)))


def list_answers(
    session: Session, *, theme: Theme | None = None, older: str = "", newer: str = ""
) -> AnswerList:
    """A page of published answers after (``older``) or before (``newer``) the one with that reference."""
    key = tuple_(Answer.published_on, Answer.id)
    rows = select(Answer).where(Answer.state == AnswerState.PUBLISHED.value).limit(A_PAGE + 1)
    if theme is not None:
        rows = rows.join(AnswerTheme).where(AnswerTheme.theme_id == theme.id)
    if newer:
        after = rows.where(key > _key_of(session, newer))
        found = list(session.scalars(after.order_by(Answer.published_on, Answer.id)))
        has_newer, has_older = len(found) > A_PAGE, True
        shown = found[:A_PAGE][::-1]
    else:
        before = rows.where(key < _key_of(session, older)) if older else rows
        found = list(session.scalars(before.order_by(Answer.published_on.desc(), Answer.id.desc())))
        has_newer, has_older = bool(older), len(found) > A_PAGE
        shown = found[:A_PAGE]
    return AnswerList(
        answers=_views(session, shown),
        newer=shown[0].ref if shown and has_newer else "",
        older=shown[-1].ref if shown and has_older else "",
    )


def get_answer(session: Session, ref: str) -> OneAnswer:
    """A published or replaced answer, else ``NotFound``."""
    answer = session.scalars(
        select(Answer).where(Answer.ref == ref, Answer.state.in_(READABLE))
    ).one_or_none()
    if answer is None:
        raise NotFound("not_found")
    newer = select(Answer.ref).where(Answer.replaces_id == answer.id, Answer.state.in_(READABLE))
    older = select(Answer.ref).where(Answer.id == answer.replaces_id)
    return OneAnswer(
        view=_views(session, [answer])[0],
        replaces=session.scalar(older) or "",
        replaced_by=session.scalar(newer) or "",
        ledger_leaf=answer.ledger_leaf,
    )


def find_answer_ref(session: Session, typed: str) -> str | None:
    """The name of a readable answer from what somebody copied off a poster; None when there is none."""
    letters = "".join(sign for sign in typed.upper() if sign.isalnum())[:15]
    ref = f"{letters[:1]}-{letters[1:]}"
    return session.scalar(select(Answer.ref).where(Answer.ref == ref, Answer.state.in_(READABLE)))


def get_theme(session: Session, slug: str) -> Theme:
    """The theme, else ``NotFound``."""
    theme = session.scalars(select(Theme).where(Theme.slug == slug)).one_or_none()
    if theme is None:
        raise NotFound("not_found")
    return theme


def list_answered_themes(session: Session) -> list[Theme]:
    """Themes with at least one published answer, by name."""
    answered = (
        select(AnswerTheme.theme_id)
        .join(Answer, Answer.id == AnswerTheme.answer_id)
        .where(Answer.state == AnswerState.PUBLISHED.value)
    )
    return list(session.scalars(select(Theme).where(Theme.id.in_(answered)).order_by(Theme.name)))


def list_answer_items(session: Session) -> list[dict[str, Value]]:
    """Every published answer as open data, newest first: its record, and where it stands on the ledger."""
    rows = select(Answer).where(Answer.state == AnswerState.PUBLISHED.value)
    answers = list(session.scalars(rows.order_by(Answer.published_on.desc(), Answer.id.desc())))
    themes = _themes_of(session, answers)
    replaced = _replaced_refs(session)
    return [
        {
            **public_record(
                answer,
                Shelf([theme.slug for theme in themes.get(answer.id, ())], replaced.get(answer.id)),
            ),
            "ledger": {"leaf": answer.ledger_leaf, "salt": (answer.ledger_salt or b"").hex()},
        }
        for answer in answers
    ]


def find_next_meeting(session: Session, today: date) -> Meeting | None:
    """The next meeting of the board of which notice was given, or the one that sits now."""
    coming = list_coming(session, today)
    return next((one for one in coming if one.state != MeetingState.PLANNED.value), None)


def get_founding_day(session: Session) -> date:
    """The day before which nothing can have been published; ``NotFound`` before the set-up is finished."""
    row = session.get(Organisation, 1)
    if row is None:
        raise NotFound("not_found")
    return row.founded_on


def _key_of(session: Session, ref: str) -> tuple[date | None, int]:
    at = select(Answer.published_on, Answer.id).where(Answer.ref == ref, Answer.state.in_(READABLE))
    row = session.execute(at).one_or_none()
    if row is None:
        raise NotFound("not_found")
    return row[0], row[1]


def _views(session: Session, answers: Sequence[Answer]) -> list[AnswerView]:
    themes = _themes_of(session, answers)
    return [view_of(answer, themes.get(answer.id, ())) for answer in answers]


def _themes_of(session: Session, answers: Iterable[Answer]) -> dict[int, list[Theme]]:
    rows = (
        select(AnswerTheme.answer_id, Theme)
        .join(Theme, Theme.id == AnswerTheme.theme_id)
        .where(AnswerTheme.answer_id.in_([answer.id for answer in answers]))
        .order_by(Theme.name)
    )
    found: dict[int, list[Theme]] = {}
    for answer_id, theme in session.execute(rows):
        found.setdefault(answer_id, []).append(theme)
    return found


def _replaced_refs(session: Session) -> dict[int, str]:
    correction, corrected = Answer.__table__.alias(), Answer.__table__.alias()
    rows = select(correction.c.id, corrected.c.ref).join(
        corrected, corrected.c.id == correction.c.replaces_id
    )
    return {answer_id: ref for answer_id, ref in session.execute(rows)}
