"""The list that arriving words are held against, and the names of staff: ready-made until either changes."""

from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.danger import STARTER, Detector, Harm, Judgement, Line, Standing
from app.domain.holding import STAFF_ROLES
from app.models.care import DangerPhrase, StaffName
from app.models.people import Account, RoleGrant


def judge(session: Session, text: str) -> Judgement:
    """What a text speaks of, by the list as it stands. Nothing of it is stored here."""
    return get_detector(session).judge(text)


def get_detector(session: Session) -> Detector:
    """The organisation's list with the starter's lines and the names of staff."""
    return _detector(tuple(list_own_lines(session)), tuple(list_staff_names(session)))


def list_own_lines(session: Session) -> list[Line]:
    """What stewards added, calmed or took away."""
    rows = session.execute(
        select(DangerPhrase.language, DangerPhrase.harm, DangerPhrase.words, DangerPhrase.standing).order_by(
            DangerPhrase.id
        )
    )
    return [Line(language, Harm(harm), words, Standing(standing)) for language, harm, words, standing in rows]


def list_staff_names(session: Session) -> list[str]:
    """Names of accounts that work here, and what people call others of the staff."""
    roles = [role.value for role in STAFF_ROLES]
    named = (
        select(Account.display_name)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(Account.is_active, RoleGrant.role.in_(roles))
        .distinct()
    )
    return sorted({*session.scalars(named), *session.scalars(select(StaffName.name))})


@lru_cache(maxsize=4)
def _detector(own: tuple[Line, ...], names: tuple[str, ...]) -> Detector:
    return Detector([*STARTER, *own], names)
