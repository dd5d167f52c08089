"""The list of danger words on its page: all lines, the organisation's own changes, and trying it out."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from app.domain.danger import STARTER, BadLine, Detector, Harm, Line, Standing
from app.domain.errors import IllegalMove, InvalidInput
from app.domain.ledger.leaves import Leaf
from app.domain.permissions import Permission, Role
from app.domain.weeks import Week
from app.models.care import DangerPhrase, StaffName
from app.rooms.ledger.actions import append
from app.web.actors import Actor

LONGEST_LINE = 400
MOST_OWN = 1_000
LONGEST_NAME = 60


@dataclass(frozen=True)
class ListedLine:
    """One line of the list. ``is_own``: the organisation's; ``is_removed``: taken away from the starter."""

    line: Line
    is_own: bool
    is_removed: bool
    own_id: int | None


def list_lines(session: Session, *, language: str, harm: Harm) -> list[ListedLine]:
    """All lines under one head: the organisation's own first, then the starter's."""
    own = list(
        session.scalars(
            select(DangerPhrase).where(DangerPhrase.language == language).order_by(DangerPhrase.id)
        )
    )
    removed = {row.words for row in own if row.standing == Standing.REMOVED.value}
    ours = [
        ListedLine(Line(language, harm, row.words, Standing(row.standing)), True, False, row.id)
        for row in own
        if row.standing != Standing.REMOVED.value and row.harm == harm.value
    ]
    starter = [
        ListedLine(line, False, line.words in removed, None)
        for line in STARTER
        if line.language == language and line.harm is harm
    ]
    return ours + starter


def add_line(session: Session, actor: Actor, line: Line, *, week: Week) -> None:
    """Add a line, or a look-alike; a line that nothing or everything matches is refused."""
    actor.require(Permission.DANGER_LIST_EDIT)
    words = " ".join(line.words.split())
    if not words:
        raise InvalidInput("field.required", field="words")
    if len(words) > LONGEST_LINE:
        raise InvalidInput("field.too_long", field="words", limit=LONGEST_LINE)
    if line.standing is Standing.REMOVED:
        raise InvalidInput("field.not_one_of_these", field="standing")
    try:
        Detector([Line(line.language, line.harm, words, line.standing)])
    except BadLine:
        raise InvalidInput("danger_bad_line", field="words") from None
    if (session.scalar(select(func.count()).select_from(DangerPhrase)) or 0) >= MOST_OWN:
        raise IllegalMove("danger_list_full")
    _put(session, line.language, line.harm, words, line.standing)
    append(session, _leaf("danger_list.add", actor, week))


def take_away(session: Session, actor: Actor, line: Line, *, week: Week) -> None:
    """Take an own line away for good, or leave a line of the starter out."""
    actor.require(Permission.DANGER_LIST_EDIT)
    known = {(one.language, one.words) for one in STARTER}
    session.execute(delete(DangerPhrase).where(*_same(line.language, line.harm, line.words)))
    if (line.language, line.words) in known:
        _put(session, line.language, line.harm, line.words, Standing.REMOVED)
    append(session, _leaf("danger_list.take_away", actor, week))


def put_back(session: Session, actor: Actor, line: Line, *, week: Week) -> None:
    """Take a line of the starter in again."""
    actor.require(Permission.DANGER_LIST_EDIT)
    session.execute(delete(DangerPhrase).where(*_same(line.language, line.harm, line.words)))
    append(session, _leaf("danger_list.add", actor, week))


def add_staff_name(session: Session, actor: Actor, name: str, *, week: Week) -> None:
    """What people call somebody who works here."""
    actor.require(Permission.DANGER_LIST_EDIT)
    name = " ".join(name.split())
    if len(name) < 3:
        raise InvalidInput("staff_name_too_short", field="name")
    if len(name) > LONGEST_NAME:
        raise InvalidInput("field.too_long", field="name", limit=LONGEST_NAME)
    if session.scalar(select(StaffName.id).where(StaffName.name == name)) is None:
        session.add(StaffName(name=name))
        session.flush()
    append(session, _leaf("staff_names.change", actor, week))


def remove_staff_name(session: Session, actor: Actor, name_id: int, *, week: Week) -> None:
    """Somebody left, or the name is too common."""
    actor.require(Permission.DANGER_LIST_EDIT)
    session.execute(delete(StaffName).where(StaffName.id == name_id))
    append(session, _leaf("staff_names.change", actor, week))


def list_names(session: Session) -> Sequence[tuple[int, str]]:
    """The names that stewards added."""
    return [(row.id, row.name) for row in session.scalars(select(StaffName).order_by(StaffName.name))]


def _put(session: Session, language: str, harm: Harm, words: str, standing: Standing) -> None:
    row = session.scalars(select(DangerPhrase).where(*_same(language, harm, words))).one_or_none()
    if row is None:
        row = DangerPhrase(language=language, harm=harm.value, words=words)
        session.add(row)
    row.standing = standing.value
    session.flush()


def _same(language: str, harm: Harm, words: str) -> tuple[ColumnElement[bool], ...]:
    return (
        DangerPhrase.language == language,
        DangerPhrase.harm == harm.value,
        DangerPhrase.words == words,
    )


def _leaf(act: str, actor: Actor, week: Week) -> Leaf:
    role = Role.STEWARD if Role.STEWARD in actor.roles else Role.OUTSIDE_READER
    return Leaf(act, "danger_list:words", None, role.value, str(week))
