"""The lines above the form: an administrator writes them, the director confirms each wording."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, InvalidInput
from app.domain.ledger.leaves import Leaf
from app.domain.permissions import Permission, Role
from app.domain.weeks import Week
from app.models.organisation import IntakeText, IntakeWording, Organisation
from app.rooms.admin.queries import TextLine, get_text_line
from app.rooms.ledger.actions import append
from app.vault.derivation import plain_hash
from app.web.actors import Actor
from app.web.public_version import raise_public_version

Words = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class TextChange:
    """A line as it shall be. ``wordings`` maps languages to (lead, body); two empty ones remove a wording."""

    phone: str
    police: str
    wordings: Words


def seen_mark(line: TextLine) -> str:
    """What somebody saw of a line: it changes with anything that the public would read."""
    words = [
        part for code, wording in sorted(line.wordings.items()) for part in (code, wording.lead, wording.body)
    ]
    return plain_hash(*(part.encode() for part in (line.text.phone, line.text.police, *words))).hex()


def add_text(session: Session, actor: Actor, kind: str, change: TextChange, *, today: date) -> IntakeText:
    """A new line at the end of its kind."""
    actor.require(Permission.ORGANISATION_EDIT)
    _check(session, change)
    position = (session.scalar(select(func.max(IntakeText.position))) or 0) + 1
    text = IntakeText(kind=kind, position=position, phone=change.phone, police=change.police)
    session.add(text)
    session.flush()
    session.add_all(
        IntakeWording(text_id=text.id, language=language, lead=lead, body=body)
        for language, (lead, body) in change.wordings.items()
        if lead
    )
    _note(session, "text.add", text.id, "waiting", Role.ADMINISTRATOR, today=today)
    return text


def edit_text(
    session: Session, actor: Actor, text_id: int, change: TextChange, *, seen: str, today: date
) -> None:
    """Other words, or another number. What changed waits for the director again."""
    actor.require(Permission.ORGANISATION_EDIT)
    line = get_text_line(session, text_id)
    if seen_mark(line) != seen:
        raise IllegalMove("changed_meanwhile")
    _check(session, change)
    number_changed = (line.text.phone, line.text.police) != (change.phone, change.police)
    line.text.phone, line.text.police = change.phone, change.police
    changed = [code for code, words in change.wordings.items() if _set_words(session, line, code, words)]
    if number_changed:
        for wording in line.wordings.values():
            _unconfirm(wording)
    if number_changed or changed:
        _note(session, "text.edit", text_id, "waiting", Role.ADMINISTRATOR, today=today)


def remove_text(session: Session, actor: Actor, text_id: int, *, today: date) -> None:
    """Take a line away; ``IllegalMove`` for the last of its kind."""
    actor.require(Permission.ORGANISATION_EDIT)
    text = get_text_line(session, text_id).text
    others = select(IntakeText.id).where(IntakeText.kind == text.kind, IntakeText.id != text.id)
    if session.scalar(others.limit(1)) is None:
        raise IllegalMove("text.last_of_kind")
    session.execute(delete(IntakeWording).where(IntakeWording.text_id == text.id))
    session.delete(text)
    _note(session, "text.remove", text_id, "removed", Role.ADMINISTRATOR, today=today)


def confirm_wording(
    session: Session, actor: Actor, text_id: int, *, language: str, seen: str, today: date
) -> None:
    """The director stands by these words; ``IllegalMove`` when they are not the words that were shown."""
    actor.require(Permission.TEXT_CONFIRM)
    line = get_text_line(session, text_id)
    wording = line.wordings.get(language)
    if wording is None or seen_mark(line) != seen:
        raise IllegalMove("changed_meanwhile")
    if wording.confirmed_on is not None:
        raise IllegalMove("text.already_confirmed")
    wording.confirmed_by_id, wording.confirmed_on = actor.account_id, today
    _note(session, "text.confirm", text_id, "confirmed", Role.DIRECTOR, today=today, language=language)


def _set_words(session: Session, line: TextLine, language: str, words: tuple[str, str]) -> bool:
    wording = line.wordings.get(language)
    if wording is None:
        if not words[0]:
            return False
        lead, body = words
        session.add(IntakeWording(text_id=line.text.id, language=language, lead=lead, body=body))
        return True
    if (wording.lead, wording.body) == words:
        return False
    if not words[0]:
        session.delete(wording)
        return True
    wording.lead, wording.body = words
    _unconfirm(wording)
    return True


def _unconfirm(wording: IntakeWording) -> None:
    wording.confirmed_by_id, wording.confirmed_on = None, None


def _check(session: Session, change: TextChange) -> None:
    default = session.get_one(Organisation, 1).default_language
    for language, (lead, body) in change.wordings.items():
        is_needed = language == default or bool(lead or body)
        for part, words in (("lead", lead), ("body", body)):
            if is_needed and not words:
                raise InvalidInput("field.required", field=f"{language}-{part}")


def _note(
    session: Session, act: str, text_id: int, state: str, by: Role, *, today: date, **facts: str
) -> None:
    raise_public_version(session)
    append(session, Leaf(act, f"text:{text_id}", state, by.value, str(Week.of(today)), facts))
