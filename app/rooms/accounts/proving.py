"""Showing who this is: a second factor after the passphrase, and both once more in an open session."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.domain.sessions import SessionStage
from app.models.people import Account, StaffSession
from app.models.second_factors import AuthenticatorApp, PaperCode, StoredPasskey
from app.rooms.accounts.actions import keys_at
from app.rooms.accounts.factors import list_factors
from app.vault.accounts import Unwrapped
from app.vault.passkeys import Passkey, PasskeyRefused, Place, Question, answered_by, verify_answer
from app.vault.second_factors import matching_step, paper_code_hash
from app.vault.session_keys import lookup_hash
from app.web.limits import take_room
from app.web.sessions import NotSignedIn, OpenedRow, open_row, replace_session

# Six digits can be guessed: this many per account in ten minutes. Paper codes and passkeys cannot.
MOST_CODES = 10
SIGN_IN = "sign in"
PROVE = "prove again"
REGISTER = "register"
APP = "app"
APP_DIGITS = 6


@dataclass(frozen=True)
class Shown:
    """What somebody gives beside the passphrase: a code of the app or from paper, or a passkey's answer.

    ``place`` is where passkeys are valid, or None where they cannot be used.
    """

    code: str = field(repr=False)
    answer: str = field(repr=False)
    place: Place | None = None


def finish_sign_in(session: Session, token: str, shown: Shown, *, now: datetime) -> str:
    """The token of an open session after the second factor; ``InvalidInput`` when that was wrong."""
    held = _held(session, token, now)
    if held.row.stage != SessionStage.HALF.value:
        raise NotSignedIn
    secret = held.keys.get(APP)
    question = _question(shown, token, SIGN_IN, now)
    _Proof(session, held.account, shown, question, secret, now).check()
    return _strong(session, held, token, now)


def prove_again(
    session: Session, token: str, *, opened: Unwrapped | None, shown: Shown, now: datetime
) -> str:
    """A new token for the same session, proved now; ``InvalidInput`` when something shown was wrong."""
    held = _held(session, token, now)
    if opened is None:
        raise InvalidInput("account.wrong_passphrase", field="passphrase")
    if not list_factors(session, held.account.id).is_any:
        return replace_session(session, token, held.keys, stage=SessionStage(held.row.stage), now=now)
    question = _question(shown, token, PROVE, now)
    _Proof(session, held.account, shown, question, opened.secret, now).check()
    return _strong(session, held, token, now)


def strengthen(session: Session, token: str, *, now: datetime) -> str:
    """After a second factor was set up: a new token with every key; all other sessions end."""
    held = _held(session, token, now)
    others = StaffSession.account_id == held.account.id, StaffSession.lookup != lookup_hash(token)
    session.execute(delete(StaffSession).where(*others))
    return _strong(session, held, token, now)


def use_paper_code(session: Session, account: Account, code: str) -> bool:
    """True once for each paper code of the account, however many come with it at once."""
    hashed = paper_code_hash(code, public=account.public_key)
    if hashed is None:
        return False
    wanted = PaperCode.hash == hashed, PaperCode.account_id == account.id
    return session.execute(delete(PaperCode).where(*wanted).returning(PaperCode.hash)).first() is not None


def is_paper_code(session: Session, account: Account, code: str) -> bool:
    """True when the account has this paper code; it stays unused."""
    hashed = paper_code_hash(code, public=account.public_key)
    row = session.get(PaperCode, hashed) if hashed else None
    return row is not None and row.account_id == account.id


def _held(session: Session, token: str, now: datetime) -> OpenedRow:
    held = open_row(session, token, now)
    if held is None:
        raise NotSignedIn
    return held


def _strong(session: Session, held: OpenedRow, token: str, now: datetime) -> str:
    stage = SessionStage.STRONG
    keys = keys_at(session, held.account, private_key=held.keys["account"], stage=stage)
    return replace_session(session, token, keys, stage=stage, now=now)


def _question(shown: Shown, token: str, purpose: str, now: datetime) -> Question | None:
    return Question(shown.place, token, purpose, now) if shown.place else None


@dataclass(frozen=True)
class _Proof:
    """One thing shown for one account; ``secret`` is the app's, if it has one."""

    session: Session
    account: Account
    shown: Shown
    question: Question | None
    secret: bytes | None
    now: datetime

    def check(self) -> None:
        """``InvalidInput`` unless the code or the answer is right and unused."""
        if self.shown.answer and self.question:
            is_right = self._passkey_is_right(self.question)
        elif len("".join(self.shown.code.split())) > APP_DIGITS:
            is_right = use_paper_code(self.session, self.account, self.shown.code)
        else:
            is_right = self._app_is_right()
        if not is_right:
            raise InvalidInput("second_factor.wrong", field="code")

    def _app_is_right(self) -> bool:
        take_room(self.session, f"second-factor:{self.account.id}", most=MOST_CODES, now=self.now)
        step = matching_step(self.secret, self.shown.code, now=self.now) if self.secret else None
        if step is None:
            return False
        # Of two that come with the same code, one finds the step unused.
        unused = AuthenticatorApp.account_id == self.account.id, AuthenticatorApp.last_step < step
        using = update(AuthenticatorApp).where(*unused).values(last_step=step)
        return self.session.execute(using.returning(AuthenticatorApp.account_id)).first() is not None

    def _passkey_is_right(self, question: Question) -> bool:
        mine = StoredPasskey.account_id == self.account.id
        wanted = select(StoredPasskey).where(StoredPasskey.id == answered_by(self.shown.answer), mine)
        row = self.session.scalar(wanted.with_for_update())
        if row is None:
            return False
        try:
            passkey = Passkey(row.id, row.public_key, row.sign_count)
            row.sign_count = verify_answer(question, self.shown.answer, passkey=passkey)
        except PasskeyRefused:
            return False
        return True
