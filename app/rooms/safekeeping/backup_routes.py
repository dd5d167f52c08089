"""Backups at the desk: when the last was made, one more now, and a rehearsal with one press."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import Response

from app.domain.permissions import Permission
from app.models.backups import Backup, Rehearsal
from app.rooms.safekeeping.backup_nightly import make_backup_now
from app.rooms.safekeeping.backup_rehearsals import ask_for_rehearsal
from app.rooms.safekeeping.backup_snapshot import CannotBackUp
from app.rooms.safekeeping.backup_words import COUNT_WORDS, PROBLEM_WORDS
from app.settings import Settings
from app.web.addresses import see_other
from app.web.languages import gettext
from app.web.render import render
from app.web.requests import Facts, Machine, Now, ReadSession, WriteSession
from app.web.sessions import RecentlyProved, SignedIn

router = APIRouter()
SHOWN = 10


@dataclass(frozen=True)
class BackupLine:
    """A backup in the list. ``is_here``: its file lies in this machine's folder, as long as it was."""

    name: str
    made_on: date
    megabytes: str
    is_nightly: bool
    is_here: bool


@dataclass(frozen=True)
class RehearsalLine:
    """A rehearsal; ``done_on`` None while it waits."""

    asked_on: date
    done_on: date | None
    is_good: bool
    counts: Sequence[tuple[str, int]]
    problems: Sequence[str]


@dataclass(frozen=True)
class BackupsPage:
    """``failed``: the backup that was asked for just now could not be written."""

    backups: Sequence[BackupLine]
    rehearsals: Sequence[RehearsalLine]
    is_late: bool
    kept_days: int
    is_waiting: bool
    failed: bool = False
    busy: bool = False


@router.get("/desk/backups", name="desk_backups")
def backups(request: Request, session: ReadSession, actor: SignedIn, facts: Facts, now: Now) -> Response:
    """What there is, and how it went when it was tried."""
    actor.require(Permission.ORGANISATION_EDIT)
    return _page(request, session, facts, now)


@router.post("/desk/backups", name="make_backup")
def make(
    request: Request, session: ReadSession, actor: RecentlyProved, machine: Machine, facts: Facts, now: Now
) -> Response:
    """One more, now; the answer comes when it is written."""
    actor.require(Permission.ORGANISATION_EDIT)
    state = request.app.state
    try:
        made = make_backup_now(state.database, machine, state.settings, now=now)
    except (CannotBackUp, OSError, SQLAlchemyError):
        return _page(request, session, facts, now, failed=True)
    if made is None:
        return _page(request, session, facts, now, busy=True)
    state.house.forget()
    return see_other(request, "desk_backups")


@router.post("/desk/backups/rehearse", name="rehearse_restore")
def rehearse(request: Request, session: WriteSession, actor: RecentlyProved, now: Now) -> Response:
    """Ask for a rehearsal: the regular work does it within the next minute."""
    ask_for_rehearsal(session, actor, now=now)
    return see_other(request, "desk_backups")


def _page(
    request: Request,
    session: ReadSession,
    facts: Facts,
    now: Now,
    *,
    failed: bool = False,
    busy: bool = False,
) -> Response:
    settings: Settings = request.app.state.settings
    made = session.scalars(select(Backup).order_by(Backup.made_at.desc()).limit(SHOWN))
    tried = session.scalars(select(Rehearsal).order_by(Rehearsal.id.desc()).limit(3)).all()
    page = BackupsPage(
        [_backup_line(row, settings, facts) for row in made],
        [_rehearsal_line(row, facts) for row in tried],
        is_late=facts.backup_is_late(now),
        kept_days=settings.backup_days,
        is_waiting=any(row.done_at is None for row in tried),
        failed=failed,
        busy=busy,
    )
    status = 503 if failed else 409 if busy else 200
    return render(request, "safekeeping/desk/backups.html", page, status=status, block="main")


def _backup_line(row: Backup, settings: Settings, facts: Facts) -> BackupLine:
    path = settings.effective_backups / row.name
    return BackupLine(
        row.name,
        facts.today(row.made_at),
        f"{row.size / 1_000_000:.1f}",
        row.is_nightly,
        path.exists() and path.stat().st_size == row.size,
    )


def _rehearsal_line(row: Rehearsal, facts: Facts) -> RehearsalLine:
    found = row.found or {}
    return RehearsalLine(
        facts.today(row.asked_at),
        facts.today(row.done_at) if row.done_at else None,
        bool(row.is_good),
        [
            (gettext(words), found["counts"][name])
            for name, words in COUNT_WORDS.items()
            if name in found.get("counts", ())
        ],
        [gettext(PROBLEM_WORDS[key]) for key in found.get("problems", ())],
    )
