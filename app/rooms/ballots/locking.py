"""The box of a ballot while it is used: votes share it, the close and the count have it alone."""

import zlib

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.models.ballots import Ballot

_BOXES = 0x5A150


def share_box(session: Session, ref: str) -> None:
    """Keep the ballot from being closed until this transaction ends.

    On SQLite a writer is alone anyway. A lock of the ballot's row would write into it, and so leave behind in
    which order the votes came.
    """
    if session.get_bind().dialect.name != "sqlite":
        session.execute(select(func.pg_advisory_xact_lock_shared(_BOXES, _number(ref))))


def hold_box(session: Session, ref: str) -> Ballot:
    """Wait for the votes that are being stored, keep out others, and read the ballot anew."""
    if session.get_bind().dialect.name != "sqlite":
        session.execute(select(func.pg_advisory_xact_lock(_BOXES, _number(ref))))
    found = select(Ballot).where(Ballot.ref == ref).with_for_update()
    ballot = session.scalars(found.execution_options(populate_existing=True)).one_or_none()
    if ballot is None:
        raise NotFound("not_found")
    return ballot


def _number(ref: str) -> int:
    """A signed 32-bit number for the reference; two ballots that share one only wait for each other."""
    return zlib.crc32(ref.encode()) - 2**31
