"""What tells one sending of one form from every other, so that nothing is ever stored twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.weeks import Week
from app.models.feedback import FormUse
from app.rooms.feedback.insert_once import insert_once
from app.vault.form_tokens import StaleToken, check_token, form_digest, issue_token, submission_key

LIFETIME_HOURS = 48
KEPT_WEEKS = 4
NO_RESHOW_KEY = 0
_ANY_AGE = 2**31


@dataclass(frozen=True)
class FormMark:
    """``submission_key`` is stored; ``token`` and ``digest`` make the code and are stored nowhere."""

    submission_key: bytes = field(repr=False)
    token: bytes = field(repr=False)
    digest: bytes = field(repr=False)
    is_stale: bool = False

    def require_fresh(self) -> None:
        """Raise ``StaleToken`` for a form that was handed out more than two days ago."""
        if self.is_stale:
            raise StaleToken


def new_token(form_key: bytes, now: datetime) -> str:
    """For the hidden field ``token`` of a form that is handed out now."""
    return issue_token(form_key, _hours(now))


def mark_of(form_key: bytes, typed: Mapping[str, Sequence[str]], now: datetime) -> FormMark:
    """The mark of all that was typed and chosen; ``ForgedToken`` without a token of ours."""
    written = next(iter(typed.get("token", ())), "")
    token = check_token(form_key, written, now_bucket=_hours(now), lifetime=_ANY_AGE)
    pairs = [(name, value) for name, values in typed.items() if name != "token" for value in values]
    digest = form_digest(pairs)
    return FormMark(
        submission_key=submission_key(form_key, token, digest=digest),
        token=token,
        digest=digest,
        is_stale=_is_stale(form_key, written, now),
    )


def is_taken(session: Session, mark: FormMark) -> bool:
    """True when this very form was taken in before."""
    known = select(FormUse.reshow_key_id).where(FormUse.submission_key == mark.submission_key)
    return session.scalar(known) is not None


def take_once(session: Session, mark: FormMark, *, week: Week, reshow_key_id: int = NO_RESHOW_KEY) -> bool:
    """Note that this form is taken in; False when it was before. Of many at once, one is the first."""
    return insert_once(
        session,
        FormUse,
        submission_key=mark.submission_key,
        reshow_key_id=reshow_key_id,
        week=str(week),
    )


def forget_forms(session: Session, *, week: Week) -> int:
    """Delete what no form can still be compared with: its token went stale weeks ago; returns how many."""
    old = delete(FormUse).where(FormUse.week < str(week.minus(KEPT_WEEKS)))
    return len(session.execute(old.returning(FormUse.submission_key)).all())


def _is_stale(form_key: bytes, written: str, now: datetime) -> bool:
    try:
        check_token(form_key, written, now_bucket=_hours(now), lifetime=LIFETIME_HOURS)
    except StaleToken:
        return True
    return False


def _hours(now: datetime) -> int:
    return int(now.timestamp()) // 3600
