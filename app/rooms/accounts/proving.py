"""Showing who this is: once more in an open session."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.domain.sessions import SessionStage
from app.rooms.accounts.sign_in import Opened
from app.web.sessions import NotSignedIn, open_row, replace_session


def prove_again(session: Session, token: str, *, opened: Opened | None, now: datetime) -> str:
    """A new token for the same session, proved now; ``InvalidInput`` when the passphrase was wrong."""
    held = open_row(session, token, now)
    if held is None:
        raise NotSignedIn
    if opened is None:
        raise InvalidInput("account.wrong_passphrase", field="passphrase")
    return replace_session(session, token, held.keys, stage=SessionStage(held.row.stage), now=now)
