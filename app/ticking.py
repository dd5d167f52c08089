"""``sayso tick``: regular work, done once however many processes there are."""

import argparse
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.db import Database, open_database
from app.models.jobs import Job, Lease
from app.rooms.ballots.regular import show_counted, tend_ballots
from app.rooms.decisions.policies import bring_due_into_effect
from app.rooms.decisions.steps import open_due_reviews
from app.rooms.feedback.form_marks import forget_forms
from app.rooms.feedback.insert_once import insert_once
from app.rooms.feedback.purging import purge_due_words
from app.rooms.feedback.receipt_ends import end_due_receipts
from app.rooms.feedback.reshow import rotate_reshow_keys
from app.rooms.feedback.safe_copies import accept_silence
from app.rooms.ledger.actions import sign_head
from app.rooms.ledger.unnamed import write_totals
from app.rooms.notices.outbox import find_what_is_new
from app.rooms.notices.posting import post_notices
from app.rooms.publishing.snapshots import keep_voice_counts
from app.rooms.safekeeping.backup_nightly import make_nightly_backup
from app.rooms.safekeeping.backup_rehearsals import rehearse_if_asked
from app.rooms.safekeeping.purged_list import write_purged_list
from app.settings import Settings
from app.vault.machine import MachineKeys, load_or_create
from app.web.errors import log_fault
from app.web.house import OrganisationFacts, get_organisation_facts
from app.web.limits import delete_past_spans
from app.web.scrub_requests import scrub_if_due
from app.web.sessions import delete_lapsed_sessions

HELP = "Do the regular work that is due (a running server does it by itself)."
LEASE = timedelta(minutes=5)


@dataclass(frozen=True)
class Moment:
    """When and where a job runs."""

    now: datetime
    facts: OrganisationFacts
    machine: MachineKeys
    settings: Settings | None = None


@dataclass(frozen=True)
class RegularWork:
    """A named job: how often it is due, and the function that does it in one transaction."""

    name: str
    every: timedelta
    do: Callable[[Session, Moment], object]


@dataclass(frozen=True)
class OutsideWork:
    """Work that lasts, and so may not hold a transaction: a backup, a rehearsal, cleaning the disk."""

    name: str
    every: timedelta
    do: Callable[[Database, Moment], object]


