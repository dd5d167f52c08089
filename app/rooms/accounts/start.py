"""What the accounts room adds to the start page of the workspace."""

from datetime import date

from sqlalchemy.orm import Session

from app.rooms.accounts.keys import list_keys_to_give
from app.web.actors import Actor
from app.web.desk import DeskSection


def keys_to_give(session: Session, actor: Actor, today: date) -> DeskSection | None:
    """The names of people who wait for a key that this person holds."""
    names = sorted({account.display_name for account, _ in list_keys_to_give(session, actor)})
    return DeskSection("accounts/desk/_keys.html", names) if names else None
