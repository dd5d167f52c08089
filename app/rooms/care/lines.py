"""Who belongs to which rota: stewards and outside readers, each for their own circle."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.duty import DutyLine
from app.domain.permissions import Role
from app.models.feedback import Thread
from app.models.people import Account, Circle, RoleGrant
from app.rooms.accounts.circles import CircleName
from app.web.actors import Actor

ROLE_OF = {DutyLine.STEWARDS: Role.STEWARD, DutyLine.OUTSIDE: Role.OUTSIDE_READER}
_LINE_OF = {CircleName.STEWARDS: DutyLine.STEWARDS, CircleName.OUTSIDE: DutyLine.OUTSIDE}


def line_of(session: Session, thread: Thread) -> DutyLine:
    """Whose rota a voice belongs to: that of the circle that opens it."""
    return _LINE_OF[CircleName(session.get_one(Circle, thread.circle_id).name)]


def lines_of(actor: Actor) -> tuple[DutyLine, ...]:
    """The rotas that this person is part of."""
    return tuple(line for line, role in ROLE_OF.items() if role in actor.roles)


def role_in(actor: Actor, line: DutyLine) -> Role:
    """The role in which somebody acts for a rota."""
    return ROLE_OF[line]


def list_members(session: Session, line: DutyLine) -> list[Account]:
    """Active accounts of a rota's role, by name."""
    rows = (
        select(Account)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(Account.is_active, RoleGrant.role == ROLE_OF[line].value)
        .order_by(Account.display_name, Account.id)
    )
    return list(session.scalars(rows))