JOBS: tuple[RegularWork, ...] = (
    RegularWork(
        "reshow-keys", timedelta(minutes=10), lambda session, at: rotate_reshow_keys(session, at.now)
    ),
    RegularWork(
        "old-forms",
        timedelta(days=1),
        lambda session, at: forget_forms(session, week=at.facts.week(at.now)),
    ),
    RegularWork(
        "silence",
        timedelta(hours=1),
        lambda session, at: accept_silence(session, week=at.facts.week(at.now)),
    ),
    RegularWork(
        "lapsed-sessions", timedelta(minutes=5), lambda session, at: delete_lapsed_sessions(session, at.now)
    ),
    RegularWork(
        "ledger-head",
        timedelta(hours=1),
        lambda session, at: sign_head(session, at.machine, today=at.facts.today(at.now)),
    ),
    RegularWork(
        "purge-words",
        timedelta(hours=6),
        lambda session, at: purge_due_words(session, at.facts.today(at.now)),
    ),
    RegularWork(
        "end-receipts",
        timedelta(days=1),
        lambda session, at: end_due_receipts(session, at.facts.today(at.now)),
    ),
    RegularWork(
        "policies-begin",
        timedelta(hours=1),
        lambda session, at: bring_due_into_effect(session, at.facts.today(at.now)),
    ),
    RegularWork(
        "reviews-open",
        timedelta(hours=1),
        lambda session, at: open_due_reviews(session, at.facts.today(at.now)),
    ),
    RegularWork(
        "ballots",
        timedelta(seconds=30),
        lambda session, at: tend_ballots(session, now=at.now, facts=at.facts),
    ),
    RegularWork(
        "find-notices",
        timedelta(seconds=30),
        lambda session, at: find_what_is_new(session, facts=at.facts, now=at.now),
    ),
    RegularWork(
        "monthly-numbers",
        timedelta(hours=1),
        lambda session, at: keep_voice_counts(
            session, languages=at.facts.languages, today=at.facts.today(at.now)
        ),
    ),
    RegularWork(
        "weekly-totals",
        timedelta(hours=1),
        lambda session, at: write_totals(session, week=at.facts.week(at.now)),
    ),
    RegularWork("past-spans", timedelta(minutes=30), lambda session, at: delete_past_spans(session, at.now)),
)
OUTSIDE: tuple[OutsideWork, ...] = (
    OutsideWork("nightly-backup", timedelta(minutes=15), lambda database, at: _back_up(database, at)),
    OutsideWork("rehearsal", timedelta(seconds=30), lambda database, at: _rehearse(database, at)),
    OutsideWork("post-notices", timedelta(seconds=30), lambda database, at: _post(database, at)),
    OutsideWork("purged-list", timedelta(days=1), lambda database, at: _list_purged(database, at)),
    OutsideWork("scrub", timedelta(minutes=1), lambda database, at: scrub_if_due(database, now=at.now)),
    OutsideWork("counted-ballots", timedelta(seconds=30), lambda database, at: show_counted(database)),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: what is due is in the database."""


def run(args: argparse.Namespace) -> int:
    """Tick once."""
    settings = Settings()
    database = open_database(settings)
    machine, now = load_or_create(settings.data), datetime.now(UTC)
    tick(database, machine, now=now)
    tick_outside(database, settings, machine, now=now)
    database.close()
    return 0


def tick(
    database: Database, machine: MachineKeys, *, now: datetime, jobs: tuple[RegularWork, ...] = JOBS
) -> list[str]:
    """Do every job that is due, each in its own transaction; returns their names. Never twice at once."""
    holder = secrets.token_hex(8)
    with database.write() as session:
        if not get_organisation_facts(session).is_founded or not _take_lease(session, holder, now):
            return []
    try:
        return [job.name for job in jobs if _do_if_due(database, job, machine, now)]
    finally:
        with database.write() as session:
            session.execute(update(Lease).where(Lease.holder == holder).values(until=now))


def tick_outside(
    database: Database,
    settings: Settings,
    machine: MachineKeys,
    *,
    now: datetime,
    work: tuple[OutsideWork, ...] = OUTSIDE,
) -> list[str]:
    """Do what is due and lasts; returns the names. Claimed by moving its due time on, so never twice."""
    with database.read() as session:
        facts = get_organisation_facts(session)
    if not facts.is_founded:
        return []
    due = [one for one in work if _claim(database, one, now)]
    for one in due:
        try:
            one.do(database, Moment(now, facts, machine, settings))
        except Exception as error:  # one that fails, as on a full disk, keeps none of the others away
            log_fault(error)
    return [one.name for one in due]


def _list_purged(database: Database, at: Moment) -> int:
    return write_purged_list(database, at.settings.data) if at.settings else 0


def _back_up(database: Database, at: Moment) -> None:
    if at.settings:
        make_nightly_backup(database, at.machine, at.settings, facts=at.facts, now=at.now)


def _post(database: Database, at: Moment) -> None:
    if at.settings:
        post_notices(database, at.settings, at.machine, now=at.now)


def _rehearse(database: Database, at: Moment) -> None:
    if at.settings:
        rehearse_if_asked(database, at.machine, at.settings, now=at.now)


def _claim(database: Database, work: OutsideWork, now: datetime) -> bool:
    with database.write() as session:
        insert_once(session, Job, name=work.name, due_at=now)
        row = session.get_one(Job, work.name, with_for_update=True)
        is_due = row.due_at <= now
        if is_due:
            row.due_at = now + work.every
    return is_due


def _do_if_due(database: Database, job: RegularWork, machine: MachineKeys, now: datetime) -> bool:
    with database.write() as session:
        row = session.get(Job, job.name)
        if row is None:
            row = Job(name=job.name, due_at=now)
            session.add(row)
        if row.due_at > now:
            return False
        job.do(session, Moment(now, get_organisation_facts(session), machine))
        row.due_at = now + job.every
    return True


def _take_lease(session: Session, holder: str, now: datetime) -> bool:
    lease = session.get(Lease, "tick", with_for_update=True)
    if lease is None:
        session.add(Lease(name="tick", holder=holder, until=now + LEASE))
        session.flush()
        return True
    if lease.until > now:
        return False
    lease.holder, lease.until = holder, now + LEASE
    return True
