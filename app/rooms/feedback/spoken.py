"""One-time words as their person sees them by the code."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.lifecycles import SpokenState
from app.models.feedback import Thread
from app.models.intake import SpokenWord
from app.models.people import Account
from app.vault.boxes import open_text


@dataclass(frozen=True)
class ShownWord:
    """A word to say once to ``hears``. ``word`` is empty once it was said, or for who has no key to it."""

    hears: str
    state: str
    word: str = field(repr=False)

    @property
    def is_offered(self) -> bool:
        """True while it may still be said."""
        return self.state == SpokenState.OFFERED.value


def list_spoken_words(
    session: Session, thread: Thread, *, reply_private: bytes | None = None
) -> list[ShownWord]:
    """The words made for this thread; opened with the private key of what is written to the person."""
    rows = select(SpokenWord, Account).join(Account, Account.id == SpokenWord.account_id)
    found = session.execute(rows.where(SpokenWord.thread_id == thread.id).order_by(SpokenWord.id))
    return [
        ShownWord(
            hears=account.public_title or account.display_name,
            state=row.state,
            word=open_text(reply_private, row.sealed_word) if reply_private and row.sealed_word else "",
        )
        for row, account in found
    ]


def list_hearers(session: Session) -> list[Account]:
    """Everybody who has an account, by the name that others know them by."""
    rows = select(Account).where(Account.is_active).order_by(Account.display_name, Account.id)
    return list(session.scalars(rows))
