"""Carrying letters to the mail server: claimed before the conversation, so that none goes out twice."""

import smtplib
import ssl
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from app.db import Database
from app.domain.notices import Answer, NoticeState, answer_of, wait_before_next
from app.models.notices import Notice
from app.rooms.notices.addresses import find_address
from app.settings import Settings
from app.vault.machine import MachineKeys

MOST_AT_ONCE = 5
PATIENCE_SECONDS = 15.0
SUBJECT = "Something waits for you"
_NO_REPLY = 0


@dataclass(frozen=True)
class Letter:
    """One letter that was claimed; ``key`` makes its Message-ID, the same at each try."""

    notice_id: int
    address: str = field(repr=False)
    key: str


def post_notices(database: Database, settings: Settings, machine: MachineKeys, *, now: datetime) -> int:
    """Send what is due; returns how many the server took. Without a server nothing is claimed."""
    if not settings.smtp_host:
        return 0
    with database.write() as session:
        # Left over from a process that ended in the middle: perhaps it went out, so it never goes again.
        ended = update(Notice).where(Notice.state == NoticeState.SENDING.value)
        session.execute(ended.values(state=NoticeState.UNKNOWN.value))
        letters = _claim(session, machine, now)
    taken = 0
    for letter in letters:
        answer = send(letter, settings, now=now)
        with database.write() as session:
            _note(session, letter, answer, now)
        taken += answer is Answer.TAKEN
    return taken


def send(letter: Letter, settings: Settings, *, now: datetime) -> Answer:
    """One conversation with the mail server (RFC 5321), its reply as far as it matters."""
    try:
        with _connection(settings) as server:
            if settings.smtp_user:
                server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
            server.send_message(compose(letter, settings, now=now))
    except smtplib.SMTPRecipientsRefused as refused:
        return answer_of(max(code for code, _ in refused.recipients.values()))
    except smtplib.SMTPResponseException as refused:
        return answer_of(refused.smtp_code)
    except (smtplib.SMTPException, OSError):
        return answer_of(_NO_REPLY)
    return Answer.TAKEN


def compose(letter: Letter, settings: Settings, *, now: datetime) -> EmailMessage:
    """That something waits, and where to sign in: nothing of what it is, of whom, or of the place."""
    message = EmailMessage()
    message["From"] = settings.smtp_from
    message["To"] = letter.address
    message["Subject"] = SUBJECT
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{letter.key}@{settings.smtp_from.rpartition('@')[2] or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(
        f"Something waits for you. Sign in to see what it is:\n\n{settings.effective_base_url}/desk\n\n"
        "You get this because you asked for it under “Being told by e-mail”. You can end it there.\n"
    )
    return message


def _connection(settings: Settings) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if settings.smtp_tls == "always":
        return smtplib.SMTP_SSL(
            settings.smtp_host, settings.smtp_port, timeout=PATIENCE_SECONDS, context=context
        )
    server = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=PATIENCE_SECONDS)
    if settings.smtp_tls == "starttls":
        try:
            server.starttls(context=context)
        except BaseException:
            server.close()
            raise
    return server


def _claim(session: Session, machine: MachineKeys, now: datetime) -> list[Letter]:
    due = (
        select(Notice)
        .where(Notice.state == NoticeState.WAITING.value)
        .where(or_(Notice.next_try_at.is_(None), Notice.next_try_at <= now))
        .order_by(Notice.id)
        .limit(MOST_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    letters = []
    for row in session.scalars(due):
        address = find_address(session, row.account_id, machine=machine)
        row.state = (NoticeState.SENDING if address else NoticeState.FAILED).value
        row.tries += 1
        if address:
            letters.append(Letter(row.id, address, row.letter_key.hex()))
    return letters


def _note(session: Session, letter: Letter, answer: Answer, now: datetime) -> None:
    row = session.get(Notice, letter.notice_id)
    if row is None:
        return
    wait = wait_before_next(row.tries) if answer is Answer.LATER else None
    row.next_try_at = now + wait if wait else None
    if answer is Answer.TAKEN:
        row.state = NoticeState.SENT.value
    else:
        row.state = (NoticeState.WAITING if wait else NoticeState.FAILED).value
