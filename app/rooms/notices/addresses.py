"""Where an account wants to be told. Chosen by the person alone, and taken away by them alone."""

from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.notices import check_address
from app.models.notices import Notice, NoticeAddress
from app.vault.boxes import decrypt, encrypt
from app.vault.derivation import derive_key
from app.vault.machine import MachineKeys
from app.web.actors import Actor

_PURPOSE = "addresses of notices"


def set_address(session: Session, actor: Actor, typed: str, *, machine: MachineKeys, today: date) -> None:
    """Keep the address, encrypted under the machine's key; ``InvalidInput`` for what is none."""
    boxed = encrypt(_key(machine), check_address(typed).encode(), context=_context(actor.account_id))
    row = session.get(NoticeAddress, actor.account_id)
    if row is None:
        row = NoticeAddress(account_id=actor.account_id, added_on=today)
        session.add(row)
    row.boxed_address = boxed
    session.flush()


def forget_address(session: Session, actor: Actor) -> None:
    """Delete the address and every letter that is still to be written to it."""
    session.execute(delete(NoticeAddress).where(NoticeAddress.account_id == actor.account_id))
    session.execute(delete(Notice).where(Notice.account_id == actor.account_id))


def find_address(session: Session, account_id: int, *, machine: MachineKeys) -> str | None:
    """The address of an account, or None."""
    row = session.get(NoticeAddress, account_id)
    if row is None:
        return None
    return decrypt(_key(machine), row.boxed_address, context=_context(account_id)).decode()


def list_reachable(session: Session) -> set[int]:
    """Accounts with an address."""
    return set(session.scalars(select(NoticeAddress.account_id)))


def _key(machine: MachineKeys) -> bytes:
    return derive_key(machine.pepper, _PURPOSE)


def _context(account_id: int) -> bytes:
    return str(account_id).encode()
