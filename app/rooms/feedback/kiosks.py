"""Kiosks: a browser that staff opened by a signed address. Nothing of a person is kept, no cookie is set."""

import hmac

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.intake import Kiosk
from app.models.organisation import Place
from app.vault import crockford
from app.vault.derivation import keyed_hash

_MARK_BYTES = 10


def mark_of_kiosk(ref: str, form_key: bytes) -> str:
    """What stands in a kiosk's address: its reference, signed, so that nobody makes one up."""
    return f"{ref}-{crockford.encode(keyed_hash(form_key, 'kiosk', ref.encode())[:_MARK_BYTES])}"


def find_kiosk(session: Session, mark: str, form_key: bytes) -> tuple[Kiosk, Place] | None:
    """The kiosk that this mark was made for, while it is not ended; None for any other text."""
    ref = mark[:8]
    if not hmac.compare_digest(mark.encode(), mark_of_kiosk(ref, form_key).encode()):
        return None
    rows = select(Kiosk, Place).join(Place, Place.id == Kiosk.place_id)
    found = session.execute(rows.where(Kiosk.ref == ref, ~Kiosk.is_ended)).one_or_none()
    return (found[0], found[1]) if found else None
