"""Second factors of the test world's people: each has an app whose secret is known, and codes on paper."""

from collections import Counter
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.people import Account
from app.models.second_factors import AuthenticatorApp, PaperCode
from app.rooms.accounts.queries import wrapped_of
from app.vault import crockford
from app.vault.accounts import lock_secret
from app.vault.derivation import Cost
from app.vault.second_factors import code_at, paper_code_hash, step_of

CHEAP = Cost(memory_kib=64, passes=1)
PASSPHRASE = "corner light demo"
CODES = 24  # more than the program makes: a run signs in often


def secret_of(name: str) -> bytes:
    """The secret of this person's app."""
    return sha256(f"app of {name}".encode()).digest()[:20]


def paper_codes_of(name: str) -> list[str]:
    """The codes on this person's paper."""
    digests = (sha256(f"paper {number} of {name}".encode()).digest() for number in range(CODES))
    return [crockford.encode(digest[:10]) for digest in digests]


_used: Counter[tuple[str, str]] = Counter()


def next_paper_code(home: str, name: str) -> str:
    """The first code on this person's paper that was not used yet at this address."""
    number = _used[home, name]
    _used[home, name] += 1
    return paper_codes_of(name)[number]


def papers_follow(before: str, after: str) -> None:
    """The same people at another address: what they used at the one is used at the other."""
    _used.update({(after, name): number for (home, name), number in _used.items() if home == before})


def app_code(name: str, now: datetime, *, beside: int = 0) -> str:
    """What this person's app shows at an instant, or so many steps beside it."""
    return code_at(secret_of(name), step_of(now) + beside)


def give_factors(session: Session, *, today: date) -> None:
    """Everybody has set up an app and has codes on paper."""
    session.flush()
    for account in session.scalars(select(Account)):
        boxed = lock_secret(wrapped_of(account), secret_of(account.name), PASSPHRASE, cost=CHEAP)
        app = AuthenticatorApp(account_id=account.id, boxed_secret=boxed, last_step=0, added_on=today)
        session.add(app)
        for code in paper_codes_of(account.name):
            hashed = paper_code_hash(code, public=account.public_key)
            session.add(PaperCode(hash=hashed, account_id=account.id))
