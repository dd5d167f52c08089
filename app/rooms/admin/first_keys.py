"""The keys of the first start: passphrases and the recovery key stand in one answer and nowhere else."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.ledger import leaves
from app.domain.ledger.leaves import PROGRAM, Leaf
from app.domain.permissions import Role
from app.domain.weeks import Week
from app.models.feedback import Thread
from app.models.ledger import LedgerLeaf
from app.models.organisation import Organisation
from app.models.people import Account, Circle, CircleGrant, RoleGrant, StaffSession
from app.rooms.accounts.actions import NewAccount, grant_what_is_at_hand
from app.rooms.accounts.circles import CircleName, list_circles, make_circle
from app.rooms.admin.founding import NewOrganisation
from app.rooms.admin.setup_answers import Answers, Person
from app.rooms.admin.setup_link import used_at_of
from app.rooms.admin.slugs import slugs_of
from app.rooms.ledger.actions import append
from app.vault.accounts import WrappedAccount, new_wrapped_account
from app.vault.boxes import KeyPair
from app.vault.derivation import Cost
from app.vault.passphrases import make_passphrase
from app.vault.recovery import new_recovery_key, split

MAY_BE_MADE_AGAIN = timedelta(hours=1)


@dataclass(frozen=True)
class FirstKey:
    """One person's passphrase, and the key pair that it wraps."""

    person: Person
    passphrase: str = field(repr=False)
    wrapped: WrappedAccount = field(repr=False)


@dataclass(frozen=True)
class FirstKeys:
    """Everything that the last page of the set-up shows once."""

    people: tuple[FirstKey, ...] = field(repr=False)
    recovery: KeyPair = field(repr=False)

    def halves(self) -> tuple[list[str], list[str]]:
        """The recovery key as two halves, 16 groups each."""
        return split(self.recovery)


def make_first_key(person: Person, cost: Cost) -> FirstKey:
    """A passphrase made by the program and what it wraps. Slow on purpose: run it in the argon lane."""
    passphrase = make_passphrase()
    return FirstKey(person, passphrase, new_wrapped_account(passphrase, cost=cost))


def first_keys(people: Sequence[FirstKey]) -> FirstKeys:
    """With the recovery key, which costs nothing to make."""
    return FirstKeys(tuple(people), new_recovery_key())


def new_organisation(answers: Answers, keys: FirstKeys) -> NewOrganisation:
    """What the founding takes, from what was typed and made."""
    return NewOrganisation(
        name=answers.value("name"),
        time_zone=answers.time_zone,
        languages=answers.languages,
        places=slugs_of(answers.places),
        about=answers.value("about"),
        texts=answers.texts(),
        people=tuple(_account(key) for key in keys.people),
    )


def may_be_made_again(session: Session, token: str, now: datetime) -> bool:
    """True for an hour after the link was used, while nobody has signed in or done anything."""
    used_at = used_at_of(session, token)
    if used_at is None or now - used_at > MAY_BE_MADE_AGAIN:
        return False
    somebody_is_in = session.scalar(select(StaffSession.account_id).limit(1)) is not None
    has_words = session.scalar(select(Thread.id).limit(1)) is not None
    acts = session.scalars(select(LedgerLeaf.body).order_by(LedgerLeaf.index).limit(100))
    return not (somebody_is_in or has_words or any(leaves.decode(act).by != PROGRAM for act in acts))


def list_first_people(session: Session) -> tuple[Person, ...]:
    """Everybody whom the set-up named, for keys that are made again."""
    accounts = session.scalars(select(Account).where(Account.is_active).order_by(Account.id)).all()
    return tuple(
        Person(account.name, account.display_name, account.public_title, _roles_of(session, account))
        for account in accounts
    )


def replace_first_keys(session: Session, keys: FirstKeys, *, today: date) -> None:
    """New key pairs, circles and recovery key instead of ones that nobody has seen; nothing is sealed yet."""
    session.execute(delete(CircleGrant))
    session.execute(delete(Circle))
    session.get_one(Organisation, 1).recovery_public_key = keys.recovery.public
    private = {
        name: make_circle(session, name, recovery_public=keys.recovery.public, today=today).private
        for name in CircleName
    }
    at_hand = {circle.id: private[CircleName(circle.name)] for circle in list_circles(session)}
    for key in keys.people:
        account = session.scalars(select(Account).where(Account.name == key.person.name)).one()
        account.salt = key.wrapped.salt
        account.public_key = key.wrapped.public
        account.wrapped_private_key = key.wrapped.wrapped_private
        grant_what_is_at_hand(session, account, roles=key.person.roles, circle_keys=at_hand)
    append(session, Leaf("organisation.rekey", "organisation:1", None, PROGRAM, str(Week.of(today))))


def _account(key: FirstKey) -> NewAccount:
    person = key.person
    return NewAccount(person.name, person.display_name, person.public_title, person.roles, key.wrapped)


def _roles_of(session: Session, account: Account) -> frozenset[Role]:
    grants = session.scalars(select(RoleGrant.role).where(RoleGrant.account_id == account.id))
    return frozenset(Role(role) for role in grants)
